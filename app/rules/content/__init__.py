"""Level 2: rules that the message alone decides. A fault rejects the message with 0001 in the Header."""
