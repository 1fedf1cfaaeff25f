"""The correspondence side: papers with page numbers in a series of their own."""
