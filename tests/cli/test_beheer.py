"""Loading agreements, migrating, and what the command says when it cannot work."""

import os
import subprocess
import sys
from importlib.resources import as_file
from pathlib import Path

import pytest

from app.cli.main import main
from app.contracts.regiobestand import demoregio
from tests.cli.winkel import IJW, Winkel


def test_a_regio_is_loaded_from_a_folder(winkel: Winkel) -> None:
    with as_file(demoregio()) as map_:
        uitkomst = winkel.ijw("regio", "laad", map_)
    assert uitkomst.exit_code == 0
    assert uitkomst.stdout.startswith("Demoregio (fictief) geladen: 2 gemeenten, ")


@pytest.mark.parametrize("woorden", [(), ("--demo", ".")])
def test_a_regio_is_a_folder_or_the_demo(winkel: Winkel, woorden: tuple[str, ...]) -> None:
    uitkomst = winkel.ijw("regio", "laad", *woorden)
    assert uitkomst.exit_code == 2
    assert "name a folder, or say --demo" in uitkomst.stderr


def test_migrating_says_which_database_and_hides_a_password(winkel: Winkel) -> None:
    uitkomst = winkel.ijw("migreer")
    assert uitkomst.exit_code == 0
    assert "jeugdknoop.db" in uitkomst.stdout


@pytest.mark.parametrize(
    ("naam", "waarde", "melding"),
    [("IJW_PORT", "x", "IJW_PORT"), ("IJW_RELEASES", "9.9", "known: 3.2"), ("IJW_RELEASES", "app", "berichten.toml")],
)
def test_a_setting_that_is_wrong_is_named(
    winkel: Winkel,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    naam: str,
    waarde: str,
    melding: str,
) -> None:
    (winkel.map / "app").mkdir()
    monkeypatch.chdir(winkel.map)
    monkeypatch.setenv(naam, waarde)
    monkeypatch.setattr(sys, "argv", ["ijw", "migreer"])
    with pytest.raises(SystemExit) as gestopt:
        main()
    assert gestopt.value.code == 2
    (fout,) = capsys.readouterr().err.splitlines()
    assert melding in fout


def test_a_folder_without_regio_and_a_bad_key_are_one_line_each(
    winkel: Winkel, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (winkel.map / "data" / "sleutel").write_text("geen sleutel")
    for woorden in (("regio", "laad", str(winkel.map)), ("migreer",)):
        monkeypatch.setattr(sys, "argv", ["ijw", *woorden])
        with pytest.raises(SystemExit) as gestopt:
            main()
        assert gestopt.value.code == 2
    fouten = capsys.readouterr().err.splitlines()
    assert [fout.partition(" ")[0] for fout in fouten] == ["ijw:", "ijw:"]
    assert "regio.toml" in fouten[0]
    assert "no key file" in fouten[1]


def test_a_database_that_is_not_there_is_said_without_a_traceback(
    winkel: Winkel, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("IJW_DATABASE_URL", "postgresql://wie:geheim@127.0.0.1:1/niets")
    monkeypatch.setattr(sys, "argv", ["ijw", "migreer"])
    with pytest.raises(SystemExit) as gestopt:
        main()
    assert gestopt.value.code == 2
    fout = capsys.readouterr().err
    assert fout.startswith("ijw: connection failed")
    assert "geheim" not in fout


def test_asking_for_help_loads_nothing_heavy(tmp_path: Path) -> None:
    vraag = (
        "import sys; sys.argv[1:] = ['--help']; from app.cli.main import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print({'sqlalchemy', 'fastapi', 'uvicorn', 'lxml', 'pydantic'} & set(sys.modules), file=sys.stderr)"
    )
    uitkomst = subprocess.run((sys.executable, "-c", vraag), capture_output=True, text=True, check=True)
    assert uitkomst.stderr.strip() == "set()"


def test_the_help_of_every_command_is_there(winkel: Winkel) -> None:
    hulp = winkel.ijw("--help").stdout
    for naam in ("serve", "toets", "verwerk", "regels", "demo", "migreer", "regio"):
        assert naam in hulp
        assert winkel.ijw(naam, "--help").exit_code == 0


@pytest.fixture
def vijf(winkel: Winkel) -> list[Path]:
    """Five messages, which is many."""
    return [winkel.bestand("toewijzing", reeks, als=f"b{reeks}") for reeks in range(5)]


def test_many_files_show_no_progress_when_nobody_watches(vijf: list[Path]) -> None:
    uitkomst = subprocess.run((*IJW, "toets", *vijf), capture_output=True, text=True, check=False)
    assert uitkomst.returncode == 0
    assert uitkomst.stderr == ""
    assert "5 bestanden: 5 goedgekeurd." in uitkomst.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals there")
def test_many_files_show_progress_on_a_terminal_and_leave_the_output_alone(vijf: list[Path]) -> None:
    import pty

    kijker, scherm = pty.openpty()
    try:
        uitkomst = subprocess.run(
            (*IJW, "toets", *vijf),
            stdout=subprocess.PIPE,
            stderr=scherm,
            env={**os.environ, "TERM": "xterm"},
            check=True,
        )
        os.set_blocking(kijker, False)
        gezien = os.read(kijker, 100_000)
    finally:
        os.close(scherm)
        os.close(kijker)
    assert b"5/5" in gezien
    assert len(uitkomst.stdout.splitlines()) == 7
    assert b"\x1b" not in uitkomst.stdout


def test_a_table_of_holidays_that_cannot_be_read_is_one_line(
    winkel: Winkel, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tabel = winkel.map / "feestdagen.csv"
    tabel.write_text("datum;naam\n27 april;Koningsdag\n", "utf-8")
    monkeypatch.setenv("IJW_FEESTDAGEN", str(tabel))
    monkeypatch.setattr(sys, "argv", ["ijw", "migreer"])
    with pytest.raises(SystemExit) as gestopt:
        main()
    assert gestopt.value.code == 2
    (fout,) = capsys.readouterr().err.splitlines()
    assert "feestdagen.csv, line 2" in fout
