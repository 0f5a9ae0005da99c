//! Export → import → export: what a format carries comes back, and nothing else is lost.

mod support;

use std::path::Path;

use imenoslov::exporter::Format;
use imenoslov::glossary::{Entry, GlossaryFile, Side, Status};
use imenoslov::importer::{Hints, ImportFormat};
use imenoslov::kind::Kind;
use imenoslov::languages::Language;
use support::exchange::{export, imported, read};
use support::glossary_file;

const CURATED: &str = include_str!("glossary/curated.toml");

/// The entry with what the formats with room carry.
fn carried(entry: &Entry) -> Entry {
    let side = |side: &Option<Side>| {
        let side = side.as_ref()?;
        let kept = Side {
            preferred: side.preferred.clone(),
            admitted: side.admitted.clone(),
            forbidden: side.forbidden.clone(),
            proposed: side.proposed.clone(),
            ..Side::default()
        };
        (kept != Side::default()).then_some(kept)
    };
    Entry { former_ids: Vec::new(), ru: side(&entry.ru), uk: side(&entry.uk), ..entry.clone() }
}

/// Entries in the order of their ids.
fn by_id(entries: impl IntoIterator<Item = Entry>) -> Vec<Entry> {
    let mut entries: Vec<Entry> = entries.into_iter().collect();
    entries.sort_by(|a, b| a.id.cmp(&b.id));
    entries
}

#[test]
fn formats_with_room_bring_everything_back() {
    let glossary = glossary_file(CURATED).into_glossary();
    for (format, back) in
        [(Format::Json, ImportFormat::Json), (Format::Csv, ImportFormat::Csv), (Format::Xlsx, ImportFormat::Xlsx)]
    {
        let first = export(format, &glossary, Language::Ukrainian);
        let (read, summary) = imported(back, first.clone(), Hints::default());
        assert_eq!(by_id(read.entries.clone()), by_id(glossary.entries.iter().map(carried)), "{format}");
        assert_eq!(summary.conflicts, []);
        if format != Format::Xlsx {
            assert_eq!(export(format, &read, Language::Ukrainian), first, "{format}");
        }
    }
}

#[test]
fn an_import_of_what_was_exported_changes_nothing() {
    let file = glossary_file(CURATED);
    for (format, back) in [
        (Format::Json, ImportFormat::Json),
        (Format::Csv, ImportFormat::Csv),
        (Format::Tsv, ImportFormat::Tsv),
        (Format::Xlsx, ImportFormat::Xlsx),
        (Format::Tbx, ImportFormat::Tbx),
        (Format::TbxV2, ImportFormat::Tbx),
        (Format::Omegat, ImportFormat::Omegat),
        (Format::Weblate, ImportFormat::Weblate),
        (Format::Deepl, ImportFormat::Deepl),
    ] {
        for source in Language::ALL {
            let bytes = export(format, file.glossary(), source);
            let reading = read(back, bytes, Hints { from: Some(source), ..Hints::default() }).expect("readable");
            let mut again = file.clone();
            let summary = again.import(&reading.entries).expect("imported");
            assert_eq!(summary.conflicts, [], "{format}");
            assert_eq!(again.text(), file.text(), "{format}");
        }
    }
}

#[test]
fn formats_that_pair_names_bring_back_what_they_hold() {
    let glossary = glossary_file(CURATED).into_glossary();
    for (format, back) in [
        (Format::Omegat, ImportFormat::Omegat),
        (Format::Deepl, ImportFormat::Deepl),
        (Format::Weblate, ImportFormat::Weblate),
        (Format::TbxV2, ImportFormat::Tbx),
    ] {
        for source in Language::ALL {
            let first = export(format, &glossary, source);
            let hints = Hints { from: Some(source), status: Some(Status::Approved), ..Hints::default() };
            let (read, summary) = imported(back, first.clone(), hints);
            assert_eq!(summary.conflicts, [], "{format}");
            let lines = |bytes: &[u8]| -> Vec<String> {
                let mut lines: Vec<String> = String::from_utf8_lossy(bytes).lines().map(str::to_owned).collect();
                lines.sort();
                lines
            };
            // Weblate's context is the id, which is made anew.
            if format != Format::Weblate {
                assert_eq!(lines(&export(format, &read, source)), lines(&first), "{format} {source}");
            }
        }
    }
}

#[test]
fn a_workbook_is_the_same_each_time() {
    let glossary = glossary_file(CURATED).into_glossary();
    let bytes = export(Format::Xlsx, &glossary, Language::Russian);
    assert_eq!(bytes, export(Format::Xlsx, &glossary, Language::Russian));
}

