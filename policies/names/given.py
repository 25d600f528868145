"""Given names of people in Britain, of every origin."""

from policies.vocabulary import words_of

# Words that are hardly ever anything but a given name when they begin with a capital.
GIVEN = words_of("""
aadhavan aadhya aadi aaliyah aamir aamna aarav aaron aarthi aarush abayomi abbie abby abdelkader abdelrahman
abdi abdiasis abdifatah abdihakim abdikadir abdikarim abdilahi abdimalik abdinasir abdinur abdiqani abdirahman
abdirashid abdirizak abdisalam abdiweli abdolreza abdul abdulaziz abdulkadir abdulkarim abdullah abdullahi
abdullatif abdulmalik abdulrahman abdur abebe abeeku abeera abena abhay abhinaya abhishek abigail abimbola
abiodun abiola abirami abisola abshir abshiro achala achieng achola ada adaeze adaku adam adama adanna adaora
addisalem adebanjo adebayo adebola adedayo adedoyin adeeb adele adeleke adelia adelina adem ademola adeniyi
adeola aderonke adesola adetokunbo adetola adewale adewunmi adeyinka adhiambo adhiran adil adile aditi aditya
adjoa adnan adolfo adomas adongo adrian adriana adunni advik adwoa afaf afia afnan afolabi afonso afroza
afsaneh afshin afua agastya agata agilan agim agne agnes agnese agneta agnieszka agron ahado ahana ahlam ahmad
ahmadreza ahmed ahmednur ahmet ahsen aidan aiden aiga aija ailbeart aileas aileen ailis ailsa aimee aina aine
ainhoa aisha aishah aisling aiste aitana aivars aiza ajay ajibola akalya akanksha akash akeem akello akin
akinola akintunde akinwale akinyi akira akos akosua akshay akshaya akua akvile akwasi akwia alaa alaeddin alan
alana alasdair alastair alba alban albana albano albena albert alberto albi albie albina albion albulena
aldona aled aleena alejandra alejandro aleksander aleksandra aleksy alem alemayehu alessandro alessia alex
alexa alexander alexandra alexandru alexia alexis alfie alfie-jay alfonso alfred alfy algirdas algis ali alia
aliaa alice alicia alin alina alireza alise alisha alishba alison alistair aliyah alketa allegra alma almantas
almaz almudena alonso althea altin altina alun alvaro alvydas alyona alys alyssa amadeu amaechi amaka amal
aman amanda amandeep amandine amani amanuel amar amara amarachi amari amarildo amarjit ameen ameena ameer
ameerah amelia amelie amelka amina aminah aminata amir amira amirali amirhossein amit amita amma amna amol
amran amrit amrita amruta amudha amy ana anab anabela anaelle anahita anais anand ananthi anas anastasia
anastasiia anastasios anastazja anaya anbarasan anbu anca anders andile andis andra andre andrea andreas
andreea andrei andres andresa andrew andrii andris andrius andriy andrzej andy aneesa aneirin aneliya anesu
aneta anete aneurin anfal angela angelica angeliki angelina angelo angharad angus anhelina aniket anil
aniruddha anisa anisha anita anja anjalai anjali anjana ankit ankita ankur ann anna annabel annabelle anne
annegret anneke anneli annelies anneliese annette annie annija annika anotida anouk anoushka anowara ansis
ansumana antanas antek anthony antia antigoni antoinette anton antoni antonia antonio antra anuli anuoluwapo
anupama anuradha anushan anushiya anushka anvi anwar anwen anya anyango aodhan aoibhe aoibheann aoibhin aoife
aonghas aparna apolline apostolos aqib araba araminta aran aranka arash arben arber archana archie ardal
ardeshir ardian ardit ardita areeba areej arezou arham aria ariam ariana arifa arinola arinze ariyo arjeta
arjun arlete arlind arlo armaan armin arnaldo arnav arnis arnold arpita arran arsalan arslan artan artem
arthur artiola arturas arturs arulmozhi arulnathan arun aruna arunthathi arvid arvis arwa arya aryaman aryan
asad asbjorn aseel asen asha asher ashiqur ashkan ashok ashvin ashwaq ashwin ashwini asif asiya asli asma
asmaa asrar assumpta astri astrid atanas atefeh athanasia atharv athavan atheer athena atieno atif atim atousa
attila attracta aubrey audrey auma aune aurel aurelia aurelie aurelien aurimas aurora aurore ausra ausrine
austeja ava ava-rose avani avery avinash avni avraam awale awet awuor axel axelle ayaan ayah ayan ayanda
ayanle ayanna ayat aydin ayele ayesha aygul ayla aylin ayman aymen aynur ayo ayobami ayodeji ayodele ayokunle
ayomide ayomikun ayoola ayotola ayotunde ayse aysegul aysenur aysun ayten ayub azad azadeh azar azita aziz
azlan azra azubuike azza baaba babajide babak babatunde babirye badr badriya baffour bahaa bahador bahar
baharak bahareh bahram baiba bakary balakrishnan balazs balbir baljinder baljit balwinder bamidele baptiste
baraa baran barbara bardha baris barnabas barnaby barney barry bartek bartholomew bartlomiej bartosz barwaqo
basak bashar bashiir bashir bashkim basma bassam bassel bastien batool batuhan bavani bavithra bawer bayan baz
beata beate beathag beatrice beatrix beatriz beca becca becky bedwyr behnam behnaz behrouz behzad bekim bekir
belen belinda bella ben bence benedict benedita benito benjamin benji benoit berat bereket beren berenice
berfin berhane beritan berivan berk berkay bernadette bernard bernardo bernie bert bertha bertie berwyn besa
besart besian besiana besim besmir besnik betelhem bethan bethanie bethany beti betsan betsy betty betul bev
bex beyza bezawit bharat bhavani bhavesh bhavika bhavini bhavna bhumika bhupinder bianca bilaal bilal bilan
bilge billie billy bilqis bindu bingwen binh biniam binta birgit birgitta birgul biruk birute biser bisi
bistra bita bjarne bjork bjorn blanka blathnaid blazej bleona blerim blerina blerta blessed bobby bodhi bodil
bogdan bogdana boglarka bogumil bogumila bogusia boguslaw bohdan bohdana bohdanna bolaji bongani bonita
bonnie-mae borbala boris borislav borislava borje boryana boyan boyko bozena bozenka bozhidar bradley braiden
bram brandon branok branwen brayden breesha brenda brendan brian briana brianna bridget bridie brighid brikena
britta bronislaw bronagh bronte bronwen bronwyn bruce bruna bruno bryan bryluen bryn bryony buba bujar bukola bukunmi
burak burcu burim burkhard busayo bushra busisiwe busra butheina caasha cabdi cabdullahi cadan cadhla cadi
cadog cador caetano cagla cagri cahir cai caiden caio cairistiona caitlin caleb callan callum calum calvin
camelia cameron camila camilla camille canan candice cansu caoimhe caolan cara caradog caragh carina carl
carla carlo carlos carly carmel carmen carmo carol caroline carolyn carrie carys caspar casper caspian
cassandra cassie catalin catalina catarina caterina cathal catherine cathy catia catrin catriona cawo ceallach
cecil cecilia cecily cedric ceitidh celeste celia celina celine celyn cemal cemre ceren ceri cerian cerys
cetin ceylan cezary chandni chandrika chanelle chantelle charalambos charanjit charis charlene charles charley
charlie charlotte charu chaz chebet chelle chelvi chenai chenjerai cheruiyot cheryl chetan chiamaka chiara
chibueze chibuike chibuzo chidera chidi chidiebere chidimma chidinma chidubem chiedza chiemeka chigozie
chijioke chika chikezie chikodi chimamanda chimezie chinaza chinedu chineme chinenye chinonso chinwe chinyere
chioma chipo chipochashe chirag chisom chitra chiwetel chizoba chloe chris chrissie christa christelle
christina christine christoph christopher christos chrysanthi chrysoula chukwudi chukwuebuka chukwuemeka
chukwuka chukwuma chun cian ciara ciaran cigdem cihan cillian cindy ciprian ciwan claire clara clare clarence
clarissa claude claudia claudine claudio clayton clea clemence clementine clemmie cleo clifford cliodhna clive
clodagh codie codrin codruta cody coinneach colin colleen colm comhghall conall conceicao concepta conchobhar
conn connie connor conor constanca constance constantin coralie corentin corey corina corinne cormac cornelia
cornelius cosima cosimo cosmin costel costin courtney craig crina cristi cristian cristiano cristina cristovao
csaba csilla cullen cuong curtis cynan cynthia cyril czesia czeslaw dace dacian daciana dafina dafydd dagim
dagmara dahabo dahir dainis dainius daire daisy daithi daiva daksha dalal dalia daljit dalma dalvinder damian
damien damilola damisola damola damon dan dana daniel daniela daniella danielle danny danuta danute danylko
danylo daphne dapo dara darasimi darcey darcy dardan dareen darius dariush dariusz darragh darren darryl
darshan darshana darshna daryl daryna dave davi david davide davina davinder davood dawid dawit dayo daz dazza
deaglan dean deandre deanna dearbhla deb debbie deborah debra declan deepa deepak deepali deepika deepti deeqa
defne degan deimante deiniol deio deirdre deivanai deividas dejaun dejon delaram delia delilah della delores
delphine delroy delwar delyth demelza demet demi denis denisa denise denitsa deniz dennis denys denzel denzil
deolinda deqa derek derin dermot derya deshawn desiree desislav desislava desmond detlef devante devika dexter
dhanush dhanushan dharani dharshini dhaval dhivya dhruv dhruvi dhuha diamantino diana diane dianne diarmaid
diarmuid didem diego diep dieter dietrich digby dilakshan dilan dilara dilbirin dilek dilip dilovan dilsad
dilyana dilys dima dimitar dimitra dimitri dimitrios dimitris dina dinah dinesh diogo dion dionne dipti dirk
divakar divya diya diyaa diyar dmitri dmytro dmytryk doaa dobrochna dobromir dobromira dobroslawa dogan doina
doireann dolapo dolores domenico domhnall domingas domingos dominic dominiczka dominik dominika dominique
donal donald donatas donika donna donnacha donnchadh donovan donya dora doreen dorian dorin dorina doris dorit
dorka dorota dorothea dorothy dorottya doruk doug douglas dovile dovydas dragos drita dritan driton duaa
duarte ducu dulcie dumisani dumitru duncan dung dunya dustin duyen duygu dwayne dwight dyfan dyfed dylan
dympna dzintra eabha eachann ealish eamon eamonn eanna ebba ebele ebere eberechukwu ebony ebou ebrima ebru
ebube ebubechukwu ebuka ebunoluwa ebyan ecaterina eckhart ecrin eddie edgar edgaras edgars edie edita edite
edith edmilson edmond edmund edna ednyfed edona edouard eduarda eduardo eduards eduart edward edwin edyta
edytka eesa efa effie efia efthymia efua egal egan ege egidijus egil egils egle egzona ehsan eifion eileen
eilidh eilis eimantas eimear eimhear einar einion eira eirian eirlys eirwen eithne eivind ejaz ekene
ekenedilichukwu ekin ekkehard ekow ekrem ekua ekundayo elaheh elaine elan elanur eleanor eleftheria elen elena
eleni eleri elfed elfriede elgan elham eliana elias elif elijah elin elina elinor eliot elira elis elisa
elisabet elisabeth elisaveta elise elisio elitsa eliza elizabeth ella elle ellen ellie ellie-mae ellie-may
elliot elliott elnaz elodie eloise elona elowen elsa elsie elspeth elton eluned elvira elwood elwyn elzbieta
emad eman emanuel emanuela emeka emel emelia emeline emer emese emil emilia emilie emilija emilio emilis emils
emily emine emir emlyn emma emmanuel emmanuella emmeline emmett emre emrys emyr ena enda ender endrit enes
enid eniko eniola enis enitan enkeleda enoch enrique enzo eoghan eoin erblin ercan erdal erdem eren ergys eric
erica erik erika erikas erin erion erisa erjon erkan erlend ermal ermias ermira ernest ernestas ernesto
ernests ernst erol eron errol ersin erskine ertugrul eryk erzsebet esfandiar esha eshaal esi esin esinam eskil
esmae esme esmee esmeralda esmerelda esmond espen esra esraa essam esteban estela estelle estevao esther
eszter etain etelka ethan ethel etienne etta euan eugen eugene eugenia eugenie eugenio eunan eunice eurig
eurwen eva evaldas evan evander evangelia evangeline evangelos eve evelina evelyn everett evie evija evin ewa
ewan ewelina eyerusalem eylul eymen eyob eyup ezekiel ezenwa ezgi ezhil ezinne ezra fabian fabien fabienne
fabio fabrice fadi fadime faduma fadumo faezeh fahad fahim fahri faisa faisal faiza faizan falastin falguni
farah farahnaz farai faraz farbod fardin fardous fardowsa fareed farhad farhan farhana farhat farhiya fariba
farid farida farideh faridoon farnaz farrah farrokh farshid farzad farzana farzaneh fatbardha fatema fatemeh
faten fathi fathia fatih fatiha fatima fatimah fatjon fatlinda fatlum fatma fatmir fatou fatoumata fatoumatta
fatuma faustine fawad fawzia faye fayrouz feargal fearghal fedir fehintola fehmi feidhlim felicia felicity
felipe felix femi femke fenella feranmi ferdia ferdows ferenc fereshteh fergal fergus ferhad feride fernanda
fernando fernao festim feven feyza ffion fiachra fiadh fida fidel figen fiifi filip filipa filipe filmon
filomena filsan finbar fingal finlay finley finlo finn finnian finola fintan fiona fionn fionnan fionnlagh
fionntan fionnuala firas firat firouzeh fisnik fiyinfoluwa flamur flamuri flavia flavie flavio fletcher fleur
floarea flora florent florentina floresha florian florica florin floris floyd flutura foday folake folarin
folasade folashade foluke foroogh forough fotini fowzia frances francesca francesco francis francisca
francisco franciszek francois francoise frankie franklin fraser fred freda freddie freddy frederica frederick
fredrik freja freweini freya freyja frieda friederike friedrich fritz frode fruzsina fulya fumilayo funda
fungai funmi furkan gabby gabi gabija gabor gabriel gabriela gabriele gabriella gabrielle gael gaelle gaetan
gagandeep gail gajan gajani gajendran galin galina gamuchirai gamze ganesan ganga gareth garfield gargi garry
gary gaspar gaston gatis gaurav gav gavin gayathri gayle gaynor gaz gazmend gbenga gbolahan gearoid geertje
geeta gemma genet genevieve genowefa genta gentian geoff geoffrey george georgeta georgette georgi georgiana
georgie georgina georgios geraint gerald geraldine gerard gerda gergana gergely gerhard germain gerren gerrit
gerry gertrude gethin gezim ghada ghaith ghaleb ghassan ghazal ghazala ghebre gheorghe gheorghita ghina ghinwa
ghislaine giada giang gianluca giannis gideon giedre giedrius gilbert gilberto giles gilles gillian gina ginny
gintaras gintare gints giorgia giorgio giorgos giovanna giovanni girish gisela gita giulia giuseppe gizem
gladys glenda glenn glenys glesni gloria glyn gniewko goda godfrey gokhan goksu golnar golnaz gonca goncalo
gonzalo gopal gordon goron goronwy gosia gowri gowtham graca gracie gracie-mae gracie-may graciete graeme
graham grainne granit grazyna grazynka greetje greg gregor gregory greta gretchen griff gruff gruffydd
grzegorz gudrun guilherme guillaume guinevere gulalai gulay gulcan gulden guled guleed gulnaz gulsah gulsen
gulsum guna gunars gundega gunes gunhild gunilla gunnar gunta gunter gunther guntis guoda gurbax gurcharan
gurdeep gurdev gurdial guri gurjot gurkirat gurleen gurmeet gurmit gurnam gurnoor gurpreet gursharan gursimran
gurvinder gus gustav gustavo gustaw guto guven gwawr gwen gwenael gwenaelle gwenda gwendolen gwendoline
gwenith gwenllian gwennan gwenno gwenola gwilym gwion gwithian gwyn gwyneth gwynfor gyongyi gyorgy gyula
haakon habboon habib habiba habibullah haddy hadeel hadi hadiya hadley hafsa hafsah haider haile haitham
hajnalka hajra hakan hakki hakon hala haleema haley halide halil halima halimo halina halinka halldor halvard
halyna hamad hamda hamdan hamdi hamed hameed hamid hamidreza hamish hamit hamza hana hanadi hanan haneen hanh
hani hania hanin hanna hannah hanne hanneke hannelore hansa hansjorg haralambie haralds haran harbans
harbhajan hardeep hardip hargun hari hariharan harinder harini haris harish harjas harjit harkirat harleen
harman harmeet harmohan harold haroon harpreet harriet harrison harry harsha harshil harsimran haruka harun
haruto harvey harvinder hasan hashem hashim hashmat hasina hasret hassan hatem hatice hattie havryil haya
hayat haydar hayden hayley hayriye heba hector hedda heddwyn hedra hedvig hefin heidi heike heinrich heinz
heitor hejar hekmat helat helder heledd helen helena helene helga helge helin helle helmut heloisa hema hemal
hemamalini hemant hend hendrik hendrika hennie henning henri henrietta henrik henrike henrique henriqueta
henry henryk herbert herminia hermon hester hetal hettie hetty heulwen hevi hiba hibah hibaq hibo hicca hidaya
hien hieu hilary hilda hilde hildegard hiral hiro hiroshi hirut hisham hitesh hiwot hiyam hlib hnat hoang
hodan hodo holger hollie homa honore hooman hoorain hopcyn horace horia horst hossein houshang howard howie
hozan hristina hristo hryhorii hubert hubertus huda hugh hugo hugues hulya huma humaira humphrey huong hursit
husam huseyin hussain hussam hussein huw huyen huzaifa hyun hywel iacob iain ian iancu ianthe iarla iarlaith
ibado ibrahim ibtihal ibtisam ibukun ida idalia idil idiris idman idris idwal iestyn ieuan ieva ifan ifeanyi
ifechukwu ifedayo ifeoluwa ifeoma iffat ifrah ifunanya iga ige ignacio ignacy ignas ignatius igor ihor ihsan
ijeoma ikechukwu ikenna ikhlas ikraan ikram ikran ilakkiya ilango ilaria ilayda ilda ildiko ileana ilga
ilgvars ilham ilhan ilie ilinca ilinka ilir ilirjana iliya ilkay ilker ilknur illia illtyd ilmars ilona ilonka
ilse ilva ilwad ilyas ilze imad iman imani imara immy imogen imran imre imtiaz ina inas inaya inbam inci
inderjit inderpal indira indra indrani indre ines inese inez inga ingeborg inger ingrid ingrida inguna ingus
ingvild inioluwa iniyan inka inna innes inthuja intisar ioan ioana ioanna ioannis iolo iomhar iona ionela
ionelia ionica ionut iorwerth iqbal iqra ira iraj irena irene ireoluwa iretioluwa irfan irina irma irmak irum
irvin iryna isa isaac isabeau isabel isabella isabelle isadora isaiah isatou isatu isaura iseabail isha ishaan
ishan ishani ishaq isher ishita ishleen ishmael isidora iskra isla islwyn ismail ismet isobel israa issam issy
istahil istar istvan ithel iulia iuliana iuliu iustin ivan ivana ivanka ivars ivaylo ivelina ivet iveta ivone
iwan iwona iwonka iyanuoluwa iza izaak izabela izzie izzy jaap jabril jacca jacek jacinta jack jackie jackson
jacob jacqueline jacques jacs jaden jadesola jadwiga jagdeep jagjit jagna jago jagoda jagpreet jagruti
jahanara jahangir jahmai jahmal jaime jaimin jainaba jake jakub jaleh jalpa jama jamal james jamie jamila
jamshid jan jana jananan janani janarthan janarthanan jane janek janet janice janina janine janis jannat
jannatul jannie janos janusz janvi japji japleen jared jarek jarka jarl jaromir jaroslaw jarvis jasbir jasiek
jaskaran jaskirat jasleen jasmeet jasmin jasmine jasnoor jason jaspal jaspreet jasvir jaswant jaswinder
jathushan jatin javad javaid javaughn javed javier javonte jawad jawahir jaxon jaxson jaxxon jaya jayceon
jayda jayden jaydon jayesh jaylen jayne jaz jean jeanette jeanne jed jedrzej jeevan jeevitha jeff jeffrey
jegan jehona jekabs jelimo jelle jemima jemma jen jenifer jenna jennie jennifer jenny jens jensen jenson
jepchirchir jeremiah jeremy jermaine jeroen jerome jeronimo jerry jerzy jess jesse jessica jessie jesutofunmi
jeta jethro jetmir jeton jeyanthi jez ji-woo jian jide jigna jignesh jihad jihan jill jillian jim jimmy jimoh
jinal jinan jisoo jiyan jo joan joana joaninha joanna joanne joao joaquim joasia jocelyn jocelyne jodie jody
joe joel joelle joey joginder johan johanna john johnny jola jolan jolanta jolita jomar jonah jonas jonathan
jonno jonny jood jools joost jordi jordyn jorg jorge jorida joris jorunn jory jose josef joseph josephine josh
joshua josiah josie joumana jouri jovan jowan jozef jozefa jozsef juan juana juanita judit judith judy jujhar
julcia julia julian juliana julie julien juliet julieta juliette julija julio julita julius julka juma jumana
junaid junjun juozas jurate jurgen jurgita juris jurrien justas justin justinas justine justyna jutta jwan
jyoti jyotsna kaan kabilan kabir kacper kaddy kadiatu kadija kadir kadriye kafui kagiso kaiden kainat kaisa
kaitlyn kaja kajal kajetan kajsa kalaivani kaleb kalin kalina kalliope kalman kaloyan kalpana kalpesh kaltrina
kaltuma kaltun kalyani kamal kamala kamalini kamau kambiz kamen kamil kamila kamile kamini kamran kamsi
kamsiyochukwu kamyar kanaga kanchan kanimozhi kanyinsola karamjit karamvir karan kareem karen karim karima
karin karina karl karla karlis karnail karol karolcia karolina karolis karoly karthik karthika karthikeyan
kartik kashif kashish kasia kasim kaspars kasper kat katalin katarina katarzyna kate katelyn katerina katerini
kateryna katharine katherine kathleen kathrin kathryn kathy katie katja katrijn katrina katy kaushal kaushik
kaveh kavin kavinaya kavinesh kavita kavitha kavleen kavya kawa kawthar kayden kayinsola kayla kaylee kayleigh
kayley kayode kaz kazia kazimierz kebba keeleigh keeley keerthana keerthi kehinde keiko keira keiran keisha
keith kelechi kelechukwu kelsey kelvin kemal kemi kemunto ken kenan kendra kene kenechukwu kenji kenneth kenny
kensa kenver kenwyn kenza kenzie kerem keren kerensa kerim kerra kerri kerry keshav kestutis ketan ketki kevin
kewal keyvan kezia keziah khabat khadar khadeeja khadija khadijah khadra khaldoun khaled khalid khalida khalil
khamisi khanh khanyisile khawla khiem khoa khosrow khrystyna khuloud khushi khyati kiaan kian kiana kianoush
kibrom kidane kidist kiera kieran kieron kieu kikelomo kimberley kinga kinjal kinza kipkemoi kiprono kira
kiran kirandeep kiranjit kiraz kiril kirill kirit kirpa kirpal kirsi kirsten kirstie kirsty kirthika kirti
kirushan kishan kishor kitto kitty kivanc kjell kjersti klaas klara klaudia klaus klea klejdi klementyna
klevis knut kobby kobi kobina koby koen kofi kojo kokila kolade kolawole komal konrad konstantina konstantinos
koray kordian kornel kornelia kosi kosisochukwu kostas kotryna kourosh krasimir krasimira kreshnik kris krish
krisha krishna krishnaveni krisjanis kristaps kristen kristers kristian kristijonas kristina kristine
kristupas kriszta krisztian krisztina kruti krystek krystian krystyna krzys krzysztof ksawery ksenia kseniia
kuba kubra kubus kudakwashe kudzai kudzanai kugan kujtim kukua kulbir kuldeep kuldip kuljit kulsuma kulvinder
kulwinder kumaran kumud kumudha kunal kunle kushtrim kwabena kwabla kwadwo kwaku kwamboka kwame kwasi kwasiba
kweku kwesi kyla kyle kylie kymani kymarley kyra kyran kyriaki kyriakos kyron kyrone kyryll kyrylo labinot
lacey-mae lachezar lachlan lachlann lacramioara ladan laetitia laia laiba laila laima laith lajos lakhbir
lakhvir lakhwinder lakshan lakshana lakshitha lakshmi laleh lalit lalita lamees lamia lamin lamorna lana lanre
laoise laoiseach lara larissa larry lars larysa lasairfhiona lashawn laszlo lata lathika latifa latisha latoya
latoyah laura laure lauren laurence laurent laurentia laurentiu laurie laurinda lauris lauryn lavanya lavinia
layal layan layla layton lea leah leander leandro leanne leart ledion leela leen leena leif leighton leila
leilani lejla lekan lelde lemlem lena lenny lenuta leo leon leona leonel leonie leonor leopold lerato leroy
leshawn lesia lesley leslie leszek leticia leutrim levent levente lewis lexi lexi-mae leyla leyli lia liadan
liam lian liana liban libby libin lidia lidka lieke lien liene liepa liesbeth liesel liesl lieve ligita lila
lilah lili lilian liliana lilith lilla lillian lilly lilou lily-mae lily-rose lina linards linas linda lindita
lindiwe lindsay lindsey linh linnea linus lionel liridon liridona lirie lisa lisbet liubov liudmila liudmyla
liv livia liviu liwia liz liza lizzie lleucu llew llewellyn llewelyn llinos lloyd llyr lochlann logan logini
loic lois lojain lokman lola lolade lonan lora lorcan loredana lorena lorenzo loreta loretta lori lorin lorna
lorraine lotte lottie lou louane loubna louie louis louisa louise lourenco loveday lovepreet lowenna lowri loz
luan luana luay lubaba lubna luca lucas lucia lucian luciana luciano lucie lucien lucille lucinda lucja
lucretia lucy ludis ludivine ludmila ludovic ludovina ludwik ludwika luigi luis luisa luiz lujain luka lukas
lukasz lukaszek luke lukrecija luljeta lulu lulzim luma luminita luna luned lungelo luqman lutfur lutz luwam
lydia lyla lyn lynda lyndon lynette lynn lynne lyra lysander lyubomir lyubov lyudmila maaike maame maan maarit
maarten mabel mabli machteld maciej maciejka maciek macsen macy madalena madalina madara maddie maddison
madeleine madeline madhav madhu madiha madison maebh mael maelle maelys maen maeve mafalda magali magda
magdalena magdalenka maggie magne magnus maha mahad mahalakshmi maham mahamed mahasin mahbub mahbuba mahdi
maheen maher mahesan mahesh mahfuza mahima mahin mahir mahira mahlet mahmood mahmoud mahmud mahmuda mahnaz
mahnoor mahsa mahtab maia maido maija maimoona mair mairead mairi mairwen maisa maisie maisoon maita maja majd
majid majka majlinda makaay makanaka makda makena maksim maksym maksymilian malachi malachy malaika malak
malcolm maldwyn malgorzata malik malin malina malkit mallika malwina manahil manal manar manav mandana mandeep
mandla mandy manel manijeh manimegalai manimekalai maninder manisha manjinder manjit manmeet manmohan manolis
manon manpreet manroop mansi mansour mantas manuel manuela maoliosa mara maram maran marc marceau marcel
marcela marcelina marcelinka marcelo marcia marcin marco marcu marcus mared mareike marek margaret margarethe
margarida margarita margaux marged margh margot margrit marharyta maria mariah mariam mariama marian mariana
marianka marianna marianne mariatu maricel maricica marie marieke mariia marijke marijus marika marilyn marina
marinela mario marioara marion marisa marisol marissa marit marites marius mariusz marivic mariyana marjan
marjorie markus markuss marlene marley marlon marsaili marsha marta martha martim martin martina martine
martins marton martyn marvell marvin marwa marwan marwo mary maryam maryama maryan marysia maryum marzena
marzenka marzieh masih masoud massen masuma matas matei mateo mateus mateusz mateuszek mathan mathangi mathew
mathieu mathilda mathilde mathis mathivanan mathumitha matias matilda matilde matt matteo matthew matthias
mattie matyas maud maureen maurice mauricio mauro mavis mawuli mawusi maxim maxime maximilian maxine maxwell
maya mayada mayank mayar maybel mayokun mayowa mayra maysa maysaa maysoon mayssa mayur mayuran mayuri mazen
mazlum meaza mechthild meenakshi meenal meenatchi meera meg megan megha meghan mehar mehdi mehmet mehran
mehrdad mehreen mehri mehrnaz mehtap mehwish mei mei-ling meike meilyr meinir meirion mekdes melanie melaniia
melat melike melina melinda melis melissa melody melor meltem menaka menna meraud meredith mererid mergim
merhawi merlin meron merryn mert merve meryem mesfin meskerem mesut metheven mette meurig mewael mhairi mia
mica micah michael michaela michal michalek michalina michalis michasia micheal michel michele michelle mick
mickey mieczyslaw mieke mieszko migle miguel mihaela mihai mihaita mihaly mihir mihnea mihret mika mikaeel
mikael mikaela mike mikey mikhail miklos mikolaj mila milan milda milen milena milica milind millie milly milo
milosz mimi mimoza mina minahil minal mindaugas minh minji minnie minoo miquel mira mirac mirain miranda miray
mircea mireille mirek mirela miriam mirica mirjam mirjeta mirko mirlinda miro miroslaw miroslawa mirren
mirwais misbah mischa mishal mital mitch mitchell mitesh mithila mithran mitica mitra miya mizgin moatasem
modestas modou modris moeen mofe mofiyinfoluwa mohamed mohammad mohammed mohamud mohamuud mohan mohana
mohannad mohinder mohit mohsen mohsin moin moira moises moiz mojisola mojtaba mollie molly momchil momin
momina momodou mona monalisa monica monika monique monowara montserrat moraa morag morayo morenike morfydd
morium morteza morven morwen morwenna moses moshe mostafa motunrayo mouaz mountaha moustafa moynul moyosore
mpho mthunzi muath muayad mubarak mubashir mudiwa mugunthan muhammad muhammed muhammet muhannad muhubo
muireall muireann muirne mujtaba mukadder mukesh mukhtar mukilan mukta mulki mullai mulu muluken mumbi mumtaz
muna munachimso munashe muneeb munevver munira muno muntaha munther murali murat murchadh murdo muriel
murrough murtaza musa musab mustafa mustapha musu muthanna muthu muthukumar mutsa mya myfanwy myghal mykhailo
mykhailyna mykola mykolas myla mylene myles myra myrddin myriam myron myroslav myroslava myrtle nabeel nabil
nabila nabwire nada nadarajah nadeem nadeen nadege nader nadezhda nadia nadiia nadim nadine nadir nadira
nadiya naeem nafees nafisa nagalakshmi nagla naheed nahid nahla naila naima naina nairn najat naji najibullah
najma najmo najwa nakato nana nancy nandhini nandi nandini nandipha nandita nandor nansi nanw naoise naoki
naomh naomi narcis narcisa narges nargess nargis narin narinder narinderjit narmada naseem nasim nasima
nasimiyu nasir nasra nasreen nasrin nasser nastaran nasteexo nasteho natalia natalie nataliia natalka natanael
natarajan natasha natasza nate natercia nathan nathaniel natnael nattie nauris navdeep naveed naveen naveera
navid navjot navleen navneet navya nawaf nawal nayan nayana nayef nayla nazan nazar nazarii nazdar nazia
nazife nazim nazli nazma nazmije nazmul ndidi neasa nebiyat nechirvan nedelcho neel neela neelam neelesh neema
neepa neeraj neeta nefyn negar negin neha nehal nehir neil nekesa nela nelinho nell nellie nelly nelson nelu
nena nerijus neringa nermin nerys nesrin nesta nestor nevaeh neve nevena neville nevin newroz nexhmije nghia
ngoc ngonidzashe ngozi nhung nia niall niamh nicholas nicky nicola nicolae nicolas nicole nicoleta nicusor
nida nidal nidhi nienke nigel nihal nihat nijole niket nikhil nikita nikki niko nikodem nikola nikolai
nikolaos nikolas nikolay nikoleta nikolett nikos nila nilay nilesh nilgun niloufar nils nilufar nilufer nima
nimco nimisha nimo nimra nimrah nina ninette ning niraj niral niranjan niranjana nirav nirmal nirmala
nirmaljit nirosha nirthika nisa nisanur nisarg nisha nishant nishita nishtiman nitesh nithya nitin nivetha
niyi nizar njeri njoki nkechi nkechinyere nkem nkemdilim nkiru nkosana nmesoma nnamdi nneka nnenna noa noah
noel noelle noemi noemie nojus nokutenda nokuthula nollaig nolwenn noman nomsa nomvula nonso nontobeko noor
nooshin nora norah norbert noreen norma norman normunds nosheen nouf nour noura nqobile ntombi nuala numan
nuno nuran nuray nurcan nurhan nuria nurjahan nursel nurten nurun nusaiba nusrat nuux nwabueze nyaboke nyah
nyarai nyasha nyima nyla nyokabi oakley oana oanh obaapa obada obafemi obiageli obinna obioma oceane octavia
octavian odai oddny odette odhran odile odunayo oge ogechi ogechukwu ognyan oighrig oisin ojas okan oksana
oksanka oktay ola olabisi oladele olaf olajumoke olalekan olamide olanrewaju olaoluwa olasubomi olatunde olavo
olawale olayemi olayinka oleg olegario oleh olek oleksa oleksandr oleksandra oleksii olena olenka olga olgierd
olha oli olinda oliver olivia olivier oliwia oliwier ollie olly olu olufemi olufunke olumide olusegun olusola
oluwabunmi oluwadamilola oluwadarasimi oluwafemi oluwafunmilayo oluwakemi oluwasegun oluwaseun oluwaseyi
oluwaseyifunmi oluwatobi oluwatobiloba oluwatosin oluwatoyin olwen omaima omair omama omar omari omarion
ombeline omer omid omolara omotola omowunmi omran onur onyekachi onyinye onyinyechi oonagh opemipo opeyemi
ophelia opio oran orcun oreoluwa orest orhan orhun orla orlaith orlando ornela orry orsolya orysia osagie
osaid osama osaretin osas osayi oscar osian oskar oskarek oskars osman ostap otavio otieno otilia otis ottilie
ottis otto ottoline ousman ousmane ovidiu oviya owain owen oxana oyinda oyindamola oyinkansola oystein ozan
ozcan ozge ozkan ozlem pablo paddy padmini padraic padraig padrig paie paige paivi pallavi paloma pam pamela
panagiota panagiotis panait panashe panka pankaj paola paolo parag paramjit paraschiva paraskevi parastoo
paresh pari parisa parminder parmjit parth parthiv parvaneh parvathi parveen parvin parwana pascal pascale
pasco patrice patricia patricio patrick patrycja patryk patsy paul paula paulette paulina pauline paulino
paulius paulo pavel pavlina pavlo pavlos pawel pawelek payal peadar pedro peggy peigi pejman pekka pelin
pelinsu pencho penda penelope penka percy perdita peredur peregrine perihan pernille perran perrine perry
petar pete peter peteris petko petra petrica petro petroc petronela petru petrut petya peyman phil philip
philippa philippe phillip phoebe phong phuc phuoc phuong phyllis pia pierre pierrick pieter pieterje pietro
pilar pinal pinar piotr piotrek pippa piragash pirakash piran piriya pirjo piroska placido plamen plamena
platon pola polina polly pooja poonam porscha pouria pouya povilas poyraz prabhjot prabhleen prabhnoor prachi
pradeep pradeepan pragna prakash pramod pranav pranvera prateek pratik praveen praveena preetam preeti prem
priscilla prisha prital pritam pritesh prithika priti priya priyanka proinsias przemek przemyslaw ptolemy
pugazh purnima purvi puvi qadan qais qali qamar qasim qendrim quan quang quentin quim quinn quoc qusai qusay
quyen quynh raafat rabab rabee rabia rabiya rachael rachana rachel rachid rachna radek radha radhika radina
radka radomir radoslav radoslaw radost radu raed raees rafael rafaela rafal rafalek rafe rafferty rafi rafiq
ragavan raghad raghav ragna ragnar ragnhild rahaf raheel raheem raheema rahel rahela rahim rahima rahma rahul raihan
raimonda
raimonds raimundo rainer raitis raivis raj rajal rajan rajani rajesh rajeswari rajinder rajni rajveer rakesh
rakhi ralph raluca rama ramanan ramazan rameen ramesh ramez rami ramin raminder ramiro ramiz ramla ramon
ramona ramune ramya rana ranald ranbir randa raneem rani rania ranim ranjani ranjit ranveer raphael raquel
rares rasa rasha rashad rashaun rashawn rashid rashida rashmi rasmus raul ravi ravinder ravindran ravleen raya
rayan raymond rayna rayyan razan razia razvan rebaz rebecca rebekah rebin recai recep reece reem reema reena
reggie reginald regis rehan rehana rehema reidun reina reinhard reinier reinis reka rekha remi remigiusz
remilekun remy rena renars renas renata renato rene renee renell renske renu renuga renuka reuben reyansh reza
rezan rezaul rhea rhian rhiannon rhoda rhodri rhodric rhona rhonwen rhuaridh rhun rhydian rhys ria riaan rian
ricardo ricards richard richie rick ricky riddhi ridvan ridwan rihanna rihards riitta riley riley-jay rima
rimantas rimas rimsha rineta rinor riona rishi rita ritchie ritika ritu ritvars riya riyad rizalyn rizwan roan
robbie robbo robert roberta roberto robi roble robyn rocco rochelle rocio roda rodas rodel roderick rodney
rodolfo rodrigo roel roger rogerio rohail rohan rohey rohini rohit roisin rojan rojda rojin rokas rokeya
roksana roksolana rola roland rolandas rolands rolf romain romaisa romane romeo romilly romnick romy ronahi
ronak ronald ronan ronique ronke ronnie ronny rooda roopa roozbeh rory rosa rosalie rosalina rosalind rosalyn
rosamund rosanna rosaria rosario roseann roseanne rosemarie rosemary rosen rosenwyn roshan roshanak rosie
rosina rositsa rostam rostyslav rotimi rouba roula rowaida rowan rowel rowena roxana roxanne roy roya roza
rozalia rozerin rrezarta rron ruaa ruadhan ruadhri ruairi ruairidh ruan ruaraidh ruaridh ruba ruben rubina
ruchi rudiger rudo rudolfs rudy ruediger rufaro rufus rugile ruhaan ruhela ruhi rukhsana ruksana rumana
rumaysa rumbidzai rumen rumyana runa runak runar rupal rupert rupinder rupinderjit ruqaia ruqaya ruqayya
ruqayyah rushil ruslan ruslana russell ruta rutendo rutger ruth ruud ruvarashe ruvimbo ruweyda ruxanda
ruxandra ryan ryder rylan ryszard ryszarda rytis saad saado saanvi saba saban saber sabiha sabikun sabin
sabina sabine sabri sabrina sacdiya sacha sachi sachin sade sadhbh sadia sadie sadiq saeed saeedeh safa safaa
safiya safiye safiyyah sagal saghar sahal sahana sahar sahil sahra sahrish sahro sahur saif saiful saikou
sailesh saim saima saimir sainabou saira saja sajid sajida sakina sakthi sakura sal salah salahuddin saleem
saleh salih salim salimatou salina sally salma salman salome salvatore salwa sam samah samaira samaneh samanta
samantha samar samatar sameer sameera samer samia samina samir samira sammy samrawit samsam samson samta
samuel sana sanaz sanda sandeep sander sandhya sandija sandis sandor sandra sandrina sandrine sandro sanele
sangeeta sangeetha sangita sania sanita sanjay sanjeev sanjeevan sanjida sanna sanne sanskriti santiago
santino sanziana saoirse saorla sapna saqib sara sarabjit sarah sarai sarangan saranya saraswathi sarbjit
sareedo sarina sarita sarjo sarmad saroja sarya sasha saskia sathya satinder satish satnam satoshi satpal
satwinder satya saul saule saulius saumya saurav sava savas savinder sawsan sayed sazan seamus sean seanan seb
sebastian sebastiao sebastien seda sedat sedra seema sefa sefer sefton segun sehaj seiriol sejal selahattin
selam selamawit selami selassie selcuk selda selena selim selin selina selma selorm selvam selvi semhar semih
semra senait senan senara senay senthil senthuran senyo seo-yeon seoirse seonaid sepideh serap serban serdar
seren serena sergei sergio sergiu serhii serkan serwaa setareh seth seun seval sevda severine sevgi sevil
sevim sevinc seweryn seyda seyi sezen sezer shaan shabana shabir shabnam shadae shadi shae shafiq shafiul
shagufta shahab shahanara shahbaz shahd shahed shaheen shaheena shahid shahida shahla shahnaz shahram shahriar
shahrukh shahrzad shahzad shailesh shaimaa shaista shakeel shakir shakira shalini shamim shamima shamis
shamiso shams shamsa shamso shanaya shane shaneka shanell shanelle shania shanice shaniqua shanique shankar
shanmugam shannon shantel shanthini shanti shapour sharangan sharareh sharif sharifa sharmarke sharmila
sharmin sharmini sharon shashi shatha shaun shauna shavonne shawn shay shayan shayla shayma shaz shazia sheena
shehzad sheida sheila shelby shelley shene shenelle sheniqua shereece shereen sheri sheriffo sherin sheryl
sherzad shideh shikha shilan shiloh shilpa shingai shira shireen shirin shital shiv shiva shivam shivani
shkelqim shkumbin shoaib shobha shohreh shokoufeh shola shona shorouq shpresa shqipe shradha shreya shreyas
shrikant shruti shukri shwan shweta shyam shyla siamak sian siavash sibel sibongile sibusiso siddharth siddhi
sidney sidra siegfried sienna sifiso sigita signe sigrid sigrun sigurd siham sila silas silke silvana
silvestre silvia silvio silviu silviya sima simao simar simas simbarashe simeon simin simina simisola simon
simona simone simphiwe simran simranjit simranpreet simret sinan sindisiwe sinead sinem sinmiloluwa sinthuja
sintija siobhan siofra sion sioned sipho siphokazi siraj sireen sirin sirwan sissel siva sivakumar sivan
sivani siwan siyana sizwe sjoerd skaiste skender skirmante slavi slawek slawomir smaranda smilte smit smita
smriti sneha sobia sofia sofie sofiia sofija sofiya sohaib sohail soheil soheila sohrab sokol sola soledad
solene solenne solomiia solomon solveig solveiga soma somaya somhairle somto somtochukwu sonal sonali sonam
sondra songul sonia sonja sonny soo-jin sophia sophie sora soran soraya sorcha soren sorin sorina sorley
soroush sotiria sotiris souad soudabeh soulaf sourav sowmya spiros spogmay spyridon spyros srivani sruthi
stacey stacy stan stanca stanimir stanislav stanislava stanislaw stanislawa stasia stasiek staszek stavros
stavroula stefan stefania stefanie stefaniia stefano stefka steinar stelian steliana stelios stella stellan
stepan stephan stephane stephanie stephen steren steve steven stevie stewart stijn stoyan struan stuart suad
subashini subhan subira subomi sucaad suchitra sudha sufia sufyan sugandha suganthi suha suhaib suhaila suhani
suheyla suhur sujata sujatha sujeevan sukaina sukanya sukhbir sukhdeep sukhi sukhjinder sukhjit sukhmani
sukhpreet sukhraj sukhwinder sukran sukru sulafa sulaiman sulayman suldan suleiman sulekha suleman suleyman
sulwyn sumaira sumaiya suman sumathi sumaya sumayya sumayyah sumera sumeya sumeyye sumithra sunaina sundari
sundus sunil sunita supriya surafel suraj surbhi suren suresh surinder surjit surya susan susana susanna
susannah sushila susie sutharsan suzan suzanne svante sven sverre svetlana svetlin svetoslav sviatoslav
svitlana swantje swara swaran swati swetha sybil syed syeda sylvain sylvia sylvie sylwek sylwia szabolcs
szczepan szilvia szonja szymon tabassum tabby tabitha tadas tadeusz tadhg tadiwa tadiwanashe tafadzwa tafara
taghreed taha tahereh tahir tahira tahmina tahmineh tahsin taimoor taisiia taiwo takudzwa tala talal talan
talat taleen talha talia taliesin tallulah tamam tamara tamas tamer tamika tamilselvi tamim tamsin tamsyn
taner tanesha tania tanika tanisha tanishq tanja tanjina tansel tanvi tanya tanzeela tapiwa tara taraneh taras
tarek tarini tariq tariro tarkan tarlochan tarsem tarun taryn tash tasha tashana taslima tasmia tasneem tasnim
tate tatenda tatiana tatum taulant tautvydas tawananyasha tawanda tayfun tayo tayyab tayyiba tearlach tecwyn
ted teddie teddy tegan tegen tegh tegid tegwen tehmina tejal tejas tejinder tejpreet tekle telma telmo
temesgen temi temidayo temiloluwa temitope tendai tendayi tendo teniola tenzin teo teodor teodora teodosio
teofil teoman terence teresa terezia terje terri terry tesfay tesni tess tessa tetiana teun teuta tewodros
teya thabo thach thaddeus thaer thais thalia thanasis thandeka thandi thandiwe thanh thao tharani tharsan
tharshika thayalan thea thelma themba thembeka thembi theo theodora theodore theodoros theresa thiago thibault
thien thierry thijs thilagavathi thilini thinh thivya thoa thokozani thomas thorbjorn thorsten thuan thulani
thulasi thuong thushan thuy tia tiago tiana tianna tiarna tiberiu tiberius tibor tichaona tida tien tierna
tiernan tierney tife tiffany tigist tiina tilda tillie tilly tim timea timothee timothy tina tinashe tinevimbo
tinodaishe tinotenda tinuke tiphaine tirion titi titilayo tiwa tiziana tjeerd toader toan tobechukwu tobi
tobiah tobias tobiasz tobiloba toby tochukwu todd todor todorka tokunbo tola tolga tolu tolulope toluwani tom
tomas tomasz tomek tomi tomisin tomiwa tommy tommy-lee tomos toms toni tony tonya toprak torben torbjorn tori
torquil torsten torunn tosin toyin toyosi tracey tracy traian trang traudl travis treasa trefor tressa trevor
treyvon tricia trina trinh trish trisha tristan trond truc trudi trudy trung trupti truus trystan tsegay
tsehay tsion tsveta tsvetan tsvetelina tuan tuana tudfor tudorel tudur tugba tugce tulay tulin tumaini tumelo
tuncay tunde tunrayo tuong turgut turkan turlough tushar tuula tuva tuyen tuyet twm tyler tyler-james tymofii
tymon tymoteusz tymur tyra tyreece tyreek tyreke tyrell tyrese tyrique tyrone uainin ubah ubaid ubax uche
uchechukwu uchenna uday udhaya udochukwu ufuk ugis ugne ugochi ugochukwu ugonna uilleam uisdean uju ujwal
ukamaka ula uldis ulf uliana ulla ulrich ulrika ulrike ultan uma umaima umair umaira umar umaymah umberto umer
umesh umran umut una unai unni upendo upinder urien urmila ursel ursula urszula urszulka urte urvashi urvi
usaid uschi usha usman uthman utku uwe uyen uzair uzma uzoamaka vaani vadim vaida vaidas vaishali vaishnavi
vaithegi vaiva valbona valdas valdemar valdis valdrin valentin valentina valeri valeria valerie valeriia
valeriu valli valmir valon valters vanathi vanda vandana vanessa vani vanitha vansh varathan varsha varun
vasanthi vasco vasil vasile vasilica vasiliki vasilios vasilis vasudha vasuki vasyl vasylyna vathani vedant
veena veer velan velichka velislav velmurugan venelin venera venetia venkat venthan ventsislav vera vernon
veronica veronika vesela veselin veselina vetri viacheslav vianney vibha vicki vicky victoire vidar vidhi
vidmantas vidya viesturs viet vigdis viggo vihaan vihan vija vijay vijayalakshmi vijitha vikas vikram viktor
viktoria viktoriia viktorija vilas vilija vilius vilmos vilnis vilte vimal vimala vimbai vinay vince vincent
vineta vinh vinicius vinita vinnie vinod vinoth vinotha viola violetta violette viorel viorica vipul vira
virag viraj virgil virgiliu virginia virginie virginijus vishakha vishal vishnu vita vitalii vitalija vitalina
vithya vitor vivaan vivek vivian viviana vivien vivienne viyan vjosa vlad vladimir vladislav vladut vladyslav
vladyslava vlora voirrey voldemars volkan volker volodya volodymyr vrinda vsevolod vusi vuyo vytas vytautas
waad wadzanai wael wafa wafaa wahid wahida wahidullah wairimu wajid walaa waldemar wale waleed walid walter
waltraud wambugu wambui wanda wanessa wangari wanjiru waqar waqas warda warsame waseem wasim wasswa wayne
welat wendelien wendell wendy wenna werner weronika weronka wesley wessel wiebke wiesia wieslaw wieslawa
wiktor wiktorek wiktoria wilco wilf wilfie wilfred wilfried wilhelmina willa willem willemijn william willie
wilma wilson winfried winifred winnie winston winta wioletta wisam wissam witold wladek wladyslaw wlodek
wlodzimierz wojciech wojtek wole wolfgang wouter wuraola wyatt wyn wynford xaawo xalimo xana xander xanthe
xavi xavier xenia xezal xezar xhevahire xhevdet xhoana xiaoming xiaoyu ximena xiu xiulan xochitl xuan yaaba
yabsira yadhavan yagmur yahya yahye yakup yalcin yalini yaman yamen yamuna yana yanitsa yankuba yann yannick
yannis yaqeen yaqub yara yared yaroslav yaroslava yaryna yasaman yasar yasemin yash yashika yasin yasir
yasmeen yasmiin yasmin yasmine yasser yassin yathushan yating yavor yavuz yaw yayra yazan yazhini yazid yejide
yelda yelyzaveta yemane yemi yetunde yeva yevgen yevhen yevheniia yewande yiannis yifan yigit ying yinka
yiorgos yishak ylber ylli yllka ylva yngve yoana yodit yogesh yogeswari yogita yohannes yolanda yonas yonatan
yonca yordan yordanka yordanos yosef younes yousaf yousra youssef yousuf ysella yucel yuka yuki yulia yuliia
yuliya yumna yunus yuri yurii yurko yusra yusuf yuto yuusuf yuvan yuvika yuvraj yves yvette yvon yvonne ywain
zaara zabiullah zac zach zachariah zachary zack zafer zaharia zaher zahid zahir zahoor zahra zaid zain zaina
zainab zainah zak zakaria zakariya zakariye zakhar zaki zakia zakir zamfir zamira zamzam zanda zandile zane
zanele zannatul zara zarah zarina zarmina zaviyar zawadi zayan zayd zaydan zayn zaynab zaynah zayyan zbigniew
zbyszek zdravko zdzislaw zdzislawa zeb zeenat zeeshan zeferino zehra zeina zeinab zekeriya zelal zelda zelie
zeliha zemen zena zenon zenta zerda zeren zerihun zerrin zev zeynep zeytun zhaleh zhana zhivko zia ziad ziba
zidane zigmas zigurds zikora zilan zilvinas zimuzo zinaida zinhle zinovia zita ziva zivai zivile ziyad zlata
zodwa zoe zoey zofia zohaib zohra zohreh zoia zola zoltan zora zorawar zoriana zornitsa zosia zoya zozan
zsigmond zsofi zsofia zsolt zsuzsa zsuzsanna zubaida zubair zubeyde zuhair zuhal zuleyha zulfiqar zulmira
zunairah zuri zuza zuzanna zuzia zvikomborero zygimantas zygmunt
aarti abul adao adesua afsana aikaterini aiko ainslie aishwarya aklima alexandre alexandros alexei alicja allister
anatoly anika anthoula antonella anzhela aoibhinn aristotelis arkadiusz armando artair artur arturo arvind arwel
ashish athanasios augusto augustyn ayumi baldev beppe blanca blodwen bola bolanle borys caoilfhionn caradoc cawil
ceinwen ceridwen cezar chamari chiedu chiyo claudiu consuelo cordell cristobal daisuke devi dewi dharmesh dilani
dilshan dipak donatella dougal dugald ealasaid edson efstathia eirini eleonora elisabetta emiko emilian encarnacion
enfys engin enrico ephraim esosa esperanza evgenia ewen fabrizio fadia farrukh faysal fearghas federica federico
fflur filippo filiz fitzroy fumiko funke funmilayo gaetano gauri gennaro giacomo gianni gino giulio glenroy
graziella guillermo guoqiang gurinder habibur haidar hande haoran hasnain hideo hinda hiroko horatio horatiu
hryhoriy huiling humayun iago ibironke icilda ifor inmaculada irini ishbel ishrat ismahan isuru iulian ivorine iyabo
jagdish jamac jasvinder jayant jiahui jianhong jitendra joaquin josefa josefina jumoke junjie kamaljit kamrul kaori
katsu kavindi kazuko kemar kenna kenta khaleda khurram kirsteen kumari kumiko lascelles lazaros ledina lennox
leonardo liadh liwei loukas lucius ludovica luiza luul lyudmyla macarena mahfuz maite majed makoto maliha malini
manish manjula manoj marcello marcio maribel mariko mariola marios mariya marva masako massimo maurizio meena megumi
meilin melek meleri meredydd metin michela michiko midori mihail mihangel mingzhu miyuki mizanur mobeen modupe
monifa monir morfudd mounir mudassar muhibur mujahid murdoch musarrat nalini namrata naoko nataliya natalya neslihan
nguyet nicolo nimali nneoma noriko norville nouri nurul octavio oleksiy ornella orville osaro osvaldo oyinkan paco
padma pantelis pasquale pearline pepe periklis petros phineas pierluigi prabha prashant rafa raffaele raffaella
rafiqul raheela rahila rajiv rawan rehena reiko roddy rodica rosana ruhul ruqiya ruwan sabeen sachiko sachini sadaf
sadiqur safia samreen sanjeewa santosh savita savvas sayeda sehrish semyon seraphina serhiy seyma shafiqul shahin
shaima shamsul shantelle sharice sheetal shefali shehnaz shigeru shinji siew sita soji solomiya sotirios stamatia
steffan sumit sylwester takashi takeshi talfryn tanvir tarquin tasleem tayyaba teleri tharindu tiarnan tommaso
tomoko umit vadym valentyna valeriy valmira vasant velma veysel vicente vincenzo violeta vittoria vittorio
vyacheslav weiming widad wilbur wystan xinyi yanling yelena yichen yoko yorick yoshiko yumi yuriy yutong zadie
zaheer zahida zainabu zeki zihan zillah zoryana cuthbert bea
xiuying euphemia hepzibah lucjan tremaine vashti aurelio wullie
""")

