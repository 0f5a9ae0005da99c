//! A name in any case form or near spelling → its entry, and the counterpart in the same case.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use super::{Entry, Glossary, NameIndex, Side, comparable};
use crate::kind::Kind;
use crate::languages::Language;
use crate::matcher::{self, Name};
use crate::morphology::{self, Form, Hints};

/// An entry that a name belongs to.
#[derive(Clone, Debug)]
pub struct Found<'g> {
    /// The entry.
    pub entry: &'g Entry,
    /// The language in which the name was found there.
    pub language: Language,
    /// The form of the entry that the name is a form of, or resembles; for a part of a person's name that part.
    pub form: String,
    /// The case, number and gender that the name stands in; absent where it is a near spelling in no known form.
    pub inflection: Option<Form>,
    /// 1 for a form of the entry; below that a near spelling, with the score of the matcher.
    pub score: f64,
}

/// A near spelling is shown from this score on: where "the same" is likelier than "different".
const NEAR: f64 = 0.5;
/// How many near entries are shown at most.
const MOST_NEAR: usize = 3;

/// A glossary prepared for looking names up.
#[derive(Debug)]
pub struct Lookup<'g> {
    glossary: &'g Glossary,
    index: NameIndex,
    near: OnceLock<NearForms>,
}

/// The forms of a glossary, to be searched by likeness. Made when the first name needs it.
#[derive(Debug)]
struct NearForms {
    forms: matcher::Index,
    /// The entry of each form.
    owners: Vec<usize>,
}

impl NearForms {
    fn new(glossary: &Glossary) -> NearForms {
        let mut names = Vec::new();
        let mut owners = Vec::new();
        for (number, entry) in glossary.entries.iter().enumerate() {
            for (language, side) in entry.sides() {
                for form in side.all_forms() {
                    names.push(Name { language, kind: entry.kind, text: form.to_owned() });
                    owners.push(number);
                }
            }
        }
        NearForms { forms: matcher::Index::new(&names), owners }
    }
}

impl<'g> Lookup<'g> {
    /// Reads a glossary; linear in its forms.
    pub fn new(glossary: &'g Glossary) -> Lookup<'g> {
        Lookup { glossary, index: NameIndex::new(glossary), near: OnceLock::new() }
    }

    /// The names of the glossary as they stand there.
    pub fn index(&self) -> &NameIndex {
        &self.index
    }

    /// The entries that a name is a form of; without any, the entries with the nearest spellings, the best first.
    pub fn find(&self, name: &str) -> Vec<Found<'g>> {
        let found = self.find_forms(name);
        if found.is_empty() { self.near(name, &languages_of(name)) } else { found }
    }

    /// The entries that a name is a form of.
    pub fn find_forms(&self, name: &str) -> Vec<Found<'g>> {
        let mut found = Vec::new();
        let mut seen = BTreeSet::new();
        for language in languages_of(name) {
            for kind in Kind::ALL {
                for candidate in morphology::candidates(name, language, kind) {
                    let lemma = &candidate.lemma;
                    let exact = self.index.entries(language, lemma);
                    let by_ending = self.index.entries_by_ending(language, lemma);
                    for &number in exact.iter().chain(by_ending) {
                        let entry = &self.glossary.entries[number];
                        if entry.kind == kind && seen.insert((number, language)) {
                            let inflection = Some(candidate.form);
                            found.push(Found { entry, language, form: lemma.clone(), inflection, score: 1.0 });
                        }
                    }
                }
            }
        }
        found
    }

    fn near(&self, name: &str, languages: &[Language]) -> Vec<Found<'g>> {
        let NearForms { forms, owners } = self.near.get_or_init(|| NearForms::new(self.glossary));
        let mut found: Vec<Found<'g>> = Vec::new();
        for &language in languages {
            for kind in Kind::ALL {
                let Some(candidate) = morphology::candidates(name, language, kind).into_iter().next() else { continue };
                let query = Name { language, kind, text: candidate.lemma };
                for (at, score) in forms.search(&query, MOST_NEAR) {
                    let entry = &self.glossary.entries[owners[at]];
                    if entry.kind != kind || score.value < NEAR {
                        continue;
                    }
                    let near = &forms.names()[at];
                    let form = part_like(&near.text, &query.text).to_owned();
                    let inflection = (near.language == language).then_some(candidate.form);
                    let hit = Found { entry, language: near.language, form, inflection, score: score.value };
                    // Spellings of the name's own language first: they say which form it stands in.
                    let rank = |found: &Found<'_>| (found.language == language, found.score);
                    match found.iter_mut().find(|known| known.entry.id == entry.id) {
                        Some(known) if rank(known) < rank(&hit) => *known = hit,
                        Some(_) => {}
                        None => found.push(hit),
                    }
                }
            }
        }
        found.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.entry.id.cmp(&b.entry.id)));
        found.truncate(MOST_NEAR);
        found
    }
}

