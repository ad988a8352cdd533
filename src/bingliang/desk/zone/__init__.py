"""区的口径: what a zone decides for itself, its open points, its file of settings and the wording of its papers."""
