use std::io::Write;

use imenoslov::kind::Kind;
use imenoslov::languages::Language;
use imenoslov::matcher::{self, Name};

use super::{ExitStatus, output};

/// Say why two names do or do not match, step by step
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  imenoslov explain \"Стив Уиткофф\" Віткофф
  imenoslov explain РФПИ \"Російський фонд прямих інвестицій\" --kind org")]
pub(super) struct Arguments {
    /// A name in dictionary form; Russian unless its letters say otherwise
    first: String,
    /// Another; Ukrainian unless its letters say otherwise
    second: String,
    /// What the names stand for: person, place, org, product or event [default: whichever matches best]
    #[arg(long)]
    kind: Option<Kind>,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitStatus> {
    let kinds = arguments.kind.map_or_else(|| Kind::ALL.to_vec(), |kind| vec![kind]);
    let name = |text: &str, kind, otherwise| Name {
        language: Language::of_letters(text).unwrap_or(otherwise),
        kind,
        text: text.to_owned(),
    };
    let mut best: Option<(Name, Name, matcher::Score)> = None;
    for kind in kinds {
        let first = name(&arguments.first, kind, Language::Russian);
        let second = name(&arguments.second, kind, Language::Ukrainian);
        let score = matcher::score(&first, &second);
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
    }
    out.flush()?;
    Ok(ExitStatus::Done)
}