/// The languages that a name may be written in.
fn languages_of(name: &str) -> Vec<Language> {
    Language::of_letters(name).map_or(Language::ALL.to_vec(), |language| vec![language])
}

impl Found<'_> {
    /// The form that people prefer, in the language and the inflection of the name.
    pub fn preferred(&self) -> Option<String> {
        self.inflected(self.language)
    }

    /// The name in the other language, in the same case.
    pub fn counterpart(&self) -> Option<String> {
        self.inflected(self.language.other())
    }

    fn inflected(&self, language: Language) -> Option<String> {
        let side = self.entry.side(language)?;
        let best = side.best_form()?;
        let name = if self.entry.kind == Kind::Person { part_like(best, &self.form) } else { best };
        let Some(form) = self.inflection else { return Some(name.to_owned()) };
        let hints = if comparable(name) == comparable(best) {
            hints(side)
        } else {
            Hints { gender: side.gender, ..Hints::default() }
        };
        morphology::inflect(name, language, self.entry.kind, &hints, form).or_else(|| Some(name.to_owned()))
    }
}

/// What people wrote about the inflection of an entry's names.
fn hints(side: &Side) -> Hints {
    Hints { gender: side.gender, indeclinable: side.indeclinable, forms: side.forms.clone() }
}

/// As many of the last words of a full name as the part has: «Стив Уиткофф» like «Віткофф» is «Уиткофф».
fn part_like<'n>(name: &'n str, part: &str) -> &'n str {
    let words = part.split(' ').count();
    let starts: Vec<usize> = std::iter::once(0).chain(name.match_indices(' ').map(|(at, _)| at + 1)).collect();
    if words >= starts.len() { name } else { &name[starts[starts.len() - words]..] }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::glossary::GlossaryFile;

    const GLOSSARY: &str = r#"
        version = 1
        [[entry]]
        id = "steve-witkoff"
        kind = "person"
        [entry.ru]
        preferred = "Стив Уиткофф"
        [entry.uk]
        preferred = "Стів Віткофф"
        [[entry]]
        id = "miami"
        kind = "place"
        [entry.ru]
        preferred = "Майами"
        [entry.uk]
        preferred = "Маямі"
    "#;

    /// Id, preferred form and counterpart of the best answer.
    fn look_up(name: &str) -> Option<(String, Option<String>, Option<String>)> {
        let file = GlossaryFile::parse(Path::new("glossary.toml"), GLOSSARY).expect("a glossary");
        let found = Lookup::new(file.glossary()).find(name);
        found.first().map(|found| (found.entry.id.clone(), found.preferred(), found.counterpart()))
    }

    #[test]
    fn a_case_form_finds_its_entry_and_the_same_case_of_the_counterpart() {
        let (id, preferred, counterpart) = look_up("Віткоффом").expect("an entry");
        assert_eq!(id, "steve-witkoff");
        assert_eq!(preferred.as_deref(), Some("Віткоффом"));
        assert_eq!(counterpart.as_deref(), Some("Уиткоффом"));
    }

    #[test]
    fn a_near_spelling_finds_its_entry() {
        let (id, preferred, _) = look_up("Уитткоффа").expect("an entry");
        assert_eq!((id.as_str(), preferred.as_deref()), ("steve-witkoff", Some("Уиткоффа")));
    }

    #[test]
    fn an_unknown_name_finds_nothing() {
        assert_eq!(look_up("Хельсинки"), None);
    }
}
