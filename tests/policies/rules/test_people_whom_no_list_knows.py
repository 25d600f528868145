"""Private people whose names no list holds, told by where they stand; and what looks like one and is none."""

import pytest

from policies.names import PUBLIC_PEOPLE
from policies.rules.contacts import find_contacts
from policies.rules.people import find_people
from policies.rules.people.tokens import without_accents
from tests.policies.rules.conftest import SERVICE

MAY_BE_NAMED = ("public", "known")

PRIVATE = [
    # before or after two words that nobody knows
    ("Winner: Ulvenna Skarrow. Runner-up: Bo the dog.", "Ulvenna Skarrow"),
    ("The hamper goes to Ulvenna Skarrow this year.", "Ulvenna Skarrow"),
    ("Ulvenna Skarrow, who has knitted for us since May, made forty hats.", "Ulvenna Skarrow"),
    ("It would not have worked without Ulvenna Skarrow and her urn.", "Ulvenna Skarrow"),
    ("Saying thanks to Ulvenna Skarrow for the apples.", "Ulvenna Skarrow"),
    ("Thank you so much Ulvenna Skarrow!", "Ulvenna Skarrow"),
    ("Happy 80th birthday Ulvenna Skarrow 🎂", "Ulvenna Skarrow"),
    ("If the gate is shut, ask for Ulvenna Skarrow.", "Ulvenna Skarrow"),
    ("Found at the hub: a red scarf, 'Ulvenna Skarrow'.", "Ulvenna Skarrow"),
    ("Left on the bus: a bag. The label says Ulvenna Skarrow.", "Ulvenna Skarrow"),
    ("A lunchbox marked Ulvenna Skarrow is at reception.", "Ulvenna Skarrow"),
    ("“I cried with relief,” said Ulvenna Skarrow.", "Ulvenna Skarrow"),
    ("Ulvenna Skarrow died on Sunday. We will miss the biscuits.", "Ulvenna Skarrow"),
    ("Ulvenna Skarrow (9) drew the poster.", "Ulvenna Skarrow"),
    ("The certificate for sticking with it goes to Ulvenna Skarrow.", "Ulvenna Skarrow"),
    ("The competition was won by Ulvenna Skarrow.", "Ulvenna Skarrow"),
    ("A walk in memory of Ulvenna Skarrow.", "Ulvenna Skarrow"),
    ("A prize for our regular, Ulvenna Skarrow.", "Ulvenna Skarrow"),
    # letters for given names
    ("The stage was built by P. J. Ravindran and a drill.", "P. J. Ravindran"),
    ("We owe the tinsel to Mrs Y. Skarrow.", "Mrs Y. Skarrow"),
    ("The pass says Master J. Adu.", "Master J. Adu"),
    ("Raffle: Mr D van Ommeren won the cheese.", "Mr D van Ommeren"),
    ("Lost: one glove, K. Abernethy.", "K. Abernethy"),
    # particles, accents, a family name first
    ("The van was driven by Gwenola Le Cornu all winter.", "Gwenola Le Cornu"),
    ("That was Angharad ferch Rhys with the wreaths.", "Angharad ferch Rhys"),
    ("Nobody bakes like João Figueiredo dos Santos.", "João Figueiredo dos Santos"),
    ("Cheers for Łukasz Wójcik.", "Łukasz Wójcik"),
    ("Winner: YILDIRIM, Defne.", "YILDIRIM, Defne"),
    ("1. SKARROW, Marta\n2. somebody shy", "SKARROW, Marta"),
    # first names of many origins beside an age or a school
    ("Kensa and Talan (both 6) want more cushions.", "Kensa and Talan (both 6"),
    ("Top of the board is Dragoș (Year 8, Wemsley Academy).", "Dragoș (Year 8"),
    ("Top of the board is Ulvenna (Year 8, Wemsley Academy).", "Ulvenna (Year 8"),
    ("Top of the board is Ulvenna (9, Fell Lane Primary).", "Ulvenna (9"),
    ("Ayşe, 7, likes trains.", "Ayşe, 7"),
    ("Ulvenna, who is in Year 4 at Quay School, painted the door.", "Ulvenna, who is in Year 4"),
    ("Everyone sing for Ulvenna, ten today!", "Ulvenna, ten today"),
    ("Farewell to Gethin, off to Llanfair Academy in September.", "Gethin, off to Llanfair Academy"),
    ("Poppy, our youngest visitor with Down's syndrome, has excellent taste in cake.", "Poppy, our youngest"),
    ("It looks like Eszter, who rang us since March about her son's transport.", "Eszter, who rang us"),
    ("Zoë and Seán (both aged 9) sang.", "Zoë and Seán"),
    # parents, and not the colleagues who stand later in the sentence
    ("Thanks to the parents who gave up an evening for our panel: Sinead Trewhella and Mo Farouk.", "Sinead Trewhella"),
    ("Thanks to Henrietta Sloane, and to our forty colleagues.", "Henrietta Sloane"),
    ("The token goes to Bethan Crowhurst, who wrote in about the bus.", "Bethan Crowhurst"),
    # a family name first, with a title, in a correction, on a birthday of a young person
    ("1st: Wójcik, Agnieszka. 2nd: nobody yet.", "Wójcik, Agnieszka"),
    ("1st: NGUYEN Van Anh. 2nd: nobody yet.", "NGUYEN Van Anh"),
    ("Cake stall, May: Horváth Ilona brought four trays.", "Horváth Ilona"),
    ("It was Mrs Wai-Ling Cheung who lent us the urn.", "Wai-Ling Cheung"),
    ("Thanks to Mrs Abernethy for the flapjacks.", "Mrs Abernethy"),
    ("The label should read “Sian Penhaligon”, not “Jan”.", "Sian Penhaligon"),
    ("Happy 12th birthday to our star volunteer Kitty Ashdown!", "Kitty Ashdown"),
    # a first name beside a school, an age, a diagnosis or a case
    ("Poster by Jade from Quarry Lane Primary won the prize.", "Jade from Quarry Lane Primary"),
    ("Best of all: Ulvenna from Quarry Lane Primary singing alone.", "Ulvenna from Quarry Lane Primary"),
    ("Happy birthday Yusuf! Nine today and taller than the till.", "Yusuf! Nine today"),
    ("Dyslexia never stopped Maisie from writing us a play.", "Dyslexia never stopped Maisie"),
    ("Book group: Ulla Penhaligon and Tom Halloran are coming.", "Ulla Penhaligon"),
    ("Film night was lovely. The label in the coat is “Marta Halloran”.", "Marta Halloran"),
    ("Please think of Connor tonight. He's been excluded again.", "Connor tonight. He's been excluded"),
]
NOBODY = [
    # works and who made them, a role after the name, trades, stops of a bus, animals of a cartoon
    "Film club: you chose between Ferris Bueller and Annie Hall.",
    "Reading group for staff: in March, Judith Herman.",
    "At the relaxed show Wendy Darling signs and Captain Hook whispers.",
    "Film night! This month it's “Marvellous Maisie”, about a girl who mends clocks.",
    "“What Is Autism?” follows Tom, aged 11, through his school day.",
    "She reads from a picture book about a boy called Rufus, aged 7, who is dyslexic.",
    "Our reading group chose “The Grey Gull”, in which eight-year-old Tilly moves house.",
    "From Monday, Nia Penhaligon is acting manager.",
    "Reporter Dan Halloran came to see us.",
    "We are on the corner by Barnaby Halloran the barber.",
    "The Ravensby family book club meets on Monday.",
    "Bus 14 goes to Gale Sixth Form and stops at Gale Cross (9.15).",
    "Percy is six and goes to Bramble School. Percy is a cartoon mole.",
    "Governors from Quarry Lane Primary came to see us.",
    "Thank you to Mrs Abernethy, headteacher, and all her staff.",
    "Thanks to Mr Khan for the talk on sleep.",
    "Our 5th birthday party was opened by author Anna Mossop-Hale.",
    "Art from Quarry Lane Primary made our window bright.",
    "Thanks to Mrs Hughes at Quarry Lane Primary for having us.",
    # firms, clubs, rooms, ships, plays, streets
    "Thanks to Peckwater Empire for the tickets.",
    "Thanks to Healthwatch Wolds for the pens.",
    "Thanks to Tesco Harrowby for the fruit.",
    "Thanks to Wemsley Walkers for the route.",
    "Well done Sarne Tigers!",
    "Thanks to Fothergill & Sons for the timber.",
    "Thanks to P. J. Harris Butchers for the sausages.",
    "Thanks to T. Robinson & Sons for the paint.",
    "We sail on the Molly Brown at noon.",
    "A trip on the narrowboat Ada Holroyd, free for families.",
    "Relaxed showing of the musical “Agnes Thorne”.",
    "We meet in Room B. Parker Street has a car park.",
    "Vitamin D. Walker groups and more.",
    "Ask at Ysgol Bryn Celyn.",
    "Find us in Chester Le Street on Monday.",
    "Drop in at Ulvenna Skarrow Court.",
    "Thanks to Burton Latimer for having us.",
    "Well done Sutton Coldfield!",
    "Thanks to Parent Power, who ran the tombola.",
    "Winner of the best stall: Kite Tails.",
    "Winner: Marl Bridge Primary. Runner-up: Otter Class.",
    "Watch “Agnes Thorne and Friends” at the playhouse.",
    # authors and subjects
    "Our shelf has books on Mary Seacole, Olive Morris and Claudia Jones.",
    "A new biography of Olive Morris is on the shelf.",
    "This week's story is by E. Nesbit.",
    "J. K. Rowling began on a train.",
    "Read 'The Boy at the Back of the Class' by Onjali Q. Raúf.",
    # in a role or in public life
    "Our administrator Sandra Mulgrew retires today.",
    "Our long-standing bookkeeper Ulvenna Skarrow says goodbye.",
    "Kieran Molloy, deputy head at Fell Lane Academy, described how his school changed timetables.",
    "The fairy is Tamsin Oyinlola off the telly.",
    "Welcome to Elspeth Rowntree, who joins Glenmarl Council as Designated Clinical Officer.",
    "Olympic rower Kit Lanyon told the paper that school was hard.",
    "Thanks to Mrs Y. Skarrow, headteacher, for the hall.",
    # invented
    "Meet Sam. Sam is seven. Sam isn't real: we drew Sam for our cartoon.",
    "Priya is nine and has ADHD. She is the star of our new cartoon.",
    "Leo (8) does not exist, but his questions do.",
    # letters that are no name
    "BSL, Makaton and more.",
    "SEND, Local Offer and you.",
]


