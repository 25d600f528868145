"""Common words, so that a hashtag can be cut into words and a heading is not taken for a name."""


def words_of(text: str) -> frozenset[str]:
    return frozenset(text.split())


WORDS = words_of("""
a aac able about above accept acceptance access accessible account across act action active activities
activity actually add additional adhd adult adults advice adviser advisers advisor advocacy advocate after
afternoon again against age aged ages ahead ai aid aim alert all allow allowance along already also always
am amazing among an and announce annual another answer answers anti anxiety anxious any anyone anything app
appeal appeals apply appointment appointments appreciation apprentice apprenticeship apprenticeships april
are area around art arts as asc asd ask asked asking assembly assess assessment assessments assistance
association at attend attendance attention audience august aunt autism autistic autumn available award
awards aware awareness away babies baby back bad bag ball bank barrier barriers based be beach beat because
become been before begin behaviour behind being believe belong belonging benefit benefits best better
between big bike bill bills birthday bite bits black blind blog blue board body book books boost born both
boundaries box boy boys braille brain brave break breakfast breaks bright bring britain british brother
brothers bsl build building bullies bully bullying bus business busy but buy by cafe cake calendar call
called calls calm came camhs camp campaign can cancer cannot car card care career careers carer carers
caring case catch celebrate celebrating celebration central centre certificate challenge challenges champion
champions chance change changes changing chat chats check child childhood children childrens choice choices
choose christmas church circle city class classes clear clinic close club clubs coffee college colleges
colour come comes comfort coming common communicate communication communities community complaint complaints
concern conference confidence confident connect connected connection consent consultation contact
conversation conversations cook cooking cope coping cost council count countdown country county course
courses court craft crafts create creative crisis cuppa curriculum cut dad dads daily dance dancing date
dates daughter day days dead deadline deaf deal dear december decision decisions deep delivery department
design details develop development diagnosis did difference different difficult difficulties digital dinner
direct disabilities disability disabled discover discrimination discuss discussion diversity diy dla do does
dog doing done door down download downs draw dream drive drop due during dyscalculia dyslexia dyslexic
dyspraxia each early earth east easter easy eat eating education educational effective ehc ehcp ehcps eight
either else email emotion emotional emotions employment empower empowering empowerment enable end energy
england english enjoy enough enquiries entry epilepsy equal equality equity european even evening event
events ever every everybody everyday everyone everything evidence exam example exams excellent excited
exclusion exclusions exercise exhibition expect experience experiences expert experts explain explained
explore extra eye eyes face facebook facts fair faith fall fam families family fantastic faq faqs far father
fathers favourite fayre feature february feedback feel feeling feelings feet festival fete few fidget fight
film final find finding fine first fit five flag flexible focus follow following food football for form
forms forum forward forwards foster fostering found four free freedom freshers friday friend friendly
friends friendship friyay from front full fun fund funding future gain game games garden gather gcse gcses
general get getting gift girl girls give giving glad glow go goal goals goes going good got governor
governors grand
grandparents grant grants great green group groups grow growing growth guest guidance guide guides had half
hall hallo halloween hand handbook hands happen happening happy hard has hate have having he head
headteacher health healthy hear hearing heart hearts hello help helpful helping helpline her here hero
heroes hi hidden high highlights him his history hold holiday holidays home homeless homework hop hope
hospital host hour hours house how hub huge human hurt i iass idea ideas identity if image impact important
improve in include included inclusion inclusive income independence independent individual info inform
information initiative inside inspiration inspire inspiring international interview interviews into
introducing invite involved involvement ipsea ireland is island issue it its january job jobs join joined
joint journey joy july june just justice keep key kids kind kindness know knowing knowledge known ladder
language large last late later latest launch launching law laws lead leader leaders leadership leading learn
learned learner learners learning least leave leaving left legal leisure less lesson lessons let letter
level library life light lights like limit line link links list listen listening literacy little live lived
lives living local london long look looking lost lot love loved low lunch made magazine mailbox main
mainstream makaton make maker makers makes making man manage manager many map march mark market match
maternity maths matter matters may me mean means mediation meet meeting meetings member members memories
memory men mens mental mentor mess message messages messy met mid midday middle midweek mind mindful
mindfulness minds mini minute minutes miss mobile moment monday mondays money month monthly months more
morning mornings most mother mothers motion motivation motivational move moving much mum mums museum music
must my myth myths name names national nature near need needed needs neurodivergent neurodiverse
neurodiversity never new news newsletter next nhs night nine no non north northern not note notes nothing
notice november now number numbers nursery occupational october of off offer offers office ofsted
often old older on once one online only open opening opinion opportunities opportunity or order other others
our ourselves out outcome outcomes outdoor outdoors outreach outside over own pack page paid paint panel
paper parent parental parenting parents park part participate participation partner partners partnership
party past path pathway pathways pause pay pe pecs peer people perfect period permission person personal
phase phone photo phrase physical pick picnic picture pilot pip pizza place placement places plan planning
plans play playing please pledge plus pmld podcast poem point police policies policy poll pool positive
possible post postcard poverty power practical practice prepare prepared preparing present pride primary
print priority privacy private proactive problem problems process professional professionals program
programme progress project promise proud proudly provide provider provision public pupil pupils purple put
puzzle qualified quality question questions quick quiet quiz quizzes quote race radio rainbow raise raising
reach read reader reading ready real really reason reasonable reception recipe recognise record red refer
referral reform regional register relationship relationships relax relaxed remember reminder report reports
request research resilience resource resources respect respite respond response rest results return review
reviews ride right rights road role room routine routines rule rules run running rural sad safe safeguarding
safer safety said same sats saturday save saving savvy say saying says scheme school schools science
scotland screen sea search season seat second secondary see self semh sen senco sencos send sendiass senior
sensational sensible sensory sentence september series service services session sessions set setting
settings seven several share shared sharing she shine shining shop short should show sibling siblings sibs
side sign signed signing signs silent simple simply since sing singing sister sit six size skill skills
sleep small smile snack social society some someone something sometimes son song soon sorry sound south
space spark sparkle sparks speak speakers speaking special specialist spectrum speech spell spend spoon
sport sports spot spotlight spread spring staff stage stall stand star start started starting starts
statement stay stem step steps stick still stim stimming stop stories story storytime strategies strategy
stream street strength strengths stress strong student students studio study success such suffer summer
summerfun sun sunday support supported supporting supportive supports sure survey swim swimming syndrome
system table take takes taking talk talking talks tea teach teacher teachers teaching team teams tech
technology teen teenage teenagers teens tell ten term terms test tests text than thank thanks that the
theatre their them theme then therapist therapy there these they thing things think thinking third this
those thought thoughtful thoughts three thrive through throwback thursday thursdays tick ticket tickets tics
tie time times tip tips title to today together told tomorrow tongue tonight too tool toolkit tools top
topic total touch tough tour tourette tourettes toward town toy toys track trail train training transfer
transform transformation transition transitions transport travel treasure treat tree trial tribunal
tribunals trip true trust truth try tuesday tuesdays turn tv twelve twitter two type types uk under
understand understanding understood uniform unique unit united university until up update updates upon us
use useful using vaccine valid value values very via video videos view views village visible visit visual
voice voices volunteer volunteering volunteers vote wait waiting wales walk walking want wanted warm was
watch water way ways we wear weather web webinar webinars website wednesday wednesdays week weekend weekends
weekly weeks welcome welcoming well wellbeing wellness were west what wheel wheelchair when where which
while white who whole why wide will willing win winter wisdom wish with within without woman women womens
won wonder wonderful word words work worker workers working works workshop workshops world worried worries
worry would write writing wrong year yearly years yellow yes yesterday yoga york you young younger your
yourself youth zone zoom
""")

