use std::io::Write;

use anyhow::ensure;
use imenoslov::kind::Kind;
use imenoslov::languages::Language;
use imenoslov::matcher::{self, Name};

use super::{ExitStatus, input, output};

/// Find the best Ukrainian name for each Russian one
///
/// Reads two lists, one name in dictionary form a line, and writes tab-separated `ru uk score`, the best first. The
/// score lies between 0 and 1; 0.5 is where "the same" becomes likelier than "different".
#[derive(clap::Args)]
#[command(after_help = "\
Example:
  imenoslov match names.ru.txt names.uk.txt --kind person --top 3")]
pub(super) struct Arguments {
    /// The Russian names, or - for standard input
    ru: String,
    /// The Ukrainian names, or - for standard input
    uk: String,
    /// What the names stand for: person, place, org, product or event
    #[arg(long)]
    kind: Kind,
    /// How many answers a Russian name gets at most
    #[arg(long, default_value_t = 1, value_name = "N")]
    top: usize,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitStatus> {
    ensure!(arguments.ru != "-" || arguments.uk != "-", "only one of the two lists can come from standard input");
    let ru_text = input::read_text(&arguments.ru)?;
    let uk_text = input::read_text(&arguments.uk)?;
    let names = |text: &str, language| -> Vec<Name> {
        input::lines(text)
            .filter(|line| !line.trim().is_empty())
            .map(|line| Name { language, kind: arguments.kind, text: line.to_owned() })
            .collect()
    };
    let ru = names(&ru_text, Language::Russian);
    let uk = names(&uk_text, Language::Ukrainian);
    let mut out = output::stdout();
    for (name, best) in ru.iter().zip(matcher::best_matches(&ru, &uk, arguments.top)) {
        for (index, score) in best {
            writeln!(out, "{}\t{}\t{score:.9}", name.text, uk[index].text)?;
        }
    }
    out.flush()?;
    Ok(ExitStatus::Done)
}
