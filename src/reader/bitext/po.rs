//! Catalogues of GNU gettext.
//!
//! See <https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html>.

use std::ops::Range;

use super::{Linked, Raw, Side, Stated, plain, push, stated, with_languages};
use crate::reader::Piece;
use crate::reader::error::DocumentProblem;

/// Reads the messages; obsolete ones are left out. The header may state the languages (`Language`,
/// `X-Source-Language`).
pub(super) fn read(text: &str) -> Result<Vec<Linked>, DocumentProblem> {
    let mut reading = Reading { text, messages: Vec::new(), field: None };
    let mut start = 0;
    for (index, line) in text.split('\n').enumerate() {
        reading.line(start, line.strip_suffix('\r').unwrap_or(line)).ok_or(DocumentProblem::Po { line: index + 1 })?;
        start += line.len() + 1;
    }
    let mut languages = (None, None);
    let mut units = Vec::new();
    for message in &reading.messages {
        let id = plain(text, &message.id);
        if id.is_empty() && message.context.is_none() {
            if let Some(header) = message.translations.first() {
                languages = languages_of_header(&plain(text, header));
            }
            continue;
        }
        units.push(message);
    }
    let units = units.into_iter().map(|message| {
        let source = [&message.id, &message.plural].into_iter().filter(|pieces| !pieces.is_empty());
        let source = source.map(|pieces| (Side::Source, languages.0, pieces.clone()));
        let target = message.translations.iter().map(|pieces| (Side::Target, languages.1, pieces.clone()));
        Raw { id: message.name(text), texts: source.chain(target).collect() }
    });
    Ok(with_languages(text, units.collect()))
}

#[derive(Default)]
struct Message {
    context: Option<Vec<Piece>>,
    id: Vec<Piece>,
    plural: Vec<Piece>,
    translations: Vec<Vec<Piece>>,
}

impl Message {
    /// The context and the first words of the original: messages have no other name.
    fn name(&self, text: &str) -> String {
        let id = super::super::first_words(&plain(text, &self.id));
        match &self.context {
            Some(context) => format!("{}/{id}", plain(text, context)),
            None => id,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    Context,
    Id,
    Plural,
    Translation,
}

struct Reading<'t> {
    text: &'t str,
    messages: Vec<Message>,
    /// What a line that begins with a quotation mark goes on with.
    field: Option<Field>,
}

impl Reading<'_> {
    /// `None` where the line is of no known form.
    fn line(&mut self, start: usize, line: &str) -> Option<()> {
        let content = line.trim_start();
        let start = start + line.len() - content.len();
        if content.is_empty() || content.starts_with('#') {
            self.field = None;
            return Some(());
        }
        if content.starts_with('"') {
            return self.string(self.field?, start, content);
        }
        let keyword_end = content.find([' ', '\t', '"'])?;
        let value = content[keyword_end..].trim_start();
        let field = match &content[..keyword_end] {
            "msgctxt" => Field::Context,
            "msgid" => Field::Id,
            "msgid_plural" => Field::Plural,
            keyword => {
                let number = keyword.strip_prefix("msgstr")?;
                let is_number = |n: &str| !n.is_empty() && n.bytes().all(|byte| byte.is_ascii_digit());
                let is_plural = number.strip_prefix('[').and_then(|n| n.strip_suffix(']')).is_some_and(is_number);
                if !number.is_empty() && !is_plural {
                    return None;
                }
                Field::Translation
            }
        };
        let begins_message = match field {
            Field::Context => true,
            Field::Id => self.messages.last().is_none_or(|last| !last.id.is_empty() || !last.translations.is_empty()),
            Field::Plural | Field::Translation => false,
        };
        if begins_message {
            self.messages.push(Message::default());
        }
        let message = self.messages.last_mut()?;
        match field {
            Field::Context => message.context = Some(Vec::new()),
            Field::Translation => message.translations.push(Vec::new()),
            Field::Id | Field::Plural => {}
        }
        self.field = Some(field);
        self.string(field, start + content.len() - value.len(), value)
    }

    /// Adds a string in quotation marks that begins at `start`.
    fn string(&mut self, field: Field, start: usize, string: &str) -> Option<()> {
        let inner = string.trim_end().strip_prefix('"')?.strip_suffix('"')?;
        let start = start + 1;
        let message = self.messages.last_mut()?;
        let pieces = match field {
            Field::Context => message.context.get_or_insert_default(),
            Field::Id => &mut message.id,
            Field::Plural => &mut message.plural,
            Field::Translation => message.translations.last_mut()?,
        };
        unescape(self.text, start..start + inner.len(), pieces)
    }
}

/// Divides a string into what stands for itself and escape sequences, as in C.
fn unescape(text: &str, range: Range<usize>, pieces: &mut Vec<Piece>) -> Option<()> {
    let mut position = range.start;
    while position < range.end {
        let rest = &text[position..range.end];
        let literal = rest.find(['\\', '"']).unwrap_or(rest.len());
        push(pieces, Piece::Literal(position..position + literal));
        position += literal;
        if position == range.end {
            break;
        }
        let sequence = rest[literal..].strip_prefix('\\')?;
        let (character, length) = match sequence.chars().next()? {
            'n' => ('\n', 1),
            'r' => ('\r', 1),
            't' => ('\t', 1),
            'a' | 'b' | 'f' | 'v' => (' ', 1),
            'x' => {
                let digits = sequence[1..].bytes().take_while(u8::is_ascii_hexdigit).count();
                (number(&sequence[1..1 + digits], 16)?, 1 + digits)
            }
            '0'..='7' => {
                let digits = sequence.bytes().take(3).take_while(|byte| matches!(byte, b'0'..=b'7')).count();
                (number(&sequence[..digits], 8)?, digits)
            }
            other => (other, other.len_utf8()),
        };
        let end = position + 1 + length;
        pieces.push(Piece::Reference(position..end, character));
        position = end;
    }
    Some(())
}

/// Bytes that are no ASCII character cannot be read one by one.
fn number(digits: &str, radix: u32) -> Option<char> {
    let code = u8::from_str_radix(digits, radix).ok()?;
    Some(if code.is_ascii() { char::from(code) } else { char::REPLACEMENT_CHARACTER })
}

fn languages_of_header(header: &str) -> (Option<Stated>, Option<Stated>) {
    let field = |name: &str| {
        let value = header.lines().find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.trim().eq_ignore_ascii_case(name).then_some(value)
        });
        value.and_then(stated)
    };
    (field("X-Source-Language"), field("Language"))
}
