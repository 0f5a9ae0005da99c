//! Entities and edits for tests, written in one line.
#![allow(dead_code, reason = "each test uses its part")]

pub mod exchange;

use std::path::Path;

use imenoslov::glossary::GlossaryFile;
use imenoslov::languages::Language;
use imenoslov::matcher::{Entity, Name, Usage};

/// The glossary in a text.
pub fn glossary_file(text: &str) -> GlossaryFile {
    GlossaryFile::parse(Path::new("glossary.toml"), text).expect("a valid glossary")
}

/// Entities from lines such as `person 0.93 | ru Стив Уиткофф 5 | uk Стів Віткофф 4`: kind and confidence, then
/// language, name and count of each name. Blank lines and lines with `#` do not count.
pub fn entities(text: &str) -> Vec<Entity> {
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).map(entity).collect()
}

fn entity(line: &str) -> Entity {
    let mut parts = line.split('|').map(str::trim);
    let (kind, confidence) = parts.next().and_then(|head| head.split_once(' ')).expect("kind and confidence");
    let kind = kind.parse().expect("a kind");
    let names = parts
        .map(|part| {
            let (language, rest) = part.split_once(' ').expect("a language");
            let (text, count) = rest.rsplit_once(' ').expect("a count");
            let language: Language = language.parse().expect("a language");
            Usage {
                name: Name { language, kind, text: text.to_owned() },
                count: count.parse().expect("a number"),
                articles: vec![0],
            }
        })
        .collect();
    Entity { kind, names, confidence: confidence.parse().expect("a number") }
}

/// The lines that differ, marked `-` and `+`, with two lines around them.
pub fn line_diff(old: &str, new: &str) -> String {
    similar::TextDiff::from_lines(old, new).unified_diff().context_radius(2).to_string()
}
