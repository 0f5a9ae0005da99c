//! Documents: what is read of them, and that fixing a name changes the name and nothing else.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;

use imenoslov::checker::{Checker, FixScope, fixes};
use imenoslov::glossary::Glossary;
use imenoslov::reader::{Article, Markup, read_articles_of_bytes, read_bytes, read_file};
use proptest::prelude::*;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

#[path = "support/mod.rs"]
mod support;

const GLOSSARY: &str = "\
version = 1

[[entry]]
id = \"steve-witkoff\"
kind = \"person\"
status = \"approved\"
ru = { preferred = \"Стив Уиткофф\", forbidden = [\"Стив Виткофф\"] }
uk = { preferred = \"Стів Віткофф\", forbidden = [\"Стів Уіткофф\"] }

[[entry]]
id = \"r-and-d\"
kind = \"org\"
status = \"approved\"
uk = { preferred = \"Завод R&D Плюс\", forbidden = [\"Завод Р і Д Плюс\"] }
";

fn glossary() -> Glossary {
    support::glossary_file(GLOSSARY).into_glossary()
}

/// The bytes of a file with the errors in it fixed.
fn fixed(article: &Article) -> Vec<u8> {
    let glossary = glossary();
    let findings = Checker::new(&glossary).check(article);
    article.rewritten(&fixes(article, &findings, FixScope::All)).expect("a file that can be written")
}

fn fixed_text(name: &str, text: &str, markup: Markup) -> String {
    let article = read_bytes(Path::new(name), text.as_bytes().to_vec(), markup).expect("readable");
    String::from_utf8(fixed(&article)).expect("UTF-8")
}

/// The parts of an archive by their names.
fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut parts = BTreeMap::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).expect("a part");
        let mut content = String::new();
        file.read_to_string(&mut content).expect("UTF-8");
        parts.insert(file.name().expect("a name").into_owned(), content);
    }
    parts
}

/// What a person sees of an article, a line a paragraph.
fn outline(article: &Article) -> String {
    let line = |paragraph: &imenoslov::reader::Paragraph| {
        let start = paragraph.pieces.first().map_or(0, |piece| piece.range().start);
        let end = paragraph.pieces.last().map_or(0, |piece| piece.range().end);
        let place = article.place(start).map_or("", |place| &place.name);
        format!("{} {:?} | {place} | {}\n", paragraph.language, paragraph.role, &article.text[start..end])
    };
    article.paragraphs.iter().map(line).collect()
}

#[test]
fn office_documents_are_read_as_people_see_them() {
    for name in ["uk.docx", "uk.odt", "ru.docx", "ru.odt"] {
        let article = read_file(&Path::new("tests/documents").join(name)).expect("a readable document");
        insta::assert_snapshot!(name, outline(&article));
    }
}

#[test]
fn only_names_change_in_a_document_of_word() {
    type Change = fn(&str) -> String;
    let uk: Change = |xml| xml.replace("Уіт", "Віт").replace("зі Стівом Віткоффом", "зі Стівом Уіткоффом");
    let ru: Change = |xml| {
        let xml = xml.replace("Вит", "Уит").replace("со Стивом Уиткоффом", "со Стивом Виткоффом");
        xml.replace(">О </w:t>", ">Об </w:t>")
    };
    for (name, change) in [("uk.docx", uk), ("ru.docx", ru)] {
        let path = Path::new("tests/documents").join(name);
        let before = parts(&fs::read(&path).expect("the document"));
        let after = parts(&fixed(&read_file(&path).expect("a readable document")));
        assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
        let text = ["word/document.xml", "word/footnotes.xml", "word/header1.xml"];
        for (part, content) in &before {
            if text.contains(&part.as_str()) {
                assert_ne!(*content, after[part], "{name}: {part}");
                assert_eq!(change(content), after[part], "{name}: {part}");
            } else {
                assert_eq!(*content, after[part], "{name}: {part}");
            }
        }
    }
}

#[test]
fn a_fixed_document_has_nothing_left_to_fix() {
    let path = Path::new("tests/documents/ru.docx");
    let bytes = fixed(&read_file(path).expect("readable"));
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("ru.docx");
    fs::write(&path, &bytes).expect("a file");
    assert!(fixed(&read_file(&path).expect("readable")) == bytes, "fixing twice is fixing once");
}

/// A document of Word with this body.
fn word(body: &str) -> Vec<u8> {
    let namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let document = format!("<w:document xmlns:w=\"{namespace}\"><w:body>{body}</w:body></w:document>");
    let relations = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship \
                     Id=\"1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" \
                     Target=\"word/document.xml\"/></Relationships>";
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in [("_rels/.rels", relations), ("word/document.xml", &document), ("word/media/a.bin", "a")] {
        archive.start_file(name, SimpleFileOptions::default()).expect("a part");
        archive.write_all(content.as_bytes()).expect("its content");
    }
    archive.finish().expect("an archive").into_inner()
}

