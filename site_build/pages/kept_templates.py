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
    """The compiled templates of one language: what escapes a constant is compiled in.

    Jinja itself compares the sum of a template's source and the version of Python.
    """

    def __init__(self, language: str) -> None:
        self.language = language

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket, if its template is kept."""
        for kept, program in _KEPT:
            if data := kept.get(self._key(bucket, program)):
                bucket.bytecode_from_string(data)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the bucket."""
        for kept, program in _KEPT:
            kept.put(self._key(bucket, program), bucket.bytecode_to_string())

    def _key(self, bucket: Bucket, program: str) -> str:
        return json.dumps(["template", version("jinja2"), program, self.language, bucket.key])
