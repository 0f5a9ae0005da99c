//! Sessions of an editor with `imenoslov lsp`.

#[path = "language_server/client.rs"]
mod client;

use client::{Editor, span};
use serde_json::{Value, json};

const GLOSSARY: &str = r#"version = 1

[[entry]]
id = "steve-witkoff"
kind = "person"
status = "approved"
en = "Steve Witkoff"
note = "*not* Witkov"

[entry.ru]
preferred = "Стив Уиткофф"
admitted = ["Стивен Уиткофф"]
forbidden = ["Стив Виткофф"]

[entry.uk]
preferred = "Стів Віткофф"
forbidden = ["Стів Уіткофф"]

[[entry]]
id = "miami"
kind = "place"
status = "approved"

[entry.ru]
preferred = "Майами"

[entry.uk]
preferred = "Маямі"
"#;

fn codes(diagnostics: &[Value]) -> Vec<&str> {
    diagnostics.iter().map(|diagnostic| diagnostic["code"].as_str().expect("a code")).collect()
}

fn files() -> [(&'static str, &'static str); 1] {
    [("glossary.toml", GLOSSARY)]
}

#[test]
fn an_article_is_checked_corrected_and_explained_while_it_is_written() {
    let (mut editor, hello) = Editor::open(&files(), &[], json!({}));
    assert_eq!(hello["capabilities"]["positionEncoding"], "utf-16");
    assert_eq!(hello["serverInfo"]["name"], "imenoslov");

    // An emoji is two columns, a line may end with a carriage return and a line feed.
    editor.open_text("стаття.txt", "plaintext", "🎉 Уіткофф прибув до Києва.\r\nУ Маямі тепло.\r\n");
    let diagnostics = editor.diagnostics("стаття.txt", 1);
    assert_eq!(codes(&diagnostics)[0], "forbidden-variant");
    assert_eq!(diagnostics[0]["range"], span(0, 3, 10));
    assert_eq!((&diagnostics[0]["severity"], &diagnostics[0]["source"]), (&json!(1), &json!("imenoslov")));

    // Typed in the second line: another case, found at once.
    editor.type_text("стаття.txt", 2, span(1, 2, 7), "Маямі з Уіткоффом");
    let diagnostics = editor.diagnostics("стаття.txt", 2);
    let second = diagnostics.iter().find(|diagnostic| diagnostic["range"]["start"]["line"] == 1).expect("a finding");
    assert_eq!(second["range"], span(1, 10, 19), "{second}");

    // The quick fix keeps the case.
    let actions = editor.actions("стаття.txt", span(1, 12, 12), &[]);
    let uri = editor.uri("стаття.txt");
    let edit = &actions[0]["edit"]["changes"][&uri][0];
    assert_eq!(edit["newText"], "Віткоффом", "{actions:?}");
    assert_eq!(edit["range"], second["range"]);
    assert_eq!(actions[0]["isPreferred"], true);
    assert_eq!((actions.len(), &actions[1]["kind"]), (2, &json!("source.fixAll.imenoslov")), "{actions:?}");
    let all = editor.actions("стаття.txt", span(0, 0, 0), &["source.fixAll"]);
    assert_eq!(all.len(), 1, "{all:?}");
    assert_eq!(all[0]["kind"], "source.fixAll.imenoslov");
    assert_eq!(all[0]["edit"]["changes"][&uri].as_array().expect("edits").len(), 2);
    assert!(editor.actions("стаття.txt", span(1, 12, 12), &["refactor"]).is_empty());

    // Both languages, in the case of the text, with status and note.
    let hover = editor.request_at("textDocument/hover", "стаття.txt", 1, 12);
    let text = hover["contents"]["value"].as_str().expect("a text");
    for part in ["steve-witkoff", "person", "approved", "Стив Уиткофф", "Уиткоффом", "Віткоффом", "*not* Witkov"]
    {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert_eq!(hover["contents"]["kind"], "plaintext");
    assert_eq!(hover["range"], span(1, 10, 19));
    assert_eq!(editor.request_at("textDocument/hover", "стаття.txt", 1, 22), Value::Null);

    // The entry in the glossary.
    let places = editor.request_at("textDocument/definition", "стаття.txt", 1, 4);
    assert_eq!(places[0]["uri"], editor.uri("glossary.toml"));
    assert_eq!(places[0]["range"]["start"]["line"], 18);
    assert!(editor.close().success());
}

#[test]
fn names_are_completed_in_the_language_of_the_text() {
    let (mut editor, _) = Editor::open(&files(), &[], json!({}));
    let texts = |list: &Value| -> Vec<String> {
        let items = list["items"].as_array().expect("items").iter();
        items.map(|item| item["textEdit"]["newText"].as_str().expect("a text").to_owned()).collect()
    };
    editor.open_text("a.txt", "plaintext", "Це український текст, у якому є Вітк\n");
    let list = editor.request_at("textDocument/completion", "a.txt", 0, 36);
    assert_eq!(texts(&list)[..2], ["Віткофф", "Віткоффа"], "{list}");
    assert_eq!(list["items"][0]["textEdit"]["range"], span(0, 32, 36));
    assert!(texts(&list).contains(&"Віткоффом".to_owned()), "{list}");
    // Begun in the other language, in English, and in a case form.
    for (version, typed, expected) in [
        (2, "Уитк", "Віткофф"),
        (3, "Wit", "Віткофф"),
        (4, "Віткоффо", "Віткоффові"),
        (5, "Май", "Маямі"),
        (6, "Стив", "Стів Віткофф"),
    ] {
        let end = 32 + typed.chars().count() as u32;
        editor.type_text("a.txt", version, span(0, 32, 99), typed);
        let list = editor.request_at("textDocument/completion", "a.txt", 0, end);
        assert_eq!(texts(&list).first().map(String::as_str), Some(expected), "{typed}: {list}");
    }
    editor.type_text("a.txt", 7, span(0, 32, 99), "а ");
    assert!(texts(&editor.request_at("textDocument/completion", "a.txt", 0, 34)).is_empty());
    assert!(editor.close().success());
}

#[test]
fn positions_are_counted_as_the_editor_wants() {
    for (offered, chosen, start) in
        [(json!(["utf-8", "utf-16"]), "utf-8", 5), (json!(["utf-32"]), "utf-32", 2), (json!(["ebcdic"]), "utf-16", 3)]
    {
        let capabilities = json!({ "general": { "positionEncodings": offered } });
        let (mut editor, hello) = Editor::open(&files(), &[], capabilities);
        assert_eq!(hello["capabilities"]["positionEncoding"], chosen);
        editor.open_text("a.md", "markdown", "🎉 Уіткофф тут.");
        let diagnostics = editor.diagnostics("a.md", 1);
        assert_eq!(diagnostics[0]["range"]["start"], json!({ "line": 0, "character": start }), "{chosen}");
        assert!(editor.close().success());
    }
}

#[test]
fn the_glossary_is_validated_and_counts_as_it_is_written() {
    let (mut editor, _) = Editor::open(&files(), &[], json!({}));
    editor.open_text("a.txt", "plaintext", "У місті Маямі тепло, а в Маяммі холодно.\n");
    assert_eq!(codes(&editor.diagnostics("a.txt", 1)), ["unknown-variant"]);
    editor.open_text("glossary.toml", "toml", GLOSSARY);
    assert!(editor.diagnostics("glossary.toml", 1).is_empty());

    // Not saved: «Маямі» twice, then Маяммі forbidden.
    let line = GLOSSARY.lines().position(|line| line.ends_with("\"Маямі\"")).expect("a line") as u32;
    editor.type_text(
        "glossary.toml",
        2,
        span(line, 0, 99),
        "preferred = \"Маямі\"\nforbidden = [\"Маяммі\", \"Маямі\"]",
    );
    assert_eq!(codes(&editor.diagnostics("glossary.toml", 2)), ["two-standings"]);
    editor.type_text("glossary.toml", 3, span(line + 1, 0, 99), "forbidden = [\"Маяммі\"]");
    assert!(editor.diagnostics("glossary.toml", 3).is_empty());
    assert_eq!(codes(&editor.diagnostics("a.txt", 1)), ["forbidden-variant"]);

    // A glossary that cannot be read says where; the articles are checked as before.
    editor.type_text("glossary.toml", 4, span(2, 0, 9), "[[entry");
    let broken = editor.diagnostics("glossary.toml", 4);
    assert_eq!((codes(&broken), &broken[0]["range"]["start"]["line"]), (vec!["invalid"], &json!(2)));
    editor.type_text("a.txt", 2, span(1, 0, 0), "Тепло.\n");
    assert_eq!(codes(&editor.diagnostics("a.txt", 2)), ["forbidden-variant"]);

    // Closed without saving: what is on disk counts again.
    let document = json!({ "uri": editor.uri("glossary.toml") });
    editor.notify("textDocument/didClose", json!({ "textDocument": document }));
    assert_eq!(codes(&editor.diagnostics("a.txt", 2)), ["unknown-variant"]);

    // Changed on disk.
    let changed = GLOSSARY.replace("\"Маямі\"", "\"Маямі\"\nforbidden = [\"Маяммі\"]");
    std::fs::write(editor.folder.path().join("glossary.toml"), changed).expect("a glossary");
    let change = json!({ "uri": editor.uri("glossary.toml"), "type": 2 });
    editor.notify("workspace/didChangeWatchedFiles", json!({ "changes": [change] }));
    assert_eq!(codes(&editor.diagnostics("a.txt", 2)), ["forbidden-variant"]);
    assert!(editor.close().success());
}

#[test]
fn an_unknown_name_is_added_to_the_glossary() {
    let capabilities = json!({ "workspace": { "workspaceEdit": { "documentChanges": true } } });
    let (mut editor, _) = Editor::open(&files(), &[], capabilities);
    let text = "Вчора Юрій Ушаков заявив про це журналістам.\n";
    editor.open_text("a.txt", "plaintext", text);
    assert_eq!(codes(&editor.diagnostics("a.txt", 1)), ["unknown-name"]);
    let actions = editor.actions("a.txt", span(0, 10, 10), &["quickfix"]);
    let titles: Vec<&str> = actions.iter().map(|action| action["title"].as_str().expect("a title")).collect();
    assert_eq!(
        titles,
        ["Add «Юрій Ушаков» to the glossary, in the other language «Юрий Ушаков»", "Add «Юрій Ушаков» to the glossary"]
    );
    let change = &actions[0]["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"], json!({ "uri": editor.uri("glossary.toml"), "version": null }));
    let added = change["edits"][0]["newText"].as_str().expect("a text");
    assert!(added.contains("id = \"yurii-ushakov\"") && added.contains("preferred = \"Юрий Ушаков\""), "{added}");
    std::fs::write(editor.folder.path().join("glossary.toml"), format!("{GLOSSARY}{added}")).expect("a glossary");
    editor.notify("textDocument/didSave", json!({ "textDocument": { "uri": editor.uri("glossary.toml") } }));
    assert!(editor.diagnostics("a.txt", 1).is_empty());
    assert!(editor.close().success());
}

