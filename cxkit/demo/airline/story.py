"""The judgements on the demo airline."""

from __future__ import annotations

from cxkit.demo.airline.archetypes import EMPATHY
from cxkit.demo.airline.initiatives import PLANS
from cxkit.demo.profiles import both
from cxkit.demo.story import Pain, StepPlan, Story

_HELP = "Disruption help"
_PLAN = both("Planear", "Plan")
_FLY = both("Volar", "Fly")
_RECOVER = both("Recuperar", "Recover")

STORY = Story(
    vision=both(
        "Que ningún pasajero se sienta solo cuando su viaje cambia.",
        "No passenger feels alone when plans change.",
    ),
    start=both(
        "El servicio a bordo es bueno; la ayuda en tierra depende de quién esté de turno.",
        "Service on board is good; help on the ground depends on who is on shift.",
    ),
    context=both(
        "Las aerolíneas de bajo costo igualan la tarifa; el trato ante un retraso decide.",
        "Low-cost carriers match the fare; how a delay is handled decides.",
    ),
    difference=both("Tripulación reconocida por su trato.", "A crew known for its kindness."),
    promises={
        "Booking": (
            both("Reserva en tres minutos", "Booked in three minutes"),
            both("Precio final desde el inicio", "The final price from the start"),
            "partly",
        ),
        "Cabin": (
            both("Atención cálida", "Warm service"),
            both("Un asiento limpio y cómodo", "A clean, comfortable seat"),
            "yes",
        ),
        _HELP: (
            both("Una persona le ayuda en 30 minutos", "A person helps you within 30 minutes"),
            both("Saber qué pasa y qué sigue", "Know what happens and what comes next"),
            "no",
        ),
        "Refund": (
            both("Reembolso en siete días", "Refund within seven days"),
            both("No tener que reclamar", "Not having to ask"),
            "partly",
        ),
    },
    areas={
        "crew": both("Tripulación", "Cabin crew"),
        "ground": both("Servicio en tierra", "Ground handling"),
        "operations": both("Operaciones", "Operations"),
        "contact": both("Centro de contacto", "Contact centre"),
        "digital": both("Digital", "Digital"),
        "finance": both("Finanzas", "Finance"),
    },
    silo="operations",
    pains=(
        Pain(
            id="P1",
            touchpoint=_HELP,
            severity=5,
            frequency=0.55,
            reach=0.14,
            owner="operations",
            text=both(
                "Nadie ayuda ni informa cuando se cancela un vuelo",
                "Nobody helps or informs when a flight is cancelled",
            ),
        ),
        Pain(
            id="P2",
            touchpoint="Boarding",
            severity=4,
            frequency=0.28,
            reach=0.80,
            owner="operations",
            text=both("Los retrasos se anuncian tarde", "Delays are announced late"),
        ),
        Pain(
            id="P3",
            touchpoint="Refund",
            severity=4,
            frequency=0.30,
            reach=0.10,
            owner="service",
            text=both("El reembolso tarda semanas", "Refunds take weeks"),
        ),
        Pain(
            id="P4",
            touchpoint="Baggage",
            severity=3,
            frequency=0.08,
            reach=0.50,
            owner="lead",
            text=both("El equipaje tarda y nadie responde", "Bags are slow and nobody answers"),
        ),
        Pain(
            id="P5",
            touchpoint="Check-in",
            severity=2,
            frequency=0.10,
            reach=0.60,
            owner="digital",
            text=both(
                "La app no deja elegir asientos juntos", "The app will not seat a party together"
            ),
        ),
    ),
    journey=both("Volar de vacaciones", "Flying on holiday"),
    journey_goal=both("Llegar a tiempo y sin sobresaltos", "Arrive on time and without surprises"),
    steps=(
        StepPlan(
            id="S1",
            stage=_PLAN,
            phase="before",
            touchpoint="Booking",
            channel="Web",
            as_is=both("Compara y reserva en la web", "Compares and books on the web"),
            emotion=1,
            to_be=both(
                "Reserva con el precio final a la vista", "Books with the final price in view"
            ),
            hoped=2,
        ),
        StepPlan(
            id="S2",
            stage=_PLAN,
            phase="before",
            touchpoint="Check-in",
            channel="App",
            as_is=both("Se registra, los asientos quedan separados", "Checks in, seats are apart"),
            emotion=-1,
            pains=("P5",),
            to_be=both("La app propone asientos juntos", "The app offers seats together"),
        ),
        StepPlan(
            id="S3",
            stage=_FLY,
            phase="during",
            touchpoint="Boarding",
            channel="Airport",
            as_is=both("Espera en la puerta sin noticias", "Waits at the gate without news"),
            emotion=-1,
            pains=("P2",),
            to_be=both(
                "Recibe en el celular cada cambio de hora", "Gets every change of time on the phone"
            ),
        ),
        StepPlan(
            id="S4",
            stage=_FLY,
            phase="during",
            touchpoint="Cabin",
            channel="On board",
            as_is=both("Vuela atendido por la tripulación", "Flies, looked after by the crew"),
            emotion=2,
            to_be=both("Vuela atendido por la tripulación", "Flies, looked after by the crew"),
            hoped=2,
        ),
        StepPlan(
            id="S5",
            stage=_RECOVER,
            phase="after",
            touchpoint=_HELP,
            channel="Airport",
            as_is=both("Hace fila para que alguien lo reubique", "Queues for someone to rebook"),
            emotion=-2,
            pains=("P1",),
            to_be=both(
                "Elige un nuevo vuelo en la app o con una persona",
                "Chooses a new flight in the app or with a person",
            ),
            to_channel="App",
        ),
        StepPlan(
            id="S6",
            stage=_RECOVER,
            phase="after",
            touchpoint="Refund",
            channel="Phone",
            as_is=both("Llama para preguntar por su reembolso", "Rings to ask for the refund"),
            emotion=-2,
            pains=("P3",),
        ),
    ),
    plans=PLANS,
    empathy=EMPATHY,
    letter=both(
        "Este informe une la voz de sus pasajeros con lo que ocurrió en cada temporada.\n\n"
        "El invierno de cancelaciones costó recomendaciones; la primavera recuperó una parte. "
        "La ayuda ante imprevistos es donde más pasajeros se pierden.\n\n"
        "Proponemos un equipo propio para los imprevistos y una prueba en la app antes del "
        "próximo invierno.",
        "This report joins the voice of your passengers with what happened in each season.\n\n"
        "A winter of cancellations cost recommendations; spring won part of them back. Help when "
        "plans change is where most passengers are lost.\n\n"
        "We propose a team of its own for disruption and a trial in the app before next winter.",
    ),
    all_customers=240_000,
    money=500_000,
    agent="Alex Sample",
    status="final",
)
