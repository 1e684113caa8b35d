"""Whole pictures: charts to download and images to share, as SVG and PNG."""
