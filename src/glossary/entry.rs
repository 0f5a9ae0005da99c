//! The glossary as data, whatever file it came from.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::kind::Kind;
use crate::languages::Language;
use crate::morphology::{Case, Gender};
use crate::reader::Date;

/// What people decided about an entry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Found by the program; nobody has decided yet.
    #[default]
    Proposed,
    /// A person stands behind it.
    Approved,
    /// A person decided that this is no entry; it is kept so that it is not proposed again.
    Rejected,
}

impl Status {
    /// The word that files use.
    pub fn name(self) -> &'static str {
        match self {
            Status::Proposed => "proposed",
            Status::Approved => "approved",
            Status::Rejected => "rejected",
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// A glossary: entries and refusals, in the order of the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Glossary {
    /// The entries.
    pub entries: Vec<Entry>,
    /// Pairs of names that people keep apart.
    pub rejected_pairs: Vec<RejectedPair>,
}

/// One person, place, organisation, product or event.
///
/// Its JSON has the names of the file; what is absent or empty there is absent here.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Stable name of the entry: never changes, never reused.
    pub id: String,
    /// What it is.
    pub kind: Kind,
    /// What people decided.
    #[serde(default)]
    pub status: Status,
    /// The name in English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
    /// A remark for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Ids of entries that were merged into this one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub former_ids: Vec<String>,
    /// Its names in Russian texts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ru: Option<Side>,
    /// Its names in Ukrainian texts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uk: Option<Side>,
    /// How sure the program is that the names belong together, 0…1; absent where a person made the entry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<f64>,
}

/// The names of an entry in one language, each in dictionary form.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Side {
    /// The form to write.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub preferred: Option<String>,
    /// Forms that are right as well.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub admitted: Vec<String>,
    /// Forms that are wrong.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub forbidden: Vec<String>,
    /// Forms that the program found and nobody has decided on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub proposed: Vec<String>,
    /// Corrects the inflection: the gender.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gender: Option<Gender>,
    /// Corrects the inflection: the name has one form for all cases.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub indeclinable: bool,
    /// Corrects the inflection: single case forms.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub forms: BTreeMap<Case, String>,
    /// Forms that were right in their time.
    #[serde(default, rename = "period", skip_serializing_if = "Vec::is_empty")]
    pub periods: Vec<Period>,
}

/// A form that was right in its time; both ends are optional and inclusive.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Period {
    /// The form, in dictionary form.
    pub form: String,
    /// First day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Date>,
    /// Last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}

/// Two names that a person keeps apart, for ever.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RejectedPair {
    /// The Russian name.
    pub ru: String,
    /// The Ukrainian name.
    pub uk: String,
    /// The kind of both.
    pub kind: Kind,
}

impl Entry {
    /// The names in one language, if any is known.
    pub fn side(&self, language: Language) -> Option<&Side> {
        match language {
            Language::Russian => self.ru.as_ref(),
            Language::Ukrainian => self.uk.as_ref(),
        }
    }

    /// The languages in which it has names, with the names.
    pub fn sides(&self) -> impl Iterator<Item = (Language, &Side)> {
        Language::ALL.into_iter().filter_map(|language| Some((language, self.side(language)?)))
    }

    pub(super) fn side_mut(&mut self, language: Language) -> &mut Option<Side> {
        match language {
            Language::Russian => &mut self.ru,
            Language::Ukrainian => &mut self.uk,
        }
    }
}

impl Side {
    /// Every form, whatever its standing, preferred first.
    pub fn all_forms(&self) -> impl Iterator<Item = &str> {
        self.preferred.iter().chain(&self.admitted).chain(&self.forbidden).chain(&self.proposed).map(String::as_str)
    }
    /// Every form, those that were right in their time included.
    pub fn forms_of_all_times(&self) -> impl Iterator<Item = &str> {
        self.all_forms().chain(self.periods.iter().map(|period| period.form.as_str()))
    }

    /// The form to write: the preferred one, else the first admitted, else the first proposed one.
    pub fn best_form(&self) -> Option<&str> {
        self.preferred.as_ref().or(self.admitted.first()).or(self.proposed.first()).map(String::as_str)
    }
}
