"""Compiled templates, kept: compiling them takes as long as writing a plan's pages with them."""

import json
from importlib.metadata import version

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from site_build.files.kept import Kept

# Where they are kept, and the sum of the program that compiled them.
_KEPT: list[tuple[Kept, str]] = []


def keep_templates(kept: Kept, program: str) -> None:
    """Take compiled templates from ``kept``, and keep those that are compiled; ``program`` sums our code."""
    _KEPT[:] = [(kept, program)]


class KeptTemplates(BytecodeCache):
    """Compiled templates of one set, of pages or of the theme; all languages compile to the same.

    Jinja itself compares the sum of a template's source and the version of Python.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        # What this process has compiled or read: for its other language, and for processes forked from it.
        self._known: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket, if its template is known or kept."""
        data = self._known.get((bucket.key, bucket.checksum))
        for kept, program in () if data else _KEPT:
            data = kept.get(self._key(bucket, program))
        if data:
            self._known[bucket.key, bucket.checksum] = data
            bucket.bytecode_from_string(data)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the bucket."""
        data = bucket.bytecode_to_string()
        self._known[bucket.key, bucket.checksum] = data
        for kept, program in _KEPT:
            kept.put(self._key(bucket, program), data)

    def _key(self, bucket: Bucket, program: str) -> str:
        return json.dumps(["template", version("jinja2"), program, self._name, bucket.key])
