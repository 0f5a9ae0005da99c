//! The lines of articles that git says changed.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use imenoslov::checker::Scope;
use imenoslov::reader::Article;

use super::git;

/// What differs between a revision and the working tree. Repositories are asked when an article first needs them.
pub(super) struct Changes {
    revision: String,
    /// The repository of each folder.
    roots: BTreeMap<PathBuf, PathBuf>,
    repositories: BTreeMap<PathBuf, Repository>,
}

/// The files of one repository, as paths below its root with slashes.
struct Repository {
    tracked: BTreeSet<String>,
    changed: BTreeMap<String, Vec<Range<usize>>>,
}

impl Changes {
    pub(super) fn since(revision: &str) -> Changes {
        Changes { revision: revision.to_owned(), roots: BTreeMap::new(), repositories: BTreeMap::new() }
    }

    /// The changed lines of an article; all of it where git does not know the file.
    ///
    /// # Errors
    /// When it is in no repository, or git knows no such revision.
    pub(super) fn scope(&mut self, article: &Article) -> anyhow::Result<Scope> {
        let path = &article.path;
        if path.as_os_str() == "-" {
            bail!("--changed needs files in a git repository, not standard input");
        }
        let file = std::fs::canonicalize(path).with_context(|| path.display().to_string())?;
        let folder = file.parent().unwrap_or(Path::new("/")).to_owned();
        let root = match self.roots.get(&folder) {
            Some(root) => root.clone(),
            None => {
                let root = root_of(&folder, path)?;
                self.roots.insert(folder, root.clone());
                root
            }
        };
        if !self.repositories.contains_key(&root) {
            self.repositories.insert(root.clone(), Repository::read(&root, &self.revision)?);
        }
        let Ok(below) = file.strip_prefix(&root) else { return Ok(Scope::Whole) };
        Ok(self.repositories[&root].scope(&below.to_string_lossy().replace('\\', "/"), article))
    }
}

fn root_of(folder: &Path, path: &Path) -> anyhow::Result<PathBuf> {
    let Some(answer) = git::output(folder, &["rev-parse", "--show-toplevel"])? else {
        bail!("{} is not in a git repository, so --changed cannot tell which of its lines changed", path.display());
    };
    let root = PathBuf::from(answer.trim_end_matches(['\n', '\r']));
    Ok(std::fs::canonicalize(&root).unwrap_or(root))
}

impl Repository {
    fn read(root: &Path, revision: &str) -> anyhow::Result<Repository> {
        let commit = git::commit(root, revision)?;
        // What changed on the other branch since the two parted is not ours.
        let base = git::output(root, &["merge-base", "HEAD", &commit])?;
        let base = base.as_deref().map_or(&*commit, str::trim);
        let diff = [
            "-c",
            "core.quotePath=false",
            "diff",
            "--unified=0",
            "--find-renames",
            "--text",
            "--no-color",
            "--no-ext-diff",
            "--no-textconv",
            "--no-relative",
            "--src-prefix=a/",
            "--dst-prefix=b/",
            base,
            "--",
        ];
        let diff = git::output(root, &diff)?
            .with_context(|| format!("git cannot compare {revision} with the working tree"))?;
        let tracked = git::output(root, &["ls-files", "-z"])?.context("git cannot list the files of the repository")?;
        let tracked = tracked.split('\0').filter(|file| !file.is_empty()).map(str::to_owned).collect();
        Ok(Repository { tracked, changed: changed_lines(&diff) })
    }

    fn scope(&self, file: &str, article: &Article) -> Scope {
        if !self.tracked.contains(file) {
            return Scope::Whole;
        }
        let changed = self.changed.get(file).map_or(&[][..], Vec::as_slice);
        match (article.markup.has_lines(), changed) {
            // Of an archive git knows only that it changed.
            (false, [_, ..]) => Scope::Whole,
            _ => {
                let (before, last) = (article.offset.lines, article.text.matches('\n').count() + 1);
                let from_here =
                    |lines: &Range<usize>| lines.start.saturating_sub(before)..lines.end.saturating_sub(before);
                let lines: Vec<_> =
                    changed.iter().map(from_here).filter(|lines| lines.end > 1 && lines.start <= last).collect();
                Scope::of_lines(&article.text, &lines)
            }
        }
    }
}

