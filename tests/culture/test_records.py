"""Training, ideas, actions and schemes as the consultant recorded them."""

from datetime import date

import pytest

from cxkit import culture
from cxkit.culture.training import training_state
from cxkit.engagement.judgements import Training
from cxkit.findings import Missing
from tests.culture.made_staff import analysed, made

AS_OF = date(2026, 6, 30)


def row(area="Legal", course="Listening", people=10, trained=10, **more):
    return Training.model_validate(
        {"area": area, "course": course, "people": people, "trained": trained, **more}
    )


def state(*rows):
    return training_state(rows, as_of=AS_OF)


def test_a_course_is_overdue_on_the_day_after_it_ends():
    last = state(row(valid_until="2026-06-30"))
    past = state(row(valid_until="2026-06-29"))
    assert (last.total.valid, last.overdue) == (10, ())
    assert (past.total.valid, past.total.overdue, past.overdue) == (0, 10, (0,))


def test_a_course_without_end_holds():
    assert state(row(date="2010-01-01")).total.share == 1.0


def test_an_area_is_never_trained_only_if_no_course_reached_anybody():
    some = state(row(trained=0), row(course="Product", trained=1))
    none = state(row(trained=0), row(course="Product", trained=0))
    assert (some.never, none.never) == ((), (0,))
    assert state(row(people=0, trained=0)).never == ()


def test_a_planned_course_does_not_count_yet():
    found = state(row(trained=8, date="2026-09-01"))
    assert found.total.trained == 0
    assert found.cells[0, 0].planned == date(2026, 9, 1)


def test_sessions_of_one_course_are_added_up_to_the_people_who_need_it():
    found = state(
        row(trained=6, valid_until="2027-01-01"), row(trained=7, valid_until="2025-01-01")
    )
    assert (found.total.people, found.total.trained, found.total.valid) == (10, 10, 6)


def test_kinds_are_summed_over_areas():
    found = state(row(kind="product"), row(area="IT", kind="product", trained=5), row(course="X"))
    assert (found.by_kind["product"].people, found.by_kind["product"].valid) == (20, 15)
    assert found.by_kind["other"].people == 10


def test_training_says_which_kind_is_absent():
    client = made(training=[{"area": "IT", "course": "A", "people": 4, "trained": 4,
                             "kind": "interpersonal"}])  # fmt: skip
    text = culture.read_training(culture.analyse(client).training, client.engagement.words("en"))
    assert text.endswith("No course of this kind is recorded: Product refreshers.")


def test_ideas_by_origin_and_status():
    ideas = [
        {"id": "1", "text": "a", "status": "adopted"},
        {"id": "2", "text": "b", "status": "studied", "new": "yes"},
        {"id": "3", "text": "c", "front_line": "no", "new": "yes", "status": "adopted"},
    ]
    found = analysed(culture={"ideas": ideas}).ideas
    assert (found.front_line.n, found.front_line.adopted) == (2, 1)
    assert [idea.id for idea in found.new] == ["3", "2"]
    words = made().engagement.words("en")
    assert culture.ideas_table(found, words).rows[0][6] == "50%"
    assert culture.read_ideas(found, words) == (
        "The front line proposed 2 ideas; adopted: 1, still open: 1. "
        "2 ideas had never been proposed before."
    )


def test_ideas_of_others_alone_are_no_voice_of_the_front_line():
    ideas = [{"id": "1", "text": "a", "front_line": "no"}]
    found = analysed(culture={"ideas": ideas}).ideas
    assert culture.read_ideas(found, made().engagement.words("en")).startswith("No idea of the")


def test_participation_leaves_out_what_was_not_counted():
    actions = [
        {"name": "a", "invited": 10, "took_part": 4},
        {"name": "b", "took_part": 9},
        {"name": "c"},
    ]
    found = analysed(culture={"actions": actions}).participation
    assert (found.invited, found.took_part, found.share) == (10, 4, 0.4)
    words = made().engagement.words("en")
    assert culture.actions_table(found, words).rows[2][-3:] == ["–", "–", "–"]


def test_schemes_that_work_against_customers_come_first():
    schemes = [
        {"name": "praise", "aligned": "yes"},
        {"name": "bonus", "aligned": "no", "rewards": "calls an hour"},
    ]
    client = made(culture={"recognition": schemes})
    found = culture.analyse(client)
    assert [item.name.plain for item in found.schemes.schemes] == ["bonus", "praise"]
    (finding,) = culture.findings(found, client.engagement.words("en"))
    assert finding.key == "culture.incentive.misaligned"
    assert finding.reach == 0.5


def test_workshops_are_one_line():
    design = {"workshops": [{"name": "w", "customers": 9, "employees": 11, "result": "three"}]}
    client = made(design=design)
    text = culture.read_workshops(culture.analyse(client).workshops, client.engagement.words("en"))
    assert text == (
        "Co-creation: 1 workshop, attended by customers: 9, by employees: 11. Results: three."
    )


def test_the_score_of_orientation_weighs_its_sources_alike():
    sources = [
        {"source": "employee_survey", "n": 200, "favourable": 0.5},
        {"source": "new_hires", "n": 20, "favourable": 0.7},
    ]
    client = made(culture={"orientation": sources})
    found = culture.analyse(client).cascade
    assert found.score == pytest.approx(0.6)
    assert found.ci_low < 0.6 < found.ci_high
    text = culture.read_orientation(found, client.engagement.words("en"))
    assert "60% over 2 sources" in text
    assert text.endswith("Not asked yet: Exit interviews.")


def test_nothing_recorded_says_what_to_fill_in():
    found = analysed()
    for name in ("training", "cascade", "schemes", "participation", "ideas", "skills",
                 "workshops"):  # fmt: skip
        assert isinstance(getattr(found, name), Missing)
    words = made().engagement.words("en")
    assert culture.findings(found, words) == ()
    assert culture.key_figures(found, words) == []
    assert culture.read_culture(found, words).startswith("Neither answers of employees")
