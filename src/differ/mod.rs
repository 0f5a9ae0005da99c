//! Glossary × Glossary → [`Change`].

mod change;
mod matching;
mod mentions;
mod patch;
mod settings;
mod verdict_text;
mod verdicts;

pub use change::{Category, Change, Standing, What};
pub use mentions::{MentionChange, MentionDiff, MentionGroup, MentionRecord, NoMention, diff_mentions, read_mentions};
pub use patch::{EntryPatch, Patch, PatchError};
pub use settings::{SettingChange, diff_settings};
pub use verdicts::{Judge, Verdict, VerdictChange, verdicts};

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::glossary::{Entry, Glossary, Period, Side};
use crate::languages::Language;
use crate::reader::Date;
use matching::Matching;
use patch::former_ids;

/// What changed between two glossaries, sorted by category, then by the kind and id of the entry.
///
/// Entries are matched by id, by former ids, then by their names; their order and that of their forms does not count.
/// Each form that changed is reported once: where it left one entry for another, as a move. Takes time and memory linear
/// in the size of both glossaries.
pub fn diff(old: &Glossary, new: &Glossary) -> Vec<Change> {
    let matching = Matching::new(old, new);
    let moves = Moves::new(old, new, &matching);
    let mut changes = Vec::new();
    for (number, entry) in new.entries.iter().enumerate() {
        match matching.old_of(number) {
            Some(before) if old.entries[before] == *entry => {}
            Some(before) => compare(&old.entries[before], before, entry, number, &moves, &mut changes),
            None => match moves.split_from(number) {
                Some(before) => changes.push(Change::of(entry, What::Split { from: old.entries[before].id.clone() })),
                None => changes.push(Change::of(entry, What::Added { status: entry.status })),
            },
        }
    }
    for (number, entry) in old.entries.iter().enumerate() {
        if matching.new_of(number).is_none() {
            let into = matching.merged_into(number).or_else(|| moves.merged_into(number, entry));
            let what = match into {
                Some(into) => What::Merged { into: new.entries[into].id.clone() },
                None => What::Removed { status: entry.status },
            };
            changes.push(Change::of(entry, what));
        }
    }
    moves.report(old, new, &matching, &mut changes);
    compare_former_ids(old, new, &matching, &mut changes);
    compare_pairs(old, new, &mut changes);
    changes.sort_by(|a, b| {
        (a.what.category(), a.kind, &a.id, a.what.language()).cmp(&(
            b.what.category(),
            b.kind,
            &b.id,
            b.what.language(),
        ))
    });
    changes
}

/// A form of one language, as it is written.
type FormKey<'a> = (Language, &'a str);

/// The forms of an entry with their standing; a form that stands twice counts with its first standing.
fn forms(entry: &Entry) -> BTreeMap<FormKey<'_>, Standing> {
    let mut forms = BTreeMap::new();
    for (language, side) in entry.sides() {
        let groups = [
            (side.preferred.as_slice(), Standing::Preferred),
            (&side.admitted, Standing::Admitted),
            (&side.forbidden, Standing::Forbidden),
            (&side.proposed, Standing::Proposed),
        ];
        for (group, standing) in groups {
            for form in group {
                forms.entry((language, form.as_str())).or_insert(standing);
            }
        }
    }
    forms
}

/// A form that left one entry for another.
struct Move<'a> {
    form: FormKey<'a>,
    old_entry: usize,
    new_entry: usize,
    from: Standing,
    to: Standing,
}

