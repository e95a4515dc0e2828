"""The releases of the standard that one service handles beside each other, each with its XSDs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from app.messages.xsd import Schemas
from app.standard.bestanden import ReleaseFout
from app.standard.release import Berichtsoort, Release


class Releases:
    """Releases in the order of preference: the first is the one that is meant when nobody names one."""

    def __init__(self, releases: Sequence[Release]):
        """Raises ReleaseFout without releases, and for two with the same name or with a namespace in common."""
        if not releases:
            raise ReleaseFout("no release of iJw to work with")
        self._op_naam: dict[str, Release] = {}
        self._op_namespace: dict[str, tuple[Release, Berichtsoort]] = {}
        for release in releases:
            if release.naam in self._op_naam:
                raise ReleaseFout(f"two releases are called {release.naam}")
            self._op_naam[release.naam] = release
            for namespace, soort in release.bericht_op_namespace.items():
                if namespace in self._op_namespace:
                    ander = self._op_namespace[namespace][0].naam
                    raise ReleaseFout(f"releases {ander} and {release.naam} both have namespace {namespace}")
                self._op_namespace[namespace] = release, soort
        self._schemas = {release: Schemas(release.schemas) for release in releases}

    def __iter__(self) -> Iterator[Release]:
        return iter(self._op_naam.values())

    @property
    def eerste(self) -> Release:
        """The release that is meant when nobody names one."""
        return next(iter(self))

    @property
    def namen(self) -> tuple[str, ...]:
        """What the releases are called."""
        return tuple(self._op_naam)

    def met_naam(self, naam: str) -> Release | None:
        """The release of this name; None when it is not one of ours."""
        return self._op_naam.get(naam)

    def schemas(self, release: Release) -> Schemas:
        """The XSDs of one of these releases."""
        return self._schemas[release]

    def controleer_schemas(self) -> None:
        """Compile every XSD, so that one that cannot be read is found now; raises ReleaseFout."""
        for release, schemas in self._schemas.items():
            for soort in release.berichten.values():
                try:
                    schemas.schema(soort.schema)
                except (OSError, etree.LxmlError) as fout:
                    raise ReleaseFout(f"release {release.naam}: {schemas.map / soort.schema}: {fout}") from fout

    def met_namespace(self, namespace: str) -> tuple[Release, Berichtsoort] | None:
        """Release and kind of the messages with this namespace; None when no release knows it."""
        return self._op_namespace.get(namespace)
