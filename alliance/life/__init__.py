"""The life of a decision after its vote: boards ratify it, slips are put right, reasons are erased, its thread is read."""
