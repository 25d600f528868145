"""How many people follow, see and answer, of channels and posts: read, typed, imported; objectives (G2, G21)."""
