//! An editor for tests: speaks to `imenoslov lsp` over its standard input and output.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;

/// So long the server may take before a test gives up.
const PATIENCE: Duration = Duration::from_secs(60);

/// A folder with files, and an editor that has it open.
pub struct Editor {
    pub folder: TempDir,
    server: Child,
    input: Option<ChildStdin>,
    messages: Receiver<Value>,
    waiting: VecDeque<Value>,
    last_id: i32,
}

impl Editor {
    /// Starts the server in a folder with these files; says nothing yet.
    pub fn start(files: &[(&str, &str)], arguments: &[&str]) -> Editor {
        let folder = TempDir::new().expect("a temporary folder");
        for (name, text) in files {
            std::fs::write(folder.path().join(name), text).expect("a file in it");
        }
        let mut server = Command::new(env!("CARGO_BIN_EXE_imenoslov"))
            .arg("lsp")
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the server starts");
        let mut output = BufReader::new(server.stdout.take().expect("its output"));
        let (sender, messages) = channel();
        std::thread::spawn(move || {
            while let Some(message) = read_message(&mut output) {
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        let input = server.stdin.take();
        Editor { folder, server, input, messages, waiting: VecDeque::new(), last_id: 0 }
    }

    /// Starts the server and says hello, with these capabilities; returns what it answered too.
    pub fn open(files: &[(&str, &str)], arguments: &[&str], capabilities: Value) -> (Editor, Value) {
        let mut editor = Editor::start(files, arguments);
        let root = editor.uri("");
        let params = json!({ "processId": null, "rootUri": root, "capabilities": capabilities });
        let answer = editor.request("initialize", params);
        editor.notify("initialized", json!({}));
        (editor, answer)
    }

    /// The address of a file of the folder.
    pub fn uri(&self, name: &str) -> String {
        uri_of(&self.folder.path().join(name))
    }

    /// Writes bytes as they are.
    pub fn write(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().expect("the input is open");
        // The server may be gone already.
        let _ = input.write_all(bytes).and_then(|()| input.flush());
    }

    pub fn send(&mut self, message: &Value) {
        let body = message.to_string();
        self.write(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    pub fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// Asks without waiting; returns the id.
    pub fn ask(&mut self, method: &str, params: Value) -> i32 {
        self.last_id += 1;
        self.send(&json!({ "jsonrpc": "2.0", "id": self.last_id, "method": method, "params": params }));
        self.last_id
    }

    /// The whole answer to the request of that id.
    pub fn answer(&mut self, id: i32) -> Value {
        self.wait(|message| message["id"] == id && message.get("method").is_none())
    }

    /// Asks and waits for the result.
    pub fn request(&mut self, method: &str, params: Value) -> Value {
        let id = self.ask(method, params);
        let answer = self.answer(id);
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].clone()
    }

    /// Waits for the first message that is wanted; others stay.
    pub fn wait(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        loop {
            if let Some(place) = self.waiting.iter().position(&wanted) {
                return self.waiting.remove(place).expect("it is there");
            }
            let message = self.messages.recv_timeout(PATIENCE).expect("a message from the server");
            self.waiting.push_back(message);
        }
    }

    pub fn open_text(&mut self, name: &str, language: &str, text: &str) {
        let item = json!({ "uri": self.uri(name), "languageId": language, "version": 1, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": item }));
    }

    /// Replaces a range.
    pub fn type_text(&mut self, name: &str, version: i32, range: Value, text: &str) {
        let document = json!({ "uri": self.uri(name), "version": version });
        let changes = json!([{ "range": range, "text": text }]);
        self.notify("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }));
    }

    /// The next diagnostics of a version of a file.
    pub fn diagnostics(&mut self, name: &str, version: i32) -> Vec<Value> {
        let uri = self.uri(name);
        let message = self.wait(|message| {
            message["method"] == "textDocument/publishDiagnostics"
                && message["params"]["uri"] == uri
                && message["params"]["version"] == version
        });
        message["params"]["diagnostics"].as_array().expect("a list").clone()
    }

    /// Asks about a place of a file.
    pub fn request_at(&mut self, method: &str, name: &str, line: u32, character: u32) -> Value {
        let params = json!({
            "textDocument": { "uri": self.uri(name) },
            "position": { "line": line, "character": character },
        });
        self.request(method, params)
    }

    /// The actions for a range of a file.
    pub fn actions(&mut self, name: &str, range: Value, only: &[&str]) -> Vec<Value> {
        let only = if only.is_empty() { Value::Null } else { json!(only) };
        let params = json!({
            "textDocument": { "uri": self.uri(name) },
            "range": range,
            "context": { "diagnostics": [], "only": only },
        });
        self.request("textDocument/codeAction", params).as_array().expect("a list").clone()
    }

    /// Says goodbye as the protocol wants it.
    pub fn close(mut self) -> ExitStatus {
        self.request("shutdown", Value::Null);
        self.notify("exit", Value::Null);
        self.wait_for_end().0
    }

    /// Closes the server's input and waits for its end; returns its status and what it wrote to standard error.
    pub fn wait_for_end(&mut self) -> (ExitStatus, String) {
        self.input = None;
        let mut errors = String::new();
        let stderr = self.server.stderr.as_mut().expect("its errors");
        stderr.read_to_string(&mut errors).expect("text");
        (self.server.wait().expect("the server ends"), errors)
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        self.input = None;
        // A test that failed leaves no server behind.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

fn read_message(output: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim_end().split_once(": ") {
            Some(("Content-Length", value)) => length = value.parse().ok()?,
            Some(_) => {}
            None => break,
        }
    }
    let mut body = vec![0; length];
    output.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}

fn uri_of(path: &Path) -> String {
    format!("file://{}", path.display()).trim_end_matches('/').to_owned()
}

/// A range within a line.
pub fn span(line: u32, start: u32, end: u32) -> Value {
    json!({ "start": { "line": line, "character": start }, "end": { "line": line, "character": end } })
}
