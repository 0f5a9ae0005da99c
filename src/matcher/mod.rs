//! Name × name → [`Score`] with its evidence; candidates, entities, alignment across languages.

use std::fmt;

use crate::kind::Kind;
use crate::languages::Language;

/// A name in dictionary form.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name {
    /// The language of the texts it stands in.
    pub language: Language,
    /// What it names.
    pub kind: Kind,
    /// The dictionary form.
    pub text: String,
}

/// How likely two names are the same entity's, and why.
#[derive(Clone, Debug)]
pub struct Score {
    /// 0…1; 0.5 is where "same" becomes likelier than "different".
    pub value: f64,
    /// What decided, in order of weight.
    pub evidence: Vec<Evidence>,
}

/// One reason for a score. `Display` says it in words.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Evidence {
    /// The two names are written alike.
    Identical,
}

impl fmt::Display for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Evidence::Identical => f.write_str("written alike"),
        }
    }
}

/// The one scorer: `build`, `check`, `match`, `link`, `lookup` and `explain` all call it.
pub fn score(a: &Name, b: &Name) -> Score {
    let same = a.text == b.text;
    Score { value: f64::from(u8::from(same)), evidence: if same { vec![Evidence::Identical] } else { Vec::new() } }
}

/// A name with how it was used in the articles.
#[derive(Clone, Debug)]
pub struct Usage {
    /// The name.
    pub name: Name,
    /// How many mentions have it as their dictionary form.
    pub count: usize,
    /// The articles that mention it: indices, ascending.
    pub articles: Vec<u32>,
}

/// Names of one person, place or organisation in both languages.
#[derive(Clone, Debug)]
pub struct Entity {
    /// What it is.
    pub kind: Kind,
    /// Its names with their use, the most frequent full form of each language first.
    pub names: Vec<Usage>,
    /// How sure the program is that these names belong together, 0…1.
    pub confidence: f64,
}
