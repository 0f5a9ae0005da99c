use std::io::Write;
use std::path::PathBuf;

use imenoslov::kind::Kind;
use imenoslov::languages::Language;
use imenoslov::matcher::{self, Name};

use super::parallel::Texts;
use super::{ExitStatus, output};

/// Say why two names do or do not match, step by step
///
/// With articles or bitexts, also what the places of the names in linked sentences say, as `build` uses it.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  imenoslov explain \"Стив Уиткофф\" Віткофф
  imenoslov explain РФПИ \"Російський фонд прямих інвестицій\" --kind org
  imenoslov explain Форин-офис МЗС --articles articles/ --articles memory.tmx")]
pub(super) struct Arguments {
    /// A name in dictionary form; Russian unless its letters say otherwise
    first: String,
    /// Another; Ukrainian unless its letters say otherwise
    second: String,
    /// What the names stand for: person, place, org, product or event [default: whichever matches best]
    #[arg(long)]
    kind: Option<Kind>,
    /// Articles and bitexts, or folders of them, to look for the names in
    #[arg(long, value_name = "PATH")]
    articles: Vec<PathBuf>,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitStatus> {
    let kinds = arguments.kind.map_or_else(|| Kind::ALL.to_vec(), |kind| vec![kind]);
    let name = |text: &str, kind, otherwise| Name {
        language: Language::of_letters(text).unwrap_or(otherwise),
        kind,
        text: text.to_owned(),
    };
    let linked = if arguments.articles.is_empty() { None } else { Some(Texts::read(&arguments.articles)?.names(&[])) };
    let mut best: Option<(Name, Name, matcher::Score)> = None;
    for kind in kinds {
        let first = name(&arguments.first, kind, Language::Russian);
        let second = name(&arguments.second, kind, Language::Ukrainian);
        let mut score = matcher::score(&first, &second);
        if let Some(opposite) = linked.as_ref().and_then(|linked| linked.opposite(&first, &second)) {
            score = opposite.raise(score);
        }
        if best.as_ref().is_none_or(|(.., known)| score.value > known.value) {
            best = Some((first, second, score));
        }
    }
    let mut out = output::stdout();
    if let Some((first, second, score)) = best {
        let verdict = if score.value >= 0.5 { "the same" } else { "different" };
        writeln!(
            out,
            "{} ({}) and {} ({}), as {}:",
            first.text, first.language, second.text, second.language, first.kind
        )?;
        for evidence in &score.evidence {
            writeln!(out, "  - {evidence}")?;
        }
        writeln!(out, "score {:.6}: {verdict}", score.value)?;
        if let Some(linked) = linked {
            writeln!(
                out,
                "({} pairs of versions and {} units of bitexts were looked at)",
                linked.versions, linked.units
            )?;
        }
    }
    out.flush()?;
    Ok(ExitStatus::Done)
}