/// The new lines of each file of a patch without context.
fn changed_lines(patch: &str) -> BTreeMap<String, Vec<Range<usize>>> {
    let mut changed: BTreeMap<String, Vec<Range<usize>>> = BTreeMap::new();
    let mut file = None;
    // Lines of a hunk, which may look like anything.
    let mut left = 0;
    for line in patch.split('\n') {
        if left > 0 && line.starts_with(['+', '-']) {
            left -= 1;
        } else if let Some(name) = line.strip_prefix("+++ ") {
            // git puts a tab behind a name with blanks.
            let name = unquoted(name.trim_end_matches(['\t', '\r']));
            file = name.strip_prefix("b/").map(str::to_owned);
        } else if let Some((old, new)) = hunk(line) {
            left = old.len() + new.len();
            if let (Some(file), false) = (&file, new.is_empty()) {
                changed.entry(file.clone()).or_default().push(new);
            }
        }
    }
    changed
}

/// The old and the new lines of `@@ -1,2 +3 @@`.
fn hunk(line: &str) -> Option<(Range<usize>, Range<usize>)> {
    let (ranges, _) = line.strip_prefix("@@ -")?.split_once(" @@")?;
    let (old, new) = ranges.split_once(" +")?;
    let lines = |range: &str| {
        let (start, count) = range.split_once(',').unwrap_or((range, "1"));
        let start: usize = start.parse().ok()?;
        Some(start..start.checked_add(count.parse().ok()?)?)
    };
    Some((lines(old)?, lines(new)?))
}

/// A path as git quotes it where it has quotation marks, backslashes or control characters.
fn unquoted(name: &str) -> String {
    let Some(quoted) = name.strip_prefix('"').and_then(|name| name.strip_suffix('"')) else { return name.to_owned() };
    let mut bytes = Vec::with_capacity(quoted.len());
    let mut rest = quoted.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'\\' {
            bytes.push(byte);
            continue;
        }
        bytes.push(match rest.next().unwrap_or(b'\\') {
            b'a' => 0x07,
            b'b' => 0x08,
            b't' => b'\t',
            b'n' => b'\n',
            b'v' => 0x0b,
            b'f' => 0x0c,
            b'r' => b'\r',
            first @ b'0'..=b'3' => {
                let digits = [first, rest.next().unwrap_or(b'0'), rest.next().unwrap_or(b'0')];
                digits.iter().fold(0u8, |value, digit| value.wrapping_mul(8).wrapping_add(digit.wrapping_sub(b'0')))
            }
            other => other,
        });
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn new_lines_are_read_from_a_patch() {
        let patch = "diff --git a/a.txt b/новини/б в.txt\nrename to новини/б в.txt\n--- a/a.txt\n+++ b/новини/б в.txt\t\n\
                     @@ -3 +3,2 @@ heading\n-old\n+++ b/not.txt\n+new\n@@ -9,2 +10,0 @@\n---- a\n-b\n@@ -20,0 +20 @@\n+c\n\
                     \\ No newline at end of file\ndiff --git a/d b/d\n--- a/d\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n\
                     diff --git \"a/t\\tb\" \"b/t\\tb\"\n--- \"a/t\\tb\"\n+++ \"b/t\\t\\320\\261\"\n@@ -1 +1 @@\n-x\n+y\n@@ -8 +8 @@\n-x\n+y\n";
        let expected = [("t\tб".to_owned(), vec![1..2, 8..9]), ("новини/б в.txt".to_owned(), vec![3..5, 20..21])];
        assert_eq!(changed_lines(patch), BTreeMap::from(expected));
    }
}
