"""Make beforehand what our code and the libraries make without any data: the forms, Vega for the browser.

``python -m site_build.charts.vega.prepare`` writes the files anew; a test tells when that must be done.
"""

from site_build.charts.vega import composition, final, path
from site_build.charts.vega.bundle import BUNDLE, built
from site_build.charts.vega.template import PREPARED


def prepared() -> dict[str, bytes]:
    """The files by their names."""
    forms = (composition.form, final.form, path.form)
    return {f"{form.name}.json": form.built() for form in forms} | {BUNDLE: built()}


if __name__ == "__main__":
    PREPARED.mkdir(exist_ok=True)
    for name, data in prepared().items():
        (PREPARED / name).write_bytes(data)
