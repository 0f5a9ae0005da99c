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
