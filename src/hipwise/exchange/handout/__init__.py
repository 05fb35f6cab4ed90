"""The printed plan: what it says (`words`), in which edition, to whom (`cover`), and as a file (`sheet`)."""
