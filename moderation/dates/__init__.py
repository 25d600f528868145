"""What has a date beside the queue, and who is reminded of it."""
