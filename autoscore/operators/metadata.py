"""The operator `metadata`: what the system knows of a call."""

from typing import ClassVar

from autoscore.model import Document, Finding, Scope, Truth
from autoscore.operators.base import Context, Operator


class Metadata(Operator, frozen=True, kw_only=True):
    """系统随录音给出的信息：metadata 写键名；equals 写允许的值，省略则有值即可。"""

    key: ClassVar[str] = "metadata"
    primary: ClassVar[str] = "metadata"
    sample: ClassVar[str] = "{metadata: hung_up_by, equals: [customer]}"

    metadata: str
    equals: tuple[str, ...] = ()

    def find(self, document: Document, scope: Scope, context: Context) -> Finding:  # noqa: ARG002
        """Answers by the value given."""
        value = document.transcript.metadata.get(self.metadata)
        good = value is not None and (not self.equals or value in self.equals)
        return Finding(Truth.YES if good else Truth.NO, because=f"{self.metadata}：{'有' if good else '没有或不符'}")
