"""How long the work takes and how much is published, as ratios and bytes of one run.

Performance is a benchmark, not a timed test: no test asserts a figure that is measured here.  Nothing is
imported here: a build that is measured must not pay for it.
"""