/// The body of a document of Word after fixing.
fn fixed_word(body: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.docx");
    fs::write(&path, word(body)).expect("a file");
    let after = parts(&fixed(&read_file(&path).expect("readable")));
    let document = &after["word/document.xml"];
    let body = document.split_once("<w:body>").and_then(|(_, rest)| rest.split_once("</w:body>")).expect("a body");
    body.0.to_owned()
}

#[test]
fn runs_line_breaks_and_references_stay() {
    for (before, after) in [
        // A line break between the words of a name.
        (
            "<w:p><w:r><w:t>Приїхав Стів</w:t><w:br/><w:t>Уіткофф.</w:t></w:r></w:p>",
            "<w:p><w:r><w:t>Приїхав Стів</w:t><w:br/><w:t>Віткофф.</w:t></w:r></w:p>",
        ),
        // A letter given by its number.
        (
            "<w:p><w:r><w:t>Про &#x423;і&#x442;кофф&#1072; &amp; інших</w:t></w:r></w:p>",
            "<w:p><w:r><w:t>Про Віткоффа &amp; інших</w:t></w:r></w:p>",
        ),
        // A space at the edge of a run that does not keep it.
        (
            "<w:p><w:r><w:t>О</w:t></w:r><w:r><w:t xml:space=\"preserve\"> Виткоффе</w:t></w:r></w:p>",
            "<w:p><w:r><w:t>Об</w:t></w:r><w:r><w:t xml:space=\"preserve\"> Уиткоффе</w:t></w:r></w:p>",
        ),
        // Text that a tracked move took away, and hidden codes of a field.
        (
            "<w:p><w:moveFrom w:id=\"1\"><w:r><w:t>Уіткофф</w:t></w:r></w:moveFrom><w:r><w:instrText>Уіткофф</w:instrText>\
             <w:t>Це Уіткофф</w:t></w:r></w:p>",
            "<w:p><w:moveFrom w:id=\"1\"><w:r><w:t>Уіткофф</w:t></w:r></w:moveFrom><w:r><w:instrText>Уіткофф</w:instrText>\
             <w:t>Це Віткофф</w:t></w:r></w:p>",
        ),
        // What the new name has and XML has other uses for.
        (
            "<w:p><w:r><w:t>Працює Завод Р і Д Плюс давно</w:t></w:r></w:p>",
            "<w:p><w:r><w:t>Працює Завод R&amp;D Плюс давно</w:t></w:r></w:p>",
        ),
    ] {
        assert_eq!(fixed_word(before), after);
    }
}

/// Cuts a word at some of its letters.
fn cut(word: &str, cuts: u16) -> Vec<String> {
    let mut pieces = vec![String::new()];
    for (index, letter) in word.chars().enumerate() {
        if index > 0 && cuts & (1 << index) != 0 {
            pieces.push(String::new());
        }
        if let Some(last) = pieces.last_mut() {
            last.push(letter);
        }
    }
    pieces
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_name_in_any_runs_is_fixed_and_the_runs_stay(cuts in 0u16..0x800, ending in 0usize..3) {
        let ending = ["", "а", "ом"][ending];
        let body = |name: &str| {
            let runs: String = cut(name, cuts)
                .iter()
                .enumerate()
                .map(|(index, run)| format!("<w:r><w:rPr><w:sz w:val=\"{index}\"/></w:rPr><w:t>{run}</w:t></w:r>"))
                .collect();
            format!("<w:p><w:r><w:t xml:space=\"preserve\">Спецпосланець США </w:t></w:r>{runs}<w:r><w:t>.</w:t></w:r></w:p>")
        };
        prop_assert_eq!(fixed_word(&body(&format!("Уіткофф{ending}"))), body(&format!("Віткофф{ending}")));
    }

    #[test]
    fn a_name_in_a_catalogue_is_fixed_and_its_lines_stay(cuts in 0u16..0x800, context in "[a-zа-я \\\\n]{0,12}") {
        let context = context.replace('\\', "\\\\");
        let text = |name: &str| {
            let lines = cut(name, cuts).join("\"\n  \"");
            format!(
                "# Уіткофф\nmsgid \"\"\nmsgstr \"Language: uk\\n\"\n\n#, fuzzy\nmsgctxt \"{context}\"\nmsgid \"Стів Уіткофф\"\n\
                 msgstr \"\"\n\"Тут був \\\"Стів\\\" {lines}.\\n\"\n#~ msgid \"Уіткофф\"\n"
            )
        };
        prop_assert_eq!(fixed_text("a.po", &text("Уіткофф"), Markup::Po), text("Віткофф"));
    }

    #[test]
    fn a_name_in_an_xliff_file_is_fixed_and_its_markup_stays(cuts in 0u16..0x800, version in 1usize..3, id in "[a-z]{1,8}") {
        let text = |name: &str| {
            let (open, close) = if version == 1 { ("<g id=\"1\">", "</g>") } else { ("<pc id=\"1\">", "</pc>") };
            let marked: String = cut(name, cuts).iter().map(|part| format!("{open}{part}{close}")).collect();
            let unit = format!("<source>Приехал Стив Виткофф</source>\n<target>Приїхав &quot;Стів&quot;\n {marked} &amp; інші</target>");
            if version == 1 {
                format!("<?xml version='1.0'?>\n<!-- Уіткофф --><xliff version=\"1.2\"><file original=\"Уіткофф\" source-language=\
                         \"ru\" target-language='uk'><body><trans-unit id=\"{id}\">{unit}<alt-trans><target>Уіткофф</target>\
                         </alt-trans></trans-unit></body></file></xliff>\n")
            } else {
                format!("<xliff version=\"2.0\" srcLang=\"ru\" trgLang=\"uk\"><file id=\"f\"><unit id=\"{id}\" name=\"Уіткофф\"><notes>\
                         <note>Уіткофф</note></notes><segment>{unit}</segment></unit></file></xliff>")
            }
        };
        prop_assert_eq!(fixed_text("a.xlf", &text("Уіткофф"), Markup::Xliff), text("Віткофф"));
    }

    #[test]
    fn no_bytes_are_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300), text in "[<>/a-z\"{}:,\\\\ Уі=!\\[&;]{0,200}") {
        for markup in [Markup::Docx, Markup::Odt, Markup::Po, Markup::Xliff, Markup::Tmx, Markup::JsonLines] {
            for bytes in [bytes.clone(), text.clone().into_bytes()] {
                let articles = read_articles_of_bytes(Path::new("a"), bytes, markup);
                for article in articles.into_iter().flatten() {
                    for paragraph in &article.paragraphs {
                        prop_assert!(paragraph.pieces.iter().all(|piece| article.text.get(piece.range().clone()).is_some()));
                    }
                }
            }
        }
    }
}

