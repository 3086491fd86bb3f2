"""The open service acts: those that no list of phrases can hold."""

# The labels of the training set.
LABELS = (
    "recommend",
    "benefit",
    "playback_need",
    "playback_number",
    "effective_time",
    "fee_notice",
    "empathy",
    "verify_identity",
    "done_notice",
    "shirk",
    "contact_info",
    "unauthorised",
    "leak_private",
    "callback_promise",
    "hold_notice",
    "anything_else",
    "polite_refusal",
    "apology",
    "offer_help",
    "ask_trial",
)
# Those with which the model adds nothing to the phrases are measured, but not shipped; see the model card.
LEFT_OUT = 6
# In the order of the columns of the model.
ACT_LABELS = LABELS[:-LEFT_OUT]
