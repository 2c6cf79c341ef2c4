"""What customers of the demo telecom write, in the Spanish of Peru."""

from __future__ import annotations

from cxkit.demo.comments import Comments

COMMENTS = Comments(
    bad={
        "network": (
            "La señal se cae a cada rato, no puedo {actividad}.",
            "En {lugar} no entra ni una barrita de señal.",
            "Pago por 200 megas y no llega ni a la mitad.",
            "El internet se pone lentísimo {momento}, imposible {actividad}.",
            "Llevo {largo} sin internet y nadie da razón.",
            "Desde la avería de {lugar} nada funciona bien.",
        ),
        "support": (
            "Llamé {veces} y el técnico nunca llegó.",
            "Te dejan {rato} en espera y después te cortan.",
            "El chat responde puro robot, no solucionan nada.",
            "Vino el técnico, dijo que estaba arreglado y al día siguiente igual.",
            "Llevo {largo} con el reclamo y me siguen diciendo que espere.",
        ),
        "billing": (
            "El recibo vino con un cobro que no corresponde.",
            "Todos los meses me cobran de más y tengo que reclamar.",
            "Di de baja la línea y me siguen facturando.",
            "Reclamé el recibo {veces} y sigue igual.",
            "No mandan el recibo y luego te cortan por no pagar.",
        ),
        "staff": (
            "{Quien} me trató pésimo.",
            "En la tienda nadie quería atender, cada uno en su celular.",
            "{Quien} me habló como si me hiciera un favor.",
            "El instalador dejó los cables colgados y se fue.",
        ),
        "offer": (
            "Me ofrecieron un plan y me activaron otro.",
            "La promoción era solo por tres meses y no me lo dijeron.",
            "Los gigas ilimitados no son ilimitados, puro floro.",
            "{Quien} me prometió una cosa y en el contrato salía otra.",
        ),
        "price": (
            "Muy caro para la señal que dan.",
            "Subieron el precio sin avisar.",
            "Pago caro y {momento} ni siquiera puedo {actividad}.",
            "A los clientes nuevos les cobran menos que a mí, que llevo años.",
        ),
    },
    good={
        "network": (
            "Buena señal, puedo {actividad} sin problemas.",
            "El internet vuela, hasta {momento}.",
            "En {lugar} es la única que tiene cobertura.",
            "Nunca se me cae la llamada.",
        ),
        "support": (
            "El técnico llegó puntual y lo arregló en {corto}.",
            "Reporté la avería por WhatsApp y en {corto} ya tenía internet.",
            "Me solucionaron al toque.",
        ),
        "billing": (
            "El recibo llega claro y a tiempo.",
            "Nunca he tenido problemas con los cobros.",
            "Pago por la app en {corto}, muy práctico.",
        ),
        "staff": (
            "{Quien} fue muy amable, me explicó todo con paciencia.",
            "Muy buen trato en la tienda.",
            "El instalador fue bien educado y dejó todo limpio.",
        ),
        "offer": (
            "El plan es tal como me lo ofrecieron.",
            "Chévere el plan, con redes ilimitadas.",
            "Fue fácil cambiar de plan.",
        ),
        "price": (
            "Buen precio para todo lo que trae.",
            "Las promociones de recarga convienen.",
            "Económico y cumple.",
        ),
    },
    mixed=(
        "Normal, a veces falla pero regresa rápido.",
        "Está bien, aunque la señal en {lugar} podría mejorar.",
        "Regular nomás.",
        "A veces no me deja {actividad}, pero en general bien.",
        "{Quien} fue amable, el sistema no ayudó.",
        "Bien en {lugar}, fuera de ahí más o menos.",
        "Buen plan, mala atención por teléfono.",
        "Ni mejor ni peor que los demás.",
        "Cumple, pero {momento} se pone lento.",
        "Bien en general, solo que el call center demora.",
    ),
    ends={
        "bad": (
            "Pésimo servicio.",
            "Voy a portar a otra empresa.",
            "Ya estoy cansado de reclamar.",
            "No se lo recomiendo a nadie.",
        ),
        "good": ("Muchas gracias.", "Recomendado.", "Todo conforme.", "Contento con el servicio."),
    },
    slots={
        "largo": ("una semana", "cuatro días", "diez días", "casi un mes", "quince días"),
        "veces": ("tres veces", "cuatro veces", "como cinco veces", "dos veces"),
        "rato": ("media hora", "cuarenta minutos", "una hora", "veinte minutos"),
        "corto": ("una hora", "un ratito", "diez minutos", "media hora"),
        "Quien": ("El asesor", "La asesora", "El vendedor", "La vendedora", "El supervisor"),
        "lugar": ("mi barrio", "la sierra", "mi oficina", "el cono norte", "mi departamento"),
        "momento": (
            "en las noches",
            "los fines de semana",
            "cuando llueve",
            "a la hora del almuerzo",
        ),
        "actividad": (
            "trabajar desde casa",
            "ver una película",
            "hacer una videollamada",
            "mandar ni un audio",
            "jugar en línea",
        ),
    },
    personal=(
        "Sigo sin internet, escríbanme a pepito.prueba@example.com por favor.",
        "Mi celular es 987 654 321, llámenme porque nadie contesta.",
        "Me atendió Sutanito Muestra y me cortó la llamada.",
        "Mi nombre es Menganita Ejemplo y llevo diez días reclamando.",
        "Mi DNI es 12345678 y el contrato salió a nombre de otra persona.",
        "Pagué con la tarjeta 4111 1111 1111 1111 y me cobraron dos veces.",
        "El Sr. Fulano Ficticio de la tienda fue muy atento.",
        "Mándenme el recibo a ventas.demo@example.org o llamen al +51 987 654 321.",
    ),
)
