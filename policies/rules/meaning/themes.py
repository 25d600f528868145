"""Words and phrases by what they are about. None of them proves anything alone: the model weighs which meet.

“we”, “council” and a word of blame in one sentence speak for a side taken; “one mum”, a past tense and “tribunal”
for somebody's case. A phrase of several words is written with “_” between them.
"""

from collections.abc import Iterator, Mapping, Sequence

THEMES: Mapping[str, frozenset[str]] = {
    name: frozenset(words.split())
    for name, words in {
        # Who speaks, who is spoken to, who is spoken of
        "us": """
            we we're we've we'll we'd our ours us ourselves §us sendiass sendias iass adviser advisers advisor
            advisors helpline the_team our_team our_service
        """,
        "you": "you you're you'll you've you'd your yours yourself yourselves u ur ya",
        "me": "i i'm i've i'd i'll me my mine myself im ive id",
        "they": "they they're they've they'll they'd them their theirs themselves those_people these_people",
        "one": """
            he she him his her hers himself herself he's she's he'd she'd he'll she'll one_family one_mum one_dad
            one_parent one_mother one_father one_child one_boy one_girl one_young_person one_lad one_student one_pupil
            one_teenager one_carer one_couple one_grandmother one_of_our_families one_of_our_parents one_of_our_mums
            a_mum a_dad a_mother a_father a_boy a_girl a_lad a_family a_parent a_carer a_pupil a_student a_teenager
            a_young_man a_young_woman a_young_person a_child a_grandmother a_grandad a_gran a_nan a_couple a_foster
            a_single_mum a_single_dad this_family that_family this_mum that_mum this_parent this_child this_boy
            this_girl this_lad this_student the_family the_mum the_dad the_mother the_father the_boy the_girl the_lad
            the_parents the_teenager the_student the_pupil the_child her_son her_daughter his_son his_daughter
            their_son their_daughter the_couple the_youngster the_little_boy the_little_girl whose somebody_we
            someone_we another_mum another_family another_dad another_parent a_certain a_particular
        """,
        "child": """
            child son daughter boy girl teen teenager pupil lad lass twins toddler youngster kid little_one baby
            preschooler grandson granddaughter nephew niece stepson sibling brother sister student tot six-year-old
            seven-year-old eight-year-old nine-year-old ten-year-old eleven-year-old twelve-year-old §age-old
        """,
        "parent": """
            mum dad mother father parent nan gran grandma grandad grandmother grandfather carer family mam mummy daddy
            husband wife couple guardian foster stepdad stepmum
        """,
        "many": """
            families parents carers children kids people pupils students everyone everybody anyone anybody all many
            most some young_people mums dads youngsters teenagers parents_and_carers others learners
        """,
        "authority": """
            council councils la las authority authorities local_authority local_authorities county_hall town_hall
            officers officer caseworker caseworkers panel sen_team send_team §host cabinet councillor councillors cllr
            director commissioner commissioners department dfe government minister ministers whitehall ofsted cqc nhs
            camhs icb trust academy_trust county borough civic_centre commissioning children's_services
            education_department the_system system decision-makers bosses officials tribunal judge transport_team
        """,
        "politics": """
            labour tory tories conservative conservatives lib_dem lib_dems liberal_democrat liberal_democrats greens
            green_party reform_uk reform snp plaid ukip party parties election elections elected vote votes voting
            voted voters ballot polling polls candidate candidates manifesto mp mps mp's minister ministers government
            opposition prime_minister pm secretary chancellor parliament westminster politician politicians political
            bill white_paper policy policies budget cuts councillor councillors mayor leader left-wing right-wing
            socialist referendum
        """,
        "campaign": """
            petition petitions sign signed signing signatures signature boycott boycotting march marching rally
            protest protests protesting demo demonstration strike strikes striking picket campaign campaigns
            campaigning campaigners lobby lobbying placards placard banners banner oppose opposing resist solidarity
            fight fighting fightback stand_up stand_with stand_against demand demands demanding pressure voice_heard
            make_noise email_your write_to_your tell_your objection objections object walk_out withhold cancel_your
            take_your_business stay_away steer_clear avoid shun ditch join_the_fight movement cause union unions
            unison pledge back_the support_the add_your_name make_them save_our hands_off say_no get_behind
            our_backing
        """,
        "school": """
            school schools academy academies college colleges nursery nurseries head headteacher heads headteachers
            principal teacher teachers senco sencos sendco ta tas governors governor classroom classrooms sixth_form
            preschool primary secondary high infant infants junior juniors pru playgroup childminder
        """,
        "provider": """
            tutor tutors tutoring tuition solicitor solicitors firm firms company companies clinic clinics therapist
            therapists therapy provider providers consultancy consultant consultants agency agencies charity charities
            app apps brand product products cafe café business businesses software equipment supplier shop store
            operator coaches taxi private psychologist psychologists practice centre club advocate advocates lawyer
            lawyers law_firm barrister insurer bank energy supermarket trampoline soft_play retailer manufacturer
        """,
        "ideology": """
            mainstream inclusion inclusive segregation segregated integration integrated home_education home_educate
            home_educating home-educated homeschool homeschooling home_schooling elective phonics aba zero_tolerance
            behaviour_policy isolation grammar academies academisation special_school special_schools specialist
            private_schools boarding selective montessori steiner forest_school progressive traditional exclusion
            exclusions attendance fines uniform homework unschooling medical_model social_model neurodiversity
            labelling labels screen screens discipline behaviourist rewards approach method philosophy teaching
            curriculum testing exams sats league_tables trad child-led play-based setting streaming
        """,
        # Judging
        "praise": """
            best brilliant fantastic amazing excellent outstanding superb wonderful incredible top finest leading
            unbeatable perfect stellar phenomenal gem gold gold_standard exceptional exemplary marvellous terrific
            awesome magnificent splendid impressive remarkable tremendous fabulous stunning unrivalled unmatched
            unparalleled second_to_none head_and_shoulders streets_ahead a_cut_above cut_above world-class first-class
            first_class number_one no_1 go-to shining beacon jewel crown champion champions hero heroes heroic
            visionary bravo kudos hats_off well_done applaud applause credit_to congratulations favourite favourites
            recommend recommended recommending trust trusted prefer preferable better superior beats outshines
            outclasses outperforms miles_better far_better light_years ahead_of leaves_the the_rest anywhere_else
            nobody_else no_other none_of_the unlike_the unlike_other the_only the_one worth_every simply_the
            hard_to_beat can't_go_wrong cannot_go_wrong can't_fault look_no_further the_place_to impressed
            inspirational inspiring caring compassionate dedicated tireless genuinely truly refreshing breath_of_fresh
            fresh_air at_last finally courageous brave bold principled deserve deserves hurrah hooray thank_goodness
            magic magical wow love loved lovely gorgeous delightful envy ofsted_should
        """,
        "compare": """
            than better best worse worst more most less least other others rest rather instead unlike compared ahead
            behind beats only any_other every_other elsewhere anywhere alternative rival rivals competitors
            first-choice number_one top over nearest closest finer
        """,
        "blame": """
            failing failed fails fail failure failures failings neglect neglected neglecting ignore ignored ignores
            ignoring betray betrayed betraying betrayal abandon abandoned abandoning shame shameful shameless disgrace
            disgraceful scandal scandalous incompetent incompetence clueless useless shambles shambolic chaos chaotic
            farce farcical joke mess heartless callous uncaring cruel cruelty appalling atrocious outrage outrageous
            disgusting disgusted dreadful terrible awful horrendous horrific abysmal woeful dismal pathetic laughable
            ludicrous ridiculous absurd nonsense rubbish hopeless unacceptable inexcusable unforgivable indefensible
            immoral unjust unfair wrong lazy arrogant arrogance greedy greed selfish spineless cowardly coward cowards
            hypocrite hypocrites hypocrisy broken broke excuses excuse blunder blunders bungled botched mishandled
            waste wasted wasting squander squandered penny-pinching cost-cutting cuts slashed gutted let_down
            let_us_down letting_down let_families let_our lets_down let_your let_them_down washed_their
            turned_their_backs turned_its_back turns_its_back blind_eye passing_the_buck pass_the_buck fobbed fob
            dragging_its dragging_their drag_their drag_its feet stalling dithering dither delay_tactics hide_behind
            hiding_behind doesn't_care don't_care couldn't_care not_listening won't_listen never_listen never_listens
            refuse_to refuses_to can't_be_bothered could_not_be_bothered not_fit out_of_touch worst worse blame fault
            guilty culprit responsible_for lets down punish punished punishing bully bullies bullied bullying
            cares_more care_more before_children over_children profit profits money_before damage damaging damaged
            harm harmed harming ruined ruining wrecked wrecking destroying destroy crushed trampled short-changed
            shortchanged cheated robbed conned sold_short sham smokescreen spin lip_service tick-box box-ticking
            window_dressing whitewash meaningless empty_words empty_promises hollow weak feeble toothless sluggish
            glacial once_again yet_again yet_another again should_be_ashamed ashamed embarrassing embarrassed inept
            bungling sloppy careless couldn't_organise thoughtless insulting insult slap_in_the kick_in_the barbaric
            draconian backward outdated victorian
        """,
        "wrongdoing": """
            lied lying lies liar liars fraud fraudulent fraudulently forged forging forgery falsified falsifying
            falsify fabricated fabricating fabricate stole steals stealing stolen theft illegally unlawfully illegal
            unlawful bribe bribed bribes bribery backhander backhanders corrupt corruption crooked crooks crook
            criminal criminals abused abusing abuses abuser abusive assaulted assaulting assault hit hits hitting
            slapped slaps discriminated discriminates discriminating discriminate cover-up cover_up covered_up
            covering_up coverup hid hidden concealed concealing conceals shredded shredding destroyed_the_records
            deleted deleting wiped backdated backdating backdates doctored doctoring altered tampered faked fakes
            faking fake fiddled fiddles fiddling fiddle pocketed pockets pocketing siphoned siphoning skimmed skimming
            embezzled embezzling embezzlement misused misusing misuse misspent misappropriated diverted creamed
            broke_the_law breaks_the_law breaking_the_law broken_the_law above_the_law flouts flouted flouting
            breached breaching negligent negligence harassed harassing harasses harassment blackmail blackmailed
            threatened threatening threatens intimidated intimidating coerced forced_out off-rolled off-rolling
            off-rolls offrolling off_the_roll rigged rigging rigs fixed_the cheated cheats cheating conned con cons
            scam scams scammer swindled swindles rip_off ripped_off ripping_off rips_off perjury perjured misled
            misleading misleads mislead deceived deceiving deliberately knowingly locked_in locked locking restrained
            restrains pinned starved drunk drugs drug dealing unqualified bogus sham no_dbs without_dbs sacked_for
            laundering overcharged overcharges double-billed phantom ghost sold_data leaked leaking smuggled racist
            sexist predator groomed grooming kickbacks kickback bungs bung dodgy crime crimes convicted guilty
            invented inventing made_up makes_up signed_off doctors rewrites rewrote rewritten buried burying bins
            binned binning binned_the binning_the
        """,
        "anger": """
            angry anger furious fury livid fuming seething raging rage fed_up sick_of sick_and tired_of sick_to
            had_enough had_it enough_is enough is_enough outraged outrageous rant ranting disgusted disgusting
            how_dare dare sigh seriously unbelievable beggars_belief beyond_belief speechless frankly hell damn bloody
            sodding wtf ffs omg argh grr boiling blood despair exasperated exasperating frustrating frustrated annoyed
            annoying irritated irritating last_straw back_teeth end_of_our wits' patience losing_the_will
            give_us_a_break get_a_grip wake_up stop_it just_stop for_goodness for_heaven's for_crying goodness_sake
            heaven's_sake pity's_sake 😡 🤬 😤 😠 🤦 🤦‍♀️ 🤦‍♂️ shocking shocked appalled absolutely
        """,
        "sarcasm": """
            apparently of_course obviously surely genius geniuses bravo congratulations congrats slow_clap
            round_of_applause surprise surprised shocker shock_horror shock who_knew funny_how funny_that imagine
            so-called lucky_us lucky_you lucky_them how_kind how_generous how_thoughtful how_nice how_lovely bless
            because_that because_nothing because_clearly because_obviously nothing_says as_if yeah_right yeah
            sure_thing good_luck good_one nice_one nice_work great_job great_work well_played well_done clever_clogs
            oh oh_look oh_good oh_dear oh_joy wow hurrah yay joy just_what what_could breaking_news newsflash
            plot_twist spoiler stop_the_press hold_the_front pigs miracle miracles miraculously magically
            christmas_has_come gold_star gold_stars medal award_for prize prizes trophy no_doubt naturally evidently
            allegedly supposedly wonder wonders shall_we hilarious comedy laugh laughing lol lmao haha hahaha ha rofl
            🙄 😂 🤣 👏 🤡 😏 🙃 😒 fancy_that riveting gripping thrilling rocket_science imagine_that
            thanks_for_nothing
            many_thanks_to thank_you_so_much bless_them poor_things poor_dears heaven_forbid god_forbid perish
            here_we_go same_old business_as_usual as_usual as_ever true_to_form right_on_time only_took only_taken
            a_mere crystal_ball psychic mind_readers carrier_pigeon fax snail snails tortoise glacier dinosaur
            paint_dry lottery unicorn hen's_teeth santa father_christmas tooth_fairy fairy_dust magic_wand wand genie
            telepathy
        """,
        "argue": """
            troll trolls keyboard warrior warriors commenter commenters commented comment comments commenting
            to_the_person to_whoever whoever to_the_one to_those_who to_those_of_you for_those_who some_of_you
            some_people certain_people you_know_who read_the_post try_reading learn_to_read reading_comprehension
            before_you_comment before_commenting get_your_facts facts_straight check_your_facts do_your_research
            do_your_homework as_we've_already as_we_have_already already_said already_told already_explained
            for_the_last_time one_last_time once_and_for_all how_many_times for_the_umpteenth umpteenth hundredth
            if_you_don't_like don't_like_it unfollow moaners moaner whingers whinger whiners moan moans whinge whinges
            moaning whingeing whining complainers naysayers critics haters know-it-alls know-alls experts armchair
            no_actually actually not_our_fault not_our_problem wrong_again you_are_wrong you're_wrong nice_try
            sorry_not_sorry deal_with_it get_over_it grow_up calm_down jog_on bore_off do_one §handle mate love pal
            sunshine buddy dear accusing accused accuse attack attacking replying reply_to in_reply last_night's
            thread rude disrespectful ungrateful grateful entitled read_it_again we_won't_be_lectured lectured lecture
            lecturing have_a_go having_a_go point_out pointing perhaps_if maybe_if if_only_you next_time_you
            don't_blame blame_us blaming us_for bother bothered bothering excuse excuses pathetic time-wasters
            no-shows no-show turn_up turned_up didn't_show show_up showed_up
        """,
        # Promising
        "certain": """
            guarantee guarantees guaranteed promise promises promised always never every definitely certainly certain
            sure assured assure assurance without_fail no_matter whatever 100% hundred_percent rest_assured bound_to
            trust_us leave_it_to leave_it_with consider_it sorted done no_exceptions no_ifs no_doubt can't_lose
            cannot_lose can't_fail cannot_fail won't_fail not_once nobody no-one no_one all each any everyone
            completely fully totally for_good once_and_for_all every_time every_single every_family every_call
            unfailingly invariably will_be_yours in_the_bag bank_on count_on rely_on worry_no stop_worrying no_more
            worries_over end_to consider_the it's_a foregone safe_bet commitment pledge vow swear our_word my_word
            undertake ensure make_sure see_to_it come_what
        """,
        "future": "will will_be shall going_to we'll you'll they'll he'll she'll it'll won't 'll gonna",
        "outcome": """
            ehcp ehcps ehc plan plans place places placement funding transport diagnosis tribunal appeal appeals
            decision provision 1:1 one-to-one support assessment assessments hours yes result results outcome outcomes
            help therapy school_place first_choice preferred named award agreement solution answer answers case
            hearing statement dla pip benefit blue_badge respite short_breaks package panel budget grant taxi seat
        """,
        "win": """
            win wins won winning winner secure secures secured get gets getting got obtain overturn overturned
            overturns reverse reversed succeed succeeds success successful victory victories approved agreed granted
            sorted solve solved solves fix fixed fixes deliver delivers delivered land landed achieve gain beat beaten
            defeat force make_them make_the turn_around put_right resolve resolved walk_away leave_with go_home end_up
            bring_home through over_the_line handed give given quash quashed unbeaten track_record lose losing lost
            backing_down climb_down cave
        """,
        "time": """
            minute minutes hour hours hrs day days week weeks month months today tomorrow tonight same_day next_day
            within by_friday by_monday by_christmas by_easter by_september by_half overnight immediately instantly
            instant straight_away straightaway at_once right_away round_the_clock 24/7 24_hours night asap deadline
            lunchtime teatime bedtime weekend before_the in_time quickly quick fast faster speedy no_waiting no_wait
            wait waiting queue delay delays term half-term §time §day
        """,
        "reach": """
            reply replies replied respond responds responding response answer answers answered answering call_back
            call_you ring_back ring_you phone_back get_back in_touch contact email emails message messages call calls
            phone ring voicemail enquiry enquiries query queries hear_from hear_back pick_up text webchat inbox
        """,
        "hedge": """
            aim aims aiming try tries trying may might could can hope hopes hoping usually often normally sometimes if
            where_possible likely unlikely depends depending help helps explain typically generally about around
            cannot can't unable not_able no_guarantee not_promise never_promise not_guarantee as_soon our_best best_to
            tend average almost up_to subject_to in_most estimate expect expected target possible perhaps maybe
            talk_through talk_it options option choices
        """,
        # What holds for everybody, and whose words they are
        "law": """
            law laws legal legally lawful section act code regulation regulations statutory duty duties must guidance
            paragraph rights right entitled entitlement equality sendist send_code code_of_practice
            children_and_families by_law the_law deadline timescale timescales reg para chapter legislation
        """,
        "source": """
            said says say saying according reported report reports announced announces published publishes told tells
            found finds ruled rules judgment judgement ombudsman court courts inspectors inspection inspected
            statement claims claimed quoted writes wrote news newspaper bbc article coverage concluded findings
            minutes confirmed upheld ordered spokesperson spokesman consultation proposals proposal survey research
            study data figures statistics review update launched launch announced_that announcement accepted admitted
            apologised
        """,
        "neutral": """
            read_the read_it find_out have_your_say your_views consultation consult responses closes open_until
            summary summarise details link more_information announced published report plan_to plans_to will_be
            meeting agenda minutes all_schools every_school any_school whichever either both impartial independent
            neutral your_choice your_decision you_decide up_to_you we_do_not_take don't_take sides side no_view
            compare questions_to_ask list_of visit all_candidates hustings
        """,
        "if": "if when whether unless where should_you in_case what_if depends depending once suppose say",
        "no": """
            no not never don't doesn't didn't isn't aren't wasn't weren't can't cannot couldn't won't wouldn't
            shouldn't haven't hasn't hadn't nobody nothing none neither nor without
        """,
        # Advice and cases
        "advise": """
            should shouldn't should_not ought need_to needn't must mustn't don't do_not never have_to had_better
            best_to your_best would_be_wise make_sure be_sure refuse reject turn_down accept sign appeal insist
            withdraw keep_him keep_her keep_them keep_your pull_him pull_her take_him take_her push_for hold_out
            stand_firm dig hold_your_nerve tell_them go_straight skip bypass ignore complain name demand choose opt
            pick wait sue don't_accept don't_sign don't_agree do_not_accept do_not_sign ask_for get_a get_your submit
            lodge apply request record report_them stop_paying deregister send_him move_him change_school accept_the
            take_it take_the go_for my_advice our_advice we_advise we_suggest we_recommend recommend suggest bet
            strong_case weak_case strong_grounds good_chance every_chance no_chance slim likely_to_win winnable
            likely_to you_will_win you'll_win you_will_lose you'll_lose you_would_win odds grounds stand_a_chance
            would_qualify will_qualify qualifies you_qualify qualify eligible clearly_needs needs_a obviously_needs
            counts_as is_unlawful was_unlawful were_wrong was_wrong had_no_right
        """,
        "yours": """
            your_child your_son your_daughter your_boy your_girl your_case your_situation your_circumstances
            your_child's your_son's your_daughter's in_your in_that_case in_this_case for_you given_that since_your
            because_your as_your from_what from_your what_you've you_describe you_described you've_described
            you_mentioned you_told you_asked you_say sounds_like sounds_as it_sounds that_means this_means with_a
            with_his with_her with_that like_yours a_child_like child_with someone_with
        """,
        "fact_of_case": """
            refused refuse excluded excluding suspended suspension placement panel diagnosed diagnosis sensory
            meltdown meltdowns anxiety anxious non-verbal non-speaking nonverbal autistic autism adhd dyslexia
            dyslexic epilepsy epileptic deaf blind downs down's syndrome palsy selective_mutism mutism pda ocd
            dyspraxia hearing vision wheelchair tube part-time reduced_timetable timetable out_of_school attending
            refusing offered named reading_age behind 1:1 ta hours diary letter transport taxi draft final section
            reception  year_8 year_9 year_10 year_11 year_12 year_13
            §year months weeks §age aged old self-harm self-harming adopted foster mediation tribunal hearing appeal
            behaviour bullied excluded_from permanently nappy feeding epipen diabetes cancer leukaemia school_place
        """,
        "story": """
            helped supported was had were rang came called went got started left moved won cried waited told asked
            turned contacted walked sat met worked spent thought knew felt became finished returned learned learnt
            battled fought struggled lost said gave took made found let brought stayed began stopped refused last_week
            last_month last_year last_term last_spring last_summer last_autumn last_winter yesterday recently
            this_morning this_week last_night last_tuesday last_friday the_other_day months_later weeks_later
            eventually finally in_the_end after_months after_years after_weeks today now ago earlier first_came
            came_to_us rang_us called_us emailed_us contacted_us turned_to_us got_in_touch worked_with we_helped
            we_supported helped_a helped_one supported_a thanks_to_us with_our_help our_adviser thriving settled
            smiling delighted tears overjoyed
        """,
        "age": """
            aged §age §year  year_8 year_9 year_10 year_11 reception
            years_old year_old year-old birthday turned turns teen teenage teenager five-year-old six-year-old
            seven-year-old eight-year-old nine-year-old ten-year-old eleven-year-old twelve-year-old thirteen-year-old
            fourteen-year-old fifteen-year-old sixteen-year-old seventeen-year-old §age-old
        """,
        "place": """
            at_§name in_§name from_§name school_in village estate street road town §name_primary §name_academy
            §name_high §name_school §name_college local round_the_corner
        """,
        # A private voice
        "opinion": """
            think thinks thought believe feel feels reckon opinion opinions view views personally honestly frankly
            honest imo imho tbh ngl love loved hate hated hope wish glad sad proud prefer preferred favourite disagree
            agree guess suppose doubt suspect say mind convinced sense instinct gut rather wondered wonder imagine
            find in_fairness to_be_fair let's_face let's_be let's_not_pretend call_me unpopular take hot_take
            makes_sense common_sense overrated underrated cannot_help can't_help enjoy enjoyed adore dread annoyed
            sums_up says_it_all speaking_as as_a_mum as_a_dad as_a_parent as_somebody as_someone surely clearly
            obviously no_brainer the_truth truth_is in_truth fact_is if_you_ask for_me for_my money best_thing
            worst_thing tired_of deserves too_much too_many too_little too_long far_too about_time high_time makes_me
            made_me
        """,
        "private": """
            home husband wife partner weekend cat dog garden holiday kids brother sister house kitchen bed sofa wine
            coffee gin chocolate knees back head feet heart tears cried sleep slept woke dinner tea lunch birthday
            mum's nephew neighbour car bus commute morning night exhausted shattered knackered confess admit remember
            grew_up when_i my_own my_son my_daughter my_kids my_mum my_dad my_job my_first day_off years_ago off_to
            desk inbox blog diary
        """,
        # The host's voice
        "host": """
            our_council our_councillors our_cabinet our_officers our_budget our_schools our_sen_team our_send_team
            our_caseworkers our_panel our_children's_services our_policy our_policies our_decision our_local_authority
            our_authority our_transport our_admissions our_highways our_director our_leader our_residents residents
            ratepayers council_tax as_your_council as_a_council as_the_council as_your_local as_a_local
            as_an_authority we_have_decided we_decided we_fund we_commission we_issue we_issued we_assess we_maintain
            we_agreed we_name we_are_the_council we_are_consulting we_are_proposing we_propose our_proposals
            our_consultation colleagues_at_the on_behalf_of we_at_the here_at_the here_at_§host at_the_council
            from_the_council part_of_the_council our_colleagues our_employer corporate directorate department ward
            wards civic full_council our_budget_proposals our_plan_for our_duty our_spending we_refuse we_turn_down
            we_provide_transport we_place our_ehcp_team our_ehc our_social_workers our_social_care we_run
            we_will_be_closing our_libraries our_services our_strategy our_investment we_are_investing we_invested
            we've_invested we_spend we_employ our_county our_borough our_city our_town_hall our_website
        """,
        "not_host": """
            independent impartial separate not_part_of arm's arms-length not_the_council aren't_the_council isn't_part
            not_run_by hosted not_employed no_part_of different_from we_don't_make we_do_not_make do_not_decide
            don't_decide they_decide it_decides
        """,
        # Offence
        "group": """
            travellers traveller gypsies gypsy muslims muslim jews jewish christians immigrants immigrant migrants
            asylum refugees refugee foreigners foreigner poles polish romanians romanian asians asian indians
            pakistani african black white blacks whites women woman men man girls boys blokes ladies gays gay lesbians
            lesbian trans transgender homosexuals disabled autistic autistics deaf blind fat obese overweight old
            elderly pensioners boomers teenagers poor working-class council_estate estate single_mums single_mothers
            benefits claimants unemployed homeless blondes blonde redheads ginger posh chavs northerners southerners
            scousers irish welsh scottish french americans chinese feminists dads mums fathers mothers young_mums
            teen_mums special_needs mentally_ill slow thick dim
        """,
        "slur": """
            lazy dirty filthy smelly stupid thick dumb burden normal abnormal defective freak freaks weird weirdo
            weirdos mental mad crazy insane nuts bonkers psycho schizo retard retarded spastic cripple crippled lame
            moron morons idiot idiots imbecile halfwit dimwit simpleton scrounge scroungers scrounging breed breeding
            inferior subhuman animals vermin scum parasites parasite leeches savages primitive uncivilised backward
            ugly fat pig pigs cow cows bitch bitches sexy sexual sex hot fit naked nude stripper strippers boobs bum
            arse arses bollocks balls knickers kinky horny shag shagging slut slag porn raunchy steamy smutty filth
            crap shit shite fuck fucking piss pissed pissing bugger sod wanker tosser prick dick knob bastard bastards
            twat git hysterical hormonal bossy shrill womanly manly man_up like_a_girl real_men real_women proper_men
            housewife nagging gold-digger belong_in_the don't_belong go_back go_home their_own_kind their_sort
            that_sort those_sort your_sort their_kind speak_english can't_drive barely_literate naturally_better
            not_cut_out wired shouldn't_have_children vegetable vegetables special_bus window drooling simple touched
            batty loony nutter nutters fruitcake menopausal on_the_rag pms time_of_the_month bint tart tarts cougar
            milf perv pervy totty stud rack
        """,
        # Children as an audience
        "platform": """
            follow follows following followers like share join message messages dm dms add friend friends snapchat
            snap tiktok instagram insta subscribe subscriber whatsapp group discord facebook youtube account profile
            page sign_up signup inbox tag comment selfie post posts story channel stream chat request
        """,
        "under_13": """
            primary juniors junior infants  reception under-13s
            under_13 under-13 under-12s under-11s tweens tween kids boys_and_girls children hey_kids hi_kids
            primary_school little_ones guides brownies cubs beavers rainbows scouts class_of your_mum your_dad
            your_parents your_teacher your_grown-up grown-ups grown-up ask_your eight-year-olds nine-year-olds
            ten-year-olds eleven-year-olds twelve-year-olds §age-olds §child-age
        """,
        # What most clean posts are about
        "event": """
            workshop workshops drop-in drop-ins session sessions webinar webinars join book booking free library
            coffee morning afternoon evening meet meeting event events fair stall talk training course courses group
            café hall places spaces tickets register doors open refreshments cuppa biscuits zoom teams online club
            activity activities trip conference agm fun raffle
        """,
        "resource": """
            guide guides leaflet leaflets factsheet factsheets link website read download booklet template checklist
            video film poster resource resources page blog newsletter toolkit tips tip info information faq faqs
            podcast pack list section summary recording slides
        """,
        "thanks": "thank thanks thank_you grateful appreciate welcome shout-out shoutout",
    }.items()
}


def _tables() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[tuple[tuple[str, ...], str], ...]]]:
    words: dict[str, list[str]] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for theme, entries in THEMES.items():
        for entry in sorted(entries):
            first, *others = entry.split("_")
            if others:
                phrases.setdefault(first, []).append((tuple(others), theme))
            else:
                words.setdefault(first, []).append(theme)
    return (
        {word: tuple(themes) for word, themes in words.items()},
        {word: tuple(found) for word, found in phrases.items()},
    )


_WORDS, _PHRASES = _tables()


def themes_of(tokens: Sequence[str]) -> Iterator[str]:
    """The themes that a unit's tokens touch, once for each time."""
    for index, token in enumerate(tokens):
        yield from _WORDS.get(token, ())
        for others, theme in _PHRASES.get(token, ()):
            if tuple(tokens[index + 1 : index + 1 + len(others)]) == others:
                yield theme
