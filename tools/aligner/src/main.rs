//! Learns which Russian and Ukrainian stems translate each other from parallel sentences, and counts how often words have
//! a match in the translation of their sentence (`Parameters::kept`).
//!
//! Both directions of IBM model 1 (Brown et al. 1993, "The Mathematics of Statistical Machine Translation") are
//! trained on stems; a pair is kept where either direction believes in it and it stands together often enough. Pairs
//! that the aligner finds by their spelling are left out.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::PathBuf;

use anyhow::Context;
use clap::Parser;
use imenoslov::aligner::{match_rates, stems};
use imenoslov::languages::Language;
use serde::Deserialize;

/// Learns data/aligner/words.tsv from parallel sentences and prints the match rates of words
#[derive(Parser)]
struct Arguments {
    /// Two columns, Russian and Ukrainian, one sentence a line
    #[arg(long, required = true)]
    tsv: Vec<PathBuf>,
    /// Pages: one JSON object a line with the fields ru and uk
    #[arg(long)]
    pages: Vec<PathBuf>,
    /// The lexicon to write
    #[arg(long, short)]
    output: PathBuf,
}

#[derive(Deserialize)]
struct Page {
    ru: String,
    uk: String,
}

type Pair = (Vec<u32>, Vec<u32>);

/// The least probability of a translation in either direction.
const LEAST_PROBABILITY: f64 = 0.2;
/// The least number of pairs of sentences that hold both words.
const LEAST_COUNT: u32 = 2;
const ROUNDS: usize = 8;
/// Longer pairs of sentences say little about single words.
const LONGEST: usize = 80;

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let mut pairs: Vec<(String, String)> = Vec::new();
    for path in &arguments.tsv {
        let pair = |line: &str| line.split_once('\t').map(|(ru, uk)| (ru.to_owned(), uk.to_owned()));
        pairs.extend(read(path)?.lines().filter_map(pair));
    }
    for path in &arguments.pages {
        for line in read(path)?.lines() {
            let page: Page = serde_json::from_str(line).with_context(|| format!("{}: {line:.60}", path.display()))?;
            let (ru, uk) = (blocks(&page.ru), blocks(&page.uk));
            if ru.len() == uk.len() {
                pairs.extend(ru.into_iter().zip(uk).map(|(ru, uk)| (ru.to_owned(), uk.to_owned())));
            }
        }
    }
    let lexicon = Corpus::of(&pairs).lexicon();
    fs::write(&arguments.output, &lexicon).with_context(|| format!("cannot write {}", arguments.output.display()))?;
    let rates = cross_validated_rates(&pairs);
    let mut out = std::io::stdout();
    writeln!(out, "class    counted  squared")?;
    for (class, rate) in ["numbers", "names", "short", "others"].iter().zip(rates) {
        writeln!(out, "{class:8} {rate:7.2} {:8.2}", rate * rate)?;
    }
    Ok(())
}

/// The match rates of words; each half of the sentences with the lexicon that the other half teaches.
fn cross_validated_rates(pairs: &[(String, String)]) -> [f64; 4] {
    let half = |parity: usize| -> Vec<(String, String)> { pairs.iter().skip(parity).step_by(2).cloned().collect() };
    let halves = [half(0), half(1)];
    let rates = [0, 1].map(|counted| match_rates(&halves[counted], &Corpus::of(&halves[1 - counted]).lexicon()));
    std::array::from_fn(|class| (rates[0][class] + rates[1][class]) / 2.0)
}

fn read(path: &PathBuf) -> anyhow::Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

/// The paragraphs of a Markdown page without its code.
fn blocks(page: &str) -> Vec<&str> {
    page.split("```").step_by(2).flat_map(|prose| prose.split("\n\n")).filter(|b| !b.trim().is_empty()).collect()
}

#[derive(Default)]
struct Words {
    ids: BTreeMap<String, u32>,
    names: Vec<String>,
}

