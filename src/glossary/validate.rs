//! What is wrong with a glossary although it can be read.

use std::collections::BTreeMap;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::file::GlossaryFile;
use super::index::comparable;
use super::places::EntryPlace;
use super::three_way::CONFLICT_START;
use super::{Entry, Side, Status};
use crate::kind::Kind;
use crate::languages::Language;

/// Something that a person should look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Line in the file, from 1.
    pub line: usize,
    /// Column in code points, from 1.
    pub column: usize,
    /// Where it stands: bytes of the text of the file.
    pub range: Range<usize>,
    /// The entry.
    pub entry: String,
    /// What is wrong with it.
    pub fault: Fault,
}

/// What is wrong with an entry.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
#[expect(missing_docs, reason = "each message says it")]
pub enum Fault {
    #[error(
        "«{form}» is {here} here and stands in the entry {other:?} (line {other_line}) too; keep it in one of them"
    )]
    InTwoEntries { form: String, here: &'static str, other: String, other_line: usize },
    #[error("«{form}» is both {first} and {second}; delete one of them")]
    TwoStandings { form: String, first: &'static str, second: &'static str },
    #[error("«{form}» stands twice in the same list; delete one of them")]
    Twice { form: String },
    #[error(
        "«{form}» has the letter «{letter}», which the alphabet of {language} does not have; is it in the wrong table?"
    )]
    WrongAlphabet { form: String, letter: char, language: Language },
    #[error("«{form}» mixes Latin and Cyrillic letters in one word; write the word in one alphabet")]
    MixedScript { form: String },
    #[error("the entry has no name; add one or delete the entry")]
    NoName,
    #[error(
        "the id is among the former ids of the entry {other:?}; an id is never used again, give this entry another one"
    )]
    FormerId { other: String },
    #[error("the former id {id:?} stands in the entry {other:?} too; delete it from one of them")]
    FormerIdTwice { id: String, other: String },
    #[error("a merge left this for people to decide; change the entry if need be and delete the comment")]
    Conflict,
}

impl Fault {
    /// Whether the glossary contradicts itself; other faults are only suspicious.
    pub fn is_error(&self) -> bool {
        match self {
            Fault::InTwoEntries { .. }
            | Fault::TwoStandings { .. }
            | Fault::MixedScript { .. }
            | Fault::FormerId { .. }
            | Fault::FormerIdTwice { .. }
            | Fault::Conflict => true,
            Fault::Twice { .. } | Fault::WrongAlphabet { .. } | Fault::NoName => false,
        }
    }

    /// A short name of the fault, such as `two-standings`.
    pub fn name(&self) -> &'static str {
        match self {
            Fault::InTwoEntries { .. } => "in-two-entries",
            Fault::TwoStandings { .. } => "two-standings",
            Fault::Twice { .. } => "twice",
            Fault::WrongAlphabet { .. } => "wrong-alphabet",
            Fault::MixedScript { .. } => "mixed-script",
            Fault::NoName => "no-name",
            Fault::FormerId { .. } | Fault::FormerIdTwice { .. } => "former-id",
            Fault::Conflict => "conflict",
        }
    }
}

