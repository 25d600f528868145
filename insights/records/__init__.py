"""A search over everything that was ever published, for answers under freedom-of-information law."""