impl Words {
    fn ids(&mut self, sentence: &str, language: Language) -> Vec<u32> {
        let mut ids: Vec<u32> = stems(sentence, language)
            .into_iter()
            .filter(|stem| !stem.starts_with(|c: char| c.is_ascii_digit()))
            .map(|stem| {
                *self.ids.entry(stem).or_insert_with_key(|stem| {
                    self.names.push(stem.clone());
                    (self.names.len() - 1) as u32
                })
            })
            .collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }
}

#[derive(Default)]
struct Corpus {
    ru: Words,
    uk: Words,
    pairs: Vec<Pair>,
}

impl Corpus {
    fn of(pairs: &[(String, String)]) -> Corpus {
        let mut corpus = Corpus::default();
        pairs.iter().for_each(|(ru, uk)| corpus.add(ru, uk));
        corpus
    }

    fn add(&mut self, ru: &str, uk: &str) {
        let pair = (self.ru.ids(ru, Language::Russian), self.uk.ids(uk, Language::Ukrainian));
        if !pair.0.is_empty() && !pair.1.is_empty() && pair.0.len().max(pair.1.len()) <= LONGEST {
            self.pairs.push(pair);
        }
    }

    fn lexicon(&self) -> String {
        let to_uk = translations(&self.pairs);
        let reversed: Vec<Pair> = self.pairs.iter().map(|(ru, uk)| (uk.clone(), ru.clone())).collect();
        let to_ru = translations(&reversed);
        let mut together: BTreeMap<(u32, u32), u32> = BTreeMap::new();
        for (ru, uk) in &self.pairs {
            for &r in ru {
                for &u in uk {
                    *together.entry((r, u)).or_default() += 1;
                }
            }
        }
        let mut lines: Vec<(&str, &str, f64)> = Vec::new();
        for (&(r, u), &count) in &together {
            let forward = to_uk.get(&(r, u)).copied().unwrap_or(0.0);
            let backward = to_ru.get(&(u, r)).copied().unwrap_or(0.0);
            let probability = forward.max(backward);
            let (ru, uk) = (self.ru.names[r as usize].as_str(), self.uk.names[u as usize].as_str());
            if count >= LEAST_COUNT && probability >= LEAST_PROBABILITY && forward.min(backward) > 0.01 && ru != uk {
                lines.push((ru, uk, probability.sqrt()));
            }
        }
        lines.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)));
        let mut out =
            String::from("# Russian stem, Ukrainian stem, likeness; made by tools/aligner, see data/README.md\n");
        for (ru, uk, likeness) in lines {
            // Writing to a string cannot fail.
            let _ = writeln!(out, "{ru}\t{uk}\t{likeness:.2}");
        }
        out
    }
}

/// IBM model 1: the probability of the second word as the translation of the first.
fn translations(pairs: &[Pair]) -> BTreeMap<(u32, u32), f64> {
    const NEGLIGIBLE: f64 = 1e-3;
    let mut table: BTreeMap<(u32, u32), f64> = BTreeMap::new();
    for (from, to) in pairs {
        for &f in from {
            for &t in to {
                table.insert((f, t), 1.0);
            }
        }
    }
    for _ in 0..ROUNDS {
        let mut counts: BTreeMap<(u32, u32), f64> = BTreeMap::new();
        let mut totals: BTreeMap<u32, f64> = BTreeMap::new();
        for (from, to) in pairs {
            for &t in to {
                let sum: f64 = from.iter().filter_map(|&f| table.get(&(f, t))).sum();
                if sum <= 0.0 {
                    continue;
                }
                for &f in from {
                    if let Some(p) = table.get(&(f, t)) {
                        *counts.entry((f, t)).or_default() += p / sum;
                        *totals.entry(f).or_default() += p / sum;
                    }
                }
            }
        }
        table = counts
            .into_iter()
            .map(|((f, t), count)| ((f, t), count / totals[&f]))
            .filter(|&(_, p)| p > NEGLIGIBLE)
            .collect();
    }
    table
}