#[test]
fn glossaries_are_named_on_the_command_line() {
    let files = [("house.toml", GLOSSARY), ("project.toml", "version = 1\n")];
    let (mut editor, _) =
        Editor::open(&files, &["--glossary", "house.toml", "-g", "project.toml", "--stdio"], json!({}));
    editor.open_text("a.html", "html", "<p>У Майами тепло, каже Стів Віткофф українською мовою.</p>");
    assert_eq!(codes(&editor.diagnostics("a.html", 1)), ["wrong-language-form"]);
    let places = editor.request_at("textDocument/definition", "a.html", 0, 7);
    assert_eq!(places[0]["uri"], editor.uri("house.toml"));
    // A glossary of another name is a glossary too.
    editor.open_text("house.toml", "toml", "version = 2\n");
    assert_eq!(codes(&editor.diagnostics("house.toml", 1)), ["invalid"]);
    assert!(editor.close().success());
}

#[test]
fn without_a_glossary_nothing_is_found_until_there_is_one() {
    let (mut editor, _) = Editor::open(&[], &[], json!({}));
    let log = editor.wait(|message| message["method"] == "window/logMessage");
    assert!(log["params"]["message"].as_str().expect("a text").contains("glossary.toml"), "{log}");
    editor.open_text("a.txt", "plaintext", "Стів Уіткофф приїхав.");
    assert_eq!(editor.request_at("textDocument/hover", "a.txt", 0, 7), Value::Null);
    std::fs::write(editor.folder.path().join("glossary.toml"), GLOSSARY).expect("a glossary");
    assert_eq!(codes(&editor.diagnostics("a.txt", 1)), ["forbidden-variant"]);
    assert!(editor.close().success());
}

