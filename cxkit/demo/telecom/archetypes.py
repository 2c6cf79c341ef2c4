"""Who the customers of the demo telecom are: needs, archetypes and what their maps say."""

from __future__ import annotations

from cxkit.demo.profiles import Archetype, Both, both
from cxkit.demo.story import EmpathyNotes

NEEDS: dict[str, tuple[str, Both]] = {
    "need_speed": ("Velocidad para jugar y ver series", both("Velocidad", "Speed")),
    "need_data": ("Muchos gigas", both("Muchos gigas", "Plenty of data")),
    "need_price": ("Pagar lo menos posible", both("Pagar poco", "Paying little")),
    "need_freedom": ("No atarme a un contrato", both("Sin contrato", "No contract")),
    "need_family": (
        "Que toda la familia esté conectada",
        both("Familia conectada", "Whole family connected"),
    ),
    "need_one_bill": ("Un solo recibo para todo", both("Un solo recibo", "One bill for all")),
    "need_stable": (
        "Que nunca se caiga la conexión",
        both("Conexión estable", "Stable connection"),
    ),
    "need_person": (
        "Hablar con una persona",
        both("Hablar con una persona", "Talking to a person"),
    ),
}

ARCHETYPES: tuple[Archetype, ...] = (
    Archetype(
        id="saver",
        name=both("Ahorrador libre", "Free saver"),
        goal=both("Estar conectado sin gastar de más", "Stay connected without overspending"),
        size=0.40,
        needs=("need_price", "need_freedom"),
    ),
    Archetype(
        id="streamer",
        name=both("Conectada total", "Always-on streamer"),
        goal=both("Jugar y ver series sin cortes", "Play and stream without cuts"),
        size=0.30,
        needs=("need_speed", "need_data"),
    ),
    Archetype(
        id="family",
        name=both("Jefa de hogar", "Head of household"),
        goal=both(
            "Tener a toda la familia conectada con un recibo",
            "Keep the family online on one bill",
        ),
        size=0.20,
        needs=("need_family", "need_one_bill"),
    ),
    Archetype(
        id="entrepreneur",
        name=both("Emprendedor", "Small entrepreneur"),
        goal=both(
            "Vender todos los días sin quedarse sin línea",
            "Sell every day without losing the line",
        ),
        size=0.10,
        needs=("need_stable", "need_person"),
    ),
)

EMPATHY: dict[str, EmpathyNotes] = {
    "saver": EmpathyNotes(
        says=both("Recargo solo lo que voy a usar", "I only top up what I will use"),
        thinks=both("Un contrato es una trampa", "A contract is a trap"),
        does=both("Cambia de chip por la promoción", "Changes SIM for a promotion"),
        feels=both("Libertad de irse", "Free to leave"),
        pain=both("La recarga tarda en aparecer", "The top-up takes time to show"),
        gain=both("Paquetes por día", "Packages by the day"),
    ),
    "streamer": EmpathyNotes(
        says=both("Sin internet no tengo nada que hacer", "Without internet I have nothing to do"),
        thinks=both("Pago por velocidad, quiero velocidad", "I pay for speed, I want speed"),
        does=both("Mide su velocidad cada noche", "Measures the speed every night"),
        feels=both("Rabia cuando se corta", "Anger when it drops"),
        pain=both("Se pone lento en las noches", "It slows down in the evening"),
        gain=both("Una conexión que no se note", "A connection one does not notice"),
    ),
    "family": EmpathyNotes(
        says=both("Que los chicos puedan hacer la tarea", "Let the children do their homework"),
        thinks=both("Cuatro recibos son demasiados", "Four bills are too many"),
        does=both("Paga todo el mismo día", "Pays everything on one day"),
        feels=both("Responsabilidad por la casa", "Responsible for the home"),
        pain=both("Cobros que cambian cada mes", "Charges that change every month"),
        gain=both("Un solo recibo", "A single bill"),
    ),
    "entrepreneur": EmpathyNotes(
        says=both("Si se cae la línea, no vendo", "When the line is down I don't sell"),
        thinks=both("Necesito a alguien que responda", "I need someone who answers"),
        does=both("Tiene un segundo chip de respaldo", "Keeps a second SIM as backup"),
        feels=both("Angustia en cada corte", "Anxious at every outage"),
        pain=both("El técnico no llega", "The technician does not come"),
        gain=both("Un número directo", "A direct number"),
    ),
}
