"""测试: mirrors the package; `tests.…` is importable so that a driver can be shared."""
