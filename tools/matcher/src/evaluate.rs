//! Measures matching and counterparts on held-out names.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::Instant;

use anyhow::Result;
use imenoslov::kind::Kind;
use imenoslov::languages::Language;
use imenoslov::matcher::{Index, Name, counterpart};

use crate::corpus::{self, ListedName, NameKind, is_held_out};

pub fn run(lexicon: &Path, every: usize) -> Result<()> {
    let names = corpus::listed_names(lexicon)?;
    let mut out = std::io::stdout().lock();
    for kind in [NameKind::Last, NameKind::First] {
        let listed: Vec<&ListedName> = names.iter().filter(|n| n.kind == kind).collect();
        for from in Language::ALL {
            let every = if kind == NameKind::First { 1 } else { every };
            measure(&mut out, &format!("{kind:?}"), &listed, from, every)?;
        }
    }
    Ok(())
}

fn measure(
    out: &mut impl std::io::Write,
    title: &str,
    listed: &[&ListedName],
    from: Language,
    every: usize,
) -> Result<()> {
    let side =
        |n: &ListedName, language| if language == Language::Russian { n.russian.clone() } else { n.ukrainian.clone() };
    let right = corpus::by_left(listed.iter().map(|n| (side(n, from), side(n, from.other()))));
    let held_out: BTreeSet<String> = listed.iter().filter(|n| is_held_out(&n.russian)).map(|n| side(n, from)).collect();
    let queries: Vec<&String> = held_out.iter().step_by(every).collect();
    let pool: Vec<Name> = listed
        .iter()
        .map(|n| side(n, from.other()))
        .collect::<BTreeSet<_>>()
        .into_iter()
        .map(|text| name(from.other(), &text))
        .collect();
    let began = Instant::now();
    let index = Index::new(&pool);
    let built = began.elapsed();
    let began = Instant::now();
    let (mut found, mut missed) = (0, BTreeMap::new());
    for query in &queries {
        let best = index.search(&name(from, query), 2);
        // A tie is a miss: the scorer could not tell the two apart.
        let tie = best.len() == 2 && best[0].1.value == best[1].1.value;
        match best.first() {
            Some((at, _)) if !tie && right[*query].contains(&plain(&pool[*at])) => found += 1,
            other => {
                missed.insert((*query).clone(), other.map(|(at, _)| plain(&pool[*at])).unwrap_or_default());
            }
        }
    }
    let searched = began.elapsed();
    let (mut first, mut three, mut wrong) = (0, 0, BTreeMap::new());
    for query in &queries {
        let proposals: Vec<String> =
            counterpart(&name(from, query)).into_iter().map(|(text, _)| text.to_lowercase()).collect();
        let is_right = |text: &String| right[*query].contains(text);
        first += usize::from(proposals.first().is_some_and(is_right));
        three += usize::from(proposals.iter().take(3).any(is_right));
        if !proposals.first().is_some_and(is_right) {
            wrong.insert((*query).clone(), proposals.first().cloned().unwrap_or_default());
        }
    }
    let share = |n: usize| n as f64 / queries.len() as f64;
    writeln!(
        out,
        "{title} {from}→{}: {} queries, pool {}: match accuracy@1 {:.4}; counterpart@1 {:.4}, @3 {:.4}; index {:.2} s, {:.0} queries/s",
        from.other(),
        queries.len(),
        pool.len(),
        share(found),
        share(first),
        share(three),
        built.as_secs_f64(),
        queries.len() as f64 / searched.as_secs_f64(),
    )?;
    for (what, list) in [("match", missed), ("counterpart", wrong)] {
        let examples: Vec<String> =
            list.iter().take(14).map(|(query, got)| format!("{query}→{got} ({})", right[query].join("/"))).collect();
        writeln!(out, "  {what}: {}", examples.join(", "))?;
    }
    Ok(())
}

fn name(language: Language, text: &str) -> Name {
    let mut letters = text.chars();
    let capital = letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    Name { language, kind: Kind::Person, text: capital + letters.as_str() }
}

fn plain(name: &Name) -> String {
    name.text.to_lowercase()
}
