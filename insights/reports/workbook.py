"""A report as an Excel workbook: what is wrong first, then a sheet an area, with the numbers to reckon on."""

from __future__ import annotations

from insights.models import Report
from insights.reports.periods import period
from insights.sheets import Cell, Sheet, as_xlsx


def of_report(report: Report) -> bytes:
    """The workbook's bytes; the same report gives the same cells."""
    about = period(report.every, report.first_on)
    made = report.service.local(report.made_at)
    head = (f"{report.service.name}: {about.name}", f"Counted on {made:%a %-d %b %Y, %H:%M}. It names nobody.")
    now, before = about.short_name, about.before.short_name
    heads = [
        "Figure",
        *(f"{what}, {when}" for when in (now, before) for what in ("Shown", "As it should be", "Of all", "Share in %")),
        "Change",
        "How it is counted",
    ]
    wrong = [["yes" if one["stop"] else "no", one["what"]] for one in report.content["wrong"]]
    return as_xlsx(
        [
            Sheet("Wrong now", ["Stops work", "What is wrong"], wrong or [["no", "Nothing"]], head),
            *(
                Sheet(area["name"], heads, [_line(one) for one in area["figures"]], head)
                for area in report.content["areas"]
            ),
        ]
    )


def _line(one: dict) -> list[Cell]:
    return [
        one["name"],
        one["value"],
        *_numbers(one["now"]),
        one["before"],
        *_numbers(one["was"]),
        one["says"],
        one["counted"],
    ]


def _numbers(share: list | None) -> list[Cell]:
    """[as it should be, all, per cent]; nothing where it is not counted as a share, no per cent of nothing."""
    if share is None:
        return [None, None, None]
    good, total = share
    return [good, total, round(100 * good / total, 1) if total else None]
