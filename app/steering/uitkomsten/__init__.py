"""Outcomes of help: taking them in, counting them so that nobody is recognised, and telling them."""
