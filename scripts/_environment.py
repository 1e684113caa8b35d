"""The virtual environment that every command runs in.  Standard library only: nothing is installed yet.

It is made beside (``.vnew``) and put in place whole, so that one that is there can be trusted whenever a
process may be stopped.  Who makes it holds a lock that ends with the process.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
# As many letters as ``.venv``: what an environment holds names its folder, on Windows at a fixed length.
STAGE, OLD = ROOT / ".vnew", ROOT / ".vold"
LOCK = ROOT / ".cache" / "environment.lock"
LOCKS = {"run": ROOT / "requirements.lock", "test": ROOT / "requirements-test.lock"}
PROGRAMS = "Scripts" if os.name == "nt" else "bin"


def words(key: str, /, **values: str) -> str:
    """A line of the setup, in Chinese and English, from the catalogues."""
    said = []
    for language in ("zh", "en"):
        path = ROOT / "site_build" / "language" / language / "cli.toml"
        text = tomllib.loads(path.read_text(encoding="utf-8"))["setup"]
        for part in key.split("."):
            text = text[part]
        said.append(str(text).format(**values))
    return "\n".join(dict.fromkeys(said))


def say(text: str) -> None:
    """Print at once, whatever the console's encoding can show."""
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(text.encode(encoding, "replace").decode(encoding) + "\n")
    sys.stdout.flush()


def fail(text: str) -> NoReturn:
    """Say what to do and end."""
    say(text)
    raise SystemExit(1)


def python(venv: Path) -> Path:
    """An environment's interpreter."""
    return venv / PROGRAMS / ("python.exe" if os.name == "nt" else "python")


def digest(lock: Path) -> str:
    """What an environment must have been made from: this lock, this Python."""
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    return hashlib.sha256(lock.read_bytes() + version.encode()).hexdigest()


def _starts(venv: Path) -> bool:
    """Whether the environment's interpreter, and the Python behind it, are still there."""
    try:
        lines = (venv / "pyvenv.cfg").read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return False
    home = next((line.partition("=")[2].strip() for line in lines if line.startswith("home")), "")
    return Path(home or venv / "nowhere").is_dir() and python(venv).exists()


def ready(kind: str, venv: Path | None = None) -> bool:
    """Whether the environment holds what ``kind`` needs; the tests' holds all that a run needs."""
    venv = venv or VENV
    kinds = ("test",) if kind == "test" else ("run", "test")
    return _starts(venv) and any(_stamp(venv, each) == digest(LOCKS[each]) for each in kinds)


def _stamp(venv: Path, kind: str) -> str:
    with suppress(OSError):
        return (venv / "mingzhang" / kind).read_text()
    return ""


def without_environment() -> None:
    """Let a program use the parts of site_build that need nothing installed."""
    sys.path.insert(0, str(ROOT))
    os.environ["MINGZHANG_SITE"] = str(ROOT)


def prepare(kind: str) -> Path:
    """Make the environment if it is not ready and return its interpreter, or end with a sentence.

    MINGZHANG_PYTHON may name an interpreter that has all that is needed: then nothing is made.
    """
    if given := os.environ.get("MINGZHANG_PYTHON"):
        return Path(given)
    if ready(kind) and not OLD.exists():
        return python(VENV)
    try:
        with _alone() as lock:
            if not ready(kind):
                _make(kind, lock)
            _remove(OLD)
    except KeyboardInterrupt:
        say(words("stopped"))
        raise SystemExit(130) from None
    except OSError as error:
        reason, path = error.strerror or type(error).__name__, str(error.filename or ROOT)
        fail(words("no_space" if _is_full(str(error)) else "no_write", path=path, reason=reason))
    return python(VENV)


@contextmanager
def _alone() -> Iterator[IO[bytes] | None]:
    """Wait until no other process makes the environment.  The lock is gone when its process is.

    Gives the locked file, or nothing on a file system that knows no locks.
    """
    LOCK.parent.mkdir(exist_ok=True)
    with LOCK.open("ab") as file:
        if _lock(file, wait=False) is False:
            say(words("waiting"))
            _lock(file, wait=True)
        yield file


