"""更新: a newer setup program is looked for, believed by its signature only, and fetched."""
