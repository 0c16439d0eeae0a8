"""The browser of the tests: one that is installed, else Playwright's, else Debian's package.

``python -m tests.browser.chromium`` makes sure that there is one.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.servers.packages import install_package

INSTALLED = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
# Chromium's own errands, each a connection that a closed network refuses.
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
)


def installed_browser() -> str | None:
    """Give the path of a Chromium or Chrome that runs, or None."""
    for name in INSTALLED:
        path = shutil.which(name)
        if path and _succeeds([path, "--version"]):
            return path
    return None


def playwright_browser() -> str | None:
    """Give the path of the Chromium that Playwright has downloaded, or None."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def launch_options() -> dict[str, Any]:
    """Give Playwright's options to launch the browser; raises RuntimeError if there is none."""
    path = installed_browser() or playwright_browser()
    if path is None:
        raise RuntimeError("no Chromium: run `make test`, or install one")
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    # Chromium refuses to run its sandbox as root, as in most containers.
    sandbox = ["--no-sandbox"] if is_root else []
    return {"executable_path": path, "args": [*QUIET, *sandbox]}


def ensure_browser() -> None:
    """Install a browser if there is none."""
    if installed_browser() or playwright_browser():
        return
    print("No Chromium or Chrome was found. Trying Playwright's download.", flush=True)
    download = [sys.executable, "-m", "playwright", "install"]
    # Its dependencies are the system's packages, which not everyone may install.
    if any(_succeeds([*download, *options, "chromium"]) for options in (["--with-deps"], [])):
        return
    print("That failed. Trying Debian's package.", flush=True)
    if not install_package("chromium"):
        sys.exit("No browser could be installed: install Chromium or Chrome, then run this again.")


def _succeeds(command: Sequence[str]) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


if __name__ == "__main__":
    ensure_browser()
