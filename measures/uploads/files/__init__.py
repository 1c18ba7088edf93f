"""Files that go out: a workbook as .ods, and a draft given back with what was found written beside its cells."""
