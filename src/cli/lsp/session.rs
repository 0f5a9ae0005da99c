//! The work with one state of the glossaries.

use std::cell::OnceCell;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender};
use std::time::Duration;

use gen_lsp_types::{
    CompletionItem, CompletionItemKind, CompletionItemTextEdit, CompletionList, Contents, DidChangeTextDocumentParams,
    DidOpenTextDocumentParams, Hover, Location, MarkupContent, MarkupKind, PublishDiagnosticsParams,
    TextDocumentPositionParams, TextEdit, Uri,
};
use imenoslov::checker::Checker;
use imenoslov::glossary::{Glossary, Lookup};
use imenoslov::reader::Article;
use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::super::{ExitStatus, output};
use super::actions::{self, Surroundings};
use super::completion::Names;
use super::diagnostics;
use super::document::{Document, Role};
use super::event::{Checked, Event};
use super::hover;
use super::names::{self, Named, language_at, word_start};
use super::positions::{Lines, Places};
use super::server::Server;
use super::uri::{path_of, uri_of};

/// So long nobody may have written anything before long articles are checked as a whole and glossaries are looked at.
const PAUSE: Duration = Duration::from_millis(250);
/// A longer glossary is validated in pauses only, bytes.
const LONG_GLOSSARY: usize = 128 << 10;

/// How the work ends.
pub(super) enum End {
    /// The glossaries have changed.
    Reload,
    Exit(ExitStatus),
}

/// A long article to be checked as a whole.
pub(super) struct Job {
    uri: String,
    article: Arc<Article>,
}

/// Checks articles until there are no more to come.
pub(super) fn work(checker: &Checker<'_>, glossary: u64, jobs: &Receiver<Job>, events: &Sender<Event>) {
    for Job { uri, article } in jobs {
        let findings = checker.check(&article);
        if events.send(Event::Checked(Checked { glossary, uri, article, findings })).is_err() {
            return;
        }
    }
}

/// The work with one state of the glossaries.
pub(super) struct Session<'s, 'g> {
    server: &'s mut Server,
    glossary: &'g Glossary,
    checker: &'s Checker<'g>,
    lookup: &'s Lookup<'g>,
    names: OnceCell<Names<'g>>,
    jobs: Sender<Job>,
    /// Whether there is any glossary to check with.
    has_glossary: bool,
    /// Whether something happened since the last pause.
    is_active: bool,
}

impl<'s, 'g> Session<'s, 'g> {
    pub(super) fn new(
        server: &'s mut Server,
        glossary: &'g Glossary,
        checker: &'s Checker<'g>,
        lookup: &'s Lookup<'g>,
        jobs: Sender<Job>,
        has_glossary: bool,
    ) -> Session<'s, 'g> {
        let names = OnceCell::new();
        Session { server, glossary, checker, lookup, names, jobs, has_glossary, is_active: true }
    }

    pub(super) fn run(mut self) -> anyhow::Result<End> {
        loop {
            let event = match self.server.inbox.poll() {
                Some(event) => Some(event),
                None => {
                    // Of many edits in a row only the last needs an answer.
                    self.refresh_all()?;
                    self.server.inbox.wait(self.is_active.then_some(PAUSE))
                }
            };
            let end = match event {
                Some(event) => self.handle(event)?,
                None => self.pause()?,
            };
            if let Some(end) = end {
                return Ok(end);
            }
        }
    }

    fn handle(&mut self, event: Event) -> anyhow::Result<Option<End>> {
        match event {
            Event::Message(Message::Request(request)) => {
                self.is_active = true;
                self.answer(request)?;
            }
            Event::Message(Message::Notification(notification)) => {
                self.is_active = true;
                return self.hear(notification);
            }
            Event::Message(Message::Response(_)) | Event::Answer => {}
            Event::Malformed { id, code, message } => self.server.client.refuse(&id, code, &message)?,
            Event::Closed(None) => {
                let status = if self.server.is_shut_down { ExitStatus::Done } else { ExitStatus::Found };
                return Ok(Some(End::Exit(status)));
            }
            Event::Closed(Some(error)) => {
                self.server.client.refuse(&Value::Null, ErrorCode::ParseError, &error.to_string())?;
                return Err(error.into());
            }
            Event::Checked(checked) => self.take(checked)?,
        }
        Ok(None)
    }

