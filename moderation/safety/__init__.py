"""A child's safety before anything else: escalations, dangers, the emergency card, how long cases stood in public."""
