"""Searching: from the pages' search documents to an index that a browser fetches in small pieces.

Pagefind holds the index, or several where the plans are many: a browser searches them as one.  Its own
cutting of Chinese into words is not used: a query cut elsewhere than the text finds nothing (Pagefind
#987).  Every Chinese character is a word of its own instead, and a query is a phrase of characters, so that
any part of any sequence is found.  ``assets/search/search.js`` of the theme asks so.
"""

from site_build.site.search.index import SITE, index_files, index_of_plans, texts, write_index
from site_build.site.search.order import IndexingError

__all__ = ["SITE", "IndexingError", "index_files", "index_of_plans", "texts", "write_index"]
