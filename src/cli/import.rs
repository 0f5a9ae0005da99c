use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use imenoslov::differ;
use imenoslov::glossary::{GlossaryFile, ImportSummary, Status};
use imenoslov::importer::{self, Hints, ImportFormat};
use imenoslov::kind::Kind;
use imenoslov::languages::Language;
use imenoslov::reporter::changes;

use super::{ExitStatus, glossaries::Glossaries, output};

/// Add the glossary of another tool
///
/// What people decided in the glossary stays as it is: what the file says against it is listed on standard error and not
/// applied. New entries are proposed where the file does not say more.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  imenoslov import glossary.xlsx --dry-run
  imenoslov import terms.tbx --glossary names.toml
  imenoslov import deepl.csv --format deepl --from uk --kind person --status approved")]
pub(super) struct Arguments {
    /// The file, or - for standard input
    file: PathBuf,
    #[command(flatten)]
    glossaries: Glossaries,
    /// The format [default: by the extension]
    #[arg(long, value_parser = formats())]
    format: Option<ImportFormat>,
    /// The language of the names to translate, in a file that pairs names [default: by their letters]
    #[arg(long, value_name = "LANGUAGE")]
    from: Option<Language>,
    /// The kind of names of which the file does not say it [default: the likeliest]
    #[arg(long)]
    kind: Option<Kind>,
    /// The status of entries of which the file does not say it
    #[arg(long, value_parser = statuses(), default_value_t = Status::Proposed)]
    status: Status,
    /// Show what would change and write nothing
    #[arg(long)]
    dry_run: bool,
}

fn formats() -> impl TypedValueParser<Value = ImportFormat> {
    PossibleValuesParser::new(ImportFormat::ALL.map(ImportFormat::name)).try_map(|word| word.parse::<ImportFormat>())
}

fn statuses() -> impl TypedValueParser<Value = Status> {
    PossibleValuesParser::new(["proposed", "approved"]).map(|word| match word.as_str() {
        "approved" => Status::Approved,
        _ => Status::Proposed,
    })
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitStatus> {
    let path = arguments.file.as_path();
    let bytes = read(path)?;
    let status = (arguments.status != Status::Proposed).then_some(arguments.status);
    let hints = Hints { from: arguments.from, kind: arguments.kind, status };
    let reading = importer::read(path, bytes, arguments.format, hints).with_context(|| path.display().to_string())?;

    let _lock = if arguments.dry_run { None } else { Some(arguments.glossaries.lock()?) };
    let mut file = GlossaryFile::read_or_empty(arguments.glossaries.written())?;
    let before = file.glossary().clone();
    let summary = file.import(&reading.entries)?;

    let mut out = output::stdout();
    if arguments.dry_run {
        out.write_all(changes::text(&differ::diff(&before, file.glossary()), false).as_bytes())?;
        writeln!(out)?;
    } else {
        file.save()?;
    }
    write_summary(&mut out, &summary, reading.refused.len())?;
    out.flush()?;
    for refused in &reading.refused {
        output::complain(format_args!("not read: {refused}"));
    }
    for conflict in &summary.conflicts {
        output::complain(format_args!("not applied: {conflict}"));
    }
    Ok(ExitStatus::Done)
}

fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    if path.as_os_str() != "-" {
        return std::fs::read(path).with_context(|| format!("cannot read {}", path.display()));
    }
    let mut bytes = Vec::new();
    std::io::stdin().lock().read_to_end(&mut bytes).context("cannot read standard input")?;
    Ok(bytes)
}

fn write_summary(out: &mut impl Write, summary: &ImportSummary, refused: usize) -> std::io::Result<()> {
    let guessed = match summary.kinds_guessed {
        0 => String::new(),
        count => format!("   the kind of {count} is a guess (see --kind)"),
    };
    writeln!(out, "added      {:>6}{guessed}", summary.added.len())?;
    writeln!(out, "changed    {:>6}", summary.changed.len())?;
    writeln!(out, "unchanged  {:>6}", summary.unchanged)?;
    writeln!(out, "refused    {:>6}", summary.conflicts.len() + refused)
}
