"""Levels 3 and 4: rules that need earlier messages, the contract, a code list of a date or the clock."""
