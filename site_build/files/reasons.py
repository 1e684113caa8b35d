"""Why the system refused a file, in words that people of the place read."""

import errno

from site_build.language import Sentence, sentence

# What the system's numbers mean; commands, which say what to do as well, know some more.
KINDS = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EFBIG: "full",
    errno.EROFS: "read_only",
    errno.EACCES: "permission",
    errno.EPERM: "permission",
    errno.EISDIR: "not_a_file",
    errno.ENOTDIR: "not_a_folder",
    errno.EEXIST: "not_a_folder",
    errno.ENOENT: "missing",
    errno.ENAMETOOLONG: "long_name",
    errno.EBUSY: "busy",
    errno.ETXTBSY: "busy",
}


def reason_of(error: OSError) -> Sentence:
    """The reason alone; the system's own words where none of ours fits."""
    kind = KINDS.get(error.errno or 0, "other")
    return sentence(f"files.reason.{kind}", reason=error.strerror or str(error) or type(error).__name__)
