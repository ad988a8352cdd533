"""个人信息: who is in the register of persons, and his erasure at his request or because the law asks for it."""
