"""What no message tells of a toewijzing: taking it in, and telling what is still open."""
