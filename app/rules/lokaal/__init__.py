"""Local agreements (SIG-*) that need no contract: age and the Zorgverzekeringswet.

They have no retourcode and never reject anything. They are asked as rules of procedure are: (record,
Procedurefeiten) -> what there is to see.
"""
