"""Words for a private person that stand before a number or an address: “a mum”, “one of our members”, “her”."""

import re

_OTHER_THAN_A_BODY = (
    r"(?!['’]?s?\s+(?:and\s+)?(?:carers?|hubs?|forums?|information|support|cent(?:re|er)s?|helpline|line|services?|voice|governors?|"
    r"partnership|team|group['’]?s?\s+(?:line|office)|liaison|link|panel|network|association|room|day|learning|law|court|trust|fund|"
    r"advice|action|café|cafe|zone|swim|session|workshop|drop|council|desk|guide|matters|first)\b)"
)
SOMEBODY = re.compile(
    rf"\b(?:a|an|one|the|another|our|my|your|this|that|its\s+own)\s+(?:(?!of\b)[\w-]+\s+){{0,2}}?(?:mum|mam|dad|mother|father|parent|carer|"
    rf"grandparent|grandmother|grandfather|grandad|gran|nan|nana|neighbour|childminder|member|volunteer|lady|gentleman|man|woman|wife|"
    rf"husband|couple|family|teenager|teen|pupil|student|child|boy|girl|organiser|babysitter){_OTHER_THAN_A_BODY}\b|"
    rf"\b(?:one|two|some)\s+of\s+(?:our|the|your)\s+(?:\w+\s+)?(?:mums?|dads?|parents|carers|members|volunteers|families|grandparents|teens?|"
    rf"regulars|group)\b|\b(?:her|his|him|hers|she|he|me|my|mine|who['’]s\s+at\s+home|at\s+home)\b|"
    rf"\b(?:mum|mam|dad|gran|nan|nana|grandad)\b{_OTHER_THAN_A_BODY}|\b(?:for\s+sale|to\s+give\s+away|going\s+free|free\s+to\s+(?:a\s+)?good|"
    rf"vgc|lift\s+share|car\s+share|lost\s*:|o\.?n\.?o\.?)",
    re.I,
)
