"""The types of questions and their details, as the labelling guideline names them."""

from types import MappingProxyType

NONE = "none"
# In the order of the columns of the model.
TYPES = (NONE, "closed", "open", "choice", "speculative", "leading", "rhetorical")
DETAILS = MappingProxyType({"open": ("fact", "free"), "closed": ("verify", "ability", "request")})
ALL_DETAILS = tuple(detail for details in DETAILS.values() for detail in details)
