//! The reader on the articles in `tests/fixtures/reader`, on encodings and on broken input.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use encoding_rs::{Encoding, KOI8_R, KOI8_U, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1251};
use imenoslov::languages::Language;
use imenoslov::normalizer::Text;
use imenoslov::reader::{Article, Markup, Piece, ReadError, Role, read_bytes, read_file, walk};

fn fixture(name: &str) -> Article {
    read_file(&Path::new("tests/fixtures/reader").join(name)).expect("a readable fixture")
}

fn read(text: &str, markup: Markup) -> Article {
    read_bytes(Path::new("-"), text.as_bytes().to_vec(), markup).expect("readable text")
}

/// What the reader made of an article, a paragraph a line.
fn show(article: &Article) -> String {
    let mut shown = format!("{} {:?}\n", article.language, article.date);
    for paragraph in &article.paragraphs {
        let text = Text::of_paragraph(&article.text, paragraph);
        writeln!(shown, "{:?} {}: {}", paragraph.role, paragraph.language, text.text).expect("writing to a string");
    }
    shown
}

#[test]
fn html_page() {
    insta::assert_snapshot!(show(&fixture("page.html")));
}

#[test]
fn html_page_without_semantic_elements() {
    insta::assert_snapshot!(show(&fixture("old_page.html")));
}

#[test]
fn markdown() {
    insta::assert_snapshot!(show(&fixture("article.md")));
}

#[test]
fn plain_text() {
    insta::assert_snapshot!(show(&fixture("article.txt")));
}

#[test]
fn toml_front_matter() {
    insta::assert_snapshot!(show(&fixture("toml.txt")));
}

#[test]
fn names_in_markup_lead_back_to_the_file() {
    let article = fixture("page.html");
    let places: Vec<&str> = article
        .paragraphs
        .iter()
        .flat_map(|paragraph| {
            let text = Text::of_paragraph(&article.text, paragraph);
            ["Терехова", "\"Мостобуд\"", "«Весняний»"].into_iter().filter_map(move |name| {
                let start = text.text.find(name)?;
                Some(text.source_range(start..start + name.len()))
            })
        })
        .map(|range| &article.text[range])
        .collect();
    assert_eq!(places, ["&quot;Мостобуд&quot;", "&laquo;Весняний&raquo;", "Терехо</b>ва"]);
}

const RUSSIAN: &str = "Президент Эстонии Алар Карис приехал в Ригу.\nЕго встретил Эдгарс Ринкевич.\n";
const UKRAINIAN: &str = "Президент Естонії Алар Каріс приїхав до Риги.\nЙого зустрів Едгарс Рінкевич.\n";

fn encode(text: &str, encoding: &'static Encoding) -> Vec<u8> {
    if encoding == UTF_16LE {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    } else if encoding == UTF_16BE {
        text.encode_utf16().flat_map(u16::to_be_bytes).collect()
    } else {
        let (bytes, _, had_errors) = encoding.encode(text);
        assert!(!had_errors, "{}", encoding.name());
        bytes.into_owned()
    }
}

#[test]
fn encodings_are_told_apart() {
    for (language, text) in [(Language::Russian, RUSSIAN), (Language::Ukrainian, UKRAINIAN)] {
        for encoding in [UTF_8, UTF_16LE, UTF_16BE, WINDOWS_1251, KOI8_U] {
            let article = read_bytes(Path::new("-"), encode(text, encoding), Markup::Plain).expect("readable text");
            assert_eq!((article.text.as_str(), article.encoding), (text, encoding));
            assert_eq!((article.language, article.damaged, article.byte_order_mark), (language, false, false));
        }
    }
    let article = read_bytes(Path::new("-"), encode(RUSSIAN, KOI8_R), Markup::Plain).expect("readable text");
    assert_eq!(article.text, RUSSIAN);
}

#[test]
fn one_name_is_enough_to_tell_the_encoding() {
    for name in ["Путин", "Зеленський", "Київ", "Эстония", "США и Россия", "Їжакевич"]
    {
        for encoding in [WINDOWS_1251, KOI8_U] {
            let article = read_bytes(Path::new("-"), encode(name, encoding), Markup::Plain).expect("readable text");
            assert_eq!(article.text, name, "{}", encoding.name());
        }
    }
}