/// The forms that left an entry for another one.
struct Moves<'a> {
    moves: Vec<Move<'a>>,
    /// Places in `moves` by the old and by the new entry.
    by_old: BTreeMap<usize, Vec<usize>>,
    by_new: BTreeMap<usize, Vec<usize>>,
    left: FxHashSet<(usize, FormKey<'a>)>,
    arrived: FxHashSet<(usize, FormKey<'a>)>,
}

impl<'a> Moves<'a> {
    fn new(old: &'a Glossary, new: &'a Glossary, matching: &Matching) -> Moves<'a> {
        // Nothing leaves an entry that stays as it is, or comes into it.
        let stays = |old_entry: Option<usize>, new_entry: Option<usize>| {
            old_entry.zip(new_entry).is_some_and(|(before, after)| old.entries[before] == new.entries[after])
        };
        let old_entries = old.entries.iter().enumerate();
        let old_forms: Vec<_> = old_entries
            .map(
                |(number, entry)| {
                    if stays(Some(number), matching.new_of(number)) { BTreeMap::new() } else { forms(entry) }
                },
            )
            .collect();
        let new_entries = new.entries.iter().enumerate();
        let new_forms: Vec<_> = new_entries
            .map(
                |(number, entry)| {
                    if stays(matching.old_of(number), Some(number)) { BTreeMap::new() } else { forms(entry) }
                },
            )
            .collect();
        // Forms that are new in an entry, with the entries in which they are new.
        let mut arrivals: FxHashMap<FormKey<'_>, Vec<usize>> = FxHashMap::default();
        for (number, forms) in new_forms.iter().enumerate() {
            let before = matching.old_of(number).map(|before| &old_forms[before]);
            for form in forms.keys() {
                if !before.is_some_and(|before| before.contains_key(form)) {
                    arrivals.entry(*form).or_default().push(number);
                }
            }
        }
        let mut result = Moves {
            moves: Vec::new(),
            by_old: BTreeMap::new(),
            by_new: BTreeMap::new(),
            left: FxHashSet::default(),
            arrived: FxHashSet::default(),
        };
        for (old_entry, forms) in old_forms.iter().enumerate() {
            let after = matching.new_of(old_entry);
            for (form, from) in forms {
                if after.is_some_and(|after| new_forms[after].contains_key(form)) {
                    continue;
                }
                let Some(candidates) = arrivals.get_mut(form) else { continue };
                // Prefer the entry into which this one was merged; else of the same kind; else the first.
                let kind = old.entries[old_entry].kind;
                let place = candidates
                    .iter()
                    .position(|&new_entry| matching.merged_into(old_entry) == Some(new_entry))
                    .or_else(|| candidates.iter().position(|&new_entry| new.entries[new_entry].kind == kind));
                let Some(place) = place.or((!candidates.is_empty()).then_some(0)) else { continue };
                let new_entry = candidates.remove(place);
                let to = new_forms[new_entry].get(form).copied().unwrap_or(Standing::Proposed);
                result.by_old.entry(old_entry).or_default().push(result.moves.len());
                result.by_new.entry(new_entry).or_default().push(result.moves.len());
                result.moves.push(Move { form: *form, old_entry, new_entry, from: *from, to });
                result.left.insert((old_entry, *form));
                result.arrived.insert((new_entry, *form));
            }
        }
        result
    }

    /// For an entry without a predecessor: the entry from which most of its forms came.
    fn split_from(&self, new_entry: usize) -> Option<usize> {
        let places = self.by_new.get(&new_entry)?;
        most_frequent(places.iter().map(|&place| self.moves[place].old_entry))
    }

    /// For an entry without a successor: the entry to which all of its forms went.
    fn merged_into(&self, old_entry: usize, entry: &Entry) -> Option<usize> {
        let places = self.by_old.get(&old_entry)?;
        let mut targets = places.iter().map(|&place| self.moves[place].new_entry);
        let first = targets.next()?;
        (places.len() == forms(entry).len() && targets.all(|target| target == first)).then_some(first)
    }

    /// Moves between entries that both stay; what a merge or a split took along is part of that.
    fn report(&self, old: &Glossary, new: &Glossary, matching: &Matching, changes: &mut Vec<Change>) {
        for moved in &self.moves {
            if matching.old_of(moved.new_entry).is_none() && self.split_from(moved.new_entry) == Some(moved.old_entry) {
                continue;
            }
            let source = &old.entries[moved.old_entry];
            let target = &new.entries[moved.new_entry];
            if matching.new_of(moved.old_entry).is_none()
                && (matching.merged_into(moved.old_entry) == Some(moved.new_entry)
                    || self.merged_into(moved.old_entry, source) == Some(moved.new_entry))
            {
                continue;
            }
            let (language, form) = moved.form;
            let counterpart = |entry: &Entry| entry.side(language.other()).and_then(Side::best_form).map(str::to_owned);
            let (before, after) = (counterpart(source), counterpart(target));
            let is_main = moved.from == Standing::Preferred || moved.to == Standing::Preferred;
            let form = form.to_owned();
            let what = match (before, after) {
                (Some(before), Some(after)) if is_main && before != after => {
                    let (from_entry, from, to) = (source.id.clone(), moved.from, moved.to);
                    What::Realigned { language, form, from_entry, from, to, before, after }
                }
                _ => What::FormMoved { language, form, from_entry: source.id.clone(), from: moved.from, to: moved.to },
            };
            changes.push(Change::of(target, what));
        }
    }
}

fn most_frequent(numbers: impl Iterator<Item = usize>) -> Option<usize> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for number in numbers {
        *counts.entry(number).or_default() += 1;
    }
    counts.into_iter().max_by_key(|&(number, count)| (count, std::cmp::Reverse(number))).map(|(number, _)| number)
}

