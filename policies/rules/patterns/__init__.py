"""Ways of saying a thing that are sure enough by themselves: what the rules of meaning know without weighing."""
