"""The virtual environment that every command runs in.  Standard library only: nothing is installed yet."""

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMPS = VENV / "mingzhang"
LOCKS = {"run": ROOT / "requirements.lock", "test": ROOT / "requirements-test.lock"}
OLDEST = (3, 11)
# An environment that another process has been making for longer than this was abandoned (seconds).
ABANDONED = 1800


def words(key: str, /, **values: str) -> str:
    """A line of the setup, in Chinese and English, from the catalogues."""
    # Imported here: before Python 3.11 there is no tomllib, and the version must be judged first.
    import tomllib

    said = []
    for language in ("zh", "en"):
        path = ROOT / "site_build" / "language" / language / "cli.toml"
        text = tomllib.loads(path.read_text(encoding="utf-8"))["setup"][key]
        said.append(text.format(**values))
    return "\n".join(dict.fromkeys(said))


def say(text: str) -> None:
    """Print at once, whatever the console's encoding can show."""
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(text.encode(encoding, "replace").decode(encoding) + "\n")
    sys.stdout.flush()


def fail(text: str) -> None:
    """Say what to do and end."""
    say(text)
    raise SystemExit(1)


def python() -> Path:
    """The environment's interpreter."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def digest(lock: Path) -> str:
    """What the environment must have been made from: this lock, this Python."""
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    return hashlib.sha256(lock.read_bytes() + version.encode()).hexdigest()


def ready(kind: str) -> bool:
    """Whether the environment holds what ``kind`` needs; the tests' holds all that a run needs."""
    kinds = ("test",) if kind == "test" else ("run", "test")
    return python().exists() and any(
        (STAMPS / each).is_file() and (STAMPS / each).read_text() == digest(LOCKS[each]) for each in kinds
    )


def check_python() -> None:
    """End with a sentence if this Python is too old."""
    if sys.version_info < OLDEST:
        found = ".".join(map(str, sys.version_info[:3]))
        fail(
            f"需要 Python 3.11 或更新的版本，这里是 {found}。\n"
            f"Python 3.11 or newer is needed, this is {found}."
        )


def without_environment() -> None:
    """Let a program use the parts of site_build that need nothing installed."""
    check_python()
    sys.path.insert(0, str(ROOT))


def prepare(kind: str) -> Path:
    """Make the environment if it is not ready and return its interpreter, or end with a sentence."""
    check_python()
    if ready(kind):
        return python()
    claim = ROOT / ".venv.lock"
    _claim(claim, kind)
    try:
        if not ready(kind):
            _make(kind)
    finally:
        shutil.rmtree(claim, ignore_errors=True)
    return python()


def _claim(claim: Path, kind: str) -> None:
    """Wait until no other process makes the environment; a claim left by a killed one is taken over."""
    told = False
    while True:
        try:
            claim.mkdir()
            return
        except FileExistsError:
            if not told:
                say(words("waiting"))
                told = True
            try:
                if time.time() - claim.stat().st_mtime > ABANDONED:
                    shutil.rmtree(claim, ignore_errors=True)
            except FileNotFoundError:
                continue
            time.sleep(1)
        if ready(kind):
            return


def _make(kind: str) -> None:
    if not python().exists():
        say(words("venv"))
        if run([sys.executable, "-m", "venv", str(VENV)]).returncode != 0:
            shutil.rmtree(VENV, ignore_errors=True)
            fail(words("no_venv"))
    say(words("install"))
    command = [str(python()), "-m", "pip", "install", "--quiet", "--require-hashes", "-r", str(LOCKS[kind])]
    done = run(command)
    if done.returncode != 0:
        fail(words("no_install") + "\n" + "\n".join((done.stderr or done.stdout).splitlines()[-5:]))
    STAMPS.mkdir(exist_ok=True)
    (STAMPS / kind).write_text(digest(LOCKS[kind]))


def run(command: list[str]) -> "subprocess.CompletedProcess[str]":
    """Run a command quietly and keep what it says."""
    quiet = {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1", "PIP_ROOT_USER_ACTION": "ignore"}
    return subprocess.run(command, env={**os.environ, **quiet}, capture_output=True, text=True)


def environ() -> "dict[str, str]":
    """The environment variables of what runs inside."""
    return {**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}


def command(*words: str) -> None:
    """Run a module (``site_build.cli build``) with this process's arguments, and end as it ends."""
    interpreter = prepare("run")
    line = [str(interpreter), "-m", *words, *sys.argv[1:]]
    try:
        raise SystemExit(subprocess.run(line, env=environ()).returncode)
    except KeyboardInterrupt:
        raise SystemExit(130) from None
