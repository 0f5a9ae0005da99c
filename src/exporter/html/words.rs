//! The words that find the entries of the page.

use std::collections::{BTreeMap, BTreeSet};

use crate::glossary::comparable;

/// The words of a name, and the parts of words with hyphens, as the page's script folds what is typed.
pub(super) fn add_words(words: &mut BTreeSet<String>, name: &str) {
    let folded = comparable(name).replace('ґ', "г");
    for word in folded.split([' ', ',']).filter(|word| !word.is_empty()) {
        for (place, _) in word.match_indices('-') {
            words.extend(Some(word[place + 1..].to_owned()).filter(|part| !part.is_empty()));
        }
        words.insert(word.to_owned());
    }
}

/// Words by their common beginnings: `стив,,а,ом` is стив, стива, стивом.
pub(super) fn groups(words: &BTreeSet<String>) -> Vec<String> {
    /// Stems shorter than this, in bytes, save nothing.
    const SHORTEST_STEM: usize = 6;
    /// As much of a stem, in bytes, may turn out to belong to the endings.
    const LONGEST_TAIL: usize = 6;
    let mut groups: Vec<(&str, Vec<&str>)> = Vec::new();
    for word in words {
        if let Some((stem, members)) = groups.last_mut() {
            let common = common_beginning(stem, word);
            if common.len() >= SHORTEST_STEM && common.len() + LONGEST_TAIL >= stem.len() {
                *stem = common;
                members.push(word);
                continue;
            }
        }
        groups.push((word, vec![word]));
    }
    let group = |(stem, members): (&str, Vec<&str>)| {
        let endings: String = members.iter().map(|member| format!(",{}", &member[stem.len()..])).collect();
        format!("{stem}{endings}")
    };
    groups.into_iter().map(group).collect()
}

pub(super) fn common_beginning<'a>(a: &'a str, b: &str) -> &'a str {
    let end = a.char_indices().zip(b.chars()).find(|((_, a), b)| a != b).map(|((place, _), _)| place);
    &a[..end.unwrap_or_else(|| a.len().min(b.len()))]
}

/// The groups of all entries, each with the entries that have it.
#[derive(Default)]
pub(super) struct WordIndex(BTreeMap<Vec<u16>, Vec<usize>>);

impl WordIndex {
    /// Entries come in the order of their numbers.
    pub(super) fn add(&mut self, entry: usize, groups: &[String]) {
        for group in groups {
            // The order in which the script compares texts.
            self.0.entry(group.encode_utf16().collect()).or_default().push(entry);
        }
    }

    /// One line a group, in the order of their stems: the group, then the numbers of its entries, each as the distance
    /// from the one before it.
    pub(super) fn lines(&self) -> String {
        let mut lines = String::new();
        for (group, entries) in &self.0 {
            lines.push_str(&String::from_utf16_lossy(group));
            let mut last = 0;
            for &entry in entries {
                lines.push_str(&format!(" {}", entry - last));
                last = entry;
            }
            lines.push('\n');
        }
        lines.pop();
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_grouped_by_their_beginnings() {
        let words = ["майами", "стив", "стива", "стивом", "украина", "украине"].map(str::to_owned);
        assert_eq!(groups(&words.into()), ["майами,", "стив,,а,ом", "украин,а,е"]);
    }

    #[test]
    fn a_group_stands_once() {
        let mut index = WordIndex::default();
        index.add(0, &["стив,,а".to_owned(), "виткофф,".to_owned()]);
        index.add(3, &["стив,,а".to_owned()]);
        assert_eq!(index.lines(), "виткофф, 0\nстив,,а 0 3");
    }
}
