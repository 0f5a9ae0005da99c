use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::ValueEnum;
use imenoslov::aligner::{self, Alignment, Sentence};
use imenoslov::languages::Language;
use imenoslov::reader::Article;
use imenoslov::recognizer;
use imenoslov::reporter::alignments::{self, AlignedPair};

use super::{ExitStatus, input, output};

/// Link the sentences of two versions of an article
///
/// With two folders, the articles in them that are versions of each other are found first.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  imenoslov align article.ru.txt article.uk.txt
  imenoslov align ru/ uk/ --format tmx -o memory.tmx
  imenoslov align article.ru.html article.uk.html --format html -o aligned.html")]
pub(super) struct Arguments {
    /// The Russian version, or a folder of Russian articles
    ru: PathBuf,
    /// The Ukrainian version, or a folder of Ukrainian articles
    uk: PathBuf,
    /// How to write the links
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Each line of the files is a sentence
    #[arg(long)]
    line_per_sentence: bool,
    /// Leave out links that are less sure, 0 to 1
    #[arg(long, default_value_t = 0.0, value_name = "CONFIDENCE")]
    min_confidence: f64,
    /// Where to write [default: standard output]
    #[arg(long, short, value_name = "FILE", default_value = "-", hide_default_value = true)]
    output: PathBuf,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// The linked sentences below each other, for people
    Text,
    /// Lines `0,1:0`: Russian indices, Ukrainian indices
    Links,
    /// Tab-separated: Russian text, Ukrainian text, confidence, indices, files
    Tsv,
    /// A translation memory, TMX 1.4b
    Tmx,
    /// A page with two columns
    Html,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitStatus> {
    let mut pairs = match (arguments.ru.is_dir(), arguments.uk.is_dir()) {
        (true, true) if arguments.line_per_sentence => bail!("--line-per-sentence needs two files, not two folders"),
        (true, true) => folders(&arguments.ru, &arguments.uk, arguments.format)?,
        (false, false) if arguments.line_per_sentence => vec![lines(&arguments.ru, &arguments.uk)?],
        (false, false) => vec![files(&arguments.ru, &arguments.uk, arguments.format)?],
        _ => bail!("expected two files or two folders"),
    };
    for pair in &mut pairs {
        pair.alignment.links.retain(|link| link.confidence >= arguments.min_confidence);
    }
    let report = match arguments.format {
        Format::Text => alignments::text(&pairs),
        Format::Links => alignments::links(&pairs),
        Format::Tsv => alignments::tsv(&pairs),
        Format::Tmx => alignments::tmx(&pairs),
        Format::Html => alignments::html(&pairs),
    };
    output::write_file(&arguments.output, report.as_bytes())?;
    Ok(ExitStatus::Done)
}

/// Two files with a sentence a line. Empty lines keep their number.
fn lines(ru: &Path, uk: &Path) -> anyhow::Result<AlignedPair> {
    let read = |path: &Path| -> anyhow::Result<Vec<Sentence>> {
        let text = input::read_text(&path.to_string_lossy())?;
        let mut start = 0;
        let sentence = |line: &str| {
            let range = start..start + line.len();
            start = range.end + 1;
            Sentence { text: line.strip_suffix('\r').unwrap_or(line).to_owned(), range, paragraph: 0 }
        };
        Ok(text.split_terminator('\n').map(sentence).collect())
    };
    let sides = (read(ru)?, read(uk)?);
    check((ru, &sides.0), (uk, &sides.1))?;
    let alignment = Alignment::of(sides.0, sides.1);
    Ok(AlignedPair {
        ru: ru.display().to_string(),
        uk: uk.display().to_string(),
        alignment,
        mentions: (Vec::new(), Vec::new()),
        names: Vec::new(),
    })
}

fn files(ru: &Path, uk: &Path, format: Format) -> anyhow::Result<AlignedPair> {
    let articles = (input::read_article(ru)?, input::read_article(uk)?);
    pair(&articles.0, &articles.1, format)
}

fn folders(ru: &Path, uk: &Path, format: Format) -> anyhow::Result<Vec<AlignedPair>> {
    let read = |folder: &Path, language| -> anyhow::Result<Vec<Article>> {
        let mut articles = Vec::new();
        input::for_each_article(
            &[folder.to_owned()],
            |article| article,
            |article| {
                if article.language == language {
                    articles.push(article);
                } else {
                    output::complain(format_args!("{}: not {}, left out", article.path.display(), name(language)));
                }
                Ok(())
            },
        )?;
        Ok(articles)
    };
    let (ru, uk) = (read(ru, Language::Russian)?, read(uk, Language::Ukrainian)?);
    let versions = aligner::versions(&ru, &uk);
    versions.iter().map(|found| pair(&ru[found.ru], &uk[found.uk], format)).collect()
}

fn pair(ru: &Article, uk: &Article, format: Format) -> anyhow::Result<AlignedPair> {
    let sides = (aligner::sentences_of(ru), aligner::sentences_of(uk));
    check((&ru.path, &sides.0), (&uk.path, &sides.1))?;
    let alignment = Alignment::of(sides.0, sides.1);
    let (mentions, names) = if format == Format::Html {
        let mentions = (recognizer::recognize(ru), recognizer::recognize(uk));
        let names = aligner::name_pairs(&alignment, &mentions.0, &mentions.1);
        (mentions, names)
    } else {
        Default::default()
    };
    Ok(AlignedPair { ru: ru.path.display().to_string(), uk: uk.path.display().to_string(), alignment, mentions, names })
}

/// Refuses files in the wrong language and speaks up about what can hardly be meant.
fn check(ru: (&Path, &[Sentence]), uk: (&Path, &[Sentence])) -> anyhow::Result<()> {
    let language = |side: &[Sentence]| {
        aligner::language_of(&side.iter().map(|sentence| sentence.text.as_str()).collect::<Vec<_>>())
    };
    let (ru_path, uk_path) = (ru.0.display(), uk.0.display());
    match (language(ru.1), language(uk.1)) {
        (Some(Language::Ukrainian), Some(Language::Russian)) => {
            bail!("{ru_path} is Ukrainian and {uk_path} is Russian: name them in the other order")
        }
        (Some(Language::Ukrainian), _) => bail!("{ru_path} is Ukrainian: expected a Russian text"),
        (_, Some(Language::Russian)) => bail!("{uk_path} is Russian: expected a Ukrainian text"),
        _ => {}
    }
    for (path, sentences) in [ru, uk] {
        if sentences.is_empty() {
            output::complain(format_args!("{}: no sentences", path.display()));
        }
    }
    Ok(())
}

fn name(language: Language) -> &'static str {
    match language {
        Language::Russian => "Russian",
        Language::Ukrainian => "Ukrainian",
    }
}
