//! Names of the dictionary → the counts of the guesser (layout and use: `imenoslov::morphology::guesser`).

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use imenoslov::morphology::dictionary::{Key, Paradigms, RowId, Tags};
use imenoslov::morphology::guesser::NameKind;

/// A dictionary form with its paradigm.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name {
    /// The key of the dictionary form.
    pub key: Vec<u8>,
    /// Its paradigm.
    pub paradigm: u16,
}

/// The kinds that a paradigm's words can be: names by their tags, common nouns and adjectives.
pub fn kinds(tags: Tags) -> impl Iterator<Item = NameKind> {
    let common = !tags.any(Tags::PROPER) && (tags.is_noun() || tags.is_adjective());
    NameKind::ALL.into_iter().filter(move |kind| {
        !tags.any(Tags::ABBREVIATION.with(Tags::SUBSTANDARD).with(Tags::PRONOMINAL))
            && match kind {
                NameKind::First => tags.any(Tags::FIRST_NAME),
                NameKind::Last => tags.any(Tags::LAST_NAME),
                NameKind::Patronymic => tags.any(Tags::PATRONYMIC),
                NameKind::Place => tags.any(Tags::PLACE),
                NameKind::Organisation => tags.any(Tags::ORGANISATION.with(Tags::PLACE)),
                NameKind::Common => common,
            }
    })
}

/// Two paradigms decline alike when they differ only in what they say about the name.
type Declension = Vec<(&'static str, String, Tags)>;

fn declension(paradigms: Paradigms<'_>, paradigm: u16) -> Declension {
    let source = Tags::NAME.with(Tags::PROPER).with(Tags::SINGULAR_ONLY).with(Tags::INFERRED);
    let mut rows: Declension =
        paradigms.rows(paradigm).map(|row| (row.prefix, row.ending.to_owned(), row.tags.without(source))).collect();
    rows[1..].sort();
    rows.dedup();
    rows
}

/// The map of endings and the table of counts.
pub fn train(names: &[Name], paradigms: Paradigms<'_>) -> Result<(Vec<u8>, Vec<u8>)> {
    let mut popularity: BTreeMap<u16, usize> = BTreeMap::new();
    for name in names {
        *popularity.entry(name.paradigm).or_default() += 1;
    }
    let mut declensions: BTreeMap<Declension, Vec<u16>> = BTreeMap::new();
    for paradigm in popularity.keys() {
        declensions.entry(declension(paradigms, *paradigm)).or_default().push(*paradigm);
    }
    let mut classes = Vec::new();
    let mut class_of: BTreeMap<u16, u16> = BTreeMap::new();
    for members in declensions.values() {
        let class = u16::try_from(classes.len()).context("too many classes")?;
        classes.push(*members.iter().max_by_key(|p| (popularity[p], std::cmp::Reverse(**p))).context("no members")?);
        class_of.extend(members.iter().map(|member| (*member, class)));
    }

    let mut counts: BTreeMap<Vec<u8>, BTreeMap<u16, u32>> = BTreeMap::new();
    for name in names {
        let tags = paradigms.tags(RowId { paradigm: name.paradigm, row: 0 });
        for kind in kinds(tags) {
            let mut key = vec![kind as u8 + 1];
            *counts.entry(key.clone()).or_default().entry(class_of[&name.paradigm]).or_default() += 1;
            for letter in name.key.iter().rev().take(kind.longest_ending()) {
                key.push(*letter);
                *counts.entry(key.clone()).or_default().entry(class_of[&name.paradigm]).or_default() += 1;
            }
        }
    }
    counts.retain(|key, list| key.len() <= 3 || list.values().sum::<u32>() > 1);

    let mut endings: BTreeMap<Vec<u8>, Vec<(u16, u16)>> = BTreeMap::new();
    for (class, paradigm) in classes.iter().enumerate() {
        for (row, form) in paradigms.rows(*paradigm).enumerate() {
            if form.prefix.is_empty() && form.tags.case().is_some() && !form.tags.any(Tags::SHORT) {
                let mut key = vec![0];
                if let Some(ending) = Key::of(form.ending) {
                    key.extend(ending.bytes().iter().rev());
                }
                endings.entry(key).or_default().push((class as u16, row as u16));
            }
        }
    }

    let mut map = fst::MapBuilder::memory();
    let (row_starts, rows) = lists(endings.values().cloned());
    let (count_starts, count_entries) = lists(
        counts.values().map(|list| list.iter().map(|(class, n)| (*class, (*n).min(u16::MAX.into()) as u16)).collect()),
    );
    for (number, key) in endings.keys().enumerate() {
        map.insert(key, number as u64)?;
    }
    for (number, key) in counts.keys().enumerate() {
        map.insert(key, number as u64)?;
    }
    let mut table = Vec::new();
    for count in
        [classes.len(), row_starts.len() / 4 - 1, rows.len() / 4, count_starts.len() / 4 - 1, count_entries.len() / 4]
    {
        table.extend((count as u32).to_le_bytes());
    }
    classes.iter().for_each(|class| table.extend(class.to_le_bytes()));
    for section in [row_starts, rows, count_starts, count_entries] {
        table.extend(section);
    }
    Ok((map.into_inner()?, table))
}

/// Starts and entries of lists of pairs.
fn lists(lists: impl Iterator<Item = Vec<(u16, u16)>>) -> (Vec<u8>, Vec<u8>) {
    let (mut starts, mut entries) = (0u32.to_le_bytes().to_vec(), Vec::new());
    for list in lists {
        for (a, b) in list {
            entries.extend(a.to_le_bytes());
            entries.extend(b.to_le_bytes());
        }
        starts.extend(((entries.len() / 4) as u32).to_le_bytes());
    }
    (starts, entries)
}