#[test]
fn a_document_of_a_megabyte_is_edited() {
    let (mut editor, _) = Editor::open(&files(), &[], json!({}));
    let mut text = String::new();
    while text.len() < 1 << 20 {
        text.push_str("У середу спеціальний представник прибув до столиці, де його зустріли журналісти.\n\n");
        text.push_str("Стів Уіткофф не став відповідати на запитання.\n\n");
    }
    let lines = text.matches('\n').count() as u32;
    let expected = text.matches("Уіткофф").count();
    editor.open_text("long.txt", "plaintext", &text);
    assert_eq!(editor.diagnostics("long.txt", 1).len(), expected);
    // A name is typed letter by letter.
    editor.type_text("long.txt", 2, span(lines - 2, 0, 99), "Тиша.");
    for (step, letter) in (0..).zip("Уіткоффа".chars()) {
        editor.type_text("long.txt", 3 + step, span(lines - 2, step as u32, step as u32), &letter.to_string());
    }
    assert_eq!(editor.diagnostics("long.txt", 10).len(), expected - 1, "«УіткоффаТиша» is nobody");
    editor.type_text("long.txt", 11, span(lines - 2, 8, 8), ". ");
    let diagnostics = editor.diagnostics("long.txt", 11);
    assert_eq!(diagnostics.len(), expected);
    assert_eq!(diagnostics[expected - 1]["range"], span(lines - 2, 0, 8));
    // Before or after the final answer, which is the same.
    let hover = editor.request_at("textDocument/hover", "long.txt", 2, 6);
    assert!(hover["contents"]["value"].as_str().expect("a text").contains("steve-witkoff"));
    assert!(editor.close().success());
}

