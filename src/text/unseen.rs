//! Where characters may be that nobody sees.

/// Printed ASCII, what the letters of Europe begin with (U+00C0 to U+05FF), and the bytes inside
/// characters: nothing invisible begins with them.
pub(crate) const fn is_plain(byte: u8) -> bool {
    matches!(byte, 0x20..=0x7e | b'\t' | b'\n' | b'\r' | 0x0c | 0x80..=0xbf | 0xc3..=0xd7)
}

/// Whether one may be among these bytes: most texts have nothing but letters, and the dashes and
/// quotation marks that all begin with one byte.
pub(crate) fn may_be_in(bytes: &[u8]) -> bool {
    const AT_A_TIME: usize = 64;
    const MARK: u8 = 0xe2;
    // Without a branch for each byte, many are looked at at once.
    let special =
        |chunk: &[u8]| chunk.iter().fold(false, |any, &it| any | (!is_plain(it) && it != MARK));
    bytes.chunks(AT_A_TIME).any(special)
        || memchr::memchr_iter(MARK, bytes).any(|at| !is_printed_mark(&bytes[at..]))
}

/// Whether what begins here is one of U+2010 to U+2027 – dashes, quotation marks, the bullet, the
/// ellipsis – or of U+2080 to U+2FFF, where signs are that are seen.
fn is_printed_mark(bytes: &[u8]) -> bool {
    matches!(bytes, [0xe2, 0x80, 0x90..=0xa7, ..] | [0xe2, 0x82..=0xbf, ..])
}
