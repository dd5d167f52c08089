"""The starter list in Spanish, its softer signs, as wide as the English ones; without accents."""

LINES: dict[str, str] = {
    "suicide:worry": """
        me/se quiero/kiero/quiere/quisiera tirar/aventar/lanzar/brincar/colgar/ahorcar/cortar
        no tiene/hay/le caso/sentido/salida
        ya no/para que seguir/sigo/vivo/tiene/puedo/quiero
        para que seguir/vivir/sigo
        irme/ir/reunirme con dios/mi
        odio mi/a/mi vida/misma/mismo
        no valgo/sirvo nada/para
        soy una/un carga/estorbo
        ultima/ultimo noche/dia/mensaje/vez
        oigo/escucho voces
        voces me/que dicen
        quiero/quisiera dormir/desaparecer/descansar y/para/de
        estoy harta/harto/cansada/cansado de todo/vivir/la
        nadie me quiere/ayuda/va
    """,
    "overdose:worry": """
        esta/estan/anda/andan matando/tumbando gente/a/personas
        sangr*
        dolor/duele de/el/en/mucho pecho/corazon
        no le/me/siento/sienten late/siento/las/el/mis ... corazon/piernas/brazos/manos
        fiebre
        infeccion/infectado/infectada/absceso/gusanos
        vomit*
        no ha/he/han dormido/comido ... dias
        desmay*
        tirado/tirada/tirados
        ayuda/ayudenme/ayudame/auxilio/urgente
        anda/circula circulando/por/una
        tembl*
        mal viaje
        aborto/embarazada ... sangr*/duele/golpe*/sola
    """,
    "violence:worry": """
        si no ... me/nos matan/mata/pegan/pega/golpean/golpea/queman/quema
        me/nos/la/le inyectaron/inyecto/echaron/echo/pusieron algo/una/droga
        miedo
        me/nos/la dejo/dejaron tirada/tirado/sin/en ... carretera/ropa/calle/monte
        sin ropa
        me/nos/la toco/toca/tocaba/tocaron/agarro/agarra/manosea
        me/nos sigue/siguen/siguio/espera/vigila/amenaza
        sabe/saben donde vivo/duermo/trabajo/estoy
        arma/armas/pistola/cuchillo/navaja
        grita/gritos/gritaba/llora/llorando
        algo en mi/la/su bebida/cafe/trago
        fotos/videos mias/mios/de ... mi/familia/desnuda
        sexo o la/me/calle
        no me/lo/la dejo/dejaba bajar/salir/ir
        policia/migra/redada ... quit*/golpe*/llev*/redada/amenaz*
        moretones/golpeada/golpeado
        peligro/peligroso/peligrosa
    """,
    "child:worry": """
        tengo/tiene #minor
        una/un/esa/ese nina/nino/muchacha/chavo/chava/morrita ... #minor
        [nino] ... llora*/hambre/sucio/sucia/grita*
    """,
    "adult:worry": """
        me encierra/encierran/encerro/controla/vigila
        padrote/proxeneta
        le/les debo dinero/mucho
        se toma/toman/queda/quedan mis/mi/con medicinas/dinero/cheque
        no me/nos devuelve/devuelven/da/dan ... papeles/pasaporte/telefono/identificacion
        trabajar/trabajando/trabajo para el/ellos/pagar
    """,
    "staff:worry": """
        pide/piden/quiere besos/sexo/fotos/favores
        [staff] ... escribe/llama/manda/mensajes/fotos ... noche/me/mi
        [staff] ... raro/borracho/grita/grito/solas/encerro
        [staff] ... toco/toca/tocaba
    """,
}
