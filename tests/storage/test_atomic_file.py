import os
import resource
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from holysheep_desktop.storage.atomic_file import replace_file


def test_that_the_content_replaces_the_old_file_and_leaves_no_part_behind(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"old")
    replace_file(path, b"new")
    assert [p.name for p in tmp_path.iterdir()] == ["a.json"]
    assert path.read_bytes() == b"new"


def test_that_a_symbolic_link_stays_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "real.json", tmp_path / "link.json"
    target.write_bytes(b"old")
    link.symlink_to(target)
    replace_file(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_that_a_private_file_is_readable_by_its_owner_only(tmp_path: Path) -> None:
    replace_file(tmp_path / "s", b"x", private=True)
    assert (tmp_path / "s").stat().st_mode & 0o777 == 0o600


def test_that_the_mode_of_an_existing_file_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    path.chmod(0o640)
    replace_file(path, b"new")
    assert path.stat().st_mode & 0o777 == 0o640


def test_that_a_full_disk_leaves_the_old_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(b"old")
    old_limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    old_handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, old_limit[1]))
    try:
        with pytest.raises(OSError, match="File too large"):
            replace_file(path, b"x" * 100_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, old_limit)
        signal.signal(signal.SIGXFSZ, old_handler)
    assert path.read_bytes() == b"old"
    assert len(list(tmp_path.iterdir())) == 1


def test_that_a_part_of_a_killed_save_is_removed_a_day_later_and_not_before(tmp_path: Path) -> None:
    stale, fresh = tmp_path / ".a.json.old.part", tmp_path / ".a.json.new.part"
    stale.write_bytes(b"")
    fresh.write_bytes(b"")
    os.utime(stale, (0, 0))
    replace_file(tmp_path / "a.json", b"x")
    assert not stale.exists()
    assert fresh.exists()


def test_that_a_part_that_has_just_gone_or_cannot_be_removed_stops_no_save(tmp_path: Path) -> None:
    (tmp_path / ".a.json.gone.part").symlink_to(tmp_path / "nothing")
    folder = tmp_path / ".a.json.folder.part"
    folder.mkdir()
    os.utime(folder, (0, 0))

    replace_file(tmp_path / "a.json", b"x")

    assert (tmp_path / "a.json").read_bytes() == b"x"


def test_that_killing_a_save_leaves_the_old_or_the_new_file_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    script = textwrap.dedent(f"""
        from pathlib import Path
        from holysheep_desktop.storage.atomic_file import replace_file
        print("go", flush=True)
        for letter in "ab" * 100_000:
            replace_file(Path({str(path)!r}), letter.encode() * 200_000)
    """)
    for delay_ms in (5, 11, 23, 41):
        with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            with pytest.raises(subprocess.TimeoutExpired):
                process.wait(delay_ms / 1000)
            process.kill()
        if path.exists():
            content = path.read_bytes()
            assert content in {b"a" * 200_000, b"b" * 200_000}
