//! Edits of documents.

use std::collections::HashMap;

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
