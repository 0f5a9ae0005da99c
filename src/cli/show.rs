use std::collections::BTreeSet;
use std::io::Write;
use std::path::PathBuf;

use imenoslov::glossary::GlossaryFile;
use imenoslov::reporter::entries;

use super::sources::Sources;
use super::{ExitStatus, glossaries::Glossaries, output};

/// Print what the glossary says of entries, and why
///
/// Shows the names in both languages, the evidence that holds them together and, with --articles, the sentences that
/// the names stand in.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  imenoslov show steve-witkoff
  imenoslov show Віткоффом --articles articles/")]
pub(super) struct Arguments {
    /// Ids, or names in any form
    #[arg(required = true)]
    names: Vec<String>,
    #[command(flatten)]
    glossaries: Glossaries,
    /// Articles, or folders of articles, to take sentences from
    #[arg(long, value_name = "PATH")]
    articles: Vec<PathBuf>,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitStatus> {
    let file = GlossaryFile::read(arguments.glossaries.written())?;
    let ids = file.find(&arguments.names)?;
    let shown: BTreeSet<&str> = ids.iter().map(String::as_str).collect();
    let sources = Sources::read(&arguments.articles, file.glossary(), |entry| shown.contains(entry.id.as_str()))?;
    let mut out = output::stdout();
    for (place, id) in ids.iter().enumerate() {
        let Some(entry) = file.glossary().entries.iter().find(|entry| entry.id == *id) else { continue };
        if place > 0 {
            writeln!(out)?;
        }
        out.write_all(entries::text(entry, sources.of(&entry.id)).as_bytes())?;
    }
    out.flush()?;
    Ok(ExitStatus::Done)
}
