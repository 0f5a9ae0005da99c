//! What an edit did to the text of a glossary, and taking it back.

use super::error::GlossaryError;
use super::file::GlossaryFile;

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
        let equal_start: usize =
            before.chars().zip(after.chars()).take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum();
        let (old, new) = (&before[equal_start..], &after[equal_start..]);
        let equal_end: usize =
            old.chars().rev().zip(new.chars().rev()).take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum();
        Change {
            start: equal_start,
            removed: old[..old.len() - equal_end].to_owned(),
            inserted: new[..new.len() - equal_end].to_owned(),
        }
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
    fn a_change_is_the_stretch_that_differs() {
        for (before, after, start, removed, inserted) in [
            ("abc", "abc", 3, "", ""),
            ("", "ab", 0, "", "ab"),
            ("aab", "ab", 1, "a", ""),
            ("é", "è", 0, "é", "è"),
            ("# é\n", "# a\n", 2, "é", "a"),
        ] {
            let expected = Change { start, removed: removed.to_owned(), inserted: inserted.to_owned() };
            assert_eq!(Change::between(before, after), expected);
        }
    }

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
