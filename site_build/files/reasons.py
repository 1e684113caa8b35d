"""Why the system refused a file, in words that people of the place read."""

import errno

from site_build.language import Sentence, sentence

_REASONS = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EFBIG: "full",
    errno.EROFS: "read_only",
    errno.EACCES: "permission",
    errno.EPERM: "permission",
    errno.EISDIR: "folder",
    errno.ENOTDIR: "no_folder",
    errno.EEXIST: "no_folder",
    errno.ENOENT: "missing",
    errno.ENAMETOOLONG: "long_name",
    errno.EBUSY: "busy",
    errno.ETXTBSY: "busy",
}


def reason_of(error: OSError) -> Sentence:
    """The reason alone; the system's own words where none of ours fits."""
    kind = _REASONS.get(error.errno or 0, "other")
    return sentence(f"files.reason.{kind}", reason=error.strerror or str(error) or type(error).__name__)
