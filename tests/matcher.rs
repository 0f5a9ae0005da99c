//! What the matcher promises: tables of pairs and counterparts, entities from articles, and odd input.

use imenoslov::kind::Kind;
use imenoslov::languages::Language;
use imenoslov::matcher::{Entity, Index, Name, Usage, best_matches, counterpart, entities, link, score};

const PAIRS: &str = include_str!("matcher/pairs.tsv");
const COUNTERPARTS: &str = include_str!("matcher/counterparts.tsv");

fn name(language: &str, kind: &str, text: &str) -> Name {
    Name {
        language: language.parse().expect("ru or uk"),
        kind: kind.parse().expect("a kind of name"),
        text: text.to_owned(),
    }
}

fn rows(table: &str) -> impl Iterator<Item = Vec<&str>> {
    table.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect())
}

fn pairs() -> Vec<(bool, Name, Name)> {
    rows(PAIRS)
        .map(|row| match row[..] {
            [verdict @ ("same" | "different"), kind, a_language, a, b_language, b] => {
                (verdict == "same", name(a_language, kind, a), name(b_language, kind, b))
            }
            _ => panic!("not a pair: {row:?}"),
        })
        .collect()
}

#[test]
fn pairs_score_on_their_side_of_one_half() {
    let wrong: Vec<String> = pairs()
        .iter()
        .filter_map(|(same, a, b)| {
            let score = score(a, b);
            let reasons: Vec<String> = score.evidence.iter().map(ToString::to_string).collect();
            let line = format!("{:.3} {} | {}: {}", score.value, a.text, b.text, reasons.join("; "));
            ((score.value >= 0.5) != *same).then_some(line)
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_order_of_two_names_does_not_matter() {
    for (_, a, b) in pairs() {
        let (there, back) = (score(&a, &b).value, score(&b, &a).value);
        assert!((there - back).abs() < 1e-9, "{} | {}: {there} and {back}", a.text, b.text);
    }
}

#[test]
fn every_score_has_a_reason() {
    for (_, a, b) in pairs() {
        let score = score(&a, &b);
        assert!(!score.evidence.is_empty(), "{} | {}", a.text, b.text);
        assert!((0.0..=1.0).contains(&score.value));
    }
}

#[test]
fn counterparts_are_among_the_first_three() {
    for row in rows(COUNTERPARTS) {
        let [language, kind, text, wanted] = row[..] else { panic!("not a counterpart: {row:?}") };
        let proposals = counterpart(&name(language, kind, text));
        assert!(proposals.iter().take(3).any(|(text, _)| text == wanted), "{text}: {wanted} is not in {proposals:?}");
        assert!(proposals.iter().all(|(_, p)| (0.0..=1.0).contains(p)));
    }
}

#[test]
fn what_cannot_be_compared_scores_nothing_and_says_so() {
    let long = "Иванов ".repeat(1_500);
    let unbroken = "Иванов".repeat(1_700);
    let pairs = [
        ("", "Іванов"),
        ("", ""),
        ("…", "—"),
        ("Иванов", "東京"),
        ("北京", "東京"),
        ("Ιωάννης", "Іванов"),
        (long.as_str(), "Іванов"),
        (unbroken.as_str(), unbroken.as_str()),
    ];
    for kind in ["person", "place", "org"] {
        for (a, b) in pairs {
            let score = score(&name("ru", kind, a), &name("uk", kind, b));
            assert!(score.value == 0.0, "{kind} {a:.20} | {b:.20}: {}", score.value);
            assert!(!score.evidence.is_empty());
        }
    }
    assert!(counterpart(&name("ru", "person", "…")).is_empty());
    assert!(Index::new(&[]).search(&name("ru", "person", "Иванов"), 3).is_empty());
}

#[test]
fn the_best_partner_comes_first() {
    let ru = [name("ru", "person", "Песков"), name("ru", "person", "Пашинский")];
    let uk = [name("uk", "person", "Пісков"), name("uk", "person", "Пєсков"), name("uk", "person", "Пашинський")];
    let best = best_matches(&ru, &uk, 2);
    assert_eq!(best[0][0].0, 1);
    assert_eq!(best[1][0].0, 2);
    assert!(best.iter().all(|row| row.len() == 2));
}

#[test]
fn the_index_finds_what_comparing_everything_finds() {
    let right: Vec<Name> = pairs().into_iter().map(|(_, _, b)| b).collect();
    let index = Index::new(&right);
    for (_, a, _) in pairs() {
        let best =
            right.iter().filter(|other| other.kind == a.kind).map(|other| score(&a, other).value).fold(0.0, f64::max);
        let found = index.search(&a, 1).first().map_or(0.0, |(_, score)| score.value);
        assert!(best < 0.3 || found >= best, "{}: {found} instead of {best}", a.text);
    }
}

#[test]
fn link_numbers_entities_across_the_languages() {
    let names = [
        name("ru", "person", "Стив Уиткофф"),
        name("ru", "place", "Германия"),
        name("uk", "person", "Стів Віткофф"),
        name("uk", "place", "Німеччина"),
        name("uk", "org", "НАТО"),
    ];
    assert_eq!(link(&names), [0, 1, 0, 1, 2]);
}

fn usage(language: &str, kind: &str, text: &str, count: usize, articles: &[u32]) -> Usage {
    Usage { name: name(language, kind, text), count, articles: articles.to_vec() }
}

/// The names of each entity, in order.
fn groups(entities: &[Entity]) -> Vec<Vec<&str>> {
    entities.iter().map(|entity| entity.names.iter().map(|usage| usage.name.text.as_str()).collect()).collect()
}

#[test]
fn a_surname_goes_to_the_person_of_the_same_articles() {
    let usages = vec![
        usage("ru", "person", "Джордж Буш", 3, &[0, 1]),
        usage("ru", "person", "Джеб Буш", 2, &[2]),
        usage("ru", "person", "Буш", 5, &[0, 1]),
        usage("uk", "person", "Джордж Буш", 1, &[3]),
    ];
    assert_eq!(groups(&entities(usages, &[])), [vec!["Джордж Буш", "Буш", "Джордж Буш"], vec!["Джеб Буш"]]);
}

#[test]
fn a_surname_that_two_people_claim_stays_alone() {
    let usages = vec![
        usage("ru", "person", "Джордж Буш", 3, &[0]),
        usage("ru", "person", "Джеб Буш", 3, &[0]),
        usage("ru", "person", "Буш", 5, &[0]),
    ];
    assert_eq!(entities(usages, &[]).len(), 3);
}

#[test]
fn a_name_finds_one_counterpart() {
    let usages = vec![
        usage("ru", "person", "Песков", 3, &[0]),
        usage("uk", "person", "Пісков", 1, &[1]),
        usage("uk", "person", "Пєсков", 2, &[2]),
    ];
    assert_eq!(groups(&entities(usages, &[])), [vec!["Песков", "Пєсков"], vec!["Пісков"]]);
}

#[test]
fn refused_pairs_stay_apart_even_through_a_third_name() {
    let refused = [(name("ru", "person", "Песков"), name("uk", "person", "Пєсков"))];
    let usages = vec![
        usage("ru", "person", "Песков", 3, &[0]),
        usage("ru", "person", "Дмитрий Песков", 3, &[0]),
        usage("uk", "person", "Пєсков", 2, &[1]),
        usage("uk", "person", "Дмитро Пєсков", 2, &[1]),
    ];
    assert_eq!(
        groups(&entities(usages, &refused)),
        [vec!["Дмитрий Песков", "Песков"], vec!["Дмитро Пєсков", "Пєсков"]]
    );
}

#[test]
fn kinds_that_disagree_are_settled_by_use() {
    let usages = vec![
        usage("ru", "place", "Кремль", 1, &[0]),
        usage("ru", "org", "Кремль", 4, &[0, 1]),
        usage("uk", "org", "Кремль", 2, &[2]),
    ];
    let entities = entities(usages, &[]);
    assert_eq!(entities.len(), 1);
    assert_eq!(entities[0].kind, Kind::Org);
    assert_eq!(entities[0].names[0].name.language, Language::Russian);
}
