"""Given names and family names of people in Britain, and names of people everybody knows.

Written for this product from common knowledge; no list names everybody. The rules that use it also know
people by what stands around a name, so that a name that is missing here is still seen beside “mum”, an
age or a school.
"""

from policies.names.family import FAMILY
from policies.names.given import AMBIGUOUS_GIVEN, GIVEN
from policies.names.ordinary import ORDINARY
from policies.names.public import PUBLIC_PEOPLE

__all__ = ["AMBIGUOUS_GIVEN", "FAMILY", "GIVEN", "ORDINARY", "PUBLIC_PEOPLE"]
