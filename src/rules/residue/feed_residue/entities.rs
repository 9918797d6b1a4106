//! Character references of HTML.

const NAMES: [(&str, char); 40] = [
    ("nbsp", '\u{a0}'),
    ("amp", '&'),
    ("quot", '"'),
    ("apos", '\''),
    ("lt", '<'),
    ("gt", '>'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("hellip", '…'),
    ("bull", '•'),
    ("middot", '·'),
    ("deg", '°'),
    ("euro", '€'),
    ("pound", '£'),
    ("yen", '¥'),
    ("copy", '©'),
    ("reg", '®'),
    ("trade", '™'),
    ("times", '×'),
    ("frac12", '½'),
    ("eacute", 'é'),
    ("egrave", 'è'),
    ("agrave", 'à'),
    ("aacute", 'á'),
    ("iacute", 'í'),
    ("oacute", 'ó'),
    ("uacute", 'ú'),
    ("ccedil", 'ç'),
    ("ntilde", 'ñ'),
    ("auml", 'ä'),
    ("ouml", 'ö'),
    ("uuml", 'ü'),
    ("aring", 'å'),
    ("szlig", 'ß'),
];

/// Longest reference, in bytes, with its marks.
const LONGEST: usize = 10;

/// The character reference at the start of `text`: its length in bytes, and what it stands for.
pub(super) fn read(text: &str) -> Option<(usize, char)> {
    let rest = text.strip_prefix('&')?;
    let end = rest.bytes().take(LONGEST).position(|it| it == b';')?;
    let name = rest.get(..end)?;
    let character = match name.strip_prefix('#') {
        Some(number) => match number.strip_prefix(['x', 'X']) {
            Some(number) => char::from_u32(u32::from_str_radix(number, 16).ok()?)?,
            None => char::from_u32(number.parse().ok()?)?,
        },
        None => NAMES.iter().find(|(it, _)| *it == name).map(|&(_, it)| it)?,
    };
    (!character.is_control()).then_some((end + 2, character))
}
