"""存储: the only room that knows SQLAlchemy, its drivers and alembic."""
