"""Money as people read it. It is kept and reckoned in whole pence; nothing here is ever a float."""


def pounds(pence: int) -> str:
    """`£1,234.50`; whole pounds without pence, and a true minus sign before what is lost: `−£300,000`."""
    whole, part = divmod(abs(pence), 100)
    return f"{'−' if pence < 0 else ''}£{whole:,}{f'.{part:02}' if part else ''}"
