//! Compiles the morphological dictionaries in `data/morphology`. See `data/README.md` for sources and commands.

mod compile;
mod dict_uk;
mod held_out;
mod lexeme;
mod lexicon;
mod opencorpora;
mod popularity;
mod train;

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::Parser;
use imenoslov::languages::Language;
use imenoslov::morphology::dictionary::{Paradigms, RowId, Tags};
use imenoslov::morphology::guesser::{Guesser, NameKind};

/// Compiles and measures the morphological dictionaries.
#[derive(Parser)]
enum Command {
    /// Compiles the dictionary and the guesser of one language.
    Compile(Arguments),
    /// Counts the names of annotated texts, with the compiled dictionary and guesser.
    Popularity {
        /// The language.
        language: Language,
        /// The folder of the annotated texts, JSON lines.
        texts: PathBuf,
        /// The folder to write to.
        #[arg(long, default_value = "data/morphology")]
        out: PathBuf,
    },
    /// Takes a tenth of the names out of the compiled dictionary and guesses them from the rest.
    HeldOut {
        /// The language.
        language: Language,
        /// Lists every mistake.
        #[arg(long)]
        verbose: bool,
    },
}

#[derive(clap::Args)]
struct Arguments {
    /// The language: ru (OpenCorpora) or uk (dict_uk).
    language: Language,
    /// The unpacked source, one lemma with all its forms a line.
    source: PathBuf,
    /// Personal names: kind, Ukrainian name, Russian name, rank, separated by tabs.
    #[arg(long)]
    names: PathBuf,
    /// Places: two fields, Russian name, Ukrainian name, separated by tabs.
    #[arg(long)]
    places: Vec<PathBuf>,
    /// The folder to write to.
    #[arg(long, default_value = "data/morphology")]
    out: PathBuf,
}

fn main() -> Result<()> {
    match Command::parse() {
        Command::Compile(arguments) => compile(&arguments),
        Command::Popularity { language, texts, out } => {
            let map = popularity::train(language, &texts)?;
            fs::write(out.join(format!("{}.popularity.fst", stem(language))), map)?;
            Ok(())
        }
        Command::HeldOut { language, verbose } => held_out::measure(language, &mut std::io::stdout().lock(), verbose),
    }
}

fn compile(arguments: &Arguments) -> Result<()> {
    let names = lexicon(arguments)?;
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
    let (endings, counts) = infer_lexicon(&mut compiler, &names)?;
    let (words, paradigms, _) = compiler.finish()?;
    let stem = stem(arguments.language);
    for (part, bytes) in
        [("words.fst", words), ("paradigms.bin", paradigms), ("endings.fst", endings), ("endings.bin", counts)]
    {
        fs::write(arguments.out.join(format!("{stem}.{part}")), bytes)?;
    }
    Ok(())
}

/// What the files of a language are called.
fn stem(language: Language) -> &'static str {
    match language {
        Language::Russian => "russian",
        Language::Ukrainian => "ukrainian",
    }
}

/// Adds the names of the lexicon that the dictionary does not have. Gives the guesser that they are inferred with, which
/// knows the dictionary only: learning from its own inferences would repeat its mistakes.
fn infer_lexicon(compiler: &mut compile::Compiler, names: &lexicon::Lexicon) -> Result<(Vec<u8>, Vec<u8>)> {
    let (_, paradigms, learned) = compiler.clone().finish()?;
    let table = Paradigms::new(&paradigms).context("the table of paradigms cannot be read back")?;
    let (endings, counts) = train::train(&learned, table)?;
    let guesser = Guesser::new(&endings, &counts, table).context("the guesser cannot be read back")?;
    let known: BTreeSet<(&[u8], NameKind)> = learned
        .iter()
        .flat_map(|name| {
            let tags = table.tags(RowId { paradigm: name.paradigm, row: 0 });
            train::kinds(tags).map(|kind| (name.key.as_slice(), kind))
        })
        .collect();
    for (key, kinds) in names.all() {
        for (tag, kind) in lexicon::KINDS {
            if kinds.any(tag)
                && !known.contains(&(key, kind))
                && let Some(lexeme) = lexicon::infer(key, tag, kind, &guesser, table)
            {
                compiler.add(&lexeme);
            }
        }
    }
    Ok((endings, counts))
}

/// The names of the lexicons in the language.
fn lexicon(arguments: &Arguments) -> Result<lexicon::Lexicon> {
    let mut names = lexicon::Lexicon::default();
    for line in lines(&arguments.names)? {
        let line = line?;
        let fields: Vec<&str> = line.split('\t').collect();
        let [kind, ukrainian, russian, rank, ..] = fields[..] else { continue };
        let kind = match kind {
            "first" => Tags::FIRST_NAME,
            "last" => Tags::LAST_NAME,
            "patronymic" => Tags::PATRONYMIC,
            _ => continue,
        };
        match arguments.language {
            Language::Russian if rank == "0" => names.add(russian, kind),
            Language::Russian => {}
            Language::Ukrainian => names.add(ukrainian, kind),
        }
    }
    for path in &arguments.places {
        for line in lines(path)? {
            let line = line?;
            let fields: Vec<&str> = line.split('\t').collect();
            let [_, _, russian, ukrainian, ..] = fields[..] else { continue };
            names.add(if arguments.language == Language::Russian { russian } else { ukrainian }, Tags::PLACE);
        }
    }
    Ok(names)
}

fn lines(path: &PathBuf) -> Result<impl Iterator<Item = std::io::Result<String>>> {
    Ok(BufReader::new(File::open(path).with_context(|| format!("cannot open {}", path.display()))?).lines())
}
