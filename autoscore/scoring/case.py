"""Which of several cases a call is, as sold or not sold: just one of them is scored."""

from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from autoscore.model import Award, Branch, Criterion, Document, Finding, Status, Truth
from autoscore.operators import Context

_ASIDE = (Status.NOT_APPLICABLE, Status.OBSERVER)


class Case(Struct, frozen=True):
    """Is the branch that a call was found to be, with the words that show it; None where that can't be told."""

    branch: Branch | None
    told: Finding

    def excludes(self, criterion: Criterion) -> bool:
        """Tells whether a criterion belongs to a case that this call is not."""
        return self.branch is not None and criterion.branch not in ("", self.branch.id)

    def doubted(self, criterion: Criterion, award: Award) -> Award:
        """Opens the award of a criterion that counts only in a case that can't be told."""
        if self.branch is not None or not criterion.branch or award.status in _ASIDE:
            return award
        finding = Finding(Truth.UNSURE, award.finding.hits, self.told.because, award.finding.searched)
        low, high = (award.low, award.high) if award.points is None else (award.points, award.points)
        low, high = min(Decimal(0), low or Decimal(0)), max(Decimal(0), high or Decimal(0))
        return replace(award, status=Status.UNSURE, points=None, finding=finding, low=low, high=high)


def decide(branches: Sequence[Branch], document: Document, context: Context) -> Case:
    """Decides by the branches' conditions: the one that surely holds, where no other does."""
    if not branches:
        return _ANY
    found = [(branch, branch.when.find(document, context)) for branch in branches]
    sure = [pair for pair in found if pair[1].truth is Truth.YES]
    if len(sure) == 1:
        branch, told = sure[0]
        return Case(branch, Finding(Truth.YES, told.hits, f"这一通是“{branch.title}”：{told.because}", told.searched))
    titles = "还是".join(branch.title for branch, _ in sure or found)
    hits = tuple(sorted({hit for _, told in sure for hit in told.hits}))
    return Case(None, Finding(Truth.UNSURE, hits, f"看不出是{titles}"))


# A rubric without branches has but one case.
_ANY = Case(None, Finding(Truth.UNSURE, (), "看不出是"))
