//! The command line: one file a subcommand, each a few lines that call the stages of the library.

use std::io;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

mod align;
mod build;
mod changed;
mod check;
mod completions;
mod diff;
mod edit;
mod explain;
mod export;
mod git;
mod glossaries;
mod import;
mod input;
mod link;
mod lookup;
mod lsp;
mod man;
mod match_names;
mod mentions;
mod merge_driver;
mod normalize;
mod output;
mod pairs;
mod parallel;
mod review;
mod show;
mod sources;
mod validate;

/// Finds, pairs and checks the names of people, places and organisations in Russian and Ukrainian news
#[derive(Parser)]
#[command(
    name = "imenoslov",
    version,
    max_term_width = 100,
    after_help = "\
Examples:
  imenoslov build articles/                   make or extend glossary.toml from a folder of articles
  imenoslov check article.txt                 find wrong and unknown names before publishing
  imenoslov diff --git main                   say what changed in the glossary since the branch main
  imenoslov lookup Виткоффом                  the entry of a name, whatever its case or spelling"
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Build(build::Arguments),
    Align(align::Arguments),
    Pairs(pairs::Arguments),
    Check(check::Arguments),
    Diff(diff::Arguments),
    Edit(edit::Arguments),
    Review(review::Arguments),
    Validate(validate::Arguments),
    Show(show::Arguments),
    Lookup(lookup::Arguments),
    Lsp(lsp::Arguments),
    Explain(explain::Arguments),
    Export(export::Arguments),
    Import(import::Arguments),
    Mentions(mentions::Arguments),
    Normalize(normalize::Arguments),
    Match(match_names::Arguments),
    Link(link::Arguments),
    Completions(completions::Arguments),
    Man(man::Arguments),
    MergeDriver(merge_driver::Arguments),
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ExitStatus {
    /// The work is done.
    Done,
    /// `check` found an error or a warning, `diff` found a difference.
    Found,
    /// The request could not be carried out.
    Failed,
}

impl From<ExitStatus> for ExitCode {
    fn from(status: ExitStatus) -> Self {
        match status {
            ExitStatus::Done => ExitCode::SUCCESS,
            ExitStatus::Found => ExitCode::from(1),
            ExitStatus::Failed => ExitCode::from(2),
        }
    }
}

/// Parses the arguments and runs the command.
pub(crate) fn main() -> ExitStatus {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            let status = if error.use_stderr() { ExitStatus::Failed } else { ExitStatus::Done };
            // Help that nobody reads to the end is no failure.
            let _ = error.print();
            return status;
        }
    };
    let outcome = match arguments.command {
        Command::Build(arguments) => build::run(&arguments),
        Command::Align(arguments) => align::run(&arguments),
        Command::Pairs(arguments) => pairs::run(&arguments),
        Command::Export(arguments) => export::run(&arguments),
        Command::Import(arguments) => import::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Diff(arguments) => diff::run(&arguments),
        Command::Edit(arguments) => edit::run(&arguments),
        Command::Review(arguments) => review::run(&arguments),
        Command::Validate(arguments) => validate::run(&arguments),
        Command::Show(arguments) => show::run(&arguments),
        Command::Lookup(arguments) => lookup::run(&arguments),
        Command::Lsp(arguments) => lsp::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Mentions(arguments) => mentions::run(&arguments),
        Command::Normalize(arguments) => normalize::run(&arguments),
        Command::Match(arguments) => match_names::run(&arguments),
        Command::Link(arguments) => link::run(&arguments),
        Command::Completions(arguments) => completions::run(&arguments),
        Command::Man(arguments) => man::run(&arguments),
        Command::MergeDriver(arguments) => merge_driver::run(&arguments),
    };
    outcome.unwrap_or_else(|error| {
        if is_closed_pipe(&error) {
            return ExitStatus::Done;
        }
        output::complain(format_args!("{error:#}"));
        ExitStatus::Failed
    })
}

/// Whoever reads the output has seen enough: no reason to complain.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| cause.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe))
}
