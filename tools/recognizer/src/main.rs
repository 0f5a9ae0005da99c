//! Compiles the lexicon, trains the model of the recognizer and measures it. Same data, same bytes.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command-line tool")]

mod conventions;
mod corpus;
mod crf;
mod evaluate;
mod lexicon;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};
use imenoslov::recognizer::evidence::Ballot;
use imenoslov::recognizer::known::KnownSums;
use imenoslov::recognizer::labels::{COUNT, Label};
use imenoslov::recognizer::lexicon::Lexicon;
use imenoslov::recognizer::model::Model;

use corpus::{Annotated, SILVER, TEST_PARTS};
use crf::{Sequence, Settings, Trainer};

#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Compiles lists of names and words into the lexicon.
    Lexicon {
        /// Folder of the lists: names_uk_ru.tsv, lex_cldr*.tsv, acronyms_ru_uk.tsv.
        lists: PathBuf,
        /// Our own words.
        #[arg(long, default_value = "data/recognizer/words.tsv")]
        words: PathBuf,
        /// Classes of words by their use: word and number.
        #[arg(long)]
        classes: Option<PathBuf>,
        #[arg(long, default_value = "data/recognizer/lexicon.bin")]
        output: PathBuf,
    },
    /// Trains the model on annotated texts.
    Train {
        /// Folder of the annotated texts: factrueval.jsonl and others.
        data: PathBuf,
        #[command(flatten)]
        options: Options,
        #[arg(long, default_value = "data/recognizer/model.bin")]
        output: PathBuf,
    },
    /// Measures a model on the parts that are kept for it.
    Evaluate {
        /// Folder of the annotated texts.
        data: PathBuf,
        #[arg(long, default_value = "data/recognizer/lexicon.bin")]
        lexicon: PathBuf,
        #[arg(long, default_value = "data/recognizer/model.bin")]
        model: PathBuf,
    },
}

#[derive(clap::Args)]
struct Options {
    #[arg(long, default_value = "data/recognizer/lexicon.bin")]
    lexicon: PathBuf,
    /// Passes over the data.
    #[arg(long, default_value_t = 10)]
    epochs: usize,
    /// Trainings from nothing, each with the texts in another order, whose mean is taken.
    #[arg(long, default_value_t = 3)]
    trainings: u64,
    /// Step of AdaGrad.
    #[arg(long, default_value_t = 0.15)]
    rate: f32,
    /// Share of words whose identity is hidden in a pass.
    #[arg(long, default_value_t = 0.1)]
    hidden: f32,
    /// Share of features that a word is read without in a pass.
    #[arg(long, default_value_t = 0.5)]
    dropped: f32,
    /// Pull of weights towards zero, by epoch.
    #[arg(long, default_value_t = 0.0)]
    decay: f32,
    /// Features of fewer words are left out.
    #[arg(long, default_value_t = 2)]
    least_count: u32,
    /// Parts for the votes of the second pass.
    #[arg(long, default_value_t = 3)]
    parts: usize,
    /// Passes over the data for each part.
    #[arg(long, default_value_t = 4)]
    part_epochs: usize,
    /// Rows of the model file.
    #[arg(long, default_value_t = 120_000)]
    rows: usize,
    /// Weight of the silver data.
    #[arg(long, default_value_t = 0.6)]
    silver: f32,
}

fn main() -> Result<()> {
    match Arguments::parse().command {
        Command::Lexicon { lists, words, classes, output } => {
            let data = lexicon::compile(&lists, &words, classes.as_deref())?;
            eprintln!("lexicon: {} bytes", data.len());
            write(&output, &data)
        }
        Command::Train { data, options, output } => {
            let model = train(&data, &options)?;
            eprintln!("model: {} bytes", model.len());
            write(&output, &model)
        }
        Command::Evaluate { data, lexicon, model } => {
            let (lexicon, model) = (read(&lexicon)?, read(&model)?);
            let lexicon = Lexicon::read(&lexicon).context("the lexicon is cut short")?;
            let model = Model::read(&model).context("the model is cut short")?;
            let is_test = |source: &str| TEST_PARTS.iter().any(|part| source.starts_with(part));
            let texts = corpus::read(&data, &lexicon, is_test)?;
            for part in TEST_PARTS {
                let own: Vec<&Annotated> = texts.iter().filter(|text| text.source.starts_with(part)).collect();
                print!("{}", evaluate::report(part, &evaluate::counts(&own, &model)));
            }
            Ok(())
        }
    }
}

