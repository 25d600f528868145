"""Family names of people in Britain, of every origin. Names that are common words too are left out."""

from policies.vocabulary import words_of

FAMILY = words_of("""
abbas abbasi abbott abboud abdalla abdallah abdi abdillahi abdirahman abdullah abdulle abercrombie abernathy
abernethy abiodun aboagye abraham abubakar abukar acar acharya achim achterberg adair adamczyk adams adamska
adan addington addison adebayo adebisi adegoke adekunle adeleke adeniran adeniyi adeosun aderibigbe adesina
adetunji adewale adewumi adeyemi adeyemo adjei adu afolabi afolayan afrah afridi aftab afzal agarwal agbaje
agrawal agyapong agyei agyekum ahmad ahmadi ahmadzai ahmed ahn ahuja ainsley ainsworth ajayi ajibade akande
akbar akbari akbas akbulut akdeniz akerele akers akgul akhtar akhter akinfenwa akinola akintola akinwunmi
akkaya akpan akpata akram aksoy aksu aktas alabi alam albayrak albu alcock aldawood alderson aldridge
alexander alhassan alhussein ali ali-hassan alkhatib allan allcock allen almasri almeida alom alonso alsaid
alshami altay altinok aluko alvarez alves alvi amadi amankwah amarasinghe ambler ameen ameyaw amin amini amiri
amjad amoah ampofo anand anandarajah anane anderson andrade andrei andrews andrzejewski angove ankrah annan
annear ansari ansell antonescu anwar anyanwu appiah appleby appleton apte araujo archer archibald aremu arikan
arkell arkwright armstrong arnold arora arrington arshad arslan arulampalam arulanandam asadi asamoah asante
ashby ashcroft ashdown ashfaq ashford ashraf ashworth asiedu asif askew aslam aslan asquith assad asthana
astley atalay atassi ates atherley atherton atkins atkinson attwood austen avci awad awadallah awan awolowo
awoniyi awuah aydemir aydin aydogan ayhan ayling ayodele ayoub ayres azam azevedo azikiwe aziz azzam babalola
babcock babu badawi badea badu bagheri bagnall bagshaw bahl bahrami bai baiden baig bailey bainbridge bains
bajaj bajraktari bajwa bak baker bal balan balasingam balasubramaniam balaur balci balciunas balding baldwin
ballard baloch balogh balogun bamford bamgbose bandara banerjee banga bangura banister bankole bannister
bansal barakat barakzai baran baranowski barati barber barbosa barbu barclay barker barlow barnard barnes
barnett barraclough barratt barre barrett barron barros barrowclough barrowman barstow bartczak bartlett
barton barzani barzinji basaran bashir basra bassett basu batchelor bates batista baxendale baxter bayliss
bayrak bayram beale beardsley beattie beaumont beckett beckford beddoes bedi bednarek beech beeston begum
behzadi bejan bekele bektas bell bellamy bello benfield benn bennett bennion benson bentley beresford berhe
berisha berryman berzins bettany bevan beynon bhakta bharadwaj bhargava bhasin bhatt bhattacharya bhatti
bhogal bianchi bibi bickerstaff bidgood bielecki biggs bilgin billingham bilyk bingham birch bird birdi
birkett birtles bishop biswas bitar blackburn blackwell blackwood blair blake blakely blakey blanco bland
blandford blaszczyk blenkinsop bloggs blythe boaden boadu boakye boamah boardman boateng boatwright bogdan
bogdanski bogza bolitho bondar bondarenko bonham bonsu booth boothroyd bora borges borkowski borowski bosanko
boscawen bose bosustow boswell bosworth botez bottomley bouaziz boulos boulton bowden bowen bowers bowker
bowles bowman bowyer boyce boyko boyle bozkurt bradbury braddock bradley bradshaw bradwell brady bragg
braithwaite bramley brannigan bratu brearley brennan brereton brewer brewster briggs brightwell briscoe
bristow britton broadbent broadhurst brock brookes brooks brosnan broughton brown browne bruno bryant bryson
brzezinski buchanan buckland buckle buckley bucur bui bukowski bullock bulut bunting burgess burgin burke
burkitt burlacu burley burnett burnham burns burrell burrows burt burton butcher butkus butler butterfield
butterworth byers byrd byrne byron bytyqi cabrera cadwallader cahill cai cakir cakmak calder calderon caldwell
callaghan calvert camacho cameron campbell campos cano capstick caragiale cardoso carey carlson carlyon
carmichael carney carpenter carr carrington carroll carter cartwright caruso carvalho carver cassidy castillo
castro caswell catchpole cathcart catterall cavanagh cazacu ceesay celebi celik cengiz cetin cevik chadha
chadwick chahal chakrabarti chakraborty chamberlain chan chandler chandrasekaran chang chantler chapman
charlesworth charlton chatterjee chaudhary chaudhri chaudhry chauhan chavez chawla cheema cheetham chegwidden
chelliah chen cheng chenoweth chesters cheung chiang chikwanha childs chilton chinwe chiriac chisholm chishti
chitu chmielewski chohan choi chopra chornyi choudhry choudhury chow chowdhury christie chukwu chung cieslak
ciftci cige cinar ciobanu ciocan clark clarke clarkson clayson clayton clegg clements cleverley clifford
clough coates coban cobb cockburn codd cohen cojocaru colbert coleman coles colley collier collingwood collins
collinson colman colombo colquhoun coman conlon conner connolly connor conroy constantin constantinescu conteh
conti contreras conway cook cooke coombes coope cooper copeland corbett cornish correia corrigan cortes
cosgrove coskun costache costello coughlan coulson coulthard covington cowan cowell cowley cox coxon coyle
cozma crabtree craciun cragg craig crane craven crawford creasey creegan cregan creighton cretu cripps crisan
cristea croft croitoru crompton crosby crosland cross crossland crossley crouch crowe crowther croydon
cruickshank cruz cuff cullen culshaw cunha cunnane cunningham curley curnow curran curtis cusack cuthbert
czajkowski czarnecki czerwinski dabbagh dabrowska dabrowski dacre dahir dalal dale dalgleish dalrymple daly
dalziel danby dang daniel daniels danila danjuma dankwa danquah danso danylchenko daoud dar darboe darby darko
darlington dartnell darwesh darwish das dascalu dasgupta datta daud davenport davey davidson davies davis
davison dawson daynes deakin dean deane debrah delahunty delaney delgado demchenko demeke demir demirci
demirel demirkan demirtas dempsey deng denham denning dennis denton deol dervishi desai deshmukh deshpande
desta devaney devlin dewan dewhurst dey dhaliwal dhami dhawan dhillon dholakia diaconu dias diaz dickens
dickinson dickson didenko digby dilworth dima dimitrov dimmock dinca dincer ding dinh dinsdale dinu dirie
diriye dissanayake dixon dlamini dobre dobrescu dobson dodd dodds dodgson dogan dogar dogaru doherty dolan
domanski dominguez donaldson donkor donnellan donnelly donohoe donohue donovan dooley dorrian dosanjh douglas
dovzhenko dowling downing dowson doyle dragan draghici dragu drake draper drinkwater driscoll drummond drury
dua duale duckett duckworth duda duddy dudek duffield duffin duffy dugdale duggan duman dumitrache dumitrescu
dumitru dunbar duncan dunford dunleavy dunmore dunn dunne dunstan duong durmaz durrant dursun dutta dutton
dwyer dyer dyson dziedzic eagleton earnshaw easterby eastham easton eastwood eaton ebadi ebo ebrahimi eccles
eddington edmonds edmondson edusei edwards effiong egal egan egerton ekinci ekwueme eldridge elhassan
ellington elliott ellis ellison ellwood elmas elmi elsayed elston emenike emery emmanuel enache entwistle
erdogan ergin ergun ersoy ertas escobar esen esmaeili espinoza esposito essien esteves estrada etherington
etim evans everett ewing eynon eze ezeh fahy fairbairn fairclough fairhurst faizi fakhoury fakunle falconer
fallon fallows famuyiwa farah farahani farhadi faria farkas farnsworth farooq farooqi farouk farquhar
farquharson farrant farrell farrow fasanya fashola faulkner fawcett fawzi fazeli fearnley fedorenko feeney
feher fekete feng fennelly fenton fenwick ferguson fernandes fernandez ferraro ferreira figueira figueiredo
figueroa fikadu filimon filipek finch finn finnegan finney firth fisher fishwick fitch fitton fitzgerald
fitzpatrick fitzsimmons flaherty flanagan flannery fleetwood fleming fletcher florea flynn fodor fogarty
folarin fonseca fontana fontes foote forbes foreman forrester forster forsyth foster foulkes fowler fox foxton
foyle fragoso francis frankland franklin fraser fratila freeman freer freire freitas friel frunza fuentes
fuller furness gaal gadd gahir gajda gajewski galbraith gallagher gallardo gallego galli gallo galloway galpin
galvao galvin gamble gandhi ganguly gannon garbutt garcia gardiner gardner garg garner garnett garrett garside
garthwaite garvey gashi gaskell gatehouse gathercole gatti gaunt gavrila gaye geary gebre gebremariam
gebremedhin gebreselassie geddes gedi gedik gee genc gendall georgescu georgiev geraghty gerrard gethin
ghaffari ghanem ghani ghannam ghasemi ghebremedhin ghebreselassie gheorghe gheorghiu ghita ghorbani ghosh
gibbins gibbon gibbons gibbs gibson gifford gilani gilbert gilchrist giles gilhooley gilhooly gill gillespie
gilligan gilmartin gilmour gilpin gimenez girma gittins gjergji gjoka gladwin glanfield glasscock gledhill
gleeson glover glowacki gluyas gnanasekaran goddard godfrey godinho goel goff gohil gokce gokmen golding
goldsmith goldstein goldsworthy gomes gomez goncalves gonzalez gooch goodall goodchild goodenough goodfellow
gooding goodman goodwin goodyear gordon gorecki gorman gormley gorski gosling goswami gotobed gough goulding
gower goyal grabowska grabowski grady grafton graham grainger gray greaves greco greene greenhalgh greenhill
greenwell greenwood greer gregory gregson grehan grewal grieve griffin griffith griffiths grigore grigorescu
grimes grimshaw grimwade grosu groves grzelak guedes guerreiro guerrero guha gulati guled guleid guler
gultekin gulyas gunasekera gunawardena gunay gunduz gungor gunn guo gupta gurbuz gure gutierrez gutowski
gwilliam gwilym gwynne gwyther gyamfi habibi habte habtemariam hackett haddad haddock hadfield hadley hafeez
hagan haidai haidari haider haigh hailu haines hajjar hakimi halabi haldane hale halford hallam halliday
halliwell halloran hallsworth halstead hameed hamer hamidi hamilton hammond hammoud hamoud hampson hancock
hanganu hanif hanley hanlon hanrahan hanson haq haque hardcastle hardwick hardwicke hardy hargreave hargreaves
hariri harker harkin harkness harland harley harlow harman harmer harper harrington harris harrison harrop
harrower hart hartley hartnell hartshorn harvey harwood hashemi hashi hashmi haslam haslett hassan hassoun
hatfield hathaway hatton havard havrylyuk hawkins hawksley haworth hayes haynes hayre hayward hazell heald
healy heathcote heaton hebblethwaite hebden hector hedges hedley heer heffernan hegarty heidari hemming
hemsley henderson heneghan henley hennessy henriques henry henshaw hepburn heppinstall heptinstall hepworth
herath herbert heriot hernandez heron herrera herring hersi heslop hession hewitt heywood hibbert hickman
hicks hickson hier higginbottom higgins hinchcliffe hind hindle hinds hinton hirsi hirst hitchcock hnatiuk
hnatyuk hoang hoare hoban hobbs hobson hocking hodge hodges hodgkinson hodgson hogan hogarth hogg holbrook
holcroft holden holdsworth holgate holland hollingsworth hollingworth hollins hollis holloway holme holmes
holroyd holt holub honeyman hontar hooper hopkins hopwood hoque horan hordiyenko horne horner hornsby horrocks
horsfall horton horvath hosken hoskins hosseini hoti hough houghton houldsworth houlihan howard howarth howden
howe howell howells hoxha hoyle hriscu hristov hryhorenko hrytsenko hsu huang hubbard huckerby huddlestone
hudson huggins hughes hulme hume humphreys humphries hundal huntley hurd hurley hurrell hurst hussain hussein
hutchings hutchinson hutton huxley huynh hwang hyde hyland hysa ibanez ibbotson ibbs ibrahim ichim idle idowu
ifans iftimie igal igbinedion iglesias ignat igwe ijaz ike ikpe ikpeazu iliescu illingworth ilyas imrie imtiaz
inan ince inchbald ingham inglis ingram inman ionescu ionita iordache iorga iqbal iroegbu ironside irshad
irving irwin ishaq isherwood isik ismail istrate ivanchenko ivanenko ivanov ivanova ives iwobi iwu iyengar
iyer izzard jabbar jaber jablonski jabr jackman jackson jacobs jadeja jafari jagger jakubowski jalali jalloh
jallow jama james jameson jamieson jamil jamshidi jang janik janjua jankauskas jankowska jankowski jansons
jardine jarman jarratt jarvis jasinski jaswal javed jaworska jaworski jayasuriya jayawardena jeffers jefferson
jeffery jeffries jelbert jenkins jenkinson jennings jennison jensen jepson jessop jewell jeyaratnam jha jiang
jimenez jirde jobson johal john johnson johnston jolley jolly jones jordan joseph joshi jowett judd juhasz
juneja jurek kabbani kaczmarczyk kaczmarek kaczor kaczynski kadam kahin kahraman kakar kakkar kale kalinowska
kalinowski kalnins kamali kamara kamat kamau kaminski kanaan kanagaratnam kandiah kang kania kanu kapadia
kaplan kapoor kapur karabulut karaca karadag karaduman karagoz karakas karakaya karakoc karam karaman karanja
karatas kariuki karpinski kartal karunaratna karunaratne karzai kashyap kasprzak kasprzyk kassab kassem
kathirgamanathan katona kaul kaur kavanagh kay kaya kaye kazemi kazlauskas kazmi keane keaney kearney kearns
keating kebede keeble keegan keeling keenan kehoe keightley keith kelleher kellett kellow kelly kelmendi kemp
kendall kendrick kennedy kennett kenny kenworthy kenyatta kenyon keogh kernick kerr kershaw kerslake keskin
kettlewell khaira khalaf khalid khalili khan khanam khangura khanna kharchenko khatib khatri khattak khatun
khawaja khokhar khomenko khorasani khosla khouri khoury kiani kibria kidd kiernan kilbane kilbride kilburn
kilic kilinc killick kilroy kim kimber kinane kingsley kinloch kinnear kinsella kinsey kipchoge kippax kirac
kiraly kirby kirk kirkbride kirkby kirkcaldy kirkham kirkpatrick kirkwood kiros kitching kitson kitto klymenko
kmiecik knapp kneebone knight knott knowles kobayashi koc koca kocak kocsis kohistani kohli kolasa kolesnyk
kolisnyk kolodziej komorowski kone konieczny kopczynski kopec korkmaz koroliuk koroma kosinski kostenko
kothari kovacs koval kovalchuk kovalenko kowalczuk kowalczyk kowalska kowalski koyuncu kozak kozlowski
krajewski krakowiak krasniqi krasnova kravchenko kravets krawczyk krawiec krishnan krol krupa kryvenko
krzeminski kubiak kubicki kucharski kucuk kuffour kujawa kulasegaram kulesza kulkarni kulyk kumah kumar
kumarasamy kumaraswamy kurdi kurek kurtulus kushnir kusi kuzmenko kuznetsov kwan kwarteng kwiatkowski kwiecien
kwok kyei lacerda lacey lacy ladbrook ladipo lafferty lai laidlaw laing lakatos lal lalli lamb lambert lambton
lamont landon lang langford langley langton lanyon larkham larkin laskowska laskowski latham latif latimer lau
lavelle lavery lavrenko lawal lawler lawley lawrence lawson lawton layton lazar leach leadbetter leal leaver
leavy ledger lee leech leeming lees legge leigh leighton leitao leka lemma lennon leonard leone leslie lester
leszczynski leung levchenko lewandowska lewandowski lewicki lewis leyland liao liddell liddle liepins
lightfoot lilley lim lin linden lindgren lindqvist lindsay linfield linhares linton lis lisboa lister
littlewood liu liversidge livesey livingstone lleshi llewellyn llewelyn lloyd lloyd-jones llwyd lochhead locke
lockerbie lockett lockhart lockwood lodha lodhi lofthouse loftus logan lomas lombardi lonergan longbottom
longden longfellow longo longstaff looney lopes lopez lorimer lotfi loughlin lovatt lovell lovelock lovett
lowe lowther loxley lozano lucas lugg lui lukacs lukasik lumb lumley lund lungu lunn luo luong lupton lupu
luscombe lyall lyddon lyle lynch lyness lynskey lyons lysenko lythgoe lytvyn lytvynenko maalouf mabbott
mabbutt macari macaskill macaulay maccallum macdonald macdougall mace macedo macgillivray macgregor machado
machin maciejewski macinnes macintyre macisaac maciver mackenzie mackinnon maclean macleod macmillan macneil
macovei macphail macpherson macrae mactaggart madan madden maddern maddocks madej madeley madueke maduka
magalhaes magee magoro maguire mahadevan mahajan mahal mahamud mahboob mahdavi mahendran maher mahmood mahmoud
mahmoudi mahon mainwaring majali majcher majchrzak majeed majewski majidi mak makepeace makin makoni makowski
makwana maldonado malecki maleki malhotra malik malinowski malins mallinson mallory maloney maltby maltravers
mancini mander manea mangat manickam manley mann mannan manning mannion manolache manole mansaray mansell
mansfield manson mansouri manzoor marchbank marchenko marciniak marcinkowski mardling maredudd mariani
marinescu marino markham markiewicz markowski marku marlow marlowe marple marques marriott marsden marsh
marshall marston martin martinez martini martins martynenko martynyuk marwood maskell mason masood masri
massey massie masud matei mather mathers mathias mathieson mathur matin matos matravers matthews matuszewski
matviienko matysiak maude maudsley mawson maxwell mayall maynard mazibuko mazur mazurenko mba mbah mbeki
mcadam mcaleese mcallister mcalpine mcardle mcarthur mcavoy mcbain mcbrearty mcbride mccabe mccafferty mccall
mccallum mccann mccartan mccarthy mccloskey mcclure mccluskey mcconnell mccorkindale mccormack mccormick
mccourt mccoy mccracken mccrory mcculloch mccullough mcdade mcdermott mcdonagh mcdonald mcdonnell mcdougall
mcelroy mcelwee mcewan mcfadden mcfarland mcfarlane mcgarry mcgeary mcgee mcgeough mcgill mcginley mcgoldrick
mcgonagle mcgonigle mcgowan mcgrady mcgranaghan mcgrath mcgregor mcgroarty mcguckin mcguigan mcguinness
mcguire mcgurk mchale mchugh mcilroy mcinnes mcintosh mcintyre mciver mckay mckechnie mckee mckeever mckenna
mckenzie mckeown mckinley mckinney mckinnon mcknight mclachlan mclaren mclarnon mclaughlin mclean mcleod
mcloughlin mcmahon mcmanus mcmillan mcmorrow mcmullan mcnab mcnair mcnally mcnamara mcnaught mcneil mcnicholas
mcnulty mcparland mcphail mcphee mcpherson mcquade mcqueen mcquillan mcrae mcshane mcsharry mcsherry mcsweeney
mctaggart mctavish mcveigh mcvey mcwilliams meakin medlicott meehan mehmood mehta mei meireles mekonnen mellor
melnyk melo melville membery memon mendes mendez mendoza mengistu menhenick menhinick menon mensah menzies
mercer meredith merhi merrick merritt merryweather mesquita messina meszaros metcalf metcalfe meyer meyrick
miah michalak michalski micklethwaite micklewright middleton midgley mielczarek mihai mihalache mihalcea
mikhail mikolajczyk mildmay milewski millar millard miller millington millward milne milner minchin minhas mir
mirza mirzaei mishra mistry mitchell mitchum mitra mocanu modi moffat mohamed mohammadi mohammed mohamoud
mohamud mohan mohseni mojaddidi moldovan moldoveanu molesworth molina mollah molloy molnar molony molyneux
monaghan moncrieff moniz montague monteiro monteith montes monti moody moorcroft moore moorhouse moradi morais
moran morar moraru morawski mordaunt moreira moreland moreno moreton moretti morfey morgan moriarty morina
morley moroz morozov morrell morris morrison morrow mortimer morton moseley mostyn mottram moukhtar mountford
moura mousavi mowbray moxon moyes moyle moyo mroz mugabe mughal muhammad muir muirhead mukherjee mulcahy
muldoon mulgrew mulholland mullan mullaney mullen muller mulligan mullins mulqueen mulrooney mulugeta mulvey
muncaster mundy munir munnelly munro munteanu muresan murgatroyd murgu murphy murray murtagh murtaza murthy
musa musgrave mushtaq musial mustafa mustafai mustata mutasa muthoni muthusamy mutlu mwangi myers mykhailenko
nadeem naderi naeem nagalingam nagar nageye nagle nagra naguib naidoo naik nair nairn naismith najafi najibi
najjar nakamura namasivayam nancarrow nance nanda nankervis nanney nanscawen napier naqvi narang narayan
nascimento naseer nash nasrallah nassar nassif nastase naughton navaratnam navarro nawaz nayak naylor
nazarenko nazari nazir ncube ndiaye ndlovu neagoe neagu neal neale neary necula nedelcu nedelea needham neeson
negash negassi negoita negru nelmes nelson nemeth nesbitt nethercott netherwood nettleton neves neville newall
newbold newcombe newell newman newsham newsome newton ng ngai ngo nguyen niazi nichol nicholls nichols
nicholson nicol nicolae niculae niculescu niemiec nieto nightingale nijjar nikolov nikzad nistor nita
nithiyanandan nixon njie nkemelu nkosi nkrumah noakes nobbs nobre nogueira nolan noonan noori noorzai norcross
norman normanton noronha norouzi norris northcott norton novikov nowacki nowak nowakowski nowicki ntim ntuli
nugent nunes nunez nunn nur nuttall nuur nwachukwu nwankwo nwobodo nwosu nyambura nyarko o'boyle o'brien
o'byrne o'callaghan o'carroll o'connor o'doherty o'donnell o'donoghue o'driscoll o'dwyer o'farrell o'flaherty
o'gorman o'grady o'halloran o'hara o'hare o'kane o'keefe o'leary o'loughlin o'mahony o'malley o'meara o'neil
o'neill o'reilly o'riordan o'rourke o'shea o'sullivan o'toole oakden oakes oakey oakley oakshott obaseki obasi
obeng oberoi obi ochieng ockenden oddie oddy odeh odell odonnell odukoya oduya ofori ofosu ogbonna ogden
ogilvie ogilvy ogle ogunbanjo ogundipe ogunlesi ogunleye ogunyemi oguz okafor okbay okeke okeowo okereke okoli
okonedo okonjo okonkwo okoro okoye okpala okpara olad oladipo olah olaleye olaniyan olariu olatunji olawale
olayinka oldfield oldham oldroyd olejniczak olejnik oliinyk oliveira oliver oliynyk ollerenshaw olofin olowu
olsen olszewski oltean olteanu olubunmi olugbenga olusegun oluwole olver omaar omidi omotayo omotoso onal oner
ong onions onofrei onuoha onwudiwe onyango onyeka onyekwere onyshchenko oparah openshaw opie opoku oppong oppy
oprea orji orlowski orme ormerod ormond ormsby orr orrock orsos ortega ortiz orton osborne osbourne osei
osgood osibodu osman osmani ostapenko ostrowski osunde oswald otieno otley otoo outhwaite overton owen owens
owusu oxenham oxley oyebanji oyedepo oyekan oyelade oyelaran oyelowo oyetunde oyewole oyinlola ozbek ozdemir
ozen ozer ozgur ozmen ozols ozsoy oztekin ozturk pacheco packer paddock paduraru paget paiva pajak palethorpe
palin paling pallister palmer paluch panahi panasenko panchenko pandey pandit panesar pankhurst papp papworth
paradine paraschiv parekh pargeter pargiter parikh parke parker parkes parkin parkinson parmar parnell parr
parri parris parrott parry parsons partington partridge parvu pascoe passmore paszkowski patel paterson pathak
pathmanathan patrascu patrick patten patterson pattinson patton paulauskas pavel pavlenko pavlov pawlak
pawlowska pawlowski pawson payne payton peabody peach peacock peake pearce pearcey pearman pearse pearson peck
pedrosa peixoto pell pellegrini pemberton pena penaluna penberthy pender pendlebury pendray penfold peng
pengelly pengilly penhaligon penhallow penhallurick pennant pennar penney pennington penri penrice penrose
penwarden percival percy pereira perera perez perkin perkins perrin perry perumal pervez pestana petch petcu
peters peterson petherick petrauskas petre petrenko petrescu petrie petrov petrova pettifer pettigrew pettit
pham phan phelan phelps phillips philpott phipps piasecki piatek piatkowski pickard pickering pickersgill
pickles pierce pietrzak pietrzyk pigott pike pilarski pilbeam pilkington pillai pilling pimenta pimentel
pinchbeck pinder pinheiro pinkney pinnock pinter pintilie pinto piotrowska piotrowski pires pirvu pirzada
pitcairn pitt pitts plaskett platt pleasance plesca pllana plowright plumb plummer pocock pointer polat
polglase poliakova polishchuk polkinghorne pollard polmear pomeroy pomfret ponnusamy ponomarenko ponsonby
poole poon popa popal popalzai popescu popov popovici popplewell portela porter portman posteuca postgate
postlethwaite pott potter potts poulter poulton pourhassan powell pownall prabhakaran prajapati prakash prasad
pratt preda preece prendergast prescott presley preston prestwich prideaux priestley priestman prifti primrose
prisk pritchard probert procter proctor prodan prosser proudfoot prout prowse pryce prydderch pryor prytherch
przybyla przybylski pugh pullen purcell purdy purewal puri purnell purohit purvis pylypenko qabbani qaderi
qadir qazi qian qin quail quansah quantrill quaresma quarmby quarshie quaye quayle queiroz quested quigley
quilter quinlan quinn quintela quraishi qureshi raage raby rackham racz radcliffe radford radu raducanu
radulescu rafferty rafiq raghavan rahim rahimi rahman rahmani rai raine rainford raja rajabi rajadurai rajan
rajapaksa rajaratnam rajasingham rajendran rajput ramachandran ramage ramalho raman ramanathan ramasamy
ramezani ramirez ramos ramsbottom ramsden ramsey ramzan rana randall randhawa randle ranganathan rani rankine
ransome rao rashid rasool rasouli ratajczak ratcliffe rathbone rathnayake rathod rathore ratnam rattray rauf
raval ravenscroft ravi ravindran rawat rawlings rawlins rawlinson rawson raybould rayner raynor raza razavi
razzaq reardon rebelo reddy redfern redgrave redhead redman redmond redpath redshaw reece reed rees reeve
reeves regan rehman reid reilly reis relph remington rendell rennie renshaw rescorla resende retallack rexha
rexhepi reyes reynard reynolds rezaei rhodes rhydderch riaz ribeiro ricci richards richardson rickard ricketts
rickwood riddell riddoch ridgewell ridgway ridley rifai rigby rigg riggs riley rimmer rinaldi ringrose rios
ripley risley ritchie rivera rizvi roach robb robbins roberson roberts robertson robins robinson roble robson
rocha roche rodgers rodrigues rodriguez rodwell roe roebuck rogers rogowski rojas rolfe rollins romanenko
romaniuk romano romanowski romero romney rook rooney roper rosario rosca roscoe roscow rosenberg rosenthal
rosevear rosewarne rosewell rosiak roskilly ross rosser rossi rostami rosu rotariu rotaru rothwell rouse
rowbotham rowcroft rowe rowell rowland rowlands rowley rowlinson rowntree rowse royle rubio rudd ruddock
rudenko rudge rudkin rudnicki ruiz rumbold rushton rushworth russ russell russo rust ruston rusu rutherford
ruthven rutkowska rutkowski ryan rybak ryder ryland saad saadi sabbagh sabir sachdeva sackey sadat sadeghi
sadiq sadler sadowska sadowski saeed sagar saha sahak sahin sahni sahota saidi saini sajjad sala salami
salarzai salazar saleem saleh salgado salim sallis salmond salter samadi samarasinghe samatar sampaio sampson
samra samuel samuels samuelson samways sanchez sandercock sanders sanderson sandford sandhu sandiford sandoval
sandu sanger sangha sanghera sanni santana santoro santos saraiva sarbu sarfo sargent sarikaya sarin sarkar
sarker sarpong sarwar sarwari satchell sathasivam sato satterthwaite saul saunders savage savchenko savchuk
saville savu sawdon sawicki sawyer saxby sayegh sayer scaife scanlon scarborough schmidt schofield scholes
scholey schwartz scott scrimgeour scully seagrave seddon sedgwick sediqi sehgal sekhon selby selimi sellars
sellers selvarajah selvaratnam semenenko semenyuk senathirajah sener sengupta sequeira serban serhiienko serra
serrano serrao serwah sesay sethi severino seward sewell sexton seymour shabir shackleton shadwell shafi shah
shahzad shaikh shakoor shala shami shamoun shanahan shanmuganathan shanmugaratnam shannon shapoval sharaf
sharif sharifi sharma sharman sharp sharpe sharples sharrock shastri shaukat shaw shearer sheehan shehadeh
shehu sheikh sheikh-ali shekhar sheldon shelton shen shenton shepard shepherd shepley sheppard sher sheridan
sherman sherratt sherwin sherwood shetty shevchenko shevchuk shillingford shillito shinde shinwari shipley
shipman shirwa shodeinde shonibare shorrocks shotton shufflebottom shukla shulha shuttleworth siddall siddika
siddiqi siddique siddiqui sidebottom sidhu sidorov sihota sikora sikorska sikorski sillah sillitoe silva
simion simionescu simmonds simmons simms simoes simons simpson sims simsek sinani sinclair singh sinnathamby
sipos sirbu siu sivanesan sivapalan sivasubramaniam siwek skeffington skelton skerritt skewes skiba skinner
skipper skowronek skrzypczak slack slade slaney slater slattery sleeman sleigh sloan slowik smales smallbone
smallwood smedley smethurst smirnov smith smithers smithson smolinski smythe snape snell snodgrass snowden
snowdon soares sobczak sobczyk sobieraj sodhi sohail sohal sokolov sokolowska sokolowski solanke soltani
somasundaram somerville soni sonmez sood soomro sosnowski soto sousa southall southcott southgate southwell
southworth souza sowande sowe sowore soyinka soylu spargo speight spence spencer spink spooner sprague spratt
spurgeon squires sritharan srivastava stacey stachowiak stafford stainton stallard stanciu standish stanescu
stanfield stanhope stanikzai stankevicius stankiewicz stanley staples stapleton starkey starling stasiak
staszewski statham staveley stead steadman stedman steele stefan stefanescu stefaniak stefanica stelmach
stenson stepanenko stephens stephenson stepien stevens stevenson stewart stirk stirzaker stobart stockdale
stockton stoddart stoica stokes stoneman stopford storey storr stott stoyanov strachan strang stratton
stretton strickland stringer stringfellow struthers strutt strzelecki stuart stubbs sturgess sturt suarez
subramaniam subramanian suciu sugden suleiman sullivan sultana summers sumner sundaralingam sundaram
suntharalingam suri surtees sutcliffe sutherland sutton suzuki swain swales swaminathan swann swarbrick
sweeney swift swinburne swindells swinfield switala sydorenko syed sykes symonds symonenko szabo szalai
szczepaniak szczepanski szeto szewczyk szilagyi szostak szucs szulc szymanska szymanski szymczak szymczyk
tabatabai tabor taborda tadesse tahan taheri tahir tahiri tait tajik takacs takahashi talabani tallis talukder
talwar tanaka tanase tanasescu tandon tandy tang tangye tanner tansley tanveer tarasenko tariq tarrant tasci
tate tatham tatlock tattersall tavares tavener taverner tawfiq tawiah taylor teague teal tebbit tebbutt tefera
teixeira tekin teklu teles telfer telford templeton tennant teo teodorescu terrill tesfai tesfamariam teshome
testa tetik tetley tetteh thaci thackeray thackray thakkar thakur thambiah thandi thatcher thavarajah theobald
thiagarajah thirlwell thirsk thiruchelvam thistlethwaite thomas thomlinson thompson thomson thorne thornhill
thornley thornton thorogood thorpe threlfall throckmorton thurlow thwaite thwaites tian tickell tierney tiller
tilley timmins timms tindall tinker tinsley tippett tirziu titmus tiwari tkachenko tkachuk tobin todd
todhunter todorov tolhurst toller tolley toma tomaszewski tomczak tomczyk tomkins tomlin tomlinson tompkins
toms tonkin tonks toogood toomey topal topcu topham topping torok torrance torres toscano tosun touma touray
townend townley townsend toye tracey trafford trahearne tran trandafir travassos travers travis tredwell
tregaskis tregear tregenza treglown tregonning trelawney trelease treloar tremayne trembath tremethick
trenoweth trescothick tresidder trethewey trethowan trevarthen trevaskis trevenna treverton trevithick
trewartha trewern trewhella trewin trezise trickett trifan trigg trinh tripathi trivedi trotter troughton
trudgian trueman trujillo truman truong trussell tsang tse tsegaye tshabalala tsui tubb tucker tuckwell tudor
tudorache tufail tuff tugwell tulloch tully tunc tuncer tunnard tunnicliffe tunstall tuohy tupper turay turcu
turek turkmen turnbull turner turpin turton tweddle tweed twelvetrees twentyman tyack tyas tyler tymchenko
tymoshenko tyndall tyrrell tyson ubah ucar uche udall uddin udeh uglow ullah uludag umeh unal underdown
underhill underwood ungureanu unsworth unwin uppal upton urbanski urbonas uren urquhart ursache ursu usher
usmani utley uttley uysal uzoma uzor uzun vaduva vahidi vaidya vaithilingam vakulenko valadares valdez valente
valentini vallance vance varatharajah varela vargas varley varma vasconcelos vasile vasilescu vasiliauskas
vasquez vasylenko vaughan vaz vazquez veal vega veiga velasco veloso velupillai venables venkatesh venn verity
verma vernon viana vickers vidal vieira vigneswaran vijayakumar vilela vincent viner vintila vipond virdi
virgo visan vitale vivyan vlad vlasenko voicu voinea volkov voloshyn vora vosper vovk vyas waberi waddell
waddington wade wadham wadhwa wadsworth wagner wagstaff waheed wahid wainwright waite walczak walden waldron
walford wali walia walkden walker walker-smith wallace walling wallis wallwork walmsley walpole walsh walsham
walshaw walsingham walter walters walthew walton wang wanjiku warboys warburton wardak wardle wardrop wareham
warfa waring warner warnock warren warrington warsame wasik wasilewski watanabe waterhouse waterman waterworth
wathen watkins watling watmough watson watt watts waugh wawrzyniak weatherall weatherby webb webber webster
wedderburn wedderspoon wedgwood weerasinghe weir welch weldemariam weller wells wen wentworth westbrook
westcott westwood whalley wharton whatmough wheatley wheeldon wheeler wheelwright whelan whinfield whitaker
whitbread whitcombe whitehead whitehouse whiteley whiteside whitfield whitham whiting whitlam whitley whitlock
whitmore whittaker whittington whittle whitworth whyte wickham wickramasinghe widdicombe widdowson wieczorek
wierzbicki wiggins wigglesworth wigley wijeratne wijesinghe wilberforce wilcock wilcox wilczek wilde wilding
wilk wilkes wilkie wilkins wilkinson willcocks willets willett willey williams williams-smith williamson
willis willmott willoughby wilmot wilson wilton windebank winder windle winfield wingate winn winship winslow
winstanley winterbottom winterbourne winterton wishart wisniewska wisniewski witcombe witczak witek withers
witkowski witt wlodarczyk wojciechowski wojcik wolde woldu wolfe wolfendale wolfenden wolski wolstenholme
womack wong woodall woodbridge woodburn woodcock woodcraft woodford woodgate woodhead woodhouse woodley
woodman woodrow woodruff woodward woodworth woolcott wooldridge wooler woolf woollard woolley wordsworth
worrall worsley worthington wozniak wragg wraith wraxall wray wright wrigley wrobel wroblewski wroe wrona
wyatt wycliffe wyman wynn wynne wysocki xhaka xiao xie xue yabarow yadav yakovenko yakymenko yallop yamamoto
yankah yao yap yaqoob yardley yaremenko yarrow yarwood yates yatsenko yau yavas yaxley yazici yeates yeboah
yelland yeo yeoman yesil yeung yevtushenko yildirim yildiz yilmaz yim yin yip ynyr yogarajah yogeswaran yoon
yorath yorke yoshida youngman younis yousaf yousefi yousufzai yuce yuen yuksel yule yurchenko yusuf zabolotny
zadran zafar zahedi zahid zaidi zajac zak zakharchenko zakrzewski zalewski zaman zamani zamfir zamfirescu
zamora zapatero zarei zawada zawadzka zawadzki zayat zazai zdunek zelenko zeng zengin zeqiri zerai zewdu zhang
zhao zheng zhong zhou zhu zhukov zia zidan zieba zielinska zielinski zinchenko ziolkowski zoghbi zou zubair
zukauskas zuma zurek zych zymberi
achebe aggarwal aguiar agyeman ahluwalia akinyemi alami amaral andreou ansah antoniou antunes armitstead asare aske
babbage bailie baptista battersby benbow bhardwaj bhatia bielak birtwhistle botelho bracewell brackenbury bramall
breckenridge brito brocklebank brockway broomfield bullivant burgoyne cabral caldeira carneiro carruthers cartledge
castanho chalmers chandra charalambous chirila cholmondeley christodoulou christofi christou clutterbuck coelho
colclough coldwell cottrell cowperthwaite crosthwaite cudworth cumberbatch dauncey demetriou devereux dixit dobbs
dockerty domingues dragomir drysdale dualeh dunwoody eleftheriou elphinstone ettridge fairbrother farrar ferrers
fitzgibbon folkard fothergill frobisher furtado georgiou gokhale gostelow gouveia greatorex gudgeon guimaraes
guthrie hadjigeorgiou hainsworth hallworth harbottle haythornthwaite heatherington hetherington hijazi hockaday
huddleston hurlstone iddon inskip ioannidis ioannou jafri kalogeropoulos karagiannis karczewski kinnaird
konstantinou kowalewski kowalik koziol kuti kyriacou kyriakides lascelles leatherbarrow lidgett loizou loureiro
lovelace lumsden luthra mappin marin matuszak mawdsley medeiros mehra mellors mendonca merriweather michaelides
miron mittal nambiar nawrocki nayar nechita nehru neophytou nettleship nicolaou oglethorpe orgill panayi panayiotou
pande papadakis papadopoulos parvez patil pavlou peckover pinkerton plumtree polak ponnambalam popat poskitt ptak
rawcliffe rawnsley redmayne ridsdale rogalski rumbelow rusbridger salkeld savvides saxena scargill scattergood
shahin sinha skowronski sobol sotheby spofforth srinivasan stansfield starkie stavrou stylianou summersgill swainson
swamy swindlehurst tannous theodorou thirunavukkarasu thorneycroft tidswell tordoff tremlett trevelyan turan twizell
ullathorne umpleby vaidyanathan vasiliou venkatesan vickerstaff walkinshaw weatherill westacott wetherall widdop
wrigglesworth zenonos
maitland bancroft macfadyen mcquarrie hislop renwick swithenbank wormald heatlie brimble
stoddard bednarz routledge alleyne haldenby swancott santangelo
""")
