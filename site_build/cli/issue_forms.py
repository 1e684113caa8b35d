"""issue-forms: write the forms' templates for every host from their one definition."""

from pathlib import Path

from site_build.cli.common import Language, app, guarded, say, site_folder


@app.command("issue-forms")
@guarded
def issue_forms(lang: Language = "zh") -> None:
    """写出各平台的 issue 表单 · write the issue forms of every host."""
    from site_build.editing.issue_forms.templates import files

    for name, text in files().items():
        path: Path = site_folder() / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        say(lang, "issue_forms.outcome.template", path=name)
