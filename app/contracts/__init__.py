"""What gemeenten and aanbieders agreed: regions, contracts, product codes and tariffs, and pricing.

Pure data and pure functions; money is whole eurocents. This is the smallest true form of the
contract model. Percelen, bekostiging timeline, profielen, intensiteiten and instalments attach
here: a Productcode gets its PIC, a Contract its perceel, and ``Contractboek.tarief`` its peildatum.
"""
