"""Numbers that identify a person in free text: cards, accounts, identity documents, phones."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Sequence

import phonenumbers
from phonenumbers import PhoneNumberType
from stdnum import iban, luhn
from stdnum.ar import cuit
from stdnum.cl import rut
from stdnum.co import nit as nit_co
from stdnum.do import cedula
from stdnum.es import cif, dni, nie
from stdnum.gt import nit as nit_gt
from stdnum.mx import curp, rfc
from stdnum.pe import ruc as ruc_pe
from stdnum.py import ruc as ruc_py
from stdnum.sv import nit as nit_sv
from stdnum.us import ssn
from stdnum.ve import rif

_REFERENCE = re.compile(
    r"(?:pedidos?|orden(?:es)?|compra|orders?|ticket|reclamos?|queja|casos?|case|facturas?|invoice|"
    r"boleta|folio|expediente|referencia|reference|ref|booking|reserva|localizador|tracking|"
    r"gu[ií]a|c[oó]digo|code|serie|serial|vuelo|flight|solicitud|request|sku|modelo|model)"
    r"\b[^\d\n]{0,20}$",
    re.IGNORECASE,
)
"""Words before a number that say it belongs to a thing, not to a person."""

_MONEY_BEFORE = re.compile(r"(?:[$€£₡₲]|S/\.?|\b(?:Bs|Q|RD|USD|EUR|GBP|MXN|PEN|COP|CLP|ARS))\s?$")
_MONEY_AFTER = re.compile(
    r"\s?(?:[€%£$]|(?:mil\b|millones|pesos|soles|euros?|d[oó]lares|dollars|pounds|bolívares|"
    r"guaran[ií]es|quetzales|colones|puntos|points|millas|miles|km|personas|people|clientes)\b)",
    re.IGNORECASE,
)

# ------------------------------------------------------------ cards and accounts
_CARD = re.compile(r"(?<![\w+])(?:\d[ -]?){12,18}\d(?!\w)")
_CARD_START = re.compile(r"3[0-9]|4|5[0-9]|6|2[2-7]")
_IBAN = re.compile(
    r"(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?(?!\w)", re.IGNORECASE
)


def _card(text: str) -> bool:
    digits = re.sub(r"\D", "", text)
    start = _CARD_START.match(digits) is not None and len(set(digits)) > 1
    return start and bool(luhn.is_valid(digits))


# ------------------------------------------------------------ identity documents
_CUE = re.compile(
    r"\b(?:d\.?\s?n\.?\s?i\.?|documento|c[eé]dula|c\.?c\.?|c\.i\.|ci|carn[eé]t?|identidad|"
    r"identificaci[oó]n|nie|nif|cif|ruc|rut|run|cuit|cuil|nit|rfc|curp|rif|dui|nss|nuss|ine|ife|"
    r"pasaporte|passport|ssn|social security|national insurance|nino|tax id|id card|id number|"
    r"cuenta|account|clabe|cci|cbu|iban|tarjeta|card)"
    r"(?P<between>(?:[\s:#.,º°-]|\b(?:de|del|la|el|mi|my|is|es|no|nro|n|num|n[uú]m(?:ero)?|"
    r"number|identidad|ciudadan[ií]a|extranjer[ií]a|ahorros?|corriente|bancaria|cr[eé]dito|"
    r"d[eé]bito|cliente)\b){0,12}?)"
    r"(?P<number>(?:\b[A-Z]{1,4}[-.]?)?\d(?:[-. ]?\d){4,17}(?:-?[A-Z](?![a-z]))?)(?!\w)",
    re.IGNORECASE,
)

_PATTERNS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    (r"[A-Z]{4}\d{6}[HMX][A-Z]{5}[A-Z0-9]\d", curp.is_valid),
    (r"[A-ZÑ&]{3,4}-?\d{6}-?[A-Z0-9]{3}", rfc.is_valid),
    (r"\d{2}\.?\d{3}\.?\d{3}[- ]?[A-Z]", dni.is_valid),
    (r"[XYZ][- ]?\d{7}[- ]?[A-Z]", nie.is_valid),
    (r"[ABCDEFGHJNPQRSUVW][- ]?\d{7}[- ]?[0-9A-J]", cif.is_valid),
    (r"\d{1,2}\.?\d{3}\.?\d{3}-[\dK]", rut.is_valid),
    (r"\d{3}\.?\d{3}\.?\d{3}-\d", nit_co.is_valid),
    (r"(?:2[03457]|3[034])-?\d{8}-?\d", cuit.is_valid),
    (r"(?:10|15|16|17|20)\d{9}", ruc_pe.is_valid),
    (r"\d{3}-\d{7}-\d", cedula.is_valid),
    (r"\d{5,8}-[\dK]", nit_gt.is_valid),
    (r"\d{5,8}-\d", ruc_py.is_valid),
    (r"\d{4}-\d{6}-\d{3}-\d", nit_sv.is_valid),
    (r"[VEJPG]-?\d{8}-?\d", rif.is_valid),
    (r"[VE]-\d{1,2}\.?\d{3}\.?\d{3}", lambda _: True),  # cédula, Venezuela
    (r"\d\.\d{3}\.\d{3}-\d", lambda _: True),  # cédula, Uruguay
    (r"\d{8}-\d", lambda _: True),  # DUI, El Salvador
    (r"[1-9]-\d{4}-\d{4}", lambda _: True),  # cédula, Costa Rica
    (r"[01]\d{3}-(?:19|20)\d{2}-\d{5}", lambda _: True),  # Honduras
    (r"\d{3}-\d{6}-\d{4}[A-Z]", lambda _: True),  # Nicaragua
    (r"\d{3}-\d{2}-\d{4}", ssn.is_valid),
    (
        r"(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]",
        lambda _: True,
    ),  # National Insurance, United Kingdom
)
_DOCUMENTS = tuple(
    (re.compile(rf"(?<![\w.-]){pattern}(?![\w-])", re.IGNORECASE), check)
    for pattern, check in _PATTERNS
)

# ------------------------------------------------------------ phones and addresses
_PHONE = re.compile(
    r"(?<![\w/@.,:-])(?:\+ ?\d{1,3}[ .-]?(?:\(?[019]\)?[ .-])?|00)?"
    r"(?:\(\d{1,5}\)|\d{1,15})(?:[ .-]{1,2}(?:\(\d{2,5}\)|\d{2,9})|"
    r"(?<=\))\d{2,9}){0,5}(?![\w/@:]|[.,-]\d)"
)
_PHONE_CUE = re.compile(
    r"(?:\btel(?:[eé]fono|f|s)?|\bcel(?:ular)?|m[oó]vil|whats?app|wsp|ll[aá]m(?:ar|en|e|eme|enme|ame)"
    r"(?: al?)?|phone|mobile|\bcall(?: me)?(?: on| at)?|ring me(?: on)?|contact(?:o|ar(?:me)?)?)"
    r"\W{0,3}(?:(?:es|is|al?|el|n[uú]mero|number|no|mi|my|on|at|fijo)\W{1,3}){0,4}$",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(?:\d{4}([-./ ])\d{1,2}\1\d{1,2}|\d{1,2}([-./ ])\d{1,2}\2\d{2,4})(?: \d{1,2})?"
)
_YEARS = re.compile(r"(?:(?:19|20)\d\d[ .-]{0,2})+")
_IPV4 = re.compile(r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w]|\.\d)")
_IPV6 = re.compile(r"(?<![\w:])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?![\w:])", re.IGNORECASE)
_VERSION = re.compile(r"(?:versi[oó]n|\bv|release|firmware)\W{0,2}$", re.IGNORECASE)
_MOBILE = frozenset({PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE})


def mark_numbers(text: str, *, regions: Sequence[str]) -> str:
    """Replace numbers that identify a person by marks.

    Parameters
    ----------
    text : str
        A comment.
    regions : sequence of str
        ISO 3166 codes of the countries whose phone numbers are looked for.

    Returns
    -------
    str
        With ``[card]``, ``[id]``, ``[ip]`` and ``[phone]`` in place of such numbers.

    Notes
    -----
    Cards have to satisfy the Luhn rule, accounts and documents their check digits where
    the country has any; numbers without any (a DNI of eight digits) count only after a
    cue such as "DNI". Phone numbers have to be valid in a region. Amounts, dates, years
    and numbers of orders, invoices, flights and the like are left alone.
    """
    text = _IBAN.sub(lambda hit: "[id]" if iban.is_valid(hit[0]) else hit[0], text)
    text = _CARD.sub(lambda hit: "[card]" if _card(hit[0]) else hit[0], text)
    text = _IPV4.sub(_address, text)
    if ":" in text:
        text = _IPV6.sub(_address, text)
    text = _CUE.sub(_after_cue, text)
    for pattern, valid in _DOCUMENTS:
        text = pattern.sub(lambda hit, valid=valid: _document(hit, valid), text)  # type: ignore[misc]  # bound now
    return _PHONE.sub(lambda hit: _phone(hit, regions), text)


def _address(hit: re.Match[str]) -> str:
    if _VERSION.search(hit.string[: hit.start()][-12:]):
        return hit[0]
    try:
        ipaddress.ip_address(hit[0])
    except ValueError:
        return hit[0]
    return "[ip]" if len(hit[0]) > 3 else hit[0]


def _after_cue(hit: re.Match[str]) -> str:
    """Replace the number after a cue, if it is long enough to be one person's."""
    number = hit["number"]
    digits = sum(letter.isdigit() for letter in number)
    if digits < 6 or _DATE.fullmatch(number) or _MONEY_AFTER.match(hit.string[hit.end() :]):
        return hit[0]
    return hit[0][: hit.start("number") - hit.start()] + "[id]"


