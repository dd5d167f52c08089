"""A rulebook in plain sentences, and what changed between two versions of it."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass

from app.domain.counting.majority import MajorityRule, Share
from app.domain.counting.sentences import Fact, Sentence, sentence
from app.domain.rulebook import Rulebook


@dataclass(frozen=True)
class Clause:
    """One rule of the rulebook: ``rule`` names it across versions, ``says`` is its sentence."""

    rule: str
    says: Sentence


def clauses(rulebook: Rulebook) -> tuple[Clause, ...]:
    """Every rule, in the order in which somebody new should read them."""
    return (
        *_seats(rulebook),
        *_quorum(rulebook),
        *_majorities(rulebook),
        _consent(rulebook),
        *_chambers(rulebook),
        _clause("card_supports", "rule_card_supports", cards=rulebook.card_supports),
        *_mandate(rulebook),
        *_clocks(rulebook),
    )


def sentences(rulebook: Rulebook) -> tuple[Sentence, ...]:
    """The same without the names of the rules."""
    return tuple(clause.says for clause in clauses(rulebook))


@dataclass(frozen=True)
class Change:
    """One rule that differs; None where one of the two versions does not have it."""

    rule: str
    before: Sentence | None
    after: Sentence | None


def difference(old: Rulebook, new: Rulebook) -> tuple[Change, ...]:
    """What a new version changes, in reading order; rules that went come last. Versions are not compared."""
    before = {clause.rule: clause.says for clause in clauses(old)}
    after = {clause.rule: clause.says for clause in clauses(new)}
    rules = (*after, *(rule for rule in before if rule not in after))
    return tuple(
        Change(rule, before.get(rule), after.get(rule))
        for rule in rules
        if before.get(rule) != after.get(rule)
    )


def _clause(rule: str, key: str, **facts: Fact) -> Clause:
    return Clause(rule, sentence(key, **facts))


def _share(rule: str, key: str, share: Share, **facts: Fact) -> Clause:
    """Keys end in ``_more_than`` or ``_at_least``, so that each is a whole sentence to translate."""
    ending = "more_than" if share.strict else "at_least"
    return _clause(rule, f"{key}_{ending}", numerator=share.numerator, denominator=share.denominator, **facts)


def _seats(rulebook: Rulebook) -> Iterator[Clause]:
    yield _clause("voting_seats", "rule_voting_seats", seats=rulebook.voting_seats)
    yield _clause("lived_experience_seats", "rule_lived_seats", seats=rulebook.lived_experience_seats)
    yield _share("lived_experience_share", "rule_lived_share", rulebook.lived_experience_share)
    terms = rulebook.terms
    yield _clause("terms", "rule_terms", years=terms.years, limit=terms.limit)
    yield _clause("check_in", "rule_check_in", missed=terms.missed_before_check_in)


def _quorum(rulebook: Rulebook) -> Iterator[Clause]:
    yield _share("quorum.all_seats", "rule_quorum_all_seats", rulebook.quorum.all_seats)
    yield _share("quorum.lived_experience", "rule_quorum_lived", rulebook.quorum.lived_experience)
    yield _clause("recusal", "rule_recusal")


def _majority(rule: str, key: str, majority: MajorityRule, **facts: Fact) -> Clause:
    return _share(rule, f"{key}_{majority.base}", majority.share, **facts)


def majority_clause(majority: MajorityRule) -> Clause:
    """The majority that one motion needs, without naming its matter."""
    return _majority("majority", "rule_majority", majority)


def _majorities(rulebook: Rulebook) -> Iterator[Clause]:
    yield _majority("majority", "rule_majority", rulebook.majority)
    for own in sorted(rulebook.majorities, key=lambda own: own.matter.value):
        rule = f"majorities.{own.matter}"
        yield _majority(rule, "rule_matter_majority", own.rule, matter=own.matter.value)
    yield _clause("tie", "rule_tie")


def _consent(rulebook: Rulebook) -> Clause:
    if rulebook.consent_rounds == 0:
        return _clause("consent", "rule_no_consent_rounds")
    return _clause("consent", "rule_consent_rounds", rounds=rulebook.consent_rounds)


def _chambers(rulebook: Rulebook) -> Iterator[Clause]:
    for matter in sorted(rulebook.both_chambers):
        yield _clause(f"both_chambers.{matter}", "rule_both_chambers", matter=matter.value)


def _mandate(rulebook: Rulebook) -> Iterator[Clause]:
    if not rulebook.mandate:
        yield _clause("mandate", "rule_no_mandate")
    for line in sorted(rulebook.mandate, key=lambda line: line.matter.value):
        rule, matter = f"mandate.{line.matter}", line.matter.value
        if line.up_to is None:
            yield _clause(rule, "rule_mandate", matter=matter)
        else:
            yield _clause(rule, "rule_mandate_up_to", matter=matter, sum=line.up_to)


def _clocks(rulebook: Rulebook) -> Iterator[Clause]:
    for name, amount in asdict(rulebook.clocks).items():
        yield _clause(f"clocks.{name}", f"rule_clock_{name}", amount=amount)
