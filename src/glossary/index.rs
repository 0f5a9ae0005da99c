//! Which entries have a name.

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;

use super::{Entry, Glossary};
use crate::kind::Kind;
use crate::languages::Language;

/// The spelling by which the names of a glossary are compared: names that differ only in ё and е, the kind of
/// apostrophe, quotation mark or dash, stress marks, invisible characters, capitals or blanks are one name.
pub fn comparable(name: &str) -> String {
    let mut comparable = String::with_capacity(name.len());
    // Composing is slow, and these letters are composed already.
    if name.chars().all(|c| c.is_ascii() || ('\u{400}'..='\u{481}').contains(&c)) {
        name.chars().for_each(|c| push_comparable(&mut comparable, c));
    } else {
        name.nfc().for_each(|c| push_comparable(&mut comparable, c));
    }
    comparable.truncate(comparable.trim_end().len());
    comparable
}

fn push_comparable(comparable: &mut String, c: char) {
    for c in c.to_lowercase() {
        match c {
            'ё' => comparable.push('е'),
            '\'' | '’' | '‘' | 'ʼ' | '`' | '´' | '′' | 'ʹ' => comparable.push('\''),
            '‐' | '‑' | '–' | '—' | '−' => comparable.push('-'),
            '«' | '»' | '"' | '“' | '”' | '„' => {}
            '\u{301}' | '\u{300}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => {}
            c if c.is_whitespace() => {
                if !comparable.is_empty() && !comparable.ends_with(' ') {
                    comparable.push(' ');
                }
            }
            c => comparable.push(c),
        }
    }
}

/// The parts of a person's name that stand for the whole: everything after the first blank, after the second, ….
/// `name` is in [`comparable`] spelling.
pub(super) fn name_endings(name: &str) -> impl Iterator<Item = &str> {
    name.match_indices(' ').map(|(place, _)| &name[place + 1..])
}

/// Finds the entries of a name in dictionary form. Entries are given by their index in the glossary.
#[derive(Clone, Debug, Default)]
pub struct NameIndex {
    exact: FxHashMap<(Language, String), Vec<usize>>,
    /// Endings of the full names of persons.
    endings: FxHashMap<(Language, String), Vec<usize>>,
}

impl NameIndex {
    /// Reads a glossary; takes time and memory linear in the number of its forms.
    pub fn new(glossary: &Glossary) -> NameIndex {
        let mut index = NameIndex::default();
        for (number, entry) in glossary.entries.iter().enumerate() {
            index.add_entry(number, entry);
        }
        index
    }

    pub(super) fn add_entry(&mut self, number: usize, entry: &Entry) {
        for language in Language::ALL {
            for form in entry.side(language).into_iter().flat_map(|side| side.forms_of_all_times()) {
                self.add_form(number, entry.kind, language, form);
            }
        }
    }

    pub(super) fn add_form(&mut self, number: usize, kind: Kind, language: Language, form: &str) {
        let name = comparable(form);
        if kind == Kind::Person {
            for ending in name_endings(&name) {
                add(&mut self.endings, (language, ending.to_owned()), number);
            }
        }
        add(&mut self.exact, (language, name), number);
    }

    /// The entries that have this very name, whatever its standing there, in the order of the glossary.
    pub fn entries(&self, language: Language, name: &str) -> &[usize] {
        get(&self.exact, language, name)
    }

    /// The entries of persons whose full name ends with this name, such as a surname alone.
    pub fn entries_by_ending(&self, language: Language, name: &str) -> &[usize] {
        get(&self.endings, language, name)
    }
}

fn add(map: &mut FxHashMap<(Language, String), Vec<usize>>, key: (Language, String), number: usize) {
    let numbers = map.entry(key).or_default();
    if !numbers.contains(&number) {
        numbers.push(number);
    }
}

fn get<'a>(map: &'a FxHashMap<(Language, String), Vec<usize>>, language: Language, name: &str) -> &'a [usize] {
    if map.is_empty() {
        // Without a glossary no name needs to be folded.
        return &[];
    }
    map.get(&(language, comparable(name))).map_or(&[], Vec::as_slice)
}
