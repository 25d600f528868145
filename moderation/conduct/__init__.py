"""House rules, blocks, and looking again when a writer contests them."""
