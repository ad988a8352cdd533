"""并联: the counter of an industrial park's project service – “1+8” mechanism, deadlines, papers and ledger."""

PACKAGE = ".blpkg"
"""交换包的后缀: a package under this name opens the program when it is double-clicked; as .zip it is the same package."""

__version__ = "0.1.0"
