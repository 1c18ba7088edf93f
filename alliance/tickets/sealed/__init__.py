"""What lies behind the anonymous door: slips under locks and covers, key parts and tickets in files of their own."""
