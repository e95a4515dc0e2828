"""The `ijw` command."""
