//! How a word is written in the other language: each letter by its neighbours, from tables learned by tools/matcher.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::languages::Language;

/// Lines: context ⇥ spelling probability ⇥ …; the context is the letter in brackets between its neighbours.
static RU_UK_PERSON: &str = include_str!("../../data/matcher/spellings-ru-uk-person.tsv");
static RU_UK_PLACE: &str = include_str!("../../data/matcher/spellings-ru-uk-place.tsv");
static UK_RU_PERSON: &str = include_str!("../../data/matcher/spellings-uk-ru-person.tsv");
static UK_RU_PLACE: &str = include_str!("../../data/matcher/spellings-uk-ru-place.tsv");

/// Neighbours on the left and on the right that a context may show, narrowest first; with each
/// context the tables list all narrower ones.
const CONTEXTS: [(usize, usize); 8] = [(0, 0), (0, 1), (1, 1), (1, 2), (2, 2), (2, 3), (3, 3), (4, 4)];
/// Unfinished words that are kept while spelling one.
const BEAM: usize = 24;
/// Longer words are not transliterated.
const LONGEST: usize = 40;

/// Which names a table was learned from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Domain {
    Person,
    Place,
}

/// Context → the rest of its line.
struct Table {
    lines: FxHashMap<&'static str, &'static str>,
}

impl Table {
    fn of(text: &'static str) -> Table {
        Table { lines: text.lines().filter_map(|line| line.split_once('\t')).collect() }
    }

    fn find(&self, key: &str) -> Option<&'static str> {
        self.lines.get(key).copied()
    }
}

fn table(from: Language, domain: Domain) -> &'static Table {
    static RUSSIAN_PERSON: LazyLock<Table> = LazyLock::new(|| Table::of(RU_UK_PERSON));
    static RUSSIAN_PLACE: LazyLock<Table> = LazyLock::new(|| Table::of(RU_UK_PLACE));
    static UKRAINIAN_PERSON: LazyLock<Table> = LazyLock::new(|| Table::of(UK_RU_PERSON));
    static UKRAINIAN_PLACE: LazyLock<Table> = LazyLock::new(|| Table::of(UK_RU_PLACE));
    match (from, domain) {
        (Language::Russian, Domain::Person) => &RUSSIAN_PERSON,
        (Language::Russian, Domain::Place) => &RUSSIAN_PLACE,
        (Language::Ukrainian, Domain::Person) => &UKRAINIAN_PERSON,
        (Language::Ukrainian, Domain::Place) => &UKRAINIAN_PLACE,
    }
}

/// Spellings of a lower-case word in the other language with their probabilities, best first.
pub(super) fn spell(word: &str, from: Language, domain: Domain, most: usize) -> Vec<(String, f64)> {
    let table = table(from, domain);
    let letters = bounded(word);
    let mut beam: Vec<(String, f64)> = vec![(String::new(), 1.0)];
    for at in 0..letters.len() {
        let mut next: Vec<(String, f64)> = Vec::with_capacity(beam.len() * 2);
        for (spelling, p) in spellings_of(table, &letters, at) {
            for (text, before) in &beam {
                next.push((format!("{text}{spelling}"), before * p));
            }
        }
        next.sort_by(|x, y| x.0.cmp(&y.0));
        next.dedup_by(|gone, kept| {
            let same = gone.0 == kept.0;
            if same {
                kept.1 += gone.1;
            }
            same
        });
        next.sort_by(|x, y| y.1.total_cmp(&x.1).then_with(|| x.0.cmp(&y.0)));
        next.truncate(BEAM);
        beam = next;
    }
    beam.truncate(most);
    beam
}

/// The probability that a lower-case word is spelled so in the other language.
pub(super) fn probability(word: &str, from: Language, spelled: &str, domain: Domain) -> f64 {
    let table = table(from, domain);
    let letters = bounded(word);
    // reached[j]: the probability that the letters so far give the first j bytes.
    let mut reached = vec![0.0; spelled.len() + 1];
    reached[0] = 1.0;
    for at in 0..letters.len() {
        let mut next = vec![0.0; reached.len()];
        for (spelling, p) in spellings_of(table, &letters, at) {
            for (from, before) in reached.iter().enumerate() {
                if *before > 0.0 && spelled[from..].starts_with(spelling) {
                    next[from + spelling.len()] += before * p;
                }
            }
        }
        reached = next;
    }
    reached[spelled.len()]
}

fn bounded(word: &str) -> Vec<char> {
    std::iter::once('^').chain(word.chars().take(LONGEST)).chain(std::iter::once('$')).collect()
}

/// What may stand for a letter; the letter itself where nothing is known about it.
fn spellings_of<'l>(table: &'static Table, letters: &'l [char], at: usize) -> Vec<(&'l str, f64)>
where
    'static: 'l,
{
    let mut widest = None;
    let (mut key, mut last_key) = (String::with_capacity(24), String::with_capacity(24));
    for (left, right) in CONTEXTS {
        let first = at.saturating_sub(left);
        let last = letters.len().min(at + 1 + right);
        key.clear();
        key.extend(&letters[first..at]);
        key.push('[');
        key.push(letters[at]);
        key.push(']');
        key.extend(&letters[at + 1..last]);
        if key == last_key {
            continue;
        }
        match table.find(&key) {
            Some(line) => widest = Some(line),
            None => break,
        }
        std::mem::swap(&mut last_key, &mut key);
    }
    if let Some(line) = widest {
        return line
            .split('\t')
            .filter_map(|field| {
                let (spelling, p) = field.split_once(' ')?;
                Some((if spelling == "∅" { "" } else { spelling }, p.parse().ok()?))
            })
            .collect();
    }
    match letters[at] {
        '^' | '$' => vec![("", 1.0)],
        other => vec![(own_text(other), 1.0)],
    }
}

/// A letter that no table lists stays what it is.
fn own_text(letter: char) -> &'static str {
    const KEPT: &str = "'-0123456789abcdefghijklmnopqrstuvwxyz";
    KEPT.find(letter).map_or("", |at| &KEPT[at..at + letter.len_utf8()])
}
