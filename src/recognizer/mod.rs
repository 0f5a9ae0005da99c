//! [`Article`] → [`Mention`]: where a name is, of what kind, its dictionary form.

use std::ops::Range;

use crate::kind::Kind;
use crate::languages::Language;
use crate::reader::Article;

/// A name in an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Where it stands: bytes of the article's text.
    pub range: Range<usize>,
    /// The name in normal spelling, in the case it has in the text.
    pub surface: String,
    /// The dictionary form.
    pub lemma: String,
    /// What it names.
    pub kind: Kind,
    /// The language of the paragraph.
    pub language: Language,
    /// Index into the article's paragraphs.
    pub paragraph: usize,
}

/// The names of an article, in the order of the text, without overlap.
pub fn recognize(article: &Article) -> Vec<Mention> {
    let _ = article;
    Vec::new()
}
