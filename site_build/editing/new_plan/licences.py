"""The licences that a plan's data can be given under."""

from site_build.data.model import Licence

_CREATIVE_COMMONS = "Creative Commons"
# Names are SPDX identifiers; titles and addresses are the licences' own.
LICENCES: dict[str, Licence] = {
    row.name: row
    for row in (
        Licence(
            "CC-BY-4.0",
            f"{_CREATIVE_COMMONS} Attribution 4.0 International",
            "https://creativecommons.org/licenses/by/4.0/",
        ),
        Licence(
            "CC-BY-SA-4.0",
            f"{_CREATIVE_COMMONS} Attribution Share Alike 4.0 International",
            "https://creativecommons.org/licenses/by-sa/4.0/",
        ),
        Licence(
            "CC0-1.0",
            f"{_CREATIVE_COMMONS} Zero v1.0 Universal",
            "https://creativecommons.org/publicdomain/zero/1.0/",
        ),
        Licence(
            "ODC-By-1.0",
            "Open Data Commons Attribution License v1.0",
            "https://opendatacommons.org/licenses/by/1-0/",
        ),
        Licence(
            "ODbL-1.0",
            "Open Data Commons Open Database License v1.0",
            "https://opendatacommons.org/licenses/odbl/1-0/",
        ),
    )
}
DEFAULT = "CC-BY-4.0"


def licence(name: str) -> Licence | None:
    """The licence of that name, whatever its capitals; None if it is not known."""
    return next((row for row in LICENCES.values() if row.name.lower() == name.lower()), None)
