"""Which item of the standard a section's title speaks of: a proposal by its words, for a person to check."""

from __future__ import annotations

import re

from policies.models import StandardItem

_WORDS = (  # the first that fits counts, so the narrow ones stand before the wide ones
    (StandardItem.PROFILE_PICTURE, r"profile (picture|photo|image)|avatar|\blogo"),
    (StandardItem.PROFILE_TEXT, r"profile (text|description|information)|\bbio\b|\bprofiles?\b"),
    (StandardItem.CHILDREN, r"safeguard|child|young p|under[- ]?(13|age)|photograph|consent|minors?\b"),
    (StandardItem.CONFIDENTIALITY, r"confident|disclaimer|privacy|data protection|personal (data|information)|gdpr"),
    (StandardItem.IMPARTIALITY, r"impartial|neutral|politic|election|independen"),
    (StandardItem.NEGATIVITY, r"negativ|troll|unhappy|complain|grievance|abus|hostil|difficult"),
    (StandardItem.CONSEQUENCES, r"consequence|breach|disciplin|sanction|misuse|non-?compliance"),
    (StandardItem.MONITORING, r"monitor|audit|review"),
    (StandardItem.CAMPAIGNS, r"campaign|approv|sign(ing)?[- ]?off|\bchecks?\b|checking"),
    (StandardItem.FOLLOWING, r"\bfollow(ing|ers)?\b|\bfriends?\b|whom? we follow"),
    (
        StandardItem.REPRESENTING,
        r"represent|on (our )?behalf|(personal|private|own) (use|account)|speaking (for|as)|\bvoice",
    ),
    (StandardItem.DISCUSSIONS, r"discuss|conversation|\bdebate|\bgroups?\b"),
    (StandardItem.COMMENTS, r"comment|repl(y|ies)|respon[ds]|messages?\b|enquir"),
    (StandardItem.ETIQUETTE, r"etiquette|\btone\b|style|language|accessib|conduct|behaviour|plain english"),
    (StandardItem.WHAT_IS_POSTED, r"what (we|is|to|can)|\bcontent\b|\bpost(s|ing|ed)?\b|publish"),
    (StandardItem.PURPOSE, r"purpose|scope|\baims?\b|introduc|background|about this|who this|overview|objective"),
)
WORDS = tuple((item, re.compile(pattern, re.IGNORECASE)) for item, pattern in _WORDS)


def item_for(title: str) -> str:
    """The item that a title speaks of; "" when its words say nothing."""
    return next((str(item.value) for item, words in WORDS if words.search(title)), "")
