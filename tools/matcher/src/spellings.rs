//! Learns how each letter is written in the other language, given its neighbours.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use anyhow::Result;

use crate::align::{self, END, NOTHING, START, Step};
use crate::corpus::{self, Pair};
use crate::write_file;

/// Letters to the left and right of the letter, from no context to the widest; the program looks from the widest on.
const CONTEXTS: [(usize, usize); 8] = [(0, 0), (0, 1), (1, 1), (1, 2), (2, 2), (2, 3), (3, 3), (4, 4)];
/// How many observations the narrower context is worth.
const PRIOR: f64 = 1.5;
/// A context is kept if it was seen this often…
const SEEN: f64 = 4.0;
/// …and moves some probability by this much.
const MOVES: f64 = 0.12;
/// Rarer spellings are left out.
const RARE: f64 = 0.01;

/// Spelling → probability.
type Distribution = BTreeMap<String, f64>;

pub fn write(lexicon: &Path, out: &Path) -> Result<()> {
    let mut persons = corpus::personal_names(lexicon, corpus::Weights { list: 2, first: 8, groups: 1 })?;
    persons.extend(corpus::news(6));
    let mut places = corpus::places(lexicon)?;
    for pair in &mut places {
        pair.weight = 20;
    }
    places.extend(persons.iter().cloned().map(|pair| Pair { weight: 1, ..pair }));
    for (kind, pairs) in [("person", &persons), ("place", &places)] {
        let aligned = align::align_all(pairs);
        let swapped: Vec<(Vec<Step>, f64)> = aligned
            .iter()
            .map(|(steps, weight)| (steps.iter().map(|&(left, right)| (right, left)).collect(), *weight))
            .collect();
        for (direction, aligned) in [("ru-uk", &aligned), ("uk-ru", &swapped)] {
            let scale = if kind == "place" { 0.05 } else { 0.5 };
            write_file(&out.join(format!("spellings-{direction}-{kind}.tsv")), &table(aligned, scale)?)?;
        }
    }
    Ok(())
}

fn table(aligned: &[(Vec<Step>, f64)], scale: f64) -> Result<String> {
    let mut kept: BTreeMap<String, Distribution> = BTreeMap::new();
    // Every narrower context of a kept one is listed too, so that the program may stop at the first that is missing.
    let mut listed: BTreeMap<String, Distribution> = BTreeMap::new();
    for (order, &(left, right)) in CONTEXTS.iter().enumerate() {
        let mut counts: BTreeMap<String, (Distribution, usize, usize)> = BTreeMap::new();
        let words: Vec<(Vec<char>, Vec<String>, f64)> = aligned.iter().map(|(s, w)| units(s, w * scale)).collect();
        for (at_word, (letters, spellings, weight)) in words.iter().enumerate() {
            for (at, spelling) in spellings.iter().enumerate() {
                let is_whole = order > 0 && {
                    let (l, r) = CONTEXTS[order - 1];
                    at < l && at + r >= letters.len()
                };
                if is_whole {
                    continue;
                }
                let entry =
                    counts.entry(key(letters, at, left, right)).or_insert_with(|| (Distribution::new(), at_word, at));
                *entry.0.entry(spelling.clone()).or_default() += weight;
            }
        }
        let mut added = Vec::new();
        for (key_here, (spellings, at_word, at)) in counts {
            let seen: f64 = spellings.values().sum();
            let letters = &words[at_word].0;
            let narrower = CONTEXTS[..order].iter().rev().find_map(|&(l, r)| kept.get(&key(letters, at, l, r)));
            let Some(narrower) = narrower else {
                added.push((key_here, spellings.into_iter().map(|(s, n)| (s, n / seen)).collect()));
                continue;
            };
            if seen < SEEN {
                continue;
            }
            let all: Vec<&String> = spellings.keys().chain(narrower.keys()).collect();
            let of = |d: &Distribution, s: &String| d.get(s).copied().unwrap_or(0.0);
            let smooth: Distribution = all
                .into_iter()
                .map(|s| (s.clone(), (of(&spellings, s) + PRIOR * of(narrower, s)) / (seen + PRIOR)))
                .filter(|(_, p)| *p >= RARE)
                .collect();
            let moved = smooth.iter().map(|(s, p)| (p - of(narrower, s)).abs()).fold(0.0, f64::max);
            if moved > MOVES {
                for &(l, r) in &CONTEXTS[..order] {
                    listed.entry(key(letters, at, l, r)).or_insert_with(|| narrower_of(&kept, letters, at, (l, r)));
                }
                added.push((key_here, smooth));
            }
        }
        kept.extend(added);
    }
    listed.extend(kept);
    let kept = listed;
    let mut text = String::new();
    for (key, spellings) in kept {
        let mut ranked: Vec<(&String, f64)> =
            spellings.iter().map(|(s, p)| (s, *p)).filter(|(_, p)| *p >= RARE).collect();
        ranked.sort_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(y.0)));
        write!(text, "{key}")?;
        for (spelling, p) in ranked {
            let spelling = if spelling.is_empty() { NOTHING.to_string() } else { spelling.clone() };
            write!(text, "\t{spelling} {p:.2}")?;
        }
        text.push('\n');
    }
    Ok(text)
}

/// What is known of a letter by the widest kept context up to this width.
fn narrower_of(
    kept: &BTreeMap<String, Distribution>,
    letters: &[char],
    at: usize,
    width: (usize, usize),
) -> Distribution {
    CONTEXTS
        .iter()
        .rev()
        .skip_while(|context| **context != width)
        .find_map(|&(l, r)| kept.get(&key(letters, at, l, r)))
        .cloned()
        .unwrap_or_default()
}

/// The letters of the left word with their ends, and what stands for each of them on the right.
fn units(steps: &[Step], weight: f64) -> (Vec<char>, Vec<String>, f64) {
    let (mut letters, mut spellings) = (Vec::new(), Vec::<String>::new());
    for &(left, right) in steps {
        if left != NOTHING {
            letters.push(left);
            spellings.push(String::new());
        }
        if right != NOTHING && !matches!(right, START | END) {
            spellings.last_mut().expect("an alignment begins with the start of both words").push(right);
        }
    }
    (letters, spellings, weight)
}

fn key(letters: &[char], at: usize, left: usize, right: usize) -> String {
    let mut key = String::new();
    key.extend(&letters[at.saturating_sub(left)..at]);
    key.push('[');
    key.push(letters[at]);
    key.push(']');
    key.extend(&letters[at + 1..letters.len().min(at + 1 + right)]);
    key
}
