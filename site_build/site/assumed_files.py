"""The files of a tree as the renderer sees them while it renders a few of its pages.

Loads MkDocs, which the caller lets find its environment first.
"""

import posixpath
from collections.abc import Iterable, Mapping

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page


class AssumedFiles(Files):
    """The given pages; any other file that is asked for is assumed to be there.  ``asked`` remembers all.

    What has no ending is a folder, unless its name is in capitals: links to folders are the renderer's to
    complain of.
    """

    def __init__(self, config: MkDocsConfig, pages: Mapping[str, str], others: Iterable[str]) -> None:
        super().__init__([_file(config, path) for path in [*others, *pages]])
        for path, text in pages.items():
            self.src_uris[path].content_string = text
        self.asked: dict[str, None] = {}
        self._config = config

    def get_file_from_path(self, path: str) -> File | None:
        """The file; made up if it is none of the pages."""
        name = posixpath.basename(path)
        if path.startswith("../") or not (posixpath.splitext(name)[1] or name.isupper()):
            return super().get_file_from_path(path)
        self.asked[path] = None
        found = super().get_file_from_path(path)
        if found is None:
            found = _file(self._config, path)
            self.append(found)
        return found

    def page(self, path: str) -> Page:
        """One of the pages."""
        page = self.src_uris[path].page
        if page is None:
            raise KeyError(path)
        return page


def _file(config: MkDocsConfig, path: str) -> File:
    return File(path, config.docs_dir, config.site_dir, config.use_directory_urls)
