//! Lexemes → the map of words and the table of paradigms (layout: `imenoslov::morphology::dictionary`).

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use imenoslov::morphology::dictionary::{Key, PREFIXES, RowId, Tags};

use crate::lexeme::Lexeme;
use crate::train::{self, Name};

/// A paradigm: prefix number, ending and tags of each form.
pub type Paradigm = Vec<(u8, String, Tags)>;

/// A compiled dictionary in parts, ready to be written.
#[derive(Clone, Debug, Default)]
pub struct Compiler {
    paradigms: BTreeMap<Paradigm, u32>,
    entries: Vec<(Vec<u8>, u32, u16)>,
    names: Vec<Name>,
}

impl Compiler {
    /// Takes in one lexeme. Forms with characters that no key can hold are left out.
    pub fn add(&mut self, lexeme: &Lexeme) {
        let (paradigm, forms) = split(lexeme);
        let next = self.paradigms.len() as u32;
        let number = *self.paradigms.entry(paradigm).or_insert(next);
        if let Some(key) = Key::of(lexeme.lemma())
            && train::kinds(lexeme.tags()).next().is_some()
        {
            self.names.push(Name { key: key.bytes().to_vec(), paradigm: number as u16 });
        }
        for (row, form) in forms.iter().enumerate() {
            if let Some(key) = Key::of(form) {
                self.entries.push((key.bytes().to_vec(), number, row as u16));
            }
        }
    }

    /// Words, paradigms, and the names that the guesser learns from.
    pub fn finish(mut self) -> Result<(Vec<u8>, Vec<u8>, Vec<Name>)> {
        let paradigm_count = u16::try_from(self.paradigms.len()).context("more paradigms than the format holds")?;
        self.entries.sort();
        self.entries.dedup();
        let mut sets: BTreeMap<Vec<RowId>, u32> = BTreeMap::new();
        let mut words = fst::MapBuilder::memory();
        for group in self.entries.chunk_by(|a, b| a.0 == b.0) {
            let readings = group.iter().map(|&(_, paradigm, row)| RowId { paradigm: paradigm as u16, row }).collect();
            let next = sets.len() as u32;
            words.insert(&group[0].0, u64::from(*sets.entry(readings).or_insert(next)))?;
        }
        let mut paradigms = vec![Paradigm::new(); paradigm_count.into()];
        for (paradigm, number) in self.paradigms {
            paradigms[number as usize] = paradigm;
        }
        let mut sets: Vec<_> = sets.into_iter().map(|(readings, number)| (number, readings)).collect();
        sets.sort();
        self.names.sort();
        self.names.dedup();
        Ok((words.into_inner()?, table(&paradigms, &sets)?, self.names))
    }
}

/// The paradigm of a lexeme, and its forms in the same order.
pub fn split(lexeme: &Lexeme) -> (Paradigm, Vec<&str>) {
    let bare: Vec<(u8, &str)> =
        lexeme.forms.iter().map(|(form, tags)| strip_prefix(form, *tags, lexeme.lemma())).collect();
    let mut stem = bare[0].1;
    for (_, form) in &bare {
        let common = stem.chars().zip(form.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
        stem = &stem[..common];
    }
    let paradigm = bare
        .iter()
        .zip(&lexeme.forms)
        .map(|((prefix, form), (_, tags))| (*prefix, form[stem.len()..].to_owned(), *tags));
    (paradigm.collect(), lexeme.forms.iter().map(|(form, _)| form.as_str()).collect())
}

fn strip_prefix<'a>(form: &'a str, tags: Tags, lemma: &str) -> (u8, &'a str) {
    if tags.any(Tags::COMPARATIVE.with(Tags::SUPERLATIVE)) {
        for (number, prefix) in PREFIXES.iter().enumerate().skip(1) {
            if let Some(rest) = form.strip_prefix(prefix)
                && !lemma.starts_with(prefix)
            {
                return (number as u8, rest);
            }
        }
    }
    (0, form)
}

fn table(paradigms: &[Paradigm], sets: &[(u32, Vec<RowId>)]) -> Result<Vec<u8>> {
    let mut tags: BTreeMap<Tags, u16> = BTreeMap::new();
    let mut endings = String::new();
    let mut offsets: BTreeMap<&str, u32> = BTreeMap::new();
    let (mut starts, mut rows) = (vec![0u32], Vec::new());
    for paradigm in paradigms {
        for (prefix, ending, row_tags) in paradigm {
            let next = u16::try_from(tags.len()).context("more tag sets than the format holds")?;
            let tag = *tags.entry(*row_tags).or_insert(next);
            let offset = *offsets.entry(ending).or_insert_with(|| {
                endings.push_str(ending);
                (endings.len() - ending.len()) as u32
            });
            rows.extend(tag.to_le_bytes());
            rows.extend([*prefix, u8::try_from(ending.len()).context("an ending is too long")?]);
            rows.extend(offset.to_le_bytes());
        }
        starts.push((rows.len() / 8) as u32);
    }
    let (mut set_starts, mut readings) = (vec![0u32], Vec::new());
    for (_, set) in sets {
        for id in set {
            readings.extend(id.paradigm.to_le_bytes());
            readings.extend(id.row.to_le_bytes());
        }
        set_starts.push((readings.len() / 4) as u32);
    }
    let mut tag_list = vec![0u64; tags.len()];
    for (bits, number) in tags {
        tag_list[number as usize] = bits.bits();
    }
    let mut bytes = Vec::new();
    for count in [tag_list.len(), paradigms.len(), rows.len() / 8, sets.len(), readings.len() / 4, endings.len()] {
        bytes.extend((count as u32).to_le_bytes());
    }
    tag_list.iter().for_each(|bits| bytes.extend(bits.to_le_bytes()));
    starts.iter().for_each(|start| bytes.extend(start.to_le_bytes()));
    bytes.extend(rows);
    set_starts.iter().for_each(|start| bytes.extend(start.to_le_bytes()));
    bytes.extend(readings);
    bytes.extend(endings.into_bytes());
    Ok(bytes)
}
