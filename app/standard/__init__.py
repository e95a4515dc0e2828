"""What the national standard iJw says, as data with typed access. Uses the standard library only.

- `release`: messages, logical keys, rules and retourcodes of one release (`laad_release`, `lees_release`).
- `codelijsten`: the code lists behind the schemas (`laad_codelijst`).
- `gemeenten`: which municipality code existed when (`laad_gemeenten`).
- `elfproef`: the check on a burgerservicenummer, and test numbers.
- `kalender`: counting days, weeks, Sundays and months.

A release is a folder with data files, ours (`ijw_<release>`) or an operator's; adding one needs no code.
Nothing is read at import.
"""