# Written as one word although it can be cut into two.
ONE_WORD = words_of("""
adulthood afterwards airport also another anyone anything anytime apprenticeship apprenticeships artwork
assessment autism background basketball bathroom because become bedroom bedtime before birthday boyfriend
breakdown breakfast burnout butterflies butterfly carers caring caseworker checklist checklists childhood
classroom classrooms countdown coworker crossroads daily daylight daytime deadline deadlines disability
download dyslexia education epilepsy everybody everyday everyone everything facebook fatherhood feedback
flashback football forward forwards framework friendship friendships girlfriend godmother goodbye grandad
grandma grandparents handbook headline headteacher heartfelt helpful helpline highlight highlights holiday
holidays homeschool homework however inclusion income input inside into keyworker kickstart leadership
learning lifelong lifestyle lockdown lunchtime masterclass meltdown meltdowns midday midweek mindfulness
monthly motherhood myself netball network networks neurodivergent neurodiverse neurodiversity newsletter
northshire nothing online ourselves outcome outcomes outdoor outdoors outing output outreach outside overall
overcome overnight overview parenthood parenting partnership partnerships passport placement placements
playground playgroup playtime podcast preschool rainbow rainbows reading roadshow safeguarding seaside
settlement showcase shutdown someone something sometimes spotlight statement stepdad stepmum storytime
sunshine teaching teamwork themselves therapist therapists therefore throughout throwback timeline today
together tonight toolkit towards twitter understand understanding underway upcoming update updates uplift
upon upstairs website weekday weekdays weekend weekends weekly wellbeing wellness whatever whenever wherever
within without workforce workplace workshop workshops writing yearly yourself
""")
