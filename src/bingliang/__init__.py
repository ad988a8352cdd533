"""并联: the counter of an industrial park's project service – “1+8” mechanism, deadlines, papers and ledger."""

__version__ = "0.1.0"
