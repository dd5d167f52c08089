"""The starter list in Spanish, continued: how people say it among themselves, in Spain too; without accents."""

LINES: dict[str, str] = {
    "suicide": """
        dormirme/dormir/dormirse/acostarme ... no/nunca despert*
        sentido a nada/esto/la/seguir/vivir
        tirarme/tirarse/tiro/tire/lanzarme/saltar/saltare/salto por/desde/al/a/del/de ... balcon/ventana/puente/tejado/azotea/vias/tren/metro/terraza/barranco
        me cuelgo/colgare/ahorco/rajo/enveneno/suicido/mato
        mejor sin mi/mis/tenerme
        carta/cartas/nota escrita/preparada/hecha/lista
        chute/pico/dosis/sobredosis/pastillas ... aposta/proposito/adrede
        rajarme/rajar/raje/rajado/cortar/cortado los/las/el brazos/brazo/venas/munecas/piernas
        pastillas/metadona/trankimazin*/valium ... golpe/juntas/todas/bote
        guardando/guardado/juntando/ahorrando/acumulando ... pastillas/metadona/valium/tranquimazin*
        palmarla/palmar/dinarla/espicharla/diñarla
        me da igual/lo mismo/mismo morir*/palmar*/vivir/todo
        cuando ya/yo no/ya este/esta/no este
        ya no/voy voy/a a/estar estar/estare
        no aguanto mas/esto/asi/otro
        quitarme de en/medio
        ojala no/me/muera/hoy ... despert*/muera/muero/noche/manana
        nunca/jamas mas despertar
        desaparecer de este/del/una mundo/vez
        no vais/van a volver/verme ... verme/ver/mas
        se acabo todo/para/mi
    """,
    "suicide:worry": """
        no aguanto
        mirando/miro/miraba/asomado/asomada ... puente/vias/abajo/balcon/vacio
        en el puente/balcon/tejado
        cuidad/cuiden/cuida/cuidar de/a mi/mis perro/perra/gato/gata/hijo/hija/hijos
        todo/todos/todas/ellos/nadie estaria/estarian/estareis mejor/me
    """,
    "overdose": """
        quedado/quedo/queda/quedaba/puesto/puso/ponia morado/morada/azul/frito/frita/tieso/tiesa/seco/gris/blanco
        me/le/nos dio/da/dado/diera un chungo/amarillo/jamacuco/yuyu/parraque/patatus/telele
        casi ... no/lo cuento/cuenta/lo/queda
        se/me me/le/nos paro/para/parado el/mi/corazon corazon/late
        pase/paso/pasado/pasamos/paso con/de la/el/dosis/rosca/base/coca/raya/caballo/vueltas
        me/se/ha/he he/ha/tomado/metido/pinchado/pinchado tomado/metido/pinchado/fumado/demasiado/mucho demasiado/mucho/todo/de/un
        tomado/metido/pinchado/fumado/tomo/meti demasiado/demasiada/mucho/todo/todas
        caido/palmado/muerto/cayeron/murieron dos/tres/cuatro/cinco/varios/muchos
        han caido/palmado
        no siento/sentia las/los/mis/nada piernas/brazos/manos/cara
        espuma por/en/de la/boca boca/nariz
        ronca/roncaba/roncando raro/fuerte/y
        blister/caja/bote/frasco entero/entera/completo/completa
        respira/respiraba mal/raro/poco/bien
    """,
    "violence": """
        navaja/cuchillo/pistola/cuchilla/destornillador/jeringa al/en/contra el/la/mi cuello/garganta/cabeza/pecho/barriga/cara
        navaja/cuchillo/pistola en/al la/el
        mete/metio/metieron/dio/dieron/da/dan/pega/pegaron/llevo/mete/arrea una/un/dos/otra/de paliza/palizas/hostia/hostias/tunda/bofeton/guantazo/punetazo/somanta/patadas/hostion
        dan/dieron/daba/meten hostias/palos/palizas/patadas
        me/le/nos tapaba/tapo/tapaban la boca
        me/te/le/nos raja/rajo/rajaba/rajan/rajar la/el/un cara/cuello
        partir/parten/parto/romper/rompen/rompieron/partieron/parte la/las/el/los/me piernas/cara/boca/dientes/brazo/costillas
        reventaron/reventar/revento/inflaron/molieron/cosieron a/de patadas/hostias/golpes/palos/punaladas
        me/la/nos ahogo/ahogaba/asfixio/estrangulo/ahorcaba ... hasta/conocimiento/sentido
        perdi/perdio/perder el/la conocimiento/sentido/consciencia
        me/la/lo quema/quemo/queman/quemaba con/la/los
        metieron/subieron/arrastraron/llevaron/metio/subio en/a/al/dentro una/un/el furgoneta/coche/descampado/furgon/bosque
        me/nos/la forzaron/forzo/forzaban/violento/violaron/obligo/obligaron/obligan
        chulo/proxeneta ... pega/paliza/mata/pasta/dinero/obliga
        estampo/estamparon/estampa/empotro contra/en la/el pared/suelo/puerta
        retorcio/retorcieron/torcio ... brazo/brazos/muneca
        empujo/tiro/empujaron por/de las/la escaleras/ventana
        mi pareja/nobio/novio/marido/ex/chulo/esposo me/nos pega/maltrata/grita/controla
        miedo de/a bolver/volver/casa/denunciar/hablar/contar/que
        vino/vinieron/viene/vienen a por/buscarme/buscar mi/me/matarme
    """,
    "violence:worry": """
        debo dinero/pasta/mucho
        debo/debemos ... dicen/dice/amenaz*/piernas/viernes
        no le/se/quiso dije/paro/parar/quitar ... paro/condon/parar
        sin condon/goma
    """,
    "child": """
        [nino] ... vendiendo/venden/vende/prostitu*/vendida/alquilan
        [nino] ... solo/sola/hambre/llora/encerrad*/moraton*
        padrastro/novio/tio/abuelo/vecino ... toca/tocaba/manosea ... noche/noches/su/la/mi
        padrastro/padre/tio/abuelo/hermano/hermanastro ... entra/entraba/mete/metia en/a/por mi/su/la cuarto/cama/habitacion
        zarandea/zarandeo/sacude/sacudio/agita/agito al/a/la/el ... [nino]
        deja/dejan/dejo/dejaba al/a/la/el/sus/su [nino] con/sola/solo/cualquiera
        [nino] ... toca/tocan/tocaba/tocado por/las/en noches/noche/cama
        tengo #minor anos
    """,
    "child:worry": """
        #minor anos
        [nino] ... la/lo toca/pega/tocan/pegan
    """,
    "adult": """
        senor/senora/anciano/anciana/abuelo/abuela/viejo/vieja/mayor ... quitan/quita/roban/encerrad*/pegan/pension/cobran/insultan
        le/me/nos quitan/quita/roban/cobran/cogen la/el/su pension/paga/tarjeta/cartilla/movil
        le/lo/la/les hacen/obligan/hace ... guardar/llevar/vender/cargar/pasar
        discapacidad/discapacitado/discapacitada ... hacen/obligan/hostias/pegan/quitan/encierran
        me/nos/la tienen/tiene el/mi/los/sin/nuestro pasaporte/pasaportes/papeles
        hacen/hace trabajar todas/todos/toda/dia/sin
        tienen/tiene/tenian/mantienen encerrada/encerrado/encerradas
    """,
    "staff": """
        [staff] ... chupe/chupar/chupara/polla/mamada/culo/tetas/bragas/paja
        [staff] ... mete/metio/metia/mete mano
        [staff] ... estampo/retorcio/tiro/empujo/tunda/paliza/patada/hostia/hostias/bofeton/estamparon
        [staff] ... cambio de la/mi/una/metadona/cama/plaza
        [staff] ... hijos/hijo/hija/metadona/plaza/cama ... si no/me
        [staff] ... si no me acuesto/acostaba/acosto/follo/dejo
        seguridad/puerta ... tunda/paliza/patadas/hostias/golpes
    """,
    "suicide:calm": """
        colgar/cuelga/cuelgan/cuelgue/colgad un/una/el/la/unos ... cartel/carteles/poster/cuadro/foto/lista/abrigo/ropa
        ordenador/pagina/wifi/internet/movil/pantalla ... cuelga/colgado/colgo
    """,
    "overdose:calm": """
        que hacer ... en/ante/si/con ... sobredosis~
        cartel/carteles/folleto/charla ... sobredosis~
    """,
    "violence:calm": """
        paliza/reventaron/ganaron/machacaron ... al/a/en futbolin/parchis/domino/cartas/ajedrez/futbol/billar/mus/dardos
        muy/que/super/bien/mas/tan/quedo chulo/chula/chulos/chulas
        golpe de suerte/vista/efecto/aire
        pega/pego/pegan/pegar ... aposito/apositos/venda/vendas/parche/parches/tirita/tiritas/cartel/carteles/foto/fotos
    """,
    "staff:calm": """
        pega/pego/pegan/pegar ... aposito/apositos/venda/vendas/parche/parches/tirita/tiritas/cartel/carteles
    """,
    "staff:worry": """
        [staff] ... yonqui/puta/mierda/yonki/escoria/drogata/sidoso
    """,
}
