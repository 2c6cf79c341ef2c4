"""Names of people in comments: after words that introduce one, or known from the data."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_UP = r"[A-ZÁÉÍÓÚÜÑÇ]"
_LOW = r"[a-záéíóúüñçàèìòùâêîôûäëïö'’]"
_WORD = rf"(?:O['’]|D['’]|Mc|Mac)?{_UP}{_LOW}+(?:-{_UP}{_LOW}+)*|{_UP}{{2,}}|{_UP}\."
_JOIN = r"(?:de la|de los|de las|de|del|la|y|van|von|da|do|dos)"
_MORE = rf"(?:[ \t]{{1,3}}(?:{_JOIN}[ \t]{{1,3}})?(?:{_WORD}))"
_NAME = rf"(?:(?:de la|de los|de|del) )?(?:{_WORD}){_MORE}{{0,3}}"

_ES_STAFF = (
    r"(?:la |el |una |un )?(?:asesora?|ejecutiv[oa]|cajer[oa]|vendedora?|agente|operadora?|gerente|"
    r"supervisora?|encargad[oa]|t[eé]cnic[oa]|recepcionista|ejecutiv[oa] de cuenta|doctora?|"
    r"señora?|señorita|joven|chic[oa]|(?:sr|sra|srta)\.?)"
)
_CUES = (
    r"(?:me|nos|lo|la|le) (?:atendi[oó]|atendieron|ayud[oó]|vendi[oó]|explic[oó]|trat[oó]|llam[oó]|"
    r"asesor[oó]|recibi[oó])(?: muy bien| bien| mal)?"
    rf"(?:,? (?:{_ES_STAFF}|el|la|por))?(?: (?:llamad[oa]|de nombre))?",
    rf"(?:atendid[oa]s?|asesorad[oa]s?) por(?: {_ES_STAFF}| el| la)?",
    rf"habl[eéó] con(?: {_ES_STAFF}| el| la)?",
    _ES_STAFF,
    r"(?:de nombre|se llama(?:ba)?|llamad[oa]|a nombre de|el nombre de)",
    r"(?:Sr|Sra|Srta|Sres|Dr|Dra|Dña|Lic|Ing|Mtr[oa]|Prof)\.?",
    r"(?-i:Don|Doña|DON|DOÑA|don|doña|D\.)",
    r"(?-i:Mr|Mrs|Ms|Miss|Mx|Dr|MR|MRS|MS)\.?",
    r"(?:spoke|talked|speaking|dealt|chatted) (?:to|with)",
    r"(?:served|helped|assisted|attended|dealt with) by",
    r"(?:called|named|the name of)",
)
_AFTER_CUE = re.compile(
    rf"(?<!\w)(?P<cue>(?i:{'|'.join(_CUES)}))(?P<gap>[ \t]{{1,4}})(?P<name>{_NAME})"
)
_INTRODUCED = re.compile(
    r"(?<!\w)(?P<cue>(?i:mi nombre(?: completo)? es|me llamo|my (?:full )?name(?:[’']s| is)|"
    r"i[’']?m called|i am called))(?P<gap>[ \t:,]{1,4})"
    rf"(?P<name>{_NAME}|[^\W\d_]{{2,}}(?:[ \t]{{1,3}}[^\W\d_]{{3,}})?)"
)
_SELF = re.compile(
    rf"(?<!\w)(?P<cue>(?i:soy|i am|i[’']m|this is))(?P<gap>[ \t]{{1,4}})"
    rf"(?P<name>{_UP}{_LOW}+(?:[ \t]{{1,3}}(?:{_JOIN}[ \t]{{1,3}})?{_UP}{_LOW}+){{1,3}})"
)
_SIGNED = re.compile(
    r"(?<!\w)(?P<cue>(?i:atte|atentamente|saludos(?: cordiales)?|un saludo|cordialmente|"
    r"(?:kind |best |warm )?regards|yours sincerely|sincerely|yours faithfully|cheers))"
    rf"(?P<gap>[ \t]{{0,3}}[.,:]{{0,2}}\s{{0,4}})(?P<name>{_NAME})(?=[ \t.!]{{0,5}}(?:\n|$))"
)

_NO_PERSON = re.compile(r"[\d@/\\]")
"""What stands in addresses, coordinates and links, and in no person's name."""

