//! The sources' conventions → ours (docs/recognizer.md).

use std::ops::Range;

use imenoslov::kind::Kind;
use imenoslov::languages::Language;
use imenoslov::morphology::dictionary::{Tags, readings};

use crate::corpus::Name;

/// What becomes of a marked stretch.
#[derive(Debug)]
pub enum Converted {
    /// A name, perhaps a shorter one.
    Name(Name),
    /// Neither a name nor none: not learned from.
    Unsure(Range<usize>),
    /// No name by our conventions.
    NoName,
}

const OPENING: [char; 6] = ['«', '"', '“', '„', '‘', '\''];
const CLOSING: [char; 6] = ['»', '"', '”', '“', '’', '\''];

/// Converts one marked stretch of `text`.
pub fn converted(text: &str, range: Range<usize>, kind: Kind, language: Language, source: &str) -> Converted {
    let whole = &text[range.clone()];
    // «президента США» of an event and the like: descriptions, not names.
    let Some(start) = first_capital(whole) else { return Converted::NoName };
    let mut name = range.start + start..range.end;
    if start > 0 {
        let before = whole[..start].trim_end_matches(OPENING).trim_end();
        let rest = text[name.clone()].trim_matches(&['»', '"', '”', '“', '«', '„'][..]);
        let is_one_word = !rest.contains(char::is_whitespace);
        let is_quoted = whole[..start].ends_with(OPENING);
        // «компании "Ростелеком"», «около Красноярска»: what begins in lower case describes. «министерство обороны
        // России» would leave a name that is none.
        let is_description = before.split_whitespace().count() <= 2 && (is_one_word || is_quoted);
        let is_place = kind == Kind::Org && is_place_name(rest, language);
        if is_place {
            return Converted::Name(Name { range: name, kind: Kind::Place });
        }
        if !(is_description || kind == Kind::Person) || kind == Kind::Event {
            return Converted::Unsure(range);
        }
    }
    name = without_quotes(text, name);
    if name.is_empty() {
        return Converted::NoName;
    }
    let surface = &text[name.clone()];
    let kind = kind_by_convention(surface, kind);
    // These two take countries for organisations where they act.
    let acts = kind == Kind::Org && (source.starts_with("uner") || source.starts_with("wikiner"));
    let kind = if acts && is_place_name(surface, language) { Kind::Place } else { kind };
    if kind == Kind::Place && is_adjective(surface, language) {
        return Converted::NoName;
    }
    // «Власти Пакистана» describes; whether «Пакистана» is marked inside is lost.
    if kind == Kind::Org && ["власти ", "влада ", "власть "].iter().any(|word| surface.to_lowercase().starts_with(word))
    {
        return Converted::Unsure(range);
    }
    if kind == Kind::Event && is_common_event(text, &name) {
        return Converted::NoName;
    }
    Converted::Name(Name { range: name, kind })
}

/// Whether a word is an adjective only: «Американские», «Римский».
fn is_adjective(word: &str, language: Language) -> bool {
    let mut known = readings(word, language).filter(|reading| !reading.tags().any(Tags::INFERRED)).peekable();
    known.peek().is_some() && known.all(|reading| reading.tags().is_adjective() && !reading.tags().any(Tags::NAME))
}

/// Whether a word is the name of a place in the dictionary.
fn is_place_name(word: &str, language: Language) -> bool {
    let mut readings = readings(word, language);
    readings.any(|reading| reading.tags().any(Tags::PLACE) && !reading.tags().any(Tags::INFERRED))
}

/// Where the first word with a capital or a digit after the description begins.
fn first_capital(name: &str) -> Option<usize> {
    let mut at_start = true;
    for (at, c) in name.char_indices() {
        let begins = c.is_uppercase() || (at_start && (c.is_ascii_lowercase() || (at == 0 && c.is_ascii_digit())));
        if begins {
            // iPhone and ВКонтакте keep what stands before the capital in the same word.
            let word = name[..at]
                .rfind(|c: char| !c.is_alphanumeric())
                .map_or(0, |space| space + name[space..].chars().next().map_or(1, char::len_utf8));
            return Some(word);
        }
        at_start = !c.is_alphanumeric();
    }
    None
}

