//! Findings that are known and not reported again, so that an old archive starts silent.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use super::finding::{Finding, Rule};
use crate::reader::Article;

/// Findings that are not reported again.
///
/// A finding is known by its file, its rule, what was found and the words around it, not by its line: what is inserted
/// or taken out elsewhere changes nothing. A name without an entry is known by the name alone, wherever it stands first.
///
/// Written as lines of four fields with tabs between them, sorted, one line a finding, below a line that says what the
/// file is:
///
/// ```text
/// # imenoslov baseline 1
/// 2019/a.txt\tforbidden-variant\tВиткоффом\t9f0c…
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    /// How many times each is known.
    known: BTreeMap<Key, usize>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    /// Relative to the folder of the baseline, with slashes; `*` where the place does not matter.
    file: String,
    rule: Rule,
    found: String,
    /// A hash of the words around it, in hexadecimal digits.
    context: String,
}

/// A file that is no baseline.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BaselineError {
    /// The first line is another one.
    #[error("no baseline of imenoslov (its first line would be {HEADER:?}); write one with --write-baseline")]
    Header,
    /// A line is no finding.
    #[error(
        "line {line}: expected file, rule, name and hash with tabs between them; write it anew with --write-baseline"
    )]
    Line {
        /// Its number, from 1.
        line: usize,
    },
}

const HEADER: &str = "# imenoslov baseline 1";

/// Words on each side of a finding that tell it from others. They end at the line, so that a new paragraph changes
/// nothing.
const CONTEXT: usize = 3;

impl Baseline {
    /// Takes these findings for known: those of each article, in the same order. `folder` is that of the baseline.
    pub fn of<'a>(checked: impl IntoIterator<Item = (&'a Article, &'a [Finding])>, folder: &Path) -> Baseline {
        let mut baseline = Baseline::default();
        for (article, findings) in checked {
            let file = relative(&article.path, folder);
            for finding in findings {
                *baseline.known.entry(Key::of(finding, article, &file)).or_default() += 1;
            }
        }
        baseline
    }

    /// Reads what [`Baseline::text`] wrote.
    pub fn parse(text: &str) -> Result<Baseline, BaselineError> {
        let mut lines = text.lines().enumerate();
        if lines.next().is_none_or(|(_, first)| first.trim_start_matches('\u{feff}') != HEADER) {
            return Err(BaselineError::Header);
        }
        let mut baseline = Baseline::default();
        for (index, line) in lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#')) {
            let wrong = BaselineError::Line { line: index + 1 };
            let fields: Vec<&str> = line.split('\t').collect();
            let [file, rule, found, context] = fields[..] else { return Err(wrong) };
            let Ok(rule) = rule.parse() else { return Err(wrong) };
            let key = Key { file: file.to_owned(), rule, found: found.to_owned(), context: context.to_owned() };
            *baseline.known.entry(key).or_default() += 1;
        }
        Ok(baseline)
    }

    /// The file. The same findings give the same bytes.
    pub fn text(&self) -> String {
        let mut text = format!("{HEADER}\n");
        for (Key { file, rule, found, context }, &count) in &self.known {
            text.push_str(&format!("{file}\t{rule}\t{found}\t{context}\n").repeat(count));
        }
        text
    }

    /// How many findings it holds.
    pub fn len(&self) -> usize {
        self.known.values().sum()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// Takes the known ones out of the findings of an article. A finding that stands more often than it is known stays
    /// as often as it is new.
    pub fn remove_known(&self, article: &Article, folder: &Path, findings: &mut Vec<Finding>) {
        let file = relative(&article.path, folder);
        let mut left: BTreeMap<Key, usize> = BTreeMap::new();
        findings.retain(|finding| {
            let key = Key::of(finding, article, &file);
            let Some(&known) = self.known.get(&key) else { return true };
            let left = left.entry(key).or_insert(known);
            let is_new = *left == 0;
            *left = left.saturating_sub(1);
            is_new
        });
    }
}

impl Key {
    fn of(finding: &Finding, article: &Article, file: &str) -> Key {
        let plain = |text: &str| text.replace(char::is_control, " ");
        match finding.rule {
            Rule::UnknownName => Key {
                file: "*".to_owned(),
                rule: finding.rule,
                found: plain(&finding.lemma),
                context: finding.language.code().to_owned(),
            },
            rule => Key {
                file: plain(file),
                rule,
                found: plain(&finding.found),
                context: format!("{:016x}", context(&article.text, finding)),
            },
        }
    }
}

/// FNV-1a of the words before and after a finding on its line, in small letters.
fn context(text: &str, finding: &Finding) -> u64 {
    let line_start = text[..finding.range.start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[finding.range.end..].find('\n').map_or(text.len(), |at| finding.range.end + at);
    let is_between = |c: char| !c.is_alphanumeric();
    let before = text[line_start..finding.range.start].rsplit(is_between);
    let after = text[finding.range.end..line_end].split(is_between);
    let mut words: Vec<&str> = before.filter(|word| !word.is_empty()).take(CONTEXT).collect();
    words.push("|");
    words.extend(after.filter(|word| !word.is_empty()).take(CONTEXT));
    let joined = words.join(" ").to_lowercase();
    joined.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
}

/// A path as it is seen from a folder, with slashes; as it is where it lies elsewhere.
fn relative(path: &Path, folder: &Path) -> String {
    if path.as_os_str() == "-" {
        return "-".to_owned();
    }
    let (path, folder) = (absolute(path), absolute(folder));
    let shown = path.strip_prefix(&folder).unwrap_or(&path);
    shown.to_string_lossy().replace('\\', "/")
}

/// The path from the root on, without `.` and `..`.
fn absolute(path: &Path) -> PathBuf {
    let mut clean = PathBuf::new();
    for component in std::path::absolute(path).unwrap_or_else(|_| path.to_owned()).components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                clean.pop();
            }
            other => clean.push(other),
        }
    }
    clean
}