#[test]
fn conflicts_with_decisions_are_listed_and_not_applied() {
    let file = "id,kind,status,ru,ru_forbidden,uk,uk_admitted,note\r\n\
                steve-witkoff,person,approved,Стив Виткофф,,Стів Віткофф,Стівен Віткофф,\r\n\
                dnipro,org,rejected,Днепр,,Дніпро,,a note\r\n\
                pravda,org,approved,Правда,,,,\r\n\
                ,person,,Песков,,Пісков,,\r\n\
                kirill-dmitriev,person,approved,Кирилл Дмитриев,Кирил Дмитриев,Кирило Дмитрієв,,\r\n\
                ,place,approved,Майами,,Маямі,,\r\n";
    let reading = read(ImportFormat::Csv, file.into(), Hints::default()).expect("readable");
    let mut glossary = glossary_file(CURATED);
    let summary = glossary.import(&reading.entries).expect("imported");
    let conflicts: Vec<String> = summary.conflicts.iter().map(ToString::to_string).collect();
    insta::assert_snapshot!(format!(
        "added {:?}\nchanged {:?}\n{}\n\n{}",
        summary.added,
        summary.changed,
        conflicts.join("\n"),
        support::line_diff(CURATED, glossary.text())
    ));
    let again = glossary.clone().import(&reading.entries).expect("imported");
    assert_eq!((again.added.len(), again.changed.len()), (0, 0));
}

/// Files as other tools write them, and what is read from them.
#[test]
fn dialects() {
    let cases: [(&str, ImportFormat, &str); 12] = [
        ("DeepL, two columns", ImportFormat::Deepl, "Уиткофф\tВіткофф\nЧехия\tЧехія\n"),
        ("DeepL, its own export", ImportFormat::Deepl, "Віткофф,Уиткофф,UK,RU\nЧехія,Чехия,UK,RU\n"),
        (
            "DeepL, five columns",
            ImportFormat::Deepl,
            "source,target,source_lang,target_lang,comment\nЧехия,Чехія,ru,uk,країна\n",
        ),
        ("DeepL, with English", ImportFormat::Deepl, "Steve Witkoff,Стів Віткофф,en-US,uk\n"),
        ("OmegaT", ImportFormat::Omegat, "# glossary\nУиткофф\tВіткофф\tproposed; посланник\textra\n"),
        (
            "a spreadsheet",
            ImportFormat::Csv,
            "Русский;Українська;Комментарий\n\"Объединённое; Королевство\";Об'єднане Королівство;\n",
        ),
        (
            "Weblate",
            ImportFormat::Weblate,
            "location,source,target,ID,fuzzy,context,translator_comments,developer_comments\n,Чехия,Чехія,,True,czechia,,land\n",
        ),
        (
            "TBX v3, DCT",
            ImportFormat::Tbx,
            r#"<tbx type="TBX-Basic" style="dct" xml:lang="ru" xmlns="urn:iso:std:iso:30042:ed-2" xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic"><tbxHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc></tbxHeader><text><body><conceptEntry id="c1"><min:subjectField>place</min:subjectField><langSec xml:lang="ru"><termSec><term>Чехия</term><min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus></termSec></langSec><langSec xml:lang="uk"><termSec><term>Чехія</term></termSec><termSec><term>Чеська <hi>Республіка</hi></term></termSec></langSec></conceptEntry></body></text></tbx>"#,
        ),
        (
            "TBX v2, ntig",
            ImportFormat::Tbx,
            r#"<?xml version='1.0'?><!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd"><martif type="TBX" xml:lang="en"><martifHeader><fileDesc><sourceDesc><p>y</p></sourceDesc></fileDesc></martifHeader><text><body><termEntry id="t-1"><descripGrp><descrip type="subjectField">Geography</descrip></descripGrp><langSet xml:lang="uk-UA"><ntig><termGrp><term>Чехія &amp; Ко</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termGrp></ntig><ntig><termGrp><term>Чехія</term></termGrp></ntig></langSet><langSet xml:lang="de"><tig><term>Tschechien</term></tig></langSet><langSet xml:lang="ru-RU"><tig><term>Чехия</term><note>a land</note></tig></langSet></termEntry></body></text></martif>"#,
        ),
        (
            "TBX v2 of Weblate",
            ImportFormat::Tbx,
            r#"<martif type="TBX"><text><body><termEntry id="a"><langSet xml:lang="ru"><tig><term>Чехия</term></tig></langSet><langSet xml:lang="uk"><tig><term>Чехія</term></tig></langSet></termEntry><termEntry id="b"><langSet xml:lang="ru"><tig><term>Чехия</term></tig></langSet><langSet xml:lang="uk"><tig><term>Чехіа</term><termNote type="administrativeStatus">forbidden</termNote></tig></langSet></termEntry></body></text></martif>"#,
        ),
        ("windows-1251", ImportFormat::Csv, ""),
        ("UTF-16", ImportFormat::Tsv, ""),
    ];
    let mut report = String::new();
    for (title, format, text) in cases {
        let bytes = match title {
            "windows-1251" => encoding_rs::WINDOWS_1251
                .encode("ru;uk\r\nЧехия;Чехія\r\nЮжная Корея;Південна Корея\r\n")
                .0
                .into_owned(),
            "UTF-16" => "\u{feff}ru\tuk\r\nЧехия\tЧехія\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect(),
            _ => text.as_bytes().to_vec(),
        };
        let reading = read(format, bytes, Hints { kind: Some(Kind::Place), ..Hints::default() }).expect(title);
        let mut file = GlossaryFile::empty(Path::new("glossary.toml"));
        let summary = file.import(&reading.entries).expect("imported");
        report.push_str(&format!("=== {title}\n{}", file.text()));
        reading.refused.iter().for_each(|refused| report.push_str(&format!("refused {refused}\n")));
        summary.conflicts.iter().for_each(|conflict| report.push_str(&format!("conflict {conflict}\n")));
    }
    insta::assert_snapshot!(report);
}

