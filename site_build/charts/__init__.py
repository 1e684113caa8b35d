"""Everything drawn: charts by Vega, small SVG drawings, pictures in PNG."""
