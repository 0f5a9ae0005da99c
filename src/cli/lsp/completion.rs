//! The beginning of a word → names of the glossary in the language of the text.

use std::collections::BTreeSet;
use std::ops::Range;

use imenoslov::glossary::{Entry, Glossary, Side, Status, comparable};
use imenoslov::kind::Kind;
use imenoslov::languages::Language;
use imenoslov::morphology::{Case, Hints, Number, paradigm};

/// At most so many names are offered; more letters give others.
const MOST: usize = 50;
/// Case forms are offered where so few names are left.
const FEW: usize = 3;
/// Case endings are looked for behind so many letters.
const SHORTEST_STEM: usize = 3;
/// Letters by which a case form may differ from the dictionary form.
const LONGEST_ENDING: usize = 4;

/// A name that may be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Offer {
    /// What to write.
    pub(super) text: String,
    /// What was typed as far as it was typed: the spelling by which the name was found.
    pub(super) typed: String,
    /// What it is, for people.
    pub(super) detail: String,
}

/// The names of a glossary by their beginnings.
#[derive(Debug)]
pub(super) struct Names<'g> {
    glossary: &'g Glossary,
    /// Sorted by key.
    starts: Vec<Start<'g>>,
}

/// A word of a form at which typing may begin.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Start<'g> {
    /// The form from this word on, in comparable spelling.
    key: String,
    entry: usize,
    /// Absent for the English name.
    language: Option<Language>,
    form: &'g str,
    /// Where the word begins in the form, and its number there.
    at: usize,
    word: usize,
}

impl<'g> Names<'g> {
    /// Linear in the number of forms.
    pub(super) fn new(glossary: &'g Glossary) -> Names<'g> {
        let mut starts = Vec::new();
        for (number, entry) in glossary.entries.iter().enumerate().filter(|(_, entry)| entry.status != Status::Rejected)
        {
            let sides =
                entry.sides().flat_map(|(language, side)| side.all_forms().map(move |form| (Some(language), form)));
            for (language, form) in sides.chain(entry.en.as_deref().map(|en| (None, en))) {
                for (word, range) in words(form).enumerate() {
                    let key = comparable(&form[range.start..]);
                    starts.push(Start { key, entry: number, language, form, at: range.start, word });
                }
            }
        }
        starts.sort_unstable();
        Names { glossary, starts }
    }

    fn starting_with(&self, prefix: &str) -> impl Iterator<Item = &Start<'g>> {
        let first = self.starts.partition_point(|start| start.key.as_str() < prefix);
        self.starts[first..].iter().take_while(move |start| start.key.starts_with(prefix))
    }

    /// Names that begin as what was typed, for a text in `language`; their case forms where few names are left.
    pub(super) fn offers(&self, typed: &str, language: Language) -> Vec<Offer> {
        let prefix = comparable(typed);
        if prefix.is_empty() {
            return Vec::new();
        }
        let mut seen = BTreeSet::new();
        let mut offers = Vec::new();
        let mut names: Vec<(&Entry, &str)> = Vec::new();
        for start in self.starting_with(&prefix) {
            let entry = &self.glossary.entries[start.entry];
            let Some(text) = start.text(entry, language) else { continue };
            if seen.insert((start.entry, text)) {
                let detail = detail(entry, language, None);
                offers.push(Offer { text: text.to_owned(), typed: start.form[start.at..].to_owned(), detail });
                names.push((entry, text));
            }
        }
        offers.truncate(MOST);
        let mut stem = prefix.as_str();
        for _ in 0..LONGEST_ENDING {
            if !names.is_empty() || stem.chars().count() <= SHORTEST_STEM {
                break;
            }
            stem = &stem[..stem.char_indices().next_back().map_or(0, |(at, _)| at)];
            let near = self.starting_with(stem).filter(|start| start.language == Some(language));
            names.extend(near.filter_map(|start| {
                let entry = &self.glossary.entries[start.entry];
                Some((entry, start.text(entry, language)?))
            }));
            names.retain(|(entry, text)| {
                case_forms(entry, text, language).iter().any(|(_, form)| begins(form, &prefix))
            });
        }
        names.dedup();
        if names.len() <= FEW && prefix.chars().count() >= SHORTEST_STEM {
            for (entry, text) in names {
                for (case, form) in case_forms(entry, text, language) {
                    if form != text && begins(&form, &prefix) && offers.iter().all(|offer| offer.text != form) {
                        let detail = detail(entry, language, Some(case));
                        offers.push(Offer { text: form.clone(), typed: form, detail });
                    }
                }
            }
        }
        offers
    }
}

impl<'g> Start<'g> {
    /// What to write in a text in `language` where this was begun; `None` where the entry has no such name.
    fn text(&self, entry: &'g Entry, language: Language) -> Option<&'g str> {
        let side = entry.side(language)?;
        let is_right = |form: &str| side.preferred.as_deref() == Some(form) || side.admitted.iter().any(|f| f == form);
        if self.language == Some(language) && is_right(self.form) {
            return Some(&self.form[self.at..]);
        }
        let best = side.best_form()?;
        if self.word == 0 {
            return Some(best);
        }
        // Of another spelling of a person's name the surname is the surname.
        let is_last = words(self.form).count() == self.word + 1;
        let surname = words(best).last()?;
        (entry.kind == Kind::Person && is_last).then(|| &best[surname.start..])
    }
}

fn words(form: &str) -> impl Iterator<Item = Range<usize>> {
    let mut next = 0;
    let ranges = form.split(' ').map(move |word| {
        let start = next;
        next += word.len() + 1;
        start..start + word.len()
    });
    ranges.filter(|range| !range.is_empty())
}

fn begins(form: &str, prefix: &str) -> bool {
    comparable(form).starts_with(prefix)
}

/// The case forms in the singular, or in the number that the name has.
fn case_forms(entry: &Entry, name: &str, language: Language) -> Vec<(Case, String)> {
    let hints = entry.side(language).map_or_else(Hints::default, |side| hints(side, name));
    let forms = paradigm(name, language, entry.kind, &hints);
    let own = forms.first().map_or(Number::Singular, |(form, _)| form.number);
    forms.into_iter().filter(|(form, _)| form.number == own).map(|(form, text)| (form.case, text)).collect()
}

fn hints(side: &Side, name: &str) -> Hints {
    // Single forms that people wrote down are those of the whole name.
    let forms = if side.best_form() == Some(name) { side.forms.clone() } else { Default::default() };
    Hints { gender: side.gender, indeclinable: side.indeclinable, forms }
}

fn detail(entry: &Entry, language: Language, case: Option<Case>) -> String {
    let case = case.map(|case| format!("{}, ", case.name())).unwrap_or_default();
    let other =
        entry.side(language.other()).and_then(Side::best_form).map(|form| format!(" · {form}")).unwrap_or_default();
    format!("{case}{}{other}", entry.kind)
}
