"""The daily round: what becomes true or untrue as days go by, opened and closed in the register by one mechanism."""
