"""Publish the packages of a folder at another hour: SOURCE OUT HOUR."""

import sys
from datetime import date
from pathlib import Path

import time_machine

from site_build import exports, language
from site_build.charts.pictures import gallery
from site_build.data import package
from site_build.exports.site import publish_site
from site_build.progress import assess_plan
from site_build.settings import Settings

source, out, day = Path(sys.argv[1]), Path(sys.argv[2]), date(2026, 11, 26)
time_machine.travel(sys.argv[3]).start()
found = [(plan, assess_plan(plan, day)) for plan in package.read_all(package.find(source))]
for plan, assessments in found:
    folder = out / "data" / plan.id
    exports.publish(plan, assessments, folder, source_folder=source / plan.id, root=out)
    cards = gallery.share_pictures(plan, assessments, language.load("zh"))
    for path, picture in list(cards.items())[:2]:
        (folder / Path(path).name).write_bytes(picture.draw())
publish_site(found, day, out, Settings())
