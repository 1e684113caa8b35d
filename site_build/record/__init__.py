"""What stands on record: each period's figures, each day's publications, and how to cite them.

Reads the model and judges nothing; files, feeds and pages all tell it from here.
"""

from site_build.record.citations import CITATION_STYLES, Citation, citation, citations
from site_build.record.publications import Publication, publications

__all__ = [
    "CITATION_STYLES",
    "Citation",
    "Publication",
    "citation",
    "citations",
    "publications",
]
