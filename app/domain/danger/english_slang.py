"""The starter list in English, continued: how people say it among themselves, in Britain and Ireland too."""

LINES: dict[str, str] = {
    "suicide": """
        neck/necking/down/downing/swallow/drop the/em/them/it/all lot/all/pills/tablets
        top/topping/topped [self]
        do/doing/done/did [self] in
        off/offing/offed [self]
        finish/finishing [self] off
        if i wasnt/werent/wasn't/was not here/around/alive/there
        throw/throwing/threw/chuck/chucking/lob [self] off/under/in/into/from/out/at
        under a/the/that next/train/bus/lorry/tube/truck/tram
        sleep ... good/forever
        go/going to sleep and not/never
        not/wont/wouldnt/dont want/wanna/be/to wake/waking up
        point in/of waking/living/life/carrying/going/existing
        be/been/get done with it/life/living
        not/wont/wouldnt/im gonna/going/be/to be/here here/around/for
        saved/saving/stashed/hoarded/hoarding/kept up/my/all/enough ... pills/meds/methadone/script/tablets/benzos
        belt/rope/cord/sheet/cable ... door/neck/beam/tree/hook
        stop/stopped living/existing/breathing
        deeper than/this before/time/last
        leave/leaving this world/life
        join/joining/see/be ... in heaven/grave
        want/wanna/need out of life/it/here/living
        rather not/never wake/live/exist/be
    """,
    "suicide:worry": """
        look/looking/stare/staring/stood/standing/stand/sat/sitting at/on/over/by/under the/a bridge/edge/ledge/tracks/roof/railway/river
        dont/not/didnt/doesnt/no care if/whether/what it/i/me/happens
        sorry everyone/everybody/mum/mam/mom/mammy/all
        think/thinkin/thinking bout/about ending/endin/dying/it
        no one/nobody/noone would/will/ud notice/care/miss/cry/know
        whats/what the/is point/use
        gave/give/giving/given the/my dog/cat/stuff/things/phone/clothes to/away
        cut/cutting/cuttin again/myself/deeper/worse
        end/endin/ending it/things
    """,
    "overdose": """
        gone/went/going/goes over on/again/twice/in/after/last/from
        round/around the/his/her lips/mouth
        snoring/gurgling noise/noises/sound/sounds/like
        not/wont/isnt/isn't/cant/still/never come/coming/came/wake/waking round/to/back/up
        cant/couldnt/wont/not get a/any/no word/response/answer/sense
        took/taken/had/necked/swallowed/done/eaten/she's/shes 10/12/15/16/20/25/28/30/32/35/40/45/50/60/80/100 of/x/mg/pregab*/gabbies/vallies/blues/zopi*/tablets/tabs/street/oxys
        gone/went/is/hes/he's/shes/she's floppy/limp/grey/gray/blue/stiff/under
        floppy/limp and/after/since
        on the floor/ground/deck ... shaking/foam*/froth*/fitting/convulsing
        froth*/foam* and/at/from/out
        dropped/drop/dropping/collapsed/went/fell/down after/down using/from/on
        whole/full/entire/two/three nalox*~/narcan kit/kits/dose/doses
        used/use/gave/give ... nalox*/nalax*/naloxone~/narcan~ ... on/him/her/and/still
    """,
    "violence": """
        batters/battered/leathered/decked/twatted/clattered/walloped/throttled/glassed/bottled me/her/him/us
        blade/knife/glass/bottle/screwdriver/needle/syringe/razor/hammer to/at/against/in/on my/her/his/our
        finish/do/sort/take/put me/her/us/him off/in/out/down/under
        stamped/stamping/stamps/kicked/kicking/jumped/stood on/in my/his/her/our head/face/chest/back
        wouldnt/wouldn't/didnt/wont/wouldve not/stop/stopped/stop when/even/till/until
        break/smash/cut/cave/kick my/your/her/his/our legs/leg/face/fingers/kneecaps/jaw/head/teeth/arms
        dragged/bundled/pulled/shoved/threw/forced/got/put ... in/into/to/from a/the/his van/car/alley/boot/bushes
        burnt/burns/burning/scalded me/her/him
        gave/gives/give/got/giving me/him/her/us a kicking/beating/hiding/slap/pasting/battering/clout/seeing
        chok*/strangl*/throttl* ... black/blacked/pass/passed/unconscious/out
        scared/afraid/frightened/terrified to say/tell/speak/name/report/grass
        pimp* me/her/us out
        left ... naked/clothes/undressed/tied
        snatched/grabbed ... throat/neck/hair/hood
    """,
    "violence:worry": """
        has/got/he's/hes/shows/share/send/sends/post the/my/our pictures/photos/videos/pics/nudes
        followed/follows/following/waits/waited ... hostel/home/flat/shelter/bus
    """,
    "child:worry": """
        only/just/about/maybe/like/barely/im/is/of/aged/age #minor
        passed/passing/pass round/around
        stepdad/stepfather/dad/uncle/grandad/granddad/brother/lodger ... come/comes/came/gets/climbs/sneaks in/into/to my/her/his/their room/bed/bedroom
        shake/shook/shakes/shaken/shaking the/a/his/her/that/my little/baby/kid/toddler/bairn/wean/child
        leaves/left/leave/leaving his/her/the/their/a toddler/kid/kids/baby/babies/child/wean/little ... with/alone/on/anybody
        bruise*/marks/welts ... arms/legs/back/face/all
        hasnt/hasn't/havent/not/isnt/never been/being/get fed/changed/washed/fed
        with/had/got/up with/him/the bruise*/welts
    """,
    "adult:worry": """
        took/taken/taking/take over his/her/their/the/my flat/house/place/gaff
        moved/moving/move into/in/themselves his/her/their/the/my/old ... flat/house/place/gaff
        cuckoo*
        county lines
        took/takes/take/has/have/got/using/keeps his/her/their/my bank/cash card/cards/book
        made/makes/make/making/being/forced made/to/him/her/them/hold/carry hold/carry/stash/deal/run/store/to
    """,
    "staff": """
        [staff] ... hand/hands/fingers up/down/on/under/inside/in my/her/his/our/their
        [staff] ... bum/arse/tits/boobs/crotch/knickers/bra/top/thigh/leg/bj/blowie
        [staff] ... kicking/hiding/pasting/battering/clout
        [staff] ... my/her/our/your kids/children/baby ... off/away/taken/if
        man/guy/bloke/fella/woman/lads on/at/from the/night door/desk/gate/nights ... [staffharm]
        night/door man/guy/lad ... [staffharm]
    """,
    "suicide:calm": """
        suicide/suicidal for the/our/a/this budget/business/team/plan/rota
        political/career/social suicide
    """,
    "overdose:calm": """
        sign/signs/leaflet/leaflets/card/cards ... about/on/of/for overdose*/od
    """,
    "violence:calm": """
        beat/beaten/battered/thrashed/hammered/smashed/killed ... at/in pool/chess/cards/darts/football/bingo/dominoes/snooker/fifa
        stab/stabbing/shot in the dark
        smashed/killing/killed/nailed/slaying it
    """,
    "staff:calm": """
        hit/hits/hitting/finds the/a/my vein/veins/nail/target/button/brakes
    """,
    "staff:worry": """
        [staff] ... junkie/smackhead/scum/whore/slag/druggie/skank/crackhead
        [staff] ... bruis*/twisted/threw/barged/restrained/pinned
    """,
}
