//! What a name names.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The kind of thing that a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A person: «Стив Уиткофф».
    Person,
    /// A country, region, city, river, street: «Маямі».
    Place,
    /// An institution, company, party or outlet: «Российский фонд прямых инвестиций».
    Org,
    /// A product, work or pipeline: «Північний потік».
    Product,
    /// An event: «Brexit».
    Event,
}

impl Kind {
    /// Every kind, in the order in which reports list them.
    pub const ALL: [Kind; 5] = [Kind::Person, Kind::Place, Kind::Org, Kind::Product, Kind::Event];

    /// The word that files and the command line use.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Person => "person",
            Kind::Place => "place",
            Kind::Org => "org",
            Kind::Product => "product",
            Kind::Event => "event",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// The word is none of `person place org product event`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown kind {0:?}: expected person, place, org, product or event")]
pub struct UnknownKind(pub String);

impl FromStr for Kind {
    type Err = UnknownKind;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        Kind::ALL.into_iter().find(|kind| kind.name() == word).ok_or_else(|| UnknownKind(word.to_owned()))
    }
}
