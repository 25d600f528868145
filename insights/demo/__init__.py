"""The demo service "Northshire SENDIASS", with a month behind it, and a second small one beside it.

Everything is done by the domain's own functions, each at its own time on a clock that is moved for it, so that audit
events, captures, digests and clocks are as real as anybody's. Start reading at loading.py; what was posted and written
stands in texts.py. Everybody and everything in it is invented.
"""

from insights.demo.people import PASSWORD, SIGN_INS

__all__ = ["PASSWORD", "SIGN_INS"]
