//! Articles, lists of names and standard input.

use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow, bail};
use imenoslov::kind::Kind;
use imenoslov::languages::Language;
use imenoslov::reader::{self, Article, Markup};
use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;

use super::output;

/// Below this number of files the work is over before a progress bar could be read.
const FILES_WORTH_A_PROGRESS_BAR: usize = 200;

/// How many articles are held in memory at once.
const BATCH: usize = 256;

/// The text of a file, or of standard input for `-`.
pub(super) fn read_text(file: &str) -> anyhow::Result<String> {
    let bytes = read_input(file)?;
    let text =
        String::from_utf8(bytes).map_err(|_| anyhow!("{file}: not UTF-8; convert it, for example with iconv"))?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// The bytes of a file, or of standard input for `-`.
pub(super) fn read_input(file: &str) -> anyhow::Result<Vec<u8>> {
    if file == "-" {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes).context("cannot read standard input")?;
        return Ok(bytes);
    }
    std::fs::read(file).with_context(|| format!("cannot read {file}"))
}

/// The lines of a text without their ends.
pub(super) fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split_terminator('\n').map(|line| line.strip_suffix('\r').unwrap_or(line))
}

/// A line `lang kind name`.
pub(super) struct NameLine<'a> {
    pub(super) line: &'a str,
    pub(super) language: Language,
    pub(super) kind: Kind,
    pub(super) text: &'a str,
}

/// Lines of tab-separated `lang kind name`; further fields are carried along, empty lines skipped.
///
/// # Errors
/// At the first line of another form, with `file` and the number of the line.
pub(super) fn name_lines<'a>(file: &str, text: &'a str) -> anyhow::Result<Vec<NameLine<'a>>> {
    let numbered = lines(text).enumerate().filter(|(_, line)| !line.is_empty());
    numbered.map(|(index, line)| name_line(line).with_context(|| format!("{file}:{}", index + 1))).collect()
}

fn name_line(line: &str) -> anyhow::Result<NameLine<'_>> {
    let mut fields = line.split('\t');
    let (Some(language), Some(kind), Some(text)) = (fields.next(), fields.next(), fields.next()) else {
        bail!("expected three fields separated by tabs: lang, kind, name");
    };
    Ok(NameLine { line, language: language.parse()?, kind: kind.parse()?, text })
}

/// Reads every article below `paths` and hands each to `work`, in parallel; `take` gets the answers in sorted order of
/// the files, and in the order of their records. A file or record that cannot be read is reported and skipped.
///
/// # Errors
/// When there is no article at all, or `take` fails.
pub(super) fn for_each_article<T: Send>(
    paths: &[PathBuf],
    work: impl Fn(Article) -> T + Sync,
    take: impl FnMut(T) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let work_on_all = |file: &Path| {
        let articles = read_articles(file).into_par_iter();
        articles.map(|article| article.map(&work)).collect()
    };
    for_each_file(paths, work_on_all, take)
}

/// Hands every file to `work`, as [`for_each_article`] does with articles; each gives any number of answers.
pub(super) fn for_each_file<T: Send>(
    paths: &[PathBuf],
    work: impl Fn(&Path) -> Vec<anyhow::Result<T>> + Sync,
    mut take: impl FnMut(T) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let mut files = Vec::new();
    let mut failed = 0;
    for found in reader::walk(paths) {
        match found {
            Ok(file) => files.push(file),
            Err(error) => {
                failed += 1;
                output::complain(format_args!("{:#}", anyhow::Error::from(error)));
            }
        }
    }
    let progress = progress_bar(files.len());
    let mut read = 0;
    for batch in files.chunks(BATCH) {
        let answers: Vec<_> = batch
            .par_iter()
            .map(|file| {
                let answers = work(file);
                progress.inc(1);
                answers
            })
            .collect();
        for answer in answers.into_iter().flatten() {
            match answer {
                Ok(answer) => {
                    read += 1;
                    take(answer)?;
                }
                Err(error) => {
                    failed += 1;
                    progress.suspend(|| output::complain(format_args!("{error:#}")));
                }
            }
        }
    }
    progress.finish_and_clear();
    match (read, failed) {
        (0, 0) => bail!(
            "no articles in {}: expected .txt, .md, .html, .docx, .odt, .po, .xliff, .tmx or .jsonl files",
            list(paths)
        ),
        (0, _) => bail!("none of the articles in {} could be read", list(paths)),
        _ => Ok(()),
    }
}

/// The articles of a file, or of standard input for `-`: more than one where it holds records.
pub(super) fn read_articles(file: &Path) -> Vec<anyhow::Result<Article>> {
    let articles = if file.as_os_str() == "-" {
        match read_input("-") {
            Ok(bytes) => {
                let markup = Markup::of_bytes(&bytes);
                reader::read_articles_of_bytes(file, bytes, markup)
            }
            Err(error) => return vec![Err(error)],
        }
    } else {
        reader::read_articles(file)
    };
    articles.into_iter().map(|article| Ok(article?)).collect()
}

/// An article from a file, or from standard input for `-`.
pub(super) fn read_article(file: &Path) -> anyhow::Result<Article> {
    if file.as_os_str() == "-" {
        return Ok(reader::read_bytes(file, read_input("-")?, Markup::Plain)?);
    }
    Ok(reader::read_file(file)?)
}

fn list(paths: &[PathBuf]) -> String {
    paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ")
}

fn progress_bar(files: usize) -> ProgressBar {
    if files < FILES_WORTH_A_PROGRESS_BAR {
        return ProgressBar::hidden();
    }
    // Without a terminal indicatif draws nothing.
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} articles, {eta} left");
    ProgressBar::new(files as u64).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
