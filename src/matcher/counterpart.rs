//! The spelling of a name in the other language.

use super::Name;
use crate::languages::Language;

/// Proposals for the spelling of a name in the other language, best first, with their probabilities.
pub fn counterpart(name: &Name) -> Vec<(String, f64)> {
    let table: &[(char, char)] = match name.language {
        Language::Russian => &[('и', 'і'), ('ы', 'и'), ('э', 'е'), ('ё', 'о'), ('ъ', '\'')],
        Language::Ukrainian => &[('і', 'и'), ('и', 'ы'), ('є', 'е'), ('ї', 'и'), ('ґ', 'г')],
    };
    let text = name.text.chars().map(|c| table.iter().find(|(from, _)| *from == c).map_or(c, |(_, to)| *to)).collect();
    vec![(text, 0.5)]
}