/// The changes within an entry.
fn compare(
    old: &Entry,
    old_number: usize,
    new: &Entry,
    new_number: usize,
    moves: &Moves<'_>,
    changes: &mut Vec<Change>,
) {
    let mut report = |what: What| changes.push(Change::of(new, what));
    if old.id != new.id {
        report(What::IdChanged { from: old.id.clone() });
    }
    if old.kind != new.kind {
        report(What::KindChanged { from: old.kind });
    }
    if old.status != new.status {
        report(What::StatusChanged { from: old.status, to: new.status });
    }
    let (old_forms, new_forms) = (forms(old), forms(new));
    for language in Language::ALL {
        let preferred = |entry: &Entry| entry.side(language).and_then(|side| side.preferred.clone());
        let (before, after) = (preferred(old), preferred(new));
        // A preferred form that came from or went to another entry, with none in its place, is a move only.
        let moved = match (&before, &after) {
            (None, Some(form)) => moves.arrived.contains(&(new_number, (language, form.as_str()))),
            (Some(form), None) => moves.left.contains(&(old_number, (language, form.as_str()))),
            _ => false,
        };
        if before != after && !moved {
            report(What::PreferredChanged { language, from: before, to: after });
        }
    }
    for (&(language, form), &from) in &old_forms {
        match new_forms.get(&(language, form)) {
            Some(&to) if from == to || to == Standing::Preferred => {}
            Some(&to) => report(What::FormStanding { language, form: form.to_owned(), from, to }),
            None if from == Standing::Preferred || moves.left.contains(&(old_number, (language, form))) => {}
            None => report(What::FormRemoved { language, form: form.to_owned(), from }),
        }
    }
    for (&(language, form), &to) in &new_forms {
        let is_new =
            !old_forms.contains_key(&(language, form)) && !moves.arrived.contains(&(new_number, (language, form)));
        if is_new && to != Standing::Preferred {
            report(What::FormAdded { language, form: form.to_owned(), to });
        }
    }
    for (field, before, after) in [("en", &old.en, &new.en), ("note", &old.note, &new.note)] {
        if before != after {
            report(What::FieldChanged { language: None, field, from: before.clone(), to: after.clone() });
        }
    }
    if old.confidence != new.confidence {
        let shown = |entry: &Entry| entry.confidence.map(|confidence| confidence.to_string());
        report(What::FieldChanged { language: None, field: "confidence", from: shown(old), to: shown(new) });
    }
    let none = Side::default();
    for language in Language::ALL {
        let (before, after) = (old.side(language).unwrap_or(&none), new.side(language).unwrap_or(&none));
        for (field, shown) in GRAMMAR {
            let (from, to) = (shown(before), shown(after));
            if from != to {
                report(What::FieldChanged { language: Some(language), field, from, to });
            }
        }
    }
}

/// Shows a field; nothing where it is not set.
type FieldText = fn(&Side) -> Option<String>;

/// Fields of a side that are neither names nor standing, as one text each.
const GRAMMAR: [(&str, FieldText); 4] = [
    ("gender", |side| side.gender.map(|gender| format!("{gender:?}").to_lowercase())),
    ("indeclinable", |side| side.indeclinable.then(|| "true".to_owned())),
    ("forms", |side| {
        let forms: Vec<_> =
            side.forms.iter().map(|(case, form)| format!("{} {form}", format!("{case:?}").to_lowercase())).collect();
        (!forms.is_empty()).then(|| forms.join(", "))
    }),
    ("period", |side| {
        let mut periods: Vec<_> = side.periods.iter().map(period_text).collect();
        periods.sort();
        (!periods.is_empty()).then(|| periods.join(", "))
    }),
];

fn period_text(period: &Period) -> String {
    let day = |date: Option<Date>| date.map_or_else(|| "…".to_owned(), |date| date.to_string());
    format!("{} ({} – {})", period.form, day(period.since), day(period.until))
}

/// Former ids that came or went, except with a change that says so itself: a merge, a split, another id.
fn compare_former_ids(old: &Glossary, new: &Glossary, matching: &Matching, changes: &mut Vec<Change>) {
    let mut told: FxHashSet<(String, String)> = FxHashSet::default();
    let mut new_ids: FxHashSet<String> = FxHashSet::default();
    for change in changes.iter() {
        let Some(id) = change.id.clone() else { continue };
        match &change.what {
            What::Merged { into } => drop(told.insert((into.clone(), id))),
            What::IdChanged { from } => drop(told.insert((id, from.clone()))),
            What::Added { .. } | What::Split { .. } => drop(new_ids.insert(id)),
            _ => {}
        }
    }
    for (number, entry) in new.entries.iter().enumerate() {
        let Some(before) = matching.old_of(number).map(|number| &old.entries[number]) else { continue };
        let (from, to) = (former_ids(before), former_ids(entry));
        let came = to.difference(&from).any(|&id| !told.contains(&(entry.id.clone(), id.to_owned())));
        let went = from.difference(&to).any(|&id| !new_ids.contains(id));
        if came || went {
            let text = |ids: std::collections::BTreeSet<&str>| {
                (!ids.is_empty()).then(|| ids.into_iter().collect::<Vec<_>>().join(", "))
            };
            let what = What::FieldChanged { language: None, field: "former_ids", from: text(from), to: text(to) };
            changes.push(Change::of(entry, what));
        }
    }
}

fn compare_pairs(old: &Glossary, new: &Glossary, changes: &mut Vec<Change>) {
    let key = |pair: &crate::glossary::RejectedPair| (pair.kind, pair.ru.clone(), pair.uk.clone());
    let before: BTreeMap<_, _> = old.rejected_pairs.iter().map(|pair| (key(pair), pair)).collect();
    let after: BTreeMap<_, _> = new.rejected_pairs.iter().map(|pair| (key(pair), pair)).collect();
    for (key, pair) in &after {
        if !before.contains_key(key) {
            changes.push(Change::of_pair(pair, What::PairRefused));
        }
    }
    for (key, pair) in &before {
        if !after.contains_key(key) {
            changes.push(Change::of_pair(pair, What::PairReleased));
        }
    }
}
