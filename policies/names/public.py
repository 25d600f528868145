"""People and characters whom everybody knows."""


def _people(text: str) -> frozenset[str]:
    return frozenset(" ".join(name.split()) for name in text.split(","))


# Named in posts as subjects, books, shops and charities, not as private people.
_EVERYBODY_KNOWS = _people("""
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

# Poets, novelists and playwrights of reading groups.
_WRITERS = _people("""
carol ann duffy, simon armitage, seamus heaney, ted hughes, sylvia plath, philip larkin, john betjeman, dylan thomas,
wendy cope, roger mcgough, brian patten, adrian henri, jackie kay, imtiaz dharker, lemn sissay, kae tempest, warsan
shire, hollie mcnish, raymond antrobus, ilya kaminsky, ocean vuong, robert frost, emily dickinson, walt whitman,
langston hughes, gwendolyn brooks, amanda gorman, rupi kaur, wilfred owen, siegfried sassoon, rupert brooke, robert
graves, vera brittain, laurence binyon, john mccrae, william wordsworth, dorothy wordsworth, samuel taylor coleridge,
john keats, percy shelley, percy bysshe shelley, lord byron, william blake, christina rossetti, elizabeth barrett
browning, robert browning, alfred tennyson, lord tennyson, gerard manley hopkins, rudyard kipling, john masefield,
walter de la mare, alfred noyes, hilaire belloc, edward lear, ogden nash, john donne, john milton, geoffrey chaucer,
andrew marvell, alexander pope, john clare, phillis wheatley, edwin morgan, norman maccaig, liz lochhead, hugh
macdiarmid, hedd wyn, stevie smith, kathleen jamie, moniza alvi, patience agbabi, daljit nagra, caleb femi, derek
walcott, kamau brathwaite, pablo neruda, rabindranath tagore, kahlil gibran, omar khayyam, audre lorde, linton kwesi
johnson, spike milligan, pam ayres, john cooper clarke, john hegley, hera lindsay bird, matt haig, ian mcewan, kazuo
ishiguro, salman rushdie, zadie smith, hilary mantel, margaret atwood, bernardine evaristo, chimamanda ngozi adichie,
chinua achebe, ben okri, wole soyinka, buchi emecheta, abdulrazak gurnah, andrea levy, monica ali, kamila shamsie,
arundhati roy, vikram seth, rohinton mistry, khaled hosseini, elif shafak, orhan pamuk, haruki murakami, isabel
allende, gabriel garcia marquez, jorge luis borges, paulo coelho, umberto eco, elena ferrante, albert camus, victor
hugo, emile zola, gustave flaubert, alexandre dumas, jules verne, marcel proust, simone de beauvoir, leo tolstoy,
fyodor dostoevsky, anton chekhov, franz kafka, thomas mann, hermann hesse, henrik ibsen, karen blixen, stieg larsson,
jo nesbo, henning mankell, fredrik backman, jonas jonasson, ernest hemingway, john steinbeck, scott fitzgerald, f.
scott fitzgerald, william faulkner, harper lee, truman capote, mark twain, herman melville, edgar allan poe, nathaniel
hawthorne, edith wharton, louisa may alcott, kate chopin, charlotte perkins gilman, james baldwin, zora neale hurston,
octavia butler, colson whitehead, kurt vonnegut, ray bradbury, isaac asimov, arthur c. clarke, ursula le guin, ursula
k. le guin, philip roth, john updike, cormac mccarthy, john grisham, gillian flynn, celeste ng, delia owens, barbara
kingsolver, anne tyler, ann patchett, elizabeth strout, donna tartt, jodi picoult, bonnie garmus, gail honeyman,
candice carty-williams, dolly alderton, marian keyes, maeve binchy, cecelia ahern, colm toibin, sebastian barry, anne
enright, claire keegan, edna obrien, edna o'brien, john banville, john boyne, james joyce, samuel beckett, bram
stoker, jonathan swift, oliver goldsmith, george bernard shaw, sean o'casey, brian friel, frank mccourt, maggie
o'farrell, douglas stuart, iain banks, irvine welsh, ian rankin, val mcdermid, alexander mccall smith, muriel spark,
walter scott, robert louis stevenson, john buchan, arthur conan doyle, conan doyle, agatha christie, dorothy l.
sayers, ngaio marsh, ruth rendell, p.d. james, colin dexter, ann cleeves, richard osman, anthony trollope, elizabeth
gaskell, wilkie collins, william makepeace thackeray, mary shelley, mary wollstonecraft, fanny burney, daniel defoe,
samuel pepys, laurence sterne, joseph conrad, daphne du maurier, evelyn waugh, graham greene, george orwell, aldous
huxley, anthony burgess, william golding, iris murdoch, doris lessing, jean rhys, rebecca west, radclyffe hall, vita
sackville-west, katherine mansfield, elizabeth bowen, barbara pym, stella gibbons, nancy mitford, dodie smith,
kingsley amis, martin amis, pat barker, penelope lively, penelope fitzgerald, margaret drabble, angela carter,
jeanette winterson, louis de bernieres, sebastian faulks, patrick gale, david nicholls, nick hornby, tracy chevalier,
victoria hislop, jojo moyes, beth o'leary, sue townsend, helen fielding, bill bryson, alan bennett, harold pinter, tom
stoppard, caryl churchill, shelagh delaney, arthur miller, tennessee williams, eugene o'neill, lorraine hansberry,
august wilson, noel coward, terence rattigan, j.b. priestley, christopher marlowe, douglas adams, len deighton,
frederick forsyth, ken follett, bernard cornwell, conn iggulden, jeffrey archer, jilly cooper, barbara cartland,
catherine cookson, dick francis, hanif kureishi, meera syal, sathnam sanghera, reni eddo-lodge, david olusoga, afua
hirsch, emma dabiri, michelle zauner, tara westover, paul kalanithi, adam kay, raynor winn, robert macfarlane, helen
macdonald, nan shepherd, gilbert white, laurie lee, james herriot, gerald durrell, lionel shriver, audrey niffenegger,
mary ann shaffer, markus zusak, liane moriarty, peter carey, tim winton, thomas keneally, alice munro, carol shields,
yann martel, michael ondaatje, emily st. john mandel, esi edugyan, yaa gyasi, leila aboulela, tsitsi dangarembga,
ngugi wa thiong'o, nadine gordimer, alan paton, damon galgut, naguib mahfouz, han kang, min jin lee, amy tan, jung
chang, viet thanh nguyen, banana yoshimoto, toshikazu kawaguchi, susanna clarke, naomi alderman, china mieville, becky
chambers, brandon sanderson, george r.r. martin, robin hobb, sarah j. maas, rebecca yarros, colleen hoover, bolu
babalola, caleb azumah nelson, paul mendez, torrey peters, armistead maupin, alan hollinghurst, quentin crisp,
christopher isherwood
""")

# Those who write and draw for children.
_CHILDRENS = _people("""
robert westall, leon garfield, arthur ransome, edith nesbit, frances hodgson burnett, eleanor farjeon, noel
streatfeild, mary norton, richmal crompton, penelope farmer, rumer godden, johanna spyri, carlo collodi, hans
christian andersen, charles perrault, jean de brunhoff, tove jansson, erich kastner, cornelia funke, michael ende,
antoine de saint-exupery, beverly cleary, betsy byars, katherine paterson, lois lowry, louis sachar, madeleine
l'engle, laura ingalls wilder, shel silverstein, dr seuss, ezra jack keats, leo lionni, lemony snicket, daniel
handler, kate dicamillo, jerry spinelli, sharon creech, sharon draper, meg rosoff, kevin crossley-holland, geraldine
mccaughrean, beverley naidoo, elizabeth laird, jamila gavin, bali rai, alex wheatle, sita brahmachari, candy gourlay,
savita kalhan, alexandra strick, elizabeth acevedo, nicola yoon, patrick ness, david levithan, alice oseman, juno
dawson, holly bourne, karen mcmanus, karen m. mcmanus, veronica roth, stephenie meyer, cassandra clare, leigh bardugo,
tomi adeyemi, sabaa tahir, charlie higson, robert muchamore, anthony mcgowan, marcus sedgwick, frances hardinge, sally
nicholls, jenny downham, jenny valentine, melvin burgess, michelle paver, philip ardagh, andy stanton, jeremy strong,
dick king-smith, anne fine, gillian cross, helen cresswell, berlie doherty, theresa breslin, theresa tomlinson, morris
gleitzman, andy griffiths, terry denton, shaun tan, graeme base, julia jarman, kaye umansky, humphrey carpenter,
gwyneth rees, daisy meadows, dan freedman, ali sparkes, chris riddell, chris bradford, cathy cassidy, louise rennison,
meg cabot, sophie mckenzie, sue limb, jean ure, lucy cousins, john yeoman, ed vere, dick bruna, kathleen hale, edward
ardizzone, ludwig bemelmans, michael bond, peggy fortnum, watty piper, virginia lee burton, margaret wise brown,
robert mccloskey, tomie depaola, patricia polacco, mo willems, peter h. reynolds, oliver tallec, herve tullet, anthony
browne, colin mcnaughton, posy simmonds, nicola bayley, jane hissey, jez alborough, martin waddell, sam mcbratney,
anita jeram, barbara firth, jill barklem, val biro, brian wildsmith, charles keeping, victor ambrus, pauline baynes,
arthur rackham, john tenniel, e.h. shepard, e.b. white, e. nesbit, r.l. stine, r.j. palacio, s.f. said, sf said, p.l.
travers, c.s. lewis, j.r.r. tolkien, j.k. rowling, t.s. eliot, w.h. auden, w.b. yeats, d.h. lawrence, e.m. forster,
h.g. wells, p.g. wodehouse, l.m. montgomery, g.k. chesterton, j.m. barrie, j.d. salinger, j.g. ballard, a.e. housman,
e.e. cummings, r.s. thomas, l.p. hartley, h.e. bates, w.s. gilbert, w.e.b. du bois, m.g. leonard, a.f. steadman, l.d.
lapinski, b.b. alston, c.l.r. james, b.r. ambedkar, v.s. naipaul, r.k. narayan, a.s. byatt, a.j. cronin, a.a. gill,
b.f. skinner, w.g. grace, f.w. de klerk, b.b. king, m.c. escher, l.s. lowry, j.m.w. turner, o.j. simpson, a.p.j. abdul
kalam, korky paul, julian clary, steven lenton, steve antony, tom percival, viviane schwarz, chris haughton, yasmeen
ismail, catherine rayner, petr horacek, levi pinfold, ken wilson-max, trish cooke, eileen browne, ifeoma onyefulu,
atinuke adichie, jon scieszka, drew daywalt, adam rex, aaron becker, david wiesner, chris van allsburg, sophie
blackall, innosanto nagara, nikki grimes, jacqueline woodson, christopher paul curtis, mildred d. taylor, kwame
alexander, jerry craft, raina telgemeier, lincoln peirce, rachel renee russell, tim minchin, konnie huq, humza arshad,
alex bellos, ben garrod, abi elphinstone, piers torday, christopher edge, peter bunzl, kiran millwood hargrave, vashti
hardy, jessica townsend, struan murray, nicola penfold, lauren wolk, zillah bethell, natasha farrant, victoria
jamieson, lizzie huxley-jones, alex falase-koya, burhana islam, zanib mian, hiba noor khan, a.m. dassu, maisie chan,
sue cheung, pooja puri, jasbinder bilan, nizrana farook, aisha bushby, yassmin abdel-magied, efua traore, louie
stowell, pamela butchart, thomas flintham, laura ellen anderson, alex t. smith, neill cameron, gary northfield, simon
farnaby, sibeal pounder, laura dockrill, sarah mcintyre, joseph coelho, valerie bloom, allan wolf, charles causley,
michael foreman, matt goodfellow, liz brownlee, karl nova, brian moses, gervase phinn, eloise greenfield, kate
wakeling, cheryl moskowitz, jay hulme, dean atta, ruth awolola, jackie french, giles andreae, guy parker-rees, lydia
monks, david melling, tony bradman, ian whybrow, jan fearnley, jeanne willis, claire freedman, ben cort, steve
smallman, tracey corderoy, ed eaves, mara bergman, smriti halls, swapna haddow, alex latimer, sara ogilvie, polly
dunbar, joyce dunbar, alison jay, tove ditlevsen
""")

# Characters of books, plays, songs and films.
_CHARACTERS = _people("""
harry lime, lord voldemort, tom riddle, draco malfoy, neville longbottom, luna lovegood, ginny weasley, fred weasley,
george weasley, molly weasley, arthur weasley, rubeus hagrid, sirius black, remus lupin, minerva mcgonagall, cedric
diggory, dolores umbridge, bellatrix lestrange, newt scamander, vernon dursley, dudley dursley, petunia dursley,
agatha trunchbull, miss trunchbull, miss honey, bruce bogtrotter, veruca salt, mike teavee, grandpa joe, george
kirrin, julian kirrin, susan pevensie, peter pevensie, eustace scrubb, mr tumnus, digory kirke, polly plummer, lyra
belacqua, lyra silvertongue, iorek byrnison, lee scoresby, samwise gamgee, peregrin took, meriadoc brandybuck, tom
bombadil, arwen undomiel, annabeth chase, grover underwood, peeta mellark, gale hawthorne, primrose everdeen, effie
trinket, haymitch abernathy, bella swan, edward cullen, augustus waters, august pullman, auggie pullman, holden
caulfield, scout finch, atticus finch, jem finch, boo radley, george milton, lennie small, jay gatsby, daisy buchanan,
nick carraway, hester prynne, jo march, beth march, meg march, amy march, becky sharp, dorothea brooke, tess
durbeyfield, gabriel oak, bathsheba everdene, jude fawley, michael henchard, elinor dashwood, marianne dashwood,
fitzwilliam darcy, mr darcy, jane bennet, lydia bennet, charles bingley, george wickham, anne elliot, frank churchill,
george knightley, jane fairfax, catherine morland, catherine earnshaw, cathy earnshaw, edgar linton, isabella linton,
edward rochester, bertha rochester, jacob marley, bill sikes, artful dodger, miss havisham, abel magwitch, joe
gargery, philip pirip, sydney carton, lucie manette, madame defarge, uriah heep, wilkins micawber, betsey trotwood,
little dorrit, little nell, samuel pickwick, oliver mellors, constance chatterley, mrs dalloway, clarissa dalloway,
winston smith, victor frankenstein, jonathan harker, mina harker, abraham van helsing, van helsing, henry jekyll, long
john silver, jim hawkins, alan breck, robinson crusoe, lemuel gulliver, moll flanders, don quixote, sancho panza,
phileas fogg, captain nemo, captain ahab, edmond dantes, emma bovary, count dracula, mycroft holmes, irene adler, john
rebus, inspector morse, james moriarty, jane marple, adrian mole, peter wimsey, miss scarlett, professor plum, colonel
mustard, mrs peacock, eliza doolittle, blanche dubois, stanley kowalski, willy loman, eddie carbone, sheila birling,
eric birling, gerald croft, inspector goole, arthur birling, algernon moncrieff, lady bracknell, lady macbeth, king
lear, king duncan, prince hamlet, juliet capulet, romeo montague, titus andronicus, richard crookback, peter quince,
nick bottom, sir toby, duke orsino, christopher chant, sophie hatter, howl pendragon, mildred hubble, ethel hallow,
miss cackle, miss hardbroom, maggie tulliver, silas marner, tom tulliver, diana barry, gilbert blythe, marilla
cuthbert, matthew cuthbert, bobbie waterbury, pauline fossil, petrova fossil, violet elizabeth bott, arrietty clock,
homily clock, nanny mcphee, nanny ogg, granny weatherwax, sam vimes, tiffany aching, moist von lipwig, arthur dent,
ford prefect, zaphod beeblebrox, captain haddock, captain underpants, harold hutchins, rowley jefferson, nikki
maxwell, stanley lambchop, flat stanley, george marvellous, danny champion, george kranky, charlie spring, clarice
bean, ruby redfort, hetty feather, walter mitty, lisbeth salander, jack reacher, jason bourne, ethan hunt, rocky
balboa, john rambo, john wick, peter venkman, doc brown, emmett brown, ferris bueller, ellen ripley, han solo,
princess leia, leia organa, darth vader, anakin skywalker, obi-wan kenobi, kylo ren, padme amidala, james kirk,
captain kirk, jean-luc picard, tony stark, natasha romanoff, bruce banner, peter quill, stephen strange, wanda
maximoff, miles morales, gwen stacy, mary jane watson, kamala khan, diana prince, lois lane, lex luthor, harley quinn,
selina kyle, matt murdock, jessica rabbit, roger rabbit, jack sparrow, elizabeth swann, sally bowles, maria von trapp,
captain von trapp, danny zuko, sandy olsson, truly scrumptious, caractacus potts, cruella de vil, cruella deville,
baloo bear, mickey mouse, minnie mouse, donald duck, daisy duck, bugs bunny, daffy duck, homer simpson, bart simpson,
lisa simpson, marge simpson, ned flanders, fred flintstone, barney rubble, scooby doo, velma dinkley, daphne blake,
bob parr, helen parr, carl fredricksen, jack skellington, mirabel madrigal, bruno madrigal, luisa madrigal, riley
andersen, mike wazowski, hiro hamada, nani pelekai, lilo pelekai, basil fawlty, del boy, rodney trotter, edmund
blackadder, captain mainwaring, victor meldrew, hyacinth bucket, david brent, alan partridge, father ted, mrs brown,
malcolm tucker, vicky pollard, dawn french, gavin shipman, nessa jenkins, deirdre barlow, hilda ogden, rita tanner,
gail platt, peggy mitchell, dot cotton, pat butcher, jason grimshaw, sheldon cooper, amy farrah fowler, leonard
hofstadter, ross geller, monica geller, chandler bing, phoebe buffay, joey tribbiani, leslie knope, ron swanson, jim
halpert, dwight schrute, tony soprano, daenerys targaryen, tyrion lannister, arya stark, ned stark, sansa stark,
wednesday addams, gomez addams, morticia addams, uncle fester, tommy shelby, arthur shelby, saga noren, holly
golightly, amelie poulain, billy casper, eleanor oliphant, harold fry, queenie hennessy, ove backman, mr bean, jemima
puddle-duck, squirrel nutkin, tom kitten, mrs tiggy-winkle, samuel whiskers, rupert bear, danger mouse, george jetson,
glinda goodwitch, elphaba thropp, alice liddell, mad hatter, cheshire cat, bo peep, georgie porgie, jack sprat, old
king cole, wee willie winkie, tommy tucker, simple simon, tom dooley, bobby shafto, lucy locket, polly flinders,
mother hubbard, mother goose, rip van winkle, paul bunyan, davy crockett, sleeping beauty, robin goodfellow, friar
tuck, will scarlet, little john, guy of gisborne, allan a dale, king midas, queen guinevere, morgan le fay
""")

# Scientists, inventors, physicians, psychologists and teachers; who described a condition.
_SCIENCE_AND_CARE = _people("""
nikola tesla, michael faraday, james clerk maxwell, charles babbage, tim berners-lee, alexander fleming, alexander
graham bell, louis pasteur, edward jenner, joseph lister, john snow, galileo galilei, nicolaus copernicus, johannes
kepler, tycho brahe, robert hooke, robert boyle, edmond halley, humphry davy, ernest rutherford, niels bohr, max
planck, werner heisenberg, erwin schrodinger, richard feynman, robert oppenheimer, paul dirac, peter higgs, marie
tharp, lise meitner, jocelyn bell burnell, jocelyn bell, francis crick, maurice wilkins, gregor mendel, alfred russel
wallace, carl linnaeus, joseph banks, alexander von humboldt, rachel carson, dian fossey, wangari maathai,
chien-shiung wu, dorothy vaughan, grace hopper, hedy lamarr, valentina tereshkova, yuri gagarin, neil armstrong, buzz
aldrin, sally ride, helen sharman, maggie aderin-pocock, jim al-khalili, hannah fry, carl sagan, stephen jay gould,
richard dawkins, james lovelock, mary somerville, william herschel, sophie germain, emmy noether, srinivasa ramanujan,
leonhard euler, carl gauss, blaise pascal, rene descartes, bertrand russell, ludwig wittgenstein, immanuel kant, karl
marx, friedrich nietzsche, david hume, john stuart mill, jeremy bentham, jean-jacques rousseau, hannah arendt, michel
foucault, bell hooks, paulo freire, john dewey, jerome bruner, benjamin bloom, carol dweck, loris malaguzzi, margaret
mcmillan, susan isaacs, chris athey, tina bruce, reuven feuerstein, burrhus skinner, ivan pavlov, albert bandura,
abraham maslow, erik erikson, urie bronfenbrenner, alfred adler, melanie klein, viktor frankl, wilfred bion, michael
rutter, john gottman, aaron beck, marsha linehan, bessel van der kolk, gabor mate, peter fonagy, daniel siegel, mona
delahooke, stuart shanker, alfie kohn, haim ginott, margot sunderland, louise bomber, kim golding, bruno bettelheim,
bernard rimland, ole ivar lovaas, ivar lovaas, grunya sukhareva, eugen bleuler, damian milton, wenn lawson,
christopher gillberg, elizabeth newson, digby tantam, ami klin, theo peeters, eric schopler, stanley greenspan, carol
stock kranowitz, jean ayres, a. jean ayres, winnie dunn, kelly mahler, leah kuypers, phoebe caldwell, melanie nind,
penny lacey, brahm norwich, lani florian, mel ainscow, sally tomlinson, pringle morgan, w. pringle morgan, samuel
orton, anna gillingham, beve hornsby, margaret snowling, maggie snowling, keith stanovich, maryanne wolf, usha
goswami, sally shaywitz, rod nicolson, brian butterworth, russell barkley, ned hallowell, edward hallowell, heinrich
hoffmann, alexander crichton, george still, melchior adam weikard, paul wender, keith conners, virginia axline, gilles
de la tourette, georges gilles, john langdon down, langdon down, jerome lejeune, andreas rett, harry angelman, andrea
prader, heinrich willi, william john little, jean-martin charcot, james parkinson, alois alzheimer, kurt lewin, harry
klinefelter, karel bobath, berta bobath, andras peto, ludwig guttmann, philippe pinel, edouard seguin, jean itard,
samuel gridley howe, laura bridgman, thomas braidwood, charles-michel de l'epee, laurent clerc, edward miner
gallaudet, william moon, valentin hauy, thomas rhodes armitage, frank bunker gilbreth, cicely saunders, aneurin bevan,
william beveridge, archie cochrane, iain chalmers, michael marmot, chris whitty, jonathan van-tam, patrick vallance,
jenny harries, kate bingham, xand van tulleken, chris van tulleken, tanya byron, michael mosley, benjamin spock,
penelope leach, gina ford, magda gerber, emmi pikler, t. berry brazelton, adele faber, elaine mazlish, susan cain,
daniel goleman, daniel kahneman, angela duckworth, jordan peterson, jonathan haidt, jean twenge, jenara nerenberg,
sarah hendrickx, robyn steward, jim sinclair, ros blackburn, gunilla gerland, daniel tammet, pete wharmby, kristy
forbes, eliza fricker, ruth fidler, phil christie, yvonne newbold, bo hejlskov, bo hejlskov elven, paul dix, daisy
christodoulou, dylan wiliam, john hattie, barak rosenshine, doug lemov, rob webster, gary aubin, nicole dempsey,
margaret mulholland, natalie packer, lorraine petersen, george stephenson, robert stephenson, james watt, richard
arkwright, thomas telford, joseph bazalgette, joseph paxton, josiah wedgwood, abraham darby, john logie baird, frank
whittle, barnes wallis, christopher wren, inigo jones, christopher cockerell, alec issigonis, clive sinclair, james
dyson, henry ford, karl benz, orville wright, wilbur wright, guglielmo marconi, samuel morse, johannes gutenberg,
george cayley, sarah guppy, hertha ayrton, caroline haslett, beatrice shilling, isambard kingdom brunel, stephen
wiltshire, joseph merrick, trevor baylis, percy julian, mark zuckerberg, jeff bezos, sam altman, demis hassabis,
edward de bono, tony buzan
""")

# Campaigners, Paralympians and others in public life who are disabled.
_DISABILITY = _people("""
baroness campbell, baroness masham, tanni grey-thompson, tom shakespeare, vic finkelstein, micheline mason, richard
rieser, barbara lisicki, alan holdsworth, johnny crescendo, liz carr, mat fraser, penny pepper, justin dart, emily
ladau, rebekah taussig, imani barbarin, judith heumann, ju gosling, nabil shaban, tommy jessop, heidi crowter, ellie
challis, rose ayling-ellis, marlee matlin, troy kotsur, nyle dimarco, christine sun kim, millicent simmonds, sean
berdy, francis maginn, arthur dimmock, rachel shenton, maisie sly, ludwig van beethoven, andrea bocelli, amar latif,
libby clegg, lora fachie, menna fitzpatrick, sophie christiansen, anne dunham, will bayley, dave weir, mel nichols,
samantha kinghorn, sammi kinghorn, olivia breen, richard whitehead, dan greaves, jonathan broom-edwards, jordanne
whiley, alfie hewett, lucy shuker, peter norfolk, ollie hynd, jessica-jane applegate, bethany firth, tully kearney,
maisie summers-newton, brock whiston, poppy maskill, stephanie millward, charlotte henshaw, jeanette chippington,
lauren rowles, laurence whiteley, crystal lane-wright, rachel choong, beth munro, amy truesdale, megan shackleton, amy
conroy, gaz choudhry, trischa zorn, tatyana mcfadden, markus rehm, marieke vervoort, esther vergeer, dylan alcott,
ibrahim hamadtou, aaron fotheringham, alex zanardi, billy monger, hari budha magar, mark ormrod, francesca martinez,
chris mccausland, tim renkow, alex brooker, robert softley gale, maysoon zayid, geri jewell, rj mitte, peter dinklage,
warwick davis, kiruna stamell, michael j. fox, christopher reeve, itzhak perlman, ian dury, teddy pendergrass, grace
vanderwaal, nick vujicic, pranav bakhshi, aimee mullins, winnie harlow, madeline stuart, sinead burke, shani dhanda,
martyn sibley, srin madipalli, amo raju, marsha de cordova, vicky foxcroft, robert halfon, rosa may billinghurst, may
billinghurst, randolph bourne, franklin roosevelt, franklin d. roosevelt, winifred holt, edward rushton, henry
fawcett, nicholas winton, elsie inglis, douglas bader, simon weston, johnson beharry
""")

# Composers, musicians, singers, painters, sculptors and designers.
_MUSIC_AND_ART = _people("""
johann sebastian bach, sebastian bach, wolfgang amadeus mozart, amadeus mozart, joseph haydn, franz schubert, felix
mendelssohn, fanny mendelssohn, robert schumann, clara schumann, johannes brahms, frederic chopin, franz liszt,
richard wagner, giuseppe verdi, giacomo puccini, gioachino rossini, antonio vivaldi, george frideric handel, george
handel, henry purcell, edward elgar, ralph vaughan williams, vaughan williams, gustav holst, benjamin britten, william
walton, michael tippett, john rutter, karl jenkins, peter maxwell davies, ethel smyth, samuel coleridge-taylor,
chevalier de saint-georges, claude debussy, maurice ravel, camille saint-saens, gabriel faure, georges bizet, hector
berlioz, erik satie, nadia boulanger, pyotr tchaikovsky, peter tchaikovsky, sergei rachmaninov, sergei prokofiev, igor
stravinsky, dmitri shostakovich, modest mussorgsky, nikolai rimsky-korsakov, antonin dvorak, bedrich smetana, edvard
grieg, jean sibelius, carl orff, zoltan kodaly, bela bartok, gustav mahler, anton bruckner, johann strauss, richard
strauss, arnold schoenberg, kurt weill, george gershwin, leonard bernstein, aaron copland, scott joplin, duke
ellington, count basie, miles davis, john coltrane, dizzy gillespie, thelonious monk, billie holiday, ma rainey, nat
king cole, frank sinatra, dean martin, bing crosby, judy garland, liza minnelli, barbra streisand, johnny cash, bob
dylan, joan baez, joni mitchell, leonard cohen, simon garfunkel, art garfunkel, buddy holly, chuck berry, little
richard, roy orbison, jimi hendrix, janis joplin, jim morrison, mick jagger, charlie watts, ringo starr, yoko ono,
eric clapton, roger daltrey, pete townshend, rod stewart, cliff richard, tina turner, marvin gaye, otis redding,
lionel richie, donna summer, gloria gaynor, chaka khan, grace jones, debbie harry, kylie minogue, dannii minogue, boy
george, shirley bassey, bonnie tyler, cerys matthews, bryn terfel, katherine jenkins, charlotte church, dusty
springfield, cilla black, petula clark, vera lynn, gracie fields, george formby, lonnie donegan, tommy steele, david
gilmour, roger waters, paul weller, johnny marr, noel gallagher, liam gallagher, damon albarn, jarvis cocker, thom
yorke, gary barlow, ronan keating, niall horan, louis tomlinson, zayn malik, liam payne, nadine coyle, jesy nelson,
jade thirlwall, perrie edwards, leigh-anne pinnock, geri halliwell, geri horner, victoria beckham, leona lewis,
alexandra burke, craig david, emeli sande, jess glynne, ellie goulding, paloma faith, florence welch, corinne bailey
rae, rita ora, jessie j, charli xcx, sophie ellis-bextor, sophie ellis bextor, george ezra, little simz, kendrick
lamar, snoop dogg, kanye west, nicki minaj, cardi b, lady gaga, britney spears, christina aguilera, mariah carey,
celine dion, shania twain, avril lavigne, miley cyrus, demi lovato, bruno mars, post malone, olivia rodrigo, sabrina
carpenter, chappell roan, lana del rey, janelle monae, alicia keys, john legend, pharrell williams, usher raymond,
dizzee rascal, tinie tempah, sinead o'connor, van morrison, daniel o'donnell, ewan maccoll, peggy seeger, pete seeger,
woody guthrie, billy bragg, eliza carthy, martin carthy, kate rusby, seth lakeman, sheku kanneh-mason, isata
kanneh-mason, nicola benedetti, yehudi menuhin, jacqueline du pre, julian lloyd webber, andrew lloyd webber, cameron
mackintosh, stephen sondheim, richard rodgers, oscar hammerstein, lin-manuel miranda, lionel bart, simon rattle,
malcolm sargent, marin alsop, gareth malone, lang lang, yo-yo ma, yuja wang, luciano pavarotti, placido domingo, jose
carreras, maria callas, kiri te kanawa, kathleen ferrier, alfie boe, elaine paige, ruthie henshall, hans zimmer,
ludovico einaudi, max richter, vincent van gogh, leonardo da vinci, michelangelo buonarroti, sandro botticelli, jan
van eyck, hieronymus bosch, pieter bruegel, albrecht durer, hans holbein, peter paul rubens, anthony van dyck,
rembrandt van rijn, johannes vermeer, frans hals, diego velazquez, francisco goya, artemisia gentileschi, thomas
gainsborough, george stubbs, william hogarth, john constable, john everett millais, dante gabriel rossetti, william
holman hunt, edward burne-jones, elizabeth siddal, evelyn de morgan, aubrey beardsley, charles rennie mackintosh,
rennie mackintosh, edgar degas, edouard manet, berthe morisot, mary cassatt, camille pissarro, pierre-auguste renoir,
auguste renoir, alfred sisley, georges seurat, paul cezanne, paul gauguin, henri rousseau, henri matisse, toulouse
lautrec, henri de toulouse-lautrec, auguste rodin, camille claudel, gustav klimt, egon schiele, edvard munch, wassily
kandinsky, paul klee, piet mondrian, marc chagall, joan miro, salvador dali, rene magritte, max ernst, georges braque,
amedeo modigliani, giorgio morandi, hilma af klint, kazimir malevich, jackson pollock, mark rothko, georgia o'keeffe,
edward hopper, norman rockwell, roy lichtenstein, keith haring, jean-michel basquiat, jasper johns, faith ringgold,
diego rivera, augusta savage, katsushika hokusai, takashi murakami, ai weiwei, anish kapoor, antony gormley, damien
hirst, tracey emin, grayson perry, rachel whiteread, chris ofili, lubaina himid, yinka shonibare, steve mcqueen, sonia
boyce, lucian freud, david hockney, bridget riley, paula rego, maggi hambling, gillian wearing, jacob epstein,
elisabeth frink, alberto giacometti, alexander calder, louise bourgeois, andy goldsworthy, eric ravilious, edward
bawden, augustus john, dod procter, beryl cook, clarice cliff, lucie rie, bernard leach, vanessa bell, dora
carrington, duncan grant, alfred wallis, nnena kalu, yinka ilori, orla kiely, cath kidston, mary quant, vivienne
westwood, alexander mcqueen, stella mccartney, coco chanel, christian dior, yves saint laurent, terence conran, zaha
hadid, norman foster, edwin lutyens, antoni gaudi, frank lloyd wright, le corbusier, mies van der rohe, nick park,
walt disney, hayao miyazaki, ansel adams, dorothea lange, henri cartier-bresson, martin parr, don mccullin, annie
leibovitz
""")

# Footballers, cricketers, athletes and others in sport.
_SPORT = _people("""
bobby charlton, jack charlton, geoff hurst, nobby stiles, alf ramsey, bill shankly, matt busby, alex ferguson, arsene
wenger, jurgen klopp, pep guardiola, jose mourinho, thomas tuchel, sven-goran eriksson, kevin keegan, kenny dalglish,
ian rush, paul gascoigne, alan shearer, teddy sheringham, david seaman, frank lampard, steven gerrard, rio ferdinand,
wayne rooney, jamie vardy, jordan pickford, declan rice, phil foden, jack grealish, trent alexander-arnold, kieran
trippier, ollie watkins, marc guehi, kobbie mainoo, ivan toney, eberechi eze, jadon sancho, ryan giggs, gareth bale,
pat jennings, scott mctominay, roy keane, robbie keane, eric cantona, thierry henry, dennis bergkamp, didier drogba,
mohamed salah, mo salah, sadio mane, virgil van dijk, kevin de bruyne, erling haaland, kylian mbappe, lionel messi,
cristiano ronaldo, diego maradona, luka modric, zinedine zidane, son heung-min, cyrille regis, brendon batson, justin
fashanu, arthur wharton, paul canoville, troy deeney, lily parr, steph houghton, beth mead, georgia stanway, lauren
hemp, ella toone, alessia russo, millie bright, hannah hampton, michelle agyemang, fran kirby, lotte wubben-moy,
nikita parris, eni aluko, megan rapinoe, aitana bonmati, don bradman, ian botham, david gower, brian lara, sachin
tendulkar, virat kohli, shane warne, garfield sobers, garry sobers, learie constantine, clive lloyd, freddie trueman,
graham gooch, andrew flintoff, alastair cook, stuart broad, eoin morgan, jos buttler, jonny bairstow, moeen ali, jofra
archer, adil rashid, zak crawley, nat sciver-brunt, nat sciver, sophie ecclestone, rachael heyhoe flint, isa guha,
roger bannister, sebastian coe, steve ovett, steve cram, daley thompson, linford christie, tessa sanderson, fatima
whitbread, kriss akabusi, sally gunnell, paula radcliffe, keely hodgkinson, jake wightman, dina asher-smith, daryll
neita, matthew hudson-smith, jessica ennis-hill, katarina johnson-thompson, greg rutherford, christine ohuruogu, jesse
owens, florence griffith, wilma rudolph, cathy freeman, eliud kipchoge, haile gebrselassie, sydney mclaughlin-levrone,
noah lyles, eric liddell, harold abrahams, chris hoy, bradley wiggins, victoria pendleton, mark cavendish, geraint
thomas, chris froome, tom pidcock, lizzie deignan, beth shriever, kieran reilly, chris boardman, steve redgrave,
matthew pinsent, katherine grainger, heather stanning, ben ainslie, ellen macarthur, duncan goodhew, rebecca
adlington, ian thorpe, katie ledecky, beth tweddle, max whitlock, amy tinkler, becky downie, ellie downie, jake
jarman, bryony page, nadia comaneci, olga korbut, bianca walkden, nick skelton, charlotte dujardin, carl hester, zara
tindall, mike tindall, jayne torvill, lizzy yarnold, eve muirhead, lawrence dallaglio, clive woodward, maro itoje,
ellis genge, kevin sinfield, doddie weir, warren gatland, sam warburton, alun wyn jones, leigh halfpenny, louis
rees-zammit, brian o'driscoll, johnny sexton, jonah lomu, siya kolisi, ilona maher, ellie kildunne, emily scarratt,
maggie alphonsi, marlie packer, billy boston, lennox lewis, anthony joshua, tyson fury, joe calzaghe, chris eubank,
nigel benn, ricky hatton, barry mcguigan, mike tyson, sonny liston, george foreman, lester piggott, frankie dettori,
tony mccoy, rachael blackmore, stirling moss, nigel mansell, jenson button, lando norris, max verstappen, michael
schumacher, ayrton senna, niki lauda, valentino rossi, barry sheene, carl fogarty, tim henman, greg rusedski, johanna
konta, cameron norrie, katie boulter, virginia wade, bjorn borg, john mcenroe, pete sampras, andre agassi, roger
federer, rafael nadal, novak djokovic, carlos alcaraz, jannik sinner, arthur ashe, althea gibson, billie jean king,
martina navratilova, steffi graf, monica seles, coco gauff, iga swiatek, aryna sabalenka, nick faldo, tiger woods, lee
westwood, colin montgomerie, seve ballesteros, charley hull, stephen hendry, ronnie o'sullivan, judd trump, luke
littler, luke humphries, michael van gerwen, fallon sherrock, eric bristow, lebron james, kobe bryant, stephen curry,
shaquille o'neal, babe ruth, colin kaepernick, geva mentor, ama agbeze, edmund hillary, tenzing norgay, reinhold
messner, chris bonington, george mallory, junko tabei, ranulph fiennes, ernest shackleton, robert falcon scott, falcon
scott, lawrence oates, roald amundsen, matthew henson, preet chandi, dwayne fields
""")

# Broadcasters, journalists, actors, comedians, dancers, chefs and gardeners.
_STAGE_AND_SCREEN = _people("""
ant mcpartlin, declan donnelly, bruce forsyth, terry wogan, michael parkinson, noel edmonds, anneka rice, tony
blackburn, chris moyles, nick grimshaw, clara amfo, vernon kay, jo whiley, trevor nelson, lauren laverne, jeremy
paxman, jeremy clarkson, kirsty young, kirsty wark, emily maitlis, fiona bruce, sophie raworth, mishal husain, naga
munchetty, charlie stayt, sally nugent, clive myrie, george alagiah, reeta chakrabarti, krishnan guru-murthy, john
humphrys, laura kuenssberg, robert peston, beth rigby, faisal islam, jane garvey, fi glover, nuala mcgovern, anita
rani, melvyn bragg, kate adie, orla guerin, lyse doucet, fergal keane, jeremy bowen, martin bashir, piers morgan, kate
garraway, richard madeley, judy finnigan, eamonn holmes, ruth langsford, dermot o'leary, cat deeley, davina mccall,
paddy o'connell, kirstie allsopp, kevin mccloud, sarah beeny, alan titchmarsh, monty don, charlie dimmock, carol
klein, bob flowerdew, pippa greenwood, frances tophill, percy thrower, geoff hamilton, gertrude jekyll, capability
brown, humphry repton, beth chatto, piet oudolf, kate humble, michaela strachan, iolo williams, gordon buchanan, steve
backshall, steve irwin, bill oddie, johnny ball, terry nutkins, david bellamy, helen skelton, john craven, john
noakes, peter purves, valerie singleton, biddy baxter, radzi chinyanganya, neil buchanan, jimmy savile, derek
griffiths, carol vorderman, rachel riley, susie dent, nick hewer, jeff stelling, bamber gascoigne, amol rajan,
victoria coren mitchell, victoria coren, bradley walsh, mark labbett, paul sinha, darragh ennis, alexander armstrong,
stephen mulhern, ben shires, dick mccourt, dave benson phillips, timmy mallett, pat sharp, sid sloane, rebecca
keatley, joe tracini, judi love, nadia sawalha, coleen nolan, janet street-porter, james corden, rob brydon, steve
coogan, matt lucas, jimmy carr, sean lock, david baddiel, sarah millican, aisling bea, sara pascoe, roisin conaty,
josh widdicombe, james acaster, nish kumar, mo gilligan, rhod gilbert, michael mcintyre, jason manford, micky
flanagan, eddie izzard, suzy izzard, dara o briain, dara o'briain, tommy tiernan, frankie boyle, greg hemphill, ford
kiernan, susan calman, janey godley, ian hislop, angus deayton, ruby wax, joanna lumley, maureen lipman, patricia
routledge, thora hird, hattie jacques, barbara windsor, tony hancock, eric morecambe, ernie wise, morecambe wise,
ronnie corbett, ronnie barker, tommy cooper, les dawson, ken dodd, frankie howerd, benny hill, peter sellers, harry
secombe, michael bentine, john cleese, michael palin, eric idle, terry gilliam, dudley moore, rowan atkinson, hugh
laurie, rik mayall, adrian edmondson, alexei sayle, ben elton, richard curtis, paul whitehouse, caroline aherne,
nicholas lyndhurst, ricky gervais, stephen merchant, martin freeman, mackenzie crook, simon pegg, charlie brooker,
philomena cunk, phoebe waller-bridge, sharon horgan, michaela coel, daisy may cooper, daisy haggard, stan laurel,
oliver hardy, buster keaton, groucho marx, jim carrey, chevy chase, will ferrell, ben stiller, adam sandler, whoopi
goldberg, laurence olivier, john gielgud, alec guinness, peggy ashcroft, vivien leigh, michael redgrave, vanessa
redgrave, michael caine, sean connery, timothy dalton, pierce brosnan, daniel craig, ian mckellen, derek jacobi,
eileen atkins, helen mirren, charlotte rampling, julie andrews, julie christie, glenda jackson, dick van dyke, peter
cushing, peter otoole, peter o'toole, albert finney, alan rickman, jim broadbent, timothy spall, bill nighy, colin
firth, kenneth branagh, helena bonham carter, bonham carter, kristin scott thomas, tilda swinton, kate winslet, kate
beckinsale, rachel weisz, emily blunt, samantha morton, sophie okonedo, thandiwe newton, thandie newton, adjoa andoh,
david harewood, adrian lester, chiwetel ejiofor, david oyelowo, daniel kaluuya, john boyega, daisy ridley, riz ahmed,
sanjeev bhaskar, nina wadia, art malik, ben kingsley, archie panjabi, parminder nagra, michelle yeoh, jackie chan,
rupert grint, robbie coltrane, robert pattinson, eddie redmayne, andrew garfield, tom hiddleston, henry cavill, james
mcavoy, ewan mcgregor, gerard butler, peter capaldi, christopher eccleston, jodie whittaker, ncuti gatwa, jon pertwee,
elisabeth sladen, john barrowman, jenna coleman, russell t davies, russell t. davies, steven moffat, sally wainwright,
jed mercurio, vicky mcclure, martin compston, adrian dunbar, keeley hawes, sarah lancashire, siobhan finneran, nicola
coughlan, siobhan mcsweeney, jamie-lee o'donnell, saoirse ronan, cillian murphy, brendan gleeson, domhnall gleeson,
liam neeson, jamie dornan, sean bean, maxine peake, rhys ifans, joanna scanlan, miriam margolyes, celia imrie,
penelope wilton, imelda staunton, lesley manville, francesca annis, hugh bonneville, michelle dockery, jenny agutter,
bernard cribbins, jane horrocks, brenda blethyn, john thaw, kevin whately, john nettles, sheila hancock, prunella
scales, penelope keith, felicity kendal, richard briers, june whitfield, wendy craig, una stubbs, william roache, anne
kirkbride, adam woodyatt, steve mcfadden, danny dyer, ross kemp, pam st clement, natalie cassidy, shona mcgarty, brad
pitt, angelina jolie, leonardo dicaprio, johnny depp, george clooney, matt damon, ben affleck, robert de niro, al
pacino, dustin hoffman, robert redford, marlon brando, humphrey bogart, ingrid bergman, cary grant, fred astaire,
ginger rogers, shirley temple, rita hayworth, joan crawford, katharine hepburn, clark gable, gregory peck, burt
lancaster, kirk douglas, sophia loren, brigitte bardot, jane fonda, meryl streep, diane keaton, sigourney weaver,
sandra bullock, nicole kidman, cate blanchett, hugh jackman, russell crowe, mel gibson, chris hemsworth, margot
robbie, ryan gosling, jennifer aniston, jennifer lopez, scarlett johansson, anne hathaway, natalie portman, timothee
chalamet, florence pugh, anya taylor-joy, millie bobby brown, morgan freeman, denzel washington, samuel l. jackson,
samuel l jackson, sidney poitier, chadwick boseman, lupita nyong'o, halle berry, cynthia erivo, paul mescal, barry
keoghan, keanu reeves, arnold schwarzenegger, sylvester stallone, carrie fisher, steven spielberg, alfred hitchcock,
stanley kubrick, martin scorsese, quentin tarantino, ridley scott, ken loach, danny boyle, guy ritchie, gurinder
chadha, derek jarman, richard attenborough, david lean, emeric pressburger, greta gerwig, bong joon-ho, akira
kurosawa, marcel marceau, margot fonteyn, rudolf nureyev, darcey bussell, carlos acosta, matthew bourne, wayne sleep,
anton du beke, craig revel horwood, len goodman, bruno tonioli, shirley ballas, motsi mabuse, oti mabuse, johannes
radebe, giovanni pernice, gorka marquez, dianne buswell, amy dowden, aljaz skorjanec, ainsley harriott, hugh
fearnley-whittingstall, fearnley whittingstall, nigel slater, marco pierre white, raymond blanc, marcus wareing, tom
kerridge, tom parker bowles, prue leith, ruby tandoh, noel fielding, mel giedroyc, john torode, gregg wallace, monica
galetti, levi roots, madhur jaffrey, meera sodha, yotam ottolenghi, sami tamimi, antonio carluccio, gino d'acampo,
gennaro contaldo, fanny cradock, isabella beeton, mrs beeton, claudia roden, sophie grigson, jane grigson, keith
floyd, anjum anand, kate allinson, mr motivator, derren brown, david blaine, harry houdini, uri geller, mary portas,
theo paphitis, deborah meaden, duncan bannatyne, steven bartlett, touker suleyman, alan sugar, karren brady, anita
roddick, emma freud, bob geldof, midge ure, jeremy kyle, jerry springer, ellen degeneres, trevor noah, jimmy fallon,
stephen colbert, jimmy kimmel, kim kardashian, kylie jenner, kendall jenner, paris hilton, molly-mae hague, joey
essex, olivia attwood, kem cetinay, zoe sugg, mr beast, jimmy donaldson, andrew tate, joe rogan, vicky pattison,
scarlett moffatt, sophie willan, rose matafeo, suzi ruffell, joe lycett, mawaan rizwan, fearne cotton, reggie yates,
stacey dooley, ben aaronovitch, levison wood, michael portillo, dan snow, peter snow, lucy worsley, simon schama,
david starkey, neil oliver, mick aston, bettany hughes, suzannah lipscomb, alice loxton
""")

# Royals, statesmen, national politicians, commissioners and chief inspectors, and leaders of the world.
_STATE = _people("""
king alfred, king harold, king solomon, queen victoria, queen camilla, queen matilda, queen charlotte, queen boudicca,
queen letizia, queen margrethe, prince philip, prince albert, prince edward, prince andrew, prince rupert, princess
anne, princess charlotte, princess beatrice, princess eugenie, princess margaret, princess royal, lady diana, wallis
simpson, camilla parker bowles, anne boleyn, anne of cleves, catherine of aragon, henry tudor, lady jane grey, mary
tudor, mary stuart, bonnie prince charlie, robert the bruce, william wallace, owain glyndwr, brian boru, eleanor of
aquitaine, thomas becket, thomas cromwell, thomas wolsey, thomas more, thomas cranmer, oliver cromwell, walter
raleigh, francis drake, robert dudley, robert walpole, arthur wellesley, robert peel, benjamin disraeli, william
gladstone, lord palmerston, lord salisbury, lord shaftesbury, herbert asquith, david lloyd george, lloyd george,
andrew bonar law, bonar law, stanley baldwin, ramsay macdonald, neville chamberlain, clement attlee, anthony eden,
harold macmillan, alec douglas-home, harold wilson, james callaghan, jim callaghan, keir hardie, ernest bevin, herbert
morrison, hugh gaitskell, barbara castle, roy jenkins, tony benn, hilary benn, denis healey, neil kinnock, glenys
kinnock, mo mowlam, harriet harman, margaret beckett, alistair darling, david miliband, tessa jowell, rab butler,
enoch powell, keith joseph, geoffrey howe, nigel lawson, michael heseltine, douglas hurd, william hague, iain duncan
smith, duncan smith, ann widdecombe, george osborne, michael gove, justine greening, damian hinds, nadhim zahawi,
michelle donelan, kit malthouse, james cleverly, sajid javid, philip hammond, amber rudd, priti patel, suella
braverman, dominic raab, dominic cummings, jacob rees-mogg, penny mordaunt, kwasi kwarteng, grant shapps, oliver
dowden, tom tugendhat, robert jenrick, mel stride, alex burghart, claire coutinho, victoria atkins, helen whately,
kevin hollinrake, caroline nokes, neil obrien, danny kruger, richard tice, zia yusuf, rupert lowe, david lammy,
shabana mahmood, john healey, pat mcfadden, lisa nandy, louise haigh, heidi alexander, liz kendall, ellie reeves,
anneliese dodds, anneliese midgley, josh macalister, seema malhotra, alison mcgovern, stephen timms, marie tidball,
jen craft, munira wilson, jo swinson, vince cable, tim farron, paddy ashdown, jeremy thorpe, caroline lucas, sian
berry, carla denyer, adrian ramsay, zack polanski, ellie chowns, jonathan bartley, natalie bennett, zarah sultana,
george galloway, dawn butler, stella creasy, emily thornberry, john mcdonnell, rebecca long-bailey, tulip siddiq,
rosena allin-khan, naz shah, nadia whittome, bell ribeiro-addy, paul boateng, keith vaz, oona king, valerie amos,
baroness amos, doreen lawrence, baroness lawrence, baroness benjamin, sayeeda warsi, baroness warsi, baroness hale,
brenda hale, lord dubs, alf dubs, lord addington, betty boothroyd, john bercow, lindsay hoyle, alex salmond, humza
yousaf, donald dewar, jack mcconnell, jenny gilruth, mairi black, mhairi black, ian blackford, anas sarwar, russell
findlay, patrick harvie, lorna slater, ross greer, alex cole-hamilton, willie rennie, mark drakeford, rhun ap
iorwerth, liz saville roberts, andrew rt davies, darren millar, lynne neagle, ian paisley, martin mcguinness, david
trimble, seamus mallon, michelle o'neill, emma little-pengelly, jeffrey donaldson, colum eastwood, doug beattie, jim
allister, mary lou mcdonald, bernadette devlin, ken livingstone, tracy brabin, steve rotheram, oliver coppard, kim
mcguinness, ben houchen, andrea jenkyns, helen godwin, rachel de souza, maggie atkinson, al aynsley-green, bruce
adamson, nicola killean, rocio cifuentes, koulla yiasouma, tam baillie, chris woodhead, michael wilshaw, amanda
spielman, susan acland-hood, tom bewick, becky francis, christine lenehan, sam freedman, geoff barton, paul whiteman,
pepe dilasio, daniel kebede, mary bousted, matt wrack, jolanta lasota, ruth moyse, katie ghose, justin welby, desmond
tutu, john sentamu, sarah mullally, pope francis, pope leo, john paul ii, pope benedict, dalai lama, ephraim mirvis,
jonathan sacks, john wesley, charles wesley, william booth, catherine booth, martin luther king, coretta scott king,
al sharpton, booker t. washington, w.e.b. dubois, frederick douglass, sojourner truth, marcus garvey, ruby bridges,
claudette colvin, medgar evers, emmett till, stokely carmichael, huey newton, fannie lou hamer, george floyd, trayvon
martin, george washington, thomas jefferson, benjamin franklin, abraham lincoln, ulysses grant, theodore roosevelt,
woodrow wilson, eleanor roosevelt, harry truman, dwight eisenhower, john f. kennedy, john f kennedy, jackie onassis,
lyndon johnson, richard nixon, gerald ford, jimmy carter, ronald reagan, nancy reagan, george w. bush, george w bush,
bill clinton, hillary clinton, al gore, mike pence, mitt romney, john mccain, bernie sanders, nancy pelosi, alexandria
ocasio-cortez, tim walz, j.d. vance, jd vance, jill biden, melania trump, ivanka trump, pete buttigieg, marco rubio,
zohran mamdani, anthony fauci, ruth bader ginsburg, robert f. kennedy, charles de gaulle, emmanuel macron, francois
mitterrand, jacques chirac, nicolas sarkozy, simone veil, marine le pen, angela merkel, willy brandt, helmut kohl,
konrad adenauer, olaf scholz, friedrich merz, giorgia meloni, silvio berlusconi, benito mussolini, adolf hitler,
joseph stalin, josef stalin, vladimir lenin, leon trotsky, nikita khrushchev, mikhail gorbachev, boris yeltsin,
vladimir putin, alexei navalny, volodymyr zelensky, volodymyr zelenskyy, olena zelenska, viktor orban, lech walesa,
vaclav havel, donald tusk, ursula von der leyen, jean-claude juncker, mark rutte, mary mcaleese, michael d. higgins,
leo varadkar, micheal martin, bertie ahern, eamon de valera, constance markievicz, wolfe tone, daniel o'connell,
charles stewart parnell, napoleon bonaparte, joan of arc, marie antoinette, catherine the great, peter the great,
alexander the great, genghis khan, marco polo, christopher columbus, vasco da gama, ferdinand magellan, captain cook,
julius caesar, mark antony, marcus aurelius, mao zedong, xi jinping, deng xiaoping, sun yat-sen, aung san suu kyi, kim
jong-un, shinzo abe, jawaharlal nehru, indira gandhi, rajiv gandhi, narendra modi, manmohan singh, bhimrao ambedkar,
subhas chandra bose, mohandas gandhi, muhammad ali jinnah, benazir bhutto, sheikh hasina, muhammad yunus, kailash
satyarthi, golda meir, yitzhak rabin, shimon peres, benjamin netanyahu, yasser arafat, mahmoud abbas, anwar sadat,
gamal abdel nasser, recep erdogan, recep tayyip erdogan, mustafa kemal ataturk, saddam hussein, bashar al-assad,
shirin ebadi, narges mohammadi, nadia murad, tawakkol karman, denis mukwege, abiy ahmed, haile selassie, kwame
nkrumah, jomo kenyatta, julius nyerere, robert mugabe, patrice lumumba, thomas sankara, winnie mandela, oliver tambo,
steve biko, thabo mbeki, jacob zuma, cyril ramaphosa, ellen johnson sirleaf, leymah gbowee, kofi annan, ban ki-moon,
antonio guterres, boutros boutros-ghali, dag hammarskjold, tedros adhanom, fidel castro, che guevara, simon bolivar,
eva peron, lula da silva, rigoberta menchu, maria corina machado, toussaint louverture, toussaint l'ouverture, justin
trudeau, jacinda ardern, julia gillard, anthony albanese, bob hawke, gough whitlam, mia mottley, jean henry dunant,
henri dunant, bertha von suttner, alfred nobel, albert schweitzer, elie wiesel, linus pauling, mairead corrigan, jose
ramos-horta, liu xiaobo, oskar schindler, raoul wallenberg, janusz korczak, irena sendler, corrie ten boom, sophie
scholl, primo levi, dietrich bonhoeffer
""")

# Who is remembered in history months: Black and women's history, suffrage, abolition, nursing, LGBT history.
_HISTORY = _people("""
lilian bader, john blanke, george bridgetower, william cuffay, robert wedderburn, ottobah cugoano, dido belle, dido
elizabeth belle, pablo fanque, john edmonstone, mary fillis, septimius severus, ira aldridge, john richard archer, amy
ashwood garvey, roy hackett, asquith xavier, sam beaver king, altheia jones-lecointe, darcus howe, frank crichlow,
barbara beese, farrukh dhondy, jocelyn barrow, pearl connor, edric connor, norman beaton, earl cameron, carmen munroe,
bernard coard, beryl gilroy, yvonne conolly, annie brewster, kofoworola pratt, elizabeth anionwu, daphne steele, nola
ishmael, mary jane seacole, kelso cochrane, blair peach, cherry groce, cynthia jarrett, christopher alder, rhaune
laslett, kwame ture, george padmore, ulric cross, johnny smythe, sislin fay allen, linda bellos, lenford garrison, len
garrison, val mccalla, margaret busby, john la rose, jessica huntley, eric huntley, stella dadzie, beverley bryan,
suzanne scafe, jayaben desai, udham singh, dadabhai naoroji, shapurji saklatvala, mancherjee bhownaggree, krishna
menon, dean mahomed, sake dean mahomed, cornelia sorabji, sophia duleep singh, noor inayat khan, william wilberforce,
thomas clarkson, granville sharp, elizabeth heyrick, josiah henson, nanny of the maroons, sam sharpe, samuel sharpe,
paul bogle, william lloyd garrison, harriet beecher stowe, emily wilding davison, adela pankhurst, annie kenney, flora
drummond, charlotte despard, constance lytton, emmeline pethick-lawrence, pethick lawrence, emily hobhouse, ada nield
chew, nield chew, esther roper, eva gore-booth, lydia becker, barbara bodichon, millicent garrett fawcett, garrett
fawcett, elizabeth garrett anderson, sophia jex-blake, jex blake, edith garrud, kitty marion, leonora cohen, lilian
lenton, muriel matters, lady rhondda, nancy astor, eleanor rathbone, josephine butler, caroline norton, annie besant,
beatrice webb, octavia hill, angela burdett-coutts, frances buss, dorothea beale, susan b. anthony, elizabeth cady
stanton, lucretia mott, kate sheppard, gloria steinem, betty friedan, germaine greer, andrea dworkin, bernadine
evaristo, mary macarthur, margaret bondfield, rose heilbron, helena normanton, gwyneth bebb, edith cavell, ethel
bedford fenwick, bedford fenwick, clara barton, dorothea dix, betsi cadwaladr, dorothy pattison, sister dora,
eglantyne jebb, dorothy buxton, harriet martineau, hannah snell, mary frith, violette szabo, odette sansom, nancy
wake, vera atkins, pearl witherington, krystyna skarbek, mavis batey, dilly knox, tommy flowers, bill tutte, gertrude
bell, freya stark, mary kingsley, grace o'malley, flora macdonald, aphra behn, anne lister, lady eleanor butler, sarah
ponsonby, roger casement, lili elbe, roberta cowell, april ashley, christine jorgensen, marsha p. johnson, marsha p
johnson, marsha johnson, sylvia rivera, storme delarverie, harvey milk, bayard rustin, barbara gittings, edith
windsor, jackie forster, maureen colquhoun, angela eagle, peter wildeblood, john wolfenden, lord wolfenden, leo abse,
allan horsfall, antony grey, phyll opoku-gyimah, lady phyll, terrence higgins, michael cashman, paris lees, munroe
bergdorf, elliot page, laverne cox, caitlyn jenner, chelsea manning, joe orton, brian epstein, ivor novello, feargus
o'connor, william lovett, william cobbett, thomas paine, tom paine, wat tyler, gerrard winstanley, john lilburne,
george loveless, samuel plimsoll, jesse boot, joseph rowntree, seebohm rowntree, george cadbury, titus salt, thomas
barnardo, dr barnardo, thomas coram, jonas hanway, edwin chadwick, joseph arch, richard oastler, john fielden, captain
oates, captain bligh, matthew flinders, jemmy button, mungo park, david livingstone, cecil rhodes, edward colston,
lord nelson, lord kitchener, lord baden-powell, robert baden-powell, bernard montgomery, douglas haig, noel chavasse,
tubby clayton, harry patch, derek bentley, bessie coleman, sophie pierce-evans, beryl markham, jackie cochran, bessie
braddock, mary whitehouse, erin pizzey, chad varah, peter benenson, bob holman, dick turpin, jack the ripper, lady
godiva, hereward wake, king canute, king offa, king athelstan, perkin warbeck, lambert simnel, bess of hardwick, nell
gwyn, titus oates, robert catesby, guido fawkes, judge jeffreys, winifred foley
""")

PUBLIC_PEOPLE = frozenset().union(
    _EVERYBODY_KNOWS,
    _WRITERS,
    _CHILDRENS,
    _CHARACTERS,
    _SCIENCE_AND_CARE,
    _DISABILITY,
    _MUSIC_AND_ART,
    _SPORT,
    _STAGE_AND_SCREEN,
    _STATE,
    _HISTORY,
)