fn read(path: &PathBuf) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("{}", path.display()))
}

fn write(path: &PathBuf, data: &[u8]) -> Result<()> {
    fs::write(path, data).with_context(|| format!("{}", path.display()))
}

/// Trains on the training parts: first a model for each part of the data from the other parts, whose answers become the
/// votes of the second pass, then one model on everything.
fn train(data: &Path, options: &Options) -> Result<Vec<u8>> {
    let lexicon = read(&options.lexicon)?;
    let lexicon = Lexicon::read(&lexicon).context("the lexicon is cut short")?;
    let is_training = |source: &str| !TEST_PARTS.iter().any(|part| source.starts_with(part));
    let texts = corpus::read(data, &lexicon, is_training)?;
    let open = texts.iter().map(|text| text.open.iter().filter(|open| **open).count()).sum::<usize>();
    eprintln!(
        "{} texts, {} words, {open} open",
        texts.len(),
        texts.iter().map(|text| text.labels.len()).sum::<usize>()
    );
    let settings = Settings {
        epochs: options.epochs,
        rate: options.rate,
        hidden: options.hidden,
        dropped: options.dropped,
        decay: options.decay,
        least_count: options.least_count,
    };
    let mut found: Vec<Option<Vec<Label>>> = vec![None; texts.len()];
    for part in 0..options.parts {
        let own = |index: usize| index % options.parts == part;
        let mut sequences: Vec<Sequence> = Vec::new();
        for (_, text) in texts.iter().enumerate().filter(|(index, _)| !own(*index)) {
            extend(&mut sequences, text, None, options);
        }
        let mut trainer = Trainer::new(&mut sequences, settings.least_count);
        for _ in 0..options.part_epochs {
            trainer.epoch(&sequences, &settings);
        }
        trainer.remember();
        drop(sequences);
        let model = trainer.rounded(usize::MAX)?;
        let model = Model::read(&model).context("the model is cut short")?;
        let mut known = KnownSums::default();
        for (index, text) in texts.iter().enumerate().filter(|(index, _)| own(*index)) {
            found[index] = Some(text.document.labels(&model, &mut known));
        }
        eprintln!("part {part} labelled");
    }
    let mut sequences: Vec<Sequence> = Vec::new();
    for (text, labels) in texts.iter().zip(&found) {
        extend(&mut sequences, text, labels.as_deref(), options);
    }
    let mut trainer = Trainer::new(&mut sequences, settings.least_count);
    for training in 1..=options.trainings {
        trainer.restart(training);
        for epoch in 0..settings.epochs {
            let loss = trainer.epoch(&sequences, &settings);
            eprintln!("training {training}, epoch {epoch}: loss {loss:.5}");
            if epoch >= settings.epochs / 2 {
                trainer.remember();
            }
        }
    }
    trainer.rounded(options.rows)
}

/// Adds the stretches of a text with their features and allowed labels.
fn extend(sequences: &mut Vec<Sequence>, text: &Annotated, found: Option<&[Label]>, options: &Options) {
    let document = &text.document;
    let ballot = found.map(|labels| Ballot::count(&document.words, labels));
    let weight = if text.source.starts_with(SILVER) { options.silver } else { 1.0 };
    for stretch in &document.stretches {
        let mut sequence = Sequence { features: Vec::new(), votes: Vec::new(), allowed: Vec::new(), weight };
        for index in stretch.words.clone() {
            let features = document.word_features(stretch, index);
            let mut votes = Vec::new();
            if let (Some(ballot), Some(labels)) = (&ballot, found) {
                document.vote_features(stretch, index, ballot, labels, |feature| votes.push(feature));
            }
            sequence.features.push(features);
            sequence.votes.push(votes);
            let all = (1_u32 << COUNT) - 1;
            sequence.allowed.push(if text.open[index] { all } else { 1 << text.labels[index].0 });
        }
        sequences.push(sequence);
    }
}
