# ruff: noqa: E501 - a pattern a line
"""Words that stand for people: first names, conditions, peoples and faiths, relations.

They serve two ends. The rules for personal data need to know a name when they see one; and everything that says who
somebody is gets masked before the model counts words, so that no name, diagnosis, nationality, faith or sex of a
parent can tip a class or a flag.
"""

import re

from policies.names import AMBIGUOUS_GIVEN, GIVEN, PUBLIC_PEOPLE


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# First names that are hardly ever anything else; they count in lower case too.
PLAIN_NAMES = _words("""
aaliyah aaron abby abdi abdul abdullah abdullahi abigail abbie abu adam adaeze adaora ade adebayo adele
adrian agata agnieszka ahmed ahmad aidan aiden aisha aishah ayesha aisling akash akeem alan alana albert
alberto aled alejandro aleksander aleksandra alesha alessandro alex alexa alexander alexandra alexis alfie
alfred alice alicia alina alisha alison allison alyssa amara amelia amelie amina amir amira amit amy ana
anas anastasia andre andrea andrei andrew andy aneta aneurin angela angus angharad anika anil anisa anita
anjali ann anna annabel annabelle anne annette annie anthony antonio anton anya ania aoife archie aria
ariana arjun arthur arun aryan asha ashley ashleigh asif asiya aurora ava ayaan ayan aylin ayub azra bailey
baljit bartosz barbara basia beata beatrice becky ben benjamin bernadette bernard bethan bethany betty
beverley bilal billy blake blessing bogdan brandon brenda brendan brian bridget bronwyn bronagh bruno bryan
bryony caitlin caleb callum calum cameron camilla carl carla carlos carly carol caroline carys catherine
catriona cecilia cerys chantelle charles charley charlie charlotte chelsea cheryl chiamaka chidi chinedu
chioma chloe chris christian christina christine christopher ciara cian claire clare clive cody colette
colin colleen connor conor corey courtney craig cristian crystal curtis daisy dafydd damian damien dan
daniel danielle danny daniyal daria darius darren daryl dave david debbie deborah deepak denise dennis derek
desmond diana diane dilys dimitri dina diya dominic dominik donald donna doreen dorothy duncan dylan ebony
eddie edith edward edwin edyta eileen eilidh elaine eleanor elena eli eliana elias elijah elin elise
elizabeth eliza ella ellen ellie elliot elliott elsie emeka emilia emilie emily emma emmanuel eoin eric
erica erin esme esmee esther ethan euan eva evan eve evelyn evie ewa ewan ezra farah faisal fahad farhan
fariha fatima fatimah fatou femi fergus ffion filip finlay finley finn fiona florence folake francesca
frances francis freddie frederick freya funmi gabriel gabriela gareth gary gavin gemma geoff george georgia
georgie georgina geraldine gerard gethin gillian gina gloria gordon grzegorz graham gregory greta gurpreet
gwen gwyneth habiba hadi hafsa halima hamish hamza hana hannah harley harold harpreet harriet harrison harry
haroon harvey hasan hassan hawa hayley heidi helen helena helga henry hilary hodan hollie howard hubert hugh
hugo humaira husna hussain hussein ian ibrahim idris ieuan ifan ifeoma ikram ikra imani imogen imran ingrid
ioan iona iqra irene iris irina isaac isabel isabella isabelle isaiah isha isla isobel ismail ismael ivan
iwona jackie jackson jacob jacek jacqueline jade jaden jayden jai jaime jake jakub jamal james jamie jana
jane janet janice janine jared jasmin jasmine jason jasper javier jayne jean jeanette jeff jeffrey jenna
jennifer jenny jeremy jermaine jerome jessica jessie jill jimmy joan joanna joanne jodie joe joel joey john
johnny jolanta jon jonah jonathan jordan jorge jose joseph josephine josh joshua josie joyce juan juanita
judith julia julian julie julien juliet justin justyna kacper kaden kai kaitlyn kamil kamila kamran kane
karen karim karl karol karolina kasia kate katarzyna katherine kathleen kathryn kathy katie katrina katy
kayla kayleigh kazim keeley keira keith kelechi kelly kelsey ken kenneth kenny kenzie kerry kevin khadija
khadra khalid kian kiera kieran kim kimberley kiran kirsten kirsty krzysztof kunle kwame kyle lacey laila
lara latoya laura lauren laurence layla leah leanne leila lena lennox leo leon leona leonard leonie lesley
leslie levi lewis lexi liam liliana lillian lily linda lindsay lindsey lisa liz llinos lloyd llyr logan lois
lola lorna lorraine louis louisa louise lowri luca lucas lucia lucja lucy luis luka lukas lukasz luke lydia
lynda lynn lynne lynsey maciej mabel macy maddie maddison madeleine madison magda magdalena mahad mahmoud
maisie maisy malachi malcolm malgorzata malik malika mandy manuel marcel marcin marco marcus margaret maria
mariam marian marianne marie marilyn mariusz mario marion martha martin martyn maryam mary mateo mateusz
matilda matt matthew maureen maurice mavis maxine maya megan mehmet mehmood mel melanie melissa mia micah
michael michal michelle mick miguel mike mikey mikolaj milan mildred millie milo mina miriam misbah mo
mohamed mohammad mohammed mohamud moira molly monika monica morgan moses muhammad muhammed musa mustafa mya
myles nadia nadine naima naomi naseem natalia natalie natasha nathan nathaniel neema neil nela nerys ngozi
niamh nia nicholas nicky nico nicola nicole nigel nikita nikola nikos nina noah noel noor nora noreen norma
norman nour nuala nuha obinna oisin oleg olga oliver olivia oliwia ollie olu oluwaseun omar oscar osian
osman owen pablo paige pamela parveen patricia patrick patrik patryk paul paula pauline pavel pawel pedro
penelope peter petra phil philip philippa phillip phoebe phyllis pietro piotr poppy pradeep preeti priya
przemek quentin rachael rachel radek raj rafael rafal rahma rahul rajesh ralph ramona rania raphael rashid
ravi raymond razia rebecca reece reggie reuben reza rhian rhiannon rhianna rhys ricardo richard ricky riley
rita robbie robert roberta roger rohan roisin roman ronald ronnie rory rosemary rosie ross rowan roxanne
roya roza ruaridh rupert russell ruth ryan saad saba sabrina sadia sadie safa safiya sahra saif sajid salma
salman sam sama samantha samara samina samir samuel sana sanaa sandeep sandra sanjay santiago saoirse sara
sarah sasha saskia scarlett sean sebastian selena selina serena seren shabana shabnam shane shania shannon
sharon shaun shauna sheila shelley shirley shreya sian sienna simon simone sinead siobhan sofia sofie sohail
sonia sonya sophia sophie spencer stacey stan stanislaw stella stephanie stephen steve steven stewart stuart
sumaya sumayyah suleiman suleman sunita surinder susan susie suzanne svetlana sylvia szymon tabitha tahir
tamara tamsin tanya tara tariq tasha taylor ted teddy terence teresa terri terry thea theo theodore theresa
thomas tia tianna tiffany tim timothy tobi tobias toby tom tomasz tommy tony toyin tracey tracy trevor
trisha tristan tunde tyler tyrone umar una usman valentina valerie vanessa vera veronica vicky victor
victoria vikram vincent violet viktor vijay virginia vivian vivienne vlad wahid waleed walter wanda warsame
wayne wendy wiktoria wilfred william winston wojciech xavier yara yasin yasmin yasmine yousef yusra yusuf
yuki yvette yvonne zac zach zachary zahra zain zainab zak zakaria zakariya zane zara zayn zeb zeeshan zeinab
zoe zofia zohra zuzanna zuzia alun bev deb gill jo kath kaz lou maggie mari mehwish pam pete rosa shaz sonny
stace tina trish barry connie tegan tilly troy tyrese tyson ronan orla oona niall nevaeh mustafe lyra kyra
kobe jonty jolie jayda ismay hettie harlow gruff gracie georgi frankie ellis elsa dougie dermot cormac
cariad cadi brogan bronte branwen bethanie beau aubrey arlo ardal anwen alys ahmet agnes ava-rose
amelia-rose ella-mae lilly-mae daisy-mae suki sukhdeep simran manpreet jaspreet gurdeep amrit ravinder
parminder li wei ming mei jun xin yan ling hui chen kofi ama abena kwabena akosua yaw adwoa nana-ama tendai
farai tafadzwa thandiwe sipho ayodele temitope olumide damilola oluwaseyi seyi sola yemi ikenna uche
""")

