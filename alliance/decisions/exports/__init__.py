"""The register as files: exactly what is filtered, row by row, in the same few queries however long it is."""