def private(text: str) -> list[str]:
    people = [person for person in find_people(text, SERVICE) if person.kind not in MAY_BE_NAMED]
    return [text[slice(*person.span)] for person in people]


@pytest.mark.parametrize(("text", "words"), PRIVATE)
def test_a_private_person_is_known_by_the_place_of_the_name(text, words):
    start = text.index(words)
    assert any(
        one.span[0] < start + len(words) and start < one.span[1]
        for one in find_people(text, SERVICE)
        if one.kind not in MAY_BE_NAMED
    )


@pytest.mark.parametrize("text", NOBODY)
def test_what_only_looks_like_a_private_person_passes(text):
    assert private(text) == []


@pytest.mark.parametrize(
    ("word", "plain"), [("dragoș", "dragos"), ("łukasz", "lukasz"), ("zoë", "zoe"), ("ayşe", "ayse"), ("ifan", "ifan")]
)
def test_names_are_looked_up_without_accents(word, plain):
    assert without_accents(word) == plain


@pytest.mark.parametrize(
    "text",
    [
        "Our leaflets have arrived (delivery note 943 476 5919).",
        "Tracking 943 476 5919, due on Monday.",
        "Meeting ID 943 476 5919.",
        "943 476 5919 is our order number.",
        "Job number 943 476 5919.",
        "The fairy is Tamsin Hale off the telly. Access line 020 7946 0420.",
        "Access line 020 7946 0420.",
    ],
)
def test_numbers_of_parcels_and_meetings_are_nobodys(text):
    assert list(find_contacts(text, SERVICE, ())) == []


