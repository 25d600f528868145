"""Several services side by side, in counts alone."""