    /// Nobody has written anything for a while.
    fn pause(&mut self) -> anyhow::Result<Option<End>> {
        self.is_active = false;
        if self.are_glossaries_changed() {
            return Ok(Some(End::Reload));
        }
        for uri in self.uris() {
            self.refresh(&uri, true)?;
            if let Some(document) = self.server.documents.get_mut(&uri)
                && self.has_glossary
            {
                start_work(&self.jobs, document, &self.server.root);
            }
        }
        Ok(None)
    }

    fn are_glossaries_changed(&self) -> bool {
        self.server.glossaries.are_changed(&self.server.documents)
    }

    fn uris(&self) -> Vec<String> {
        self.server.documents.keys().cloned().collect()
    }

    fn refresh_all(&mut self) -> anyhow::Result<()> {
        for uri in self.uris() {
            self.refresh(&uri, false)?;
        }
        Ok(())
    }

    /// Brings the diagnostics of a document up to date, as far as that is quick or there is time.
    fn refresh(&mut self, uri: &str, has_time: bool) -> anyhow::Result<()> {
        let Some(document) = self.server.documents.get_mut(uri) else { return Ok(()) };
        let encoding = self.server.abilities.encoding;
        match document.role {
            Role::Article(_) if self.has_glossary => {
                if document.refresh(self.checker, &self.server.root) {
                    let diagnostics = diagnostics::of_article(document, encoding);
                    return self.publish(uri, diagnostics);
                }
                if !document.is_known() {
                    start_work(&self.jobs, document, &self.server.root);
                }
            }
            Role::Glossary if !document.is_validated && (has_time || document.text().len() <= LONG_GLOSSARY) => {
                document.is_validated = true;
                let diagnostics = diagnostics::of_glossary(document, encoding);
                return self.publish(uri, diagnostics);
            }
            _ => {}
        }
        Ok(())
    }

    fn take(&mut self, checked: Checked) -> anyhow::Result<()> {
        if checked.glossary != self.server.generation {
            return Ok(());
        }
        let uri = checked.uri.clone();
        let Some(document) = self.server.documents.get_mut(&uri) else { return Ok(()) };
        if document.take(checked, self.checker, &self.server.root) {
            let diagnostics = diagnostics::of_article(document, self.server.abilities.encoding);
            self.publish(&uri, diagnostics)?;
        }
        // What was written meanwhile is checked in the next pause.
        self.is_active = true;
        Ok(())
    }

    fn publish(&mut self, uri: &str, diagnostics: Vec<gen_lsp_types::Diagnostic>) -> anyhow::Result<()> {
        let version = self.server.documents.get(uri).map(|document| document.version);
        let params = PublishDiagnosticsParams { uri: Uri(uri.to_owned()), version, diagnostics };
        let params = serde_json::to_value(params)?;
        Ok(self.server.client.notify("textDocument/publishDiagnostics", params)?)
    }

