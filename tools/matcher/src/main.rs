//! Learns the matcher's tables in data/matcher and measures them on held-out names.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};

mod align;
mod calibrate;
mod corpus;
mod edits;
mod evaluate;
mod lexicons;
mod scale;
mod spellings;

#[derive(Parser)]
#[command(version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Writes places.tsv, acronyms.tsv and first_names.tsv
    Lexicons(Folders),
    /// Writes edits.tsv: the costs of correspondences of letters
    Edits(Folders),
    /// Writes spellings-*.tsv: how a letter between its neighbours is written in the other language
    Spellings(Folders),
    /// Measures matching and counterparts on the tenth of the names that training leaves out
    Evaluate {
        /// The folder with names_uk_ru.tsv
        lexicon: PathBuf,
        /// Measure one in this many of the held-out names
        #[arg(long, default_value_t = 10)]
        every: usize,
    },
    /// Measures how well scores of places and held-out surnames tell right from wrong
    Calibrate {
        /// The folder with names_uk_ru.tsv and lex_cldr41_subdivisions.tsv
        lexicon: PathBuf,
    },
    /// Measures the index and `link` on many made-up people: time, memory, what comparing everything would find
    Scale {
        /// The folder with names_uk_ru.tsv
        lexicon: PathBuf,
        /// How many people to search among; a fifth of them is linked
        #[arg(long, default_value_t = 100_000)]
        names: usize,
        /// How many to search for
        #[arg(long, default_value_t = 2_000)]
        queries: usize,
    },
}

#[derive(clap::Args)]
struct Folders {
    /// The folder with names_uk_ru.tsv, rigour_name_groups_cyr.tsv and the CLDR lists
    lexicon: PathBuf,
    /// Where to write
    #[arg(long, default_value = "data/matcher")]
    out: PathBuf,
}

fn main() -> Result<()> {
    match Arguments::parse().command {
        Command::Lexicons(folders) => lexicons::write(&folders.lexicon, &folders.out),
        Command::Edits(folders) => write_edits(&folders),
        Command::Spellings(folders) => spellings::write(&folders.lexicon, &folders.out),
        Command::Evaluate { lexicon, every } => evaluate::run(&lexicon, every),
        Command::Calibrate { lexicon } => calibrate::run(&lexicon),
        Command::Scale { lexicon, names, queries } => scale::run(&lexicon, names, queries),
    }
}

fn write_edits(folders: &Folders) -> Result<()> {
    // The names of foreigners are few in the sources and many in the news.
    let mut across = corpus::personal_names(&folders.lexicon, corpus::Weights { list: 2, first: 2, groups: 12 })?;
    across.extend(corpus::places(&folders.lexicon)?);
    across.extend(corpus::news(16));
    let (russian, ukrainian) = corpus::variants(&folders.lexicon)?;
    let mut table = String::from(
        "# What it costs to write the letters on the right for those on the left; ^ and $ are the ends of a word.\n\
         # languages ⇥ left ⇥ right ⇥ cost. Equal letters cost 0 unless listed. Learned by tools/matcher.\n",
    );
    for (languages, pairs) in [("ru-uk", across), ("ru-ru", russian), ("uk-uk", ukrainian)] {
        let mut costs = edits::learn(&pairs);
        if languages == "ru-uk" {
            edits::tell_alternation_apart(&mut costs);
        }
        for ((left, right), cost) in costs {
            writeln!(table, "{languages}\t{left}\t{right}\t{cost:.2}")?;
        }
    }
    write_file(&folders.out.join("edits.tsv"), &table)
}

fn write_file(path: &Path, text: &str) -> Result<()> {
    fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}
