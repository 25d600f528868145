"""Rows by the hundred thousand, to see whether pages stay as fast as they were. Nothing of the product calls this.

The rows hold all constraints and look as the moves leave them, spread over two years; digests and captures are right.
A tenth of all falls to the first service, so that there is a big one to look at. Of one row in `EVENTS_EVERY` the
history is written too, as a chain that holds. Counts that are made ahead are left to `manage.py count_months`.
"""

from insights.load.making import make_load

__all__ = ["make_load"]
