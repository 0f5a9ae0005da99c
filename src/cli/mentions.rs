use std::io::Write;
use std::path::PathBuf;

use clap::ValueEnum;
use imenoslov::recognizer;
use imenoslov::reporter::mentions;

use super::{ExitStatus, glossaries::Glossaries, input, output};

/// List every name in articles
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  imenoslov mentions article.txt
  imenoslov mentions articles/ --format jsonl > mentions.jsonl")]
pub(super) struct Arguments {
    /// Articles, folders of articles, or - for standard input
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    glossaries: Glossaries,
    /// How to write them
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// One line a mention, for people
    Text,
    /// One JSON object a line
    Jsonl,
    /// Tab-separated: file, lang, start, end, line, column, surface, lemma, kind, entity
    Tsv,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitStatus> {
    let glossary = arguments.glossaries.read_if_any()?;
    let names = mentions::Names::new(&glossary);
    let write = match arguments.format {
        Format::Text => mentions::text,
        Format::Jsonl => mentions::jsonl,
        Format::Tsv => mentions::tsv,
    };
    let mut out = output::stdout();
    input::for_each_article(
        &arguments.paths,
        |article| write(&article, &recognizer::recognize(&article), &names),
        |report| Ok(out.write_all(report.as_bytes())?),
    )?;
    out.flush()?;
    Ok(ExitStatus::Done)
}
