"""What customers of the demo bank write, in the Spanish of Mexico."""

from __future__ import annotations

from cxkit.demo.comments import Comments

COMMENTS = Comments(
    bad={
        "resolution": (
            "Llevo {largo} con una aclaración y nadie me resuelve.",
            "No reconozco un cargo y {largo} después siguen sin regresarme mi dinero.",
            "Levanté el reporte {veces} y siempre me dicen que está en proceso.",
            "No me solucionaron nada, cada {puesto} me da una respuesta distinta.",
            "La aclaración la cerraron sin avisarme y el cargo sigue ahí.",
            "Tuve que ir {veces} a la sucursal para que me hicieran caso con un cargo.",
        ),
        "speed": (
            "Esperé {rato} en la línea y se cortó la llamada.",
            "{rato} de espera para que me contestara un {puesto}.",
            "Tardan muchísimo, {rato} formado y solo había una caja abierta.",
            "El menú del teléfono es eterno, nunca llegas a hablar con alguien.",
            "Me transfirieron {veces} y al final colgaron.",
        ),
        "digital": (
            "La app se traba cada vez que quiero {tramite}.",
            "Desde la actualización no puedo {tramite}, me saca de la sesión.",
            "El token no funciona y sin eso no puedo {tramite}.",
            "La aplicación nunca me deja entrar en quincena.",
            "Muy confusa la app nueva, ya no encuentro cómo {tramite}.",
        ),
        "staff": (
            "{Quien} me atendió de mala gana y ni me miró.",
            "Pésimo trato en ventanilla, parece que les molesta que uno pregunte.",
            "{Quien} no sabía ni cómo {tramite}.",
            "Nadie en la sucursal supo orientarme y me mandaron a la app.",
        ),
        "clarity": (
            "No entiendo mi estado de cuenta, vienen cobros sin explicación.",
            "Me dijeron una cosa al abrir la cuenta y resultó otra.",
            "Nunca me explicaron que había que mantener un saldo mínimo.",
            "Pura letra chiquita, la promoción no era como la anunciaron.",
        ),
        "fees": (
            "Cobran comisión por todo, hasta por {tramite}.",
            "Me cobraron anualidad cuando me prometieron que no habría.",
            "Las comisiones están carísimas para lo que ofrecen.",
            "Subieron la comisión sin avisar.",
        ),
    },
    good={
        "resolution": (
            "Tuve un cargo raro y me lo regresaron en {plazo}.",
            "Me resolvieron a la primera, sin tanto papeleo.",
            "Reporté mi tarjeta y en {plazo} ya tenía la solución.",
            "Siempre que tengo un problema me lo resuelven.",
        ),
        "speed": (
            "Muy rápido todo, en {corto} ya estaba listo.",
            "Me atendieron en {corto}, excelente.",
            "No hice fila y salí en {corto}.",
            "Contestaron luego luego y fueron al grano.",
        ),
        "digital": (
            "La app está muy padre, puedo {tramite} desde el celular.",
            "Todo lo hago en la app, ya casi no voy a la sucursal.",
            "Me encanta poder {tramite} sin salir de mi casa.",
            "La aplicación es sencilla y segura.",
        ),
        "staff": (
            "{Quien} fue muy amable y tuvo mucha paciencia.",
            "Excelente atención, {quien} me explicó todo.",
            "El personal de la sucursal siempre me trata bien.",
            "Muy atentos, da gusto que te reciban así.",
        ),
        "clarity": (
            "Todo claro desde el principio, sin sorpresas.",
            "Me explicaron bien los costos antes de firmar.",
            "El estado de cuenta se entiende perfecto.",
        ),
        "fees": (
            "No me cobran por {tramite}, eso se agradece.",
            "Sin anualidad y con buenos beneficios.",
            "Las comisiones son justas comparadas con otros bancos.",
        ),
    },
    mixed=(
        "Está bien, pero podría ser más rápido.",
        "Cumple, nada del otro mundo.",
        "{Quien} fue amable, pero esperé {rato}.",
        "Me gusta {tramite} en la app; en sucursal todo es lento.",
        "En general bien, aunque la app a veces falla.",
        "Buen servicio en sucursal, por teléfono no tanto.",
        "Ni bien ni mal, lo normal de un banco.",
        "Me gusta, solo que hay pocos cajeros por mi casa.",
        "Bien, aunque me gustaría {tramite} con menos pasos.",
        "Regular, depende de quién te atienda.",
    ),
    ends={
        "bad": (
            "Muy mala experiencia.",
            "Ya estoy pensando en cambiarme de banco.",
            "No lo recomiendo.",
            "Así no se puede.",
            "Ojalá hagan algo.",
        ),
        "good": (
            "Gracias.",
            "Los recomiendo mucho.",
            "Sigan así.",
            "Muy contenta con el banco.",
            "Diez de diez.",
        ),
    },
    slots={
        "largo": ("tres semanas", "un mes", "dos meses", "15 días", "más de 40 días"),
        "veces": ("tres veces", "dos veces", "cuatro veces", "cinco veces"),
        "rato": ("40 minutos", "media hora", "más de una hora", "25 minutos", "hora y media"),
        "corto": ("cinco minutos", "un ratito", "diez minutos", "un cuarto de hora"),
        "plazo": ("dos días", "tres días", "una semana", "48 horas"),
        "puesto": ("ejecutivo", "asesor", "gerente"),
        "Quien": ("El ejecutivo", "La ejecutiva", "El cajero", "La gerente", "La asesora"),
        "quien": ("el ejecutivo", "la ejecutiva", "el cajero", "la gerente", "la asesora"),
        "tramite": (
            "hacer una transferencia",
            "pagar la luz",
            "pagar mi tarjeta",
            "sacar mi estado de cuenta",
            "retirar sin tarjeta",
            "consultar mi saldo",
        ),
    },
    personal=(
        "No me han resuelto, mi correo es lupita.prueba@example.com para que me contacten.",
        "Márquenme al 55 1234 5678, llevo un mes esperando la aclaración.",
        "Me atendió Fulanita Ejemplo y fue muy grosera.",
        "Mi nombre es Perengano Muestra y quiero que me regresen mi dinero.",
        "La tarjeta 4111 1111 1111 1111 me la clonaron y nadie responde.",
        "Mi RFC es XAXX010101000 y en la factura viene otro.",
        "La Sra. Zutana Ficticia de la sucursal fue muy amable, gracias.",
        "Escríbanme a menganito.demo@example.org o al +52 55 1234 5678.",
    ),
)
