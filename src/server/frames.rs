//! Reads the client's messages before `tower-lsp` does, and lets through only those that it can
//! read.
//!
//! A message that `tower-lsp` 0.20 cannot decode ends its input, and the server with it. What is not
//! a message is therefore turned into a request for [`UNREADABLE`], which the gate answers with an
//! error; reading goes on at the next header.

use std::io;

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::json;
use tokio::io::{AsyncBufRead, AsyncBufReadExt, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::sync::Mutex;
use tower_lsp::jsonrpc::{Id, Request};

/// The method that stands for a message that cannot be read.
pub(super) const UNREADABLE: &str = "presscheck/unreadable";

const CONTENT_LENGTH: &[u8] = b"content-length:";

/// No message is longer; a longer one is a header gone wrong, and waiting for its end would be
/// waiting for ever.
const LONGEST_BODY: u64 = 1 << 30;

/// Passes messages from `input` on to `output`, until either ends. Others may put messages of the
/// server's own between them.
pub(super) async fn pass_on(
    mut input: impl AsyncBufRead + Unpin,
    output: &Mutex<impl AsyncWrite + Unpin>,
) -> io::Result<()> {
    // What was read too far, because a header gave a length that was too great.
    let mut pending: Vec<u8> = Vec::new();
    loop {
        let mut source = (&pending[..]).chain(&mut input);
        let body = match read_header(&mut source).await? {
            Header::End => return Ok(()),
            Header::Broken(reason) => {
                pending = rest(source.into_inner().0);
                pass_on_one(output, &unreadable(&Id::Null, -32700, &reason, b"")).await?;
                continue;
            }
            Header::Length(length) => {
                let mut body = Vec::new();
                (&mut source).take(length).read_to_end(&mut body).await?;
                if (body.len() as u64) < length {
                    return Ok(());
                }
                body
            }
        };
        pending = rest(source.into_inner().0);
        match judge(&body) {
            Ok(()) => pass_on_one(output, &body).await?,
            Err((id, code, reason)) => {
                let body = match find(&body, CONTENT_LENGTH) {
                    Some(next) => {
                        pending = [&body[next..], &pending].concat();
                        &body[..next]
                    }
                    None => &body[..],
                };
                pass_on_one(output, &unreadable(&id, code, &reason, body)).await?;
            }
        }
    }
}

fn rest(unread: &[u8]) -> Vec<u8> {
    unread.to_vec()
}

enum Header {
    /// A message of so many bytes follows.
    Length(u64),
    /// What is wrong.
    Broken(String),
    /// There is nothing more.
    End,
}

/// Reads up to the empty line that ends a header.
async fn read_header(input: &mut (impl AsyncBufRead + Unpin)) -> io::Result<Header> {
    let mut length = None;
    let mut broken = None;
    let mut line = Vec::new();
    loop {
        line.clear();
        if input.read_until(b'\n', &mut line).await? == 0 {
            return Ok(Header::End);
        }
        let trimmed = line.trim_ascii();
        if trimmed.is_empty() {
            match (length.take(), broken.take()) {
                (Some(length), _) => return Ok(Header::Length(length)),
                (None, Some(reason)) => return Ok(Header::Broken(reason)),
                (None, None) => continue,
            }
        }
        match find(trimmed, CONTENT_LENGTH) {
            Some(at) => {
                let value = String::from_utf8_lossy(&trimmed[at + CONTENT_LENGTH.len()..]);
                match value.trim().parse::<u64>() {
                    Ok(value) if value <= LONGEST_BODY => length = Some(value),
                    _ => broken = Some(format!("“{}” is no Content-Length", value.trim())),
                }
            }
            None if trimmed.contains(&b':') && !trimmed.starts_with(b"{") => {
                broken.get_or_insert_with(|| "a message without Content-Length".to_owned());
            }
            None => broken = Some("bytes that are no header".to_owned()),
        }
    }
}

/// Where `wanted`, in lower case, first stands in `bytes`, whatever its case there.
fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|it| it.eq_ignore_ascii_case(wanted))
}

/// As much of a request as tells who is to be answered.
#[derive(Deserialize)]
struct Asking {
    id: Id,
}

