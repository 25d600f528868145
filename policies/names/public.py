"""People and characters whom everybody knows."""


def _people(text: str) -> frozenset[str]:
    return frozenset(" ".join(name.split()) for name in text.split(","))


# Named in posts as subjects, books, shops and charities, not as private people.
PUBLIC_PEOPLE = _people("""
greta garbo, sion corn, percy pig, bella pasta, bella italia,
claudia jones, olive morris, walter tull, ignatius sancho, olaudah equiano, mary prince, una
marson, bernie grant, diane abbott, stuart hall, trevor mcdonald, moira stuart, floella benjamin, john agard, grace
nichols, linton kwesi, evelyn glennie, alison lapper, ellie goldstein, ade adepitan, jody cundy, kare adenegan, maya
angelou, toni morrison, katherine johnson, mae jemison, jane goodall, amelia earhart, emily davison, millicent
fawcett, sylvia pankhurst, christabel pankhurst, noor inayat, sophia duleep, mary anning, caroline herschel, dorothy
hodgkin, elizabeth blackwell, barbara hepworth, yayoi kusama, claude monet, andy warhol, charlie mackesy, dick king,
philip reeve, jason reynolds, lissa evans, ross welford, david almond, katya balen, hilary mckay, eoin colfer, derek
landy, eva ibbotson, judy blume, astrid lindgren, diana wynne, joan aiken, alan garner, susan cooper, rosemary
sutcliff, philippa pearce, michelle magorian, nina bawden, raymond briggs, jan pienkowski, tony ross, babette cole,
jill murphy, mick inkpen, rod campbell, debi gliori, emily gravett, jon klassen, nadia shireen, sue hendra, rob
biddulph, benji davies, dapo adeola, nathan bryon, tola okogwu, sharna jackson, eleanor rigby, charlie chaplin, bilbo
baggins, frodo baggins, katie morag, pippi longstocking, worzel gummidge, mary lennox, huckleberry finn, fern britton,
gok wan, alan carr, graham norton, claudia winkleman, tess daly, rylan clark, alison hammond, ed balls, olly murs,
sam fender, dua lipa, justin bieber, katy perry, shawn mendes, marilyn monroe, audrey hepburn, elvis presley, michael
jackson, whitney houston, amy winehouse, aretha franklin, nina simone, ella fitzgerald, louis armstrong, stevie
wonder, ray charles, simone biles, naomi osaka, serena williams, ben stokes, joe root, heather knight, sarina wiegman,
gareth southgate, alex scott, chloe kelly, mary earps, harry maguire, emma wiggs, dame kelly, jodie grinham,
a.a. milne, aaron phipps, ada lovelace, adam peaty, adele laurie, alan turing, albert einstein, albus
dumbledore, alesha dixon, alex rider, alf morris, alice tai, alice wonderland, allan ahlberg, amanda holden,
amy johnson, amy pond, andy burnham, andy murray, angela rayner, anna freud, anne bronte, anne frank, anne
hegerty, anne longfield, anne sullivan, annie lennox, ant dec, anthony hopkins, anthony horowitz, anthony
nolan, ariana grande, artemis fowl, augustus gloop, axel scheffler, baden powell, barack obama, baroness grey,
barry callebaut, barry carpenter, bear grylls, beatrix potter, bella ramsey, ben fogle, ben kinsella, ben
sherman, benedict cumberbatch, benjamin zephaniah, bert massie, beverley knight, bill gates, billie eilish,
billy bunter, billy connolly, billy elliot, bob builder, bob cratchit, bob marley, boris johnson, brene brown,
brian lamb, bridget phillipson, bruce perry, bruce wayne, bukayo saka, buzz lightyear, calvin klein, captain
scott, captain tom, carl jung, carl rogers, carol gray, catherine mckinnell, catherine tate, cerrie burnell,
charles darwin, charles dickens, charles tyrwhitt, charlie brown, charlie bucket, charlotte bronte, cherie
blair, chris packham, christine mcguinness, christopher robin, christy brown, clark kent, cressida cowell,
daddy pig, damilola taylor, dan siegel, daniel radcliffe, dav pilkey, david attenborough, david beckham, david
blunkett, david bowie, david cameron, david copperfield, david mckee, david tennant, david walliams, david
weir, delia smith, dermot oleary, dick whittington, dina asher, doctor who, dolly parton, donald trump, donald
winnicott, dorian gray, ebenezer scrooge, ed davey, ed miliband, ed sheeran, edmund pevensie, edward timpson,
elizabeth fry, elizabeth garrett, elle mcnicoll, ellie simmonds, elon musk, elton john, eluned morgan, emily
bronte, emma carroll, emma raducanu, emma thompson, emma watson, emmeline pankhurst, enid blyton, eric carle,
father christmas, father time, fern brady, fireman sam, florence nightingale, fortnum mason, francesca happe,
francesca simon, frank bruno, frank cottrell, frank gardner, fred bloggs, fred perry, freddie flintoff,
freddie mercury, frida kahlo, gary lineker, gavin williamson, george eliot, george michael, george pig, george
webster, georgia gould, gillian keegan, giovanna fletcher, gordon brown, gordon ramsay, grace darling, greg
heffley, greta thunberg, guy fawkes, haben girma, hannah cockroft, hannah gadsby, hannah montana, hans
asperger, hansel gretel, harper collins, harriet tubman, harry kane, harry potter, harry styles, helen keller,
helen oxenbury, hercule poirot, hermione granger, hermione norris, heston blumenthal, holly willoughby,
horatio nelson, horrid henry, hugo boss, humpty dumpty, idris elba, indiana jones, isaac newton, isambard
brunel, jack ashley, jack frost, jack horner, jack jill, jack petchey, jack thorne, jacqueline wilson, james
bond, james trotter, jamie oliver, jane austen, jane bloggs, jane campbell, jane doe, jane eyre, janet
ahlberg, jean piaget, jeff kinney, jeremy corbyn, jess thom, jessica ennis, jessie may, jimmy choo, jo cox, jo
malone, joe biden, joe bloggs, joe public, joe swash, joe wells, joe wicks, john bowlby, john burningham, john
doe, john lennon, john lewis, john swinney, john watson, johnny vegas, jonnie peacock, jude bellingham, judi
dench, judith kerr, judy heumann, julia donaldson, justin fletcher, kadeena cox, kamala harris, karen millen,
katarina johnson, kate bush, kate greenaway, kate middleton, katherine rundell, katie piper, katie price,
katniss everdeen, keir starmer, keira knightley, kelly holmes, kemi badenoch, kenneth grahame, king arthur,
king charles, laura ashley, lauren child, lauren steadman, leah williamson, lee ridley, lenny henry, lenny
rush, leo kanner, leonard cheshire, leonardo vinci, lev vygotsky, lewis capaldi, lewis carroll, lewis
hamilton, lisa thompson, little bo, liz pichon, liz truss, lorna wing, louis braille, louis theroux, louise
brown, lucy bronze, lucy letby, lucy pevensie, luke jackson, luke skywalker, mahatma gandhi, maid marian,
malala yousafzai, malcolm x, malorie blackman, marcus rashford, margaret thatcher, maria montessori, marie
curie, marie stopes, mark haddon, marks spencer, martin lewis, martin luther, martyn oliver, mary ainsworth,
mary berry, mary mary, mary poppins, mary seacole, mary warnock, matt hancock, maurice sendak, meghan markle,
melanie sykes, michael morpurgo, michael phelps, michael rosen, michelle obama, miss marple, miss muffet, mo
farah, mother nature, mother teresa, mr tumble, muhammad ali, nadiya hussain, nancy drew, naoki higashida,
naomi campbell, neil gaiman, nelson mandela, nick clegg, nick sharratt, nicola adams, nicola sturgeon, nigel
farage, nigella lawson, nikki fox, oliver jeffers, oliver mcgowan, oliver postgate, oliver twist, olivia
colman, onjali rauf, oprah winfrey, oscar pistorius, oscar wilde, pablo picasso, paddy mcguinness, paul
hollywood, paul mccartney, paul simon, paul smith, peppa pig, percy jackson, peter andre, peter pan, peter
parker, peter rabbit, peter tatchell, philip pullman, phillip schofield, postman pat, prince harry, prince
william, princess diana, queen elizabeth, quentin blake, rachel burden, rachel reeves, raheem sterling, ralph
fiennes, richard branson, rick riordan, rick stein, rishi sunak, roald dahl, rob burrow, robert baden, robert
burns, robert plant, robin hood, robin stevens, romesh ranganathan, ron weasley, rory bremner, rosa monckton,
rosa parks, rosalind franklin, rose ayling, rose tyler, rosie jones, ross greene, roy castle, rudolf steiner,
russell hobbs, ruth madeley, sadiq khan, sally rooney, sam ryder, sam smith, samantha renke, sandi toksvig,
sarah storey, selena gomez, severus snape, sherlock holmes, shirley hughes, sigmund freud, simon baron, simon
cowell, simon says, snow white, sophie morgan, stacey solomon, stella young, stephen fry, stephen hawking,
stephen kinnock, stephen lawrence, stephen porges, stephen shore, steve jobs, sue perkins, sue ryder, susan
boyle, suzanne collins, tanni grey, tasha ghouri, taylor swift, ted baker, temple grandin, terry pratchett,
theresa may, thomas cook, thomas edison, thomas hardy, thomas tank, tim peake, tiny tim, tom cruise, tom
daley, tom fletcher, tom gates, tom hanks, tom sawyer, tom thumb, tommy fury, tommy hilfiger, tony attwood,
tony blair, tony booth, tracy beaker, usain bolt, uta frith, vaughan gething, vincent gogh, violet
beauregarde, virginia woolf, wes streeting, will smith, will young, william shakespeare, willy wonka, winnie
pooh, winston churchill, wolfgang mozart, yvette cooper, zoe ball,
wendy darling, captain hook, erin brockovich, forrest gump, tom kitwood, barnaby rudge, nicholas nickleby, elizabeth
bennet, anna karenina, emma woodhouse, sara crewe, anne shirley, matilda wormwood, jerry maguire, donnie darko,
bridget jones, marty mcfly, truman burbank, edward scissorhands, jean valjean, evan hansen, sweeney todd, calamity
jane, mamma mia, elsa arendelle, doctor dolittle, stanley yelnats, christopher boone, friedrich froebel, simon
baron-cohen, luke beardon, jude welton, steve silberman, barry prizant, oliver sacks
""")
