"""Privacy: what a report for people hides of customers, character for character.

Hidden are telephone, ID card and bank card numbers, plates, e-mail addresses, street addresses and given names, each
with as many mask characters as it had, so that every offset of a call and of its sheet stays true.
"""

from autoscore.privacy.masker import NO_MASK, Masker
from autoscore.privacy.records import Masked, Private

__all__ = ["NO_MASK", "Masked", "Masker", "Private"]
