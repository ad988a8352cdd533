"""台账: values only – what is, and what happened. Imports nothing but the standard library."""
