"""Where the reference material lies, for tests that can use it.

The material is no part of the product and no part of the repository; a checkout without it must still be
testable. A test that needs it calls `require_shared`, so that its absence shows in the test report.
"""

import os
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[1]


def _candidate() -> Path:
    configured = os.environ.get("IJW_SHARED")
    return Path(configured) if configured else CHECKOUT.parent / "shared"


def shared_dir() -> Path | None:
    """Folder with the reference material, or None when it is absent.

    The environment variable IJW_SHARED names the folder; without it, a folder `shared` beside the checkout.
    """
    candidate = _candidate()
    return candidate if (candidate / "standard").is_dir() else None


def require_shared() -> Path:
    """Folder with the reference material; without it the running test is skipped.

    With IJW_EIS_SHARED=1 in the environment the test fails instead, so that a run which is meant to prove
    everything cannot pass by leaving things out.
    """
    found = shared_dir()
    if found is not None:
        return found
    reason = (
        f"REFERENCE MATERIAL ABSENT: no folder {_candidate()} with a folder `standard` in it. "
        "Nothing was compared with the national standard; set IJW_SHARED to the folder to do so."
    )
    if os.environ.get("IJW_EIS_SHARED") == "1":
        pytest.fail(f"{reason} (IJW_EIS_SHARED=1 forbids skipping)", pytrace=False)
    pytest.skip(reason)