#[test]
fn what_is_no_text_is_left_alone() {
    let (mut editor, _) = Editor::open(&files(), &[], json!({}));
    editor.open_text("a.txt", "plaintext", &"a\0б\0\u{4}".repeat(50));
    editor.open_text("b.txt", "plaintext", &"a\0b\0c\0".repeat(50));
    editor.open_text("c.txt", "plaintext", "\u{feff}Стів Уіткофф");
    assert_eq!(editor.diagnostics("c.txt", 1)[0]["range"], span(0, 6, 13), "the mark is a column of its own");
    assert_eq!(editor.request_at("textDocument/hover", "b.txt", 0, 3), Value::Null);
    // Places that are not there are the end of the text, and an edit may be written backwards.
    assert!(editor.request_at("textDocument/hover", "c.txt", 7, 99)["contents"].is_object());
    editor.type_text(
        "c.txt",
        2,
        json!({ "start": { "line": 9, "character": 0 }, "end": { "line": 0, "character": 0 } }),
        "!",
    );
    assert_eq!(editor.diagnostics("c.txt", 2).len(), 1);
    assert!(editor.close().success());
}

#[test]
fn cancelled_unknown_and_early_requests_are_answered() {
    let mut editor = Editor::start(&files(), &[]);
    let early = editor.ask("textDocument/hover", json!({}));
    assert_eq!(editor.answer(early)["error"]["code"], -32002);
    let root = editor.uri("");
    editor.request("initialize", json!({ "rootUri": root, "capabilities": {} }));
    editor.notify("initialized", json!({}));
    editor.open_text("a.txt", "plaintext", "Стів Уіткофф приїхав.");

    // One write, so that the cancellation is there when the request is looked at, or comes just after the answer.
    let params = json!({ "textDocument": { "uri": editor.uri("a.txt") }, "position": { "line": 0, "character": 7 } });
    let frame = |message: Value| format!("Content-Length: {}\r\n\r\n{message}", message.to_string().len());
    let request = frame(json!({ "jsonrpc": "2.0", "id": "ж", "method": "textDocument/hover", "params": params }));
    let cancellation = frame(json!({ "jsonrpc": "2.0", "method": "$/cancelRequest", "params": { "id": "ж" } }));
    editor.write(format!("{request}{cancellation}").as_bytes());
    let answer = editor.wait(|message| message["id"] == "ж");
    assert!(answer["error"]["code"] == -32800 || answer["result"]["contents"].is_object(), "{answer}");
    // For a request that is not there.
    editor.notify("$/cancelRequest", json!({ "id": 99 }));
    editor.notify("$/cancelRequest", json!({}));

    let refused = |editor: &mut Editor, method: &str, params: Value| {
        let id = editor.ask(method, params);
        editor.answer(id)["error"]["code"].clone()
    };
    assert_eq!(refused(&mut editor, "textDocument/rename", json!({})), -32601);
    assert_eq!(refused(&mut editor, "textDocument/hover", json!({ "position": 1 })), -32602);
    let elsewhere = json!({ "textDocument": { "uri": "file:///b" }, "position": { "line": 0, "character": 0 } });
    assert_eq!(refused(&mut editor, "textDocument/hover", elsewhere), -32602);
    assert_eq!(refused(&mut editor, "initialize", json!({})), -32600);
    // Notifications that cannot be understood, or that are not known, change nothing.
    editor.notify("textDocument/didChange", json!({ "textDocument": 1 }));
    editor.notify("textDocument/didOpen", Value::Null);
    editor.notify("$/unheardOf", json!([]));
    editor.request("shutdown", Value::Null);
    assert_eq!(refused(&mut editor, "textDocument/hover", json!({})), -32600);
    editor.notify("exit", Value::Null);
    let (status, errors) = editor.wait_for_end();
    assert!(status.success(), "{errors}");
}

