//! Compiles the morphological dictionaries in `data/morphology`. See `data/README.md` for sources and commands.

mod compile;
mod dict_uk;
mod lexeme;
mod opencorpora;
mod train;

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::Parser;
use imenoslov::morphology::dictionary::{Paradigms, Tags};

/// Compiles the morphological dictionary of one language.
#[derive(Parser)]
struct Arguments {
    /// The language: ru (OpenCorpora) or uk (dict_uk).
    language: imenoslov::languages::Language,
    /// The unpacked source, one lemma with all its forms a line.
    source: PathBuf,
    /// Personal names: kind, Ukrainian name, Russian name, rank, separated by tabs.
    #[arg(long)]
    names: PathBuf,
    /// The folder to write to.
    #[arg(long, default_value = "data/morphology")]
    out: PathBuf,
}

fn main() -> Result<()> {
    use imenoslov::languages::Language;
    let arguments = Arguments::parse();
    let mut names = dict_uk::PersonalNames::default();
    for line in lines(&arguments.names)? {
        let line = line?;
        let mut fields = line.split('\t');
        let kind = match fields.next() {
            Some("first") => Tags::FIRST_NAME,
            Some("last") => Tags::LAST_NAME,
            Some("patronymic") => Tags::PATRONYMIC,
            _ => continue,
        };
        names.add(fields.next().unwrap_or(""), kind);
    }
    let mut compiler = compile::Compiler::default();
    for (number, line) in lines(&arguments.source)?.enumerate() {
        let line = line?;
        let place = || format!("{}:{}", arguments.source.display(), number + 1);
        let lexemes = match arguments.language {
            Language::Russian => vec![opencorpora::lexeme(&line).with_context(place)?],
            Language::Ukrainian => dict_uk::lexemes(&line, &names).with_context(place)?,
        };
        lexemes.iter().for_each(|lexeme| compiler.add(lexeme));
    }
    let (words, paradigms, learned) = compiler.finish()?;
    let table = Paradigms::new(&paradigms).context("the table of paradigms cannot be read back")?;
    let (endings, counts) = train::train(&learned, table)?;
    let stem = match arguments.language {
        Language::Russian => "russian",
        Language::Ukrainian => "ukrainian",
    };
    for (part, bytes) in
        [("words.fst", words), ("paradigms.bin", paradigms), ("endings.fst", endings), ("endings.bin", counts)]
    {
        fs::write(arguments.out.join(format!("{stem}.{part}")), bytes)?;
    }
    Ok(())
}

fn lines(path: &PathBuf) -> Result<impl Iterator<Item = std::io::Result<String>>> {
    Ok(BufReader::new(File::open(path).with_context(|| format!("cannot open {}", path.display()))?).lines())
}
