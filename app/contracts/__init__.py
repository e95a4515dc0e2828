"""What gemeenten and aanbieders agreed: regions, contracts, bekostiging, PICs, tariffs, and pricing.

Pure data and pure functions; money is whole eurocents. The program knows forms of bekostiging, never a regio:
those are files (``regios``, docs/regios.md). ``Afspraken`` answers every look-up in a regio; ``declaratieprijs``,
``verplichting``, ``termijnen``, ``plafonds`` and ``uitkomst`` compute; ``controle`` says what is wrong with files.
"""
