"""Bytes and tables: CSV rows, XLSX, text encodings, replacing files whole, git."""
