"""The published Data Package: its descriptor, the same files in a ZIP, and the sums of all."""

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from typing import Any

from site_build.data import schemas

SUMS = "SHA256SUMS"
_MADE = (1980, 1, 1, 0, 0, 0)


def descriptor(source: Mapping[str, Any], sheets: Mapping[str, bytes]) -> bytes:
    """The source's descriptor with every published CSV as a resource, its schema, size and sum.

    ``sheets`` maps resource names to the bytes of ``<name>.csv``.
    """
    resources = [
        {
            **schemas.resource(name),
            "dialect": {"lineTerminator": "\r\n"},
            "bytes": len(data),
            "hash": f"sha256:{sha256(data)}",
            "schema": schemas.published(name),
        }
        for name, data in sheets.items()
    ]
    return as_json({**source, "resources": resources})


def as_json(value: object) -> bytes:
    """JSON as published: UTF-8, readable, a line end at the end."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A ZIP whose bytes depend on nothing but the files'."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _MADE)
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, files[name])
    return out.getvalue()


def sha256(data: bytes) -> str:
    """The sum that stands for a file's bytes."""
    return hashlib.sha256(data).hexdigest()


def sums(files: Mapping[str, bytes]) -> bytes:
    """``SHA256SUMS`` as sha256sum reads it."""
    return sums_file({name: sha256(data) for name, data in files.items()})


def sums_file(found: Mapping[str, str]) -> bytes:
    """The same from the sums by name."""
    return "".join(f"{found[name]}  {name}\n" for name in sorted(found)).encode("utf-8")
