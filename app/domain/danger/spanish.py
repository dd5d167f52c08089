"""The starter list in Spanish, without accents: they make no difference to the matching."""

LINES: dict[str, str] = {
    "suicide": """
        nadie me extranaria/extranara/extrana/va/necesita
        tome/tomo/tomar/trague/tragarme/tomarme/tomé todas/muchas/un/las/20/30/40/50 ... pastillas/frasco
        despedirme/despido/adios de/a/para todos/siempre/mi
        hoy/esta noche se/me/todo/esto acaba/termina/voy/mato
        ir/irme/voy de este mundo
        pegarme/darme/meterme un tiro/balazo
        tengo un plan
        escribi la/las/mi/una carta/cartas/nota
        matarme/matarse/suicidarme/suicidarse/suicidar
        suicid*
        suicidio~
        kiero/quiero/kero matarme/morir/morirme/desaparecer/morirme
        quiero/kiero morir
        me quiero/kiero/quisiera morir/matar
        quisiera/prefiero/mejor estar/morir/morirme/muerto muerto/muerta/que
        mejor muerto/muerta
        estar muerto/muerta
        no quiero/kiero vivir/despertar/seguir viviendo/mas
        ya/no no/quiero quiero/vivir/seguir vivir/mas/viviendo
        no quiero vivir
        no quiero despertar
        ganas de morir/morirme/matarme/tirarme/aventarme/desaparecer
        quitarme/quitarse/quito/quitar la vida
        acabar/terminar con todo/mi/su vida/todo
        acabar/terminar con mi/su/todo
        corto/corte/cortarme/corta/cortarse las/los/me venas/brazos/munecas/otra
        me corte/corto otra/las/los
        no le veo/encuentro sentido
        sin/no/ningun sentido/tiene de/la/sentido vivir/vida
        mi vida no vale/tiene
        no vale la pena vivir
        dormir/dormirme/irme para siempre
        tirarme/tirarse/aventarme/aventar/aventarse/lanzarme/brincar del/de/al puente/edificio/techo/tren/metro
        colgar/colgarme/colgarse/ahorcarme/ahorcarse
        me/se voy/va/quiere/quiero a colgar/ahorcar/matar/suicidar/tirar/aventar
        se quiere/va matar/aventar/colgar/ahorcar/tirar
        carta/cartas de despedida
        hacerme dano
        no aguanto ... vida/vivir
        ya no aguanto
    """,
    "suicide:worry": """
        me lastimo
        ya no puedo mas
        no puedo mas con
    """,
    "suicide:calm": """
        me muero/morimos/moria por/de un/una/los/las/risa/hambre/sed/calor/frio/ganas/suenio/sueno/verguenza/cansancio/for
        muero de risa/hambre/sed/calor/frio/sueno
        muero for a
        muerto/muerta de cansancio/hambre/risa/frio/sueno
        morir/morirse/muero de risa
        matando/matar/mata el tiempo
        se murio mi/el telefono/celular/bateria/carro
        esta de muerte
        [lesson] de/del/sobre/para suicidio
        [lesson] del/de suicidio
        prevenir el suicidio
        me matan/mato/mata de risa/los
        calor/frio/fila/musica/espalda/pies/risa/zapatos ... me mata/matan/mato
        este/esta/esa/ese calor/fila/musica/ruido me mata/matan
    """,
    "overdose": """
        se/me esta/estoy muriendo
        se/nos murio/murieron ... bano/anoche/ayer/calle/casa/lote
        no vuelve/volvio/abre/abria en/los si/ojos
        no se mueve/movia/movio/despierta/levanta
        sobredosis~
        sobredosi*/sobre-dosis/sobredosi~/sobredocis~
        sobre dosis
        no/apenas/casi respira/respiraba/respiran/respirando/respire
        no/nunca ... responde/reacciona/despierta/desperto/despertaba/reacciono
        inconsciente/inconciente/desmayado/desmayada
        poniendo/puso/pusieron/poner/pone/ponia azul/azules/morado/morada/morados/gris
        se/le puso/pusieron/ponen/pone ... azul/azules/morado/morados
        labios azules/morados
        esta/estaba azul/morado/morada
        le/me/les puse/pusimos/pusieron/di/dieron/pongo ... narcan/naloxona
        se paso/pase de/con la/dosis/el
        me pase de
        se me/nos va/fue/iba/muere la/el/mi/un/una morra/amigo/amiga/compa/hermano/hermana/novia/novio/pareja
        casi se me/nos va/muere/fue
        tomo/tome/tomaron/uso/fumo demasiado/mucho
        quedo/quede/estaba/esta tirado/tirada
        hot shot
        convulsion*
    """,
    "overdose:calm": """
        [lesson] de/del/sobre/para sobredosis/naloxona/narcan
        [lesson] de prevencion de/del/sobre sobredosis
        prevencion/prevenir/contra de/la/las sobredosis
        prevenir sobredosis
        sobredosis de chocolate/azucar/cafe/tacos/dulces/ternura
    """,
    "overdose:worry": """
        mala/malo/pura/adulterada/rara/fuerte droga/lote/mercancia/chiva/bolsa
        droga/lote/mercancia/chiva/bolsa/cosa mala/malo/pura/adulterada/rara/fuerte/nueva/morada
        xilacina/tranq
    """,
    "violence": """
        me/nos/la jalo/jalan/avento/aventaron/arrastro/empujo/tiro/cacheteo/siguio/robaron/asaltaron/robo
        me/nos/la va/van/iba a buscar/encontrar/matar/golpear/quemar/pegar
        a la fuerza
        le dije/dijo que no/parara ... siguio/no/paro
        ojo/ojos morado/morados
        tengo/tiene moretones/sangre
        a cambio de sexo/favores/caricias/acostarme
        si no me acuesto/acostaba/acueste/acostara/desnudo
        acostarme/acueste/acueste/acostara con el/ella/ellos/el
        [pega] a/me/la/lo/nos
        me/nos/la/lo/le/les [pega]
        me/la/lo/nos violo/violaron/viola/violan/golpeo/golpearon/apunalo/apunalaron/acuchillo/asalto/asaltaron/secuestro/drogaron/drogo/quemo/ahorco/baleo/balearon/patearon
        violacion/violador
        me agarra/agarro/agarraron a golpes/patadas
        a golpes
        abusa/abusaron/abuso/abusan de mi/ella/mi
        abuso sexual
        amenaz* ... matar/matarme/muerte/pistola/cuchillo/navaja/golpear/me
        me/nos/la/lo amenaza/amenazo/amenazaron/amenazan/amenazaba
        matarme/matarnos
        me/lo/la/te quiere/quiso/va/van/iba/quieren/quisieron a/matar/ahorcar/ahorcarme/pegar/golpear/violar
        quiso/quiere/quisieron matar/matarme/ahorcar/violar/violarme/pegarme/ahorcarme
        pistola/navaja/cuchillo/machete/arma en/a/al/en/saliendo/y
        me apunto/apuntaron/apunta con
        con/saco/trae/traia/tiene/sacaron una/un/la/el pistola/navaja/cuchillo/machete/arma
        balacera/tiroteo/balazos/balazo/tiros
        apunalaron/apunalado/apunalo/acuchillaron/acuchillado
        me/nos/la/lo obliga/obligo/obligaron/obligan/forzo/forzaron a/tener ... sexo/relaciones/sexuales/sin
        sin condon ... fuerza/obligo
        miedo de/a volver/regresar/irme/ir/mi/el/que casa/marido/esposo/novio/me/el
        me maltrata/maltratan
        me/nos persigue/persiguen/sigue/espera/acosa/vigila
        policia/policias ... golpeo/golpearon/pego/pegaron/patearon/quitaron/quito/robaron/robo
        cliente ... golpeo/pego/robo/ahorcar/ahorco/violo/apuñalo/quiso/drogo
        mala cita
        violencia domestica/familiar
        le voy a matar
        lo/la voy a matar
        me pega
        secuestr*
    """,
    "violence:worry": """
        tengo miedo
        no me siento segura/seguro
        no tengo a donde ir
    """,
    "violence:calm": """
        me/nos pego/pega/golpeo/golpea el/la/un/una sol/calor/frio/puerta/viento/hambre/nostalgia/olor/sueno/gripa/gripe
        pego el sol
        taller/grupo/clase/curso sobre/de/contra violencia
        me mata de/el
    """,
    "child": """
        [nino] ... no/sin ... comido/come/comer/leche/mueve/respira
        [pega]/toca/tocan/toco/encierra/encierran ... a/al ... [nino]
        [nino] ... [pega]/encerrado/encerrada/encerrados/moretones/golpes/quemaduras/solo/sola/solos/asustado/asustada
        dejan/deja/dejo/dejaron a/al/solo/la/los ... [nino]
        dejan al/a bebe/nino/ninos/nina
        maltrata*/maltratan/maltrato a/al/los ... [nino]
        maltrat* ... [nino]
        toca/toco/tocan/manosea a mi/su/la/una hermanita/hija/hijita/nina/sobrina/hermanito/hijo/nieta
        nina/nino/menor/muchacha/chavita/morrita de #minor ... con/en/calle/motel/hombres/trabajando
        de #minor anos ... hombres/motel/calle/esquina/trabaja/trabajando/vende/hombre/clientes/carro
        menor/menores ... trabajando/esquina/calle/hombres/hombre/motel/vendiendo/prostitu*/de edad
        tengo #minor anos y
        abuso/abusa/abusan ... menor/nina/nino/menores/ninos
        [nino] ... no/sin ... come/comer/comida
        pedofilo/pederasta
    """,
    "child:calm": """
        ninos/nino/nina/ninas ... jugaron/juegan/juguetes/contentos/felices/juegos/panales
    """,
    "adult": """
        me/nos/le quita/quito/quitan el/la/los telefono/celular/llaves/dinero
        no puedo/podemos/puede escapar/escaparme/huir/irme
        me/nos/la/lo tienen/tiene/encerraron/encerro/encierra/encierran encerrada/encerrado/encerrados/en/amenazada/secuestrada/secuestrado/amarrada
        tiene/tienen encerrada/encerrado/secuestrada
        no puedo/podemos/me/nos salir/dejan/deja de/salir
        no me/nos deja/dejan salir/ir/irme/ver/irnos
        me/nos/la/lo obliga/obligan/obligo/forza/fuerza a trabajar/vender/prostituirme/robar
        trata de personas/blancas
        es trata
        victima de trata
        quito/quitaron/quita/quitan/tiene/retiene/robo/guardan/guarda mi/mis/los/el/la/nos pasaporte/pasaportes/papeles/documentos/identificacion
        nos/me quitaron/quito los/el/la pasaportes/pasaporte/papeles/documentos
        contra mi/su voluntad
        no le/les/me dan/da/daban de comer/comida/medicina/medicinas
        le/me quita/quitan/quitaron/quito el/la/todo/mi cheque/dinero/pension/medicina/el
        se queda con mi/todo/el dinero
        cuidador/cuidadora ... pega/golpea/maltrata/roba
    """,
    "staff": """
        [staff] ... [tocado]
        [staff] ... me/la/lo/nos [tocado]/[pega]/grito ... y/me/la/pego
        [tocado] ... el/la/un/una [staff]
        [staff] ... sexo/acostaba/acostarme/acuesto/acostara/desnuda/desnudo/nalgas/pechos/fotos/patada/patadas/golpes
        [staff] ... vende/venden/vendio ... drogas/droga/pastillas/fentanilo
        [staff] ... migracion/migra
        [staff] ... no le diga/digas/contara/cuente
        chofer/trabajador/guardia ... si no me acostaba/acuesto
        [staff] ... robo/roba ... mis/mi/me/medicinas/dinero
    """,
    "staff:calm": """
        toca/toco el tema/corazon
        me toco el/la corazon/turno/fila
    """,
}
