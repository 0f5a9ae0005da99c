//! What a name without a kind is likely to be.

use std::path::Path;

use rayon::prelude::*;

use crate::glossary::ImportedEntry;
use crate::kind::Kind;
use crate::languages::Language;
use crate::reader::{Markup, read_bytes};
use crate::recognizer::recognize;

/// Gives each entry without a kind the one that a person says, or else the likeliest.
pub(super) fn fill_in(entries: &mut [ImportedEntry], stated: Option<Kind>) {
    entries.par_iter_mut().filter(|entry| entry.kind.is_none()).for_each(|entry| match stated {
        Some(kind) => entry.kind = Some(kind),
        None => entry.likely_kind = likely_kind(entry),
    });
}

fn likely_kind(entry: &ImportedEntry) -> Kind {
    let names: Vec<&str> =
        Language::ALL.into_iter().filter_map(|language| entry.side(language).all_forms().next()).collect();
    names
        .iter()
        .find_map(|name| recognized_kind(name))
        .unwrap_or_else(|| names.first().map_or(Kind::Person, |name| kind_by_spelling(name)))
}

/// The kind that the recognizer gives the name where it stands alone.
fn recognized_kind(name: &str) -> Option<Kind> {
    let article = read_bytes(Path::new("name"), format!("{name}.").into_bytes(), Markup::Plain).ok()?;
    let mentions = recognize(&article);
    let longest = mentions.iter().max_by_key(|mention| mention.range.len())?;
    (2 * longest.range.len() > name.len()).then_some(longest.kind)
}

fn kind_by_spelling(name: &str) -> Kind {
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_capitalised = |word: &str| word.starts_with(char::is_uppercase) && word.contains(char::is_lowercase);
    if (2..=3).contains(&words.len()) && words.iter().copied().all(is_capitalised) {
        Kind::Person
    } else if words.len() == 1 && words.iter().copied().all(is_capitalised) {
        Kind::Place
    } else {
        Kind::Org
    }
}