# First names that are also words: they count only with a capital that a sentence's start does not explain, or beside
# something that only a name stands beside ("my son Will", "Grace, 7").
WORD_NAMES = _words("""
will kit jan nick rob grace mark may hope joy faith rose ruby ivy holly amber jack bill sue pat art max drew
dawn april june summer autumn angel chase hunter mason archer carter dean guy frank ray penny robin miles
grant bob sandy pearl olive hazel heather skye star river ash chance king prince ali pip jay bella belle
gabby rich dot kitty sid sunny melody harmony lake storm brook brooke clay dale daisy eden ella-may finch
fern flora ginger honey jet jewel jules lark lee mercy micky nova paris patience precious princess reed
roman rod roy ruth rusty sage saint scout scott shay stevie sterling teal theo tanner trinity vance victory
wade willow winter wren wyatt zion al abel alma ace bo cash cole colt dill earl favour goodness israel jed
kay liv mac mat matty mini nan-nan barney basil bertie bradley bryn gail gale gene glen glenn iman ines jean
josh kelvin leigh lane marina mercedes misty norman piers polly ramsay raven reg ria stan sydney toni tori
val vi zen amal amin sami sara nadir nasir noor safi salam love blue gift testimony
""")  # fmt: skip

_NEVER_NAMES = _words("blessed lea nana son asia china africa happy journey ocean justice liberty karma wales")
WORD_NAMES |= _words("jude betsy bridie winnie brody skye nell rafe marguerite") | (AMBIGUOUS_GIVEN - _NEVER_NAMES)
PLAIN_NAMES = (PLAIN_NAMES | (GIVEN - AMBIGUOUS_GIVEN - WORD_NAMES)) - _NEVER_NAMES
FIRST_NAMES = PLAIN_NAMES | WORD_NAMES
# Words that with a capital are hardly anything but names, at a sentence's start too.
FIRM_NAMES = WORD_NAMES & _words("""
jack jude jay jordan bailey robin leigh lee kim kit ruby holly ivy amber violet lily poppy victoria victor stanley
harley ashley taylor morgan ellis harper blake brooke chelsea kelly georgia jade jasper lacey mackenzie murray nico
ross scott skye spencer sydney troy willow joyce shirley florence iris leonard lexie dolly beth ron len sid monty
ernie barney bertie bob nick rob glenn glen josh matty liv gabby heather hazel daisy bella belle ali sami sara ines
iman noor jean ria toni tori betsy bridie winnie brody nell rafe marguerite jules bradley bryn kelvin gail norman
reg ramsay sean rhys eli kai leo colette clint cora bonnie brad beverley ernie fran jon mel nat vic val zeke
""")

