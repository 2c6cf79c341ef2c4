import time

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxkit.intake.privacy.redaction import MARKS, redact, redact_series

ADDRESSES = [
    ("Escríbanme a ana.torres@correo.example por favor", "Escríbanme a [email] por favor"),
    ("mi correo es juan arroba correo punto com", "mi correo es [email]"),
    ("mail me: a.b+c@mail.example.co.uk.", "mail me: [email]."),
    ("desde 192.168.1.10 no entra", "desde [ip] no entra"),
    ("from 2001:db8::ff00:42:8329 only", "from [ip] only"),
    ("https://facebook.com/juan.perez", "[url]"),
    ("vean https://banco.example/x?cliente=ana.", "vean [url]."),
    ("wa.me/51987654321", "[url]"),
]
PHONES = [
    ("Mi cel es 987 654 321", "Mi cel es [phone]"),
    ("llámenme al 5551234", "llámenme al [phone]"),
    ("+51 987 654 321", "[phone]"),
    ("mi whatsapp +52 1 55 1234 5678", "mi whatsapp [phone]"),
    ("Call me on 07911 123456", "Call me on [phone]"),
    ("móvil: 600 12 34 56", "móvil: [phone]"),
    ("600123456", "[phone]"),
    ("(55) 5555-0123 a toda hora", "[phone] a toda hora"),
    ("San José 8888-7777", "San José [phone]"),
]
# Documents: valid examples from the documentation of python-stdnum, others made up.
NUMBERS = [
    ("tarjeta 4111 1111 1111 1111 bloqueada", "tarjeta [card] bloqueada"),
    ("mi 5500-0000-0000-0004", "mi [card]"),
    ("IBAN ES91 2100 0418 4502 0005 1332", "IBAN [id]"),
    ("GB82WEST12345698765432", "[id]"),
    ("cuenta 00112233445566", "cuenta [id]"),
    ("Mi DNI 45678912 no lo aceptan", "Mi DNI [id] no lo aceptan"),
    ("mi cédula es 1.023.456.789", "mi cédula es [id]"),
    ("C.C. 1023456789", "C.C. [id]"),
    ("54362315K", "[id]"),
    ("X-2482300-W", "[id]"),
    ("BOXW310820HNERXN09", "[id]"),
    ("GODE561231GR8", "[id]"),
    ("20512333797", "[id]"),
    ("213.123.432-1", "[id]"),
    ("20-05536168-2", "[id]"),
    ("76086428-5", "[id]"),
    ("12.531.909-2", "[id]"),
    ("001-1391820-5", "[id]"),
    ("576937-K", "[id]"),
    ("80028061-0", "[id]"),
    ("0614-050707-104-8", "[id]"),
    ("V-11470283-4", "[id]"),
    ("V-12.345.678", "[id]"),
    ("1-1234-5678", "[id]"),
    ("0801-1990-12345", "[id]"),
    ("001-010190-0001A", "[id]"),
    ("SSN 536-90-4399", "SSN [id]"),
    ("NI number AB123456C", "NI number [id]"),
]
NAMES = [
    ("me atendió María López muy bien", "me atendió [name] muy bien"),
    ("Me atendio la señorita Carla Ruiz, amable", "Me atendio la señorita [name], amable"),
    ("ME ATENDIO MARIA LOPEZ MUY BIEN", "ME ATENDIO [name] MUY BIEN"),
    ("hablé con el asesor Pedro", "hablé con el asesor [name]"),
    ("mi nombre es juan perez y quiero", "mi nombre es [name] y quiero"),
    ("Mi nombre es María de Jesús Gil", "Mi nombre es [name]"),
    ("me llamo Ana", "me llamo [name]"),
    ("El Sr. Gómez no ayudó", "El Sr. [name] no ayudó"),
    ("la Sra. de la Cruz fue", "la Sra. [name] fue"),
    ("la Srta. Inés", "la Srta. [name]"),
    ("Don José y Doña Elvira", "Don [name] y Doña [name]"),
    ("nos atendió el Gerente Sr. Pérez", "nos atendió el Gerente Sr. [name]"),
    ("Soy Carlos Díaz del Campo, cliente", "Soy [name], cliente"),
    ("Atte. Luis Pérez Gil", "Atte. [name]"),
    ("my name is John Smith and I", "my name is [name] and I"),
    ("I'm called Rita", "I'm called [name]"),
    ("I spoke to Karen yesterday", "I spoke to [name] yesterday"),
    ("Mr Brown and Mrs. Green-Hill left", "Mr [name] and Mrs. [name] left"),
    ("Kind regards,\nJane O'Neil", "Kind regards,\n[name]"),
]
ORDINARY = [
    "Le doy 10 de 10",
    "pedido 987654321 no llegó",
    "orden #2024-000123 del 12/03/2024",
    "el 2024-03-12 10:30 esperé 45 minutos",
    "pagué S/ 1,234.50 y $ 1.234.567",
    "costó 1500000 pesos, antes 123456789 pesos",
    "entre 2023-2024 y 2025",
    "1 2 3 4 5 6 7 8 9 10",
    "me atendió muy rápido",
    "ME ATENDIO MUY BIEN",
    "Me atendió una señorita amable",
    "me llamó la atención el precio",
    "me llamo la atencion la demora",
    "vuelo LA2045 de las 18:30",
    "Don't go there",
    "versión 10.2.1.4 de la app",
    "spoke to Customer Service",
    "spoke to someone about it",
    "Saludos cordiales",
    "abierto 24/7, de 9 a 18",
    "Soy cliente desde 2010",
    "El asesor no sabía",
    "ticket 20231234567 sin resolver",
    "gasté 2000-3000 pesos",
    "https://www.banco.example/ayuda",
    "codigo 12345678",
    "Nada. El banco es bueno",
    "de 10:30:15 a 11:00:00",
    "I am very happy. This is The Best",
    "reserva ABC123456",
    "nos atendió el Gerente",
    "tarjeta terminada en 1234",
    "factura 001-002-000123456",
    "Me atendieron en Servicio al Cliente",
    "12345678",
    "The call centre called Monday",
    "12 de marzo de 2024, 3 personas, 2 cajas",
    "=HYPERLINK(...) <script>",
    "",
]


