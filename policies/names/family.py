"""Family names of people in Britain, of every origin. Names that are common words too are left out."""

from policies.vocabulary import words_of

FAMILY = words_of("""
abbas abbasi abbott abdi abdirahman abdullah abdulle abernathy abiodun abraham abubakar acharya adair adamczyk
adams adamska adan addington addison adebayo adegoke adekunle adeleke adeniyi aderibigbe adesina adewale
adeyemi afolabi afridi aftab afzal agarwal agrawal ahmad ahmadi ahmed ahn ahuja ainsley ainsworth ajayi akande
akbar akers akhtar akhter akinola akpan akram aksoy alam albu alcock alderson aldridge alexander ali
ali-hassan allan allcock allen almeida alom alonso alvarez alves alvi amadi ambler ameen amin amjad amoah
ampofo anand anane anderson andrade andrei andrews andrzejewski angove ankrah annan ansari ansell anwar appiah
appleby appleton apte araujo archer archibald arkell arkwright armstrong arnold arora arrington arshad arslan
asamoah asante ashby ashcroft ashdown ashfaq ashford ashraf ashworth asiedu asif askew aslam asquith asthana
astley atherley atherton atkins atkinson attwood austen awan awuah aydin ayling ayodele ayres azam azevedo
azikiwe aziz babalola babcock babu badu bagnall bagshaw bahl bai baig bailey bainbridge bains bajaj bajwa bak
baker bal balan balciunas balding baldwin ballard baloch balogun bamford bamgbose banerjee banga bangura
banister bannister bansal baran baranowski barber barbosa barbu barclay barker barlow barnard barnes barnett
barraclough barratt barre barrett barron barros barrowclough barrowman barstow bartlett barton bashir basra
bassett basu batchelor bates batista baxendale baxter bayliss beale beardsley beattie beaumont beckett
beckford beddoes bedi beech beeston begum bell bellamy bello benfield benn bennett bennion benson bentley
beresford berisha berzins bettany bevan beynon bhakta bharadwaj bhargava bhasin bhatt bhattacharya bhatti
bhogal bianchi bibi bickerstaff bidgood biggs billingham bingham birch bird birdi birkett birtles bishop
biswas blackburn blackwell blackwood blair blake blakely blakey blanco bland blandford blaszczyk blenkinsop
bloggs blythe boakye boardman boateng boatwright bogdan bolitho bondarenko bonham booth boothroyd bora borges
borkowski boscawen bose boswell bosworth bottomley boulton bowden bowen bowers bowker bowles bowman bowyer
boyce boyko boyle bradbury braddock bradley bradshaw bradwell brady bragg braithwaite bramley brannigan
brearley brennan brereton brewer brewster briggs brightwell briscoe bristow britton broadbent broadhurst brock
brookes brooks brosnan broughton brown browne bruno bryant bryson brzezinski buchanan buckland buckle buckley
bui bullock bunting burgess burgin burke burkitt burley burnett burnham burns burrell burrows burt burton
butcher butkus butler butterfield butterworth byers byrd byrne byron cabrera cahill cai calder calderon
caldwell callaghan calvert camacho cameron campbell campos cano capstick cardoso carey carlson carmichael
carney carpenter carr carrington carroll carter cartwright caruso carvalho carver cassidy castillo castro
caswell catchpole catterall cavanagh ceesay celik cetin chadha chadwick chahal chakrabarti chakraborty
chamberlain chan chandler chang chantler chapman charlesworth charlton chatterjee chaudhary chaudhri chaudhry
chauhan chavez chawla cheema cheetham chen cheng chenoweth chesters cheung chiang chikwanha childs chilton
chinwe chisholm chishti chmielewski chohan choi chopra choudhry choudhury chow chowdhury christie chukwu chung
cieslak ciobanu clark clarke clarkson clayson clayton clegg clements cleverley clifford clough coates cobb
cockburn codd cohen cojocaru colbert coleman coles colley collier collingwood collins collinson colman colombo
colquhoun coman conlon conner connolly connor conroy constantin conteh conti contreras conway cook cooke
coombes coope cooper copeland corbett cornish correia corrigan cortes cosgrove costache costello coughlan
coulson coulthard covington cowan cowell cowley cox coxon coyle crabtree cragg craig crane craven crawford
creasey creighton cripps cristea croft crompton crosby crosland cross crossland crossley crouch crowe crowther
croydon cruickshank cruz cuff cullen culshaw cunha cunningham curnow curtis cusack cuthbert czarnecki
czerwinski dabrowska dabrowski dacre dahir dalal dale dalgleish daly dalziel danby dang daniel daniels danjuma
danso dar darboe darby darko darlington dartnell das dasgupta datta daud davenport davey davidson davies davis
davison dawson daynes deakin dean deane delahunty delaney delgado demir deng denham denning dennis denton deol
dervishi desai deshmukh deshpande devlin dewan dewhurst dey dhaliwal dhami dhawan dhillon dholakia diaconu
dias diaz dickens dickinson dickson digby dilworth dimitrov dimmock ding dinh dinsdale dinu dirie dixon
dlamini dobre dobson dodd dodds dodgson dogan dogar doherty dolan domanski dominguez donaldson donkor donnelly
donohue donovan dosanjh douglas dowling downing dowson doyle dragan drake draper drinkwater driscoll drummond
drury dua duale duckett duckworth duda dudek duffield duffy dugdale duggan dumitrescu dumitru dunbar duncan
dunford dunmore dunn dunne dunstan duong durrant dutta dutton dwyer dyer dyson eagleton earnshaw easterby
eastham easton eastwood eaton ebo eccles eddington edmonds edmondson edwards egal egan egerton ekwueme
eldridge ellington elliott ellis ellison ellwood elmi elston emery emmanuel enache entwistle escobar espinoza
esposito esteves estrada etherington evans everett ewing eze ezeh fahy fairbairn fairclough fairhurst falconer
fallon fallows farah faria farnsworth farooq farooqi farquhar farquharson farrant farrell farrow fashola
faulkner fawcett fearnley feeney feng fenton fenwick ferguson fernandes fernandez ferraro ferreira figueiredo
finch finn finnegan finney firth fisher fishwick fitch fitton fitzgerald fitzpatrick fitzsimmons flaherty
flanagan flannery fleetwood fleming fletcher florea flynn fogarty fonseca fontana foote forbes foreman
forrester forster forsyth foster foulkes fowler fox foxton francis frankland franklin fraser freeman freer
freitas fuentes fuller furness gadd gahir gajewski galbraith gallagher gallardo gallego galli gallo galloway
gamble gandhi ganguly gannon garbutt garcia gardiner gardner garg garner garnett garrett garside garvey gashi
gaskell gatehouse gatti gaunt gaye geary gedi gee georgescu georgiev geraghty gerrard gethin ghani gheorghe
ghosh gibbins gibbon gibbons gibbs gibson gifford gilani gilbert gilchrist giles gill gillespie gilligan
gilmartin gilmour gilpin gimenez gladwin glasscock gledhill gleeson glover glowacki goddard godfrey goel goff
gohil golding goldsmith goldstein gomes gomez goncalves gonzalez gooch goodall goodchild goodfellow gooding
goodman goodwin goodyear gordon gorman gormley gorski gosling goswami gough goulding gower goyal grabowska
grabowski grady grafton graham grainger gray greaves greco greene greenhalgh greenhill greenwell greenwood
greer gregory gregson grewal grieve griffin griffith griffiths grimes grimshaw groves guerrero guha gulati
guled gunn guo gupta gutierrez gwilym gwynne gyamfi hackett haddock hadfield hadley hafeez hagan haider haigh
haines hale halford hallam halliday halliwell halloran halstead hameed hamer hamilton hammond hampson hancock
hanif hanley hanlon hanrahan hanson haq haque hardcastle hardwick hardy hargreave hargreaves harker harkness
harland harley harlow harman harmer harper harrington harris harrison harrop harrower hart hartley hartnell
hartshorn harvey harwood hashi hashmi haslam haslett hassan hatfield hathaway hatton hawkins haworth hayes
haynes hayre hayward hazell heald healy heathcote heaton hebblethwaite hebden hector hedges hedley heer
heffernan hegarty hemming hemsley henderson henley hennessy henry henshaw hepburn heptinstall hepworth herbert
hernandez heron herrera herring hersi heslop hewitt heywood hibbert hickman hicks hickson higginbottom higgins
hinchcliffe hind hindle hinds hinton hirsi hirst hitchcock hnatiuk hoang hoare hobbs hobson hodge hodges
hodgkinson hodgson hogan hogarth hogg holbrook holcroft holden holdsworth holgate holland hollingsworth
hollins hollis holloway holme holmes holroyd holt honeyman hooper hopkins hopwood hoque horan horne horner
hornsby horrocks horsfall horton hoskins hough houghton houlihan howard howarth howden howe howell howells
hoxha hoyle hristov hsu huang hubbard huckerby hudson huggins hughes hulme hume humphreys humphries hundal
huntley hurd hurley hurrell hurst hussain hussein hutchings hutchinson hutton huxley huynh hwang hyde hyland
ibanez ibbotson ibbs ibrahim idle idowu iglesias igwe ijaz ike ikpe illingworth ilyas imrie imtiaz ince ingham
inglis ingram inman ionescu ionita iordache iqbal iroegbu ironside irshad irving irwin ishaq isherwood ismail
ivanov ivanova ives iwu iyengar iyer izzard jabbar jablonski jackman jackson jacobs jadeja jagger jakubowski
jalloh jallow jama james jameson jamieson jamil jang janjua jankauskas jankowski jansons jardine jarman
jarratt jarvis jasinski jaswal javed jaworski jeffers jefferson jeffery jeffries jenkins jenkinson jennings
jennison jensen jepson jessop jewell jha jiang jimenez jobson johal john johnson johnston jolley jolly jones
jordan joseph joshi jowett judd juneja kaczmarek kaczynski kadam kakkar kale kalinowski kalnins kamara kamat
kamau kaminski kang kania kanu kapadia kapoor kapur karanja kariuki kashyap kasprzak kaul kaur kavanagh kay
kaya kaye kazlauskas kazmi keane kearney kearns keating keeble keegan keeling keenan kehoe keightley keith
kelleher kellett kelly kemp kendall kendrick kennedy kennett kenny kenworthy kenyatta kenyon keogh kerr
kershaw kettlewell khaira khalid khan khanam khangura khanna khatri khattak khatun khawaja khokhar khosla
kibria kidd kiernan kilburn kilic kim kimber kingsley kinnear kinsella kinsey kipchoge kippax kirby kirk
kirkbride kirkby kirkham kirkpatrick kirkwood kitching kitson knapp knight knott knowles kobayashi koc kohli
kolodziej kone kopec koroma kothari kovalchuk kovalenko kowalczyk kowalska kowalski kozlowski krajewski
krasniqi kravchenko kravets krawczyk krishnan krol krupa kubiak kucharski kulkarni kumar kuznetsov kwan
kwarteng kwiatkowski kwok lacey lacy lafferty lai laidlaw laing lal lalli lamb lambert lambton lamont landon
lang langford langley langton larkin laskowski latham latif latimer lau lawal lawler lawley lawrence lawson
lawton layton lazar leach leadbetter leal leaver ledger lee leech leeming lees legge leigh leighton lennon
leonard leone leslie lester leung lewandowska lewandowski lewis leyland liao liddell liddle liepins lightfoot
lilley lim lin linden lindgren lindqvist lindsay linfield linton lis lister littlewood liu livesey livingstone
llewellyn llewelyn lloyd lloyd-jones locke lockett lockhart lockwood lodha lodhi lofthouse logan lomas
lombardi lonergan longbottom longden longfellow longo longstaff lopes lopez lorimer loughlin lovatt lovell
lovett lowe lowther loxley lozano lucas lui lumb lumley lund lungu lunn luo luong lupton lyall lyle lynch
lynskey lyons lysenko lythgoe mabbott macaulay macdonald mace machado machin maciejewski mackenzie maclean
madan madden maddocks madeley maduka magalhaes magee magoro maguire mahajan mahal mahamud mahboob maher
mahmood mahmoud mahon majeed majewski mak makepeace makin makoni makowski makwana maldonado malhotra malik
malinowski malins mallinson mallory maloney maltby mancini mander manea mangat manley mann mannan manning
mannion manole mansaray mansell mansfield manson manzoor marciniak mariani marino markham markowski marlow
marlowe marple marques marriott marsden marsh marshall marston martin martinez martini martins maskell mason
masood massey massie masud matei mather mathers mathias mathieson mathur matin matos matthews maude maudsley
mawson maxwell mayall maynard mazibuko mazur mbeki mcallister mcalpine mcarthur mcbride mccabe mccall mccallum
mccann mccarthy mccluskey mcconnell mccormack mccormick mccoy mccullough mcdermott mcdonagh mcdonald mcdonnell
mcdougall mcewan mcfadden mcfarlane mcgee mcgill mcgowan mcgrath mcgregor mcguinness mcguire mchugh mcinnes
mcintosh mcintyre mckay mckechnie mckee mckenna mckenzie mckinley mclachlan mclaren mclaughlin mclean mcleod
mcmahon mcmanus mcmillan mcnab mcnally mcnamara mcneil mcpherson mcquade mcqueen mctavish mcveigh meakin
meehan mehmood mehta mei mellor melnyk melo melville memon mendes mendez mendoza menon mensah menzies mercer
meredith merrick merritt messina metcalf metcalfe meyer miah michalak michalski micklethwaite middleton
midgley mihai mihalache millar millard miller millington millward milne milner minchin minhas mir mirza mishra
mistry mitchell mitchum mitra modi moffat mohamed mohammed mohamud mohan moldovan molina mollah molloy molony
molyneux monaghan montague monteiro monteith montes monti moody moorcroft moore moorhouse morais moran
mordaunt moreira moreland moreno moreton moretti morfey morgan moriarty morley moroz morozov morrell morris
morrison morrow mortimer morton moseley mottram mountford mowbray moxon moyes moyo mroz mugabe mughal muhammad
muir mukherjee mulcahy muldoon mulholland mullan mullen muller mulligan mullins mulvey muncaster mundy munir
munro munteanu murphy murray murtaza murthy musa musgrave mushtaq mustafa mutasa muthoni mwangi myers nadeem
naeem nagar nagle nagra naidoo naik nair nairn naismith nakamura nancarrow nanda napier naqvi narang narayan
nascimento naseer nash navarro nawaz nayak naylor nazir ncube ndiaye ndlovu neagu neal neale neary nedelcu
needham neeson negru nelmes nelson nesbitt nettleton neves neville newall newbold newcombe newell newman
newsham newsome newton ng ngai ngo nguyen niazi nichol nicholls nichols nicholson nicol nicolae nieto
nightingale nijjar nikolov nistor nixon njie nkosi nkrumah noakes nobbs nogueira nolan noonan norcross norman
normanton norris northcott norton novikov nowak nowakowski nowicki ntuli nugent nunez nunn nur nuttall
nwachukwu nwankwo nwosu nyambura o'brien o'callaghan o'connor o'donnell o'dwyer o'flaherty o'grady o'hara
o'keefe o'leary o'malley o'neill o'reilly o'rourke o'shea o'sullivan o'toole oakden oakes oakey oakley obaseki
obasi oberoi obi oddie odell odonnell oduya ofori ogden ogilvie ogle ogunbanjo ogunleye okafor okeke okonedo
okonjo okonkwo okoro okpara oladipo olaniyan olawale olayinka oldfield oldham oldroyd oliveira oliver oliynyk
ollerenshaw olofin olsen olszewski olusegun omotayo ong onions onuoha onyango onyeka openshaw opie opoku
oppong oprea orme ormerod ormsby orr ortega ortiz orton osborne osbourne osei osman ostrowski oswald otieno
otley overton owen owens owusu oxley oyelaran oyelowo ozdemir ozols ozturk pacheco packer paddock paget palin
paling pallister palmer pandey pandit panesar pankhurst paradine parekh pargeter parikh parke parker parkes
parkin parkinson parmar parnell parr parris parrott parry parsons partington partridge pascoe patel paterson
pathak patrick patten patterson pattinson patton paulauskas pavel pavlov pawlak pawlowski pawson payne payton
peach peacock peake pearce pearcey pearman pearse pearson peck pell pellegrini pemberton pena penberthy
pendlebury penfold peng pengelly penhaligon pennant penney pennington penrose percival percy pereira perez
perkin perkins perrin perry pervez petch peters peterson petherick petrauskas petre petrie petrov petrova
pettifer pettigrew pettit pham phan phelan phelps phillips philpott phipps piatek pickard pickering
pickersgill pickles pierce pietrzak pigott pike pilkington pillai pilling pinder pinheiro pinkney pinnock
pinto piotrowski pires pirzada pitt pitts platt pleasance plumb plummer pocock pointer polat polishchuk
polkinghorne pollard pomfret ponomarenko ponsonby poole poon popa popescu popov popplewell porter portman
postgate postlethwaite pott potter potts poulter poulton powell pownall prajapati prakash prasad pratt preda
preece prendergast prescott presley preston prestwich priestley priestman primrose pritchard probert procter
proctor prosser proudfoot prout prowse pryce pryor przybylski pugh pullen purcell purdy purewal puri purnell
purohit purvis qadir qazi qian qin quail quarmby quaye quayle queiroz quested quigley quinlan quinn quraishi
qureshi raby radcliffe radford radu rafferty rafiq raghavan rahim rahman rai raine rainford raja rajan rajput
ramachandran raman ramirez ramos ramsbottom ramsden ramsey ramzan rana randall randhawa randle rani ransome
rao rashid rasool ratcliffe rathod rathore rauf raval ravi rawat rawlings rawlins rawlinson rawson raybould
rayner raynor raza razzaq reardon reddy redfern redgrave redhead redman redmond redshaw reece reed rees reeve
reeves regan rehman reid reilly reis relph remington rendell rennie renshaw reyes reynard reynolds rhodes riaz
ribeiro ricci richards richardson rickard ricketts riddell ridgway ridley rigby rigg riggs riley rimmer
rinaldi ringrose rios ripley risley ritchie rivera rizvi roach robb robbins roberson roberts robertson robins
robinson roble robson rocha roche rodgers rodrigues rodriguez rodwell roe roebuck rogers rojas rolfe rollins
romano romero romney rook rooney roper roscoe roscow rosenberg rosenthal rosewarne ross rosser rossi rotaru
rothwell rouse rowbotham rowcroft rowe rowell rowland rowlands rowley rowlinson rowntree royle rubio rudd
ruddock rudenko rudge ruiz rumbold rushton rushworth russ russell russo rust ruston rusu rutherford rutkowski
ryan ryder ryland sabir sachdeva sackey sadiq sadler sadowski saeed sagar saha sahin sahni sahota saini sajjad
sala salami salazar saleem saleh salim sallis salmond salter sampaio sampson samra samuel samuels samuelson
sanchez sanders sanderson sandford sandhu sandiford sandoval sandu sanger sangha sanghera sanni santana
santoro santos sargent sarin sarkar sarker sarpong sarwar satchell sato satterthwaite saul saunders savage
savchenko saville sawdon sawicki sawyer sayer scaife scanlon scarborough schmidt schofield scholes scholey
schwartz scott scully seddon sedgwick sehgal sekhon selby sellars sellers sengupta serban serra serrano sesay
sethi seward sewell sexton seymour shabir shackleton shadwell shafi shah shahzad shaikh shakoor shami shanahan
shannon sharif sharma sharman sharp sharpe sharples sharrock shastri shaukat shaw shearer sheehan shehu sheikh
sheikh-ali shekhar sheldon shelton shen shenton shepard shepherd shepley sheppard sher sheridan sherman
sherratt sherwin sherwood shetty shevchenko shevchuk shinde shipley shipman shorrocks shotton shufflebottom
shukla shuttleworth siddall siddika siddiqi siddique siddiqui sidebottom sidhu sidorov sihota sikora sikorski
sillah sillitoe silva simmonds simmons simms simoes simons simpson sims sinclair singh siu skelton skerritt
skinner skipper slack slade slaney slater slattery sleigh sloan smales smallwood smedley smethurst smirnov
smith smithson smythe snape snell snowden snowdon soares sobczak sodhi sohail sohal sokolov sokolowski
somerville soni sood soomro soto sousa southall southgate southwell southworth souza sowe soyinka speight
spence spencer spink spooner sprague spratt squires srivastava stacey stafford stainton stanciu standish
stanfield stanhope stankevicius stanley staples stapleton starkey starling statham staveley stead steadman
stedman steele stefan stenson stephens stephenson stepien stevens stevenson stewart stirk stobart stockdale
stockton stoddart stoica stokes stoneman storey storr stott stoyanov strachan strang stratton stretton
stringer stringfellow strutt stuart stubbs sturgess suarez subramanian suciu sugden suleiman sullivan sultana
summers sumner suri surtees sutcliffe sutton suzuki swain swales swaminathan swann swarbrick sweeney swift
swinburne swindells syed sykes symonds szczepanski szeto szewczyk szulc szymanska szymanski szymczak tabor
tahir tait takahashi tallis talukder talwar tanaka tanase tandon tandy tang tanner tansley tanveer tariq
tarrant tate tatham tatlock tattersall tavares tavener taverner taylor teague teal tebbutt teixeira telfer
telford templeton tennant teo terrill testa tetley tetteh thackeray thackray thakkar thakur thandi thatcher
theobald thirlwell thirsk thomas thomlinson thompson thomson thorne thornhill thornley thornton thorogood
thorpe threlfall thurlow thwaite thwaites tian tierney tiller tilley timmins timms tindall tinker tinsley
titmus tiwari tkachenko tkachuk tobin todd todhunter todorov toller tolley toma tomaszewski tomkins tomlin
tomlinson tompkins toms tonks toogood toomey topham topping torrance torres touray townend townley townsend
toye tracey trafford tran travers travis tredwell tregenza trelawney treloar tremayne trevithick trickett
trigg trinh tripathi trivedi trotter troughton trueman trujillo truman truong tsang tse tshabalala tsui tubb
tucker tuckwell tudor tufail tuff tulloch tully tunnicliffe tunstall tuohy tupper turay turnbull turner turpin
turton tweddle tweed tyas tyler tyndall tyrrell tyson ubah uche udall uddin udeh ullah underhill underwood
ungureanu unsworth unwin uppal upton urbanski urbonas uren urquhart ursu usher usmani utley uzor vaidya valdez
valente valentini vallance vance vargas varley varma vasile vasiliauskas vasquez vaughan vaz vazquez veal vega
velasco venables venkatesh venn verity verma vernon viana vickers vidal vieira vincent viner vipond virdi
virgo vitale vlad voicu volkov vora vyas waddell waddington wade wadhwa wadsworth wagner waheed wahid
wainwright waite walden waldron walford wali walia walkden walker walker-smith wallace walling wallis wallwork
walmsley walpole walsh walsham walshaw walsingham walter walters walton wang wanjiku warburton wardle wareham
waring warner warnock warren warrington warsame wasilewski watanabe waterhouse waterman waterworth wathen
watkins watling watmough watson watt watts waugh weatherall webb webber webster wedgwood weir welch weller
wells wen wentworth westbrook westwood whalley wharton wheatley wheeldon wheeler whelan whitaker whitcombe
whitehead whitehouse whiteley whiteside whitfield whitham whiting whitlam whitley whitlock whitmore whittaker
whittington whittle whitworth whyte wickham widdowson wieczorek wiggins wigley wilcock wilcox wilde wilding
wilk wilkes wilkie wilkins wilkinson willcocks willets willett willey williams williams-smith williamson
willis willmott willoughby wilmot wilson wilton winder windle winfield wingate winn winship winslow winstanley
winterbottom winterton wisniewska wisniewski withers witkowski witt wlodarczyk wojciechowski wojcik wolfe
wolfenden wolstenholme womack wong woodall woodbridge woodburn woodcock woodford woodgate woodhead woodhouse
woodley woodman woodrow woodruff woodward woodworth wooldridge wooler woolf woolley wordsworth worrall worsley
worthington wozniak wragg wraith wray wright wrigley wrobel wroblewski wroe wyatt wycliffe wyman wynn wynne
wysocki xiao xie xue yadav yamamoto yao yap yaqoob yardley yarrow yarwood yates yau yeates yeboah yeo yeoman
yeung yildirim yildiz yilmaz yim yin yip yoon yorath yorke yoshida younis yousaf yuen yule yusuf zafar zahid
zaidi zajac zak zakrzewski zalewski zaman zamfir zamora zawadzki zelenko zeng zhang zhao zheng zhong zhou zhu
zia zieba zielinska zielinski ziolkowski zou zubair zukauskas zuma
""")
