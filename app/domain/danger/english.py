"""The starter list in English. A head is a harm, with ``:worry`` for softer signs and ``:calm`` for look-alikes."""

LINES: dict[str, str] = {
    "suicide": """
        going/gonna/want/wanna/ready/about/planning/thinking/just/ima ... end/ending it
        end it tonight/today/tomorrow/now/soon/myself
        nobody/noone/one ... miss me
        nobody/noone/one/they ... care if i
        if/when i was/were/am/im gone/dead
        i/she/he have/has/had/got/made a plan
        wrote/writing/write the/my/a/some letter/letters/note/will/goodbye
        final/last/my/saying/say/said goodbye/goodbyes
        bye everyone/everybody/world/cruel
        not/wont ... be here/around tomorrow/longer/anymore/monday/next
        sleep forever
        never wake/waking up
        whole/entire bottle
        took/take/taken/taking/swallow* 20/30/40/50/60/100/thirty/forty/fifty/whole/all/handful/bunch/bottle ... pills/xanax/tylenol/benzos/meds/sleepers
        deserve to die/live
        want/wish/need it/everything/pain/life to stop/end/be/over
        noose
        rope ... neck
        walk/walking/step/run into/in traffic/front
        trigger ... head/mouth/myself
        kill/killing/shoot/shooting/hang/hanging/drown/hurt/hurting/harm/harming/stab/cut/cutting/burn/burning [self]
        kill/killing mysel~
        suicide~
        suicidal~
        suicided/sucide/suiside
        want/wanna/wants/wanted/going/gonna/ready/rather to/be die/dead
        wanna/wana/gonna die
        want to ... die
        wish i was/were/am dead/gone/never
        kms
        kill my self
        unalive*
        sewerslide
        end/ending/ended it all
        end/ending/ended my/his/her own/life
        take/taking/took my/his/her own life
        no/any reason/point to/in live/living/life
        life ... not/isnt worth living/it
        not worth living
        better off dead/gone
        better off ... without/if ... me/gone/dead
        better off if i
        dont/not want/wanna ... be here/alive anymore
        dont/not want/wanna to/too live/exist/wake
        dont/not wanna live/exist/wake
        dont/not want to wake up
        cant/cannot/can't go on/anymore living
        cant go on
        goodbye letter/letters/note/notes/everyone/forever/everybody
        suicide/left/wrote ... note
        jump/jumping/jumped ... off/from/in ... bridge/roof/building/train
        jump/jumping in/infront front of
        slit/slitting/cut/cutting my/his/her wrist*/arm*/vein*
        cutting/cut again
        hang/hanging/hung [self]
        pills saved/stashed
        bunch/bottle/handful/lot of pills/xanax/tylenol
        take/took all my/the/of pills/meds/them
        plan/planning to die
        im done with life/living
        tired of living/life
        nothing to live for
        put a bullet in
    """,
    "suicide:worry": """
        cant/cannot/can't do/take/handle/stand/keep/live ... anymore/longer/more
        no future/hope
        no way out/forward
        whats/see the/no point/future
        self harm*
        selfharm*
        hopeless
        just dying
        give/giving up on life/everything
        disappear/disappeared forever
    """,
    "overdose": """
        didnt/didn't/never/not/wont make/made/gonna it
        not moving/responding
        out cold
        foaming/foam ... mouth
        passed out ... floor/bathroom/stairs/tent/toilet/stall
        died/dead ... bathroom/tent/tonight/batch/stuff/bag/dope/van/stairwell
        need/needs ... narcan/naloxone/ambulance ... now/quick/hurry/asap
        overdos*
        overdosed~
        overdose~
        overdoze*
        od
        ods
        od'd
        od'ed
        od'ing
        oding
        oded/odd'ed/odded
        over dose*/dosed/dosing
        not/isnt/aint/stopped/barely/hardly/cant/wasnt breathing/breathe/breath
        not/isnt/aint responding/responsive
        unresponsive
        unconscious
        turn*/turned/turning/gone/went/going/is/was/all blue/gray/grey/purple
        shes/hes/theyre/she's/he's blue
        lips are/were/turned/turning/blue blue/purple/and
        blue/purple lips
        gurgling/gurgle
        wont/cant/not/couldnt/didnt/wouldnt/doesnt wake/waking up/him/her/them/me
        cant/couldnt wake
        fell/falling/fall out and/again/twice/in/last/on/by/this/behind/at
        he/she/i/they/people/kid/dude/guy fell/fall/falling out
        use/used/had/need/gave/give/hit/took ... narcan/naloxone ... on/me/him/her/people/ppl/times/twice
        narcan'd/narcaned/narcand
        narcan him/her/me/them/two/three/four/2/3/4/5/people/somebody/someone
        took/taken/did/used/smoked/shot way/too/so too/much
        took/did too much
        hot shot
        hotshot*
        people/they/folks/everyone are/r/keep/keeps dropping
        dropping like flies
        cant/can't/cannot stay awake
        nodding/nodded out/off and/wont/cant
        found him/her/them dead/blue/cold
        no pulse
        having/had a seizure
    """,
}