@pytest.mark.parametrize(("comment", "expected"), ADDRESSES + PHONES + NUMBERS + NAMES)
def test_personal_data_are_replaced_and_nothing_else(comment, expected):
    assert redact(comment) == expected


@pytest.mark.parametrize("comment", ORDINARY)
def test_ordinary_prose_stays_as_it_is(comment):
    assert redact(comment) == comment


def test_phones_are_looked_for_in_the_regions_given():
    assert redact("987654321", regions=("PE",)) == "[phone]"
    assert redact("987654321", regions=("GB",)) == "987654321"


KNOWN = frozenset({"Ana Torres Díaz", "Krista Richards", "Rosa", "May Grant"})


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        ("Hablé mucho con ana torres diaz hoy", "Hablé mucho con [name] hoy"),
        ("le dije a Krista que no", "le dije a [name] que no"),
        ("vi a Krista Richards", "vi a [name]"),
        ("vi a Rosa", "vi a [name]"),
        ("Rosa me gusta, de color rosa", "Rosa me gusta, de color rosa"),
        ("in May it was fine", "in May it was fine"),
        ("torres altas", "torres altas"),
    ],
)
def test_names_known_from_the_data_are_replaced(comment, expected):
    assert redact(comment, names=KNOWN) == expected


@pytest.mark.parametrize("comment", [text for text, _ in ADDRESSES + PHONES + NUMBERS + NAMES])
def test_redacting_twice_changes_nothing_more(comment):
    once = redact(comment)
    assert redact(once) == once


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_taken(text):
    assert isinstance(redact(text, names=KNOWN), str)


@given(st.integers(10**7, 10**8 - 1))
@settings(max_examples=50, deadline=None)
def test_an_eight_digit_document_after_its_cue_never_stays(number):
    assert str(number) not in redact(f"mi DNI es {number}, gracias")


def test_a_column_keeps_index_name_and_missing_comments():
    comments = pd.Series(["me llamo Ana", None, "bien"], index=[4, 7, 9], name="why", dtype="str")
    expected = pd.Series(
        ["me llamo [name]", None, "bien"], index=[4, 7, 9], name="why", dtype="str"
    )
    pd.testing.assert_series_equal(redact_series(comments), expected)
    assert redact_series(comments.iloc[:0]).empty
    assert redact_series(comments.astype(object)).isna().tolist() == [False, True, False]


def test_every_mark_has_words_for_printing():
    left = " ".join(expected for _, expected in ADDRESSES + PHONES + NUMBERS + NAMES)
    assert all(mark in left for mark in MARKS)


@pytest.mark.parametrize(
    "comment",
    [
        "1" * 100_000,
        "1-" * 50_000,
        "a" * 100_000 + "@",
        "a." * 50_000 + "@b",
        "a@b." * 25_000,
        "Sr. " + "Ana " * 25_000,
        "dni es el no " * 8_000 + "1",
        "saludos" + " " * 100_000,
        "me llamo" + " " * 100_000,
    ],
    ids=range(9),
)
def test_a_hostile_comment_takes_no_more_than_seconds(comment):
    start = time.perf_counter()
    redact(comment, names=KNOWN)
    assert time.perf_counter() - start < 10


def test_a_sentence_after_a_job_is_not_a_name():
    assert redact("Hablé con el gerente. Ojalá hagan algo") == (
        "Hablé con el gerente. Ojalá hagan algo"
    )


def test_a_number_with_its_country_code_is_a_phone_even_where_it_is_not_in_use():
    assert redact("llámenme al +44 7700 900456") == "llámenme al [phone]"
