//! Reading a draft.

use std::fs;
use std::io;
use std::path::Path;

use crate::workspace::{Failure, display_path};

/// Positions are kept in 32 bits.
const LONGEST: usize = u32::MAX as usize;

/// Reads a text file.
///
/// # Errors
/// The file is not there, may not be read, or holds no UTF-8 text.
pub fn read_text(path: &Path) -> Result<String, Failure> {
    let bytes = fs::read(path).map_err(|error| describe(&error));
    bytes.and_then(decode).map_err(|message| Failure { path: display_path(path), message })
}

/// The text that `bytes` hold. A byte order mark stays a part of it, so that offsets are those of
/// the file.
///
/// # Errors
/// It is no UTF-8 text; the message says at which byte.
pub fn decode(bytes: Vec<u8>) -> Result<String, String> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err("this is text in UTF-16; save it as UTF-8".to_owned());
    }
    if let Some(at) = memchr::memchr(0, &bytes) {
        return Err(format!("this is a binary file, no text: it has a NUL byte at offset {at}"));
    }
    if bytes.len() > LONGEST {
        return Err("this is longer than the 4 GiB that a draft can have".to_owned());
    }
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let bytes = error.as_bytes();
        let byte = bytes.get(at).copied().unwrap_or_default();
        let line = memchr::memchr_iter(b'\n', &bytes[..at]).count() + 1;
        format!(
            "this is not UTF-8 text: byte 0x{byte:02X} at offset {at}, in line {line}; save it as \
             UTF-8, from Windows-1252 if that is what it is in"
        )
    })
}

/// What an error of the file system means.
pub(super) fn describe(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "you may not read it: permission denied".to_owned(),
        io::ErrorKind::IsADirectory => "this is a folder, not a file".to_owned(),
        _ => format!("it cannot be read: {error}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_text_is_told_by_its_first_wrong_byte() {
        let wrong = |bytes: &[u8]| decode(bytes.to_vec()).unwrap_err();
        assert!(wrong(b"caf\xe9\n").contains("byte 0xE9 at offset 3, in line 1"));
        assert!(wrong(b"ab\0c").contains("NUL byte at offset 2"));
        assert!(wrong(b"\xff\xfea\0").contains("UTF-16"));
    }

    #[test]
    fn a_byte_order_mark_stays() {
        assert_eq!(decode(b"\xef\xbb\xbfa".to_vec()).unwrap(), "\u{feff}a");
    }
}
