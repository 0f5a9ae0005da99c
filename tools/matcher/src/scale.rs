//! Measures the index and `link` on many names: time, memory, and whether the index finds what comparing everything
//! with everything finds.

use std::io::Write;
use std::path::Path;
use std::time::Instant;

use anyhow::Result;
use imenoslov::kind::Kind;
use imenoslov::languages::Language;
use imenoslov::matcher::{Index, Name, best_matches, link};

use crate::corpus::{self, NameKind};

/// Comparisons that `best_matches` makes without an index.
const EXHAUSTIVE: usize = 2_000_000;

pub fn run(lexicon: &Path, count: usize, queries: usize) -> Result<()> {
    let people = people(lexicon, count)?;
    let mut out = std::io::stdout().lock();
    let pool: Vec<Name> = people.iter().map(|(_, ukrainian)| ukrainian.clone()).collect();
    let began = Instant::now();
    let index = Index::new(&pool);
    let built = began.elapsed().as_secs_f64();
    writeln!(
        out,
        "index of {} names: built in {built:.2} s; {:.0} bytes a name on top of the text",
        pool.len(),
        index.overhead() as f64 / pool.len() as f64
    )?;

    let asked: Vec<Name> = people
        .iter()
        .step_by((people.len() / queries).max(1))
        .take(queries)
        .map(|(russian, _)| russian.clone())
        .collect();
    let began = Instant::now();
    let found: Vec<Option<(usize, f64)>> =
        asked.iter().map(|query| index.search(query, 1).first().map(|(at, score)| (*at, score.value))).collect();
    let seconds = began.elapsed().as_secs_f64();
    writeln!(out, "search: {} queries, {:.0} a second", asked.len(), asked.len() as f64 / seconds)?;

    for size in [count / 20, count / 10, count / 5] {
        let names: Vec<Name> = people
            .iter()
            .take(size / 2)
            .flat_map(|(russian, ukrainian)| [russian.clone(), ukrainian.clone()])
            .collect();
        let began = Instant::now();
        let entities = link(&names);
        let seconds = began.elapsed().as_secs_f64();
        let together = entities.chunks(2).filter(|pair| pair[0] == pair[1]).count();
        let groups = entities.iter().max().map_or(0, |last| last + 1);
        writeln!(
            out,
            "link {} names: {seconds:.2} s; {groups} entities, {together} of {} pairs together",
            names.len(),
            names.len() / 2
        )?;
    }

    let mut same = 0;
    let mut missed = Vec::new();
    for (queries, found) in asked.chunks(EXHAUSTIVE / pool.len()).zip(found.chunks(EXHAUSTIVE / pool.len())) {
        for ((query, best), found) in queries.iter().zip(best_matches(queries, &pool, 1)).zip(found) {
            let value = |answer: Option<&(usize, f64)>| answer.map_or(0.0, |(_, score)| *score);
            if value(found.as_ref()) >= value(best.first()) {
                same += 1;
            } else {
                let text = |answer: Option<&(usize, f64)>| {
                    answer.map_or("nothing".to_owned(), |(at, score)| format!("{} {score:.3}", pool[*at].text))
                };
                missed.push(format!("{}: {}, not {}", query.text, text(best.first()), text(found.as_ref())));
            }
        }
    }
    writeln!(out, "best answer as by comparing everything: {same} of {} queries", asked.len())?;
    for line in missed.iter().take(20) {
        writeln!(out, "  {line}")?;
    }
    Ok(())
}

/// Made-up people, in both languages: first names and surnames of the lists; every fourth has a surname only.
fn people(lexicon: &Path, count: usize) -> Result<Vec<(Name, Name)>> {
    let names = corpus::listed_names(lexicon)?;
    let of_kind = |kind| -> Vec<_> { names.iter().filter(|n| n.kind == kind && n.rank == 0).collect() };
    let (first, last) = (of_kind(NameKind::First), of_kind(NameKind::Last));
    let name = |language, words: &[&str]| Name {
        language,
        kind: Kind::Person,
        text: words.iter().map(|word| capitalised(word)).collect::<Vec<_>>().join(" "),
    };
    Ok((0..count)
        .map(|at| {
            // Steps that share no factor with the lengths of the lists visit them in a scattered order.
            let (x, y) = (first[at * 7_919 % first.len()], last[at * 104_729 % last.len()]);
            if at % 4 == 0 {
                (name(Language::Russian, &[&y.russian]), name(Language::Ukrainian, &[&y.ukrainian]))
            } else {
                let russian = name(Language::Russian, &[&x.russian, &y.russian]);
                (russian, name(Language::Ukrainian, &[&x.ukrainian, &y.ukrainian]))
            }
        })
        .collect())
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default() + letters.as_str()
}
