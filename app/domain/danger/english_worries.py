"""The starter list in English, its softer signs: wide on purpose, because a steward clears one in one press.

What is missed is nobody's to clear, and people in danger seldom use the words that a list expects.
"""

LINES: dict[str, str] = {
    "suicide:worry": """
        keep/keeps/kept/started/been cutting
        think/thinking/thought of/about doing the/it same
        paid/forgave everyone/everybody back
        peaceful/calm now
        im so/just done
        worthless
        hate myself
        hate my/being life/alive
        no reason/point/use/sense to/in
        why bother/even
        whats/what is the point
        my last night/day/message/time
        tonight/today/tomorrow is my last
        done with everything/all/living/this
        cant/cannot/can't cope
        rather be dead
        voices say/tell/telling/want/in
        hearing voices
        nobody would notice/care/cry
        burden to/on
        give/gave/giving ... away everything/stuff/things/dog/cat
        numb/empty inside
        not/dont want to wake
        bridge ... tonight/jump/over
        pills ... take/enough/kill/wake
        dont/didnt know how much/long ... longer/more
    """,
    "overdose:worry": """
        had/having/has ... fits/fit
        bleed*
        blood
        chest pain/pains/hurts/tight
        heart ... stopped/stop/racing/weird
        cant/can't/cannot feel/move/see/swallow my/his/her/it/anything
        numb
        infected/infection
        abscess/abscesses
        maggots
        fever
        coughing/coughed/vomit*/throwing/threw up/blood
        dts
        withdrawal/withdrawals/dopesick
        hallucinat*
        not/havent/hasnt slept/eaten/drank ... days/week
        miscarr*
        found me/him/her/them purple/blue/cold/passed/out/on/down
        purple/blue/gray/grey in/on/and
        put/puts/took/dropped 2/3/4/5/two/three/four/five/some people/ppl/of/folks/guys/down
        going/went/goes around/round
        people/folks/friends/we ... dying/drop*
        laying/lying/laid there/on/in/outside/down
        stroke
        allergic/swollen/swelling
        wont/not/isnt/doesnt stop bleeding/shaking/vomiting
    """,
    "violence:worry": """
        want/wants/wanted/asks/asked/told/tells/makes/made me/her/him/us to undress/strip
        put/puts/putting/stuck/slid/slides his/her/their hand/hands down/up/under/in/inside
        something/stuff/pill/powder ... in my/her/his/our/the drink/coffee/cup/food/glass/beer
        clothes/pants/underwear/panties/bra was/were/are off/gone/torn/ripped
        ask/asked/asks/asking/want/wants/wanted/demand* ... blowjob/bj/handjob/nudes/oral
        blowjob/bj/handjob/nudes for/or the/a/my/else bed/room/key/ride/else/shower/spot
        hasnt/hasn't/havent/not/never been/come seen/back/home since/for/in
        last seen
        gone/been missing
        scared/afraid/terrified/frightened
        says/said/told ... im/i'm/we/were/you/youre/shes/hes dead
        dead when/if he/she/they/i
        let ... out of the/his/her car/van/room/house/truck
        wouldnt/wouldn't/wont/refused/refuses ... let/stop/leave/off
        drove ... woods/nowhere/desert/highway/forest
        chased/chasing/chases me/us/her/him
        knows where i/we/she/my live/sleep/stay/ex/kids/work
        waits/waiting for/outside me/my/us/her
        gun/guns/weapon/machete/knife
        beat up/down/a/him/her/me/my/one
        hurt/hurts/hurting me/her/him/us/people/somebody
        attack*
        grab/grabs/grabbed/grabbing me/my/her/him/us/girls/women
        touch/touched/touches/touching me/my/her/us/girls/women
        creep/creepy/pervert/perv
        watches/watching/filming/films/records/recording/peeping ... shower/showers/bathroom/me/us/girls/women/naked
        pics/photos/pictures/nudes/videos/video of/to me/us/her/family/my/everyone
        blackmail*
        extort*
        something/stuff/pill in my/her/his drink/coffee/cup/food
        spiked
        roofie*/drugged
        sex or/for the/a/rent/bed/street/housing/room/out/else
        or else
        unwanted
        took off my/the/his condom/clothes
        left me/her/him ... naked/woods/highway/road/cold
        no clothes/pants
        crying/screaming/screams/screamed ... help/night/room/woman/girl/next
        violent/violence/aggressive
        harass*
        threat*
        hate crime
        swastika*
        police/cops/ice/raid ... raid*/beat/took/arrest*/sweep*/slash*/destroyed/threw
        bad date/trick/john/client
        grey/gray/black/white/red/blue/silver ... car/truck/van/kia/honda/toyota/ford ... him/he/guy/man/me/girls
    """,
    "child:worry": """
        #minor ... older/selling/sells/sold/hotel/motel
        #minor anos ... men/man/men's/hotel
        a/some/this/that/young/little/another kid/girl/boy/child ... #minor
        #minor ... getting/gets/got/goes ... cars/car
        im/am/i'm #minor
        runaway
        foster ... hit*/hurt*/beat*/touch*/ran/run/abus*
        [child] ... cry*/cries/scream*/hungry/dirty/bruised
        pregnant ... using/beat/hit/scared/bleeding/alone
    """,
    "adult:worry": """
        sell/sells/selling/sold/pimping/trafficking her/him/them/us/me from/to/in/out/at/on
        make/makes/made/making/force* my/his/her/our friend/girlfriend/sister/cousin/daughter work/sell/strip/sleep
        not/doesnt/doesn't/didnt/cant/never/wont get/gets/have her/his/my/their/our passport/papers/documents
        pimp*
        or/until/till/what i/we/she pay/paid/owe
        wont/not/refuses/never ... give/gave/return ... back/id/papers/phone/meds
        took/takes/has/keeps/broke/smashed my/her/his phone/keys/id/meds/papers/money
        stop/stopped/quit/leave working for
        work/works/working ... track/stroll/blade
        his/her/their girls
        quota
        sores/bedsores
        own mess/piss/shit/urine/diaper
        not/never/wont ... allowed/let ... phone/friends/family/outside
        controls/controlling
        held/kept/keeping me/us/her/him
        makes/made ... me/us/her sleep/beg/kneel
        counts my/our/her food/money/pills
        landlord ... sex/touch*/threat*/lock*
        escape/escaped/trapped/hostage/captive
        runs/makes/made/make me/us/her ... sell/strip/beg/work
    """,
    "staff:worry": """
        [staff] ... [staffharm] mi/a
        [staff] ... undress/undressed/strip/naked/nude/blowjob/handjob
        told/tells/called/snitched ... my po/parole/probation/family/landlord/boss
        [staff] ... text*/texts/messages/messaging/calls ... night/pics/nudes/number/alone/me
        [staff] ... drunk/high/nodding/yell*/scream*/drag*/laugh*/mock*
        [staff] ... followed/follows/following/watching/watches/stares/staring me/us/her/girls/women
        [staff] ... alone ... room/car/office/with
        [staff] ... hate*/racist/slur/slurs/called me
    """,
}
