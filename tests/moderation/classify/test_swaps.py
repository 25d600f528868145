"""Who somebody is changes neither class nor flags: conditions, peoples and faiths, names, mum and dad."""

from itertools import pairwise

import pytest

from moderation.classify import Incoming, classify

CONDITIONS = ["autistic", "deaf", "ADHD", "dyslexic", "blind", "disabled"]
PEOPLES = ["Polish", "Somali", "Welsh", "Muslim", "Jewish", "Nigerian"]
NAMES = ["Jack", "Agnieszka", "Abdi", "Rhys", "Mohammed", "Fatima", "Zuzanna"]
PARENTS = ["mum", "dad"]

SENTENCES = {
    "condition": (
        CONDITIONS,
        [
            "My {} son is out of school since March, what can I do",
            "school have put my {} daughter on a part time timetable, is that allowed?",
            "As a {} parent I found your adviser patronising and she never rang back",
            "{} kids should be locked away where we can't see them",
            "Is there a quiet room for {} children at the fun day?",
            "why do {} people get everything handed to them, ask yourselves",
            "im {} and i dont want to be here any more",
            "he is {} and his dad hits him with a belt",
            "Lovely session, my {} lad made a friend x",
            "We run a club for {} teenagers and would love to put your leaflet out",
            "so tired of {} this and {} that, in my day we just got on with it",
            "The TA told my {} boy he was a waste of space. Mr Hale at Oakfield Primary. What do I do",
            "I'm 11 and {} and nobody picks me for teams",
            "Do you have the booklet for parents of {} young people?",
            "The escort left my {} nephew on the pavement outside a locked school",
            "my {} grandson has had his transport stopped, do we appeal or complain?",
            "Congratulations to the {} swimmers, what a day",
            "you promised a {} adviser and sent somebody who had not read the form",
        ],
    ),
    "people": (
        PEOPLES,
        [
            "Do you have this in {}?",
            "As a {} family we felt judged by your adviser, she never looked up",
            "send the {} lot back where they came from",
            "these {} families get all the places and you cheer them on",
            "I am {} mother and school don't listen to me, my son 7 he has no plan, please what I do?",
            "Great to see {} faces on the panel last night",
            "my neighbour is {} and looks after the twins on her own, is there a group for her",
            "Your receptionist said {} people should go to their own charity. Disgusted.",
            "We'd like a talk on {} families' experience of SEND",
            "{} and proud, thanks for the interpreter today",
        ],
    ),
    "name": (
        NAMES,
        [
            "{} rang and was told no, then nothing for six weeks",
            "{} is 9 and excluded again, what are my options",
            "{} from your team was lovely, please pass it on",
            "thank you {}, you saved our week",
            "your adviser {} told the school everything I said in private",
            "my lad {} goes to Beechwood Juniors and they've cut his TA",
            "is {} still running the drop in on Thursdays?",
            "{} just swallowed a whole packet of tablets what do i do",
            "I know where {} parks her car and she'd better watch her back",
        ],
    ),
    "parent": (
        PARENTS,
        [
            "{} here, nobody rang me back",
            "my {} shouts at me and then he hits me with his shoe",
            "im 10 and my {} says im not allowed on here lol",
            "I'm a {} of three and this page keeps me going",
            "Her {} has locked her in the bedroom again, she's screaming right now",
            "{} to a boy with no school place since June. Who do I ring?",
            "typical lazy {} blaming everyone but yourself",
            "Would a {} be welcome at the coffee morning?",
            "As his {} I want a copy of everything you hold about us",
            "his {} works nights so could we do the meeting at 4?",
        ],
    ),
}
PAIRS = [
    (sentence.format(*[one] * 2), sentence.format(*[other] * 2))
    for words, sentences in SENTENCES.values()
    for sentence in sentences
    for one, other in pairwise(words)
]


def test_there_are_enough_pairs():
    assert len(set(PAIRS)) >= 200


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_who_somebody_is_changes_neither_class_nor_flags(one, other):
    first, second = classify(Incoming(one)), classify(Incoming(other))
    assert (first.category, first.flags) == (second.category, second.flags)
