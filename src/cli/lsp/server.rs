//! What lives as long as the server: the connection, the documents, the glossaries.

use std::io::{BufReader, Stdout, stdin, stdout};
use std::path::PathBuf;
use std::sync::mpsc::{Sender, channel};
use std::thread;

use imenoslov::checker::{Checker, Settings};
use imenoslov::glossary::{Glossary, Lookup};
use lsp_server::{ErrorCode, Message, Request, Response};
use serde_json::{Value, json};

use super::super::{ExitStatus, glossaries, output};
use super::actions;
use super::diagnostics;
use super::event::{Event, Inbox};
use super::glossaries::{Documents, Glossaries};
use super::positions::Encoding;
use super::session::{End, Session, work};
use super::transport::{Client, read_messages};
use super::uri::{path_of, uri_of};

/// What lives as long as the server.
pub(super) struct Server {
    pub(super) client: Client<Stdout>,
    pub(super) inbox: Inbox,
    pub(super) events: Sender<Event>,
    pub(super) abilities: Abilities,
    /// The folder that is open in the editor.
    pub(super) root: PathBuf,
    pub(super) documents: Documents,
    pub(super) glossaries: Glossaries,
    /// How often the glossaries were read.
    pub(super) generation: u64,
    /// Whether the editor has said that it will ask nothing more.
    pub(super) is_shut_down: bool,
}

/// What the editor can do.
#[derive(Debug, Default)]
pub(super) struct Abilities {
    pub(super) encoding: Encoding,
    /// Shows Markdown in hovers.
    pub(super) markdown: bool,
    /// Takes edits with the version of their document.
    pub(super) versioned_edits: bool,
    /// Reports changed files on request.
    watches_files: bool,
}

impl Abilities {
    /// Only a few of the capabilities matter, and all the types of the protocol for them would make the program larger.
    fn of(capabilities: &Value) -> Abilities {
        let flag = |path: &str| capabilities.pointer(path).and_then(Value::as_bool).unwrap_or(false);
        let list = |path: &str| capabilities.pointer(path).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        let encodings = list("/general/positionEncodings").iter().filter_map(Value::as_str);
        let known = encodings.filter_map(|name| Encoding::ALL.into_iter().find(|encoding| encoding.name() == name));
        Abilities {
            encoding: known.into_iter().next().unwrap_or_default(),
            markdown: list("/textDocument/hover/contentFormat").iter().any(|format| format == "markdown"),
            versioned_edits: flag("/workspace/workspaceEdit/documentChanges"),
            watches_files: flag("/workspace/didChangeWatchedFiles/dynamicRegistration"),
        }
    }
}

/// Serves one editor over standard input and output; `named` are the glossaries that people named.
pub(super) fn run(named: &[PathBuf]) -> anyhow::Result<ExitStatus> {
    let (events, receiver) = channel();
    let reader = events.clone();
    // Ends with the program: nothing can wake a thread that waits for input.
    thread::spawn(move || read_messages(BufReader::new(stdin()), &reader));
    let mut client = Client::new(stdout());
    let mut inbox = Inbox::new(receiver);
    let params = match initialize(&mut client, &mut inbox)? {
        Started::With(params) => params,
        Started::Not(status) => return Ok(status),
    };
    let root = root(&params);
    let server = Server {
        client,
        inbox,
        events,
        abilities: Abilities::of(&params["capabilities"]),
        glossaries: Glossaries::new(&root, named, glossaries::DEFAULT),
        root,
        documents: Documents::new(),
        generation: 0,
        is_shut_down: false,
    };
    server.serve()
}

enum Started {
    /// With what the editor says of itself.
    With(Value),
    /// The editor went away.
    Not(ExitStatus),
}

/// Waits until the editor says what it can do, and answers.
fn initialize(client: &mut Client<Stdout>, inbox: &mut Inbox) -> anyhow::Result<Started> {
    loop {
        match inbox.wait(None) {
            Some(Event::Message(Message::Request(request))) if request.method == "initialize" => {
                let abilities = Abilities::of(&request.params["capabilities"]);
                client.send(Response::new_ok(request.id, capabilities(&abilities)))?;
                return Ok(Started::With(request.params));
            }
            Some(Event::Message(Message::Request(Request { id, method, .. }))) => {
                let message = format!("{method}: the first request must be initialize");
                client.send(Response::new_err(id, ErrorCode::ServerNotInitialized as i32, message))?;
            }
            Some(Event::Message(Message::Notification(notification))) if notification.method == "exit" => {
                return Ok(Started::Not(ExitStatus::Found));
            }
            Some(Event::Malformed { id, code, message }) => client.refuse(&id, code, &message)?,
            Some(Event::Closed(None)) => return Ok(Started::Not(ExitStatus::Found)),
            Some(Event::Closed(Some(error))) => {
                client.refuse(&Value::Null, ErrorCode::ParseError, &error.to_string())?;
                return Err(error.into());
            }
            _ => {}
        }
    }
}

