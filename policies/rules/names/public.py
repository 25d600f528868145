"""People and characters whom everybody knows."""


def _people(text: str) -> frozenset[str]:
    return frozenset(" ".join(name.split()) for name in text.split(","))


# Named in posts as subjects, books, shops and charities, not as private people.
PUBLIC_PEOPLE = _people("""
adele laurie, alan turing, albert einstein, alice wonderland, anna freud, anne frank, anne hegerty,
anne longfield, anthony hopkins, ariana grande, baden powell, beatrix potter, bella ramsey, benjamin zephaniah,
beverley knight, bill gates, billie eilish, billy connolly, billy elliot, bob marley, brian lamb,
bridget phillipson, captain tom, carl rogers, catherine tate, cerrie burnell, charles darwin, charles dickens,
charlie brown, cherie blair, chris packham, christine mcguinness, christopher robin, daniel radcliffe,
david attenborough, david beckham, david blunkett, david walliams, dolly parton, donald trump, ed sheeran,
edward timpson, elizabeth fry, ellie simmonds, elon musk, emily bronte, emmeline pankhurst, enid blyton,
eric carle, florence nightingale, frank bruno, frank gardner, frida kahlo, greta thunberg, guy fawkes,
hannah cockroft, hannah gadsby, hannah montana, harper collins, harriet tubman, harry potter, harry styles,
helen keller, hermione granger, heston blumenthal, horrid henry, isaac newton, jack petchey, jack thorne,
jacqueline wilson, james bond, jamie oliver, jane austen, jane eyre, jess thom, joe wicks, john lennon,
john lewis, judi dench, judith kerr, judy heumann, julia donaldson, justin fletcher, kadeena cox, katie piper,
katie price, keir starmer, keira knightley, kelly holmes, lenny henry, leonardo vinci, lewis capaldi,
lewis hamilton, louis braille, louis theroux, louise brown, malala yousafzai, malorie blackman,
marcus rashford, marie curie, martin lewis, martin luther, martyn oliver, mary poppins, mary seacole,
mary warnock, matt hancock, melanie sykes, michael morpurgo, michael phelps, michael rosen, michelle obama,
mo farah, mother teresa, muhammad ali, nancy drew, naomi campbell, nelson mandela, nicola adams, nikki fox,
oliver jeffers, oliver mcgowan, oliver twist, oprah winfrey, oscar wilde, pablo picasso, paul mccartney,
peter pan, peter rabbit, philip pullman, postman pat, quentin blake, rachel burden, ralph fiennes,
richard branson, robert plant, rishi sunak, roald dahl, rob burrow, robin hood, rosa monckton, rosa parks, rosie jones,
ruth madeley, sally rooney, sam ryder, sam smith, samantha renke, sarah storey, selena gomez, sherlock holmes,
simon baron, sophie morgan, stella young, stephen fry, stephen hawking, steve jobs, susan boyle, tanni grey,
taylor swift, temple grandin, terry pratchett, thomas edison, tim peake, tom cruise, tom daley, tom hanks,
tom sawyer, tommy fury, tony attwood, tracy beaker, usain bolt, vincent gogh, virginia woolf, will smith,
william shakespeare, willy wonka, winnie pooh, winston churchill, wolfgang mozart, yvette cooper, zoe ball
""")
