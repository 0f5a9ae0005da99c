//! Findings → what can be done about them.

use std::ops::Range;

use gen_lsp_types::{CodeAction, CodeActionKind, Range as Span, TextDocumentIdentifier, TextEdit};
use imenoslov::checker::{Finding, FixScope, is_fixable};
use imenoslov::difference::difference;
use imenoslov::glossary::{GlossaryFile, NewEntry, Side};
use imenoslov::languages::Language;
use serde::Deserialize;

use super::diagnostics;
use super::document::{Document, Judged};
use super::edits::workspace_edit;
use super::glossaries::{Documents, Glossaries};
use super::positions::{Encoding, Lines, Places};
use super::uri::uri_of;

/// What is asked for. The diagnostics that come along are not read: they are the server's own.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Question {
    pub(super) text_document: TextDocumentIdentifier,
    range: Span,
    #[serde(default)]
    context: Context,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Context {
    only: Option<Vec<String>>,
}

/// Writes all suggestions of errors: safe enough for every saving.
const FIX_ALL: &str = "source.fixAll.imenoslov";
/// Writes those of warnings too.
const FIX_WARNINGS: &str = "source.imenoslov.fixWarnings";
const QUICK_FIX: &str = "quickfix";

/// The kinds of actions that there are.
pub(super) const KINDS: [&str; 3] = [QUICK_FIX, FIX_ALL, FIX_WARNINGS];

/// What the actions need to know.
pub(super) struct Surroundings<'s> {
    pub(super) documents: &'s Documents,
    pub(super) glossaries: &'s Glossaries,
    pub(super) encoding: Encoding,
    /// Whether the editor takes edits with the version of their document.
    pub(super) versioned: bool,
}

