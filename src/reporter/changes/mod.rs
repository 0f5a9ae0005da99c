//! [`Change`] → text, Markdown, JSON, HTML.

mod effects;
mod html;
mod json;
mod markdown;
mod mentions;
mod text;

pub use effects::Effects;
pub use html::{html, mentions_html};
pub use json::json;
pub use markdown::{MARKDOWN_LIMIT, markdown};
pub use mentions::{mentions_json, mentions_markdown, mentions_text};
pub use text::{review_text, text};

use std::collections::BTreeMap;

use similar::{ChangeTag, TextDiff};

use crate::differ::{Category, Change, Patch, SettingChange, What};

/// The heading of settings that differ.
const SETTINGS: &str = "Settings of check changed";

/// What a reviewer is to see.
#[derive(Clone, Copy, Debug)]
pub struct Review<'a> {
    /// What changed, as [`diff`](crate::differ::diff) says it.
    pub changes: &'a [Change],
    /// The same as whole entries; only JSON and HTML show it.
    pub patch: &'a Patch,
    /// Settings of `check` that differ.
    pub settings: &'a [SettingChange],
    /// What that does to articles, where there are any.
    pub effects: Option<Effects<'a>>,
}

/// The changes of each category, in the order of the categories.
fn by_category(changes: &[Change]) -> BTreeMap<Category, Vec<&Change>> {
    let mut groups: BTreeMap<Category, Vec<&Change>> = BTreeMap::new();
    for change in changes {
        groups.entry(change.what.category()).or_default().push(change);
    }
    groups
}

/// A stretch of a name that was changed, seen beside the other version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Kept,
    Deleted,
    Inserted,
}

/// Two versions of a name as one: what both have, what only the old and what only the new one has.
///
/// Names that share less than half of their letters are shown one after the other.
fn marked(old: &str, new: &str) -> Vec<(Part, String)> {
    let diff = TextDiff::from_graphemes(old, new);
    let mut parts: Vec<(Part, String)> = Vec::new();
    if diff.ratio() < 0.5 {
        return vec![(Part::Deleted, old.to_owned()), (Part::Kept, " → ".to_owned()), (Part::Inserted, new.to_owned())];
    }
    for change in diff.iter_all_changes() {
        let part = match change.tag() {
            ChangeTag::Equal => Part::Kept,
            ChangeTag::Delete => Part::Deleted,
            ChangeTag::Insert => Part::Inserted,
        };
        match parts.last_mut() {
            Some((last, text)) if *last == part => text.push_str(change.value()),
            _ => parts.push((part, change.value().to_owned())),
        }
    }
    parts
}

/// How a report shows names and their differences.
trait Style {
    fn name(&self, name: &str) -> String;
    fn deleted(&self, name: &str) -> String;
    fn inserted(&self, name: &str) -> String;

    fn difference(&self, old: &str, new: &str) -> String {
        marked(old, new)
            .into_iter()
            .map(|(part, text)| match part {
                Part::Kept => self.name(&text),
                Part::Deleted => self.deleted(&text),
                Part::Inserted => self.inserted(&text),
            })
            .collect()
    }

    fn change(&self, old: Option<&str>, new: Option<&str>) -> String {
        match (old, new) {
            (Some(old), Some(new)) => self.difference(old, new),
            (Some(old), None) => self.deleted(old),
            (None, Some(new)) => self.inserted(new),
            (None, None) => String::new(),
        }
    }
}

/// What happened, in words, without the entry and the heading.
fn details(what: &What, style: &dyn Style) -> String {
    match what {
        What::Added { status } | What::Removed { status } => status.to_string(),
        What::StatusChanged { from, to } => format!("{} → {}", from, to),
        What::PreferredChanged { language, from, to } => {
            format!("{language}: {}", style.change(from.as_deref(), to.as_deref()))
        }
        What::FormAdded { language, form, .. } => format!("{language}: {}", style.inserted(form)),
        What::FormRemoved { language, form, from } => format!("{language}: {} (was {from})", style.deleted(form)),
        What::FormStanding { language, form, from, to } => {
            format!("{language}: {} ({from} → {to})", style.name(form))
        }
        What::FormMoved { language, form, from_entry, from, to } => {
            let form = style.name(form);
            let standing = if from == to { from.to_string() } else { format!("{from} → {to}") };
            format!("{language}: {form} ({standing}), from {}", style.name(from_entry))
        }
        What::Realigned { language, form, from_entry, before, after, .. } => {
            format!(
                "{language}: {} is now the counterpart of {}, from {}",
                style.name(form),
                style.difference(before, after),
                style.name(from_entry)
            )
        }
        What::Merged { into } => format!("into {}", style.name(into)),
        What::Split { from } => format!("from {}", style.name(from)),
        What::IdChanged { from } => format!("was {}", style.name(from)),
        What::KindChanged { from } => format!("was {from}"),
        What::FieldChanged { language, field, from, to } => {
            let language = language.map(|language| format!("{language} ")).unwrap_or_default();
            format!("{language}{field}: {}", style.change(from.as_deref(), to.as_deref()))
        }
        What::PairRefused | What::PairReleased => String::new(),
    }
}
