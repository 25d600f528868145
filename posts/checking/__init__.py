"""What the policy says to a post, to past posts, and how each rule did."""