# Family names that are also words: in lower case they say nothing.
WORD_FAMILIES = _words("""
archer ball banks barber barker bell best bird bishop black bland bond booth bowl brand brewer bridge brook brooks
brown buckle bull burns burrows butcher butler carpenter carter carver chamberlain chambers chance chandler chase
church clay close cole cook copper court cousins cox craven cross crouch crow crowe cuff curtain dale day days
deal dean dear draper duke duffy early east fair farmer field fields finch fish fisher fleet flint ford foreman forest
foster fountain fox frank free freeman french frost fuller gale gamble game gardener gardner gates gill glass glover
golden good goodman grace grant gray graves green grey grimes groom guest gunn hale hall hand hands hardy harp hart
hawk hay head heath hedges hide hill holder holiday holly hood hooper hope horn horne house howe hunt
hunter hurst idle jolly joy keen key keys king knight lake lamb land lane law lawn leach leaf
ledger lemon light little lock lodge long lord love low major mann march marks marsh martin mason mast mead
mean mercy mills miner mint mole moody moon moor moore moss mount nail needs new nice night noble
north nurse oak onions pack page painter park parks parr parson peace peach peacock penny pike pine
piper pitt place plant platt player pointer pollard pool poole pope porter potter pound power prior proud purse queen
rain ray read reader reed rich ride rider ring rivers roach road rock roe rook root rose rouse rowe rush rust salt
sand sands savage sawyer say school seal sellers senior sharp sharpe shaw shell shepherd shine ship short silver sims
singer skinner slack slade slate slater small smart snow song spark speed spence spring staff stamp
staples steel steele stern still stock stocks stone storey street strong summer summers sweet swift tanner tate
taylor temple tester thorn thorne tidy till tiller todd torres tower town towns travers tree truman tucker
turner twin usher vale verity vine wade wait waite wake walker wall wallace ward ware warren waters watts way
webber weeks well wells west wheeler wheel white wild wilde wills wing winter winters wise wolfe wood woods
woodward worker worth wright yard yates york young younger
""")

