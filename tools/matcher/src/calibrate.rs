//! Measures what scores mean: of the answers with a score of about x, which share is right?

use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;

use anyhow::Result;
use imenoslov::kind::Kind;
use imenoslov::languages::Language;
use imenoslov::matcher::{Index, Name};

use crate::corpus::{self, NameKind, is_held_out};

/// Answers looked at for each query.
const ANSWERS: usize = 5;
const BINS: usize = 10;

pub fn run(lexicon: &Path) -> Result<()> {
    let mut out = std::io::stdout().lock();
    let pairs = |kind: NameKind| -> Result<Vec<(String, String)>> {
        let names = corpus::listed_names(lexicon)?;
        Ok(names.into_iter().filter(|n| n.kind == kind).map(|n| (n.russian, n.ukrainian)).collect())
    };
    let surnames = pairs(NameKind::Last)?;
    let queries: Vec<String> = surnames
        .iter()
        .map(|pair| pair.0.clone())
        .filter(|n| is_held_out(n))
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    let some: Vec<String> = queries.into_iter().step_by(4).collect();
    measure(&mut out, "surnames", Kind::Person, &surnames, &some)?;

    let mut regions: Vec<(String, String)> = Vec::new();
    for row in corpus::rows(&lexicon.join("lex_cldr41_subdivisions.tsv"))? {
        let [_, _, russian, ukrainian] = &row[..] else { continue };
        regions.push((russian.clone(), ukrainian.clone()));
    }
    let all: Vec<String> = regions.iter().map(|pair| pair.0.clone()).collect::<BTreeSet<_>>().into_iter().collect();
    measure(&mut out, "regions", Kind::Place, &regions, &all)?;
    let several: Vec<String> = all.iter().filter(|name| name.contains(' ')).cloned().collect();
    measure(&mut out, "regions of several words", Kind::Place, &regions, &several)
}

fn measure(
    out: &mut impl Write,
    title: &str,
    kind: Kind,
    pairs: &[(String, String)],
    queries: &[String],
) -> Result<()> {
    let right = corpus::by_left(pairs.iter().cloned());
    let name = |language, text: &str| Name { language, kind, text: text.to_owned() };
    let pool: Vec<Name> = pairs
        .iter()
        .map(|pair| pair.1.as_str())
        .collect::<BTreeSet<_>>()
        .into_iter()
        .map(|text| name(Language::Ukrainian, text))
        .collect();
    let index = Index::new(&pool);
    let (mut seen, mut good) = ([0usize; BINS], [0usize; BINS]);
    let (mut first, mut found) = (0, 0);
    for query in queries {
        let answers = index.search(&name(Language::Russian, query), ANSWERS);
        let is_right = |at: usize| right[query].contains(&pool[at].text);
        let tie = answers.len() > 1 && answers[0].1.value == answers[1].1.value;
        first += usize::from(!tie && answers.first().is_some_and(|(at, _)| is_right(*at)));
        found += usize::from(answers.iter().any(|(at, _)| is_right(*at)));
        for (at, score) in answers {
            let bin = ((score.value * BINS as f64) as usize).min(BINS - 1);
            seen[bin] += 1;
            good[bin] += usize::from(is_right(at));
        }
    }
    let share = |count: usize| count as f64 / queries.len() as f64;
    writeln!(
        out,
        "{title}: {} queries, pool {}: accuracy@1 {:.4}, among {ANSWERS} {:.4}",
        queries.len(),
        pool.len(),
        share(first),
        share(found)
    )?;
    for bin in 0..BINS {
        writeln!(
            out,
            "  score {:.1}–{:.1}: {} answers, {:.3} right",
            bin as f64 / BINS as f64,
            (bin + 1) as f64 / BINS as f64,
            seen[bin],
            good[bin] as f64 / seen[bin].max(1) as f64
        )?;
    }
    Ok(())
}
