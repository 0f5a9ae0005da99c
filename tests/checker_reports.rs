//! What findings look like in each format, on a text with emoji, combining marks, CRLF and tabs.

use std::path::Path;

use imenoslov::checker::{Checker, Rule, Settings};
use imenoslov::glossary::GlossaryFile;
use imenoslov::reader::{self, Article, Markup};
use imenoslov::reporter::findings::{Checked, FindingFormat, write_findings};

const GLOSSARY: &str = r#"
version = 1

[[entry]]
id = "mark-zuckerberg"
kind = "person"
status = "approved"
[entry.uk]
preferred = "Марк Цукерберг"
forbidden = ["Марк Закерберг"]
"#;

/// The finding stands on the second line, behind a tab, an emoji and a letter with a combining mark.
const ARTICLE: &str = "Вчора у Києві відбулася нарада.\r\n\t🎉 Позо\u{301}в до Марка Закерберга відхилили.\r\n";

fn article() -> Article {
    reader::read_bytes(Path::new("новини/a b.txt"), ARTICLE.as_bytes().to_vec(), Markup::Plain).expect("readable")
}

fn report(format: FindingFormat) -> String {
    let file = GlossaryFile::parse(Path::new("glossary.toml"), GLOSSARY).expect("sound");
    let article = article();
    let mut findings = Checker::new(file.glossary()).check(&article);
    findings.retain(|finding| finding.rule == Rule::ForbiddenVariant);
    let mut out = Vec::new();
    let checked = [Checked { article: &article, findings: &findings }];
    write_findings(format, &checked, file.glossary(), false, &mut out).expect("writing to memory does not fail");
    String::from_utf8(out).expect("reports are UTF-8")
}

#[test]
fn json_counts_characters_and_bytes() {
    let report: serde_json::Value = serde_json::from_str(&report(FindingFormat::Json)).expect("JSON");
    let start = ARTICLE.find("Закерберга").expect("it is there");
    assert_eq!(report["line"], 2);
    assert_eq!(report["column"], 20);
    assert_eq!(report["end_column"], 30);
    assert_eq!(report["byte_start"], start);
    assert_eq!(report["byte_end"], start + 20);
    assert_eq!(report["suggestion"], "Цукерберга");
    assert_eq!(report["entry"], "mark-zuckerberg");
    assert_eq!(report["severity"], "error");
}

#[test]
fn github_counts_characters() {
    let report = report(FindingFormat::Github);
    let expected = "::error file=новини/a b.txt,line=2,endLine=2,col=20,endColumn=30,title=forbidden-variant::";
    assert!(report.starts_with(expected), "{report}");
}

#[test]
fn rdjson_counts_bytes() {
    let report: serde_json::Value = serde_json::from_str(&report(FindingFormat::Rdjson)).expect("JSON");
    let range = &report["diagnostics"][0]["location"]["range"];
    assert_eq!(range["start"]["line"], 2);
    assert_eq!(range["start"]["column"], 36);
    assert_eq!(range["end"]["column"], 56);
    assert_eq!(report["diagnostics"][0]["severity"], "ERROR");
    assert_eq!(report["diagnostics"][0]["suggestions"][0]["text"], "Цукерберга");
}

#[test]
fn sarif_is_a_run_with_a_result() {
    let report: serde_json::Value = serde_json::from_str(&report(FindingFormat::Sarif)).expect("JSON");
    let run = &report["runs"][0];
    assert_eq!(report["version"], "2.1.0");
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    assert_eq!(run["tool"]["driver"]["rules"].as_array().map(Vec::len), Some(6));
    let place = &run["results"][0]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "%D0%BD%D0%BE%D0%B2%D0%B8%D0%BD%D0%B8/a%20b.txt");
    assert_eq!(place["region"]["startColumn"], 20);
    assert_eq!(run["results"][0]["level"], "error");
}

#[test]
fn text_marks_the_place() {
    let report = report(FindingFormat::Text);
    assert!(report.contains("error[forbidden-variant]"), "{report}");
    assert!(report.contains("^^^^^^^^^^ write «Цукерберга»"), "{report}");
    assert!(report.ends_with("1 article: 1 error, 0 warnings, 0 notes\n"), "{report}");
}

fn rules(settings: &[(&str, &str)], text: &str) -> Vec<(Rule, String)> {
    let pairs = settings.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let settings = Settings::default().extend(&pairs).expect("sound settings");
    let file = GlossaryFile::parse(Path::new("glossary.toml"), GLOSSARY).expect("sound");
    let article = reader::read_bytes(Path::new("a.txt"), text.as_bytes().to_vec(), Markup::Plain).expect("readable");
    let findings = Checker::with_settings(file.glossary(), settings).check(&article);
    findings.into_iter().map(|finding| (finding.rule, finding.found)).collect()
}

#[test]
fn settings_change_what_is_found() {
    let forbidden = |settings: &[(&str, &str)], text: &str| {
        rules(settings, text).into_iter().filter(|(rule, _)| *rule == Rule::ForbiddenVariant).count()
    };
    let text = "Учора до столиці приїхав Марк Закерберг разом із родиною.";
    assert_eq!(forbidden(&[], text), 1);
    assert_eq!(forbidden(&[("severity.forbidden-variant", "off")], text), 0);
    let quoted = "Посол сказав: «Учора до столиці приїхав Марк Закерберг разом із родиною».";
    assert_eq!(forbidden(&[], quoted), 1);
    assert_eq!(forbidden(&[("quotations", "false")], quoted), 0);
    let lower = "Учора до столиці приїхав закерберг разом із родиною.";
    assert_eq!(forbidden(&[], lower), 0);
    assert_eq!(forbidden(&[("lower_case", "true")], lower), 1);
    assert_eq!(forbidden(&[("lower_case", "mark-zuckerberg")], lower), 1);
    assert_eq!(forbidden(&[("lower_case", "росія")], lower), 0);
}

#[test]
fn comments_silence_findings() {
    let forbidden = |text: &str| rules(&[], text).iter().filter(|(rule, _)| *rule == Rule::ForbiddenVariant).count();
    let line = "Учора до столиці приїхав Марк Закерберг";
    assert_eq!(forbidden(&format!("{line} разом із родиною. До Марка Закерберга звикли.")), 2);
    assert_eq!(
        forbidden(&format!("{line} <!-- imenoslov: ignore --> разом із родиною. До Марка Закерберга звикли.")),
        1
    );
    assert_eq!(forbidden(&format!("# imenoslov: ignore\n{line} разом із родиною.")), 0);
    assert_eq!(forbidden(&format!("{line} разом.\n\n<!-- imenoslov: ignore-file -->\n")), 0);
}