# Given names that are also words, months, places or family names, or very short: they need more around them.
AMBIGUOUS_GIVEN = words_of("""
abel ace ama amber angel anh april art arta ash ashley ashton asia aster august austin autumn awa bailey bao
basil bay beau beth bethlehem beverley bill blair blake blessing blossom bob bonnie brad brook brooke buddy
carey carlton carolina cary cem chance charity chase chelsea chester chi china christian clay clement cliff
clint clyde colette cora coral cosmo crawford crispin crystal dale dallas dao dawn dawson deacon denver dev
devon dick dillon dolly dom don dot drake drew dua duc dudley duke earl ece ed eda eden efe ela eli ellis
elvis ember emerson ernie faith feng fern flo florence florrie forrest fran frank gale gene georgia ginger
glen grace grant gray griffin gul guo guy hai hal hao happy harley harmony harper harris hazel heath heather
hermione hoa holly honey honor hope hua hui hunter huy hyacinth ike indi india indiana indigo ion iris irving
israel ivo ivor ivy jade jasper jay jet jewel jia jin jing jon jordan journey joy joyce jude jun june junior
justice kai karma kay kaya kelly kent kim king kingsley kit lacey lamar lan lance lark laurel lawrence lee lei
leigh len leonard lexie liberty lily lin lincoln lindon ling lourdes mack mackenzie madina mae mai mali maris
mark marshall mason max may mel mercedes mercy merry miles min ming misha misty mo montgomery monty morgan
moss murray nam nat ned nel nga nhi nic nick nico noble non nur obi ocean olive paris parker pat patience
pearl penny petal phoenix piers ping poppy praise precious prince princess prudence qiang qing queenie rain
raja ray reed reef regina rex rich rin rio river rob robin rod roman ron rose ross ruby rui rush rut sabah
saffron sai salem salvador sami sandy savannah scott scout shah shan sheikh shirley shu sid sierra sky skye
son spencer stanley storm sue suki sultan summer sunny sydney tam tao taylor thi thu tiger trent tri trinity
troy tudor tyne ugo val van ved verity vic victor victoria violet wade warren wei wen west will willow winter
wren xia xiao xin xue yaa yan yen yong yuan yue yui zeke zen zhen zhi
""")
