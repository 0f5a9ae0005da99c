use std::io::Write;
use std::path::PathBuf;

use imenoslov::aligner;
use imenoslov::languages::Language;
use imenoslov::reader::Article;

use super::{ExitStatus, input, output};

/// Find articles that are versions of each other
///
/// Writes one line a pair, separated by tabs: the Russian file, the Ukrainian file, the share of them that is linked, the
/// share of the words in the links that have a counterpart.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  imenoslov pairs articles/
  imenoslov pairs ru/ uk/")]
pub(super) struct Arguments {
    /// Articles, or folders of articles, in both languages
    #[arg(required = true)]
    paths: Vec<PathBuf>,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitStatus> {
    let (mut ru, mut uk): (Vec<Article>, Vec<Article>) = Default::default();
    input::for_each_article(
        &arguments.paths,
        |article| article,
        |article| {
            match article.language {
                Language::Russian => ru.push(article),
                Language::Ukrainian => uk.push(article),
            }
            Ok(())
        },
    )?;
    let mut out = output::stdout();
    for pair in aligner::versions(&ru, &uk) {
        let name = |article: &Article| output::tsv_field(&article.path.to_string_lossy()).into_owned();
        writeln!(out, "{}\t{}\t{:.4}\t{:.4}", name(&ru[pair.ru]), name(&uk[pair.uk]), pair.linked, pair.matched)?;
    }
    out.flush()?;
    Ok(ExitStatus::Done)
}