impl GlossaryFile {
    /// Looks for mistakes, in the order of the file. Entries that are rejected may have any names.
    pub fn validate(&self) -> Vec<Problem> {
        let entries = &self.glossary().entries;
        let lines = LineStarts::of(self.text());
        let mut former: FxHashMap<&str, &str> = FxHashMap::default();
        let mut homes: FxHashMap<(Kind, Language, String), usize> = FxHashMap::default();
        let mut located: Vec<(Range<usize>, String, Fault)> = Vec::new();
        for (entry, place) in entries.iter().zip(&self.places().entries) {
            for id in &entry.former_ids {
                let other = *former.entry(id).or_insert(&entry.id);
                if other != entry.id {
                    let range = place.main.field("former_ids").map_or(place.main.header(), |field| field.value.clone());
                    let fault = Fault::FormerIdTwice { id: id.clone(), other: other.to_owned() };
                    located.push((range, entry.id.clone(), fault));
                }
            }
        }
        for (number, (entry, place)) in entries.iter().zip(&self.places().entries).enumerate() {
            let mut report = |range: Range<usize>, fault: Fault| located.push((range, entry.id.clone(), fault));
            if let Some(other) = former.get(entry.id.as_str()) {
                let range = place.main.field("id").map_or(place.main.header(), |field| field.value.clone());
                report(range, Fault::FormerId { other: (*other).to_owned() });
            }
            if entry.sides().all(|(_, side)| side.all_forms().next().is_none()) {
                report(place.main.header(), Fault::NoName);
            }
            for (language, side) in entry.sides() {
                let mut standings: BTreeMap<String, &'static str> = BTreeMap::new();
                for (field, form) in fields(side) {
                    let range = range_of(self.text(), place, language, field, form);
                    if let Some(first) = standings.insert(comparable(form), field) {
                        let form = form.to_owned();
                        report(
                            range,
                            match first == field {
                                true => Fault::Twice { form },
                                false => Fault::TwoStandings { form, first, second: field },
                            },
                        );
                        continue;
                    }
                    if entry.status == Status::Rejected {
                        continue;
                    }
                    // Forbidden forms are wrong on purpose.
                    if field != "forbidden" {
                        spelling_faults(form, language).into_iter().for_each(|fault| report(range.clone(), fault));
                    }
                    let key = (entry.kind, language, comparable(form));
                    let first = *homes.entry(key).or_insert(number);
                    if first != number {
                        let other: &Entry = &entries[first];
                        let fault = Fault::InTwoEntries {
                            form: form.to_owned(),
                            here: field,
                            other: other.id.clone(),
                            other_line: lines.line(self.places().entries[first].main.start),
                        };
                        report(range, fault);
                    }
                }
            }
        }
        for (start, _) in self.text().match_indices(CONFLICT_START) {
            if start == 0 || self.text()[..start].ends_with('\n') {
                let end = self.text()[start..].find(['\r', '\n']).map_or(self.text().len(), |length| start + length);
                let next = self.places().entries.partition_point(|place| place.main.start < start);
                let entry = entries.get(next).map(|entry| entry.id.clone()).unwrap_or_default();
                located.push((start..end, entry, Fault::Conflict));
            }
        }
        located.sort_by_key(|(range, ..)| range.start);
        located
            .into_iter()
            .map(|(range, entry, fault)| {
                let line = lines.line(range.start);
                let column = 1 + self.text()[lines.start(line)..range.start].chars().count();
                Problem { line, column, range, entry, fault }
            })
            .collect()
    }
}

/// Where the lines of a text begin.
struct LineStarts(Vec<usize>);

impl LineStarts {
    fn of(text: &str) -> LineStarts {
        LineStarts(std::iter::once(0).chain(text.match_indices('\n').map(|(place, _)| place + 1)).collect())
    }

    /// The line, from 1, of a byte.
    fn line(&self, offset: usize) -> usize {
        self.0.partition_point(|start| *start <= offset)
    }

    /// The first byte of a line.
    fn start(&self, line: usize) -> usize {
        self.0.get(line - 1).copied().unwrap_or(0)
    }
}

fn fields(side: &Side) -> impl Iterator<Item = (&'static str, &str)> {
    let lists = [("admitted", &side.admitted), ("forbidden", &side.forbidden), ("proposed", &side.proposed)];
    let preferred = side.preferred.iter().map(|form| ("preferred", form.as_str()));
    preferred.chain(lists.into_iter().flat_map(|(field, list)| list.iter().map(move |form| (field, form.as_str()))))
}

/// Where a form stands: in the value of its field, at its own place if it is written there without escapes. Of several
/// places it is the last one: an earlier one is no fault.
fn range_of(text: &str, place: &EntryPlace, language: Language, field: &str, form: &str) -> Range<usize> {
    let Some(value) = place.sides[language as usize].as_ref().and_then(|side| side.field(field)) else {
        return place.main.header();
    };
    let range = value.value.clone();
    let quoted = ["\"", "'"].into_iter().find_map(|quote| {
        let written = format!("{quote}{form}{quote}");
        text[range.clone()].rfind(&written).map(|start| (start, written.len()))
    });
    quoted.map_or(range.clone(), |(start, length)| range.start + start..range.start + start + length)
}

fn spelling_faults(form: &str, language: Language) -> Vec<Fault> {
    let mut faults = Vec::new();
    let foreign = language.other().rules().own_letters;
    if let Some(letter) = form.chars().find(|c| c.to_lowercase().any(|lower| foreign.contains(lower))) {
        faults.push(Fault::WrongAlphabet { form: form.to_owned(), letter, language });
    }
    let is_cyrillic = |c: char| ('\u{400}'..='\u{52f}').contains(&c);
    let mixed = form
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| word.contains(is_cyrillic) && word.contains(|c: char| c.is_ascii_alphabetic()));
    if mixed {
        faults.push(Fault::MixedScript { form: form.to_owned() });
    }
    faults
}
