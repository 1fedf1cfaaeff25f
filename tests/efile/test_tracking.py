import pytest

from efile.tracking import ALPHABET, BITS, new_code, read_code, shown


def test_a_code_has_sixty_random_bits_and_a_check_letter() -> None:
    asked: list[int] = []

    def bits(count: int) -> int:
        asked.append(count)
        return (1 << count) - 1

    assert new_code(bits)[:12] == ALPHABET[31] * 12
    assert asked == [BITS]
    assert BITS >= 60


def test_a_code_reads_back_as_printed_and_as_people_type_it() -> None:
    code = new_code(lambda bits: 0x123456789ABCDEF)
    for typed in (code, shown(code), shown(code).lower(), code.replace("0", "o"), code.replace("1", "i")):
        assert read_code(typed) == code


def test_bengali_digits_are_read() -> None:
    code = new_code(lambda bits: 0)
    assert read_code("০" * 12 + code[12]) == code


@pytest.mark.parametrize("place", range(12))
def test_one_wrong_letter_is_caught(place: int) -> None:
    code = new_code(lambda bits: 0x0F1E2D3C4B5A697)
    for letter in ALPHABET:
        wrong = code[:place] + letter + code[place + 1 :]
        assert (read_code(wrong) == wrong) == (wrong == code)


@pytest.mark.parametrize("typed", ["", "ABC", "U" * 13, "নমুনা", "0" * 14])
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    assert read_code(typed) is None
