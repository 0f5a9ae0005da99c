//! Edits of documents.

use std::collections::HashMap;
use std::ops::Range;

use gen_lsp_types::{
    DocumentChange, Edit, OptionalVersionedTextDocumentIdentifier, TextDocumentEdit, TextDocumentIdentifier, TextEdit,
    Uri, WorkspaceEdit,
};

/// Edits of one document, in the form that the editor understands. The version lets it refuse edits of an older text.
pub(super) fn workspace_edit(uri: &str, version: Option<i32>, edits: Vec<TextEdit>, versioned: bool) -> WorkspaceEdit {
    let uri = Uri(uri.to_owned());
    if !versioned {
        return WorkspaceEdit { changes: Some(HashMap::from([(uri, edits)])), ..WorkspaceEdit::default() };
    }
    let text_document_identifier = TextDocumentIdentifier { uri };
    let change = DocumentChange::TextDocumentEdit(TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier { version, text_document_identifier },
        edits: edits.into_iter().map(Edit::TextEdit).collect(),
    });
    WorkspaceEdit { document_changes: Some(vec![change]), ..WorkspaceEdit::default() }
}

/// The one replacement that turns a text into another: bytes of the old one, and what stands there in the new one.
pub(super) fn replacement<'n>(old: &str, new: &'n str) -> (Range<usize>, &'n str) {
    let common = |pairs: &mut dyn Iterator<Item = (char, char)>| -> usize {
        pairs.take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum()
    };
    let start = common(&mut old.chars().zip(new.chars()));
    let end = common(&mut old[start..].chars().rev().zip(new[start..].chars().rev()));
    (start..old.len() - end, &new[start..new.len() - end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_replaced() {
        assert_eq!(replacement("аба", "абба"), (4..4, "б"));
        assert_eq!(replacement("аа", "ааа"), (4..4, "а"));
        assert_eq!(replacement("", "є"), (0..0, "є"));
        assert_eq!(replacement("київ", "київ"), (8..8, ""));
    }
}
