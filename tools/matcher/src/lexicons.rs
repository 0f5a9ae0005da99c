//! Writes the lexicons that are taken over from their sources.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::corpus::{self, NameKind};
use crate::write_file;

pub fn write(lexicon: &Path, out: &Path) -> Result<()> {
    let source = lexicon.join("lex_cldr48_territories_cities.tsv");
    let places = fs::read_to_string(&source).with_context(|| format!("cannot read {}", source.display()))?;
    write_file(&out.join("places.tsv"), &places)?;

    write_file(&out.join("acronyms.tsv"), &acronyms(lexicon)?)?;

    let mut forms: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for name in corpus::listed_names(lexicon)? {
        if name.kind == NameKind::First && name.rank == 0 {
            forms.entry(name.russian).or_default().insert(name.ukrainian);
        }
    }
    let mut table = String::new();
    for (russian, ukrainian) in forms {
        if ukrainian.iter().any(|form| folded(form) != folded(&russian)) {
            let forms: Vec<String> = ukrainian.into_iter().collect();
            writeln!(table, "{russian}\t{}", forms.join(" "))?;
        }
    }
    write_file(&out.join("first_names.tsv"), &table)
}

/// Forms of companies: they say nothing about which company it is.
const LEGAL_FORMS: [&str; 6] = [
    "limited liability company",
    "open joint-stock company",
    "public joint-stock company",
    "closed joint-stock company",
    "joint-stock company",
    "private joint-stock company",
];

/// class ⇥ Russian ⇥ Ukrainian ⇥ English, as concepts.tsv. What English writes with a capital is one organisation or
/// country, the rest are kinds of things.
fn acronyms(lexicon: &Path) -> Result<String> {
    let mut table = String::from("# Acronyms: class ⇥ Russian ⇥ Ukrainian ⇥ English. Written by tools/matcher.\n");
    for row in corpus::rows(&lexicon.join("acronyms_ru_uk.tsv"))? {
        let [kind, russian, ukrainian, english] = &row[..] else { continue };
        let english = english.split(" (").next().unwrap_or(english).trim_matches('"');
        let is_single = english.chars().next().is_some_and(char::is_uppercase);
        let class = match kind.as_str() {
            _ if LEGAL_FORMS.contains(&english) || matches!(english, "state enterprise" | "municipal enterprise") => {
                "legal"
            }
            "LOC" => "place",
            _ if is_single => "name",
            _ => "word",
        };
        writeln!(table, "{class}\t{russian}\t{ukrainian}\t{english}")?;
    }
    Ok(table)
}

/// Letters that the two languages write for one another fall together.
fn folded(name: &str) -> String {
    let mut letters: Vec<char> = name
        .chars()
        .filter_map(|c| match c {
            'ы' | 'і' | 'ї' | 'й' => Some('и'),
            'є' | 'э' | 'ё' => Some('е'),
            'ґ' => Some('г'),
            'ь' | 'ъ' | '\'' => None,
            other => Some(other),
        })
        .collect();
    letters.dedup();
    letters.into_iter().collect()
}
