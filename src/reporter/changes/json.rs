//! Changes for scripts.

use std::collections::BTreeMap;

use serde::Serialize;

use super::by_category;
use crate::differ::{Category, Change};

#[derive(Serialize)]
struct Document<'a> {
    version: u8,
    counts: BTreeMap<Category, usize>,
    changes: &'a [Change],
}

/// The changes as one JSON object: `version`, `counts` (category → number) and `changes`. Each change has `change` (what
/// happened), `kind`, mostly `id`, `ru` and `uk` (the entry and its names), and the fields of what happened.
pub fn json(changes: &[Change]) -> String {
    let counts = by_category(changes).into_iter().map(|(category, group)| (category, group.len())).collect();
    let document = Document { version: 1, counts, changes };
    let mut json = serde_json::to_string_pretty(&document).expect("texts, numbers and lists are always JSON");
    json.push('\n');
    json
}
