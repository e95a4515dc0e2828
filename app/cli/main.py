"""The `ijw` command. Every command imports what it needs itself, so that none waits for another."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, NoReturn, TypeVar

import typer

if TYPE_CHECKING:
    from app.assembly import Knoop
    from app.cli.verslag import Bestandsverslag, Bewaarder, Handeling
    from app.exchange.ports import Afhandeling
    from app.messages.releases import Releases
    from app.settings import Settings
    from app.standard.release import Release

Rolnaam = Literal["gemeente", "aanbieder", "regio", "lokaal_team", "toezicht", "beheerder", "knooppunt"]
Regelsoort = Literal["TR", "CD", "CS", "RS", "OP", "IV", "UP"]
Termijnsoort = Literal["antwoord", "woonplaatsbeginsel", "onderzoek", "start", "stop", "retour", "declaratieantwoord"]

_Werk = TypeVar("_Werk")
_VEEL = 3
"""More files or messages than this show a progress bar."""

app = typer.Typer(
    name="ijw",
    help="Jeugdknoop: receives, judges and answers messages of the Dutch youth-care standard iJw. "
    "Settings come from environment variables IJW_*; see docs/instellingen.md.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    # A traceback with local variables would show what is in a message.
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
regio_app = typer.Typer(help="Agreements of a regio: contracts, product codes, tariffs.", no_args_is_help=True)
app.add_typer(regio_app, name="regio")
toegang_app = typer.Typer(help="Which systems may ask over HTTP: roles and keys.", no_args_is_help=True)
app.add_typer(toegang_app, name="toegang")


class Formaat(StrEnum):
    """How the outcome is shown."""

    TEKST = "tekst"
    JSON = "json"
    JUNIT = "junit"


def _toon_versie(gevraagd: bool) -> None:
    if gevraagd:
        from importlib.metadata import version

        typer.echo(f"jeugdknoop {version('jeugdknoop')}")
        raise typer.Exit


@app.callback()
def _opties(
    versie: Annotated[
        bool, typer.Option("--version", callback=_toon_versie, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    pass


Bestanden = Annotated[list[Path], typer.Argument(metavar="FILE...", help="XML files; - is standard input.")]
MetFormaat = Annotated[Formaat, typer.Option("--formaat", help="Form of the outcome.")]
MetXml = Annotated[bool, typer.Option("--xml", help="Also show the national answer.")]


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on; else IJW_HOST.")] = None,
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="Port; else IJW_PORT.")] = None,
    demo: Annotated[bool, typer.Option("--demo", help="Load the fictitious demo regio first.")] = False,
    root_path: Annotated[str, typer.Option(help="Path in front of ours, when a proxy serves us below one.")] = "",
    toegangslog: Annotated[bool, typer.Option("--access-log", help="Log each request: method, path, status.")] = False,
) -> None:
    """Start the service: API and console over HTTP."""
    settings = _settings()
    anders = {naam: waarde for naam, waarde in (("host", host), ("port", port)) if waarde is not None}
    with _knoop(settings.model_copy(update=anders)) as knoop:
        if demo:
            _laad_demoregio(knoop)
        from app.cli.serveer import serveer

        serveer(knoop, root_path=root_path.rstrip("/"), toegangslog=toegangslog, met_voorbeeld=demo)


@app.command()
def toets(bestanden: Bestanden, formaat: MetFormaat = Formaat.TEKST, xml: MetXml = False) -> None:
    """Judge messages against what is stored, and keep nothing.

    Exit code 0: all approved; 1: something was rejected; 2: something could not be judged, because it was
    unreadable, not valid against the XSD, or held.
    """
    with _knoop(_settings()) as knoop:
        _verslaan(bestanden, knoop.loket.toets, knoop.settings, formaat, met_xml=xml)


@app.command()
def verwerk(
    bestanden: Bestanden,
    formaat: MetFormaat = Formaat.TEKST,
    xml: MetXml = False,
    uit: Annotated[
        Path | None,
        typer.Option(file_okay=False, writable=True, help="Folder in which each national answer is written as a file."),
    ] = None,
) -> None:
    """Judge messages, keep them and what they bring about, and answer them.

    Exit codes are those of `ijw toets`.
    """
    if uit is not None:
        uit.mkdir(parents=True, exist_ok=True)
    with _knoop(_settings()) as knoop:
        bewaar = None if uit is None else _schrijver(uit)
        _verslaan(bestanden, knoop.loket.verwerk, knoop.settings, formaat, met_xml=xml, bewaar=bewaar)


@app.command()
def correctie(
    vraag: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="JSON with what is wanted; - is standard input.")
    ] = None,
    *,
    uit: Annotated[
        Path, typer.Option(file_okay=False, writable=True, help="Folder in which each message is written as a file.")
    ],
    aanbieder: Annotated[str | None, typer.Option(help="AGB code; with --bericht, instead of a file.")] = None,
    bericht: Annotated[
        str | None, typer.Option(metavar="ID", help="A JW323: all its rejected lines go again, as they were.")
    ] = None,
) -> None:
    """Compose the messages that follow on a rejected or wrong claim (see docs/correcties.md); nothing is kept.

    Exit code 0: sent now, in this order, all would be granted; 1: something would be rejected; 2: this
    correction cannot be made.
    """
    from app.cli import correctie as corrigeren
    from app.exchange.correctie.gegevens import CorrectieGeweigerd

    met_bericht = aanbieder is not None and bericht is not None
    if (vraag is None) != met_bericht or (aanbieder is None) != (bericht is None):
        _stop("name a file, or --aanbieder and --bericht")
    try:
        if vraag is not None:
            gevraagd = corrigeren.lees_vraag(vraag)
        else:
            gevraagd = corrigeren.vraag_om_bericht(aanbieder or "", bericht or "")
        with _knoop(_settings()) as knoop:
            gemaakt = corrigeren.stel_op(knoop, gevraagd)
    except CorrectieGeweigerd as fout:
        typer.echo("\n".join(corrigeren.vertel_weigering(fout.fouten)))
        raise typer.Exit(2) from None
    paden = corrigeren.schrijf_bestanden(gemaakt, uit)
    typer.echo("\n".join(corrigeren.vertel(gemaakt, paden)))
    raise typer.Exit(0 if gemaakt.wordt_toegekend else 1)


@app.command()
def omzetting(
    vraag: Annotated[
        Path | None,
        typer.Argument(metavar="[FILE]", help="JSON with what takes the place of a toewijzing; - is standard input."),
    ] = None,
    *,
    uit: Annotated[
        Path | None, typer.Option(file_okay=False, writable=True, help="Folder in which each message is written.")
    ] = None,
    regio: Annotated[str | None, typer.Option(help="Without a file: only of this regio.")] = None,
    gemeente: Annotated[str | None, typer.Option(help="Without a file: only of this gemeente (CBS code).")] = None,
    toestand: Annotated[
        Literal["open", "omgezet", "zonder_opvolger"], typer.Option(help="Without a file: how far it is.")
    ] = "open",
) -> None:
    """List toewijzingen that have to be converted to a new system, or compose the JW301 for one (docs/omzettingen.md).

    Without a file: exit code 1 when something has to be done. With a file: 0 when it was composed, 2 when it cannot be
    made; nothing is kept.
    """
    from app.cli import omzetting as omzetten
    from app.exchange.omzetting.gegevens import OmzettingGeweigerd

    if (vraag is None) != (uit is None):
        _stop("name a file and --uit, or neither of them")
    if vraag is None or uit is None:
        with _knoop(_settings()) as knoop:
            nog_te_doen = omzetten.toon_lijst(knoop, regio, gemeente, toestand)
        raise typer.Exit(1 if nog_te_doen else 0)
    try:
        gevraagd = omzetten.lees_vraag(vraag)
        with _knoop(_settings()) as knoop:
            gemaakt = omzetten.stel_op(knoop, gevraagd)
    except OmzettingGeweigerd as fout:
        typer.echo("\n".join(omzetten.vertel_weigering(fout.fouten)))
        raise typer.Exit(2) from None
    typer.echo("\n".join(omzetten.vertel(gemaakt, omzetten.schrijf_bestanden(gemaakt, uit))))


@app.command()
def regels(
    regel_id: Annotated[str | None, typer.Argument(metavar="[ID]", help="One rule, such as TR418.")] = None,
    soort: Annotated[
        Regelsoort | None, typer.Option("--soort", help="Only rules of this kind.", case_sensitive=False)
    ] = None,
    release_naam: Annotated[
        str | None, typer.Option("--release", help="Release of iJw; else the first of IJW_RELEASES.")
    ] = None,
) -> None:
    """List the national rules, or tell everything about one."""
    from app.assembly import laad_releases
    from app.cli.regels import toon_regel, toon_regels, toon_voorschrift
    from app.standard.voorschriften import laad_voorschriften

    release = _kies_release(laad_releases(_settings()), release_naam)
    if regel_id is None:
        toon_regels(release, soort)
        return
    if regel := release.regels.get(regel_id.upper()):
        toon_regel(release, regel)
    elif een := {een.id.upper(): een for een in laad_voorschriften(release).values()}.get(regel_id.upper()):
        toon_voorschrift(een)
    else:
        _stop(f"no rule {regel_id} in iJw {release.naam}; `ijw regels` lists them")


@app.command()
def termijnen(
    gemeente: Annotated[str | None, typer.Option(help="CBS code of the gemeente.")] = None,
    aanbieder: Annotated[str | None, typer.Option(help="AGB code of the aanbieder.")] = None,
    soort: Annotated[Termijnsoort | None, typer.Option(help="What has to come.")] = None,
    toestand: Annotated[Literal["loopt", "te_laat"] | None, typer.Option(help="Still in time, or not.")] = None,
    tot: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Only what is due on this day or before.")
    ] = None,
    als_json: Annotated[bool, typer.Option("--json", help="One JSON list.")] = False,
) -> None:
    """List what has to come and has not: the first term first.

    Exit code 1 when something is late.
    """
    from app.cli.termijnen import toon_termijnen

    dag = None if tot is None else tot.date()
    with _knoop(_settings()) as knoop:
        te_laat = toon_termijnen(knoop, gemeente, aanbieder, soort, toestand, dag, als_json=als_json)
    raise typer.Exit(1 if te_laat else 0)


@app.command()
def signalen(
    code: Annotated[str | None, typer.Option(help="One kind of signal, such as OP087.")] = None,
    voor: Annotated[Literal["gemeente", "aanbieder", "beheerder"] | None, typer.Option(help="Who has to act.")] = None,
    gemeente: Annotated[str | None, typer.Option(help="CBS code of the gemeente.")] = None,
    aanbieder: Annotated[str | None, typer.Option(help="AGB code of the aanbieder.")] = None,
    toestand: Annotated[
        Literal["open", "verklaard", "gesloten"] | None, typer.Option(help="What became of it.")
    ] = None,
    als_json: Annotated[bool, typer.Option("--json", help="One JSON list.")] = False,
) -> None:
    """List what someone has to see and that rejects nothing: the newest first.

    Exit code 1 when something that is listed is open.
    """
    from app.cli.signalen import toon_signalen
    from app.store.signalen import Signaalfilter

    filter_ = Signaalfilter(
        codes=None if code is None else (code,), voor=voor, gemeente=gemeente, aanbieder=aanbieder, toestand=toestand
    )
    with _knoop(_settings()) as knoop:
        open_ = toon_signalen(knoop, filter_, als_json=als_json)
    raise typer.Exit(1 if open_ else 0)


@app.command()
def dagronde(
    op: Annotated[
        datetime | None,
        typer.Option("--op", formats=["%Y-%m-%d"], metavar="DATE", help="Day for which is looked; else today."),
    ] = None,
    als_json: Annotated[bool, typer.Option("--json", help="One JSON list.")] = False,
) -> None:
    """Open the signals that arise with time, and close those that are no longer true (see docs/signalen.md).

    Run it once a day; a second run opens nothing twice. Exit code 1 when a check went wrong, 2 when no round is
    made for that day.
    """
    from app.cli.dagronde import toon_dagronde
    from app.steering.dagronde.ronde import DagGeweigerd

    with _knoop(_settings()) as knoop:
        try:
            gelukt = toon_dagronde(knoop, None if op is None else op.date(), als_json=als_json)
        except DagGeweigerd as fout:
            _stop(str(fout))
    raise typer.Exit(0 if gelukt else 1)


@app.command()
def demo(xml: Annotated[bool, typer.Option("--xml", help="Also show every message and answer.")] = False) -> None:
    """Show a whole chain of messages and answers, on a store that is thrown away.

    Exit code 1 when an answer is not the one that was expected.
    """
    from app.cli.demo import speel_keten, vertel

    stappen = list(speel_keten())
    for stuk in vertel(stappen, met_xml=xml):
        typer.echo(stuk)
    if not all(stap.klopt for stap in stappen):
        raise typer.Exit(1)


def _dag(help_: str) -> Any:
    return typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help=help_)


@app.command()
def herbeoordeel(
    release: Annotated[
        str | None, typer.Option(help="Release of iJw to judge in; else each message in the one in which it came.")
    ] = None,
    van: Annotated[datetime | None, _dag("First day of receipt that is judged anew; else the first there is.")] = None,
    tot: Annotated[datetime | None, _dag("Last day of receipt; else today.")] = None,
    als_json: Annotated[bool, typer.Option("--json", help="Show the differences as JSON.")] = False,
) -> None:
    """Replay the stored history on a store that is thrown away, and list what would be decided differently.

    Nothing in the real store changes. Messages from before `--van` are replayed as they came.
    Exit code 0: no differences; 1: differences.
    """
    from app.cli.herbeoordeel import herbeoordeel as voer_uit

    with _knoop(_settings()) as knoop:
        gekozen = None if release is None else _kies_release(knoop.loket.releases, release)
        verschillend = voer_uit(
            knoop,
            gekozen,
            None if van is None else van.date(),
            None if tot is None else tot.date(),
            als_json=als_json,
            voortgang=_voortgang,
        )
    raise typer.Exit(1 if verschillend else 0)


@app.command()
def migreer() -> None:
    """Bring the database to the newest version (`ijw serve` does so by itself)."""
    with _knoop(_settings()) as knoop:
        typer.echo(f"Up to date: {knoop.opslag.engine.url}")  # hides the password


RegioMap = Annotated[
    str, typer.Argument(metavar="DIR", help="Folder with regio.toml and its CSV files, or the name of a regio of ours.")
]


@regio_app.command("controleer")
def regio_controleer(map_: RegioMap) -> None:
    """Check the files of a regio: every mistake with its file, its line and what to do.

    Exit code 0: nothing is wrong; 1: something is.
    """
    from app.assembly import laad_releases
    from app.cli.regio import controleer, vind

    aantal = controleer(vind(map_), laad_releases(_settings()).eerste)
    raise typer.Exit(1 if aantal else 0)


@regio_app.command("lijst")
def regio_lijst() -> None:
    """List the regios that were loaded, and those that come with the product."""
    from app.cli.regio import toon_lijst

    with _knoop(_settings()) as knoop:
        toon_lijst(knoop)


@regio_app.command("laad")
def regio_laad(
    map_: Annotated[
        str | None,
        typer.Argument(
            metavar="[DIR]", help="Folder with regio.toml and its CSV files, or the name of a regio of ours."
        ),
    ] = None,
    demo: Annotated[bool, typer.Option("--demo", help="The fictitious regio that comes with the product.")] = False,
) -> None:
    """Check the agreements of a regio and put them in the place of what was known of it.

    Nothing that was decided changes. When something is wrong, nothing is loaded.
    """
    from app.assembly import laad_releases
    from app.cli.regio import lees_goede_bestanden, vertel, vind

    if demo == (map_ is not None):
        _stop("name a folder, or say --demo")
    settings = _settings()
    bestanden = lees_goede_bestanden(vind("demo" if map_ is None else map_), laad_releases(settings).eerste)
    with _knoop(settings) as knoop:
        regio, versie = knoop.neem_regio_aan(bestanden)
    typer.echo(vertel(regio, versie))


@toegang_app.command("maak")
def toegang_maak(
    rol: Annotated[Rolnaam, typer.Option(help="In which role it asks.")],
    naam: Annotated[str, typer.Option(help="Name of the system that uses the key, never of a person.")],
    code: Annotated[
        str | None,
        typer.Option(help="CBS code (gemeente, lokaal_team), AGB code (aanbieder) or code of the regio (regio)."),
    ] = None,
    team: Annotated[str | None, typer.Option(help="Short code of the team, for lokaal_team.")] = None,
    van: Annotated[datetime | None, _dag("First day; else today.")] = None,
    tot: Annotated[datetime | None, _dag("Last day; else until it is revoked.")] = None,
) -> None:
    """Make an access and print its key, which is shown this once. Only the key goes to standard output."""
    from app.cli.toegang import maak

    with _knoop(_settings()) as knoop:
        maak(knoop, rol, code, team, naam, None if van is None else van.date(), None if tot is None else tot.date())


@toegang_app.command("lijst")
def toegang_lijst(als_json: Annotated[bool, typer.Option("--json", help="One JSON list.")] = False) -> None:
    """List every access, also those that no longer hold. Keys are not in it."""
    from app.cli.toegang import toon_lijst

    with _knoop(_settings()) as knoop:
        toon_lijst(knoop, als_json=als_json)


@toegang_app.command("trek-in")
def toegang_trek_in(
    id: Annotated[int, typer.Argument(metavar="ID", help="Number of the access, as `ijw toegang lijst` gives it.")],
) -> None:
    """Let a key no longer be taken; a service that runs knows within five seconds."""
    from app.cli.toegang import vertel

    with _knoop(_settings()) as knoop:
        toegang = knoop.trek_toegang_in(id)
        if toegang is None:
            _stop(f"there is no access {id}; see ijw toegang lijst")
        typer.echo(vertel(toegang, knoop.loket.klok.nu().date()))


def main() -> None:
    """Entry point of `ijw`."""
    try:
        app()
    except Exception as fout:
        if not isinstance(fout, _bekende_fouten()):
            raise
        # The text of a database error quotes the query; what the driver said does not.
        sys.exit(_meld(str(getattr(fout, "orig", None) or fout)))


def _bekende_fouten() -> tuple[type[Exception], ...]:
    """Faults in what was configured, of which the text says enough; only looked up when there is one."""
    from app.contracts.regiobestand import RegioFout
    from app.standard.bestanden import ReleaseFout
    from app.standard.werkdagen import FeestdagenFout
    from app.store.privacy import KluisFout
    from app.store.raadplegen import ONBEREIKBAAR
    from app.store.toegang import ToegangGeweigerd

    return KluisFout, RegioFout, ToegangGeweigerd, ReleaseFout, FeestdagenFout, OSError, *ONBEREIKBAAR


def _settings() -> Settings:
    from pydantic import ValidationError

    from app.settings import Settings

    try:
        return Settings()
    except ValidationError as fout:
        wat = "; ".join(f"IJW_{'_'.join(map(str, een['loc'])).upper()}: {een['msg']}" for een in fout.errors())
        _stop(wat)


def _kies_release(releases: Releases, naam: str | None) -> Release:
    release = releases.eerste if naam is None else releases.met_naam(naam)
    if release is None:
        _stop(f"--release: no release {naam}; IJW_RELEASES gives {', '.join(releases.namen)}")
    return release


@contextmanager
def _knoop(settings: Settings) -> Iterator[Knoop]:
    from app.assembly import bouw

    knoop = bouw(settings)
    try:
        yield knoop
    finally:
        knoop.sluit()


def _laad_demoregio(knoop: Knoop) -> None:
    from app.contracts.regiobestand import demoregio, lees_regio

    knoop.laad_regio(lees_regio(demoregio()))


def _verslaan(
    bestanden: list[Path],
    handeling: Handeling,
    settings: Settings,
    formaat: Formaat,
    *,
    met_xml: bool,
    bewaar: Bewaarder | None = None,
) -> None:
    """Handle the files one by one, show what became of them, and leave with the right exit code."""
    from app.cli import weergeven
    from app.cli.verslag import behandel

    verslagen: list[Bestandsverslag] = []
    with _voortgang(bestanden, len(bestanden)) as volgende:
        for bestand in volgende:
            verslag = behandel(bestand, handeling, settings.grens, met_xml=met_xml, bewaar=bewaar)
            verslagen.append(verslag)
            if formaat is Formaat.TEKST:
                typer.echo(weergeven.als_tekst(verslag), nl=False)
    match formaat:
        case Formaat.JSON:
            typer.echo(weergeven.als_json(verslagen), nl=False)
        case Formaat.JUNIT:
            typer.echo(weergeven.als_junit(verslagen), nl=False)
        case Formaat.TEKST if len(verslagen) > 1:
            typer.echo(f"\n{weergeven.samenvatting(verslagen)}")
    raise typer.Exit(int(max(verslag.afloop for verslag in verslagen)))


@contextmanager
def _voortgang(werk: Iterable[_Werk], aantal: int) -> Iterator[Iterable[_Werk]]:
    """Files or messages, with a progress bar when there are many and someone watches."""
    if aantal <= _VEEL or not sys.stderr.isatty():
        yield werk
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    with Progress(
        TextColumn("berichten"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
        # What goes to a file or pipe is left alone; what goes to the same screen is kept above the bar.
        redirect_stdout=sys.stdout.isatty(),
    ) as balk:
        yield balk.track(werk, total=aantal)


def _schrijver(map_: Path) -> Callable[[Path, Afhandeling], None]:
    def schrijf(bestand: Path, afhandeling: Afhandeling) -> None:
        antwoord = afhandeling.retour
        if antwoord is None:
            return
        stam = "stdin" if bestand == Path("-") else bestand.stem
        # The Identificatie of an answer is unique, so no file is ever overwritten.
        doel = map_ / f"{stam}-{antwoord.code}-{antwoord.identificatie}.xml"
        with doel.open("xb") as stroom:
            stroom.writelines(antwoord.pakket.blokken())

    return schrijf


def _meld(fout: str) -> int:
    print(f"ijw: {fout}", file=sys.stderr)
    return 2


def _stop(fout: str) -> NoReturn:
    raise typer.Exit(_meld(fout))
