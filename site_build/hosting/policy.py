"""What a browser may do on the site's pages: one policy for the preview, the pages and web servers."""

# Nothing but the site's own files.  Search is WebAssembly.  Whoever embeds a chart is not hindered:
# ``frame-ancestors`` is left out on purpose.
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
}
# The file that hosts of plain files read, at the top of the site.
HEADERS_FILE = "_headers"


def headers_file() -> str:
    """The headers as hosts of plain files read them (``_headers``)."""
    return "/*\n" + "".join(f"  {name}: {value}\n" for name, value in HEADERS.items())


def nginx() -> str:
    """The headers as a file that a ``server`` block of nginx includes."""
    return "".join(f'add_header {name} "{value}" always;\n' for name, value in HEADERS.items())


def caddy() -> str:
    """The headers as a file that a site block of Caddy imports."""
    return "header {\n" + "".join(f'\t{name} "{value}"\n' for name, value in HEADERS.items()) + "}\n"


def server_files() -> dict[str, str]:
    """What a server of one's own includes, by path in the repository, each with how it is used."""
    return {
        "servers/nginx.conf": f"# server {{ include /…/servers/nginx.conf; }}\n{nginx()}",
        "servers/Caddyfile": f"# example.org {{ import /…/servers/Caddyfile }}\n{caddy()}",
    }
