use std::io::Write;

use imenoslov::matcher::{self, Name};

use super::{ExitStatus, input, output};

/// Group names of both languages into entities
///
/// Reads lines of tab-separated `lang kind name` (dictionary forms) and writes each line again with an entity as a
/// fourth field: equal for names of one entity.
#[derive(clap::Args)]
#[command(after_help = "\
Example:
  printf 'ru\\tperson\\tКирилл Дмитриев\\nuk\\tperson\\tДмитрієв\\n' | imenoslov link -")]
pub(super) struct Arguments {
    /// A file, or - for standard input
    file: String,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitStatus> {
    let text = input::read_text(&arguments.file)?;
    let lines = input::name_lines(&arguments.file, &text)?;
    let names: Vec<Name> = lines
        .iter()
        .map(|line| Name { language: line.language, kind: line.kind, text: line.text.to_owned() })
        .collect();
    let clusters = matcher::link(&names);
    let mut out = output::stdout();
    for (line, cluster) in lines.iter().zip(clusters) {
        writeln!(out, "{}\te{}", line.line, cluster + 1)?;
    }
    out.flush()?;
    Ok(ExitStatus::Done)
}
