"""Given names and family names of people in Britain, and names of people everybody knows.

Written for this product from common knowledge; no list names everybody. The rules that use it also know
people by what stands around a name, so that a name that is missing here is still seen beside “mum”, an
age or a school.
"""

from policies.rules.vocabulary import words_of


def _people(text: str) -> frozenset[str]:
    return frozenset(" ".join(name.split()) for name in text.split(","))


# Words that are hardly ever anything but a given name when they begin with a capital.
GIVEN = words_of("""
aadhya aarav aaron abbie abby abdirahman abdul abdullah abdulrahman abena abigail achieng ada adaeze adam
adama adele adeola adil aditi aditya adjoa adnan adrian adriana agata agnes agnieszka ahmad ahmed aidan
aiden aileen ailsa aimee aisha aishah aisling aiza ajay akash akeem akira akosua akua alan alana alastair
albert alberto albie aleena alejandro aleksander aleksandra alessandro alessia alex alexa alexander
alexandra alexandru alexia alexis alfie alfred ali alia alice alicia alina alisha alison alistair aliyah
alma althea alys alyssa amanda amandeep amar amara amari amelia amelie amina aminah aminata amir amira amit
amna amrit amy ana anaya anders andre andrea andreas andreea andrei andrew andrius andriy andrzej andy
aneesa aneta angela angelina angus anil anisa anisha anita anja anjali ann anna annabel annabelle anne
annette annie annika anthony antoinette anton antonia antonio anvi anya aoibhe aoife aqib aran archie aria
ariana arjun arlo armaan arnav arnold arran artem arthur arun arya asad asha asher ashok asif asma astrid
athena aubrey audrey aurelia aurora ava avani avery axel ayaan ayah ayan ayesha ayla aylin ayo ayomide ayub
azad aziz baljit barbara barnaby barry bartek bartosz bashir baz beata beatrice beatrix becca becky belinda
bella ben benedict benjamin benji bernadette bernard bernie bert bertie bethan bethanie bethany betty bev
bharat bianca bilal bilan billie billy blessed bobby bogdan bohdan boris bradley brandon brayden brenda
brendan brian briana bridget bridie bronte bronwen bronwyn bruce bruno bryan bryn bryony caitlin caleb
callan callum calum calvin cameron camilla camille candice caoimhe cara carina carl carla carlo carlos
carly carmel carmen carol caroline carolyn carrie carys caspar casper cassandra cassie catalin caterina
cathal catherine cathy catrin catriona cecilia cecily cedric ceri cerian cerys chanelle chantelle charlene
charles charlie charlotte chaz chenai cheryl chiara chidera chidi chika chinedu chinonso chinwe chioma
chipo chloe chris christa christina christine christopher cian ciara ciaran cillian cindy claire clara
clare clarissa claudia clementine clemmie cleo clifford clive clodagh cody colin colleen connie connor
conor constance coralie corinne cormac courtney craig cristian cristina curtis cynthia cyril dafydd daisy
damian damien damilola dan dana daniel daniela daniella danielle danny danylo daphne darcey darcy darius
darragh darren daryl dave david davide dawid dawit daz dean deb debbie deborah declan deepa deepak deirdre
delilah denis denise dennis denzel deqa derek dermot deshawn desislava desmond dexter dhruv diana diane
dilys dimitar dimitri dina dinah dinesh dionne divya dmitri dmytro dominic dominik dominika donald donna
donovan dora doreen doris dorota dorothy doug douglas duncan dylan eabha eamon ebony eddie edie edith
edmund eduardo edward edwin efua eileen eilidh ejaz elaine eleanor elena eleni eleri eliana elias elif
elijah elin elinor eliot elis elise eliza elizabeth ella elle ellen ellie elliot elliott elodie eloise elsa
elsie elspeth emeka emil emilia emilie emily emma emmanuel emmanuella emmeline emmett emre enid enzo eoin
eren eric erica erik erika erin ernest esha esi esmae esme esmee esmeralda esther ethan ethel etta euan
eugene eunice eva evan evangeline eve evelyn evie ewa ewan ezekiel ezra fabian fabio faisal faiza farah
farai fareed farhan farida farrah fatema fatima fatimah fatou fatuma faye felicity felix femi fergus
fernanda ffion fiadh filip finlay finley finn finnian fiona fleur flora florian florin folake folarin
frances francesca francesco francis francisco frankie fraser fred freda freddie freddy frederick freya
freyja funmi gabriel gabriela gabriella gabrielle gareth gary gavin gaz gemma geoff geoffrey george georgi
georgie georgina gerald geraldine gerard gerry gethin gideon gilbert giles gillian gina giorgio giovanni
giulia gladys glenda glenn glenys gloria gopal gordon graham grainne greg gregor gregory greta gretchen
griff gruffydd grzegorz gurdeep gurpreet gurvinder gustav gwen gwendolen gwilym gwyneth habib hadi hadiya
hafsa haleema halima hamdi hamid hamish hamza hana hanan hanna hannah hari harinder haris harjit harman
harold haroon harpreet harriet harrison harry harun haruto harvey hasan hashim hassan hattie hayden hayley
heidi helen helena helene helga henrietta henry herbert hetty hiba hilary hilda hiro hoang hodan hollie
howard hugh hugo huma huong hussain hussein huw ian ibrahim ibukun ida idris iestyn ieuan ifan ifeanyi
ifeoma ifrah igor ikhlas ikram ilaria ilham ilyas iman imani imogen imran ines inga ingrid innes ioan ioana
iona ionut iqra ira irena irene irina iryna isa isaac isabel isabella isabelle isaiah isha ishaan ishan
ishaq isher ishita isla ismail isobel ivan ivana ivelina iwona izabela izzy jacek jack jackie jackson jacob
jacqueline jaden jagdeep jaime jake jakub jamal james jamie jamila jan jana jane janet janice janine janusz
jared jaroslaw jasmin jasmine jason jaspal jaspreet javier jaxon jaxson jayda jayden jayne jean jeanette
jeff jeffrey jemima jemma jenna jennie jennifer jenny jensen jenson jeremiah jeremy jermaine jerome jerry
jess jesse jessica jessie jethro jez jill jillian jim jimmy jo joan joanna joanne jocelyn jodie jody joe
joel joey johan johanna john johnny jolanta jonah jonas jonathan jonny jorge jose josef joseph josephine
josh joshua josiah josie juan juanita judith judy julia julian juliana julie juliet juliette julius julka
justin justine kacper kadija kaiden kaitlyn kaleb kamal kamau kamil kamila kamran karen karim karin karina
karl karol karolina kasia kasim kasper katarina katarzyna kate katelyn katerina kateryna katharine
katherine kathleen kathryn kathy katie katja katrina katy kavita kavya kayden kayla kayleigh keeley keira
keiran keith kelechi kelsey kelvin ken kendra kenji kenneth kenny kenzie kerri kerry kevin kezia keziah
khadija khadijah khalid khalil kiaan kian kiana kiera kieran kira kiran kirsten kirstie kirsty kitty klara
klaudia kobi koby kofi kojo konrad kris krishna kristen kristian kristina krystian krystyna krzysztof
kudzai kuldeep kulwinder kunal kwabena kwaku kwame kyla kyle kylie kyra kyron lachlan laila lakshmi lana
lara larissa larry latoya laura lauren laurence laurie lauryn layla layton lea leah leanne leela leighton
leila leilani lena lenny leo leon leona leonie leopold leroy lesley leslie leticia lewis lexi lia liam lian
liana libby lila lilah lili lilian lilith lillian lilly lina linda lindsay lindsey linh linus lionel lisa
livia liz liza lizzie llew llewellyn lloyd logan lois lola lora lorcan lorenzo loretta lorna lorraine
lottie lou louie louis louisa louise lubna luca lucas lucia lucian lucie lucille lucinda lucy ludovic luigi
luis luisa lukas lukasz luke luna luqman lydia lyla lynda lyndon lynette lynn lynne lyra mabel maciej
maddie maddison madeleine madeline madiha madison maeve magda magdalena magnus maha mahad mahmood mahmoud
mahnoor maia mairead maisie maja makena malachi malachy malaika malcolm malgorzata malik mandeep mandla
mandy manisha manjit manpreet manuel mara marcel marcela marcia marcin marco marcus mared marek margaret
margot maria mariam mariama marian mariana marianne marie marina mario marion marisa marissa marius mariusz
marjorie markus marlene marley marlon marsha marta martha martin martina marvin mary maryam mateo mateusz
mathew mathilda matilda matt matteo matthew matthias mattie maureen maurice mavis maxim maximilian maxine
maxwell maya mayowa megan mehdi mehmet mehreen mei melanie melinda melissa melody meredith merlin mia micah
michael michaela michal michalina michele michelle miguel mihaela mihai mikaeel mikael mike mikey mikolaj
mila milan milena millie milly milo mimi mina minh minnie mira mirela miriam mitchell miya mohamed mohammad
mohammed mohamud mohan moira mollie molly mona monica monika monique morag morven moses muhammad muhammed
munira musa mustafa mykola myles myra myrtle nabeel nabila nadeem nadia nadine nadiya nafisa naima nancy
naomi nasir nasra nasreen natalia natalie natasha nate nathan nathaniel navdeep naveed navjot navneet nazia
neela neha neil nell nellie nelson nerys ngozi nia niall niamh nicholas nicky nicola nicolas nicole nigel
nikhil nikita nikki nikola nikolai nila nimco nina nisha nkechi nnamdi noah noel noelle noor nora noreen
norma norman nosheen nuala nuria nyasha obinna oisin oksana ola oleksandr olena olga oli oliver olivia
oliwia ollie olly oluwadamilola oluwaseun oluwaseyi oluwatobi omar omari ophelia oran orla orlando oscar
osian oskar osman otieno otis ottilie otto ottoline owain owen pablo paige pam pamela paolo parveen patrice
patricia patrick patrycja patryk patsy paul paula pauline pavel pawel pedro peggy penelope percy pete peter
petra phil philip philippa phillip phoebe phyllis pierre pietro piotr pippa polly pooja poonam pradeep
pranav preeti priscilla priti priya priyanka przemyslaw quentin quinn rabia rachael rachel rachid radek
rafael rafal rafe rafi rahim rahul raj rajesh rajinder ralph ramon ramona rani raphael rashad rashid
rashida raul ravi raya raymond rayyan razia razvan rebecca reece reggie reginald rehan rehana rene renee
renuka reuben reyansh rhea rhian rhiannon rhoda rhodri rhona rhys ria riaan ricardo richard rick ricky
rihanna riley rishi rita ritu riya roan robbie robert roberta roberto robyn rocco roderick rodney rodrigo
roger rohan rohit roisin roland ronald ronan ronnie rory rosa rosalie rosalind rosalyn rosamund rosanna
roseanne rosemary roshan rosie rowan rowena roxanne roy ruairi rubina rudy rufus rukhsana rumbidzai rupert
ruqayya russell ruth ruxandra ryan ryder saad saanvi sabina sabrina sacha sade sadia sadie sadiq saeed
safiya sagal sahar sahil sahra saif saima saira sajid sal saleem sally salma sam samantha samina samir
samira sammy samson samuel sana sandeep sandra sangeeta sania sanjay santiago saoirse sapna sara sarah
sasha saskia satnam sean sebastian seema segun selam selena selim selina selma serena sergio seth shabana
shabnam shahid shakeel shakira shamim shamima shane shania shanice shaniqua shannon sharon shaun shauna
shawn shayla shaz shazia sheena sheila shelley sheryl shireen shivani shona shreya shreyas shyam sian
siddharth siddhi sidney sienna simon simona simone simran sinead siobhan sioned sofia sofie solomon sonia
sonja sonny sophia sophie soraya stacey stacy stan stanislav stefan stefania stefanie stella stephan
stephanie stephen steve steven stewart stuart subhan sufyan sukhdeep sukhi suleman sumaiya sumaya sumayya
sunil sunita suresh surinder susan susanna susannah susie suzanne svetlana svitlana sylvia sylwia szymon
tabby tabitha tadhg taha tahir tahira tahmina talha talia tallulah tamara tamika tamsin tania tanisha tanvi
tanya tara taras tarek tariq tariro taryn tasha tasnim tatiana tayyab ted teddie teddy tegan temi temitope
tendai tenzin terence teresa terry tess tessa thabo thandi thandiwe thanh thea thelma theo theodore theresa
thomas thuy tia tiana tianna tiffany tilda tillie tilly tim timothy tina tinashe titilayo tobi tobias
tobiloba toby tola tolu toluwani tom tomas tomasz tomek tommy toni tony tori tracey tracy trevor tricia
trina trish trisha tristan trudy tunde tyler tyra tyreece tyrell tyrese tyrone uche uma umair umar umer una
ursula urszula usha usman uthman uzma valentina valerie vanessa vasile veer vera vernon veronica vicki
vicky vihaan vijay vikram viktor viktoria vincent vinnie viola virginia vivek vivian vivien vivienne
vladimir wafa wahid walter wanda wanjiru waqar warsame wasim wayne wendy wesley wiktor wiktoria wilfred
william wilson winifred winston wioletta wojciech wojtek xander xanthe xavier xiu yahya yara yasin yasir
yasmin yasmine yaw yejide yetunde yonas yordan yosef youssef yousuf yuliia yunus yusra yusuf yvette yvonne
zac zach zachary zack zahid zahra zain zaina zainab zak zakariya zara zayd zaydan zayn zaynab zeeshan zehra
zeinab zelda zeynep zia zoe zoey zofia zohra zola zosia zoya zubair zuzanna
""")