def _lock(file: IO[bytes], *, wait: bool) -> bool | None:
    """Whether the lock was taken; None where there are no locks."""
    try:
        if os.name == "nt":
            import msvcrt

            file.seek(0)
            while True:
                try:
                    msvcrt.locking(file.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
                except OSError:
                    if not wait:
                        return False
                    continue
                return True
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return None
    return True


def _make(kind: str, lock: IO[bytes] | None) -> None:
    """Make the environment beside, whole, and put it in place; end with a sentence if that cannot be."""
    if not ready(kind, STAGE):
        _remove(STAGE)
        say(words("venv"))
        maker = getattr(sys, "_base_executable", "") or sys.executable
        done = run([maker, "-m", "venv", str(STAGE)], lock)
        if done.returncode != 0:
            told = done.stdout + done.stderr
            lacks = "ensurepip" in told or "No module named venv" in told
            fail(_why(told, "no_venv" if lacks else "no_make"))
        say(words("install"))
        install = ["-m", "pip", "install", "--quiet", "--require-hashes", "-r", str(LOCKS[kind])]
        done = run([str(python(STAGE)), *install], lock)
        if done.returncode != 0:
            fail(_why(done.stderr or done.stdout, "no_install"))
        _rename_inside(STAGE / PROGRAMS, str(STAGE), str(VENV))
        (STAGE / "mingzhang").mkdir()
        (STAGE / "mingzhang" / kind).write_text(digest(LOCKS[kind]))
    _remove(OLD)
    if VENV.is_symlink() or VENV.exists():
        VENV.replace(OLD)
    STAGE.replace(VENV)


def _why(told: str, key: str) -> str:
    last = "\n".join(told.strip().splitlines()[-5:])
    return words("no_space", path=str(ROOT)) if _is_full(told) else f"{words(key)}\n{last}"


def _is_full(told: str) -> bool:
    return "Errno 28" in told or "No space left" in told or "Errno 122" in told


def _remove(folder: Path) -> None:
    """Remove a folder; of a link to one only the link."""
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    else:
        shutil.rmtree(folder, ignore_errors=True)


def _rename_inside(programs: Path, before: str, after: str) -> None:
    """Programs name the environment they were installed into: let them name where it will lie."""
    for path in programs.iterdir():
        if path.is_file() and not path.is_symlink():
            data = path.read_bytes()
            if before.encode() in data:
                path.write_bytes(data.replace(before.encode(), after.encode()))


def run(command: list[str], lock: IO[bytes] | None = None) -> "subprocess.CompletedProcess[str]":
    """Run a command quietly and keep what it says; it holds the lock too, should it outlive this process."""
    quiet = {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1", "PIP_ROOT_USER_ACTION": "ignore"}
    held = [lock.fileno()] if lock and os.name != "nt" else []
    return subprocess.run(
        command,
        env={**os.environ, **quiet},
        capture_output=True,
        text=True,
        errors="replace",
        pass_fds=held,
    )


def environ() -> dict[str, str]:
    """The environment variables of what runs inside: which folder is the site's, whoever types from where."""
    return {**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT), "MINGZHANG_SITE": str(ROOT)}


def asks_for_help() -> bool:
    """Whether the line that was typed only asks what a command takes."""
    return any(word in {"--help", "-h"} for word in sys.argv[1:])


def explain() -> NoReturn:
    """Say in short what the script that was started does."""
    say(words(f"about.{Path(sys.argv[0]).stem}"))
    raise SystemExit(0)


def command(*module: str) -> NoReturn:
    """Run a module (``site_build.cli build``) with this process's arguments, and end as it ends.

    To explain itself it makes no environment.
    """
    if asks_for_help() and not ready("run") and "MINGZHANG_PYTHON" not in os.environ:
        explain()
    line = [str(prepare("run")), "-m", *module, *sys.argv[1:]]
    try:
        raise SystemExit(subprocess.run(line, env=environ()).returncode)
    except KeyboardInterrupt:
        raise SystemExit(130) from None
