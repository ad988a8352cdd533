"""柜台: the clerk's day in its order; every act is three lines – load, decide, record."""
