"""The page on which a post is read and decided, and what staff say to each other there."""