    /// Carries out a notification. One that cannot be understood is reported, as nobody waits for an answer.
    fn hear(&mut self, Notification { method, params }: Notification) -> anyhow::Result<Option<End>> {
        match method.as_str() {
            "exit" => {
                let status = if self.server.is_shut_down { ExitStatus::Done } else { ExitStatus::Found };
                return Ok(Some(End::Exit(status)));
            }
            "textDocument/didOpen" => {
                if let Some(DidOpenTextDocumentParams { text_document: opened }) = read(&method, params) {
                    let (uri, language) = (opened.uri.0, String::from(opened.language_id));
                    let path = path_of(&uri);
                    let mut document = Document::new(uri.clone(), path, &language, opened.version, opened.text);
                    if document.path.as_ref().is_some_and(|path| self.server.glossaries.contains(path)) {
                        document.role = Role::Glossary;
                    }
                    self.server.documents.insert(uri, document);
                }
            }
            "textDocument/didChange" => {
                if let Some(DidChangeTextDocumentParams { text_document, content_changes }) = read(&method, params)
                    && let Some(document) = self.server.documents.get_mut(&text_document.text_document_identifier.uri.0)
                {
                    document.change(text_document.version, content_changes, self.server.abilities.encoding);
                }
            }
            "textDocument/didClose" => {
                let uri = params["textDocument"]["uri"].as_str().unwrap_or_default();
                if self.server.documents.remove(uri).is_some() {
                    self.publish(uri, Vec::new())?;
                }
                return Ok(self.are_glossaries_changed().then_some(End::Reload));
            }
            "textDocument/didSave" | "workspace/didChangeWatchedFiles" => {
                return Ok(self.are_glossaries_changed().then_some(End::Reload));
            }
            _ => {}
        }
        Ok(None)
    }

    /// Answers a request.
    fn answer(&mut self, Request { id, method, params }: Request) -> anyhow::Result<()> {
        let response = if self.server.inbox.take_cancellation(&id) {
            refusal(id, ErrorCode::RequestCanceled, format!("{method} was cancelled"))
        } else if self.server.is_shut_down {
            refusal(id, ErrorCode::InvalidRequest, format!("{method} after shutdown"))
        } else {
            match method.as_str() {
                "shutdown" => {
                    self.server.is_shut_down = true;
                    Response::new_ok(id, Value::Null)
                }
                "textDocument/hover" => self.respond(id, params, Session::hover)?,
                "textDocument/completion" => self.respond(id, params, Session::complete)?,
                "textDocument/definition" => self.respond(id, params, Session::define)?,
                "textDocument/codeAction" => self.respond(id, params, Session::actions)?,
                "initialize" => refusal(id, ErrorCode::InvalidRequest, "initialize was asked before".to_owned()),
                _ => refusal(id, ErrorCode::MethodNotFound, format!("this server does not answer {method}")),
            }
        };
        Ok(self.server.client.send(response)?)
    }

    fn respond<P: About, R: Serialize>(
        &mut self,
        id: RequestId,
        params: Value,
        answer: impl Fn(&Self, &Document, P) -> R,
    ) -> anyhow::Result<Response> {
        let params: P = match serde_json::from_value(params) {
            Ok(params) => params,
            Err(error) => return Ok(refusal(id, ErrorCode::InvalidParams, error.to_string())),
        };
        let uri = params.uri().to_owned();
        // Edits that came before the question count.
        self.refresh(&uri, false)?;
        Ok(match self.server.documents.get(&uri) {
            Some(document) => Response::new_ok(id, answer(self, document, params)),
            None => refusal(id, ErrorCode::InvalidParams, format!("{uri} is not open")),
        })
    }

    fn actions(&self, document: &Document, question: actions::Question) -> Vec<gen_lsp_types::CodeAction> {
        let surroundings = Surroundings {
            documents: &self.server.documents,
            glossaries: &self.server.glossaries,
            encoding: self.server.abilities.encoding,
            versioned: self.server.abilities.versioned_edits,
        };
        surroundings.actions(document, &question)
    }

