use std::io::{IsTerminal, Write};
use std::path::PathBuf;

use clap::ValueEnum;
use imenoslov::glossary::GlossaryFile;
use imenoslov::reporter::problems;

use super::{ExitStatus, output};

/// Look for mistakes in glossaries
///
/// One form under two entries or in two standings, letters of the wrong alphabet, look-alikes, entries without a name,
/// ids that were used before. Ends with 1 when there are any.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  imenoslov validate
  imenoslov validate house.toml project.toml --fail-on error")]
pub(super) struct Arguments {
    /// The glossaries [default: glossary.toml]
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// A glossary, as other commands name it
    #[arg(long = "glossary", short = 'g', value_name = "FILE")]
    glossaries: Vec<PathBuf>,
    /// The least severe problem that makes the command end with 1
    #[arg(long, value_enum, default_value_t = FailOn::Warning, value_name = "SEVERITY")]
    fail_on: FailOn,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FailOn {
    Error,
    Warning,
    Note,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitStatus> {
    let mut paths: Vec<PathBuf> = arguments.files.iter().chain(&arguments.glossaries).cloned().collect();
    if paths.is_empty() {
        paths.push(PathBuf::from("glossary.toml"));
    }
    let mut fails = false;
    let mut out = output::stdout();
    for path in &paths {
        let file = GlossaryFile::read(path)?;
        let found = file.validate();
        fails |= found.iter().any(|problem| arguments.fail_on != FailOn::Error || problem.fault.is_error());
        out.write_all(problems::text(&file, &found, std::io::stdout().is_terminal()).as_bytes())?;
    }
    out.flush()?;
    Ok(if fails { ExitStatus::Found } else { ExitStatus::Done })
}
