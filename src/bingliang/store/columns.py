"""栏与索引的写法: how a column and a partial index are declared, alike on SQLite and PostgreSQL."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, SmallInteger, Text, TextClause, text

# "C" sorts by bytes like SQLite does, and lets a prefix search use the index.
KEY = Text().with_variant(Text(collation="C"), "postgresql")
ID = BigInteger().with_variant(Integer(), "sqlite")


def flag(name: str) -> Column[int]:
    """是否: 0 or 1 on both databases."""
    return Column(name, SmallInteger, nullable=False)


def plain_text(name: str) -> Column[str]:
    """文字 that is shown, never searched by its beginning."""
    return Column(name, Text, nullable=False)


def key(name: str, *, primary_key: bool = False) -> Column[str]:
    """键: a text that is found and sorted by its bytes."""
    return Column(name, KEY, nullable=False, primary_key=primary_key)


def only(name: str, where: str, *columns: str | TextClause) -> Index:
    """部分索引: of the rows of which `where` is true, in the very words of a question that is to take it."""
    # `sqlite_where=` and `postgresql_where=` would bring both dialects into memory at every start; `tables_for` tells the one
    return Index(name, *columns, info={"where": text(where)})