def _document(hit: re.Match[str], valid: Callable[[str], bool]) -> str:
    return "[id]" if valid(hit[0].upper()) and not _of_a_thing(hit) else hit[0]


def _of_a_thing(hit: re.Match[str]) -> bool:
    """Tell whether a number is an amount, or that of an order and the like."""
    before, after = hit.string[: hit.start()][-40:], hit.string[hit.end() :][:20]
    return bool(
        _REFERENCE.search(before) or _MONEY_BEFORE.search(before) or _MONEY_AFTER.match(after)
    )


def _phone(hit: re.Match[str], regions: Sequence[str]) -> str:
    text = hit[0]
    digits = re.sub(r"\D", "", text)
    if not 7 <= len(digits) <= 15 or _DATE.fullmatch(text) or _YEARS.fullmatch(text):
        return text
    if _PHONE_CUE.search(hit.string[: hit.start()][-40:]):
        return "[phone]"
    if _of_a_thing(hit):
        return text
    if text.startswith(("+", "00")):
        return "[phone]" if _possible("+" + digits.removeprefix("00")) else text
    groups = re.findall(r"\d+", text)
    pair = len(groups) == 2 and [len(group) for group in groups] == [4, 4]
    round_pair = pair and all(group.endswith("00") for group in groups)
    if len(digits) < 8 or (len(digits) == 8 and not pair) or round_pair:
        return text
    grouped = len(groups) > 1
    found = any(_valid(digits, region, any_kind=grouped) for region in regions)
    return "[phone]" if found else text


def _possible(digits: str) -> bool:
    """Tell whether a number with its country code can be a phone number, in use or not."""
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(digits, None))
    except phonenumbers.NumberParseException:
        return False


def _valid(digits: str, region: str, *, any_kind: bool) -> bool:
    """Tell whether digits are a phone number of a region, of a mobile one if so wanted."""
    try:
        number = phonenumbers.parse(digits, region)
    except phonenumbers.NumberParseException:
        return False
    if not phonenumbers.is_valid_number(number):
        return False
    return any_kind or phonenumbers.number_type(number) in _MOBILE
