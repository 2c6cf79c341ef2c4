"""Profile of the demo telecom: Peru, a network failure in the second wave, then calm."""

from __future__ import annotations

from datetime import date

from cxkit.demo.profiles import (
    Attribute,
    CustomerPlan,
    Effort,
    Experiment,
    Profile,
    TicketPlan,
    Touchpoint,
    Unit,
    WavePlan,
    both,
)
from cxkit.demo.roll_out import RollOut
from cxkit.demo.telecom.archetypes import ARCHETYPES, NEEDS
from cxkit.demo.telecom.names import NAMES

_SHOP, _APP, _PHONE, _CHAT, _HOME = "Tienda", "App", "Call center", "WhatsApp", "Visita"

PROFILE = Profile(
    slug="demo_telecom",
    seed=20260631,
    prefix="C",
    name=both("Andina Móvil y Hogar", "Andina Móvil y Hogar"),
    industry=both("Telecomunicaciones", "Telecommunications"),
    region="es_PE",
    languages=("es", "en"),
    currency="PEN",
    color="#7a1f5c",
    segments=("Postpago", "Prepago", "Hogar"),
    regions=("Lima", "Norte", "Sur", "Centro", "Oriente"),
    products={"Recarga": 15, "Paquete": 28, "Equipo": 420, "Roaming": 90},
    purchase_channels=(_SHOP, _APP, _PHONE),
    waves=(
        WavePlan(
            name="Ola 1",
            start=date(2025, 7, 1),
            end=date(2025, 9, 30),
            n=700,
            shares=(0.40, 0.30, 0.30),
            nps=(6, 0, -8),
        ),
        WavePlan(
            name="Ola 2",
            start=date(2025, 10, 1),
            end=date(2025, 12, 31),
            n=700,
            shares=(0.40, 0.30, 0.30),
            nps=(-9, -15, -25),
        ),
        WavePlan(
            name="Ola 3",
            start=date(2026, 1, 1),
            end=date(2026, 3, 31),
            n=700,
            shares=(0.40, 0.30, 0.30),
            nps=(-9, -15, -25),
        ),
        WavePlan(
            name="Ola 4",
            start=date(2026, 4, 1),
            end=date(2026, 6, 30),
            n=700,
            shares=(0.40, 0.30, 0.30),
            nps=(4, -2, -11),
        ),
    ),
    touchpoints=(
        Touchpoint(
            name="Contratación",
            en="Signing up",
            stage="Contratar",
            channels=(_SHOP, _APP),
            topic="offer",
            effort=True,
            shift=0.1,
        ),
        Touchpoint(
            name="Instalación",
            en="Installation",
            stage="Contratar",
            channels=(_HOME,),
            topic="staff",
            effort=True,
        ),
        Touchpoint(
            name="Uso del servicio",
            en="Using the service",
            stage="Usar",
            channels=(_APP,),
            topic="network",
            shift=0.1,
        ),
        Touchpoint(
            name="Facturación",
            en="Billing",
            stage="Usar",
            channels=(_APP, _PHONE),
            topic="billing",
        ),
        Touchpoint(
            name="Recarga",
            en="Top-up",
            stage="Usar",
            channels=(_APP, _SHOP),
            topic="price",
            shift=0.15,
        ),
        Touchpoint(
            name="Soporte técnico",
            en="Technical support",
            stage="Resolver",
            channels=(_PHONE, _CHAT, _HOME),
            topic="support",
            effort=True,
            shift=-1.2,
        ),
    ),
    attributes=(
        Attribute(
            column="network",
            heading="Señal y velocidad",
            label=both("Señal y velocidad", "Signal and speed"),
            weight=0.40,
            mean=3.3,
        ),
        Attribute(
            column="support",
            heading="Soporte técnico",
            label=both("Soporte técnico", "Technical support"),
            weight=0.25,
            mean=3.2,
        ),
        Attribute(
            column="billing",
            heading="Recibos sin errores",
            label=both("Recibos sin errores", "Bills without errors"),
            weight=0.15,
            mean=3.4,
        ),
        Attribute(
            column="staff",
            heading="Trato del personal",
            label=both("Trato del personal", "Staff"),
            weight=0.10,
            mean=3.9,
        ),
        Attribute(
            column="offer",
            heading="Oferta clara",
            label=both("Oferta clara", "Clear offer"),
            weight=0.06,
            mean=3.5,
        ),
        Attribute(
            column="price",
            heading="Precio justo",
            label=both("Precio justo", "Fair price"),
            weight=0.04,
            mean=3.0,
        ),
    ),
    effort=Effort(
        heading="Esfuerzo para resolver (1 muy poco, 5 mucho)",
        low=1,
        high=5,
        better="low",
        labels={
            1: both("Muy poco esfuerzo", "Very little effort"),
            5: both("Mucho esfuerzo", "A lot of effort"),
        },
    ),
    needs=NEEDS,
    archetypes=ARCHETYPES,
    customers=CustomerPlan(
        n=1600,
        shares=(0.40, 0.30, 0.30),
        revenue=(780, 260, 1150),
        margin=0.28,
        churn=(0.06, 0.12, 0.28),
        churn_silent=0.15,
        growth=(0.05, 0.0, -0.10),
        acquired={"Tienda": 0.40, "Web": 0.22, "Vendedor": 0.22, "Recomendación": 0.16},
    ),
    tickets=TicketPlan(
        n=800,
        recent=0.5,
        recent_days=40,
        channels={_PHONE: 2.4, _CHAT: 1.6, _APP: 2.0, _HOME: 8.5},
        reasons={
            "Sin internet": ("Soporte técnico", "Redes"),
            "Cobro indebido": ("Facturación", "Facturación"),
            "Señal débil": ("Uso del servicio", "Redes"),
            "Instalación tardía": ("Instalación", "Campo"),
            "Plan distinto": ("Contratación", "Ventas"),
        },
    ),
    units=(
        Unit(name="Call center", n=74, enps=-42),
        Unit(name="Tiendas", n=58, enps=12),
        Unit(name="Redes", n=40, enps=10),
        Unit(name="Campo", n=36, enps=8),
        Unit(name="Ventas", n=26, enps=15),
        Unit(name="Equipo CX", n=3, enps=0),
    ),
    items={
        "item_customer": (
            "Las decisiones parten del cliente",
            both("Decidimos desde el cliente", "Decisions start from the customer"),
            both("Orientación al cliente", "Customer orientation"),
        ),
        "item_voice": (
            "Sé qué reclaman los clientes",
            both("Sé qué reclaman", "I know what customers complain of"),
            both("Orientación al cliente", "Customer orientation"),
        ),
        "item_tools": (
            "Mis sistemas me dejan atender bien",
            both("Sistemas que ayudan", "Systems that help"),
            both("Capacidad de servir", "Ability to serve"),
        ),
        "item_decide": (
            "Puedo compensar a un cliente",
            both("Puedo compensar", "I can compensate"),
            both("Capacidad de servir", "Ability to serve"),
        ),
        "item_areas": (
            "Redes y atención trabajan juntas",
            both("Áreas que trabajan juntas", "Areas work together"),
            both("Colaboración", "Collaboration"),
        ),
        "item_recognition": (
            "Mi jefe reconoce un buen servicio",
            both("Reconocimiento", "Recognition"),
            both("Colaboración", "Collaboration"),
        ),
    },
    roles={
        "lead": "Gerencia de Experiencia",
        "service": "Gerencia de Atención",
        "digital": "Gerencia Digital",
        "operations": "Gerencia de Redes",
        "people": "Gestión Humana",
    },
    experiments=(
        Experiment(name="Alta por WhatsApp", visitors=(3205, 3195), conversions=(288, 378)),
        Experiment(name="Banner de recarga", visitors=(2510, 2490), conversions=(176, 179)),
        Experiment(name="Recibo digital", visitors=(3100, 2640), conversions=(341, 296)),
    ),
    roll_out=RollOut(
        initiative="I8", since=date(2026, 3, 1), regions=("Norte", "Oriente"), lift=0.6
    ),
    sore_point="Soporte técnico",
    names=NAMES,
    funnel=("Consulta plan", "Elige plan", "Valida identidad", "Firma", "Primer uso"),
)
