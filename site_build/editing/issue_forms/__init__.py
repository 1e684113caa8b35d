"""Forms that a reader fills in on the repository's host, and the rows that they become.

``fields`` says what is asked, ``templates`` writes it for each host, ``links`` leads a reader to a form
already half filled, ``reading`` and ``rows`` turn a submitted form into a row of a table.
"""
