//! One change between two glossaries.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::glossary::{Entry, RejectedPair, Side, Status};
use crate::kind::Kind;
use crate::languages::Language;

/// A change, with what a reader needs to know of its entry.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Change {
    /// The entry as the new glossary calls it (the old one if it is gone); absent for refused pairs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Its kind.
    pub kind: Kind,
    /// Its name in Russian.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ru: Option<String>,
    /// Its name in Ukrainian.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uk: Option<String>,
    /// What happened.
    #[serde(flatten)]
    pub what: What,
}

/// How a form stands in an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Standing {
    Preferred,
    Admitted,
    Forbidden,
    Proposed,
}

impl fmt::Display for Standing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Standing::Preferred => "preferred",
            Standing::Admitted => "admitted",
            Standing::Forbidden => "forbidden",
            Standing::Proposed => "proposed",
        })
    }
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "change", rename_all = "kebab-case")]
pub enum What {
    /// A new entry.
    Added {
        /// Its status.
        status: Status,
    },
    /// The entry is gone.
    Removed {
        /// The status that it had.
        status: Status,
    },
    /// The entry has another status.
    StatusChanged {
        /// Before.
        from: Status,
        /// After.
        to: Status,
    },
    /// Another form is preferred. What became of the former one, if it stays, is a change of its own.
    PreferredChanged {
        /// The language.
        language: Language,
        /// Before.
        from: Option<String>,
        /// After.
        to: Option<String>,
    },
    /// A form that the entry did not have, other than as preferred one.
    FormAdded {
        /// The language.
        language: Language,
        /// The form.
        form: String,
        /// How it stands.
        to: Standing,
    },
    /// A form is gone that was not preferred.
    FormRemoved {
        /// The language.
        language: Language,
        /// The form.
        form: String,
        /// How it stood.
        from: Standing,
    },
    /// A form stands otherwise than before.
    FormStanding {
        /// The language.
        language: Language,
        /// The form.
        form: String,
        /// Before.
        from: Standing,
        /// After.
        to: Standing,
    },
    /// A form came from another entry.
    FormMoved {
        /// The language.
        language: Language,
        /// The form.
        form: String,
        /// The entry where it was.
        from_entry: String,
        /// How it stood there.
        from: Standing,
        /// How it stands here.
        to: Standing,
    },
    /// A preferred form came from another entry, and so has another counterpart in the other language.
    Realigned {
        /// The language.
        language: Language,
        /// The form.
        form: String,
        /// The entry where it was.
        from_entry: String,
        /// How it stood there.
        from: Standing,
        /// How it stands here.
        to: Standing,
        /// The counterpart before.
        before: String,
        /// The counterpart after.
        after: String,
    },
    /// The entry went into another one.
    Merged {
        /// That entry.
        into: String,
    },
    /// A new entry with forms that another one had.
    Split {
        /// That entry.
        from: String,
    },
    /// The entry has another id.
    IdChanged {
        /// The former id.
        from: String,
    },
    /// The entry has another kind.
    KindChanged {
        /// The former kind.
        from: Kind,
    },
    /// Another field of the entry, or of its names in one language.
    FieldChanged {
        /// The language, for fields of one.
        #[serde(skip_serializing_if = "Option::is_none")]
        language: Option<Language>,
        /// The field.
        field: &'static str,
        /// Before.
        from: Option<String>,
        /// After.
        to: Option<String>,
    },
    /// Two names are kept apart from now on.
    PairRefused,
    /// Two names are no longer kept apart.
    PairReleased,
}

/// The groups of a report, in the order in which a reviewer should see them: decisions first, findings last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the titles say it")]
pub enum Category {
    Preferred,
    Forbidden,
    Realigned,
    Moved,
    Merged,
    Split,
    Rejected,
    Approved,
    Reopened,
    Admitted,
    PairRefused,
    PairReleased,
    Removed,
    FormRemoved,
    KindChanged,
    IdChanged,
    FieldChanged,
    Added,
    Proposed,
}

impl Category {
    /// The heading of the group.
    pub fn title(self) -> &'static str {
        match self {
            Category::Preferred => "Preferred form changed",
            Category::Forbidden => "Form forbidden",
            Category::Realigned => "Counterpart changed",
            Category::Moved => "Form moved to another entry",
            Category::Merged => "Merged",
            Category::Split => "Split",
            Category::Rejected => "Rejected",
            Category::Approved => "Approved",
            Category::Reopened => "Decision taken back",
            Category::Admitted => "Form admitted",
            Category::PairRefused => "Pair kept apart",
            Category::PairReleased => "Pair no longer kept apart",
            Category::Removed => "Removed",
            Category::FormRemoved => "Form removed",
            Category::KindChanged => "Kind changed",
            Category::IdChanged => "Id changed",
            Category::FieldChanged => "Note or other field changed",
            Category::Added => "Added",
            Category::Proposed => "Form proposed",
        }
    }
}

impl Serialize for Category {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.title().to_lowercase().replace(' ', "-"))
    }
}

impl Change {
    pub(super) fn of(entry: &Entry, what: What) -> Change {
        let name = |side: &Option<Side>| side.as_ref().and_then(Side::best_form).map(str::to_owned);
        Change { id: Some(entry.id.clone()), kind: entry.kind, ru: name(&entry.ru), uk: name(&entry.uk), what }
    }

    pub(super) fn of_pair(pair: &RejectedPair, what: What) -> Change {
        Change { id: None, kind: pair.kind, ru: Some(pair.ru.clone()), uk: Some(pair.uk.clone()), what }
    }
}

impl What {
    /// The group in which a report shows it.
    pub fn category(&self) -> Category {
        match self {
            What::Added { .. } => Category::Added,
            What::Removed { .. } => Category::Removed,
            What::StatusChanged { to: Status::Approved, .. } => Category::Approved,
            What::StatusChanged { to: Status::Rejected, .. } => Category::Rejected,
            What::StatusChanged { to: Status::Proposed, .. } => Category::Reopened,
            What::PreferredChanged { .. } => Category::Preferred,
            What::FormAdded { to, .. } | What::FormStanding { to, .. } => match to {
                Standing::Preferred => Category::Preferred,
                Standing::Admitted => Category::Admitted,
                Standing::Forbidden => Category::Forbidden,
                Standing::Proposed => Category::Proposed,
            },
            What::FormRemoved { .. } => Category::FormRemoved,
            What::FormMoved { .. } => Category::Moved,
            What::Realigned { .. } => Category::Realigned,
            What::Merged { .. } => Category::Merged,
            What::Split { .. } => Category::Split,
            What::IdChanged { .. } => Category::IdChanged,
            What::KindChanged { .. } => Category::KindChanged,
            What::FieldChanged { .. } => Category::FieldChanged,
            What::PairRefused => Category::PairRefused,
            What::PairReleased => Category::PairReleased,
        }
    }

    /// The language that it concerns, if it is one.
    pub fn language(&self) -> Option<Language> {
        match self {
            What::PreferredChanged { language, .. }
            | What::FormAdded { language, .. }
            | What::FormRemoved { language, .. }
            | What::FormStanding { language, .. }
            | What::FormMoved { language, .. }
            | What::Realigned { language, .. } => Some(*language),
            What::FieldChanged { language, .. } => *language,
            _ => None,
        }
    }
}
