//! Names that the glossary does not know: each once, and those that are written in two ways.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::examine::Examined;
use super::passage::Known;
use super::proposal::Proposals;
use super::spelling::{Change, edit, fold};
use super::{Checker, Finding, Rule, Scope};
use crate::kind::Kind;
use crate::languages::Language;
use crate::matcher::{Name, score};
use crate::morphology::{Hints, forms_of, inflect, paradigm};
use crate::reader::Article;
use crate::recognizer::Mention;

/// A name without an entry, and where it stands: article and index among its unknown mentions.
pub(super) struct Unknown<'m> {
    pub language: Language,
    pub kind: Kind,
    pub lemma: &'m str,
    places: Vec<(usize, usize)>,
}

/// Two spellings of one name closer than this are not taken for two names.
const LEAST_SCORE: f64 = 0.6;
/// Shorter words are too often alike by chance.
const SHORTEST: usize = 5;

impl Checker<'_> {
    /// Adds what the examined articles have in common: each name without an entry once, where it first stands in the
    /// scope, with its count in all articles, and names that are written in two ways.
    pub(super) fn report_unknown(&self, articles: &[&Article], scopes: &[Scope], examined: &mut [Examined]) {
        let mut found: Vec<(usize, Finding)> = Vec::new();
        let names = collect(examined);
        let mut reported = vec![false; names.len()];
        if self.settings.severity(Rule::Inconsistent).is_some() {
            for (rare, usual) in spelled_in_two_ways(&names) {
                if std::mem::replace(&mut reported[rare], true) {
                    continue;
                }
                let (rare, usual) = (&names[rare], &names[usual]);
                let certain = usual.places.len() > rare.places.len();
                for &(article, index) in &rare.places {
                    let mention = &examined[article].unknown[index];
                    let mut finding = finding(Rule::Inconsistent, mention, articles[article]);
                    finding.suggestion = certain.then(|| respelled(mention, rare.lemma, usual.lemma)).flatten();
                    finding.message =
                        format!("«{}» is also written «{}» ({} times)", rare.lemma, usual.lemma, usual.places.len());
                    if mention.kind == Kind::Person {
                        narrow_to_surname(&mut finding);
                    }
                    found.push((article, finding));
                }
            }
        }
        if self.settings.severity(Rule::UnknownName).is_some() {
            let mut proposals = Proposals::new(self.glossary, &names);
            for (name, _) in names.iter().zip(&reported).filter(|(_, reported)| !**reported) {
                let in_scope = |&(article, index): &(usize, usize)| {
                    scopes[article].includes(&examined[article].unknown[index].range)
                };
                let Some(&(article, index)) = name.places.iter().find(|&place| in_scope(place)) else { continue };
                let mut finding = finding(Rule::UnknownName, &examined[article].unknown[index], articles[article]);
                let (entry, counterpart) = proposals.entry(name);
                finding.message = unknown_message(name, counterpart.as_deref());
                finding.proposal = Some(Box::new(entry));
                found.push((article, finding));
            }
        }
        for (article, finding) in found {
            examined[article].findings.push(finding);
        }
    }
}

fn unknown_message(name: &Unknown<'_>, counterpart: Option<&str>) -> String {
    let count = name.places.len();
    let mentions = if count == 1 { "mention" } else { "mentions" };
    let mut message = format!("no entry for the {} «{}» ({count} {mentions})", name.kind, name.lemma);
    if let Some(counterpart) = counterpart {
        message.push_str(&format!("; perhaps «{counterpart}» in {}", name.language.other()));
    }
    message
}

fn finding(rule: Rule, mention: &Mention, article: &Article) -> Finding {
    Finding {
        range: mention.range.clone(),
        rule,
        severity: rule.default_severity(),
        found: article.text[mention.range.clone()].to_owned(),
        lemma: mention.lemma.clone(),
        language: mention.language,
        entry: None,
        score: None,
        suggestion: None,
        proposal: None,
        message: String::new(),
    }
}

/// Leaves of a finding about a first name and surname the surname, in which the spellings differ.
fn narrow_to_surname(finding: &mut Finding) {
    let surname = |text: &str| text.rsplit(char::is_whitespace).next().map_or(0, |word| text.len() - word.len());
    let skipped = surname(&finding.found);
    finding.found.drain(..skipped);
    finding.range.start += skipped;
    finding.lemma.drain(..surname(&finding.lemma));
    if let Some(suggestion) = &mut finding.suggestion {
        suggestion.drain(..surname(suggestion));
    }
}

/// The names without an entry, in the order in which they first occur. A surname alone belongs to the full name that
/// ends with it, where that is but one; a case form that was taken for a name of its own belongs to the name.
fn collect(examined: &[Examined]) -> Vec<Unknown<'_>> {
    let mut names: Vec<Unknown<'_>> = Vec::new();
    let mut by_lemma: FxHashMap<(Language, Kind, &str), usize> = FxHashMap::default();
    for (article, examined) in examined.iter().enumerate() {
        for (index, mention) in examined.unknown.iter().enumerate() {
            let key = (mention.language, mention.kind, mention.lemma.as_str());
            let name = *by_lemma.entry(key).or_insert_with(|| {
                names.push(Unknown { language: key.0, kind: key.1, lemma: key.2, places: Vec::new() });
                names.len() - 1
            });
            names[name].places.push((article, index));
        }
    }
    let homes: Vec<Option<usize>> = names.iter().map(|name| base_form(name, &by_lemma)).collect();
    move_to(&homes, &mut names);
    let homes = full_names(&names);
    move_to(&homes, &mut names);
    names.retain(|name| !name.places.is_empty());
    names.sort_by_key(|name| name.places[0]);
    names
}