/// Whether `tower-lsp` can read a message; if not, whose it is, the error's code, and the reason.
fn judge(body: &[u8]) -> Result<(), (Id, i64, String)> {
    let text = std::str::from_utf8(body)
        .map_err(|wrong| (Id::Null, -32700, format!("a message that is not UTF-8: {wrong}")))?;
    // Every message that can be read can be read as a request: all its fields may be left out.
    let Err(wrong) = serde_json::from_str::<Request>(text) else {
        return Ok(());
    };
    if let Err(wrong) = serde_json::from_str::<IgnoredAny>(text) {
        return Err((Id::Null, -32700, format!("a message that is not JSON: {wrong}")));
    }
    let id = serde_json::from_str::<Asking>(text).map_or(Id::Null, |it| it.id);
    Err((id, -32600, format!("a message that is no request, notification or response: {wrong}")))
}

fn unreadable(id: &Id, code: i64, reason: &str, body: &[u8]) -> Vec<u8> {
    let body = String::from_utf8_lossy(body);
    json!({
        "jsonrpc": "2.0",
        "id": id,
        "method": UNREADABLE,
        "params": { "code": code, "reason": reason, "body": body },
    })
    .to_string()
    .into_bytes()
}

/// Passes on one message.
pub(super) async fn pass_on_one(
    output: &Mutex<impl AsyncWrite + Unpin>,
    body: &[u8],
) -> io::Result<()> {
    let mut output = output.lock().await;
    output.write_all(format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes()).await?;
    output.write_all(body).await?;
    output.flush().await
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    fn frame(body: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }

    /// The methods that come out, and for what is unreadable the id and the error's code.
    async fn passed(input: &str) -> Vec<String> {
        let output = Mutex::new(Vec::new());
        pass_on(input.as_bytes(), &output).await.unwrap();
        let output = String::from_utf8(output.into_inner()).unwrap();
        let bodies = output.split("Content-Length: ").skip(1);
        bodies
            .map(|it| {
                let (length, body) = it.split_once("\r\n\r\n").unwrap();
                assert_eq!(length, body.len().to_string());
                let message: Value = serde_json::from_str(body).unwrap();
                match message["method"].as_str() {
                    Some(UNREADABLE) => format!("{} {}", message["id"], message["params"]["code"]),
                    method => method.unwrap_or("reply").to_owned(),
                }
            })
            .collect()
    }

    #[tokio::test]
    async fn messages_pass_and_the_rest_becomes_an_error() {
        let (a, b) =
            (r#"{"jsonrpc":"2.0","method":"a"}"#, r#"{"jsonrpc":"2.0","id":1,"result":7}"#);
        let input = [frame(a), frame("nonsense"), frame(b), frame(r#"{"id":"x"}"#)].concat();
        assert_eq!(passed(&input).await, ["a", "null -32700", "reply", "\"x\" -32600"]);
    }

    #[tokio::test]
    async fn a_length_that_is_too_great_costs_one_message() {
        let a = r#"{"jsonrpc":"2.0","method":"a"}"#;
        let input = format!("Content-Length: 50\r\n\r\n{a}{}{}", frame(a), frame(a));
        assert_eq!(passed(&input).await, ["null -32700", "a", "a"]);
    }

    #[tokio::test]
    async fn a_length_that_is_too_small_costs_one_message() {
        let a = r#"{"jsonrpc":"2.0","method":"a"}"#;
        let input = format!("Content-Length: 9\r\n\r\n{a}{}{}", frame(a), frame(a));
        assert_eq!(passed(&input).await, ["null -32700", "a", "a"]);
    }

    #[tokio::test]
    async fn a_header_without_a_length_costs_nothing_more() {
        let a = r#"{"jsonrpc":"2.0","method":"a"}"#;
        let input = format!("Content-Type: x\r\n\r\n{}foobar{}", frame(a), frame(a));
        assert_eq!(passed(&input).await, ["null -32700", "a", "a"]);
        let input = format!("Content-Length: x\r\n\r\n{a}{}", frame(a));
        assert_eq!(passed(&input).await, ["null -32700", "a"]);
    }

    #[tokio::test]
    async fn half_a_message_at_the_end_is_nothing() {
        assert_eq!(passed("Content-Length: 5\r\n\r\n{").await, [""; 0]);
        assert_eq!(passed("Content-Le").await, [""; 0]);
    }
}