#[test]
fn files_that_are_none_are_refused_with_a_reason() {
    let bomb = "<!DOCTYPE martif [<!ENTITY a \"ха\"><!ENTITY b \"&a;&a;\">]><martif><text>&b;</text></martif>";
    for (format, text, reason) in [
        (
            ImportFormat::Tbx,
            bomb,
            "line 1: the file declares XML entities, which are not read; replace them by their text",
        ),
        (ImportFormat::Tbx, "<tbx>\n&x;</tbx>", "line 2: not valid XML: unknown entity &x;"),
        (ImportFormat::Tbx, "<tbx><text>", "line 1: not valid XML: the file ends too early"),
        (ImportFormat::Tbx, "<html></html>", "not TBX: the first element is <html>, expected <tbx> or <martif>"),
        (
            ImportFormat::Json,
            "{\"version\": 2, \"entries\": []}",
            "version 2 is not known; this program reads version 1",
        ),
        (
            ImportFormat::Csv,
            "one\ntwo\n",
            "no columns with names: expected a header with `ru` and `uk`, or two columns without a header",
        ),
    ] {
        let error = read(format, text.into(), Hints::default()).expect_err(text);
        assert_eq!(error.to_string(), reason);
    }
}

/// Every way of writing an entry, with comments in every place.
const COMMENTED: &str = r#"# ours
[[entry]]  # one
id = "one"
kind = "place"   # kind
status = "proposed"  # not seen yet
[entry.ru]
# before
preferred = "Киев"   # as in the law
proposed = [
    "Кыев",    # a typo
    "Киів",    # the other language
    "Кийв",    # last
] # after
[entry.uk]
proposed = ["Київ", "Кіїв"]  # both

[[entry]]
id = "two"
kind = "place"
ru = { preferred = "Чехия", proposed = ["Чешская Республика"] } # inline
uk.preferred = "Чехия"   # wrong
uk.proposed = [ "Чехія" ]  # right

[[entry]]
id = "three"
kind = "place"
ru = {}
# the end"#;

#[test]
fn an_import_touches_only_what_it_must() {
    let file = "id\tkind\tstatus\tru\tru_admitted\tru_forbidden\tuk\tuk_admitted\tnote\n\
                one\tplace\tapproved\tКиев\tКийв\tКыев\tКиїв\t\tthe capital\n\
                two\tplace\tapproved\tЧехия\tЧешская Республика\t\tЧехія\tЧеська Республіка\t\n\
                three\tplace\tapproved\tАзия\tА\t\tАзія\t\t\n";
    let reading = read(ImportFormat::Tsv, file.into(), Hints::default()).expect("readable");
    let mut glossary = glossary_file(COMMENTED);
    let summary = glossary.import(&reading.entries).expect("imported");
    assert_eq!(summary.conflicts, []);
    insta::assert_snapshot!(support::line_diff(COMMENTED, glossary.text()));
    let once = glossary.text().to_owned();
    assert_eq!(glossary.import(&reading.entries).expect("imported").unchanged, 3);
    assert_eq!(glossary.text(), once);
}
