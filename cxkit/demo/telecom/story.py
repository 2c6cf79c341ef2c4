"""The judgements on the demo telecom."""

from __future__ import annotations

from cxkit.demo.profiles import both
from cxkit.demo.story import Pain, StepPlan, Story
from cxkit.demo.telecom.archetypes import EMPATHY
from cxkit.demo.telecom.initiatives import PLANS

_SUPPORT = "Soporte técnico"
_JOIN = both("Contratar", "Join")
_USE = both("Usar", "Use")
_SOLVE = both("Resolver", "Resolve")

STORY = Story(
    vision=both(
        "Ser la operadora que responde el mismo día cuando algo falla.",
        "To be the operator that responds the same day when something fails.",
    ),
    start=both(
        "Hay encuestas en todos los canales, pero nadie devuelve la llamada a quien reclama.",
        "There are surveys in every channel, but nobody calls back those who complain.",
    ),
    context=both(
        "Cambiar de operadora sin perder el número toma un día.",
        "Changing operator while keeping one's number takes a day.",
    ),
    difference=both(
        "Técnicos propios en todas las regiones.",
        "Technicians of its own in every region.",
    ),
    promises={
        "Contratación": (
            both("El plan que eligió, sin sorpresas", "The plan you chose, without surprises"),
            both("Que activen lo ofrecido", "Get what was offered"),
            "partly",
        ),
        "Instalación": (
            both("Instalamos en 48 horas", "Installed within 48 hours"),
            both("Que lleguen a la hora acordada", "Arrival at the agreed time"),
            "yes",
        ),
        "Facturación": (
            both("Un recibo claro", "A clear bill"),
            both("Que el monto sea siempre el mismo", "The same amount every month"),
            "partly",
        ),
        _SUPPORT: (
            both("Solución en 24 horas", "Solved within 24 hours"),
            both("Que el técnico venga y lo deje bien", "The technician comes and fixes it"),
            "no",
        ),
    },
    areas={
        "contact": both("Call center", "Call centre"),
        "shops": both("Tiendas", "Shops"),
        "networks": both("Redes", "Networks"),
        "field": both("Campo", "Field service"),
        "sales": both("Ventas", "Sales"),
        "digital": both("Digital", "Digital"),
    },
    silo="networks",
    pains=(
        Pain(
            id="P1",
            touchpoint=_SUPPORT,
            severity=5,
            frequency=0.50,
            reach=0.20,
            owner="operations",
            text=both(
                "El técnico no llega o la avería vuelve",
                "The technician does not come or the fault returns",
            ),
        ),
        Pain(
            id="P2",
            touchpoint="Uso del servicio",
            severity=4,
            frequency=0.25,
            reach=0.60,
            owner="operations",
            text=both("La conexión se cae en las noches", "The connection drops in the evening"),
        ),
        Pain(
            id="P3",
            touchpoint="Facturación",
            severity=3,
            frequency=0.12,
            reach=0.70,
            owner="service",
            text=both("El recibo trae cobros de más", "The bill carries extra charges"),
        ),
        Pain(
            id="P4",
            touchpoint="Contratación",
            severity=3,
            frequency=0.15,
            reach=0.25,
            owner="lead",
            text=both(
                "Se activa un plan distinto del ofrecido",
                "Another plan is activated than was offered",
            ),
        ),
        Pain(
            id="P5",
            touchpoint="Recarga",
            severity=2,
            frequency=0.06,
            reach=0.35,
            owner="digital",
            text=both("La recarga no se refleja al instante", "The top-up does not show at once"),
        ),
    ),
    journey=both("Tener internet en casa", "Having internet at home"),
    journey_goal=both(
        "Estar conectado todos los días sin reclamar", "Be online every day without complaining"
    ),
    steps=(
        StepPlan(
            id="S1",
            stage=_JOIN,
            phase="before",
            touchpoint="Contratación",
            channel="Tienda",
            as_is=both(
                "Pregunta en la tienda y firma un contrato largo",
                "Asks in the shop and signs a long contract",
            ),
            emotion=0,
            pains=("P4",),
            to_be=both("Firma una página con lo ofrecido", "Signs one page with what was offered"),
        ),
        StepPlan(
            id="S2",
            stage=_JOIN,
            phase="before",
            touchpoint="Instalación",
            channel="Visita",
            as_is=both("Espera al instalador en casa", "Waits for the installer at home"),
            emotion=1,
            to_be=both(
                "Elige la hora y sigue al instalador en el mapa",
                "Chooses the hour and follows the installer on a map",
            ),
            hoped=2,
        ),
        StepPlan(
            id="S3",
            stage=_USE,
            phase="during",
            touchpoint="Uso del servicio",
            channel="App",
            as_is=both("Navega; en las noches se corta", "Goes online; in the evening it drops"),
            emotion=-1,
            pains=("P2",),
            to_be=both("Recibe aviso antes de un corte programado", "Is told before planned works"),
        ),
        StepPlan(
            id="S4",
            stage=_USE,
            phase="during",
            touchpoint="Facturación",
            channel="App",
            as_is=both("Paga y descubre un cobro de más", "Pays and finds an extra charge"),
            emotion=-1,
            pains=("P3",),
            to_be=both(
                "Paga un recibo que explica cada cobro", "Pays a bill that explains every charge"
            ),
        ),
        StepPlan(
            id="S5",
            stage=_SOLVE,
            phase="after",
            touchpoint=_SUPPORT,
            channel="Call center",
            as_is=both("Llama, espera y repite su caso", "Calls, waits and tells the story again"),
            emotion=-2,
            pains=("P1",),
        ),
        StepPlan(
            id="S6",
            stage=_SOLVE,
            phase="after",
            touchpoint=_SUPPORT,
            channel="Visita",
            as_is=both("Espera al técnico durante días", "Waits days for the technician"),
            emotion=-2,
            pains=("P1",),
            to_be=both(
                "El técnico llega el mismo día y confirma al siguiente",
                "The technician comes the same day and checks the next",
            ),
        ),
    ),
    plans=PLANS,
    empathy=EMPATHY,
    letter=both(
        "Este informe muestra lo que sus clientes vivieron en cuatro olas de medición.\n\n"
        "La caída de la segunda ola coincide con la avería de la red; el soporte técnico es el "
        "punto de contacto que más promotores pierde, y la visita es el canal más lento.\n\n"
        "Proponemos concentrar el esfuerzo en el soporte y abrir los datos de Redes a las áreas "
        "que atienden a los clientes.",
        "This report shows what your customers lived through in four waves of measurement.\n\n"
        "The fall of the second wave coincides with the network failure; technical support is "
        "the touchpoint that loses most promoters, and the visit is the slowest channel.\n\n"
        "We propose to concentrate on support and to open Networks' data to the areas that "
        "serve customers.",
    ),
    all_customers=96_000,
    money=400_000,
    agent="Rosa Muestra",
)