@pytest.mark.parametrize("text", ["943 476 5919 came up on the form.", "Ticket for the NHS no 943 476 5919."])
def test_a_number_with_the_check_digit_or_the_word_nhs_is_still_found(text):
    assert [one.kind for one in find_contacts(text, SERVICE, ())] == ["nhs"]


IN_PUBLIC_LIFE = [
    "We read poems by the window, and talked about Carol Ann Duffy.",
    "Carol Ann Duffy’s poems were read aloud.",
    "We talked about Robert Louis Stevenson and Helena Bonham Carter.",
    "We talked about Vincent van Gogh, Tim Berners-Lee and Sinéad O’Connor.",
    "We talked about Samuel L. Jackson and Wolfgang Amadeus Mozart.",
    "We talked about R. S. Thomas, P.D. James and W. G. Grace.",
    "We talked about Isambard Kingdom Brunel and Grunya Sukhareva.",
]


@pytest.mark.parametrize("text", IN_PUBLIC_LIFE)
def test_a_person_in_public_life_is_known_by_the_whole_name_or_its_first_two_words(text):
    assert private(text) == []


@pytest.mark.parametrize("text", ["We talked about Samuel L. Hargreaves.", "We talked about Carol Ann Hargreaves."])
def test_a_name_that_only_begins_like_one_in_public_life_is_private(text):
    assert private(text)


def test_people_in_public_life_are_listed_as_the_rule_reads_them():
    for name in PUBLIC_PEOPLE:
        assert name == without_accents(name.casefold()) and " " in name and "’" not in name
