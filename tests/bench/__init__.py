"""What ours costs beside its peers, measured in turn in one run."""
