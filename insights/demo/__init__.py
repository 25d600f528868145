"""The demo service "Northshire SENDIASS", with a year behind it, and a second small one beside it.

The last month is done by the domain's own functions, each at its own time on a clock that is moved for it, so that
audit events, captures, digests and clocks are as real as anybody's; most posts and comments of the year before are rows
as these functions leave them (post_figures.py, earlier.py). Start reading at loading.py; what was posted and written
stands in texts.py and earlier_texts.py. Everybody and everything in it is invented.
"""

from insights.demo.people import PASSWORD, SIGN_INS

__all__ = ["PASSWORD", "SIGN_INS"]