_NOT_NAMES = frozenset(
    """
    a al algo alguien agente agent amabilidad ante aquí así atencion atención ayer banco bank bien
    buen buena bueno casi centro chat cliente clientes como con cordial cordiales cordialmente
    cuando customer customers de del demasiado desde dios después el ella ellos en enseguida era es
    esa ese esta estaba este esto estoy excelente fatal fue gerencia gracias ha hace hasta help
    hoy i im in inmediatamente is la las le les lo los lunes mal manager me mejor mi mis mucho
    mucha muchas muy nadie necesito ni no nos nunca pero perfecto pésimo por porque premium pronto
    que qué quiero rapido rápido recepción regular servicio service services si sí siempre sin
    sistema sobre someone soporte soy staff su sucursal super súper support supervisor supervisora
    tan tarde tengo team the they todo todos tres tu un una uno vivo y ya yo señor señora señorita
    usted ustedes two very viernes was we were with and an at but for from he her his it my nobody
    not of on so that this to you your llevo cancelar mañana enero febrero marzo abril mayo junio
    julio agosto septiembre octubre noviembre diciembre january february march april may june july
    august september october november december monday tuesday wednesday thursday friday saturday
    sunday martes miércoles jueves sábado domingo reclamos reclamaciones quejas ventas sales
    gerente asesor asesora ejecutivo ejecutiva cajero cajera vendedor vendedora encargado
    encargada tecnico técnico online internet whatsapp facebook app call center
    """.split()  # noqa: SIM905 - a long list of words reads better as text
)


def mark_introduced(text: str) -> str:
    """Replace names that follow a word which introduces one.

    Parameters
    ----------
    text : str
        A comment in Spanish or English.

    Returns
    -------
    str
        With ``[name]`` after "me atendió", "mi nombre es", "Sra.", "my name is",
        "spoke to", "regards," and the like. Mostly only capitalised words count as
        names, so that "me atendió muy bien" stays as it is.
    """
    for pattern in (_INTRODUCED, _AFTER_CUE, _SELF, _SIGNED):
        text = _marked(pattern, text)
    return text


def _marked(pattern: re.Pattern[str], text: str) -> str:
    """Replace the names after one kind of cue; words that are no name may hold the next cue."""
    done: list[str] = []
    place = 0
    while (hit := pattern.search(text, place)) is not None:
        length = _name_length(hit["name"])
        end = hit.start("name") + length
        done.append(text[place : hit.start("name")] + ("[name]" if length else ""))
        place = end
    return "".join(done) + text[place:]


def _name_length(name: str) -> int:
    """Return how many letters from the start of some words can be a name."""
    words = re.split(r"([ \t]+)", name)
    taken = 0
    for place in range(0, len(words), 2):
        plain = _plain(words[place].strip("."))
        title = plain in _TITLES and taken > 0
        if title or (plain in _PLAIN_NOT_NAMES and not _joins(words, place)):
            break
        taken = place + 1
    while taken > 0 and _plain(words[taken - 1]) in _PARTICLES:
        taken -= 2
    if taken <= 0 or (taken == 1 and _plain(words[0].strip(".")) in _TITLES):
        return 0
    length = sum(len(word) for word in words[:taken])
    return length - words[taken - 1].endswith(".")


def _joins(words: list[str], place: int) -> bool:
    """Tell whether a word ties two parts of a name: "de" in "María de Jesús"."""
    later = words[place + 2 :: 2]
    return words[place] in _PARTICLES and any(word[:1].isupper() for word in later)


