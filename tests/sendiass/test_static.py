"""Static files in production: one style sheet, hashed names, links that still lead somewhere."""

import json

import pytest
from django.core.management import call_command

from sendiass.static import bundle

SHEETS = {
    "css/main.css": '/* ours */ @import "base.css";\n@import "../vendor/icons/icons.css";\n.page { color: red; }',
    "css/base.css": '@import "parts/button.css"; body { background: url(../img/paper.svg); }',
    "css/parts/button.css": ".btn { background: url('../../img/arrow.svg'); }",
    "vendor/icons/icons.css": '/*! licence */ @font-face { src: url("fonts/icons.woff2"); }',
}


def test_imports_are_put_in_at_their_place_and_in_their_order():
    css = bundle("css/main.css", SHEETS.__getitem__)
    assert "@import" not in css
    assert css.index(".btn") < css.index("body") < css.index("@font-face") < css.index(".page")


def test_addresses_are_made_relative_to_the_one_sheet():
    css = bundle("css/main.css", SHEETS.__getitem__)
    for address in ("../img/arrow.svg", "../img/paper.svg", "../vendor/icons/fonts/icons.woff2"):
        assert f'url("{address}")' in css


def test_licences_stay_and_other_comments_go():
    css = bundle("css/main.css", SHEETS.__getitem__)
    assert "/*! licence */" in css
    assert "ours" not in css


def test_addresses_that_are_not_files_are_left_alone():
    sheet = ".a { background: url(data:image/png;base64,AA==); } .b { fill: url(#c); } .d { background: url(/x.png); }"
    assert bundle("css/main.css", lambda name: sheet).strip() == sheet


def test_sheets_that_import_each_other_are_refused():
    sheets = {"css/main.css": '@import "a.css";', "css/a.css": '@import "main.css";'}
    with pytest.raises(ValueError, match="imports itself"):
        bundle("css/main.css", sheets.__getitem__)


def test_a_sheet_that_is_not_there_is_an_error():
    with pytest.raises(KeyError):
        bundle("css/main.css", {"css/main.css": '@import "gone.css";'}.__getitem__)


@pytest.fixture
def collected(settings, tmp_path):
    """Our own static files, collected as in production."""
    settings.STATIC_ROOT = tmp_path
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "sendiass.static.BundledManifestStaticFilesStorage"},
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    return tmp_path


def test_production_serves_one_hashed_style_sheet(collected):
    names = json.loads((collected / "staticfiles.json").read_text())["paths"]
    sheet = collected / names["css/main.css"]
    css = sheet.read_text()
    assert "@import" not in css
    assert ".finding-list" in css
    assert ".btn-primary" in css
    assert names["vendor/bootstrap-icons/fonts/bootstrap-icons.woff2"].rsplit("/", 1)[1] in css
    assert sheet.with_name(sheet.name + ".gz").exists()


def test_collecting_twice_gives_the_same_sheet(collected):
    first = json.loads((collected / "staticfiles.json").read_text())["paths"]["css/main.css"]
    call_command("collectstatic", interactive=False, verbosity=0)
    assert json.loads((collected / "staticfiles.json").read_text())["paths"]["css/main.css"] == first
