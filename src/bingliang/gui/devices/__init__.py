"""外设: what stands on the counter: printers."""
