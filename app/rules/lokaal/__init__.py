"""Local agreements (SIG-*): age and the Zorgverzekeringswet, and what follows from the contracts of a regio.

They have no retourcode and never reject anything. They are asked as rules of procedure are: (record,
Procedurefeiten) -> what there is to see.
"""
