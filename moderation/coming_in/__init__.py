"""How comments come in: read from networks, found by watches, logged by hand; kept first, then sorted."""
