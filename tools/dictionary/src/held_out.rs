//! Measures the guesser: a tenth of the dictionary's names is taken out and guessed from the rest.
//!
//! The split is fixed: a name belongs to the tenth when the FNV-1a hash of its key is divisible by ten.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use anyhow::{Context, Result};
use fst::Streamer;
use imenoslov::languages::Language;
use imenoslov::morphology::dictionary::{Dictionary, Paradigms, RowId, Tags, decode, encode};
use imenoslov::morphology::guesser::{Guesser, NameKind};
use imenoslov::morphology::{Case, Form, Number};

use crate::train::{self, Name};

/// Prints the share of held-out forms whose dictionary form is guessed, and of forms that are inflected exactly.
pub fn measure(language: Language, out: &mut impl Write, verbose: bool) -> Result<()> {
    let dictionary = Dictionary::of(language);
    let paradigms = dictionary.paradigms();
    let (held_out, learned): (Vec<Name>, Vec<Name>) =
        names(dictionary)?.into_iter().partition(|name| hash(&name.key).is_multiple_of(10));
    let (endings, table) = train::train(&learned, paradigms)?;
    let guesser = Guesser::new(&endings, &table, paradigms).context("the guesser cannot be read back")?;
    let (mut lemmas, mut together, mut forms) = (Counts::new(), Counts::new(), Counts::new());
    for name in &held_out {
        let lemma: String = name.key.iter().map(|byte| decode(*byte)).collect();
        let tags = paradigms.tags(RowId { paradigm: name.paradigm, row: 0 });
        for kind in train::kinds(tags).filter(|kind| !matches!(kind, NameKind::Common | NameKind::Organisation)) {
            let stem = stem(&lemma, paradigms, name.paradigm);
            let inflected = guesser.inflect(&lemma, kind, tags.gender());
            let mut surfaces: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
            let mut expected: BTreeMap<Form, Vec<String>> = BTreeMap::new();
            for row in paradigms.rows(name.paradigm) {
                let Some(form) = row.tags.form() else { continue };
                let unusual = row.tags.any(Tags::SECONDARY.with(Tags::SUBSTANDARD)) || form.case == Case::Vocative;
                if unusual || form.number == Number::Plural && tags.number() != Some(Number::Plural) {
                    continue;
                }
                let nominative = paradigms
                    .rows(name.paradigm)
                    .find(|other| other.tags.case() == Some(Case::Nominative) && other.tags.agrees(row.tags));
                let nominative = nominative.map_or_else(|| lemma.clone(), |other| folded(stem, other.ending));
                surfaces.entry(folded(stem, row.ending)).or_default().insert(nominative);
                if row.tags.agrees(tags) {
                    expected.entry(form).or_default().push(folded(stem, row.ending));
                }
            }
            // All forms of the name together, as in a corpus: the dictionary form that explains most of them.
            let own: BTreeSet<&String> = expected.values().flatten().collect();
            let mut support: BTreeMap<String, (usize, f32)> = BTreeMap::new();
            for surface in &own {
                for (lemma, share) in guesser.lemma_shares(surface, kind) {
                    let support = support.entry(lemma).or_default();
                    *support = (support.0 + 1, support.1 + share);
                }
            }
            let rank = |support: &(usize, f32)| (support.0, support.1);
            let best = support.iter().max_by(|a, b| rank(a.1).partial_cmp(&rank(b.1)).unwrap_or(Ordering::Equal));
            let best = best.map(|(lemma, _)| lemma.clone());
            let nominative = Form { case: Case::Nominative, ..tags.form().context("a name without a case")? };
            let right =
                best.as_ref().is_some_and(|best| expected.get(&nominative).is_some_and(|forms| forms.contains(best)));
            if verbose && !right {
                writeln!(out, "together\t{kind:?}\t{lemma}\t{}", best.unwrap_or_default())?;
            }
            own.iter().for_each(|_| count(&mut together, kind, right));
            for (surface, nominatives) in surfaces {
                let guess = guesser.dictionary_form(&surface, kind);
                let right = nominatives.contains(&guess);
                count(&mut lemmas, kind, right);
                if verbose && !right {
                    writeln!(out, "lemma\t{kind:?}\t{surface}\t{guess}\t{nominatives:?}")?;
                }
            }
            for (form, expected) in expected {
                let made = inflected.iter().find(|(other, _)| other.case == form.case && other.number == form.number);
                let made = made.map(|(_, text)| folded(text, ""));
                let right = made.as_ref().is_some_and(|text| expected.contains(text));
                count(&mut forms, kind, right);
                if verbose && !right {
                    let made = made.unwrap_or_default();
                    writeln!(out, "form\t{kind:?}\t{lemma}\t{:?}\t{made}\t{expected:?}", form.case)?;
                }
            }
        }
    }
    for (what, counts) in
        [("dictionary forms", lemmas), ("dictionary forms, all forms seen", together), ("inflected forms", forms)]
    {
        let total = counts.values().fold((0, 0), |sum, count| (sum.0 + count.0, sum.1 + count.1));
        for (kind, (right, all)) in &counts {
            writeln!(
                out,
                "{language} {what} {kind:?}: {right} of {all}, {:.2} %",
                100.0 * *right as f64 / *all as f64
            )?;
        }
        writeln!(out, "{language} {what}: {:.2} %", 100.0 * total.0 as f64 / total.1 as f64)?;
    }
    Ok(())
}

type Counts = BTreeMap<NameKind, (usize, usize)>;

fn count(counts: &mut Counts, kind: NameKind, right: bool) {
    let count = counts.entry(kind).or_default();
    *count = (count.0 + usize::from(right), count.1 + 1);
}

/// The names of the dictionary itself, from its own map.
fn names(dictionary: &Dictionary) -> Result<Vec<Name>> {
    let paradigms = dictionary.paradigms();
    let mut names = Vec::new();
    let mut words = dictionary.words();
    while let Some((key, set)) = words.next() {
        for id in paradigms.set(u32::try_from(set)?).filter(|id| id.row == 0) {
            let tags = paradigms.tags(id);
            if !tags.any(Tags::INFERRED) && train::kinds(tags).next().is_some() {
                names.push(Name { key: key.to_vec(), paradigm: id.paradigm });
            }
        }
    }
    Ok(names)
}

fn stem<'a>(lemma: &'a str, paradigms: Paradigms<'_>, paradigm: u16) -> &'a str {
    let ending = paradigms.rows(paradigm).next().map_or(0, |row| row.ending.chars().count());
    let letters = lemma.chars().count() - ending;
    &lemma[..lemma.char_indices().nth(letters).map_or(lemma.len(), |(at, _)| at)]
}

/// A form in the spelling of keys.
fn folded(stem: &str, ending: &str) -> String {
    stem.chars().chain(ending.chars()).filter_map(encode).map(decode).collect()
}

fn hash(key: &[u8]) -> u64 {
    key.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3))
}