# Well-known office-holders and people in public life: naming them shows nobody.
PUBLIC_FIGURES = PUBLIC_PEOPLE | frozenset(
    " ".join(["adolf", "hitler;", "amanda", "spielman;", "andrew", "tate;", "angela", "rayner;", "ann", "summers;", "anne", "longfield;", "anne", "summers;", "baroness", "warnock;", "bernard", "sunley;", "bill", "gates;", "boris", "johnson;", "bridget", "phillipson;", "carrie", "grant;", "cash", "app;", "chris", "packham;", "christine", "mcguinness;", "david", "attenborough;", "david", "beckham;", "david", "cameron;", "david", "johnston;", "david", "lammy;", "donald", "trump;", "ed", "davey;", "elon", "musk;", "father", "christmas;", "gavin", "williamson;", "georgia", "gould;", "gillian", "keegan;", "greta", "thunberg;", "harry", "kane;", "harry", "potter;", "helen", "hayes;", "jack", "wills;", "jacob", "rees;", "james", "bond;", "jamie", "oliver;", "jeremy", "clarkson;", "jeremy", "hunt;", "jeremy", "kyle;", "jo", "whiley;", "joe", "biden;", "john", "lewis;", "kate", "middleton;", "jean", "gross;", "katie", "price;", "leonardo", "da;", "keir", "starmer;", "kemi", "badenoch;", "king", "charles;", "laura", "ashley;", "liz", "truss;", "marcus", "rashford;", "martin", "lewis;", "martyn", "oliver;", "mary", "kay;", "mary", "warnock;", "michael", "gove;", "naomi", "fisher;", "nigel", "farage;", "paddy", "mcguinness;", "paul", "smith;", "peppa", "pig;", "piers", "morgan;", "prince", "harry;", "prince", "william;", "princess", "kate;", "rachel", "de", "souza;", "rachel", "reeves;", "rishi", "sunak;", "robert", "halfon;", "ross", "greene;", "sally", "phillips;", "shania", "twain;", "simon", "baron;", "stephen", "hawking;", "tanni", "grey;", "taylor", "swift;", "ted", "baker;", "temple", "grandin;", "theresa", "may;", "thomas", "tank;", "tommy", "robinson;", "tony", "attwood;", "tony", "blair;", "vincent", "van;", "wes", "streeting;", "yvette", "cooper"]).split("; ")
)  # fmt: skip

# What somebody has or is: masked as one, so that swapping one for another changes nothing.
CONDITION = (
    r"(?:autis(?:m|tic|tics)|au?dhd|adhd|add|asd|asc|aspergers?|asperger's|pda|dyslexi[ac]|dyspraxi[ac]|dyscalculi[ac]|"
    r"dysgraphia|dcd|dld|dyslexics|tourettes?|tourette's|tics|epilep(?:sy|tic)|deaf|deafness|deafblind|blind|blindness|"
    r"hard of hearing|hearing[- ]impair(?:ed|ment)|visual(?:ly)?[- ]impair(?:ed|ment)|partially sighted|hearing loss|"
    r"hoh|cerebral palsy|cp|down'?s(?:[- ]syndrome)?|down syndrome|fragile x|spina bifida|muscular dystrophy|cystic fibrosis|"
    r"fasd|foetal alcohol(?: syndrome)?|selective(?:ly)? mut(?:e|ism)|semh|odd|ocd|arfid|sensory processing(?: disorder)?|spd|"
    r"learning (?:disabilit(?:y|ies)|difficult(?:y|ies)|disabled)|learning disabled|global (?:developmental )?delay|gdd|"
    r"developmental(?:ly)? delay(?:ed)?|non[- ]?verbal|pre[- ]?verbal|non[- ]?speaking|neurodivergent|neurodiverse|nd|"
    r"wheelchair user|diabet(?:es|ic)|type (?:1|one) diabetes|asthma(?:tic)?|hypermobil(?:e|ity)|eds|bipolar|stammer|"
    r"stutter|speech (?:and language )?(?:delay|disorder|impairment)|language (?:delay|disorder)|brain injury|vi|hi|msi|pmld|sld|mld|"
    r"attachment disorder|anxiety disorder|leuk[a]?emia|severe dyslexia|special needs|disabled|disabilit(?:y|ies))"
)