def mark_known(text: str, names: frozenset[str]) -> str:
    """Replace names known from columns declared personal.

    Parameters
    ----------
    text : str
        A comment.
    names : frozenset of str
        Names as they stand in the data, such as ``"Ana Torres Díaz"``.

    Returns
    -------
    str
        With ``[name]`` for a whole name in any writing, accents and case aside, and for a
        single part of one where it is capitalised inside a sentence. Of a value that no
        person is called (an address, a link) only the whole is replaced.
    """
    if not names:
        return text
    wholes, parts = _index(names)
    tokens = list(re.finditer(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", text))
    plain = [_plain(token[0]) for token in tokens]
    spans: list[tuple[int, int]] = []
    place = 0
    while place < len(tokens):
        length = next(
            (
                size
                for size in wholes.get(plain[place], ())
                if place + size <= len(plain) and tuple(plain[place : place + size]) in parts.whole
            ),
            0,
        )
        if not length and plain[place] in parts.single and _inside(text, tokens[place]):
            length = 1
        if length:
            spans.append((tokens[place].start(), tokens[place + length - 1].end()))
        place += max(length, 1)
    for start, end in _merged(spans, text):
        text = text[:start] + "[name]" + text[end:]
    return text


def indexed(names: frozenset[str]) -> frozenset[str]:
    """Return an equal set of names that is already indexed, to be used for many comments.

    Parameters
    ----------
    names : frozenset of str
        Names as they stand in the data.

    Returns
    -------
    frozenset of str
        Equal to `names`. Looking up the index of this very set takes no time; that of an
        equal one read anew would compare thousands of names for every comment.
    """
    return _index(names)[1].names


class _Parts:
    """Whole names as tuples of words, and the words that are names by themselves."""

    __slots__ = ("names", "single", "whole")

    def __init__(
        self,
        names: frozenset[str],
        *,
        whole: Iterable[tuple[str, ...]],
        of_people: Iterable[tuple[str, ...]],
    ) -> None:
        self.names = names
        self.whole = frozenset(whole)
        self.single = frozenset(
            word
            for name in of_people
            for word in name
            if len(word) > 2 and word not in _PLAIN_NOT_NAMES and word not in _PARTICLES
        )


@lru_cache(maxsize=4)
def _index(names: frozenset[str]) -> tuple[dict[str, tuple[int, ...]], _Parts]:
    """Return the lengths of whole names by their first word, and the names in words."""
    split = {
        name: tuple(_plain(word) for word in re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", name))
        for name in names
    }
    whole = {words for words in split.values() if words}
    of_people = {words for name, words in split.items() if not _NO_PERSON.search(name)}
    lengths: dict[str, set[int]] = {}
    for words in whole:
        if len(words) > 1:
            lengths.setdefault(words[0], set()).add(len(words))
    ordered = {first: tuple(sorted(sizes, reverse=True)) for first, sizes in lengths.items()}
    return ordered, _Parts(names, whole=whole, of_people=of_people)


def _inside(text: str, token: re.Match[str]) -> bool:
    """Tell whether a word is capitalised though it does not start a sentence."""
    before = text[: token.start()].rstrip(" \t\"'“«(¡¿")
    first = not before or before[-1] in ".!?\n:…-•"
    return token[0][0].isupper() and not first


def _merged(spans: list[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """Join neighbouring names into one, and return all from the last to the first."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined[::-1]


def _plain(word: str) -> str:
    """Return a word in lower case without accents."""
    folded = unicodedata.normalize("NFD", word.casefold())
    return "".join(letter for letter in folded if unicodedata.category(letter) != "Mn")


_PLAIN_NOT_NAMES = frozenset(_plain(word) for word in _NOT_NAMES)
_TITLES = frozenset({"don", "dona", "sr", "sra", "srta", "dr", "dra", "mr", "mrs", "ms", "miss"})
_PARTICLES = frozenset({"de", "del", "la", "los", "las", "y", "van", "von", "da", "do", "dos"})
