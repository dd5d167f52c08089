"""The starter list in English, continued: what others do to somebody, and look-alikes of all harms."""

LINES: dict[str, str] = {
    "violence": """
        shoot/stab/murder/strangle/kill/beat/burn/cut me/us/her/him/them if/when/and/or/in/unless/tonight
        find/finds/found/come/comes/coming me/us/her/after ... shoot/kill/stab/beat/hurt/me
        says/said/swore/promised/told hell/he'll/hed/he'd/shell/she/he/they/theyll ... shoot/kill/stab/beat/hurt/find/burn
        threw/throws/thrown/dragged/drags/pushed/slammed me/her/him/us/bottle down/against/out/into/at/to/across/by
        black eye/eyes
        broke/broken/breaks my/her/his nose/jaw/arm/rib/ribs/wrist/teeth
        blood everywhere
        unless/if/until i/we/you/she/they ... sleep/slept/sex/suck/blow/fuck/strip/kiss/undress/naked
        said/say/told no/him/them/stop ... kept/didnt/wouldnt/anyway/stop
        without my/her/his consent
        afraid/scared/fear/fearing for my/her/his/our life/lives/safety
        hiding/running/run from my/him/her/them/a
        raped~
        rape
        rapes/raping/rapist/r4ped
        sexually/sexual assaulted/assault/abused/abuse/attacked
        [he] ... [hits] me/her/him/us/my/them/women/girls
        [hits] me
        beat/beats/beating/beaten me/her/him/us/up
        beat/beaten/jumped/stabbed/robbed/shot/choked/attacked/raped/assaulted/strangled up/by/last/outside/right/again/behind/at
        strangle~/strangled~/strangling
        choked/choking/chokes me/her/him/out
        stabbed~/stabbing
        got/was/were/been/get/being jumped/stabbed/robbed/shot/beat/beaten/drugged/attacked/assaulted/hit/choked/kidnapped/punched/mugged/followed
        was/is/been/getting beating/hitting/hurting/abusing me/her/him
        puts/put/putting his/her/their hands on/around
        hand/hands around my/her throat/neck
        threaten*/threatens/threatened~ ... kill/hurt/shoot/stab/beat/me/her/him/us
        threat*/tried/trying/try/going/gonna/will/wants/want/would/swore/promised/gon to/gonna/kill kill/murder/shoot/stab/hurt/me/him/her/us
        will/would/gonna/ill/hell kill/murder/shoot/stab/hurt me/him/her/us/my/them
        to kill me/him/her/us/them
        has/had/have/got/pulled/pulls/pull/with/carries/carrying a/his/the/an gun/knife/machete/pistol/weapon/blade
        pulled/pull gun/knife
        gun/knife to/at/on/in my/me/her/his
        gunpoint/knifepoint
        at/by gun/knife point
        held/hold/holding/pinned me/her/him down
        took/takes/pulled/slipped ... condom off
        stealth*
        bad/dangerous/violent date/trick/john
        pimp ... hurt/hurts/beat/beats/hit/hits/kill/find/finds
        forced/forces/forcing/made/makes me/her/him to/have ... sex/suck/blow/fuck
        forced ... sex
        drugged me/my/her/him
        woke up ... without/no ... clothes/pants
        set/lit ... on fire with
        set my/her/his/the tent ... fire
        shooting/shootout at/in/on/by
        friend/brother/man/guy/he/she was/got/been shot
        stalker/stalking/stalks
        ex ... following/follows/find/finds/found/waiting/outside/shows
        following/follows/followed me/her home/around/and/everywhere
        scared/afraid/terrified to/of go/going/him/my/her/he home/back/husband/boyfriend/ex
        abusive/abuses/abuser
        he/she/bf/husband/partner is/gets violent
        cops/police/officer ... beat/beats/punched/kicked/tased/slammed/robbed
        domestic violence
        kidnap*
        burned me/her/him with
        r@ped
        he/she/they hurt/hurts me/her/him
        i will/gonna/going hurt/kill somebody/someone/him/her/them
        going to kill him/her/them/me/someone/somebody
        acid attack
        gang bang*/raped
    """,
    "violence:worry": """
        not/dont feel safe
        dont/not safe at/in home
        nowhere to go tonight
        he/she controls me/everything
        scared/afraid of him/her/them
    """,
    "violence:calm": """
        beat/beats/beating me/us/him/her at/in/to
        dog/cat/pet/bike/cart/phone ... hit/run/attacked by/over
        if/unless i/we/you sleep ... here/late/outside/in/on/there/past
        flea/fleas/bug/bugs/mosquitos ... attack*
        attacked by fleas/bugs/mosquitos/rats/geese
        it/that/this/heat/sun/news/smell/sound/cold/door/wind/price/prices hit/hits/hitting me/us/him/her
        it/that/heat/this/line/wait/stairs/feet/shoes/knees/chairs/joke/smell/music/coffee ... kill/kills/killed/killing me/us
        is/are killing me/us
        killing time/it
        kill the lights/light/time/noise/music/sound
        kill for a/some/an/one
        could/would murder/kill a/for/some
        beats me/the/waiting/that/this/any why/one/being
        beat the heat/line/rush/crowd/cold
        shoot/shot me a/an text/email/message
        shoot the breeze
        shot/shoot/shooting hoops/pool/down/some
        got shot down
        drain/sink/pipe ... choke*
        hit it out
        bad date list/sheet/report/reports/board/book/form
        hit me up
        hits the spot
        knocked it
        killer/bomb food/coffee
        violence group/workshop/class/training/prevention
        [lesson] on/about/against violence/abuse
        robbed of sleep
        jumped ahead/the/in/line ahead/line/the
    """,
    "suicide:calm": """
        keep/keeps/kept/started/been cutting hours/the/our/back/food/services/hair/staff/down
        dying/die/dead/died for/to/of/from/laughing/on a/an/some/know/see/those/that/boredom/laughter/my/lol
        die/died/dying/kill for those/these/that/this/a/some/your
        dying/died laughing
        dead tired/serious/wrong/on/end/zone/slow
        to die for
        phone/battery/cell/laptop/car/tablet/charger/scooter/plants ... died/dying/dead/dies
        i died lol/haha/laughing
        suicide/suicidal [lesson]
        suicide prevention/hotline/line/awareness
        [lesson] on/about/of/for suicide
        cut/cutting in line
        cut my/his/her hair/hours/benefits/food/check
        cuts hair
        suicide wings/hot/sauce
    """,
    "overdose:calm": """
        what to do ... in/if/during/about ... overdose*/od/ods
        people/those/friends/everyone/anyone/all who/we ... died/lost/passed/overdosed
        memorial/vigil/altar/remember* ... overdose*/died
        suicide cold/hot/hill/squad
        od'd/oded/overdosed/overdose/od/overdosing on chocolate/candy/coffee/cookies/sugar/cake/tacos/cute/netflix/pizza/caffeine/tamales/donuts/vitamin
        overdose/overdosing/od [lesson]
        [lesson] on/about/of/for/against overdose/overdosing
        fell/falling/fall out of/with love/with/bed/my/the
        narcan/naloxone [lesson]
        narcan train*
        blue bag/bags/pills/box/door/van/house
    """,
    "overdose:worry": """
        bad/hot/purple/weird/strong/crazy/deadly/new batch/bag/stuff/dope/shit/supply/powder/pills
        tranq/xylazine/medetomidine/carfent*/nitazene*/carfentanil
        seizure/seizures/siezure/siezures
    """,
    "child": """
        [child] ... hasnt/hasn't/havent/not/no/without ... eaten/ate/fed/food/milk
        [child] ... stopped/wont/not/isnt ... moving/breathing/responding/wake
        [he] ... [hits]/hurts/hurting/abuses/abusing/molests/touches/touching ... [child]
        [hits]/hurts/hurting/abusing/abuse/abuses/molest*/molesting a/his/her/my/the/their/this/that [child]
        abusing/hurting/touching/beating/hitting/molesting ... [child]
        touch*/touches/touched/touching my/his/her/a little/daughter/son/kid/kids/niece/nephew/sister
        [child] ... left/leave/leaves/sleeping/home/all alone/by
        [child] ... not/arent/isnt/never fed/eating/eat
        [child] ... locked in/up
        [child] ... bruise*/burns/burn/black/scared/afraid/starving
        [child] ... pimped/trafficked/sold/selling/prostituted/turning
        underage*
        under age
        minor/minors/teen/teens ... trick*/motel/street/selling/sex/men/pimp*
        #minor year/yr/yrs/years/yo old/girl/boy/kid ... selling/sell/motel/men/man/trick*/street/streets/pimp*/picked/working/him/track/dope/using/boyfriend/sex/alone
        #minor year/yr/yrs/years old ... selling/sell/motel/men/man/trick*/street/pimp*/picked/working/dope/using/sex
        #minor yo/yr/yrs/year/years ... picked/selling/men/motel/working/trick*/street
        child/kid/kids abuse/abuser/porn/sex
        im/am #minor and
        i am #minor and
        pedo/pedophile/pedos
        cps ... hurt/beat/bruise*
        exposed/exposes himself ... [child]
        baby ... dope/fent/fentanyl/needle/pills/alone/shaking
    """,
    "child:calm": """
        [child] ... toys/menu/corner/table/room/clothes/diapers/shoes/books
        heat/sun/door/swing hits/hit the/my [child]
    """,
    "adult": """
        lock/locks/locked/locking ... in/inside ... basement/cellar/closet/trunk/attic/garage/shed
        lock/locks/locked/locking grandma/grandpa/grandmother/granny/mother/father/aunt/sister/brother/wife in/up/inside
        takes/took/keeps/steals/stole/cashes her/his/my/their/our check/checks/benefits/ssi/pension/wages
        help me get/escape/run out/away/from
        wont/not/never/doesnt let/lets/allow me/her/us ... see/call/talk/phone/leave/out
        traffick*
        trafficed/traficked
        took/take/takes/taken/keep/keeps/kept/has/hold/holds/stole my/our/her/his/their passport/passports/papers/documents/ids/id/identification
        cant/cannot/not/wont/never allowed/let/lets/get/leave/able to/me/us/out/because leave/out/go/he/of
        cannot/cant leave because/him/the/he/her/house
        wont/dont/not/doesnt/never let/lets/allow me/us/her/him leave/go/out/see
        lock/locks/locked me/us/her/him in/up/inside
        lock/locked us in
        held/kept/holding/keeping me/her/him/us against/hostage/prisoner/captive
        against my/her/his/their will
        being held
        forced/forces/force/forcing me/us/her/him to/into work/sell/beg/prostitution/it
        forced to work/sell/strip/beg
        makes/made/make me/us/her work/sell every/to/for/and
        takes/keeps/took/controls all/my/our/her of/the/my money/check/checks/pay
        takes all ... money
        not/never/isnt being/getting fed/fed
        caregiver/aide/caretaker ... hits/hit/hurts/steals/yells/slaps/takes/leaves
        old/elderly/disabled ... not/isnt ... fed/meds/eating
        keeps ... meds/medicine/insulin/wheelchair from
        owe/owes him/her/them money ... leave/hurt/kill/work
        elder abuse
        sold me/her to
        controls my money/phone
    """,
    "adult:calm": """
        got locked out/in for/a/the a/minute/moment
        locked in for a minute
        cant leave/let my/the/it dog/bag/bike/cart
    """,
    "staff": """
        [staff] ... [staffharm]
        [staffharm] ... by/from [staff]
        [staffharm] by the/your/a/one guard/staff/worker/nurse/driver/manager/security
        staff/worker/guard/nurse/driver/counselor/manager/volunteer/workers ... call/calling/called/said/told ... immigration/ice/police/po/cps/cops ... on/if
        [staff] ... call/calling ... immigration/ice/po/probation/cps
        [staff] ... sexual/sexually
        [staff] ... sex/bj/blowjob/nudes/dick/breast/breasts/butt/ass/blow/naked/strip
        [staff] ... sell/sells/selling/sold/buys/buying/dealing/deals ... pills/drugs/dope/meth/fent/clients/us
        [staff] ... slept/sleep/slept with him/her/me/them/a/clients
        front/the desk ... [staffharm]
        worker/workers/staff/guard/nurse/driver/manager ... bed/housing/room ... if i/she
        of/one your/the workers/people/staff offered ... bed/room/housing
        staff/worker/guard/nurse/driver/volunteer ... told/tells ... not to tell
        [staff] ... steals/stole/stealing/stolen ... meds/money/my
        [staff] ... fucked/rape/raped/rapes/strangled/choking/beating
        asked/asks me/her/us for sex/bj/nudes/a
    """,
    "staff:calm": """
        staff/worker/guard/nurse/driver/manager hit it/the
        pushed back the/my/our
        touched my/our/me heart/heart/deeply
        touched by the/your/how
        followed up/through
        door hits
        nurse ... shot ... flu/arm
    """,
}