# Short forms that are words too ("hi", "odd", "add", "vi") stand for a condition only in capitals: see masked().
ONLY_IN_CAPITALS = frozenset({"hi", "odd", "add", "vi", "nd", "eds", "cp", "spd", "asc", "msi", "sld", "mld"})

PEOPLES = _words("""
polish poland poles somali somalia somalian somalis welsh wales irish ireland scottish scotland english
england british romanian romania bulgarian lithuanian latvian ukrainian ukraine russian russia turkish
turkey kurdish arab arabic iraqi iranian persian afghan afghanistan pakistani pakistan indian india
bangladeshi bangladesh bengali punjabi gujarati urdu hindi tamil sikh sikhs hindu hindus muslim muslims
islam islamic jewish jew jews christian christians catholic catholics buddhist chinese china vietnamese
filipino thai japanese korean nigerian nigeria ghanaian ghana kenyan zimbabwean eritrean ethiopian sudanese
congolese gambian african africa caribbean jamaican jamaica brazilian portuguese portugal spanish spain
italian italy french france german germany hungarian hungary slovak czech albanian albania kosovan greek
cypriot american european asian black brown white gypsy gypsies roma romany traveller travellers gay lesbian
lesbians bisexual bi trans transgender queer lgbt lgbtq lgbtqia nonbinary syrian syria yoruba igbo hausa
swahili cornish geordie scouse cameroon
""")

RELATIONS = {
    "parent": "mum mam mom mummy mammy mommy mother dad daddy da father parent stepmum stepdad stepmother stepfather mums dads mams mothers fathers",
    "grand": "nan nana nanna nanny gran granny grandma grandad granddad grandpa grandmother grandfather grandparent",
    "child": "son daughter sons daughters boy girl lad lass boys girls lads lasses stepson stepdaughter dorter doter bairn bairns grandson "
    "granddaughter grandaughter nephew niece",
    "sibling": "brother sister brothers sisters",
    "partner": "husband wife partner hubby missus boyfriend girlfriend bf gf bloke fella",
    "kin": "uncle aunt auntie aunty cousin",
    "he": "he she hes shes he's she's",
    "him": "him her his hers",
    "himself": "himself herself hisself",
}
RELATION = {word: name for name, words in RELATIONS.items() for word in words.split()}

