"""What an officer does with his desk: files parked, labelled, kept in views, several at once."""