#[test]
fn byte_order_marks_are_kept_out_of_the_text() {
    for (mark, encoding) in [(&b"\xef\xbb\xbf"[..], UTF_8), (b"\xff\xfe", UTF_16LE), (b"\xfe\xff", UTF_16BE)] {
        let bytes = [mark, &encode(UKRAINIAN, encoding)].concat();
        let article = read_bytes(Path::new("-"), bytes, Markup::Plain).expect("readable text");
        assert_eq!((article.text.as_str(), article.encoding), (UKRAINIAN, encoding));
        assert!(article.byte_order_mark);
    }
}

#[test]
fn a_page_is_read_in_the_encoding_it_states() {
    let page = format!("<html><head><meta charset=\"KOI8-U\"></head><body><p>{UKRAINIAN}</p></body></html>");
    let article = read_bytes(Path::new("p.html"), encode(&page, KOI8_U), Markup::Html).expect("a readable page");
    assert_eq!(article.text, page);
}

#[test]
fn a_cut_last_character_leaves_the_rest_readable() {
    for text in [RUSSIAN.trim_end(), "Київ"] {
        let bytes = text.trim_end_matches('.').as_bytes();
        let article = read_bytes(Path::new("-"), bytes[..bytes.len() - 1].to_vec(), Markup::Plain).expect("readable");
        assert_eq!(article.encoding, UTF_8);
        assert!(article.damaged && article.text.ends_with('\u{fffd}'));
    }
}

#[test]
fn binary_files_are_refused() {
    let noise: Vec<u8> = (0..4096u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    for bytes in [&b"%PDF-1.4 text"[..], b"PK\x03\x04abc", b"\x89PNG\r\n\x1a\n", b"abc\0\0\0def", &noise] {
        let error = read_bytes(Path::new("a.txt"), bytes.to_vec(), Markup::Plain).expect_err("no text");
        assert!(matches!(error, ReadError::Binary { .. }), "{error}");
        assert!(error.to_string().contains("a.txt is not text"));
    }
}

#[test]
fn an_empty_file_is_an_article_without_paragraphs() {
    for markup in [Markup::Plain, Markup::Markdown, Markup::Html] {
        for text in ["", "\n", " \r\n\u{c}\n"] {
            assert!(read(text, markup).paragraphs.is_empty());
        }
    }
}

#[test]
fn lines_end_in_any_way() {
    for text in ["Первый город Рига.\r\nВторой.", "Первый город Рига.\rВторой.", "Первый город Рига.\u{c}Второй."]
    {
        assert_eq!(read(text, Markup::Plain).paragraphs.len(), 2, "{text:?}");
    }
}

#[test]
fn a_date_line_may_lack_a_title() {
    let article = read(" date 2025-12-21\nПрезидент Эстонии приехал в Ригу.\n", Markup::Plain);
    assert_eq!(article.date.map(|d| (d.year, d.month, d.day)), Some((2025, 12, 21)));
    assert_eq!(article.paragraphs.len(), 1);
    assert_eq!(article.paragraphs[0].role, Role::Body);
}

#[test]
fn what_is_no_date_stays_text() {
    for text in ["date 2025-13-41 Рига", "date Рига", "dates 2025-12-21", "---\nПрезидент\n---\n"] {
        assert_eq!(read(text, Markup::Plain).date, None, "{text:?}");
        assert!(!read(text, Markup::Plain).paragraphs.is_empty());
    }
}

#[test]
fn languages_of_short_paragraphs() {
    let article =
        read("Володимир Зеленський у Ризі\n\nЭстония\n\nМинск\n\nПрезидент України Зеленський", Markup::Plain);
    let languages: Vec<&str> = article.paragraphs.iter().map(|paragraph| paragraph.language.code()).collect();
    assert_eq!(languages, ["uk", "ru", "uk", "uk"]);
}

#[test]
fn long_lines_are_divided_after_sentences() {
    let sentence = "Президент Эстонии Алар Карис приехал в Ригу. ";
    let article = read(&sentence.repeat(10_000), Markup::Plain);
    assert!(article.paragraphs.len() > 10);
    for paragraph in &article.paragraphs {
        let text = Text::of_paragraph(&article.text, paragraph).text;
        assert!(text.starts_with("Президент") && text.trim_end().ends_with("Ригу.") && text.len() < 40_000);
    }
}

/// Every piece lies in the text, in order, on character boundaries, without overlap.
fn check_pieces(article: &Article) {
    for paragraph in &article.paragraphs {
        let mut end = 0;
        for piece in &paragraph.pieces {
            let range = piece.range().clone();
            assert!(range.start >= end && article.text.get(range.clone()).is_some(), "{piece:?} in {:?}", article.text);
            end = range.end;
        }
        assert!(!paragraph.pieces.is_empty());
        let text = Text::of_paragraph(&article.text, paragraph);
        assert!(!text.text.contains("  "));
    }
}

#[test]
fn strange_input_is_read() {
    let deep = "<div><b>".repeat(100_000) + "Рига" + &"</p>".repeat(1000);
    let unclosed = "<ul>".to_owned() + &"<li><b>Рига".repeat(20_000);
    let quotes = "> ".repeat(5_000) + "Рига";
    let marks = "е\u{301}".repeat(50_000) + &"\u{301}".repeat(50_000);
    let long_line = "Рига".repeat(200_000);
    let right_to_left = "\u{202b}שלום\u{202c} Рига 😀👨\u{200d}👩\u{200d}👧";
    let nul = "Рига\0Таллин ".repeat(100) + &"Президент ".repeat(1000);
    for text in [&deep, &unclosed, &quotes, &marks, &long_line, right_to_left, &nul, "\u{feff}\u{feff}Рига"] {
        for markup in [Markup::Plain, Markup::Markdown, Markup::Html] {
            check_pieces(&read(text, markup));
        }
    }
    let lone_surrogates = [b"\xff\xfe", &[0x20, 0x04, 0x00, 0xd8, 0x38, 0x04][..]].concat();
    let article = read_bytes(Path::new("-"), lone_surrogates, Markup::Plain).expect("readable text");
    assert_eq!(article.text, "Р\u{fffd}и");
    assert!(article.damaged);
}

mod properties {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_text_has_valid_pieces(text in "(<[a-z/!]{1,4}>?|&[a-z#0-9]{0,6};?|[а-яєі\u{301}\u{ad}’\\- *_#>`|\\\\\n\r&<\u{c}é😀]|\\PC){0,60}") {
            for markup in [Markup::Plain, Markup::Markdown, Markup::Html] {
                if let Ok(article) = read_bytes(Path::new("-"), text.clone().into_bytes(), markup) {
                    check_pieces(&article);
                }
            }
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            for markup in [Markup::Plain, Markup::Markdown, Markup::Html] {
                if let Ok(article) = read_bytes(Path::new("-"), bytes.clone(), markup) {
                    check_pieces(&article);
                }
            }
        }
    }
}