# Words with a capital that are no person: months, places of a kind, bodies, things.
NO_NAMES = _words("""
january february march april may june july august september october november december monday tuesday
wednesday thursday friday saturday sunday christmas easter eid diwali ramadan halloween whitsun michaelmas
bonfire mon tue tues wed weds thu thur thurs fri sat sun am pm bst gmt uk gb eu i i'm i've i'd i'll im ive
id ill ehcp ehc ehcna ehcps send sen sencos senco sendias sendiass iass sendist la las lea ofsted camhs
cahms salt slt ot ots ep eps ta tas dla pip dfe nhs gp ipsea sossen contact ks1 ks2 ks3 ks4 gcse gcses sats
btec ebsa eotas lac pep pda ppt pdf ceo hr mp mps dsl lado mash idp fasd pt ey eyfs hv pcf pcn tac taf cin
cp icb ccg amhp foi sar gdpr ico dpo dob ni y n ps pps rip omg lol wtf fyi btw asap diy tv dvd year
reception nursery primary secondary junior juniors infant infants academy school schools college sixth form
university uni mr mrs ms miss dr prof sir madam lord lady councillor cllr minister secretary mayor king
queen prince facebook fb twitter instagram insta whatsapp youtube tiktok snapchat linkedin mastodon bluesky
messenger telegram google zoom teams meta spotify netflix amazon tesco asda aldi lidl sainsburys morrisons
argos ikea boots greggs costa makaton bsl lego minecraft roblox xbox ipad iphone android covid brexit tory
tories labour conservative lib lib-dem green reform parliament government gov council county town city
borough local offer section god allah jesus mashallah inshallah salaam childline samaritans mencap scope
barnardos nspcc mind youngminds kooth papyrus north south east west northshire calderbrook eastvale london
leeds manchester birmingham bristol liverpool york kent essex surrey devon cornwall norfolk suffolk sussex
hampshire dorset somerset cumbria durham yorkshire lancashire cheshire derby derbyshire nottingham leicester
coventry sheffield bradford hull newcastle sunderland cardiff swansea glasgow edinburgh belfast dublin powys
gwent dubai tenerife spain france poland the a an and or but so if then this that these those there here it
its it's we we're we've they they're you you're your our my his her he he's she she's who what when where
why how which is are was were be been has have had do does did can could will would should might must not no
yes yeah yep nope ok okay please pls plz thanks thank thx cheers hi hiya hey hello dear morning evening
afternoon good great lovely brilliant amazing fab fantastic just still also even after before since because
once every each all any some none nobody no-one someone somebody anyone anybody everyone everybody something
anything nothing everything only never always ever again today tomorrow yesterday tonight rang called
emailed asked told said spoke tried left sent waiting waited got get getting gone going come came see saw
look looking let make made need needed want wanted wish hope love loved like liked feel felt think thought
know knew find found give gave take took keep kept put say says tell ask ring call text email sorry
congratulations congrats well done big huge massive very really too quite rather absolutely honestly
seriously literally basically actually apparently finally eventually fortunately unfortunately luckily first
second third last next new old other another same different whole half part shame shocking disgusting
disgrace useless worst worse bad awful terrible joke rubbish school's council's government's head
headteacher teacher teachers tutor principal governor governors caseworker manager adviser advisor advisers
staff team office social worker workers mum mums dad dads mam nan nana nanny gran grandad grandma auntie
uncle parent parents carer carers child children kid kids son daughter brother sister yp lad lass boy girl
baby family families friend friends twins people person anyone's nobody's day days week weeks month months
term terms half-term year's summer winter spring autumn step draft final plan plans review annual assessment
tribunal appeal mediation panel placement transport taxi bus funding budget bands banding yet with without
from for to of on in at by about as up down out off over under into onto near than though although while
until till unless whether via youngest eldest oldest middle app apps per re no. nos attn fao cc bcc how's
what's that's there's where's who's let's don't doesn't didn't can't couldn't won't wouldn't shouldn't isn't
aren't wasn't weren't hasn't haven't hadn't full name names reg ref reference number flat house road street
lane avenue close drive way court crescent gardens terrace place pride eid-mubarak happy merry best regards
kind many much more most few less lots use used using turn turned stood stand sit run ran walk drove watch
watching read reading write wrote written
""")  # fmt: skip

SCHOOL_WORDS = (
    r"(?:primary|juniors?|infants?|academy|school|high|secondary|college|grammar|comprehensive|comp|nursery|pre-?school|"
    r"special school|prep|pru|first school|middle school|sixth form|upper school|c of e|ce primary)"
)
NOT_A_SCHOOL = _words("""
a an the my his her our their your this that these those special mainstream local new old primary secondary
high junior infant same any every another next first second middle private independent specialist state
different nearest catchment other one two three some which what whose no his' from to at in of and or for is
was after before during about start starts starting started attend attending attends at-home home nursery
pre senior public good bad whole current previous former last big small out left with without into since
leaving per between including excluding all both kids children's feeder naming named new-build own boarding
residential day village church faith catholic academy trust ehcp sen send not on off by near if but as than
when where only just ex that's it's through through-out does did has had can could will would should must
community brilliant lovely brill amazing terrible awful shocking crap shit fucking bloody damn great
""")  # fmt: skip

CONDITION_RE = re.compile(r"(?<![\w'])" + CONDITION + r"(?![\w])")
