"""The judgements on the demo bank."""

from __future__ import annotations

from cxkit.demo.bank.archetypes import EMPATHY
from cxkit.demo.bank.initiatives import PLANS
from cxkit.demo.profiles import both
from cxkit.demo.story import Pain, StepPlan, Story

_DISPUTE, _PHONE = "Aclaración de cargos", "Línea telefónica"
_HIRE = both("Contratar", "Join")
_USE = both("Usar", "Use")
_SOLVE = both("Resolver", "Resolve")

STORY = Story(
    vision=both(
        "Ser el banco que resuelve a la primera y explica sin letra chica.",
        "To be the bank that solves it the first time and explains without small print.",
    ),
    start=both(
        "El banco mide su NPS desde hace un año; las áreas leen el resultado por separado.",
        "The bank has measured its NPS for a year; each area reads the result by itself.",
    ),
    context=both(
        "Los bancos digitales abren cuentas en minutos y los productos se parecen cada vez más.",
        "Digital banks open accounts in minutes and products look more and more alike.",
    ),
    difference=both(
        "Sucursales cercanas con personal que conoce a sus clientes.",
        "Branches nearby with people who know their customers.",
    ),
    promises={
        "Apertura de cuenta": (
            both("Cuenta lista el mismo día", "Account ready the same day"),
            both("Abrirla sin ir a la sucursal", "Open it without visiting a branch"),
            "yes",
        ),
        "Uso de la app": (
            both("Todo en tres toques", "Everything in three taps"),
            both("Que funcione también en quincena", "That it works on paydays too"),
            "partly",
        ),
        _DISPUTE: (
            both("Respuesta en cinco días", "An answer within five days"),
            both("Que devuelvan el cargo sin dar vueltas", "The charge refunded without detours"),
            "no",
        ),
        _PHONE: (
            both("Le contestamos en un minuto", "We answer within a minute"),
            both("Hablar con una persona", "Talk to a person"),
            "no",
        ),
    },
    areas={
        "branches": both("Sucursales", "Branches"),
        "contact": both("Centro de contacto", "Contact centre"),
        "operations": both("Operaciones", "Operations"),
        "technology": both("Tecnología", "Technology"),
        "products": both("Productos", "Products"),
        "marketing": both("Mercadotecnia", "Marketing"),
    },
    silo="operations",
    pains=(
        Pain(
            id="P1",
            touchpoint=_DISPUTE,
            severity=5,
            frequency=0.45,
            reach=0.14,
            owner="operations",
            text=both(
                "La aclaración de un cargo tarda semanas y nadie informa en qué va",
                "Disputing a charge takes weeks and nobody says where it stands",
            ),
        ),
        Pain(
            id="P2",
            touchpoint=_PHONE,
            severity=4,
            frequency=0.35,
            reach=0.14,
            owner="service",
            text=both(
                "La espera en la línea es larga y la llamada se corta",
                "The wait on the phone is long and the call drops",
            ),
        ),
        Pain(
            id="P3",
            touchpoint="Uso de la app",
            severity=3,
            frequency=0.15,
            reach=0.50,
            owner="digital",
            text=both("La app se traba en días de quincena", "The app freezes on paydays"),
        ),
        Pain(
            id="P4",
            touchpoint="Estado de cuenta",
            severity=3,
            frequency=0.20,
            reach=0.60,
            owner="lead",
            text=both(
                "Aparecen cobros que no se explican", "Charges appear that are not explained"
            ),
        ),
        Pain(
            id="P5",
            touchpoint="Visita a sucursal",
            severity=2,
            frequency=0.25,
            reach=0.30,
            owner="service",
            text=both("Una sola caja abierta en horas pico", "Only one till open at peak hours"),
        ),
    ),
    journey=both("Abrir y usar una cuenta", "Opening and using an account"),
    journey_goal=both(
        "Tener una cuenta en la que todo funcione y, si algo falla, se resuelva",
        "Have an account where all works and what fails gets solved",
    ),
    steps=(
        StepPlan(
            id="S1",
            stage=_HIRE,
            phase="before",
            touchpoint="Apertura de cuenta",
            channel="App",
            as_is=both(
                "Compara cuentas y llena la solicitud", "Compares accounts and fills in the form"
            ),
            emotion=1,
            to_be=both(
                "Abre la cuenta en la app con su identificación",
                "Opens the account in the app with an ID",
            ),
            hoped=2,
        ),
        StepPlan(
            id="S2",
            stage=_HIRE,
            phase="before",
            touchpoint="Apertura de cuenta",
            channel="Sucursal",
            as_is=both(
                "Va a la sucursal a entregar documentos", "Goes to a branch to hand in documents"
            ),
            emotion=-1,
        ),
        StepPlan(
            id="S3",
            stage=_USE,
            phase="during",
            touchpoint="Uso de la app",
            channel="App",
            as_is=both("Paga y transfiere desde la app", "Pays and transfers in the app"),
            emotion=1,
            pains=("P3",),
            to_be=both(
                "Paga y transfiere, también en quincena", "Pays and transfers, on paydays too"
            ),
        ),
        StepPlan(
            id="S4",
            stage=_USE,
            phase="during",
            touchpoint="Estado de cuenta",
            channel="Banca en línea",
            as_is=both(
                "Revisa el estado de cuenta y ve un cargo raro",
                "Reads the statement and sees a strange charge",
            ),
            emotion=-1,
            pains=("P4",),
            to_be=both(
                "Recibe un aviso de cada cargo con su explicación",
                "Gets a notice of every charge with its reason",
            ),
        ),
        StepPlan(
            id="S5",
            stage=_SOLVE,
            phase="after",
            touchpoint=_PHONE,
            channel="Teléfono",
            as_is=both("Llama, espera y lo transfieren", "Calls, waits and is passed on"),
            emotion=-2,
            pains=("P2",),
        ),
        StepPlan(
            id="S6",
            stage=_SOLVE,
            phase="after",
            touchpoint=_DISPUTE,
            channel="Sucursal",
            as_is=both("Espera semanas la aclaración", "Waits weeks for the dispute to be settled"),
            emotion=-2,
            pains=("P1",),
            to_be=both(
                "Sigue su aclaración en la app y recibe su dinero en cinco días",
                "Follows the dispute in the app and has the money in five days",
            ),
            hoped=1,
            to_channel="App",
        ),
    ),
    plans=PLANS,
    empathy=EMPATHY,
    letter=both(
        "Este informe reúne lo que sus clientes dijeron en un año, lo que hicieron y lo que sus "
        "equipos saben de ellos.\n\nLa aclaración de cargos es el momento que más recomendaciones "
        "cuesta. En el último trimestre cada segmento mejoró y aun así el total bajó, porque "
        "contestaron más clientes digitales: conviene leer los segmentos antes que el total.\n\n"
        "Le proponemos empezar por las aclaraciones y dar un solo responsable a cada iniciativa.",
        "This report brings together what your customers said over a year, what they did, and "
        "what your teams know of them.\n\nDisputing a charge is the moment that costs most "
        "recommendations. In the last quarter every segment improved and yet the total fell, "
        "because more digital customers answered: read the segments before the total.\n\n"
        "We propose to start with disputes and to give each initiative one owner.",
    ),
    all_customers=182_000,
    money=1_000_000,
    agent="Ana Ejemplo",
    status="final",
)