    fn named(&self, document: &Document, params: &TextDocumentPositionParams) -> Option<Named<'g>> {
        let article = document.current_article()?;
        let encoding = self.server.abilities.encoding;
        let byte = document.places(encoding).byte(params.position);
        let findings = document.judged(encoding).map_or(&[][..], |judged| judged.findings);
        names::at(article, findings, byte.checked_sub(document.mark())?, &self.glossary.entries, self.lookup)
    }

    fn hover(&self, document: &Document, params: TextDocumentPositionParams) -> Option<Hover> {
        let named = self.named(document, &params)?;
        let markdown = self.server.abilities.markdown;
        let kind = if markdown { MarkupKind::Markdown } else { MarkupKind::PlainText };
        let contents = MarkupContent { kind, value: hover::text(&named, markdown) };
        let range = named.range.start + document.mark()..named.range.end + document.mark();
        let range = document.places(self.server.abilities.encoding).span(&range);
        Some(Hover { contents: Contents::MarkupContent(contents), range: Some(range) })
    }

    fn define(&self, document: &Document, params: TextDocumentPositionParams) -> Vec<Location> {
        let named = self.named(document, &params);
        let ids = named.iter().flat_map(|named| &named.entries).map(|known| known.entry.id.as_str());
        ids.filter_map(|id| self.place_of_entry(id)).collect()
    }

    /// Where an entry begins: in the last glossary that has it, as that wins.
    fn place_of_entry(&self, id: &str) -> Option<Location> {
        self.server.glossaries.sources.iter().rev().find_map(|source| {
            let file = source.file.as_ref()?;
            let entry = file.glossary().entries.iter().position(|entry| entry.id == id)?;
            let line = file.line_of_entry(entry)?;
            let start = file.text().split_inclusive('\n').take(line - 1).map(str::len).sum::<usize>();
            let end = file.text()[start..].find(['\r', '\n']).map_or(file.text().len(), |length| start + length);
            let range =
                Places::new(file.text(), &Lines::of(file.text()), self.server.abilities.encoding).span(&(start..end));
            let open = source.document(&self.server.documents);
            let uri = open.map_or_else(|| uri_of(&source.path), |document| document.uri.clone());
            Some(Location { uri: Uri(uri), range })
        })
    }

    fn complete(&self, document: &Document, params: TextDocumentPositionParams) -> CompletionList {
        let offers = || {
            let article = document.current_article()?;
            let places = document.places(self.server.abilities.encoding);
            let end = places.byte(params.position);
            let start = word_start(document.text(), end);
            let range = places.span(&(start..end));
            let language = language_at(article, start.saturating_sub(document.mark()));
            let names = self.names.get_or_init(|| Names::new(self.glossary));
            let offers = names.offers(&document.text()[start..end], language);
            let item = |(number, offer): (usize, super::completion::Offer)| CompletionItem {
                text_edit: Some(CompletionItemTextEdit::TextEdit(TextEdit { range, new_text: offer.text.clone() })),
                label: offer.text,
                kind: Some(CompletionItemKind::Value),
                detail: Some(offer.detail),
                filter_text: Some(offer.typed),
                sort_text: Some(format!("{number:03}")),
                ..CompletionItem::default()
            };
            Some(offers.into_iter().enumerate().map(item).collect())
        };
        // More letters leave fewer names, of which there are case forms.
        CompletionList { is_incomplete: true, items: offers().unwrap_or_default(), ..CompletionList::default() }
    }
}

/// Has a long article checked as a whole, where that is still to be done.
fn start_work(jobs: &Sender<Job>, document: &mut Document, root: &Path) {
    let Some(article) = document.article(root).cloned() else { return };
    if document.needs_work() {
        // The other end waits as long as this one is there.
        document.is_in_work = jobs.send(Job { uri: document.uri.clone(), article }).is_ok();
    }
}

fn refusal(id: RequestId, code: ErrorCode, message: String) -> Response {
    Response::new_err(id, code as i32, message)
}

/// The parameters of a notification, if they are what the protocol says.
fn read<P: DeserializeOwned>(method: &str, params: Value) -> Option<P> {
    serde_json::from_value(params).map_err(|error| output::complain(format_args!("{method}: {error}"))).ok()
}

/// Parameters that are about one document.
trait About: DeserializeOwned {
    fn uri(&self) -> &str;
}

impl About for TextDocumentPositionParams {
    fn uri(&self) -> &str {
        &self.text_document.uri.0
    }
}

impl About for actions::Question {
    fn uri(&self) -> &str {
        &self.text_document.uri.0
    }
}
