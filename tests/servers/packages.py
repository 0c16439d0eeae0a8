"""Debian's packages, for the programs that the tests run beside the site."""

from __future__ import annotations

import os
import shutil
import subprocess


def install_package(name: str) -> bool:
    """Install a package as root, or through sudo; False where that cannot be done."""
    sudo = [] if os.geteuid() == 0 else ["sudo"]
    if not all(map(shutil.which, [*sudo, "apt-get"])):
        return False
    steps = ["update", "-q"], ["install", "-qy", name]
    return all(
        subprocess.run([*sudo, "apt-get", *step], check=False).returncode == 0 for step in steps
    )