impl Surroundings<'_> {
    /// The actions for a stretch of a document, the likeliest first.
    pub(super) fn actions(&self, document: &Document, question: &Question) -> Vec<CodeAction> {
        let Some(judged) = document.judged(self.encoding) else { return Vec::new() };
        let wanted =
            |kind: &str| question.context.only.as_ref().is_none_or(|only| only.iter().any(|o| is_below(kind, o)));
        let asked = judged.places.range(question.range);
        let meets = |range: Range<usize>| range.start <= asked.end && asked.start <= range.end;
        let mut actions = Vec::new();
        if wanted(QUICK_FIX) {
            for finding in judged.findings.iter().filter(|finding| meets(judged.range(finding))) {
                actions.extend(self.fix(finding, &judged));
                actions.extend(self.additions(finding, &judged));
            }
        }
        let is_asked_for = question.context.only.is_some();
        // Beside a quick fix they are offered too, where they do more.
        let mut least = if is_asked_for { 0 } else { 1 };
        let is_beside_fix = actions.iter().any(|action| action.is_preferred == Some(true));
        for (kind, scope, title) in [
            (FIX_ALL, FixScope::Errors, "Write the glossary's form of every name that is wrong"),
            (FIX_WARNINGS, FixScope::All, "Write the glossary's form of every name that is or may be wrong"),
        ] {
            let edits: Vec<TextEdit> =
                judged.findings.iter().filter_map(|finding| edit(finding, scope, &judged)).collect();
            if wanted(kind) && (is_asked_for || is_beside_fix) && edits.len() > least {
                if !is_asked_for {
                    least = edits.len();
                }
                actions.push(self.action(title.to_owned(), kind, document, edits));
            }
        }
        actions
    }

    fn fix(&self, finding: &Finding, judged: &Judged<'_>) -> Option<CodeAction> {
        let suggestion = judged.article.suggestion_reading(&finding.range, finding.suggestion.as_ref()?);
        let title = format!("Write «{suggestion}»");
        let edits = vec![edit(finding, FixScope::All, judged)?];
        let action = self.action(title, QUICK_FIX, judged.document, edits);
        let diagnostics = Some(vec![diagnostics::of_finding(finding, judged)]);
        Some(CodeAction { is_preferred: Some(true), diagnostics, ..action })
    }

    fn action(&self, title: String, kind: &str, document: &Document, edits: Vec<TextEdit>) -> CodeAction {
        CodeAction {
            title,
            kind: Some(CodeActionKind::from(kind.to_owned())),
            edit: Some(workspace_edit(&document.uri, Some(document.version), edits, self.versioned)),
            ..CodeAction::default()
        }
    }

    /// For a name without an entry: an entry for it, alone and with the name that the other language probably has.
    fn additions(&self, finding: &Finding, judged: &Judged<'_>) -> Vec<CodeAction> {
        let Some(proposal) = &finding.proposal else { return Vec::new() };
        let forms = |side: &Option<Side>| -> Vec<String> {
            side.iter().flat_map(|side| side.preferred.iter().chain(&side.proposed)).take(1).cloned().collect()
        };
        let entry =
            |ru: Vec<String>, uk: Vec<String>| NewEntry { id: None, kind: proposal.kind, en: None, note: None, ru, uk };
        let (ru, uk) = (forms(&proposal.ru), forms(&proposal.uk));
        let (found, other) = match finding.language {
            Language::Russian => (&ru, &uk),
            Language::Ukrainian => (&uk, &ru),
        };
        let Some(name) = found.first() else { return Vec::new() };
        let alone = match finding.language {
            Language::Russian => entry(ru.clone(), Vec::new()),
            Language::Ukrainian => entry(Vec::new(), uk.clone()),
        };
        let mut entries = Vec::new();
        if let Some(other) = other.first() {
            entries.push((
                format!("Add «{name}» to the glossary, in the other language «{other}»"),
                entry(ru.clone(), uk.clone()),
            ));
        }
        entries.push((format!("Add «{name}» to the glossary"), alone));
        let diagnostic = diagnostics::of_finding(finding, judged);
        let action = |(title, entry)| self.addition(title, entry);
        let actions = entries.into_iter().filter_map(action);
        actions.map(|action| CodeAction { diagnostics: Some(vec![diagnostic.clone()]), ..action }).collect()
    }

    /// The entry as an edit of the glossary as it is in the editor, or else on disk.
    fn addition(&self, title: String, entry: NewEntry) -> Option<CodeAction> {
        let source = self.glossaries.written()?;
        let open = source.document(self.documents);
        let mut file = match open {
            Some(document) => GlossaryFile::parse(&source.path, document.text()).ok()?,
            None => source.file.clone()?,
        };
        let before = file.text().to_owned();
        file.add_entry(entry).ok()?;
        let (range, added) = difference(&before, file.text());
        let new_text = file.text()[added].to_owned();
        let (uri, version, range) = match open {
            Some(document) => {
                let range = range.start + document.mark()..range.end + document.mark();
                (document.uri.clone(), Some(document.version), document.places(self.encoding).span(&range))
            }
            None => {
                let range = Places::new(&before, &Lines::of(&before), self.encoding).span(&range);
                (uri_of(&source.path), None, range)
            }
        };
        Some(CodeAction {
            title,
            kind: Some(CodeActionKind::QuickFix),
            edit: Some(workspace_edit(&uri, version, vec![TextEdit { range, new_text }], self.versioned)),
            ..CodeAction::default()
        })
    }
}

/// Whether a kind of actions is the one asked for or below it.
fn is_below(kind: &str, asked: &str) -> bool {
    kind.strip_prefix(asked).is_some_and(|rest| rest.is_empty() || asked.is_empty() || rest.starts_with('.'))
}

/// The correction of a finding in the scope. In files that `check --fix` does not write there is none here either.
fn edit(finding: &Finding, scope: FixScope, judged: &Judged<'_>) -> Option<TextEdit> {
    let article = judged.article;
    if !article.markup.is_written_back() || !is_fixable(article, finding, scope) {
        return None;
    }
    let new_text = article.replacement(&finding.range, finding.suggestion.as_ref()?);
    Some(TextEdit { range: judged.span(finding), new_text })
}