# Given names that are also words, months, places or family names: they need more around them.
AMBIGUOUS_GIVEN = words_of("""
abel ace amber angel april art ash ashley ashton asia august austin autumn bailey basil bay beau beth
beverley bill blake blessing blossom bob bonnie brad brook brooke buddy carey cary chance charity chase
chelsea chester china christian clay cliff clint coral crystal dale dallas dawn dev devon dick dom don drew
duke earl ed eden eli ellis ember ernie faith fern flo florence forrest fran frank gale gene georgia ginger
glen grace grant gray guy hal happy harley harmony harper harris hazel heath heather holly hope hunter india
indigo iris israel ivor ivy jade jasper jay jet jewel jon jordan journey joy joyce jude june junior justice
kai karma kay kaya kelly kent kim king kingsley kit lacey lance lark laurel lawrence lee leigh len leonard
lexie liberty lily lincoln lindon mae mark marshall mason max may mel mercedes mercy merry miles misty mo
monty moss murray nat ned nic nick nico noble olive paris parker pat patience pearl penny petal piers poppy
precious prince princess prudence queenie rain ray reed reef rex rich river rob robin rod roman ron rose
ross ruby rush sabah saffron sandy savannah scott scout shirley sid sierra sky skye spencer stanley storm
sue suki summer sunny sydney taylor tiger trent trinity troy tyne val van verity vic victor victoria violet
wade warren west will willow winter wren zeke zen
""")

