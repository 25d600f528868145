"""The frame, the forms and the components, as far as markup shows it."""

import re

import pytest
from django import forms
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory

from sendiass.gallery import gallery

COMPONENTS = sorted((settings.BASE_DIR / "templates" / "components").glob("*.html"))
SHEETS = sorted((settings.BASE_DIR / "static" / "css" / "components").glob("*.css"))


class NoteForm(forms.Form):
    title = forms.CharField(label="Title", help_text="A fact", error_messages={"required": "Write a title"})
    child = forms.ChoiceField(
        label="Child?", choices=[("y", "Yes")], widget=forms.RadioSelect, error_messages={"required": "Say yes or no"}
    )


def crispy(form: forms.Form) -> str:
    return Template("{% load crispy_forms_filters %}{{ form|crispy }}").render(Context({"form": form}))


def summary_of(form: forms.Form) -> str:
    return render_to_string("components/error_summary.html", {"form": form})


@pytest.fixture
def gallery_page(rf: RequestFactory) -> str:
    return gallery(rf.get("/components/")).content.decode()


def test_a_field_stands_in_the_order_label_hint_error_control():
    html = crispy(NoteForm({}))
    field = html[html.index('id="div_id_title"') :]
    order = [field.index(part) for part in ("field__label", "field__hint", "field__error", "<input")]
    assert order == sorted(order)


def test_an_error_is_named_beside_its_field_and_in_the_summary_that_links_to_it():
    html = crispy(NoteForm({}))
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'id="id_title_error"' in html
    assert 'id="id_child_0"' in html
    summary = summary_of(NoteForm({}))
    assert '<a class="error-summary__link" href="#id_title">Write a title' in summary
    assert '<a class="error-summary__link" href="#id_child_0">Say yes or no' in summary


def test_a_form_without_errors_has_no_summary():
    assert "error-summary" not in summary_of(NoteForm())


def test_a_page_says_once_what_is_wrong(gallery_page):
    """The page has the summary, so crispy's form brings none."""
    assert "error-summary" not in crispy(NoteForm({}))
    assert gallery_page.count("data-error-summary") == 1


def test_the_gallery_shows_every_component(gallery_page):
    for name in ("site-header", "site-footer", "demo-bar", "finding-list", "task-list", "timeline", "clock"):
        assert f'class="{name}' in gallery_page


def test_no_page_part_has_a_script_or_style_of_its_own(gallery_page):
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", gallery_page)


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda path: path.stem)
def test_a_component_opens_with_what_it_takes(path):
    first = path.read_text().removeprefix('{% extends "base.html" %}\n')
    assert first.startswith("{% comment %}")


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.stem)
def test_a_component_sheet_is_part_of_the_one_sheet(path):
    assert f'@import "components/{path.name}";' in (settings.BASE_DIR / "static" / "css" / "main.css").read_text()


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.stem)
def test_only_tokens_name_a_colour(path):
    css = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b(?=[^{}]*[;}])|rgb\(|hsl\(", css)


@pytest.mark.parametrize("code", [400, 403, 404, 500])
def test_an_error_page_stands_without_a_request(code):
    html = render_to_string(f"{code}.html")
    assert "<h1>" in html
    assert 'href="/"' in html


def test_vendored_files_name_version_and_licence():
    readme = (settings.BASE_DIR / "static" / "vendor" / "README.md").read_text()
    for folder in ("bootstrap", "bootstrap-icons", "atkinson-hyperlegible-next", "htmx"):
        assert f"| {folder} |" in readme
        assert finders.find(f"vendor/{folder}/LICENSE")