#[test]
fn a_name_in_html_keeps_the_tags_inside_it() {
    let page = |name: &str| {
        format!("<p>Приїхав <b>Стів</b> {name} &amp; інші.</p><p>Він сказав, що це був дуже довгий день.</p>")
    };
    assert_eq!(fixed_text("a.html", &page("<i>Уіт</i>кофф"), Markup::Html), page("<i>Віт</i>кофф"));
    assert_eq!(fixed_text("a.html", &page("Уіткофф"), Markup::Html), page("Віткофф"));
}

#[test]
fn what_a_format_needs_escaped_is() {
    let xliff = |name: &str| {
        format!(
            "<xliff version=\"1.2\"><file source-language=\"en\" target-language=\"uk\"><body><trans-unit id=\"1\"><target>\
             Працює {name} давно</target></trans-unit></body></file></xliff>"
        )
    };
    let wrong = "Завод Р і Д Плюс";
    assert_eq!(fixed_text("a.xlf", &xliff(wrong), Markup::Xliff), xliff("Завод R&amp;D Плюс"));
    let cdata = |name: &str| xliff(&format!("<![CDATA[тут {name} &]]>"));
    assert_eq!(fixed_text("a.xlf", &cdata(wrong), Markup::Xliff), cdata("Завод R&D Плюс"));
}

#[test]
fn records_are_articles_of_their_own() {
    let text = "\u{feff}{\"title\": \"Переговори\", \"text\": \"Приїхав Уіткофф.\\n\\nВін \\\"пішов\\\".\", \"date\": \"2025-11-02T10:00\", \
                \"lang\": \"uk\", \"url\": \"https://example.org/1\", \"more\": [1]}\r\n\n\
                {\"text\": \"\\u0423\\u0456\\u0442\\u043a\\u043e\\u0444\\u0444 \\ud83d\\ude00\", \"title\": null}\n\
                {\"text\": 5}\n";
    let articles = read_articles_of_bytes(Path::new("a.jsonl"), text.as_bytes().to_vec(), Markup::JsonLines);
    let [first, second, third] = &articles[..] else { panic!("three records, not {}", articles.len()) };
    let (first, second) = (first.as_ref().expect("a record"), second.as_ref().expect("a record"));
    insta::assert_snapshot!(format!("{}{}", outline(first), outline(second)));
    assert_eq!(first.date.map(|date| date.to_string()).as_deref(), Some("2025-11-02"));
    assert_eq!(second.offset.lines, 2);
    let decoded = text.trim_start_matches('\u{feff}');
    assert!(decoded[second.offset.bytes..].starts_with(&second.text));
    assert_eq!(decoded[..second.offset.bytes].chars().count(), second.offset.characters);
    let error = third.as_ref().expect_err("no record").to_string();
    assert!(error.contains("record 3, line 4: its text is no string"), "{error}");
    let whole = read_bytes(
        Path::new("a.jsonl"),
        text.lines().take(3).collect::<Vec<_>>().join("\n").into_bytes(),
        Markup::JsonLines,
    );
    assert_eq!(whole.expect("one article").places.len(), 2);
}
