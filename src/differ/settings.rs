//! What changed in the table `[check]`.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

/// A setting that differs; names of nested tables are joined by dots, lists by commas.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SettingChange {
    /// Its name below `[check]`.
    pub name: String,
    /// Before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// After.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

/// The settings that differ, by name. Both sides are as
/// [`GlossaryFile::check_settings`](crate::glossary::GlossaryFile::check_settings) gives them.
pub fn diff_settings(old: &BTreeMap<String, String>, new: &BTreeMap<String, String>) -> Vec<SettingChange> {
    let names: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let changes = names.into_iter().map(|name| SettingChange {
        name: name.clone(),
        before: old.get(name).cloned(),
        after: new.get(name).cloned(),
    });
    changes.filter(|change| change.before != change.after).collect()
}