FAMILY = words_of("""
abbott abdi abdullah abraham adams adebayo adeyemi afolabi agarwal ahmad ahmed akhtar akram alam alexander
ali allan allen ameen amin anderson andrews anwar archer armstrong arnold arora arshad asante ashby ashworth
aslam atkins atkinson aziz bailey baker balogun banerjee barber barker barlow barnes barnett barrett
bartlett barton bashir bates baxter begum bell bennett benson bhatt bibi birch bird bishop blackburn blair
blake booth bowen bowman boyle bradley bradshaw brady brennan briggs brightwell brooks brown browne bryant
buckley burgess burke burns burrows burton butcher butler byrne cameron campbell carey carlson carpenter
carr carroll carter cartwright chadwick chan chandler chapman chaudhary chaudhry chauhan chen cheng cheung
choudhury chowdhury christie chukwu clark clarke clarkson clayton clements cohen coleman coles collins
conner connolly connor conway cook cooke cooper copeland cox craig crawford cross crossley cruz cullen
cunningham curtis dale daly daniels das davey davidson davies davis davison dawson dean deane delaney desai
dhillon diaz dickson dixon dobson doherty donaldson donnelly douglas downing doyle drake duffy duncan dunn
dyer edwards elliott ellis evans faulkner ferguson fernandez finch fisher fitzgerald fleming fletcher flynn
forbes forster foster fowler fox francis franklin fraser freeman fuller gallagher garcia gardiner gardner
garner gibbons gibbs gibson gilbert giles gill glover goddard godfrey gonzalez goodman goodwin gordon gough
graham gray greene greenwood gregory grewal griffin griffith griffiths gunn gupta haider hale hamilton
hammond hancock hargreaves harper harris harrison hart hartley harvey hassan hawkins hayes haynes henderson
henry herbert hewitt hicks higgins hobbs hodgson holden holland holloway holmes holroyd holt hooper hopkins
horton houghton howard howarth howe howell hudson hughes humphreys humphries hurst hussain hussein
hutchinson hyde ibrahim idowu igwe ingram iqbal irving ismail iyer jackson jacobs james jamieson jarvis
javed jenkins jennings jensen johal john johnson johnston jones jordan joseph joshi kaminski kaur kay kaye
kelly kemp kennedy kerr khalid khan khatun kirby kirk kirkby knight knowles kowalczyk kowalska kowalski
kumar lacey lamb lambert lang lawrence lawson leach lee leigh lennon leonard leslie lester lewandowska
lewandowski lewis lin linden lindsay liu lloyd lockwood logan lopez lowe lucas lynch lyons macdonald
mackenzie maclean mahmood mahmoud malik mann manning marlowe marsh marshall martin martinez mason masood
massey matthews maxwell mcarthur mccann mccarthy mcdonald mcdonnell mcgrath mcgregor mcguire mcintyre mckay
mckenna mckenzie mclean mcleod mcmahon mcmillan mcnamara mehta mensah meyer middleton millar miller mir
mirza mistry mitchell mohamed mohammed molloy moody moore moran morgan morley morris morrison morrow morton
mughal muhammad mullen muller munro murphy murray musa mustafa naidoo nair nash nawaz naylor nelson newman
newton nguyen nicholls nicholson nixon nolan norman norris norton nowak nunez nwosu o'brien o'connor
o'donnell o'neill o'sullivan oakley obi ogden ogunleye okafor okeke okonjo okonkwo okoro olaniyan oliver
olsen onyango ortiz osborne osei osman owen owens owusu palmer parker parkin parkinson parmar parry parsons
patel paterson patterson payne pearce pearson pemberton pereira perez perkins perry peters peterson petrov
phillips pickering pierce pike pollard poole porter potter powell pratt preston pritchard pryce quinn
qureshi radford rahman raja ramirez ramsey randall rani rao rashid raza reddy redfern reed rees reeves
rehman reid reilly reyes reynolds rhodes richards richardson riley roberts robertson robinson robson rodgers
rodriguez rogers ross rossi rowe rowland russell ryan sadiq saeed saini saleh salim sanders sanderson sandhu
santos saunders savage sawyer schmidt schofield schwartz scott sethi shah shaikh sharif sharma sharp sharpe
shaw sheikh shepherd sheppard siddique siddiqui silva simmons simpson sims sinclair singh skinner slater
smith somerville spencer stafford stanley steele stephens stephenson stevens stevenson stewart stokes storey
stuart suleiman sullivan summers sutton swift sykes symonds szymanska szymanski tait tanner tariq tate
taylor thackray thomas thompson thomson thornton thorpe todd tomlinson townsend tran turnbull turner tyler
uddin ullah underwood vaughan vincent wade wagner walker wallace walsh walter walters walton wang warner
warren watkins watson watt watts webb webster wells wheeler whitehead whitehouse whitlock whittaker wilkins
wilkinson williams williamson willis wilson wisniewska wisniewski wong woodward wright wyatt yadav yates
yusuf zaman zhang zhao zielinska zielinski
""")

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
