//! What an edit did to the text of a glossary, and taking it back.

use super::error::GlossaryError;
use super::file::GlossaryFile;
use crate::difference::difference;

/// The stretch of the text in which two states of a glossary file differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    start: usize,
    removed: String,
    inserted: String,
}

impl Change {
    /// What leads from one text to another.
    pub fn between(before: &str, after: &str) -> Change {
        let (old, new) = difference(before, after);
        Change { start: old.start, removed: before[old].to_owned(), inserted: after[new].to_owned() }
    }
}

impl GlossaryFile {
    /// Brings the text back, byte for byte, to what it was before the change that led to it.
    ///
    /// # Errors
    /// [`GlossaryError::Changed`] if the text is not what the change left, [`GlossaryError::Invalid`] if what comes back
    /// is no glossary.
    pub fn take_back(&mut self, change: &Change) -> Result<(), GlossaryError> {
        let changed = || GlossaryError::Changed { path: self.path().to_owned() };
        let end = change.start + change.inserted.len();
        if self.text().get(change.start..end) != Some(change.inserted.as_str()) {
            return Err(changed());
        }
        let text = [&self.text()[..change.start], &change.removed, &self.text()[end..]].concat();
        self.set_text(text)
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn what_somebody_else_changed_is_not_taken_back() {
        let parse = |text: &str| GlossaryFile::parse(Path::new("glossary.toml"), text).expect("a glossary");
        let (before, after) = ("version = 1\r\n# Їжак\r\n", "version = 1\r\n# Ёжик\r\n");
        let change = Change::between(before, after);
        let mut file = parse(after);
        file.take_back(&change).expect("taken back");
        assert_eq!(file.text(), before);
        let mut other = parse("version = 1\n");
        assert!(matches!(other.take_back(&change), Err(GlossaryError::Changed { .. })));
        assert_eq!(other.text(), "version = 1\n");
    }
}
