"""Given names of people in Britain, of every origin."""

from policies.vocabulary import words_of

# Words that are hardly ever anything but a given name when they begin with a capital.
GIVEN = words_of("""
aadhya aadi aaliyah aamir aamna aarav aaron aarush abbie abby abdi abdinasir abdirahman abdirizak abdul
abdullah abdulrahman abdur abeera abena abigail abiola abisola abshir achieng ada adaeze adam adama adaora
adebayo adele adelina adeola adewale adil adile aditi aditya adjoa adnan adolfo adrian adriana adunni advik
adwoa afia agastya agata agim agnes agnieszka ahlam ahmad ahmed ahmednur ahmet aidan aiden aiga aileen ailsa
aimee aine aisha aishah aisling aivars aiza ajay akash akeem akin akira akosua akshay akua akwasi alan alana
alasdair alastair alba albana albert alberto albi albie aled aleena alejandra alejandro aleksander aleksandra
aleksy alessandro alessia alex alexa alexander alexandra alexandru alexia alexis alfie alfie-jay alfred alfy
ali alia alice alicia alin alina alisha alishba alison alistair aliyah allegra alma alonso althea altin alun
alvaro alyona alys alyssa amaka amanda amandeep amar amara amarachi amari amarjit amelia amelie amelka amina
aminah aminata amir amira amit amna amrit amrita amy ana anand anas anastasia anastasiia anastazja anaya anca
anders andre andrea andreas andreea andrei andres andrew andrii andrius andriy andrzej andy aneesa aneta anete
angela angelica angelina angharad angus aniket anil anisa anisha anita anja anjali anjana ankit ankita ann
anna annabel annabelle anne anneliese annette annie annika anoushka antek anthony antoinette anton antoni
antonia antonio anvi anwen anya aoibhe aoibheann aoibhin aoife aqib araba araminta aran arben archie ardita
areeba arham aria ariana arjun arlo armaan arnav arnold arran arslan artem arthur arturas arun arya aryan asad
asha asher ashok ashwin asif asli asma assumpta astrid atharv athena atif attracta aubrey audrey aurelia
aurimas aurora austeja ava ava-rose avani avery avni axel ayaan ayah ayan ayanle ayat ayesha ayla aylin ayman
ayo ayodele ayomide ayomikun ayse aysegul ayub azad aziz azlan babatunde balbir baljinder baljit baran barbara
barnabas barnaby barney barry bartek bartholomew bartosz bashir bassam bastien baz beata beatrice beatrix
beatriz beca becca becky belen belinda bella ben benedict benito benjamin benji berat berfin bernadette
bernard bernie bert bertha bertie besim besnik bethan bethanie bethany betsan betsy betty bev bex beyza bharat
bhavna bianca bilal bilan billie billy bilqis bingwen binh biniam binta bjorn blazej blerina blessed bobby
bodhi bogdan bohdan bohdana bolaji bonita bonnie-mae boris bozena bradley braiden bram brandon branwen brayden
brenda brendan brian briana brianna bridget bridie bronte bronwen bronwyn bruce bruna bruno bryan bryn bryony
bujar bukola burak cabdi cadi cai caiden caio caitlin caleb callan callum calum calvin camelia cameron camila
camilla camille canan candice caoimhe cara carina carl carla carlo carlos carly carmel carmen carol caroline
carolyn carrie carys caspar casper caspian cassandra cassie catalin catalina catarina caterina cathal
catherine cathy catrin catriona cecil cecilia cecily cedric celeste celia celina celyn cemre ceri cerian cerys
cezary chanelle chantelle charis charlene charles charley charlie charlotte chaz chelle chenai cheryl chetan
chiamaka chiara chidera chidi chidinma chika chimamanda chinedu chinonso chinwe chioma chipo chiwetel chloe
chris chrissie christa christina christine christopher chukwudi chun cian ciara ciaran cillian cindy ciprian
claire clara clare clarence clarissa claude claudia claudine clayton clemence clementine clemmie cleo clifford
cliodhna clive clodagh codie codrin cody colin colleen conall concepta connie connor conor constance
constantin coralie corey corina corinne cormac cornelius cosima cosimo cosmin costel courtney craig cristi
cristian cristiano cristina cullen curtis cynthia cyril czeslaw dace daciana dafydd daire daisy daithi dalal
dalia damian damien damilola damola damon dan dana daniel daniela daniella danielle danny danuta danylo daphne
dapo dara darcey darcy dardan darius dariusz darragh darren darryl daryl daryna dave davi david davide davina
dawid dawit daz dazza dean deanna dearbhla deb debbie deborah debra declan deepa deepak deepika defne deirdre
deividas delia delilah della delores delroy delyth demi denis denisa denise deniz dennis denys denzel deqa
derek dermot deshawn desiree desislava desmond devante devika dexter dhruv diana diane dianne diarmuid diego
dieter digby dilan dilys dima dimitar dimitri dina dinah dinesh diogo dion dionne dipti dirk divya diya dmitri
dmytro dolores domenico dominic dominik dominika dominique donald donna donnacha donovan dora doreen dorian
doris dorota dorothea dorothy doug douglas dovydas dragos dritan duarte dulcie dumitru duncan dung dustin
dwayne dwight dylan dympna eabha eamon eamonn ebere ebony ebrima ebru ebuka ecaterina eddie edgar edgars edie
edith edmund edna edona eduardo edward edwin edyta eesa efa effie efua egan egle eileen eilidh eimear eira
ejaz ekow elaine eleanor elena eleni eleri eliana elias elif elijah elin elina elinor eliot elira elis elisa
elisabeth elise eliza elizabeth ella elle ellen ellie ellie-mae ellie-may elliot elliott elodie eloise elsa
elsie elspeth elton elwood elzbieta eman emanuel emeka emelia emer emil emilia emilie emilija emilio emily
emine emir emma emmanuel emmanuella emmeline emmett emre emrys ena enes enid enkeleda enoch enrique enzo
eoghan eoin erdem eren eric erica erik erika erin erion ernest ernesto errol erskine esha eshaal esi esmae
esme esmee esmeralda esmerelda esmond esra esteban estela estelle esther ethan ethel etta euan eugen eugene
eunan eunice eva evan evander evangeline eve evelina evelyn everett evie evija ewa ewan ewelina eyob ezekiel
ezgi ezinne ezra fabian fabio fadi faduma fahad fahim faisal faiza faizan farah farai fardowsa fareed farhan
farhat farid farida farrah farzana fatema fatih fatima fatimah fatma fatmir fatou fatoumata fatuma fawad faye
felicia felicity felipe felix femi fenella fergus fernanda fernando ffion fiadh fidel fiifi filip filipa
filipe finbar fingal finlay finley finn finnian fiona fionn fionnuala flavia flavio fletcher fleur flora
florian florin floyd flutura folake folarin folasade frances francesca francesco francis francisco franciszek
frankie franklin fraser fred freda freddie freddy frederica frederick freja freya freyja frieda funmi furkan
gabby gabi gabija gabriel gabriela gabriella gabrielle gael gagandeep gail gamze gareth garfield garry gary
gatis gaurav gav gavin gayle gaynor gaz gbenga geeta gemma genevieve gentian geoff geoffrey george georgette
georgi georgiana georgie georgina geraint gerald geraldine gerard gerry gertrude gethin ghassan ghazala
gheorghe giada gianluca gideon gilbert giles gillian gina ginny gintaras giorgia giorgio giovanna giovanni
gita giulia giuseppe gladys glenda glenn glenys gloria glyn goda godfrey gokhan goncalo gonzalo gopal gordon
gracie gracie-mae gracie-may graeme graham grainne grazyna greg gregor gregory greta gretchen griff gruffydd
grzegorz guilherme guinevere guled guntis gurdeep gurpreet gurvinder gus gustav gustavo gwen gwendolen
gwendoline gwenllian gwilym gwyn gwyneth habib habiba hadi hadiya hadley hafsa hafsah haider haitham hajra
hakan hala haleema haley halil halima halina halyna hamda hamdi hamid hamish hamza hana hanan haneen hani
hania hanna hannah hari harinder harini haris harish harjit harman harold haroon harpreet harriet harrison
harry haruka harun haruto harvey hasan hashim hassan hatice hattie hayden hayley hector heidi heitor heledd
helen helena helene helga hema hemant henrietta henrique henry henryk herbert hester hettie hetty hiba hibah
hibo hien hieu hilary hilda hiro hiroshi hisham hiwot hoang hodan hollie hoorain horace horia howard howie
hryhorii hubert huda hugh hugo huma humaira humphrey huong huseyin hussain hussam hussein huw huzaifa hyun
iacob iain ian ianthe ibrahim ibtisam ibukun ida idil idris iestyn ieuan ieva ifan ifeanyi ifeoma iffat ifrah
ignacio ignatius igor ihor ijeoma ikechukwu ikenna ikhlas ikraan ikram ikran ilaria ilham ilie ilinca ilir
illia ilona ilyas ilze iman imani immy imogen imran imtiaz ina inaya indira ines inese inez inga ingeborg
ingrid ingus inna innes ioan ioana iolo iona ionela ionut iqra ira irena irene irfan irina irma irum irvin
iryna isa isaac isabel isabella isabelle isadora isaiah isatou isha ishaan ishan ishaq isher ishita ishmael
isidora isla ismail isobel issy istar iulia iuliana ivan ivana ivelina iwona iza izaak izabela izzie izzy
jacek jack jackie jackson jacob jacqueline jacs jaden jadwiga jagdeep jagjit jagoda jaime jake jakub jama
jamal james jamie jamila jan jana jane janek janet janice janine janis jannat janusz janvi jared jarek
jaroslaw jarvis jasleen jasmin jasmine jason jaspal jaspreet jasvir jaswinder jatin javaid javed javier jawad
jaxon jaxson jaxxon jaya jayceon jayda jayden jaydon jaylen jayne jaz jean jeanette jed jeevan jeff jeffrey
jemima jemma jen jenna jennie jennifer jenny jensen jenson jeremiah jeremy jermaine jerome jerry jerzy jess
jesse jessica jessie jeta jethro jez ji-woo jian jide jihad jill jillian jim jimmy jisoo jo joan joana joanna
joanne joao joaquim jocelyn jodie jody joe joel joey johan johanna john johnny jola jolanta jonah jonas
jonathan jonno jonny jools jordyn jorge jose josef joseph josephine josh joshua josiah josie jovan jozef juan
juana juanita judith judy julia julian juliana julie juliet juliette julio julius julka juma jumana junaid
jurgen jurgita justas justin justine justyna jyoti kaan kabir kacper kadiatu kadija kadir kagiso kaiden kainat
kaitlyn kaja kajal kaleb kalina kalpana kamal kamala kamau kamil kamila kamile kamran karamjit karan kareem
karen karim karin karina karl karla karol karolina karolis kartik kashif kasia kasim kaspars kasper kat
katarina katarzyna kate katelyn katerina kateryna katharine katherine kathleen kathryn kathy katie katja
katrina katy kavita kavya kawthar kayden kayla kaylee kayleigh kayley kayode kaz kazimierz keeleigh keeley
kehinde keiko keira keiran keisha keith kelechi kelsey kelvin kemal kemi ken kenan kendra kenechukwu kenji
kenneth kenny kenza kenzie keren kerri kerry keshav kevin kezia keziah khadeeja khadija khadijah khadra khaled
khalid khalida khalil khanh khoa khrystyna khushi kiaan kian kiana kidist kiera kieran kieron kimberley kinga
kinza kira kiran kiranjit kirill kirsten kirstie kirsty kirti kishan kitty klara klaudia kobi kobina koby kofi
kojo komal konrad koray kornelia kris krish krisha krishna kristaps kristen kristian kristina kristupas
krystian krystyna krzysztof ksenia kuba kudzai kujtim kuldeep kulwinder kunal kunle kwabena kwadwo kwaku kwame
kwasi kwesi kyla kyle kylie kyra kyran kyron kyrylo lacey-mae lachlan ladan laia laiba laila laima lakhvir
lakshmi lalita lamia lamin lana lara larissa larry lars larysa lashawn lata latifa latisha latoya laura lauren
laurence laurentiu laurie lauryn lavinia layan layla layton lea leah leander leanne leela leena leighton leila
leilani lekan lena lenny leo leon leona leonie leonor leopold lerato leroy lesia lesley leslie leszek leticia
leutrim lewis lexi lexi-mae leyla lia liam lian liana liban libby lidia liesel lila lilah lili lilian liliana
lilith lillian lilly lily-mae lily-rose lina linas linda lindsay lindsey linh linnea linus lionel liridona
lisa liudmyla liv livia liviu liwia liz liza lizzie lleucu llew llewellyn lloyd logan lois lola lora lorcan
loredana lorena lorenzo loretta lori lorna lorraine lotte lottie lou louie louis louisa louise lowri loz luay
lubaba lubna luca lucas lucia lucian luciana lucie lucien lucille lucinda lucja lucy ludmila ludovic luigi
luis luisa luiz luka lukas lukasz luke lulu luminita luna luqman lydia lyla lyn lynda lyndon lynette lynn
lynne lyra lysander mabel mabli maciej maciek macsen macy madalina maddie maddison madeleine madeline madhav
madhu madiha madison maeve mafalda magda magdalena maggie magnus maha mahad maham mahdi maheen maher mahesh
mahir mahira mahmood mahmoud mahnoor maia maimoona mairead mairi maisie maja makena maksym maksymilian malachi
malachy malaika malak malcolm malgorzata malik malina mallika manahil manal manar manav mandeep mandla mandy
manisha manjinder manjit manon manpreet mansi mantas manuel manuela mara maram marc marcel marcela marcelina
marcelo marcia marcin marco marcus mared marek margaret margarida margarita margot maria mariah mariam mariama
marian mariana marianna marianne mariatu marie marika marilyn marina mario marion marisa marisol marissa
marius mariusz marjorie markus marlene marley marlon marsha marta martha martim martin martina martins martyn
marvell marvin marwan mary maryam maryan maryum marzena matas matei mateo mateus mateusz mathew mathilda
mathilde matilda matilde matt matteo matthew matthias mattie maureen maurice mauricio mauro mavis maxim maxime
maximilian maxine maxwell maya mayank mayar maybel mayowa mayra maysa meenakshi meera meg megan meghan mehdi
mehmet mehreen mehwish mei mei-ling meilyr mekdes melanie melike melina melinda melis melissa melody menna
meredith mererid merlin meron merryn mert merve mette mhairi mia mica micah michael michaela michal michalina
michel michele michelle mick mickey mieczyslaw migle miguel mihaela mihai mihnea mika mikaeel mikael mikaela
mike mikey mikhail mikolaj mila milan milena milica milind millie milly milo milosz mimi mimoza mina minahil
mindaugas minh minji minnie mira mirain miranda mircea mirek mirela miriam mirko miro misbah mischa mishal
mitch mitchell miya modou moeen mohamed mohammad mohammed mohamud mohan mohannad mohit mohsin moin moira moiz
mojisola mollie molly momin momina mona monica monika monique montserrat morag morenike morven moses moshe
mostafa moustafa mpho mubashir muhammad muhammed muireann mujtaba mukesh mukhtar mumtaz muna munashe muneeb
munira murdo muriel murtaza musa musab mustafa musu mya myfanwy mykhailo mykola myla myles myra myrtle nabeel
nabila nada nadeem nadezhda nadia nadiia nadim nadine nadir nadira nadiya naeem nafees nafisa naheed naila
naima naina nairn najma nana nancy nandi nandini nandita nanw naoki naomi narges nargis narinder naseem nasir
nasra nasreen nasser natalia natalie natasha natasza nate nathan nathaniel natnael nattie navdeep naveed
naveen naveera navid navjot navneet navya nawaf nawal nayan nayla nazar nazia nazli neel neela neelam neeraj
neha nehir neil nell nellie nelly nelson nena nerys nevaeh neve neville nevin ngoc ngozi nhung nia niall niamh
nicholas nicky nicola nicolae nicolas nicole nicoleta nida nidal nidhi nigel nikhil nikita nikki niko nikodem
nikola nikolai nikolas nila nils nilufar nima nimco nimra nimrah nina ninette ning niraj nisa nisha nishant
nitin nkechi nkiru nnamdi nneka noa noah noel noelle noemi noemie nojus noman nomsa noor nora norah norbert
noreen norma norman normunds nosheen nour noura nuala nuno nuria nusaiba nusrat nyah nyasha nyla oakley oana
obiageli obinna octavia octavian odette odhran oge ogechi oisin ojas oksana ola olaf olamide oleg oleh
oleksandr oleksandra oleksii olena olga olha oli oliver olivia oliwia oliwier ollie olly olu olumide
oluwadamilola oluwafemi oluwaseun oluwaseyi oluwatobi omaima omair omar omari omer onur oonagh opeyemi ophelia
oran orest orhan orla orlaith orlando osama osas oscar osian oskar osman ostap otavio otieno otis ottilie
ottis otto ottoline ovidiu owain owen oxana ozan ozge ozlem pablo paddy padraig paige pallavi paloma pam
pamela panashe paola paolo parisa parminder parth parveen patrice patricia patrick patrycja patryk patsy paul
paula paulette paulina pauline paulius paulo pavel pavlo pawel peadar pedro peggy pelin penelope percy perdita
peregrine perry pete peter petra petro petru phil philip philippa phillip phoebe phuc phuong phyllis pia
pierre pietro pilar pinar piotr piotrek pippa pola polina polly pooja poonam porscha prabhjot pradeep prakash
pramod pranav prateek pratik preetam preeti prem priscilla prisha priti priya priyanka proinsias przemek
przemyslaw ptolemy purnima qamar qasim quan quang quentin quinn qusai quyen rabia rabiya rachael rachel rachid
radek radha radoslaw radu raees rafael rafaela rafal rafe rafferty rafi rafiq raghav rahel rahim rahma rahul
raihan raivis raj rajan rajesh rajinder rakesh ralph raluca rameen ramesh rami ramiro ramla ramon ramona
ramune rana randa rani rania ranjit ranveer raphael raquel rasa rasha rashad rashid rashida raul ravi raya
rayan raymond rayyan razan razia razvan rebecca rebekah recep reece reema reggie reginald rehan rehana reina
reinis rekha remi remy rena renata renato rene renee renuka reuben reyansh reza rhea rhian rhiannon rhoda
rhodri rhona rhun rhydian rhys ria riaan rian ricardo richard richie rick ricky riddhi rihanna riley riley-jay
rima rimsha rishi rita ritchie ritika ritu riya riyad rizwan roan robbie robbo robert roberta roberto robyn
rocco rochelle rocio roda roderick rodney rodrigo roger rohail rohan rohini rohit roisin rokas rola roland
rolf romain romaisa romeo romilly romy ronald ronan ronnie ronny roopa rory rosa rosalie rosalind rosalyn
rosamund rosanna rosario roseann roseanne rosemary roshan rosie rosina rowan rowena roxana roxanne roy roya
ruairi ruaridh ruba ruben rubina rudo rudy rufus ruhaan ruhi rukhsana ruksana rumaysa rumbidzai rupert
rupinder ruqaya ruqayya ruqayyah ruslan russell ruta ruth ruvimbo ruxandra ryan ryder rylan ryszard saad
saanvi saba sabin sabina sabrina sacha sachin sade sadhbh sadia sadie sadiq saeed safa safiya safiye safiyyah
sagal sahana sahar sahil sahra sahrish saif saim saima saira sajid sajida sakina sakura sal salah salahuddin
saleem saleh salim sally salma salman salome salvatore sam samaira samantha samar samatar sameer samer samia
samina samir samira sammy samrawit samson samuel sana sandeep sandhya sandis sandra sandro sangeeta sangita
sania sanita sanjay sanjeev santiago santino saoirse sapna saqib sara sarah sarai sarina sarita sarmad sasha
saskia satish satnam satoshi satwinder satya saul saule saurav sawsan sayed seamus sean seb sebastian seema
sefton segun selam selena selim selin selina selma semhar semra senan senay seo-yeon serap seren serena sergei
sergio sergiu serhii serkan seth seun seyi shaan shabana shabir shabnam shadi shae shafiq shagufta shahbaz
shahd shaheen shaheena shahid shahnaz shahzad shaista shakeel shakir shakira shalini shamim shamima shams
shamsa shanaya shane shania shanice shaniqua shankar shannon shanti sharif sharifa sharmila sharon shashi
shaun shauna shawn shay shayla shaz shazia sheena shehzad sheila shelby shelley shereen sheri sherin sheryl
shiloh shilpa shira shireen shiv shiva shivani shoaib shobha shona shpresa shreya shreyas shruti shukri shweta
shyam shyla sian sibel siddharth siddhi sidney sidra sienna silas silvana silvia silvio silviu simao simeon
simon simona simone simran simranjit sinead sinem siobhan sioned sipho siraj sireen slawomir smita sneha sobia
sofia sofie sofiia sofija sohaib sohail sola solomon solveig soma somaya somto sonali sondra songul sonia
sonja sonny soo-jin sophia sophie sora soraya sorcha soren sorin sourav sruthi stacey stacy stan stanislav
stanislaw stanislawa staszek stefan stefania stefanie stefano stella stepan stephan stephanie stephen steve
steven stevie stewart struan stuart subhan sudha sufyan suha suhani sukaina sukhdeep sukhi sukhjit sukhmani
sukhwinder sulaiman suleiman suleman sumaira sumaiya suman sumaya sumayya sumayyah sumera sumeya sundus sunil
sunita supriya suraj suresh surinder surya susan susanna susannah sushila susie suzanne sven svetlana svitlana
swati sybil syed sylvia sylvie sylwia szczepan szymon tabassum tabby tabitha tadeusz tadhg tafadzwa taghreed
taha tahir tahira tahmina taimoor taiwo talat talha talia taliesin tallulah tamara tamer tamika tamim tamsin
tania tanika tanisha tanishq tanvi tanya tanzeela tara taras tarek tarini tariq tariro tarun taryn tash tasha
tasnim tate tatenda tatiana tatum tawanda tayo tayyab tayyiba ted teddie teddy tegan tehmina tejas tejinder
telmo temi temitope tendai tendayi tenzin teo teodor teodora terence teresa terri terry tesfay tess tessa
tetiana teya thabo thaddeus thais thalia thandeka thandi thandiwe thanh thao thea thelma theo theodora
theodore theresa thiago thierry thomas thulani thuy tia tiago tiana tianna tiberiu tien tiernan tierney
tiffany tilda tillie tilly tim timothy tina tinashe tinotenda tinuke titi titilayo tiziana tobi tobiah tobias
tobiloba toby tochukwu todd tola tolu tolulope toluwani tom tomas tomasz tomek tommy tommy-lee tomos toms toni
tony tonya tori toyosi tracey tracy traian trang travis trevor tricia trina trish trisha tristan trudi trudy
trung tuan tudur tugba tulay tumelo tunde tuva tuyet tyler tyler-james tymofii tymon tymoteusz tyra tyreece
tyreek tyrell tyrese tyrone ubah ubaid uche uchenna uday ufuk ugis ugne ula ulrich ulrika ultan uma umaima
umair umaira umar umaymah umberto umer umut una unai urmila ursula urszula usaid usha usman uthman uzair uzma
uzoamaka vaani vadim vaida valentin valentina valeria valerie valeriia valon vanda vandana vanessa vani varsha
varun vasco vasile vasilis vasyl veena veer venetia venkat vera vernon veronica veronika vicki vicky vidya
viet vihaan vijay vikas vikram viktor viktoria viktoriia viktorija vilte vimal vinay vincent vinicius vinita
vinnie vinod viola viorel vira viraj virginia vishal vishnu vita vitalii vitor vivaan vivek vivian viviana
vivien vivienne vlad vladimir vladut volodymyr vytautas wael wafa wafaa wahid wahida wajid walaa wale waleed
walid walter wanda wanjiru waqar waqas warsame wasim wayne wendell wendy weronika wesley wieslaw wiktor
wiktoria wilf wilfie wilfred wilhelmina willa william willie wilma wilson winifred winnie winston wioletta
wissam wladyslaw wojciech wojtek wole wolfgang wyatt xander xanthe xavi xavier xenia xhevahire xiaoming xiaoyu
ximena xiu xiulan xochitl xuan yagmur yahya yahye yamen yana yannick yaqub yara yaroslav yasemin yash yasin
yasir yasmeen yasmin yasmine yasser yating yaw yazan yazid yejide yelyzaveta yemi yetunde yevhen yifan yigit
ying yinka yogesh yohannes yolanda yonas yordan yordanos yosef yousaf youssef yousuf yuka yuki yulia yuliia
yumna yunus yuri yurii yusra yusuf yuto yuvraj yvette yvonne zaara zac zach zachariah zachary zack zaher zahid
zahir zahoor zahra zaid zain zaina zainab zainah zak zakaria zakariya zakariye zaki zakia zamzam zane zanele
zara zarah zarina zayan zayd zaydan zayn zaynab zaynah zbigniew zdzislaw zeb zeenat zeeshan zehra zeinab zelda
zena zerda zev zeynep zia ziad zidane zikora zita ziva zivile ziyad zlata zoe zoey zofia zohaib zohra zoia
zola zoltan zora zosia zoya zubair zulfiqar zunairah zuri zuzanna zygmunt
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
