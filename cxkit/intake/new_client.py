"""Makes the folder of a new client from the annotated template."""

from __future__ import annotations

import csv
import io
import re
import shutil
import tempfile
from pathlib import Path

from babel import Locale
from babel.numbers import get_decimal_symbol, get_territory_currencies, is_currency

from cxkit.errors import Problem, UsageError
from cxkit.intake.paths import check_slug
from cxkit.language import LANGUAGES, N_, is_region

TEMPLATES = Path(__file__).parents[2] / "templates" / "client"

_TOKEN = re.compile(r"\{\{(client|region|language|currency)\}\}")


def create_client(
    root: Path, slug: str, *, region: str, language: str, currency: str | None = None
) -> Path:
    """Make the folder of a new client, or nothing at all.

    Parameters
    ----------
    root : Path
        Folder of all clients; made if absent.
    slug : str
        Name of the client's folder: ``[a-z0-9][a-z0-9_-]*``.
    region : str
        Such as ``"es_PE"``; decides how numbers look, and the delimiter of CSV files.
    language : {"es", "en"}
        Language of the annotations and first language of the reports.
    currency : str or None
        ISO 4217 code; by default the region's own.

    Returns
    -------
    Path
        The new folder. It loads without errors as it is.

    Raises
    ------
    UsageError
        If a name, region, language or currency is not known, or the folder exists.
    """
    check_slug(slug)
    territory = _territory(region)
    if language not in LANGUAGES:
        raise _refused(
            "language-unknown",
            N_("“{language}” is not a language of the kit."),
            N_("Write one of: {allowed}."),
            language=language,
            allowed=", ".join(LANGUAGES),
        )
    code = _currency(currency, territory)
    target = root / slug
    if target.exists() or target.is_symlink():
        raise _refused(
            "client-exists",
            N_("There is already a client “{slug}”."),
            N_("Choose another name, or delete its folder if it is not needed."),
            slug=slug,
        )
    root.mkdir(parents=True, exist_ok=True)
    values = {
        "client": slug,
        "region": region.replace("-", "_"),
        "language": language,
        "currency": code,
    }
    work = Path(tempfile.mkdtemp(prefix=".new-", dir=root))
    try:
        made = work / slug
        for source in sorted((TEMPLATES / language).rglob("*")):
            copy = made / source.relative_to(TEMPLATES / language)
            if source.is_dir():
                copy.mkdir(parents=True, exist_ok=True)
            else:
                copy.parent.mkdir(parents=True, exist_ok=True)
                copy.write_bytes(_filled(source, values))
        made.rename(target)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return target


def _filled(source: Path, values: dict[str, str]) -> bytes:
    text = source.read_text(encoding="utf-8")
    if source.suffix == ".csv":
        return _as_spreadsheets_expect(text, values["region"])
    return _TOKEN.sub(lambda token: values[token[1]], text).encode("utf-8")


def _as_spreadsheets_expect(text: str, region: str) -> bytes:
    """Part cells by semicolons where the decimal sign is a comma; mark the file as UTF-8."""
    delimiter = ";" if get_decimal_symbol(region) == "," else ","
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(csv.reader(io.StringIO(text)))
    return out.getvalue().encode("utf-8-sig")


def _territory(region: str) -> str:
    if is_region(region.replace("-", "_")):
        territory = Locale.parse(region.replace("-", "_")).territory
        if territory:
            return territory
    raise _refused(
        "region-unknown",
        N_("“{region}” is not a known region."),
        N_("Write language and country, such as es_PE, es_ES or en_GB."),
        region=region,
    )


def _currency(currency: str | None, territory: str) -> str:
    if currency is None:
        known = get_territory_currencies(territory)
        if known:
            return str(known[0])
        raise _refused(
            "currency-missing",
            N_("The kit does not know the currency of {territory}."),
            N_("Say which one, such as USD."),
            territory=territory,
        )
    if is_currency(currency):
        return currency
    proposal = currency.upper() if is_currency(currency.upper()) else ""
    raise _refused(
        "currency-unknown",
        N_("“{currency}” is not a known currency."),
        N_("Did you mean “{similar}”?")
        if proposal
        else N_("Write its three letters, such as EUR, PEN or USD."),
        currency=currency,
        similar=proposal,
    )


def _refused(rule: str, message: str, remedy: str, **values: object) -> UsageError:
    return UsageError(Problem(rule=rule, message=message, remedy=remedy, values=values))