#[test]
fn the_walk_is_sorted_and_respects_gitignore() -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let root = folder.path();
    for name in ["b.txt", "a.html", "c.md", "d.rs", "e.htm", "f.markdown", "ignored.txt", ".hidden.txt", "sub/z.TXT"] {
        let path = root.join(name);
        std::fs::create_dir_all(path.parent().unwrap_or(root))?;
        std::fs::write(path, "Рига")?;
    }
    std::fs::write(root.join(".gitignore"), "ignored.txt\n")?;
    let below = |path: &Path| path.strip_prefix(root).map(Path::to_owned).unwrap_or_default();
    let found: Vec<PathBuf> = walk(&[root]).filter_map(Result::ok).map(|path| below(&path)).collect();
    let expected = ["a.html", "b.txt", "c.md", "e.htm", "f.markdown", "sub/z.TXT"].map(PathBuf::from);
    assert_eq!(found, expected);

    let arguments = [root.join("d.rs"), root.join("nowhere"), root.join("b.txt"), root.join("b.txt")];
    let found: Vec<Option<PathBuf>> = walk(&arguments).map(|item| item.ok().map(|path| below(&path))).collect();
    assert_eq!(found, [Some("d.rs".into()), None, Some("b.txt".into())]);
    Ok(())
}

#[test]
fn references_are_pieces_of_their_own() {
    let article = read("<p>«A&amp;B» &laquo&#x456;&bogus; & Ко</p>", Markup::Html);
    let references: Vec<char> = article.paragraphs[0]
        .pieces
        .iter()
        .filter_map(|piece| match piece {
            Piece::Reference(_, character) => Some(*character),
            Piece::Literal(_) => None,
        })
        .collect();
    assert_eq!(references, ['&', '«', 'і']);
}
