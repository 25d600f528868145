"""Words that posts use in small letters, so that one with a capital need not be a name."""

from policies.vocabulary import words_of

ORDINARY = words_of("""
ability aboard abroad absence absent absolute absolutely abuse academies academy accepted accepting accepts
accessibility accident according accounts accredited acoustics acronym acted acting actions actor actors
actual adapt adapted added adding address adjustment adjustments admin administration administrator admire
admission admissions admit admitting adopted advance advert advertise advertising adverts advise advisory
affect affected affects afford afternoons agencies agency agenda ago agree agreed agreement agrees aids aimed
air alarm alcohol allegations allergies allotment allowed almost alone alongside aloud alphabet alphabetical
alternate alternative alternatives although altogether amazed ambassador ambassadors ambulance amend amended
amendment amount angry animal animation annex anniversary announced announcement announcements anonymised
anonymous anonymously answered answering answerphone anybody anyway anywhere apart apologise apologised
apology apparently appealed appealing appear appetite applause application applications applied applies
applying appointed approach approaches approved apps aquarium archive areas aren argue argued argument
arguments arm arms arrange arranged arrangement arrangements arranges arranging arrivals arrive arrived
arrives arriving arse artist artists ashamed aside asks asleep assessed assessor assistant assistants assured
asylum ate attach attached attack attends audio audit auditors author authorise authorised authorities
authority authors automatic average avoid avoidance awaiting awake awarded awful awkward babysitter backdated
backdates backdating backed backhanders backing backlog backs backwards bacon badge badges badly bags bake
baked bakery balance ballot balls ban band banding bands bandstand bangs banned banner banners bar barrister
barristers base bases basics batch bath battle bays bean beanbags bear bearing bears beaten beats became
becomes bed beer beforehand began begins begun behalf beige belief bells belongs below bench benches
bereavement beside bet beyond bid bidder biddies bids bigger biggest bikes bilingual billing bin bingo binned
binning bins bio birth biscuit biscuits bit blame blank blanket blankets bless block blocks bloke blood bloody
blow blushing boards boat boccia bodies boiled boiler bold bones bonus booked booking bookings booklet
booklets boot boots border boring borough borrow borrowed boss bother bothered bottle bottom bought bouncy
bourbons bowl bowling boxes boycott branch brand branded brass breach breaking breath breed brew bridge brief
briefing brigade brilliant bringing brings brittle broke broken brought browse bruises bubble buddies budget
budgets buggies builders built bulletin bullied bumped bunch bundle bundles bungalow burden bursar bursary
burst buses buster button buttons buying buzz buzzing cab cabinet cakes calendars caller callers calling
calmer camera cameras campaigner campaigners canal cancel cancellation cancelled candidate candidates cane cap
capital caption captioned captions caravan caravans cardboard cards careful cares caretaker carnival carpet
carried carrier carries carry carrying cars cartoon cases casework caseworkers cash castle cat catching
catering caught cause causes cease census cent centres cerebral certain certificates chains chair chaired
chairs chamber changed channel chap chapel chaps chapter character characters charge charged charges charging
charities chart charts chasing chatbot chatting chavs checked checker checking checks cheer cheering cheers
cheese chef chess chief childcare childminders chips chocolate choir choosing chose chosen chuffed cinema
circumstances circus civic civilised claim claimed claiming claims clap classmates clause clean cleared
clearer clearly clears clerk clever click clients climbing clinical clinicians clinics clip clock clocks
closed closes closing closure closures clothes clue clues cluster coach coaches coast coat coats cochlear code
codes cold colleague colleagues collect collected collecting coloured colouring colours column columns
comedian comedy comfy comic comment commented commenting comments commission commissioner commissioning
committed committee companion company compare compared compares comparison competition complain complained
complaining complete completely completes complex compulsory conceded concept concerned concerns concluded
condition conditions confidential confidentiality confirm confirmed congratulations cons conservatory consider
considering constituency constituents consult consultant consulted consulting contacted contacts contain
contents contest continence continues contract contractor contracts contribution controls convicted convinced
cooks cool coordinator coordinators copes copied copies copy core corner correct corrected correction corridor
corridors cos costs costume costumes could couldn councillor councillors councils counted counter counters
counting counts couple couples cousin cover covered covers cow crackers crashed cream creche credit crest crew
crews cricket cried crime cripple cripples criteria critics crossed crossing crossword crowd cruel crumb cry
crying cup cupboard cups cure current cushion cushions custard customer cuts cutting cycle cycles daft danger
dark data dated dating dealt death debate debated debates decent decide decided decides declared defend
defender defenders defending deficit definitely degree degrees delay delayed delays delete deleted delighted
deliver delivered demand den denies dentist dentists departments depend depending depends deposit deposits
deputy deregister deregistering describe described describes description deserve deserved deserves designated
designed designs desk desks detailed determined developmental device diabetes diagnosed diagnoses diaries
diary dictionary didn die died diet dietitian diets differ differently differs dig dimmed dinosaur dinosaurs
director directorate directory dirty disagree disagreement disappointed disciplinary discipline disco
discovered discriminated discussed disgrace dish dislike disorder display dispute disputes distance distress
district divided dob doctored document documentary documents doesn dogs donations donkeys dont doors dose
double doubt dough downloaded dozen dozens draft drafted drafts dragon drain drama drawing drawings drawn
dread dreading dreams dress dressed dresses drink drinks driver drivers drives driving drizzle dropped
dropping drove drums drunk dry duet dull dumb dust duties duty dystrophy ear earlier earned ears easier easily
eaten eats edition educate educated educating effect efficient effort egg eighteen elastic eldest elected
election elections elective electoral eleven eleventh eligibility eligible elsewhere emailed emailing emails
embarrassed emergency emoji emotionally employ employer employers employs empty endeavours ended ending
endorse ends engaged engine engineers enhanced enormous enter entered entitled entrance entries envelope
episode equipment error escort escorts especially essential estate estates evenings everywhere evidently
exactly examples except exception exceptional exceptions exclude excluded excuse excuses executive exhausted
exhausting exist expected expects expenses explainer explaining explains explanation faces fact factsheet
factsheets faggots fail failed failing failings fails failure fairness fairy faked faking falling falls false
famous fan fancy fans fare fares farewell farm fast faster fat fault fave favour favourites favours fear fed
fee feed feeding feeds feels fees fell felt ferry festive fetch fewer fiction fiddled fiddling fidgets field
fifteen fifth fifty fighting figure figures file files filing fill filled filling fills films finalise
finalised finally finance findings finds fined fines finger fingers finish finished finishes finishing fire
firm firms fish fits fitted fiver fives fix fixed flapjack flask flat flats float flood floor flow flowchart
flowers flu foetal fold folder folders folk folks followed follower followers follows font foot force forces
forecast foreign foreigners forest forged forget forgive forgot forgotten formal former fortnight fortnightly
forty founder fourteen fourth foyer frame framed frankly fraud freaks freezing fresh fridge frightened frog
fruit fully function funded funders fundraiser fundraising funny furniture further fuss fussy gallery gamers
gaming gang gap gaps gate gates gathered gathering gathers gave gay gazebo gender genetic genius gentle
gentleman gents gets giant given gives glamorous glasses glitter glossary glove gloves glucose glue gluten
gold golf gone gonna goodness governing government grab grade grades graduated gran grandads grandchild
granddaughter grandmother grandparent grandson grans granted graphic greet grew grey grin gritters grotto
ground grounds grown grumble grumpy guarantee guaranteed guardians guess guessed guessing guilty guinea gull
gut gutted gyppos hadn hair haircuts hairdresser halal halfway hamper handbags handclap handed handful
handicapped handing handled handling handout handwriting handy hang hanging hangs happened happens happier
harbour harder hardest hardly hardship harm hashtag hasn hat hates hats haven heading headlines headphones
heads healthcare heard hearings hears heartening heating heavy hedgehog held hell helpdesk helped helpers
helplines helps hens hers herself hey hid hide hides hiding higher highlighter highways hill himself hint hire
hired hiring hit hits hitting hoist holders holding holds hole homes honest honestly honesty hoped hopes
hoping hormonal hormones horror horse hospice hosted hosting hosts hot household housing https hubs hug humble
hunch hundred hundreds hundredth hung hunt hurts husband hustings hut hydro hydrotherapy ice identified
identify idioms idiots ifs ignore ignored ill illegal illegally illness imaginary imagine imbecile imho imo
impairment impartial implant implants improved improvement inadequate inbox incident includes including
inconsistent index indoors industrial ineducable infant infants informal ing inquiry insist inspect inspected
inspecting inspection inspector inspectors instead instructions insult insurance integrated intend interest
interested interests internet interns internship internships interpreter interpreters introduce invent
invented invents investing invitation invited invites invoices involves isn isolation issued issues issuing
item itself jam jar jargon joining joins joke jokes jot judge judged judgement judges judging judgment
judicial jump jumper jumpers juniors junk jury keen keeping keeps kept kettle keyboard keynote kick kid kill
killing kinder kindest kindly kinds kinship kitchen knew knitted knitting knock knowingly knows label labelled
labels lad ladies lads lady laid land landed landlord lands lane languages lanyard lanyards lap lapse laptop
laptops larger lass lasted lasts lately laugh laughing launched launches lawful lawfully lawyer lawyers lay
leads leaflet leaflets league leaky leavers leaves led leftover leg leggings legs lemon lend lending lends
length lent lets letterbox letters letting levels libraries licence lie lied lifeboat lifeguard lift lifted
lifts lighter lighthouse lighting liked likely likes limited limits lines linked listed listened listens
listing lists load loads loan loans lobby locally lock locked lockers locking locks lodge lodged log logged
logo lol lollipop lonely longer longest loo looked looks loony loop loos loose lose loses losing loss lots
lottery loud louder loudest lovely loves loving lower luck lucky lump lunchbox lunches lying machine machines
magic magistrates mailing mainly maintain maintained male managed management managers manifesto manifestos
manners maps marked marking marks marquee married marshals mascot masking masks massive mat mate mates mats
maybe mayor meal meals meant meantime measures media mediate mediator medical medication medicine medicines
meds meets melatonin melt memoir memorial mend mended mention mentioned mentions menu merge merger messaged
method metres midnight might mile mileage milk million millions mince mine minibus minibuses minimum minister
ministers mins missed misses missing mistake mix mixed moan moaning mobility mock model moderate moderation
modern modules monitor mood mostly mouth moved movement moves mud muddle muddy mug mural muscular mustn mute
mutism nagging named naming nan nappies natter natural naughty nearer nearest nearly necessary needing needn
neighbour neighbouring neighbours neither nephew nerves nervous neutral newest newly ngl nice nicely nicest
niece nights nineteen ninety nobody noise noisy nominate none nonsense noon nor normal normally nosy noted
notices notional novel nowhere nudge nurse nurseries nurses nursing nurture nuts nutshell nutters oath obvious
obviously octopus odd offered offering officer officers offices official oldest olds ombudsman ones opened
openly opens operator operators opinions oppose opposite opposition option optional options orange ordered
orderly orders ordinarily ordinary organisations organised organiser organisers organising original originals
otherwise ought ours outfit overdue overlays overturned owe owl owner owners owns package packed packets packs
paddling pads paediatric paediatrician paediatrics pages painted painting pair pairs pals palsy panels panic
panto pants papers paperwork para parachute paragraph paragraphs parish parked parking parliament particular
parties partly parts pass passed passenger passes passing passports password pasted pastes pastoral patch
paths patient patients paying payment payments payroll pays peace peaceful peas pen penalty pencil pennies
pens pension per perfectly performance performed perhaps periods permanent permanently personally pet petition
petitions petrol pharmacist phased phoned phones phonics photocopier photographs photos phrases physio pic
picked picket picks pics pictures pie piece pieces pier pies pig pile pin pinch pink pinned pity placard
placards placed plain plainly planned planner plant plants plate platform played plays playscheme pleaded
pleased plenty pls pocket pocketed pocketing pockets podcasts pointless points pole polite politely politician
polling poo poor poorly pop popcorn popping popular portage portal portfolio position possibly postcode posted
poster posters posting postmark posts posture pot pound powerchair ppl practise practising practitioner prayer
precisely prefer preference preferred premium prep preparation prescriber prescribes presenter president press
pressed pressing pressure presumably pretend pretending pretty prevent previous price prices primaries printed
printer printers printing priorities privately prize prizes procedure processing produce products profile
profiles profoundly prom promised promises prompts pronouns proof proper properly property proposal proposals
proposed proposes proposing pros protect protected protocol provided providers provides proxy psycho
psychologist psychologists psychology puberty publish published publishes puddle pull pulled puppets puppies
purely purpose purse push pushchairs pushing puts putting puzzles qualification qualifications qualifies
qualify quantified quarter quarterly queries questioning queue quicker quickest quickly quieter quietly quite
quoted quotes rabbits rack raffle rail railway raised raises rally ramp ramps ran rang range rank rare rarely
rate rated rates rather ratios reached reaches readable readers reads reasonably reasons recall receipts
receive received receives recent reckon reckons recommend recommendation recommendations recommended recorded
recording records recovery recruit recruiting recruitment redone reduced reduction reel ref reference
references referrals referred reforms refreshed refresher refund refusal refusals refuse refused refuses
refusing regard region registered registering registers registration regret regretted regular regulars
regulation regulations reinstated reject relative relatives relay relevant relic relief relieved rely remain
remembers remind remove removed removing renewal renewals rent reopen reopens rep repairs repeat repeating
replaced replacement replaces replacing replied replies reply reported reporting represent representation
reprinted reps requesting requests required requires reserve reservoir residential residents resits resolution
resourced responses responsibility responsible restart restarts restful restraint result retard retarded
retired retires returned returns reviewed reviewing reward rewrite rewritten rewrote rhymes ribbon rid riding
rigged ring ringing rings risk roads robot rock rocket roles roll rolls roof rooms rota rotten roughly round
rounds route routes row rows rubbish rude rug rugby ruined ruled ruling rung runs sadly sail sailing sale
salon salt sample sanctuary sand sandwich sandwiches sang sank sat satisfied satnav sausage saved saves
savings saw scam scared scarf scary scene schizo schooling scones scores scouts scrap scrapped screening
screens screenshots scribe scrutiny seamless seating seats seclusion secondaries seconds secret secretary
section sections secure seeing seeking seem seems seen sees seizure seizures selective selfie selfish sell
selling sells seminar sending sends sense sent sentenced sentences separate separated serious seriously served
server sets settle settled settles settling sex sexual shadow shag shall shambles shame shapes shares shed
sheep sheet sheets shelf shelves shift shifts shit shitty shoe shoes shook shopping shops shorten shorter
shortlist shortlisted shoulder shoulders shouldn shout shouted shouting showed shower showing shown shows
shredded shredder shut shuts sick sides sight signature signatures significant silence silly silver similar
single sisters site sites sits sitter sitting situation situations sixteen sixth sixty sizes skin skip
skipping sleeping sleeps sleet slept slice slide slides slightly slime slip slipped slippers slips slot slots
slow slower slowly smaller smart smash smell smells smiles smiley smiling snacks snow soap sob socks sofa soft
sold solicitor solicitors solved somebody somewhere songs sooner sort sorted sorting sorts sought soul souls
sounds soup source spaces spare spastic spastics spaz spazzes speaker speaks specific specified speeches speed
spelled spelling spellings spelt spending spends spent spider splash split spoke spoken sponsored spots
spotted spreadsheet square squash squeeze stacked staffed staffing stages stalls stammer stamp standard
standards standing stands stapler stars starter starters state statements station stationery stations
statistics statutory stayed staying stays steals steel steer steering stepdads stepped stepping stern sticker
stickers sticking sticks sticky stock stole stomach stood stopped stops store straight straitjacket streak
streets stretch strike strikes strip stronger strongly struck struggle struggling stubborn stuck studies stuff
style subject subscribe subtitled subtitles successor suddenly sufficiency suggest suggested suggests suit
suitable suits summarised summary summed sums superhero supermarket superstars supervised supper suppliers
supply supporter supporters surgeries surgery surname surprise surprised surprises survival survive suspended
suspension suspensions swap swapped swear swearing swimmer swing swings switch switched switches symbols
systemic systems tabled tables tablet tablets tactile tag tail taken takeover tale talked tank tap tape target
taster taught tax taxi taxis tbh teaches teapot tears teatime teenager teeth telling tells telly temper
template templates tend tender tends tent tenth termly terrible terrified tested texted texting texts theirs
themes theory therapies thick thin thinks thirteen thirty though thousand thousands thread threw thrilled
throw thrown thumb thumbs thurs tidy ties tight til till timescales timetable timetables tin tiny tired
tissues titles tits toast toddler toddlers toilet toileting toilets token tolerance tombola tone took toot
tooth topics tops torn totals tote touched touching towel tower tracker trained trainer trains tram
trampolining trans transcript transfers travelling tray treasurer treated treats tricky tried trips trolley
trophy trouble truly trusted trustee trustees trusts trying tube tuition tummy tune turned turning turnout
turns tutor tutoring tutors twenty twice twins typed typical typing umbrella uncles undecided understands
unfair unhappy uniforms union unions units unlawful unlawfully unless unlike unread unregistered unsafe
unsuitable unsure updated upheld upload upset upside upwards urgent urn used useless user users uses usual
usually vacancies vacancy vague valley valve vanish vanished vape vary vegan vegetable vegetables vehicles
venue venues verdict version versions vet vicar virtual vision visited visiting visitor visitors visits
voicemail voluntary voted votes voting voucher vouchers vulnerable wages waited waits wake walked walks wall
walls wand wander wanting wants war ward warmer warmth warn warned warning warriors wash washes washing wasn
waste wasted watched watching wave waved waving weak wearing webcast weds wee weigh weight weighted welcomed
welfare wellie wellies welly went weren wet wheelchairs wheels whether whichever whoever whom whose widespread
wife wifi wild wind window windows wine wink winner winners winning wins wipe wiped wise wiser wishes withdraw
withdrawn witness witnesses wobble wobbly wondered wondering wonky wooden wool wording wore worked worksheet
worn worrying worse worst worth wouldn wreck writer writers writes written wrote yet yoghurt youngest yours
yourselves zero zoo
""")
