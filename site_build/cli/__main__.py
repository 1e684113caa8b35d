"""``mingzhang <command>``, the same as ``python -m site_build.cli <command>``."""

import io
import os
import sys

from typer.exceptions import Abort, TyperException

from site_build.cli.common import app, site_folder
from site_build.cli.usage import say_usage
from site_build.language import DOOR


def main(words: list[str]) -> int:
    """Run the command that the words name; the exit code."""
    try:
        # What a command returns is nothing; what it exits with is the exit code.
        return app(words, standalone_mode=False) or 0
    except TyperException as error:
        say_usage(error, words)
        return error.exit_code
    except Abort:
        return 1


def run() -> int:
    """The command that was typed; names commands as they are typed here, prints what the console can show."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    if not (site_folder() / "scripts" / "build.py").is_file():
        os.environ[DOOR] = "mingzhang"
    return main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(run())
