"""录入更正: a further line says what holds instead; none is changed."""