#[test]
fn messages_that_are_none_are_refused_and_the_next_one_is_read() {
    let (mut editor, _) = Editor::open(&files(), &[], json!({}));
    for (body, code) in
        [("{\"jsonrpc\":", -32700), ("\u{feff}", -32700), ("[]", -32600), ("{\"id\":[1],\"method\":\"x\"}", -32600)]
    {
        editor.write(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
        let answer = editor.wait(|message| message.get("error").is_some());
        assert_eq!(answer["error"]["code"], code, "{body}");
    }
    editor.open_text("a.txt", "plaintext", "Стів Уіткофф приїхав.");
    assert_eq!(codes(&editor.diagnostics("a.txt", 1)), ["forbidden-variant"]);
    assert!(editor.close().success());
}

#[test]
fn garbage_ends_the_server_with_a_message() {
    for garbage in
        [&b"\x00\xff\xfe\x80garbage\n\n\n"[..], b"GET / HTTP/1.1\r\n\r\n", b"Content-Length: 9999999999999\r\n\r\n"]
    {
        for is_open in [false, true] {
            let mut editor =
                if is_open { Editor::open(&files(), &[], json!({})).0 } else { Editor::start(&files(), &[]) };
            editor.write(garbage);
            let answer = editor.wait(|message| message.get("error").is_some());
            assert_eq!((&answer["error"]["code"], &answer["id"]), (&json!(-32700), &Value::Null));
            let (status, errors) = editor.wait_for_end();
            assert_eq!(status.code(), Some(2));
            assert!(errors.starts_with("imenoslov: ") && errors.lines().count() == 1, "{errors}");
        }
    }
}

#[test]
fn an_editor_that_goes_away_ends_the_server() {
    let (mut editor, _) = Editor::open(&files(), &[], json!({}));
    let (status, errors) = editor.wait_for_end();
    assert_eq!((status.code(), errors.as_str()), (Some(1), ""));

    let (mut editor, _) = Editor::open(&files(), &[], json!({}));
    editor.notify("exit", Value::Null);
    assert_eq!(editor.wait_for_end().0.code(), Some(1), "exit without shutdown");
}
