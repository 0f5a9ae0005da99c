use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::builder::PossibleValuesParser;
use clap::builder::TypedValueParser;
use imenoslov::exporter::{self, Direction, Format};
use imenoslov::kind::Kind;
use imenoslov::languages::Language;

use super::{ExitStatus, glossaries::Glossaries, output};

/// Write the glossary in the format of another tool
///
/// What a format cannot carry is listed on standard error.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  imenoslov export --format json
  imenoslov export --format xlsx -o glossary.xlsx
  imenoslov export --format html --from uk -o glossary.html
  imenoslov export --format omegat --from uk --only approved -o glossary.utf8")]
pub(super) struct Arguments {
    #[command(flatten)]
    glossaries: Glossaries,
    /// The format
    #[arg(long, value_parser = formats())]
    format: Format,
    /// The language of the texts to translate; its names come first and give the alphabetical order
    #[arg(long, default_value_t = Language::Russian, value_name = "LANGUAGE")]
    from: Language,
    /// Only entries that people approved
    #[arg(long, value_name = "STATUS", value_parser = ["approved"])]
    only: Option<String>,
    /// Only names of this kind; may be repeated
    #[arg(long)]
    kind: Vec<Kind>,
    /// Where to write it [default: standard output]
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

fn formats() -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::ALL.map(Format::name)).try_map(|word| word.parse::<Format>())
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitStatus> {
    let path = arguments.output.as_deref().unwrap_or(Path::new("-"));
    if arguments.format.is_binary() && path == Path::new("-") && std::io::stdout().is_terminal() {
        bail!("{} is not for a terminal: name a file with --output", arguments.format);
    }
    let glossary = exporter::select(&arguments.glossaries.read()?, arguments.only.is_some(), &arguments.kind);
    let glossary = exporter::sorted(glossary, arguments.from);
    let export = arguments.format.exporter().export(&glossary, Direction { source: arguments.from });
    output::write_file(path, &export.bytes)?;
    for (loss, count) in &export.losses {
        output::complain(format_args!("not in the {} file: {count} {loss}", arguments.format));
    }
    Ok(ExitStatus::Done)
}
