"""A small sound client folder that a test may spoil."""

from pathlib import Path

ENGAGEMENT = """\
name: Acme
region: es_PE
languages: [en, es]
currency: PEN
period: {start: 2025-01-01, end: 2025-12-31}
waves:
  - {name: First half, start: 2025-01-01, end: 2025-06-30}
  - {name: Second half, start: 2025-07-01, end: 2025-12-31}
tables:
  responses:
    file: data/survey.csv
    columns:
      response_id: id
      date: date
      touchpoint: touchpoint
      ltr: recommend
      csat: {from: satisfied, scale: [1, 5]}
      segment: {from: segment, role: segment}
"""
HEADINGS = "id,date,touchpoint,recommend,satisfied,segment"


def survey(rows: int = 120) -> str:
    """Return a survey as CSV."""
    lines = [HEADINGS]
    for n in range(rows):
        lines.append(
            f"R{n:03},2025-{n % 12 + 1:02}-{n % 27 + 1:02},{('Branch', 'App')[n % 2]},"
            f"{n * 7 % 11},{n * 3 % 5 + 1},{('North', 'South')[n // 2 % 2]}"
        )
    return "\n".join(lines) + "\n"


def write_client(
    home: Path,
    slug: str = "acme",
    *,
    engagement: str = ENGAGEMENT,
    files: dict[str, str] | None = None,
) -> Path:
    """Write a client folder under ``client_data`` and return it."""
    folder = home / "client_data" / slug
    for name, text in {
        "engagement.yml": engagement,
        "data/survey.csv": survey(),
        **(files or {}),
    }.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return folder
