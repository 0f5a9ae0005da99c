use std::collections::BTreeMap;
use std::io::Write;

use imenoslov::kind::Kind;
use imenoslov::languages::Language;
use imenoslov::morphology::{self, Written};

use super::input::NameLine;
use super::{ExitStatus, input, output};

/// Bring names to their dictionary form
///
/// Reads lines of tab-separated `lang kind name` and writes each line again with the dictionary form of the whole name
/// as a fourth field. The names of a list help each other: where «Кушнером» stands too, «Кушнера» comes from «Кушнер».
#[derive(clap::Args)]
#[command(after_help = "\
Example:
  printf 'uk\\tperson\\tСтівом Віткоффом\\n' | imenoslov normalize -")]
pub(super) struct Arguments {
    /// A file, or - for standard input
    file: String,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitStatus> {
    let text = input::read_text(&arguments.file)?;
    let names = input::name_lines(&arguments.file, &text)?;
    let lemmas = lemmas(&names);
    let mut out = output::stdout();
    for (name, lemma) in names.iter().zip(&lemmas) {
        writeln!(out, "{}\t{}", name.line, output::tsv_field(lemma))?;
    }
    out.flush()?;
    Ok(ExitStatus::Done)
}

/// The dictionary form of each name, found with the other names of its language and kind in view.
fn lemmas(names: &[NameLine<'_>]) -> Vec<String> {
    let mut groups: BTreeMap<(Language, Kind), BTreeMap<&str, usize>> = BTreeMap::new();
    for name in names {
        *groups.entry((name.language, name.kind)).or_default().entry(name.text).or_default() += 1;
    }
    let mut lemmas: BTreeMap<(Language, Kind, &str), String> = BTreeMap::new();
    for ((language, kind), counts) in groups {
        let written: Vec<Written<'_>> =
            counts.into_iter().map(|(surface, count)| Written::counted(surface, count)).collect();
        let forms = morphology::corpus_dictionary_forms(&written, language, kind);
        lemmas.extend(written.iter().zip(forms).map(|(form, lemma)| ((language, kind, form.surface), lemma)));
    }
    names.iter().map(|name| lemmas[&(name.language, name.kind, name.text)].clone()).collect()
}
