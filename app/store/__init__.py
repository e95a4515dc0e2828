"""Where it is kept: tables, privacy, units of work, the facts for rules, and every query there is."""