/// The name of which a name is but a case form: «Зандлебене» beside «Зандлебен».
fn base_form(name: &Unknown<'_>, by_lemma: &FxHashMap<(Language, Kind, &str), usize>) -> Option<usize> {
    const LONGEST_ENDING: usize = 2;
    let known = |lemma: &str| by_lemma.get(&(name.language, name.kind, lemma)).copied();
    let mut ends = name.lemma.char_indices().rev().take(LONGEST_ENDING);
    let (base, lemma) = ends.find_map(|(end, _)| Some((known(&name.lemma[..end])?, &name.lemma[..end])))?;
    let forms = paradigm(lemma, name.language, name.kind, &Hints::default());
    forms.iter().any(|(_, form)| form == name.lemma).then_some(base)
}

/// For each surname alone the only full name that ends with it.
fn full_names(names: &[Unknown<'_>]) -> Vec<Option<usize>> {
    let mut by_surname: FxHashMap<(Language, &str), Vec<usize>> = FxHashMap::default();
    for (index, name) in names.iter().enumerate().filter(|(_, name)| name.kind == Kind::Person) {
        if let (Some((_, surname)), false) = (name.lemma.rsplit_once(' '), name.places.is_empty()) {
            by_surname.entry((name.language, surname)).or_default().push(index);
        }
    }
    let full_name = |name: &Unknown<'_>| match by_surname.get(&(name.language, name.lemma)).map(Vec::as_slice) {
        Some(&[only]) if name.kind == Kind::Person => Some(only),
        _ => None,
    };
    names.iter().map(full_name).collect()
}

/// Gives the places of each name that has a home to that home.
fn move_to(homes: &[Option<usize>], names: &mut [Unknown<'_>]) {
    for (index, home) in homes.iter().enumerate() {
        if let Some(home) = *home {
            let places = std::mem::take(&mut names[index].places);
            names[home].places.extend(places);
            names[home].places.sort_unstable();
        }
    }
}

/// Pairs of names that are one name in two spellings: the rarer (or later) one first.
fn spelled_in_two_ways(names: &[Unknown<'_>]) -> Vec<(usize, usize)> {
    // Two words that differ by one letter share what is left when a letter is taken out of each, or one of them whole.
    let mut blocks: BTreeMap<(Language, Kind, String), Vec<usize>> = BTreeMap::new();
    for (index, name) in names.iter().enumerate() {
        let Some(word) = name.lemma.split(' ').next_back() else { continue };
        let letters: Vec<char> = word.chars().map(fold).collect();
        if letters.len() < SHORTEST - 1 {
            continue;
        }
        let mut keys: Vec<String> = (0..letters.len())
            .map(|left_out| letters.iter().enumerate().filter(|(i, _)| *i != left_out).map(|(_, c)| c).collect())
            .collect();
        keys.push(letters.iter().collect());
        keys.sort_unstable();
        keys.dedup();
        for key in keys {
            blocks.entry((name.language, name.kind, key)).or_default().push(index);
        }
    }
    let mut pairs = FxHashSet::default();
    let mut found = Vec::new();
    for block in blocks.values() {
        for (i, &first) in block.iter().enumerate() {
            for &second in &block[i + 1..] {
                if pairs.insert((first, second)) && are_one_name(&names[first], &names[second]) {
                    let rarer_first = names[first].places.len() < names[second].places.len();
                    found.push(if rarer_first { (first, second) } else { (second, first) });
                }
            }
        }
    }
    // Of several usual spellings the most frequent is reported.
    found.sort_by_key(|&(rare, usual)| (rare, std::cmp::Reverse(names[usual].places.len()), usual));
    found
}

fn are_one_name(a: &Unknown<'_>, b: &Unknown<'_>) -> bool {
    let words = |name: &Unknown<'_>| name.lemma.split(' ').map(str::to_owned).collect::<Vec<_>>();
    let (mut left, mut right) = (words(a), words(b));
    let both_full = left.len() > 1 && right.len() > 1;
    if a.kind != Kind::Person && left.len() != right.len() {
        return false;
    }
    let (Some(x), Some(y)) = (left.pop(), right.pop()) else { return false };
    let letters = |word: &str| word.chars().map(fold).collect::<Vec<char>>();
    let (x_letters, y_letters) = (letters(&x), letters(&y));
    let Some(change) = edit(&x_letters, &y_letters, 1) else { return false };
    // Other endings make other names: Иванов, Иванова.
    if change.suffix < 2 && change.change != Change::Doubling || x_letters.len().max(y_letters.len()) < SHORTEST {
        return false;
    }
    if both_full && left != right {
        return false;
    }
    // Two names of the dictionary are two names.
    let known = |word: &str| Known::of(word, a.language).is_any();
    if known(&x) && known(&y) {
        return false;
    }
    let name = |text: String| Name { language: a.language, kind: a.kind, text };
    score(&name(x), &name(y)).value >= LEAST_SCORE
}

/// A mention of the name `rare` in the usual spelling, in the same form; `None` where that is not certain.
fn respelled(mention: &Mention, rare: &str, usual: &str) -> Option<String> {
    let wanted = mention.surface.split(' ').count();
    let last_words = |name: &str| {
        let words: Vec<&str> = name.split(' ').collect();
        Some(words[words.len().checked_sub(wanted)?..].join(" "))
    };
    let (rare, usual) = (last_words(rare)?, last_words(usual)?);
    let hints = Hints::default();
    let forms = forms_of(&mention.surface, &rare, mention.language, mention.kind, &hints);
    let mut spellings =
        forms.into_iter().filter_map(|form| inflect(&usual, mention.language, mention.kind, &hints, form));
    let first = spellings.next()?;
    let capitals = mention.surface.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    (!capitals && spellings.all(|spelling| spelling == first)).then_some(first)
}
