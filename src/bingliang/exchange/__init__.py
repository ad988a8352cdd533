"""交换: files in and out – workbooks, packages, JSON; the only room that knows openpyxl."""
