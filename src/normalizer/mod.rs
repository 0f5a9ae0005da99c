//! Characters → comparable spelling with a map back to the bytes of the file; tokens; sentences; folding.

use std::ops::Range;

use crate::reader::Paragraph;

/// A paragraph in normal spelling (NFC, one kind of apostrophe, no invisible characters), tied to the file.
#[derive(Clone, Debug)]
pub struct Text {
    /// The normal spelling.
    pub text: String,
    /// For each byte of `text`, and one past the end, where the character begins in the file (bytes).
    origin: Vec<u32>,
}

impl Text {
    /// Reads a paragraph of `source`, the decoded file.
    pub fn of_paragraph(source: &str, paragraph: &Paragraph) -> Text {
        let _ = (source, paragraph);
        Text { text: String::new(), origin: vec![0] }
    }

    /// The bytes of the file that a range of `text` came from.
    pub fn source_range(&self, range: Range<usize>) -> Range<usize> {
        self.origin[range.start] as usize..self.origin[range.end] as usize
    }
}
