"""What the others' rows add up to, and what proves it.

- Every page: `frame.py`; the home page: `home.py`; e-mails about what is late: `reminders.py`.
- Compliance: `mending.py` what is wrong now, `compliance/` every figure by area (`areas.py` lists them, `counting.py`
  says what one is), over a span of `spans.py`; `summaries/` months counted ahead, `across/` several services,
  `reports/` by e-mail.
- Figures: `figures/` of channels and posts, read, typed and imported; best times and objectives. `charts.py` draws.
- Evidence: `evidence/` packs, `records/` everything ever published.
- `health.py` whether the installation works; `demo/` and `load/` rows to look at.

Not here: what a figure counts is kept by the app that it belongs to. Start reading at home.py and compliance/areas.py.
"""

from django.apps import AppConfig


class InsightsConfig(AppConfig):
    name = "insights"
