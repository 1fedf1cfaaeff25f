"""The words of a matter: its note sheet, the paragraphs signed on it, the drafts not yet signed."""
