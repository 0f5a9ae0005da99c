use std::io::{IsTerminal, Write};
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::ValueEnum;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use imenoslov::checker::{Baseline, Checker, Finding, FixScope, Scope, Severity, fixes, is_fixable};
use imenoslov::reader::{Article, RewriteError};
use imenoslov::reporter::findings::{Checked, FindingFormat, write_findings};
use similar::TextDiff;

use super::changed::Changes;
use super::git::folder_of;
use super::{ExitStatus, glossaries::Glossaries, input, output};

/// Find unknown, wrong or inconsistent name variants in articles
///
/// Ends with 1 when an error or a warning was found; --fail-on moves that line.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  imenoslov check article.txt
  imenoslov check articles/ --glossary house.toml --format sarif > names.sarif
  imenoslov check article.txt --fix              write the right forms of errors into the article
  imenoslov check article.txt --fix=all --diff   show what that would change, warnings included
  imenoslov check articles/ --format html > names.html
  imenoslov check articles/ --changed origin/main
                                                 only the lines that this branch changed
  imenoslov check archive/ --baseline known.tsv --write-baseline
                                                 take what is found now for known; without the last option, report
                                                 what is new since
  imenoslov check interview.docx --fix           names only: styles and tracked changes stay
  zcat archive.jsonl.gz | imenoslov check -      records {\"text\": …, \"title\": …, \"date\": …}")]
pub(super) struct Arguments {
    /// Articles or documents, folders of them, or - for standard input
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    glossaries: Glossaries,
    /// How to write the findings
    #[arg(long, value_parser = formats(), default_value = "text")]
    format: FindingFormat,
    /// Write the suggestions into the articles: those of errors, or with --fix=all those of warnings too
    #[arg(long, value_enum, num_args = 0..=1, require_equals = true, default_missing_value = "errors", value_name = "WHICH")]
    fix: Option<Fix>,
    /// With --fix, show the changes as a patch and write nothing
    #[arg(long, requires = "fix")]
    diff: bool,
    /// Leave out the findings that this file holds; --write-baseline makes it
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Write what is found now to the file of --baseline, in place of what it holds, and report nothing
    #[arg(long, requires = "baseline", conflicts_with_all = ["fix", "changed"])]
    write_baseline: bool,
    /// Report only what stands in lines that git says changed since this revision, in the working tree; files that git
    /// does not know count as changed
    #[arg(long, value_name = "REV")]
    changed: Option<String>,
    /// The least severe finding that makes the command end with 1
    #[arg(long, value_enum, default_value_t = FailOn::Warning, value_name = "SEVERITY")]
    fail_on: FailOn,
}

fn formats() -> impl TypedValueParser<Value = FindingFormat> {
    PossibleValuesParser::new(FindingFormat::ALL.map(FindingFormat::name)).try_map(|word| word.parse::<FindingFormat>())
}

#[derive(Clone, Copy, ValueEnum)]
enum Fix {
    Errors,
    All,
}

#[derive(Clone, Copy, ValueEnum)]
enum FailOn {
    Error,
    Warning,
    Note,
}

