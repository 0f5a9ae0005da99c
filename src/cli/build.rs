use std::io::Write;
use std::path::PathBuf;

use imenoslov::differ;
use imenoslov::glossary::{Glossary, GlossaryFile, MergeSummary, PruneSummary, RejectedPair, Status};
use imenoslov::languages::Language;
use imenoslov::matcher::{self, Name};
use imenoslov::reporter::changes;

use super::parallel::Texts;
use super::{ExitStatus, glossaries::Glossaries, output};

/// Make or extend a glossary from articles
///
/// Finds the names in the articles, pairs them across the languages and adds what is new to the glossary as proposals.
/// What people wrote or decided there stays as it is. Articles that are versions of each other are found and aligned:
/// names that stand opposite each other there are paired even where they are translated. Bitexts (.tmx, .xliff, .xlf,
/// .po, and .tsv with two columns where it is named) count as aligned.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  imenoslov build articles/
  imenoslov build articles/ --glossary names.toml --dry-run
  imenoslov build articles/ memory.tmx
  imenoslov build articles/ --glossary house.toml --glossary project.toml")]
pub(super) struct Arguments {
    /// Articles (.txt, .md, .html), documents (.docx, .odt, .jsonl), bitexts (.tmx, .xliff, .xlf, .po, .tsv), or folders
    /// of them
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    glossaries: Glossaries,
    /// Drop proposals whose names stand in none of these articles; what people wrote or decided stays
    #[arg(long)]
    prune: bool,
    /// Leave out what the places of names in versions of an article and in bitexts say
    #[arg(long)]
    no_parallel: bool,
    /// Show what would change and write nothing
    #[arg(long)]
    dry_run: bool,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitStatus> {
    let house = arguments.glossaries.read_house()?;
    // A broken glossary is better said before the articles are read.
    GlossaryFile::read_or_empty(arguments.glossaries.written())?;

    let texts = Texts::read(&arguments.paths)?;
    let _lock = if arguments.dry_run { None } else { Some(arguments.glossaries.lock()?) };
    let mut file = GlossaryFile::read_or_empty(arguments.glossaries.written())?;
    let before = file.glossary().clone();
    let refused: Vec<_> = before.rejected_pairs.iter().chain(&house.rejected_pairs).map(names).collect();
    let decided: Vec<_> = [&house, &before].into_iter().flat_map(decided_names).collect();
    let names = if arguments.no_parallel { texts.names_alone(&decided) } else { texts.names(&decided) };
    let entities = matcher::entities_beside(names.usages, &refused, &names.opposites);
    let read = Read {
        articles: Language::ALL.map(|language| texts.corpus.articles(language)),
        mentions: texts.corpus.mentions(),
        versions: names.versions,
        units: names.units,
        by_place: names.opposites.iter().filter(|opposite| opposite.by_place).count(),
    };
    let summary = file.merge_beside(&house, &entities)?;
    let pruned = if arguments.prune { file.prune(&entities)? } else { PruneSummary::default() };

    let mut out = output::stdout();
    if arguments.dry_run {
        out.write_all(changes::text(&differ::diff(&before, file.glossary()), false).as_bytes())?;
        writeln!(out)?;
    } else {
        file.save()?;
    }
    write_summary(&mut out, &read, &summary, file.glossary())?;
    if arguments.prune {
        writeln!(out, "pruned     {:>6}   and {} forms of other entries", pruned.entries.len(), pruned.forms)?;
    }
    out.flush()?;
    Ok(ExitStatus::Done)
}

/// The names of a glossary that people have decided on.
fn decided_names(glossary: &Glossary) -> Vec<Name> {
    let mut names = Vec::new();
    for entry in glossary.entries.iter().filter(|entry| entry.status != Status::Proposed) {
        for (language, side) in entry.sides() {
            let forms = side.preferred.iter().chain(&side.admitted).chain(&side.forbidden);
            names.extend(forms.map(|form| Name { language, kind: entry.kind, text: form.clone() }));
        }
    }
    names
}

fn names(pair: &RejectedPair) -> (Name, Name) {
    let name = |language, text: &String| Name { language, kind: pair.kind, text: text.clone() };
    (name(Language::Russian, &pair.ru), name(Language::Ukrainian, &pair.uk))
}

struct Read {
    articles: [usize; 2],
    mentions: usize,
    /// Pairs of articles that are versions of each other.
    versions: usize,
    /// Units of bitexts.
    units: usize,
    /// Pairs of names that only their place shows.
    by_place: usize,
}

fn write_summary(
    out: &mut impl Write,
    read: &Read,
    summary: &MergeSummary,
    glossary: &Glossary,
) -> std::io::Result<()> {
    let [russian, ukrainian] = read.articles;
    let paired = glossary.entries.iter().filter(|entry| entry.ru.is_some() && entry.uk.is_some()).count();
    writeln!(out, "articles   {:>6}   {russian} Russian, {ukrainian} Ukrainian", russian + ukrainian)?;
    writeln!(out, "mentions   {:>6}", read.mentions)?;
    if read.versions > 0 {
        writeln!(out, "versions   {:>6}   pairs of articles, aligned", read.versions)?;
    }
    if read.units > 0 {
        writeln!(out, "units      {:>6}   of bitexts", read.units)?;
    }
    if read.by_place > 0 {
        writeln!(out, "by place   {:>6}   pairs of names that are not spelled alike", read.by_place)?;
    }
    writeln!(
        out,
        "entries    {:>6}   {} new, {} extended, {paired} in both languages",
        glossary.entries.len(),
        summary.added.len(),
        summary.extended.len()
    )
}