/// Quotation marks around the whole name are outside of it.
fn without_quotes(text: &str, mut name: Range<usize>) -> Range<usize> {
    loop {
        let inner = &text[name.clone()];
        let mut letters = inner.chars();
        let (Some(first), Some(last)) = (letters.next(), letters.next_back()) else { return name };
        let opens = OPENING.contains(&first) && first != '\'';
        let closes = CLOSING.contains(&last) && last != '\'';
        let middle = &inner[first.len_utf8()..inner.len() - last.len_utf8()];
        let is_one_pair = !middle.contains(['«', '»', '"', '„', '”']);
        match (opens, closes) {
            (true, true) if is_one_pair => {
                name = name.start + first.len_utf8()..name.end - last.len_utf8();
            }
            (true, false) if !inner[first.len_utf8()..].contains(CLOSING) => name.start += first.len_utf8(),
            (false, true) if !inner[..inner.len() - last.len_utf8()].contains(OPENING) => name.end -= last.len_utf8(),
            _ => return name,
        }
    }
}

/// Names whose kind the sources disagree on: by the beginning of their lower-case form.
const KINDS: [(&str, Kind); 27] = [
    ("евросоюз", Kind::Org),
    ("євросоюз", Kind::Org),
    ("европейск* союз", Kind::Org),
    ("європейськ* союз", Kind::Org),
    ("кремл", Kind::Org),
    ("бел* дом", Kind::Org),
    ("біл* д", Kind::Org),
    ("facebook", Kind::Product),
    ("фейсбук", Kind::Product),
    ("twitter", Kind::Product),
    ("твиттер", Kind::Product),
    ("твіттер", Kind::Product),
    ("youtube", Kind::Product),
    ("ютуб", Kind::Product),
    ("instagram", Kind::Product),
    ("инстаграм", Kind::Product),
    ("інстаграм", Kind::Product),
    ("telegram", Kind::Product),
    ("телеграм", Kind::Product),
    ("вконтакте", Kind::Product),
    ("«вконтакте", Kind::Product),
    ("whatsapp", Kind::Product),
    ("tiktok", Kind::Product),
    ("viber", Kind::Product),
    ("южн* поток", Kind::Product),
    ("северн* поток", Kind::Product),
    ("голубо* поток", Kind::Product),
];

fn kind_by_convention(name: &str, kind: Kind) -> Kind {
    let lower = name.to_lowercase();
    if ["ес", "єс"].contains(&lower.as_str()) && name.chars().all(char::is_uppercase) {
        return Kind::Org;
    }
    if lower == "ссср" || lower == "срср" || lower == "сша" {
        return Kind::Place;
    }
    // «Твиттер Трампа», «Facebook Inc.» are something else.
    let words = lower.split_whitespace().count();
    for (pattern, by_convention) in KINDS {
        let parts: Vec<&str> = pattern.split(' ').collect();
        let fits = words == parts.len()
            && lower.split_whitespace().zip(&parts).all(|(word, part)| {
                word.starts_with(part.trim_end_matches('*')) && word.chars().count() <= part.chars().count() + 4
            });
        if fits {
            return by_convention;
        }
    }
    kind
}

/// «Умер», «ДТП», «Похороны»: one word that has its capital from the sentence, or a common noun.
fn is_common_event(text: &str, name: &Range<usize>) -> bool {
    let surface = &text[name.clone()];
    let words: Vec<&str> = surface.split_whitespace().collect();
    let begins_sentence = {
        let before = text[..name.start].trim_end_matches([' ', '«', '"']);
        before.is_empty() || before.ends_with(['.', '!', '?', '\n', '…'])
    };
    let capitals = words.iter().filter(|word| word.chars().any(char::is_uppercase)).count();
    let special = surface.chars().any(|c| c.is_ascii_alphanumeric());
    !special && capitals <= usize::from(begins_sentence)
}
