"""The words of faint signs, a kind a head: points in halves, the harm it speaks for, and its words.

A word is written as in a line of the list: ``x*`` any ending, ``*x*`` anywhere inside, ``%x`` an Amharic
root, ``x~`` misspelt too. Accents make no difference. What is common is given few points, so that it says
something only beside another.
"""

from app.domain.danger.harms import Harm

Kind = tuple[int, Harm, str]

KINDS: dict[str, Kind] = {
    "force": (
        4,
        Harm.VIOLENCE,
        """
        corners cornered pinned tied chained trapped dragged dragging grabbed pulled held turns fire
        forc* locked locks locking chok* punch* kick* slap* beat* strangl* batter* stamped stomped
        thumped walloped decked
        throttl* headbutt* twisted whipped shoved shoves slammed kicking burnt burned raping hurting
        amarro amarra jalo jala arrastr* encierra encerro encerrad* obliga* forz* fuerza pego pega
        pegan pegaron
        golpe* patea* patad* estamp* empuj* retorc* zarande* apale* paliza tunda hosti* ahogo ahorc*
        estrangul* quema quemo queman rajo rajan partir parten escupio reventaron viola* violo acorral*
        %ደበደበ %ቀጠቀጠ %ገረፈ %ገፈተረ %ጎተተ %ደፈረ %ረገጠ %ሰበረ *ይመታ* *መታኝ* *መታት* *መታው* *መቱ* *አንቆ* *አነቀ* *ያንቀ*
        *ያቃጥል* *አቃጠለ* *አቃጥ*
        *በግድ* *አስገድ* *በጥፊ* *ነቅንቆ* *ነቅንቋ* *ጠለፈ* *ጠልፎ*
        debedeb* yidebed* yimeta* metagn defer* asgedid*
        """,
    ),
    "threat": (
        4,
        Harm.VIOLENCE,
        """
        hell theyll owe owes owed debt snitch revenge fingers dealer loanshark threat* retaliat*
        blackmail* stalk*
        deuda debo debe amenaz* chantaj* venganza vengar persigue*
        *አስፈራ* *ያስፈራ* *እገድል* *ሊገድል* *ይገድል* *ዕዳ* *ዛቻ* *ይዝት* *ይከታተል* asferar*
        """,
    ),
    "weapon": (
        4,
        Harm.VIOLENCE,
        """
        knife knives blade machete gun pistol hammer lighter cigarette cigarettes acid taser
        navaja navajazo cuchill* pistola machete martillo mechero cigarro cigarros acido cinturon
        *ቢላ* *ጩቤ* *ሽጉጥ* *አሲድ* *በዱላ* *በቀበቶ* *በሲጋራ* *በመዶሻ* bila shigut
        """,
    ),
    "missing": (
        5,
        Harm.VIOLENCE,
        """
        missing disappeared vanished unseen kidnap* abduct*
        faltan desaparec* levantando secuestr*
        *ጠፋች* *አልተመለሰ* *አልተመለሰም*
        """,
    ),
    "body part": (
        2,
        Harm.VIOLENCE,
        """
        neck throat face teeth tooth ribs jaw nose arm arms leg legs wrist wrists hair mouth
        cuello garganta cara boca dientes costillas mandibula brazo brazos pierna piernas muneca munecas pelo
        *አንገት* *ጉሮሮ* *ፊቴ* *ፊትሽ* *ፊትህ* *ጥርስ* *እጄ* *እግሬ* *እግር* *አፌን* *ጸጉሬ*
        """,
    ),
    "intimate": (
        4,
        Harm.VIOLENCE,
        """
        bum arse butt tits breast breasts boobs crotch fondl* grop* bj blowjob handjob rape* molest*
        masturbat*
        genitals fanny flash* exposed
        culo nalgas tetas pechos entrepierna bragas manose* sobar sobo mamada chupe chupar chupara toquetea*
        *ጡት* *ዳሌ* *መቀመጫዬ* *ይነካካ* *ነካካ* *ወሲብ* *አብሬው* *እንድተኛ* *ልብሴን* *ተኛኝ*
        """,
    ),
    "sex": (
        3,
        Harm.VIOLENCE,
        """
        kiss kisses kissed touch touched touching naked undress nudes motel hotel apartment closet bathtub sex
        prostitut* shag
        sexo besos desnuda desnudo cuarto acostarme acostarse acuesto
        *ተኛ* *ሳመ* *ዕርቃን* *ራቁት*
        """,
    ),
    "fear": (
        3,
        Harm.VIOLENCE,
        """
        scared afraid terrified petrified unsafe hide hiding escape desperate frightened
        miedo escapar esconder ayuda auxilio asustad* aterrad* panico
        *ፈራሁ* *እፈራ* *ፈርቻ* *ፍርሃት* *ፈርታ* *ተደብቄ* *እርዱኝ* eferal* ferch* eridugn
        """,
    ),
    "death": (
        3,
        Harm.SUICIDE,
        """
        die dying dead death kill killing murder suicid*
        morir morirme muerte muerta muerto matar matarme mato palmar* diña* espicharla
        *ሞት* *ልሙት* *ብሞት* *ልገድ* *መግደል* memot limot mot
        """,
    ),
    "end": (
        3,
        Harm.SUICIDE,
        """
        goodbye goodbyes farewell forever peaceful hopeless tired forgive sold tried happens
        pointless empty numb
        letter note end ending over burden sorry
        adios perdon cansada cansado carta despedida despedirme harta harto sentido estorbo acabar acabo acabe
        *ሰልች* *ሰለቸ* *ደክሞ* *ደከመ* *በቃኝ* *ተስፋ* *ደብዳቤ* *ደህና* *ልገላገል* *ይሻላል* dekm* selch* beqagn
        """,
    ),
    "means": (
        3,
        Harm.SUICIDE,
        """
        train bridge rope noose belt balcony roof ledge river pills tablets benzos overdose razor razors
        puente tren vias balcon azotea cuerda soga cuchilla pastillas blister lejia barranco
        *ድልድይ* *ፎቅ* *ገመድ* *ክኒን* *ኪኒን* *ምላጭ* *ባቡር* *በረኪና* kinin gemed
        """,
    ),
    "deed": (
        3,
        Harm.SUICIDE,
        """
        jump jumping jumped swallow* hang hanging hoard* saved stashed drown* cutting slit slash*
        saltar salto tirarme tiro lanzarme colgarme cuelgo tragar* trago guardando cortarme corte rajarme
        ahorcarme golpe
        *ልዘል* *መዝለል* *ልወርወር* *ልወረወር* *ልሰቀል* *ተሰቅ* *ስቀል* *እውጥ* *ልውጥ* *ውጬ* *ልወስዳ* *አጠራቅ* *ቆርጫ* *ቆረጥ*
        *ጠጥቼ* *ልጠጣ* litafa matfat magtefat lagdel magdel
        """,
    ),
    "self": (
        3,
        Harm.SUICIDE,
        """
        myself rasen erasen *ራሴን* *እራሴን* *ራሷን* *ራሱን*
        """,
    ),
    "poison": (
        6,
        Harm.SUICIDE,
        "bleach antifreeze poison* pesticide cloro veneno raticida *መርዝ*",
    ),
    "body": (
        4,
        Harm.OVERDOSE,
        """
        wake waking wakes awake fits convulsing shaking burns chills fever swollen vomiting pulse swallowed
        fainted unconscious unresponsive narcans narcaned stomach seizur* bleed* overdos*
        hallucinat* twitching
        despierta despertaba despierte tiembla fiebre pulso convulsion* inconsciente sobredosis reacciona
        *አይነቃ* *አትነቃ* *አልነቃ* *አይሰማ* *አትሰማ* *ይንቀጠቀጥ* *እየተንቀጠቀጠ* *ትኩሳት* ደም ደሙ *ይደማ*
        aynek* atnek* alnek*
        """,
    ),
    "breath": (
        4,
        Harm.OVERDOSE,
        """
        breath* snor* gurgl* gasp* respir* ronca* roncando ahogo ahoga ahogando
        %ተነፈሰ *ትንፋሽ* *ያንኮራፋ* *መተንፈስ* aytenef*
        """,
    ),
    "foam": (4, Harm.OVERDOSE, "foam* froth* drool* espuma babea* *አረፋ*"),
    "colour": (
        3,
        Harm.OVERDOSE,
        "blue purple grey gray pale clammy lips azul azules morado morada labios palid* *ሰማያዊ* *ከንፈ* *ገርጥ*",
    ),
    "limp": (
        3,
        Harm.OVERDOSE,
        """
        limp floppy collapsed floor dropped slumped stiff cold
        suelo tirado tirada desplom* desmay* tieso tiesa frito frita caido caidos redonda redondo
        *ወድቃ* *ወድቆ* *ወደቀ* *ወደቁ* *መሬት*
        """,
    ),
    "chest": (
        3,
        Harm.OVERDOSE,
        "chest heart pecho corazon *ደረቴ* *ልቤ* *ልቡ*",
    ),
    "much": (
        3,
        Harm.OVERDOSE,
        "much loads whole entire demasiado demasiada entero entera *አብዝ* *ከመጠን*",
    ),
    "supply": (
        2,
        Harm.OVERDOSE,
        """
        powder batch bag dope gear fent fentanyl line shot narcan narcans naloxone hit
        pills crack smack
        polvo bolsa chiva dosis pico chute caballo base pipa micra jaco narcan naloxona
        *ዱቄት* *ዕፅ* *ሄሮይን* *መርፌ* *ወጋ* *ወጋን* *ወስዶ* *ወሰደ* *ከወሰድ* *ወሰድኩ* *ኮኬይን*
        """,
    ),
    "young": (
        2,
        Harm.CHILD,
        """
        kid kids girl girls boy boys child children teen teens baby toddler daughter son nephew niece lad lass
        schoolgirl minor
        nina ninas nino ninos nene nena cria crio chica chicas chaval chavala chavita bebe hija hijo
        hijos sobrina
        sobrino menor adolescente
        *ልጅ* *ልጁ* *ልጆች* *ልጄ* *ህፃን* *ህጻን* *ልጃገረድ* *ታዳጊ*
        """,
    ),
    "neglect": (
        4,
        Harm.CHILD,
        """
        unfed starv* hungry bruise* neglect* fed alone crying screams
        hambre llora llorando lloran moreton* moraton* golpeado golpeada gritos
        *ተርቦ* *ርቧ* *ይራብ* *ያለቅስ* *ሲያለቅስ* *እያለቀሰ* *ብቻውን* *ብቻዋን* *ብቻቸውን* *ጩኸ*
        """,
    ),
    "trade": (
        4,
        Harm.ADULT,
        """
        pimp* traffick* brothel sells punters
        chulo proxeneta padrote vendiendo venden prostitu* burdel
        *ትሸጣ* *ሸጡ* *ይሸጡ* *ሸጠ* *ያሠሩ* *ያሰሩ* *ያሰራ*
        """,
    ),
    "frail": (
        2,
        Harm.ADULT,
        """
        elderly disabled wheelchair grandad granddad grandma granny nan difficulties vulnerable
        anciano anciana abuela abuelo viejo viejita discapacidad discapacitado mayor
        *አሮጊት* *ሽማግሌ* *አካል* *አእምሮ* *ጉዳተኛ*
        """,
    ),
    "theirs": (
        3,
        Harm.ADULT,
        """
        passport passports papers pension benefits wages purse savings
        pasaporte papeles pension paga ahorros cartilla
        *ፓስፖርት* *መታወቂያ* *ጡረታ* *ደሞዝ*
        """,
    ),
    "taking": (
        3,
        Harm.ADULT,
        """
        took takes taking stole steals keeps locked
        quita quitan quito quitaron roba roban retiene tienen encerrada encerrado
        *ወሰደ* *ይወስ* *ቀማ* *ይቀማ* *ቆልፎ* *ቆልፈ* *ይዘው* *ይዞብ*
        """,
    ),
    "other": (
        2,
        Harm.VIOLENCE,
        """
        boyfriend girlfriend husband ex dealer pimp client john trick landlord guys men stranger van
        car truck po
        lady uncle stepdad stepfather punter fella bloke
        novio novia esposo marido cliente tipo hombre hombres carro camioneta furgoneta padrastro tio
        *ባሌ* *ባለቤቴ* *ደንበኛ* *ፍቅረኛ* *አጎት* *እንጀራ* *ሰውየ* *ወንዶች* *ፖሊስ* balu baley
        """,
    ),
    "staff": (
        2,
        Harm.STAFF,
        """
        volunteer nurse guard driver staff worker workers keyworker counselor counsellor security
        doctor manager
        doorman bouncer
        enfermera enfermero chofer guardia segurata medico doctor educador educadora monitor
        monitora coordinador
        coordinadora celador portero vigilante trabajador trabajadora psicologo voluntario
        *ሰራተኛ* *ዘበኛ* *ጠባቂ* *ጥበቃ* *ነርስ* *ሀኪም* *ዶክተር* *አስተዳዳሪ* *አማካሪ* *ሹፌር*
        """,
    ),
    "alone": (
        2,
        Harm.VIOLENCE,
        """
        alone nobody noone night tonight tell secret whatever done
        sola solo nadie noche callar secreto
        *ማታ* *ሌሊት* *ማንም* *ብቻዬን*
        """,
    ),
}
