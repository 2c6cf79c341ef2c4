"""Who the customers of the demo bank are: needs, archetypes and what their maps say."""

from __future__ import annotations

from cxkit.demo.profiles import Archetype, Both, both
from cxkit.demo.story import EmpathyNotes

NEEDS: dict[str, tuple[str, Both]] = {
    "need_app": ("Resolver todo en el celular", both("Todo en el celular", "All by phone app")),
    "need_hours": (
        "Atención a cualquier hora",
        both("Atención 24 horas", "Service round the clock"),
    ),
    "need_advisor": (
        "Un ejecutivo que me conozca",
        both("Ejecutivo propio", "An adviser of my own"),
    ),
    "need_benefits": (
        "Beneficios por mi antigüedad",
        both("Beneficios por antigüedad", "Loyalty benefits"),
    ),
    "need_price": ("No pagar comisiones", both("Sin comisiones", "No fees")),
    "need_control": ("Controlar cada gasto", both("Control de gastos", "Control of spending")),
    "need_branch": ("Una sucursal cercana", both("Sucursal cercana", "A branch nearby")),
    "need_trust": (
        "Que me expliquen con calma",
        both("Explicaciones con calma", "Patient explanations"),
    ),
}

ARCHETYPES: tuple[Archetype, ...] = (
    Archetype(
        id="practical",
        name=both("Práctica digital", "Practical digital"),
        goal=both(
            "Resolver su banco en minutos desde el celular",
            "Do her banking in minutes on the phone",
        ),
        size=0.40,
        needs=("need_app", "need_hours"),
    ),
    Archetype(
        id="careful",
        name=both("Cuidadoso del gasto", "Careful spender"),
        goal=both("Saber a dónde va cada peso", "Know where every peso goes"),
        size=0.30,
        needs=("need_price", "need_control"),
    ),
    Archetype(
        id="traditional",
        name=both("Tradicional de sucursal", "Branch traditionalist"),
        goal=both("Que alguien de confianza le explique", "Have someone he trusts explain"),
        size=0.20,
        needs=("need_branch", "need_trust"),
    ),
    Archetype(
        id="patrimonial",
        name=both("Patrimonial", "Wealth builder"),
        goal=both("Hacer crecer su patrimonio con un asesor", "Grow her wealth with an adviser"),
        size=0.10,
        needs=("need_advisor", "need_benefits"),
    ),
)

EMPATHY: dict[str, EmpathyNotes] = {
    "practical": EmpathyNotes(
        says=both(
            "Si no se puede en la app, no existe", "If the app can't do it, it doesn't exist"
        ),
        thinks=both("Mi tiempo vale más que una fila", "My time is worth more than a queue"),
        does=both("Opera de noche desde el celular", "Banks at night on the phone"),
        feels=both("Impaciencia cuando algo se traba", "Impatience when something freezes"),
        pain=both("La app falla en quincena", "The app fails on paydays"),
        gain=both("Resolver sin hablar con nadie", "Settle things without talking to anyone"),
    ),
    "careful": EmpathyNotes(
        says=both("¿Y esta comisión de dónde salió?", "Where did this fee come from?"),
        thinks=both("Los bancos siempre cobran algo más", "Banks always charge something extra"),
        does=both("Revisa cada movimiento", "Checks every transaction"),
        feels=both("Desconfianza", "Distrust"),
        pain=both("Cargos que nadie explica", "Charges nobody explains"),
        gain=both("Avisos claros de cada cobro", "Clear notice of every charge"),
    ),
    "traditional": EmpathyNotes(
        says=both(
            "Prefiero que me lo expliquen en persona", "I prefer to have it explained in person"
        ),
        thinks=both("En la app me puedo equivocar", "I could make a mistake in the app"),
        does=both("Visita la sucursal cada quincena", "Visits the branch every payday"),
        feels=both("Tranquilidad con quien conoce", "At ease with people he knows"),
        pain=both("Filas largas con una sola caja", "Long queues with a single till"),
        gain=both("Un trato paciente", "Patient treatment"),
    ),
    "patrimonial": EmpathyNotes(
        says=both("Quiero hablar con mi ejecutivo", "I want to talk to my adviser"),
        thinks=both("Mi antigüedad debería contar", "My years here should count"),
        does=both("Compara rendimientos con otros bancos", "Compares returns with other banks"),
        feels=both("Orgullo de su patrimonio", "Proud of what she has built"),
        pain=both("Cada año le cambian de ejecutivo", "A new adviser every year"),
        gain=both("Consejo antes de que lo pida", "Advice before she asks"),
    ),
}