impl FailOn {
    fn severity(self) -> Severity {
        match self {
            FailOn::Error => Severity::Error,
            FailOn::Warning => Severity::Warning,
            FailOn::Note => Severity::Note,
        }
    }
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitStatus> {
    let (glossary, settings) = arguments.glossaries.read_with_settings()?;
    let baseline = match &arguments.baseline {
        Some(file) if !arguments.write_baseline => Some((read_baseline(file)?, folder_of(file))),
        _ => None,
    };
    let mut changes = arguments.changed.as_deref().map(Changes::since);
    let mut articles = Vec::new();
    let mut scopes = Vec::new();
    input::for_each_article(
        &arguments.paths,
        |article| article,
        |article| {
            if settings.is_ignored(&article.path) {
                return Ok(());
            }
            let scope = changes.as_mut().map_or(Ok(Scope::Whole), |changes| changes.scope(&article))?;
            if !scope.is_empty() {
                articles.push(article);
                scopes.push(scope);
            }
            Ok(())
        },
    )?;
    // The program ends with the check: to free a large glossary name by name would only cost time.
    let glossary = ManuallyDrop::new(glossary);
    let checker = ManuallyDrop::new(Checker::with_settings(&glossary, settings));
    let mut findings = checker.check_within(&articles, &scopes);
    if let (Some(file), true) = (&arguments.baseline, arguments.write_baseline) {
        return write_baseline(file, &articles, &findings);
    }
    if let Some((baseline, folder)) = &baseline {
        for (article, findings) in articles.iter().zip(&mut findings) {
            baseline.remove_known(article, folder, findings);
        }
    }
    let mut out = output::stdout();
    if let Some(fix) = arguments.fix {
        let scope = match fix {
            Fix::Errors => FixScope::Errors,
            Fix::All => FixScope::All,
        };
        say_what_is_not_written(&articles, &findings, scope);
        for (article, findings) in articles.iter().zip(&mut findings) {
            if arguments.diff {
                show_fixes(article, findings, scope, &mut out)?;
            } else {
                write_fixes(article, findings, scope, &mut out)?;
            }
        }
    }
    if !arguments.diff {
        let checked: Vec<_> =
            articles.iter().zip(&findings).map(|(article, findings)| Checked { article, findings }).collect();
        write_findings(arguments.format, &checked, &glossary, std::io::stdout().is_terminal(), &mut out)?;
    }
    out.flush()?;
    let worst = findings.iter().flatten().map(|finding| finding.severity).max();
    Ok(if worst >= Some(arguments.fail_on.severity()) { ExitStatus::Found } else { ExitStatus::Done })
}

fn read_baseline(file: &Path) -> anyhow::Result<Baseline> {
    let read = || format!("cannot read the baseline {}; make it with --write-baseline", file.display());
    let text = std::fs::read_to_string(file).with_context(read)?;
    Baseline::parse(&text).with_context(|| file.display().to_string())
}

fn write_baseline(file: &Path, articles: &[Article], findings: &[Vec<Finding>]) -> anyhow::Result<ExitStatus> {
    let checked = articles.iter().zip(findings.iter().map(Vec::as_slice));
    let baseline = Baseline::of(checked, folder_of(file));
    output::write_file(file, baseline.text().as_bytes())?;
    output::complain(format_args!("{}: {} findings are known from now on", file.display(), baseline.len()));
    Ok(ExitStatus::Done)
}

/// Says which files have findings that would be fixed if files of their kind were written.
fn say_what_is_not_written(articles: &[Article], findings: &[Vec<Finding>], scope: FixScope) {
    let mut said = None;
    for (article, findings) in articles.iter().zip(findings) {
        let has_fixes = findings.iter().any(|finding| is_fixable(article, finding, scope));
        if has_fixes && !article.markup.is_written_back() && said != Some(&article.path) {
            output::complain(format_args!("{}", RewriteError::reported_only(article)));
            said = Some(&article.path);
        }
    }
}

/// Prints what the fixes would change in an article.
fn show_fixes(article: &Article, findings: &[Finding], scope: FixScope, out: &mut impl Write) -> anyhow::Result<()> {
    if !article.markup.is_written_back() {
        return Ok(());
    }
    let fixed = article.with_changes(&fixes(article, findings, scope));
    let name = article.path.display().to_string();
    let diff = TextDiff::from_lines(article.text.as_str(), fixed.as_str());
    write!(out, "{}", diff.unified_diff().header(&name, &name))?;
    Ok(())
}

/// Writes the fixes into the file and leaves the findings that are still there. What came from standard input goes to
/// standard output.
fn write_fixes(
    article: &Article,
    findings: &mut Vec<Finding>,
    scope: FixScope,
    out: &mut impl Write,
) -> anyhow::Result<()> {
    if !article.markup.is_written_back() {
        return Ok(());
    }
    let changes = fixes(article, findings, scope);
    if article.path.as_os_str() == "-" {
        out.write_all(article.with_changes(&changes).as_bytes())?;
    } else if !changes.is_empty() {
        output::write_file(&article.path, &article.rewritten(&changes)?)?;
    }
    findings.retain(|finding| !is_fixable(article, finding, scope));
    Ok(())
}
