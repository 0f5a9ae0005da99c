//! Name × name → [`Score`] with its evidence; candidates, entities, alignment across languages.
//!
//! [`score`] is the one scorer. A name is first taken apart into words with roles ([`words`]); words are compared by
//! their letters ([`spelling`]), through the lexicons ([`lexicon`]) or as abbreviations ([`abbreviation`]); what the
//! words say is combined by the kind of name ([`person`], [`phrase`]). [`Index`] finds candidates without comparing
//! everything with everything; [`link`] and [`entities`] group names with it; [`counterpart`] proposes a spelling in
//! the other language.

mod abbreviation;
mod compare;
mod corpus;
mod counterpart;
mod entities;
mod evidence;
mod index;
mod letters;
mod lexicon;
mod opposite;
mod pairs;
mod person;
mod phrase;
mod scorer;
mod sightings;
mod spelling;
mod transliteration;
mod words;

use crate::kind::Kind;
use crate::languages::Language;

pub use corpus::{Corpus, Surfaces};
pub use counterpart::counterpart;
pub use entities::{entities, entities_beside, link};
pub use evidence::Evidence;
pub use index::Index;
pub use opposite::Opposite;
pub use pairs::best_matches;
pub use scorer::score;

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
    /// How sure the program is that these names belong together, 0…1: the score of the weakest pair that holds them
    /// together; 1 for a single name.
    pub confidence: f64,
}
