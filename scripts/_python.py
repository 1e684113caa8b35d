# -*- coding: utf-8 -*-
"""End with a sentence on a Python that is too old.  In words that any Python since 2.7 reads."""

import sys

OLDEST = (3, 11)


def too_old(version):
    # type: (tuple) -> str
    """What to say of this version; empty if it will do."""
    if tuple(version[:2]) >= OLDEST:
        return ""
    found = ".".join(str(part) for part in version[:3])
    return (
        "需要 Python 3.11 或更新的版本，这里是 " + found + "。请安装后用它重新运行。\n"
        "Python 3.11 or newer is needed, this is " + found + ". Install it and run this again with it.\n"
    )


said = too_old(sys.version_info)
if said:
    try:
        sys.stdout.write(said)
    except UnicodeError:
        sys.stdout.write(said.split("\n")[1] + "\n")
    raise SystemExit(1)
