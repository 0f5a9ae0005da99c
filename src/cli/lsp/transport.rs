//! Messages over standard input and output.

use std::io::{self, BufRead, Read, Write};
use std::sync::mpsc::Sender;

use lsp_server::{ErrorCode, Message, Notification, Request};
use serde_json::{Value, json};

use super::event::Event;

/// A longer header line is no header.
const LONGEST_HEADER: u64 = 1 << 12;
/// A longer message is refused.
const LONGEST_MESSAGE: usize = 1 << 28;

/// Why no more messages can be read.
#[derive(Debug, thiserror::Error)]
pub(super) enum TransportError {
    #[error("cannot read from the editor")]
    Io(#[from] io::Error),
    #[error("expected a header such as `Content-Length: 120`, got {0:?}; is the other side a language client?")]
    Header(String),
    #[error("a message of {0} bytes is too long; the limit is {LONGEST_MESSAGE}")]
    TooLong(usize),
}

/// Reads messages until the input ends, or until the other side has gone.
pub(super) fn read_messages(mut input: impl BufRead, events: &Sender<Event>) {
    loop {
        let event = match read_body(&mut input) {
            Ok(Some(body)) => parse(&body),
            Ok(None) => Event::Closed(None),
            Err(error) => Event::Closed(Some(error)),
        };
        let is_last = matches!(event, Event::Closed(_));
        if events.send(event).is_err() || is_last {
            return;
        }
    }
}

/// The next body; `None` at the end of the input.
fn read_body(input: &mut impl BufRead) -> Result<Option<Vec<u8>>, TransportError> {
    let mut length = None;
    let mut is_first = true;
    loop {
        let mut line = Vec::new();
        input.take(LONGEST_HEADER).read_until(b'\n', &mut line)?;
        if line.is_empty() && is_first {
            return Ok(None);
        }
        is_first = false;
        let text = String::from_utf8_lossy(&line);
        let invalid = || TransportError::Header(text.trim_end().chars().take(60).collect());
        let header = text.strip_suffix('\n').ok_or_else(invalid)?.trim_end_matches('\r');
        if header.is_empty() {
            break;
        }
        let (name, value) = header.split_once(':').ok_or_else(invalid)?;
        if name.eq_ignore_ascii_case("Content-Length") {
            length = Some(value.trim().parse::<usize>().map_err(|_| invalid())?);
        }
    }
    let length = length.ok_or_else(|| TransportError::Header(String::new()))?;
    if length > LONGEST_MESSAGE {
        return Err(TransportError::TooLong(length));
    }
    let mut body = Vec::new();
    input.take(length as u64).read_to_end(&mut body)?;
    Ok((body.len() == length).then_some(body))
}

/// What a body says. The three kinds of messages are told apart by their fields.
fn parse(body: &[u8]) -> Event {
    let refuse = |id: Value, code: ErrorCode, message: String| Event::Malformed { id, code, message };
    let mut message: Value = match serde_json::from_slice(body) {
        Ok(message) => message,
        Err(error) => return refuse(Value::Null, ErrorCode::ParseError, format!("the message is not JSON: {error}")),
    };
    let id = message.get("id").cloned();
    let method = message.get("method").and_then(Value::as_str).map(str::to_owned);
    let params = message.get_mut("params").map(Value::take).unwrap_or_default();
    match (id, method) {
        (Some(id), Some(method)) => match serde_json::from_value(id.clone()) {
            Ok(id) => Event::Message(Message::Request(Request { id, method, params })),
            Err(_) => {
                refuse(id, ErrorCode::InvalidRequest, "the id is neither a string nor a small integer".to_owned())
            }
        },
        (None, Some(method)) => Event::Message(Message::Notification(Notification { method, params })),
        // Nothing that the server asks for needs the answer.
        (Some(_), None) if message.get("result").is_some() || message.get("error").is_some() => Event::Answer,
        (id, None) => {
            let message = "the message has neither a method nor a result".to_owned();
            refuse(id.unwrap_or_default(), ErrorCode::InvalidRequest, message)
        }
    }
}

/// The other side.
#[derive(Debug)]
pub(super) struct Client<W> {
    out: W,
}

impl<W: Write> Client<W> {
    pub(super) fn new(out: W) -> Client<W> {
        Client { out }
    }

    pub(super) fn send(&mut self, message: impl Into<Message>) -> io::Result<()> {
        message.into().write(&mut self.out)
    }

    pub(super) fn notify(&mut self, method: &str, params: Value) -> io::Result<()> {
        self.send(Notification { method: method.to_owned(), params })
    }

    /// Says that a message cannot be understood; its id may be anything, or null where it has none.
    pub(super) fn refuse(&mut self, id: &Value, code: ErrorCode, message: &str) -> io::Result<()> {
        let error = json!({ "code": code as i32, "message": message });
        let body = json!({ "jsonrpc": "2.0", "id": id, "error": error }).to_string();
        write!(self.out, "Content-Length: {}\r\n\r\n{body}", body.len())?;
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn events(input: &[u8]) -> Vec<String> {
        let (sender, receiver) = std::sync::mpsc::channel();
        read_messages(input, &sender);
        drop(sender);
        let name = |event| match event {
            Event::Message(Message::Request(request)) => request.method,
            Event::Message(Message::Notification(notification)) => notification.method,
            Event::Malformed { code, .. } => format!("{code:?}"),
            Event::Closed(error) => error.map_or("closed".to_owned(), |error| error.to_string()),
            _ => "other".to_owned(),
        };
        receiver.into_iter().map(name).collect()
    }

    #[test]
    fn messages_are_told_apart() {
        let bodies = [
            r#"{"id":1,"method":"a"}"#,
            r#"{"method":"b"}"#,
            r#"{"id":1,"result":null}"#,
            "[1]",
            "{",
            r#"{"id":1.5,"method":"a"}"#,
        ];
        let input: String = bodies.map(|body| format!("content-length:{}\r\n\r\n{body}", body.len())).concat();
        let expected = ["a", "b", "other", "InvalidRequest", "ParseError", "InvalidRequest", "closed"];
        assert_eq!(events(input.as_bytes()), expected);
    }

    #[test]
    fn what_is_no_message_ends_the_reading() {
        assert_eq!(events(b""), ["closed"]);
        assert_eq!(events(b"Content-Length: 9\r\n\r\n{"), ["closed"]);
        assert!(events(b"\xff\x00\x01garbage")[0].starts_with("expected a header"));
        assert!(events(b"Content-Length: -1\r\n\r\n")[0].starts_with("expected a header"));
        assert!(events(b"Content-Length: 99999999999\r\n\r\n")[0].contains("too long"));
        assert!(events(&b"x".repeat(1 << 16))[0].starts_with("expected a header"));
    }
}
