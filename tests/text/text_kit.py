"""Texts for the tests of the text room: any text at all, and noisy ones made of what the room tells apart."""

from hypothesis import strategies as st

SURROGATES = st.characters(categories=["Cs"])
# Fillers, stutters, soft and hard marks, astral characters, and the barrier itself.
NOISE = "您我这对好的吗客服嗯啊呃哦，,。？！；…、 \n\t“”😀𠮷𝟘￼\ue001[]{}"
NUMBERS = "0123456789９.:,：．"

characters_of_any_kind = st.characters() | SURROGATES | st.sampled_from(NOISE + NUMBERS)
any_text = st.text(characters_of_any_kind, max_size=40)
noisy_text = st.text(st.sampled_from(NOISE), max_size=20)
numbers_text = st.text(st.sampled_from("12.:,，好您 "), max_size=12)
noisy_texts = st.lists(noisy_text | numbers_text | any_text, max_size=6)
