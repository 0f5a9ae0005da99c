//! [`Alignment`] → links, text, TSV, TMX, HTML.

mod html;
mod links;
mod text;
mod tmx;
mod tsv;

use crate::aligner::{Alignment, Link, NamePair};
use crate::recognizer::Mention;

pub use html::html;
pub use links::links;
pub use text::text;
pub use tmx::tmx;
pub use tsv::tsv;

/// Two aligned versions of an article with what a report shows.
#[derive(Clone, Debug)]
pub struct AlignedPair {
    /// What the Russian version is called: its path.
    pub ru: String,
    /// What the Ukrainian version is called.
    pub uk: String,
    /// Their sentences and links.
    pub alignment: Alignment,
    /// The mentions of both sides, for reports that show names.
    pub mentions: (Vec<Mention>, Vec<Mention>),
    /// Which names stand opposite each other, for reports that show names.
    pub names: Vec<NamePair>,
}

impl AlignedPair {
    /// The sentences of a link joined by spaces, Russian and Ukrainian.
    fn texts(&self, link: &Link) -> (String, String) {
        let (ru, uk) = self.alignment.sentences(link);
        let join = |side: &[crate::aligner::Sentence]| {
            side.iter().map(|sentence| sentence.text.as_str()).collect::<Vec<_>>().join(" ")
        };
        (join(ru), join(uk))
    }
}

/// A side of a link in machine-readable form: `0,1`.
fn indices(range: &std::ops::Range<usize>) -> String {
    range.clone().map(|index| index.to_string()).collect::<Vec<_>>().join(",")
}
