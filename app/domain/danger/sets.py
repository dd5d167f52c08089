"""Words that many lines share, and the small words that turn a hit round. All languages stand together."""

SETS: dict[str, frozenset[str]] = {
    "staff": frozenset(
        "staff worker workers employee manager director supervisor security guard guards nurse doctor counselor"
        " counsellor therapist volunteer driver receptionist steward caseworker clinician janitor bouncer boss"
        " trabajador trabajadora trabajadores empleado empleada enfermera enfermero guardia guardias vigilante"
        " chofer conductor encargado encargada voluntario voluntaria doctora psicologo psicologa recepcionista"
        " gerente personal consejero consejera seguridad jefe jefa keyworker keyworkers doorman doormen bouncers porter"
        " doc medic outreach educador educadora educadores monitor monitora coordinador coordinadora segurata"
        " seguratas medico medica celador celadora portero psicologa integrador integradora tecnico"
        " *ዘበኛ* *ጥበቃ* *ሀኪም* *ዶክተር* *አማካሪ* *አስተባባሪ* *ሰራተኛ* *ጠባቂ* *ነርስ* *ሹፌር* *አስተዳዳሪ* *ሀላፊ*".split()
    ),
    "he": frozenset(
        "he she they hes shes theyre him guy man men dude someone somebody bf boyfriend gf girlfriend husband wife ex"
        " pimp trick john client date dad father stepdad mom brother uncle cop cops police roommate partner"
        " neighbor neighbour people boys guys".split()
    ),
    "hits": frozenset(
        "hit hits hitting beat beats beating beaten punch punched punches punching slap slapped slaps kicked kicks"
        " kicking choke choked chokes choking strangle~ strangled~ stab stabbed stabs stabbing attacked attacks"
        " assaulted~ assaults grope groped gropes raped rapes molested molests shoved shoves burned burns bashed"
        " headbutted tased maced pistolwhipped jumped robbed robs tortured bit spat".split()
    ),
    "staffharm": frozenset(
        "hit hits hitting beat beats punch punched slap slapped slaps kicked kicks choked strangled~ stabbed attacked"
        " assaulted~ grope groped gropes grabbed grabs touched touches touching kissed kisses raped~ molested shoved"
        " shoves pushed pushes threatened~ threatens~ threat harassed~ harasses~ harassing~ blackmail*"
        " spat dragged rubbed exposed flashed stalks followed pinned fondled extorted bit tased choking"
        " retaliat*".split()
    ),
    "me": frozenset(
        "me him her us them my his someone somebody people kid kids women woman girl girls girlfriend friend cousin"
        " sister brother mom wife".split()
    ),
    "child": frozenset(
        "child children childs kid kids baby babies toddler infant boy girl daughter son minor minors teen"
        " grandson granddaughter niece nephew lad lass bairn wean schoolgirl stepdaughter stepson little daughters sons".split()
    ),
    "nino": frozenset(
        "nino ninos nina ninas bebe bebes hijo hijos hija hijas hijita hijito menor menores hermanita hermanito"
        " sobrina sobrino nieto nieta criatura chamaco chamaca cria crias crio crios nena nenas nene nenes chaval"
        " chavala chavales peque pequeno pequena adolescente".split()
    ),
    "self": frozenset("myself himself herself themself themselves yourself ourselves".split()),
    "pega": frozenset(
        "pega pegan pego pegaba pegaban pegaron golpea golpean golpeo golpearon golpeaba maltrata maltratan maltrato"
        " maltrataba patea pateo pateaba empujo empuja ahorco ahorca ahorcaba cacheteo cachetea quemo quema madreo"
        " madrearon acuchillo apunalo ataco atacaron violo violaron viola abuso abusa abusan abusaron agredio"
        " agredieron manosea manoseo".split()
    ),
    "tocado": frozenset(
        "toca toco tocaba tocan tocaron manosea manoseo agarro beso acosa acoso acosan amenaza amenazo amenazaron"
        " amenazan empujo empuja pega pego golpeo golpea jaloneo patea pateo insinuo violo abuso golpearon pegaron"
        " cacheteo acosaron acosaba".split()
    ),
    "saved": frozenset("saved saving salvarme salvaron salvo salvarnos *አዳና* *አዳነ* *ያዳና*".split()),
    "lesson": frozenset(
        "prevention preventing awareness training trainings class classes workshop workshops poster posters hotline"
        " helpline hotlines line education group groups memorial day data report numbers statistics support kit kits"
        " response course vigil reversal prevencion taller clase clases curso entrenamiento linea cartel folleto"
        " grupo ስልጠና".split()
    ),
}

THANKS = (
    "thank*",
    "grateful",
    "gracias",
    "agradec*",
    "*አመሰግና*",
    "appreciate",
    "bless",
    "still here because",
)
LONG_AGO = (
    "last year/winter/summer/spring/fall/january/march/june",
    "years/year/months ago",
    "back in/when",
    "ano pasado",
    "hace/hacia un/dos/tres/cuatro/cinco/muchos/anos/varios/unos ano/anos/meses",
    "hace anos",
    "invierno/verano pasado",
    "በፊት አመት",
    "ባለፈው አመት",
    "ከአመት በፊት",
    "used to",
    "in/en/back 199*/200*/201*",
)
NOW = (
    "now",
    "tonight",
    "today",
    "again",
    "still want/wanna/think*",
    "last night/nite",
    "yesterday",
    "this week/morning/weekend",
    "every day/night",
    "right now",
    "ahora",
    "hoy",
    "anoche",
    "ayer",
    "otra vez",
    "esta noche/semana",
    "ahorita",
    "አሁን",
    "ዛሬ",
    "ትናንት",
    "ማታ",
    "እንደገና",
    "currently",
    "but now",
    "these days",
)
DENIALS = frozenset(
    "not never nobody noone none no aint isnt wasnt didnt doesnt dont havent hasnt nunca jamas nadie ni sin without"
    " neither nor".split()
)
NOT_DENIALS_BEFORE = frozenset("just only sure if used puedo solo aguanto se".split())
BETWEEN_DENIAL = frozenset(
    "one has have had been be is was were are feeling feel thinking think thought thoughts about of a an any ever to"
    " going gonna trying tried planning even really longer having actively been"
    " estoy pensando pienso en he ha han tenido tuve tuvo una un hay quiero voy a estado siendo me mas".split()
)
"""Between a denial and what it denies; a person ("I", "he") or another matter ends the denial."""
OTHERS = frozenset(
    "boyfriend husband ex client trick john date police cop cops guy man dude pimp neighbor roommate dad father marido"
    " novio cliente policia esposo vecino papa tipo".split()
)
"""Between staff and the harm these take the harm upon themselves."""
NOT_AS_STAFF_AFTER = frozenset("sex sexual sexuales fellow co".split())
TITLES = frozenset(
    "the mrs miss doctor nurse steward director responder administrator reader outside staff".split()
)
ORDINARY_NAMES = frozenset(
    "will grace hope mark may rose joy faith art rich pat bill sue june april summer dawn chance angel rob nick"
    " drew jack frank grant ray sky star luz sol mar paz cruz angeles dolores consuelo rosa blanca".split()
)
