use std::collections::BTreeMap;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::ValueEnum;
use imenoslov::checker::Settings;
use imenoslov::differ::{self, Judge, Patch};
use imenoslov::glossary::GlossaryFile;
use imenoslov::reporter::changes::{self, Effects, Review};

use super::git::{self, folder_of};
use super::{ExitStatus, input, output};

/// Say what changed between two glossaries
///
/// Ends with 1 when there is a difference. Order, comments and formatting are none.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  imenoslov diff old.toml new.toml
  imenoslov diff --git main                     the branch main against the working tree
  imenoslov diff --git v1..v2 --format markdown
  imenoslov diff --git main --articles news/    also which articles are judged otherwise now
  imenoslov diff --mentions old.jsonl new.jsonl two outputs of `mentions --format jsonl`")]
pub(super) struct Arguments {
    /// The old and the new glossary; with --git the glossary in the repository [default: glossary.toml]
    #[arg(num_args = 0..=2, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Take the old side, or with REV..REV both sides, from git
    #[arg(long, value_name = "REV[..REV]")]
    git: Option<String>,
    /// Check these articles with both glossaries, and say which findings are new or gone
    #[arg(long, num_args = 1.., value_name = "PATHS")]
    articles: Vec<PathBuf>,
    /// The files are not glossaries, but what `mentions --format jsonl` wrote about the same articles
    #[arg(long, conflicts_with_all = ["git", "articles"])]
    mentions: bool,
    /// How to write the changes
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// For a terminal
    Text,
    /// For a comment on a pull request
    Markdown,
    /// For programs: the changes, and every entry that differs before and after
    Json,
    /// A page of its own, with filters
    Html,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitStatus> {
    if arguments.mentions {
        return compare_mentions(arguments);
    }
    let ((old, old_settings), (new, new_settings)) = match (&arguments.git, arguments.files.as_slice()) {
        (None, [old, new]) => (read(old)?, read(new)?),
        (None, _) => bail!("expected two glossaries, or --git REV"),
        (Some(revisions), []) => read_from_git(revisions, Path::new("glossary.toml"))?,
        (Some(revisions), [file]) => read_from_git(revisions, file)?,
        (Some(_), _) => bail!("with --git, name one glossary at most"),
    };
    let difference = differ::diff(&old.glossary, &new.glossary);
    let patch = match arguments.format {
        Format::Json | Format::Html => Patch::between(&old.glossary, &new.glossary),
        Format::Text | Format::Markdown => Patch::default(),
    };
    let mut articles = Vec::new();
    let mut verdicts = Vec::new();
    if !arguments.articles.is_empty() {
        let keep = |article| {
            articles.push(article);
            Ok(())
        };
        input::for_each_article(&arguments.articles, |article| article, keep)?;
        verdicts = differ::verdicts(&old, &new, &articles);
    }
    let effects = (!arguments.articles.is_empty()).then_some(Effects { articles: &articles, verdicts: &verdicts });
    let settings = differ::diff_settings(&old_settings, &new_settings);
    let review = Review { changes: &difference, patch: &patch, settings: &settings, effects };
    let report = match arguments.format {
        Format::Text => changes::review_text(&review, std::io::stdout().is_terminal()),
        Format::Markdown => changes::markdown(&review),
        Format::Json => changes::json(&review),
        Format::Html => changes::html(&review),
    };
    let mut out = output::stdout();
    out.write_all(report.as_bytes())?;
    out.flush()?;
    let is_same = difference.is_empty() && settings.is_empty() && verdicts.is_empty();
    Ok(if is_same { ExitStatus::Done } else { ExitStatus::Found })
}

fn compare_mentions(arguments: &Arguments) -> anyhow::Result<ExitStatus> {
    let [old, new] = arguments.files.as_slice() else {
        bail!("expected two files that `imenoslov mentions --format jsonl` wrote");
    };
    let read = |path: &Path| -> anyhow::Result<Vec<differ::MentionRecord>> {
        let text = input::read_text(&path.to_string_lossy())?;
        differ::read_mentions(&text).with_context(|| path.display().to_string())
    };
    let difference = differ::diff_mentions(&read(old)?, &read(new)?);
    let report = match arguments.format {
        Format::Text => changes::mentions_text(&difference, std::io::stdout().is_terminal()),
        Format::Markdown => changes::mentions_markdown(&difference),
        Format::Json => changes::mentions_json(&difference),
        Format::Html => changes::mentions_html(&difference),
    };
    let mut out = output::stdout();
    out.write_all(report.as_bytes())?;
    out.flush()?;
    Ok(if difference.groups.is_empty() { ExitStatus::Done } else { ExitStatus::Found })
}

/// A glossary with its settings, and these as they are written.
type Side = (Judge, BTreeMap<String, String>);

fn read(path: &Path) -> anyhow::Result<Side> {
    judge(GlossaryFile::read(path)?)
}

fn judge(file: GlossaryFile) -> anyhow::Result<Side> {
    let written = file.check_settings().clone();
    let settings = Settings::default().extend(file.check_settings());
    let settings = settings.with_context(|| file.path().display().to_string())?;
    Ok((Judge { glossary: file.into_glossary(), settings }, written))
}

/// Both sides of `REV` (against the working tree), `REV..REV`, or `REV...REV` (what the second did since both parted).
fn read_from_git(revisions: &str, file: &Path) -> anyhow::Result<(Side, Side)> {
    let or_head = |revision: &str| if revision.is_empty() { "HEAD".to_owned() } else { revision.to_owned() };
    if let Some((old, new)) = revisions.split_once("...") {
        let (old, new) = (or_head(old), or_head(new));
        let common = git::output(folder_of(file), &["merge-base", "--end-of-options", &old, &new])?;
        let Some(common) = common else { bail!("git knows no common ancestor of {old:?} and {new:?}") };
        return Ok((read_revision(common.trim(), file)?, read_revision(&new, file)?));
    }
    Ok(match revisions.split_once("..") {
        Some((old, new)) => (read_revision(&or_head(old), file)?, read_revision(&or_head(new), file)?),
        None => (read_revision(revisions, file)?, read(file)?),
    })
}

/// The glossary as it stands in a commit; empty where that commit has none.
fn read_revision(revision: &str, file: &Path) -> anyhow::Result<Side> {
    let folder = folder_of(file);
    let name = file.file_name().with_context(|| format!("{} is not a file", file.display()))?.to_string_lossy();
    let object = format!("{}:./{name}", git::commit(folder, revision)?);
    match git::output(folder, &["show", &object])? {
        Some(text) => judge(GlossaryFile::parse(Path::new(&format!("{revision}:{name}")), &text)?),
        None => Ok(Side::default()),
    }
}
