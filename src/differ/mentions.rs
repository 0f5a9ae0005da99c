//! Mentions × mentions → what another program, model or glossary finds in the same articles.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::kind::Kind;
use crate::languages::Language;

/// A mention as `mentions --format jsonl` writes it. Offsets are code points of the file, the end exclusive; line and
/// column count from 1.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are those of the format")]
pub struct MentionRecord {
    pub file: String,
    pub start: usize,
    pub end: usize,
    pub lang: Language,
    pub line: usize,
    pub column: usize,
    pub surface: String,
    pub lemma: String,
    pub kind: Kind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entity: Option<String>,
}

/// A line is no mention.
#[derive(Debug, thiserror::Error)]
#[error("line {line} is no mention as `mentions --format jsonl` writes it")]
pub struct NoMention {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub source: serde_json::Error,
}

/// Reads mentions, one JSON object a line; empty lines do not count.
///
/// # Errors
/// At the first line that is no mention.
pub fn read_mentions(text: &str) -> Result<Vec<MentionRecord>, NoMention> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(index, line)| serde_json::from_str(line).map_err(|source| NoMention { line: index + 1, source }))
        .collect()
}

/// How a mention differs, in the order of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum MentionChange {
    /// Found before and not now.
    Lost,
    /// Found now and not before.
    New,
    /// Found with more or fewer words.
    Extent,
    /// Of another kind.
    Kind,
    /// With another dictionary form.
    Lemma,
    /// In another entry of the glossary, or in none.
    Entity,
}

impl MentionChange {
    /// The heading of the group.
    pub fn title(self) -> &'static str {
        match self {
            MentionChange::Lost => "Found before and not now",
            MentionChange::New => "Newly found",
            MentionChange::Extent => "Found with other words",
            MentionChange::Kind => "Other kind",
            MentionChange::Lemma => "Other dictionary form",
            MentionChange::Entity => "Other entry",
        }
    }
}

/// Mentions of one name that differ in the same way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MentionGroup {
    /// How they differ.
    pub change: MentionChange,
    /// Their language.
    pub lang: Language,
    /// Their kind: now, or before where there is none now.
    pub kind: Kind,
    /// Their dictionary form: now, or before where there is none now.
    pub lemma: String,
    /// What was: the words, the kind, the dictionary form or the entry.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// What is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// How many there are.
    pub count: usize,
    /// The first ones.
    pub examples: Vec<MentionRecord>,
}

/// How two outputs differ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MentionDiff {
    /// Mentions in the old output.
    pub before: usize,
    /// Mentions in the new output.
    pub after: usize,
    /// The differences: by change, then the most frequent first.
    pub groups: Vec<MentionGroup>,
}

/// How many examples a group keeps.
const EXAMPLES: usize = 3;

/// Compares what was found in the same articles. Mentions are the same if they stand at the same place; those that only
/// overlap are one mention with other words. Takes time in n log n.
pub fn diff_mentions(old: &[MentionRecord], new: &[MentionRecord]) -> MentionDiff {
    let (before, after) = (by_file(old), by_file(new));
    let files: BTreeSet<&str> = before.keys().chain(after.keys()).copied().collect();
    let mut groups = Groups::default();
    for file in files {
        let of = |files: &BTreeMap<&str, Vec<_>>| files.get(file).cloned().unwrap_or_default();
        for (old, new) in paired(&of(&before), &of(&after)) {
            groups.add(old, new);
        }
    }
    MentionDiff { before: old.len(), after: new.len(), groups: groups.sorted() }
}

fn by_file(mentions: &[MentionRecord]) -> BTreeMap<&str, Vec<&MentionRecord>> {
    let mut files: BTreeMap<&str, Vec<&MentionRecord>> = BTreeMap::new();
    for mention in mentions {
        files.entry(&mention.file).or_default().push(mention);
    }
    for mentions in files.values_mut() {
        mentions.sort();
    }
    files
}

type Pair<'m> = (Option<&'m MentionRecord>, Option<&'m MentionRecord>);

/// Mentions of one file in both outputs: those at the same place, then those that overlap.
fn paired<'m>(old: &[&'m MentionRecord], new: &[&'m MentionRecord]) -> Vec<Pair<'m>> {
    let places: BTreeMap<_, _> = new.iter().enumerate().map(|(index, new)| ((new.start, new.end), index)).collect();
    let mut partner: Vec<Option<usize>> = old.iter().map(|old| places.get(&(old.start, old.end)).copied()).collect();
    let mut is_taken = vec![false; new.len()];
    // Of several at one place only one is the same.
    for partner in &mut partner {
        *partner = partner.filter(|&index| !std::mem::replace(&mut is_taken[index], true));
    }
    let mut from = 0;
    for (old, partner) in old.iter().zip(&mut partner).filter(|(_, partner)| partner.is_none()) {
        while new.get(from).is_some_and(|new| new.end <= old.start) {
            from += 1;
        }
        let near = new.iter().enumerate().skip(from).take_while(|(_, new)| new.start < old.end);
        let mut free = near.filter(|&(index, new)| !is_taken[index] && new.end > old.start).map(|(index, _)| index);
        *partner = free.next();
        if let Some(index) = *partner {
            is_taken[index] = true;
        }
    }
    let mut pairs: Vec<Pair<'m>> =
        old.iter().zip(partner).map(|(old, partner)| (Some(*old), partner.map(|index| new[index]))).collect();
    pairs.extend(new.iter().zip(is_taken).filter(|(_, taken)| !taken).map(|(new, _)| (None, Some(*new))));
    pairs
}

type Key = (MentionChange, Language, Kind, String, Option<String>, Option<String>);

#[derive(Default)]
struct Groups(BTreeMap<Key, (usize, Vec<MentionRecord>)>);

impl Groups {
    fn add(&mut self, old: Option<&MentionRecord>, new: Option<&MentionRecord>) {
        let Some(shown) = new.or(old) else { return };
        let mut add = |change: MentionChange, before: Option<String>, after: Option<String>| {
            let key = (change, shown.lang, shown.kind, shown.lemma.clone(), before, after);
            let (count, examples) = self.0.entry(key).or_default();
            *count += 1;
            if examples.len() < EXAMPLES {
                examples.push(shown.clone());
            }
        };
        let (Some(old), Some(new)) = (old, new) else {
            add(if new.is_none() { MentionChange::Lost } else { MentionChange::New }, None, None);
            return;
        };
        if (old.start, old.end) != (new.start, new.end) {
            add(MentionChange::Extent, Some(old.surface.clone()), Some(new.surface.clone()));
        } else if old.lemma != new.lemma {
            add(MentionChange::Lemma, Some(old.lemma.clone()), Some(new.lemma.clone()));
        }
        if old.kind != new.kind {
            add(MentionChange::Kind, Some(old.kind.to_string()), Some(new.kind.to_string()));
        }
        if old.entity != new.entity {
            add(MentionChange::Entity, old.entity.clone(), new.entity.clone());
        }
    }

    fn sorted(self) -> Vec<MentionGroup> {
        let group = |((change, lang, kind, lemma, before, after), (count, examples))| MentionGroup {
            change,
            lang,
            kind,
            lemma,
            before,
            after,
            count,
            examples,
        };
        let mut groups: Vec<MentionGroup> = self.0.into_iter().map(group).collect();
        groups.sort_by_key(|group| (group.change, Reverse(group.count)));
        groups
    }
}
