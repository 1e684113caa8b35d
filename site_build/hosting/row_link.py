"""Links to a file's lines and who wrote each of them, on the repository's host."""

from urllib.parse import urlsplit


def file_link(repository: str, path: str) -> str:
    """Who wrote which line of ``path``; on an unknown host the repository; empty where there is none."""
    address = repository.rstrip("/").removesuffix(".git")
    if not address.startswith(("https://", "http://")):
        return ""
    host = urlsplit(address).hostname or ""
    if "gitlab" in host:
        return f"{address}/-/blame/HEAD/{path}"
    if "github" in host:
        return f"{address}/blame/HEAD/{path}"
    return address
