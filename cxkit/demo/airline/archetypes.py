"""Who the customers of the demo airline are: needs, archetypes and what their maps say."""

from __future__ import annotations

from cxkit.demo.profiles import Archetype, Both, both
from cxkit.demo.story import EmpathyNotes

NEEDS: dict[str, tuple[str, Both]] = {
    "need_fare": ("need_low_fare", both("Tarifa baja", "Low fare")),
    "need_deals": ("need_deals", both("Ofertas", "Deals")),
    "need_time": ("need_save_time", both("Ahorrar tiempo", "Saving time")),
    "need_flex": ("need_change_freely", both("Cambiar sin costo", "Changing freely")),
    "need_children": ("need_children", both("Atención a niños", "Care for children")),
    "need_seats": ("need_sit_together", both("Sentarse juntos", "Sitting together")),
    "need_calm": ("need_calm", both("Viajar con calma", "Travelling calmly")),
    "need_help": ("need_person_to_help", both("Alguien que ayude", "A person who helps")),
}

ARCHETYPES: tuple[Archetype, ...] = (
    Archetype(
        id="hunter",
        name=both("Cazador de ofertas", "Bargain hunter"),
        goal=both("Volar lejos por poco dinero", "Fly far for little money"),
        size=0.40,
        needs=("need_fare", "need_deals"),
    ),
    Archetype(
        id="commuter",
        name=both("Viajera de negocios", "Business commuter"),
        goal=both("Llegar a tiempo y volver el mismo día", "Be on time and back the same day"),
        size=0.30,
        needs=("need_time", "need_flex"),
    ),
    Archetype(
        id="family",
        name=both("Familia en vacaciones", "Holiday family"),
        goal=both("Llegar todos juntos y sin sobresaltos", "Arrive together and without surprises"),
        size=0.20,
        needs=("need_children", "need_seats"),
    ),
    Archetype(
        id="careful",
        name=both("Viajero precavido", "Careful traveller"),
        goal=both("Sentirse acompañado en cada paso", "Feel looked after at every step"),
        size=0.10,
        needs=("need_calm", "need_help"),
    ),
)

EMPATHY: dict[str, EmpathyNotes] = {
    "hunter": EmpathyNotes(
        says=both("¿Cuánto es en total?", "How much is it all in?"),
        thinks=both("Siempre hay una oferta mejor", "There is always a better deal"),
        does=both("Compara cinco sitios antes de pagar", "Compares five sites before paying"),
        feels=both("Satisfacción al encontrar una ganga", "Delight in a bargain"),
        pain=both("El precio cambia al pagar", "The price changes at checkout"),
        gain=both("Un precio final claro", "A clear final price"),
    ),
    "commuter": EmpathyNotes(
        says=both("Tengo una reunión a las diez", "I have a meeting at ten"),
        thinks=both("Un retraso me cuesta un cliente", "A delay costs me a client"),
        does=both("Viaja solo con equipaje de mano", "Travels with hand luggage only"),
        feels=both("Tensión por la hora", "Tense about time"),
        pain=both("El retraso se anuncia tarde", "The delay is announced late"),
        gain=both("Cambiar de vuelo en un minuto", "Change flight in a minute"),
    ),
    "family": EmpathyNotes(
        says=both("¿Vamos sentados juntos?", "Are we sitting together?"),
        thinks=both("Ojalá los niños duerman", "I hope the children sleep"),
        does=both("Llega tres horas antes", "Arrives three hours early"),
        feels=both("Ilusión y nervios", "Excited and nervous"),
        pain=both("Asientos separados", "Seats apart"),
        gain=both("Que alguien piense en los niños", "Someone thinks of the children"),
    ),
    "careful": EmpathyNotes(
        says=both("¿Es esta la puerta correcta?", "Is this the right gate?"),
        thinks=both(
            "Si algo cambia, no sabré qué hacer", "If something changes I won't know what to do"
        ),
        does=both("Pregunta al personal", "Asks the staff"),
        feels=both("Inquietud", "Unease"),
        pain=both("Nadie a quien preguntar", "Nobody to ask"),
        gain=both("Una persona que acompañe", "A person at one's side"),
    ),
}
