"""The plans as data: reading and checking packages, the model, what was published, how to cite it."""