fn capabilities(abilities: &Abilities) -> Value {
    json!({
        "capabilities": {
            "positionEncoding": abilities.encoding.name(),
            "textDocumentSync": { "openClose": true, "change": 2, "save": true },
            "codeActionProvider": { "codeActionKinds": actions::KINDS },
            "completionProvider": {},
            "definitionProvider": true,
            "hoverProvider": true,
        },
        "serverInfo": { "name": env!("CARGO_PKG_NAME"), "version": env!("CARGO_PKG_VERSION") },
    })
}

/// The folder that is open in the editor; without one, that in which the server was started.
fn root(params: &Value) -> PathBuf {
    let uri = [&params["workspaceFolders"][0]["uri"], &params["rootUri"]].into_iter().find_map(Value::as_str);
    let path = uri.and_then(path_of).or_else(|| params["rootPath"].as_str().map(PathBuf::from));
    path.or_else(|| std::env::current_dir().ok()).unwrap_or_default()
}

impl Server {
    fn serve(mut self) -> anyhow::Result<ExitStatus> {
        // Before the editor is ready nothing may be sent; one that never says so is ready.
        match self.inbox.wait(None) {
            Some(Event::Message(Message::Notification(notification))) if notification.method == "initialized" => {}
            event => self.inbox.give_back(event),
        }
        self.watch_glossaries()?;
        loop {
            self.read_glossaries()?;
            let layered = self.glossaries.layered();
            let is_there = layered.is_some();
            let (glossary, settings) = layered.unwrap_or((Glossary::default(), Settings::default()));
            let checker = Checker::with_settings(&glossary, settings);
            let lookup = Lookup::new(&glossary);
            let end = thread::scope(|scope| {
                let (jobs, waiting) = channel();
                let events = self.events.clone();
                let (checker, generation) = (&checker, self.generation);
                scope.spawn(move || work(checker, generation, &waiting, &events));
                Session::new(&mut self, &glossary, checker, &lookup, jobs, is_there).run()
            })?;
            match end {
                End::Reload => {}
                End::Exit(status) => return Ok(status),
            }
        }
    }

    /// Reads glossaries that changed, and says what is wrong with those that are not open.
    fn read_glossaries(&mut self) -> anyhow::Result<()> {
        let unreadable = |glossaries: &Glossaries| {
            let sources = glossaries.sources.iter().filter(|source| source.error.is_some());
            sources.map(|source| source.path.clone()).collect::<Vec<_>>()
        };
        let before = unreadable(&self.glossaries);
        self.glossaries.read(&self.documents);
        self.generation += 1;
        self.documents.values_mut().for_each(|document| document.forget());
        for source in &self.glossaries.sources {
            if source.document(&self.documents).is_some() {
                continue;
            }
            let diagnostics: Vec<_> = source
                .error
                .iter()
                .map(|error| diagnostics::of_unreadable(error, &source.path, self.abilities.encoding))
                .collect();
            if !diagnostics.is_empty() || before.contains(&source.path) {
                let params = json!({ "uri": uri_of(&source.path), "diagnostics": diagnostics });
                self.client.notify("textDocument/publishDiagnostics", params)?;
            }
            if let Some(error) = &source.error {
                let message = error.to_string();
                output::complain(format_args!("{message}"));
                self.client.notify("window/showMessage", json!({ "type": 1, "message": message }))?;
            }
        }
        if self.glossaries.sources.iter().all(|source| source.file.is_none() && source.error.is_none()) {
            let message = "there is no glossary.toml in the folder that is open, so names are not checked";
            self.client.notify("window/logMessage", json!({ "type": 3, "message": message }))?;
        }
        Ok(())
    }

    /// Asks to be told when a glossary changes. An editor that cannot is not needed for it: glossaries are looked at in
    /// every pause.
    fn watch_glossaries(&mut self) -> anyhow::Result<()> {
        if self.abilities.watches_files {
            let watchers: Vec<Value> = self
                .glossaries
                .sources
                .iter()
                .map(|source| match source.path.strip_prefix(&self.root) {
                    Ok(below) => format!("**/{}", below.display()),
                    Err(_) => source.path.display().to_string(),
                })
                .map(|pattern| json!({ "globPattern": pattern.replace('\\', "/") }))
                .collect();
            let method = "workspace/didChangeWatchedFiles";
            let registration =
                json!({ "id": "glossaries", "method": method, "registerOptions": { "watchers": watchers } });
            let params = json!({ "registrations": [registration] });
            self.client.send(Request { id: 1.into(), method: "client/registerCapability".to_owned(), params })?;
        }
        Ok(())
    }
}
