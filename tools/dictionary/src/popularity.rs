//! How often names occur in news and encyclopedia texts: written forms of annotated names → counts of dictionary forms.
//!
//! A written form may come from several dictionary forms («Марии» from «Мария» or «Марий»). Their shares are estimated
//! by expectation maximisation: a dictionary form is the likelier, the better the forms that occur agree with how often
//! names stand in each case.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use imenoslov::kind::Kind;
use imenoslov::languages::Language;
use imenoslov::morphology::dictionary::{Key, Reading, Tags, readings};
use imenoslov::morphology::guesser::{Guesser, NameKind};
use imenoslov::morphology::{Number, popularity};

const ROUNDS: usize = 15;
/// Count of a dictionary form before anything is observed.
const SMOOTHING: f64 = 0.05;

/// The map of popularities: key of a dictionary form → see `imenoslov::morphology::popularity`.
pub fn train(language: Language, folder: &Path) -> Result<Vec<u8>> {
    let mut surfaces: BTreeMap<(Kind, String), f64> = BTreeMap::new();
    let mut paths: Vec<_> = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    paths.sort();
    for path in paths.iter().filter(|path| path.extension().is_some_and(|extension| extension == "jsonl")) {
        for line in fs::read_to_string(path)?.lines() {
            let article: serde_json::Value = serde_json::from_str(line)?;
            let source = article["source"].as_str().context("an article has no source")?;
            if article["lang"] == language.code() && !source.contains("/test") {
                for mention in article["mentions"].as_array().into_iter().flatten() {
                    collect(mention, &mut surfaces);
                }
            }
        }
    }
    let options: Vec<((Kind, f64), Lemmas)> = surfaces
        .iter()
        .map(|((kind, surface), count)| ((*kind, *count), lemmas(surface, language, *kind)))
        .filter(|(_, lemmas)| !lemmas.is_empty())
        .collect();
    let mut counts: BTreeMap<(Kind, &[u8]), f64> = BTreeMap::new();
    for _ in 0..ROUNDS {
        let mut next: BTreeMap<(Kind, &[u8]), f64> = BTreeMap::new();
        for ((kind, count), lemmas) in &options {
            let scores: Vec<f64> = lemmas
                .iter()
                .map(|(lemma, fit)| fit * (SMOOTHING + counts.get(&(*kind, lemma.as_slice())).copied().unwrap_or(0.0)))
                .collect();
            let total: f64 = scores.iter().sum();
            for ((lemma, _), score) in lemmas.iter().zip(scores) {
                *next.entry((*kind, lemma)).or_default() += count * score / total;
            }
        }
        counts = next;
    }
    let mut entries: Vec<(Vec<u8>, u64)> = counts
        .into_iter()
        .map(|((kind, lemma), count)| (popularity::key(lemma, kind), popularity::value(count)))
        .filter(|(_, value)| *value > 0)
        .collect();
    entries.sort();
    let mut map = fst::MapBuilder::memory();
    for (key, value) in entries {
        map.insert(key, value)?;
    }
    Ok(map.into_inner()?)
}

/// Keys of dictionary forms, each with how well a word fits it.
type Lemmas = Vec<(Vec<u8>, f64)>;

/// The words of a mention that name it: all of a person's, the only one of a place or an organisation.
fn collect(mention: &serde_json::Value, surfaces: &mut BTreeMap<(Kind, String), f64>) {
    let kind = match mention["kind"].as_str() {
        Some("PER") => Kind::Person,
        Some("LOC") => Kind::Place,
        Some("ORG") => Kind::Org,
        _ => return,
    };
    let words: Vec<&str> = mention["surface"].as_str().unwrap_or("").split_whitespace().collect();
    if kind != Kind::Person && words.len() != 1 {
        return;
    }
    for word in words {
        let letters = word.chars().count();
        if letters > 2 && word.starts_with(char::is_uppercase) && word.chars().skip(1).all(|c| !c.is_uppercase()) {
            *surfaces.entry((kind, word.to_lowercase())).or_default() += 1.0;
        }
    }
}

/// The dictionary forms that a word may come from, with how well the word fits each.
fn lemmas(word: &str, language: Language, kind: Kind) -> Lemmas {
    let mut fits: BTreeMap<Vec<u8>, f64> = BTreeMap::new();
    let shares = popularity::case_shares(kind);
    let wanted = match kind {
        Kind::Person => Tags::PERSONAL,
        Kind::Place => Tags::PLACE,
        _ => Tags::ORGANISATION.with(Tags::PLACE),
    };
    let mut add = |lemma: String, tags: Tags, weight: f64| {
        let Some(form) = tags.form() else { return };
        let number = if form.number == Number::Plural && !tags.any(Tags::PLURAL_ONLY) { 0.02 } else { 1.0 };
        if let Some(key) = Key::of(&lemma) {
            *fits.entry(key.bytes().to_vec()).or_default() += weight * number * f64::from(shares[form.case as usize]);
        }
    };
    let common = |tags: Tags| kind != Kind::Person && tags.is_noun() && !tags.any(Tags::PERSONAL);
    let fitting: Vec<Reading<'_>> =
        readings(word, language).filter(|reading| reading.tags().any(wanted) || common(reading.tags())).collect();
    for reading in &fitting {
        let tags = reading.tags();
        let inferred = if tags.any(Tags::INFERRED) { 0.3 } else { 1.0 };
        let odd = if tags.any(Tags::SUBSTANDARD.with(Tags::SECONDARY)) { 0.1 } else { 1.0 };
        add(reading.nominative(), tags, inferred * odd);
    }
    let known = fitting.iter().any(|reading| !reading.tags().any(Tags::INFERRED));
    let kinds: &[NameKind] = match kind {
        Kind::Person => &[NameKind::First, NameKind::Last],
        Kind::Place => &[NameKind::Place],
        _ => &[NameKind::Organisation],
    };
    for name_kind in kinds {
        for (guess, lemma, tags) in Guesser::of(language).nominatives(word, *name_kind) {
            add(lemma, tags, f64::from(guess.log_probability.exp()) * if known { 0.01 } else { 0.3 });
        }
    }
    fits.into_iter().collect()
}
