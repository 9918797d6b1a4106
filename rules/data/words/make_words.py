#!/usr/bin/env python3
"""Write the word list from SCOWL.

    apt-get install scowl
    python make_words.py [/usr/share/dict/scowl]

The output depends on the package alone: the same input gives the same bytes. The format is described
in `README.md`; `src/dictionary.rs` reads it.
"""

import os.path
import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent

# British and American words, in both British spellings, with the variants that are equally common.
CATEGORIES = ["english", "american", "british", "british_z", "variant_1", "british_variant_1"]
# Words of this size and below: what a large desk dictionary has.
LARGEST_SIZE = 60
SHORTEST = 5
LONGEST = 31
WORDS_PER_BLOCK = 32


def read_words(folder: Path) -> list[str]:
    words = set()
    for category in CATEGORIES:
        for path in folder.glob(f"{category}-words.*"):
            if int(path.suffix[1:]) <= LARGEST_SIZE:
                words.update(path.read_text("latin-1").split())
    wanted = re.compile(f"[a-z]{{{SHORTEST},{LONGEST}}}")
    return sorted(word for word in words if wanted.fullmatch(word))


def three_bytes(number: int) -> bytes:
    return number.to_bytes(3, "little")


def encode(words: list[str]) -> bytes:
    starts, entries, before = [], bytearray(), ""
    for number, word in enumerate(words):
        if number % WORDS_PER_BLOCK == 0:
            starts.append(len(entries))
            before = ""
        shared = len(os.path.commonprefix([before, word]))
        rest = bytearray(word[shared:].encode("ascii"))
        rest[-1] |= 0x80
        entries.append(shared)
        entries += rest
        before = word
    return three_bytes(len(starts)) + b"".join(map(three_bytes, starts)) + bytes(entries)


def main() -> None:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/dict/scowl")
    words = read_words(folder)
    if not words:
        sys.exit(f"no word lists in {folder}")
    data = encode(words)
    (HERE / "words.bin").write_bytes(data)
    print(f"{len(words)} words, {len(data)} bytes")


if __name__ == "__main__":
    main()
