"""All that touches HTML: rendering, assets, marking of language, search, serving, staging."""
