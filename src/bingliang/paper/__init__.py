"""文书: the only room that knows reportlab and PDFium; turns facts into PDF."""
