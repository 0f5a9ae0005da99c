//! Runs the marked articles in tests/check: `[[found|rule|suggestion]]` is a finding, `[[text|-|]]` a trap. Anyone who
//! reads the languages can add lines there.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use imenoslov::checker::{Checker, Finding, FixScope, Severity, apply_fixes};
use imenoslov::glossary::GlossaryFile;
use imenoslov::reader::{self, Article, Markup};

/// A mark in an article.
struct Mark {
    range: std::ops::Range<usize>,
    rule: String,
    suggestion: String,
}

/// Takes the marks out of a text.
fn unmark(marked: &str) -> (String, Vec<Mark>) {
    let mut text = String::new();
    let mut marks = Vec::new();
    let mut rest = marked;
    while let Some((before, after)) = rest.split_once("[[") {
        let (mark, after) = after.split_once("]]").expect("a mark ends with ]]");
        let fields: Vec<&str> = mark.split('|').collect();
        let [found, rule, suggestion] = fields[..] else { panic!("a mark has three fields: {mark}") };
        text.push_str(before);
        let range = text.len()..text.len() + found.len();
        text.push_str(found);
        marks.push(Mark { range, rule: rule.to_owned(), suggestion: suggestion.to_owned() });
        rest = after;
    }
    text.push_str(rest);
    (text, marks)
}

#[derive(Default, Debug, PartialEq)]
struct Tally {
    wanted: usize,
    found: usize,
    exact: usize,
    traps: usize,
    reported: usize,
    wrong: BTreeSet<String>,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/check")
}

fn for_each_article(mut f: impl FnMut(&str, &Checker<'_>, Article, Vec<Mark>)) {
    let folder = folder();
    let glossary = GlossaryFile::read(&folder.join("glossary.toml")).expect("the glossary is sound").into_glossary();
    let checker = Checker::new(&glossary);
    let mut files: Vec<_> =
        fs::read_dir(folder).expect("the folder exists").flatten().map(|file| file.path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    files.sort();
    for path in files {
        let (text, marks) = unmark(&fs::read_to_string(&path).expect("the file is readable"));
        let article = reader::read_bytes(&path, text.into_bytes(), Markup::Plain).expect("the article is readable");
        let file = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        f(&file, &checker, article, marks);
    }
}

impl Tally {
    fn add(&mut self, file: &str, text: &str, marks: &[Mark], findings: &[Finding]) {
        self.reported += findings.len();
        for finding in findings {
            let expected = marks.iter().any(|mark| mark.rule != "-" && overlap(&mark.range, &finding.range));
            if !expected {
                let Finding { found, rule, suggestion, .. } = finding;
                self.wrong.insert(format!("{file}: false {rule} «{found}» → {suggestion:?}"));
            }
        }
        for mark in marks {
            if mark.rule == "-" {
                self.traps += 1;
                continue;
            }
            self.wanted += 1;
            let over: Vec<&Finding> = findings.iter().filter(|f| overlap(&f.range, &mark.range)).collect();
            let found = &text[mark.range.clone()];
            if !over.iter().any(|finding| finding.rule.name() == mark.rule) {
                let instead: Vec<&str> = over.iter().map(|finding| finding.rule.name()).collect();
                self.wrong.insert(format!("{file}: missed {} «{found}» {}", mark.rule, instead.join(" ")));
                continue;
            }
            self.found += 1;
            let start = over.iter().map(|f| f.range.start).min().unwrap_or(0).min(mark.range.start);
            let end = over.iter().map(|f| f.range.end).max().unwrap_or(0).max(mark.range.end);
            let wanted = [&text[start..mark.range.start], &mark.suggestion, &text[mark.range.end..end]].concat();
            let mut now = String::new();
            let mut at = start;
            for finding in &over {
                now.push_str(&text[at..finding.range.start]);
                now.push_str(finding.suggestion.as_deref().unwrap_or(&finding.found));
                at = finding.range.end;
            }
            now.push_str(&text[at..end]);
            if now == wanted {
                self.exact += 1;
            } else {
                self.wrong.insert(format!("{file}: «{found}» → «{now}», wanted «{wanted}»"));
            }
        }
    }
}

fn overlap(a: &std::ops::Range<usize>, b: &std::ops::Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

#[test]
fn marked_articles_are_judged_right() {
    let mut tally = Tally::default();
    for_each_article(|file, checker, article, marks| {
        let mut findings = checker.check(&article);
        findings.retain(|finding| finding.severity > Severity::Note);
        tally.add(file, &article.text, &marks, &findings);
    });
    let known: BTreeSet<String> =
        fs::read_to_string(folder().join("misses.list")).unwrap_or_default().lines().map(str::to_owned).collect();
    println!(
        "wanted {}, found {}, exact {}, traps {}, reported {}",
        tally.wanted, tally.found, tally.exact, tally.traps, tally.reported
    );
    for line in &tally.wrong {
        println!("{line}");
    }
    for line in known.difference(&tally.wrong) {
        println!("no longer wrong, take it from misses.list: {line}");
    }
    let new: Vec<&String> = tally.wrong.difference(&known).collect();
    assert!(new.is_empty(), "not listed in tests/check/misses.list: {new:#?}");
}

#[test]
fn fixed_articles_have_nothing_left_to_fix() {
    for_each_article(|file, checker, article, _| {
        let fixed = apply_fixes(&article, &checker.check(&article), FixScope::All);
        let article = reader::read_bytes(&article.path, fixed.into_bytes(), Markup::Plain).expect("readable");
        let fixable = |finding: &Finding| finding.suggestion.is_some() && finding.severity > Severity::Note;
        let left: Vec<_> = checker.check(&article).into_iter().filter(fixable).collect();
        assert!(left.is_empty(), "{file}: {left:#?}");
    });
}
