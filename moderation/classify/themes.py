"""Single words that prove nothing alone, by what they are about. The model weighs how many themes meet in a comment.

A worry, a threat or contempt is often told without any of the phrases that the rules know ("his arms are purple");
what is left of it are words of body, force, fear and being alone that stand together.
"""

THEMES: dict[str, frozenset[str]] = {
    name: frozenset(words.split())
    for name, words in {
        "body": """
            bath shower bed bedroom naked undress undressed nappy toilet mess wee poo hair arm arms
            wrist wrists neck skin leg legs hand hands mouth face head ankles ear ears back tummy
            body blood teeth eyes bottom private fur marks purple bruise bruises bruised scratch
            scratched scratches sores rash burns cuts scars
        """,
        "force": """
            hit hits hitting beat beaten beats slap slaps slapped smack smacked punch punched kick
            kicked kicks grab grabbed grabs drag dragged drags hold holds held pin pinned tie tied
            strap straps taped tape gaffer lock locked locks bolt bolted shut cage crate hose pan
            belt stick ruler slipper windlass clout clouts clouted whack thump pours poured push
            pushed shove shoved threw throw throws choke strangle squeeze squeezed pinch bite twist
            twisted force forced forces makes made punish punished punishment straitjacket restrain
            restrained boot fist fists
        """,
        "substance": """
            drunk drinking vodka gin booze cider wine bottle weed spice ket drugs dealer dealing
            pills pill tablets tablet paracetamol overdose diazepam antihistamine piriton calpol
            sedate sedated sedative medicine meds dose double needle vape vapes stoned wasted
        """,
        "fear": """
            scared afraid frightened terrified petrified flinch flinches rigid shaking trembling
            hides hiding hid silent mute secret promise begged begging screaming screams scream
            crying nightmares panics fear dread unsafe threatens threatened threat warned
        """,
        "alone": """
            alone unattended unsupervised hungry starving starved fed food cupboards fridge dirty
            filthy smells smelly stinks unwashed cold freezing heating curtains abandoned neglect
            neglected sleeping floor outside overnight midnight missing runaway bolted gone nobody
        """,
        "end": """
            die dies dying dead death kill killed suicide suicidal goodbye bye blade blades knife
            razor rope noose bridge platform train tracks roof ledge balcony banister river canal
            jump jumped cliff motorway tunnel lying future forever alive breathe breathing problem
            burden letters note last
        """,
        "others": """
            stranger strangers §kin §partner bloke blokes older stepdad stepmum lodger boyfriend partner uncle
            cousin driver escort coach leader tutor neighbour carer online app snap snapchat discord
            arcade meet meeting video filmed films filming pics photo photos send sends gifts money
            lifts car van flat grooming
        """,
        "faith": """
            devil demon demons possessed curse cursed witch witchcraft jinn djinn exorcism exorcise
            spirit spirits pray marriage married wedding abroad season village
        """,
        "telling": """
            told tell tells telling says reported report witnessed saw seen heard hear suspect
            worried worry concerned concern duty safeguarding social police nspcc
        """,
        "moment": """
            now tonight tonite minutes mins hurry quick quickly happening still currently ambulance
            999 police screaming climbing bleeding unconscious floppy breathing holding
        """,
        "worth": """
            worth cost costs figures price pay paid taxpayer taxpayers taxes tax money benefits
            handout handouts waste drain skint funded spend spending expensive
        """,
        "nature": """
            animal animals nature natural breed breeding bloodline bloodlines herd litter evolution
            survival darwin runt lame misery genes genetic defective stillbirth abort womb tubes
            asylum asylums institution kennel cage gas mercy cull species
        """,
        "belonging": """
            country england britain british boats boat foreign foreigners mosque headscarf burka
            accent culture invasion deport home back ours belong flag traditional language
        """,
        "contempt": """
            pathetic embarrassing useless clowns joke yawn bored boring whingers moaners whinging
            moaning crying tears bubble brave entitled attention excuses labels fashion special
            snowflake parasites zzz zzzz zzzzz lol lmao haha congrats applause award taxpayer
            contagious garbage rubbish trash cringe sad losers nobody
        """,
        "violence": """burn burns brick petrol shotgun gun hammer bat fuse knife acid bomb punch smash kneecaps
            hospital grave regret revenge address reg bleed bury torch batter""",
        "selling": """
            £ sale selling sell buy book booking bookings inbox dm whatsapp offer offers discount
            deposit deposits stock prices price cheap free trial guaranteed winner prize claim agent
            link sign click code earn income cash invest stream monthly lashes brows nails cleaning
            quote quotes areas mobile gift tag share
        """,
        "privacy": """
            data details records record file files notes emails correspondence copies copy disclose
            disclosure supply furnish held hold stored keep kept delete consent permission
            confidential breach ico gdpr act foi request formal recorded totals figures number
            numbers printer reception cc address
        """,
        "conduct": """
            laughed mocked mocks shouted shouts swore swears called calls named lied lies forged
            changed altered edited shared leaked gossip gossiping pub pint racist racism sexist
            legal told tells wrote pinned read diary private confidence between behind drunk bribe
            dinner payment versions
        """,
    }.items()
}


def themes(words: frozenset[str]) -> list[str]:
    """The themes that a comment's words touch, in a fixed order."""
    return [name for name, of_theme in THEMES.items() if not of_theme.isdisjoint(words)]
