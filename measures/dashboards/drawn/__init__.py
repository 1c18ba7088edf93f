"""From published cells to charts: what statistics read in a series, and how it is drawn and said."""
