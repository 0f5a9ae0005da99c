use std::io::Write;

use imenoslov::morphology::{Written, corpus_dictionary_forms};

use super::{ExitStatus, input, output};

/// Bring names to their dictionary form
///
/// Reads lines of tab-separated `lang kind name` and writes each line again with the dictionary form of the whole name
/// as a fourth field. The names of a list help each other: where «Кушнером» stands too, «Кушнера» comes from «Кушнер».
#[derive(clap::Args)]
#[command(after_help = "\
Example:
  printf 'uk\\tperson\\tСтівом Віткоффом\\n' | imenoslov normalize -")]
pub(super) struct Arguments {
    /// A file, or - for standard input
    file: String,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitStatus> {
    let text = input::read_text(&arguments.file)?;
    let names = input::name_lines(&arguments.file, &text)?;
    // Names of one language and kind help one another.
    let written: Vec<Written<'_>> =
        names.iter().map(|name| Written::once(name.text, name.language, name.kind)).collect();
    let lemmas = corpus_dictionary_forms(&written);
    let mut out = output::stdout();
    for (name, lemma) in names.iter().zip(&lemmas) {
        writeln!(out, "{}\t{}", name.line, output::tsv_field(lemma))?;
    }
    out.flush()?;
    Ok(ExitStatus::Done)
}
