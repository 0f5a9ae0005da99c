//! A word with all its forms, as a source lists it.

use imenoslov::morphology::dictionary::{Key, Tags};

/// A word with all its forms, the dictionary form first.
#[derive(Clone, Debug)]
pub struct Lexeme {
    /// Form and tags, in small letters.
    pub forms: Vec<(String, Tags)>,
}

impl Lexeme {
    /// Puts the nominative that is spelled like `lemma` first; without one the first nominative, else the first form.
    pub fn new(lemma: &str, mut forms: Vec<(String, Tags)>) -> Lexeme {
        use imenoslov::morphology::Case;
        let is_lemma = |form: &str| match (Key::of(form), Key::of(lemma)) {
            (Some(a), Some(b)) => a.bytes() == b.bytes(),
            _ => form == lemma,
        };
        let nominative = |tags: &Tags| tags.case().is_none_or(|case| case == Case::Nominative);
        let first = forms
            .iter()
            .position(|(form, tags)| nominative(tags) && is_lemma(form))
            .or_else(|| forms.iter().position(|(_, tags)| nominative(tags)))
            .unwrap_or(0);
        forms[..=first].rotate_right(1);
        Lexeme { forms }
    }

    /// The dictionary form.
    pub fn lemma(&self) -> &str {
        &self.forms[0].0
    }

    /// The tags of the dictionary form.
    pub fn tags(&self) -> Tags {
        self.forms[0].1
    }
}
