//! Speed of the matcher: one score, the index, a search among 100,000 names.

use imenoslov::kind::Kind;
use imenoslov::languages::Language;
use imenoslov::matcher::{Index, Name, counterpart, score};

fn main() {
    divan::main();
}

/// Made-up full names, all different.
fn names(count: usize, language: Language) -> Vec<Name> {
    let first = ["Олег", "Марина", "Віктор", "Стефан", "Анна", "Роман", "Тарас", "Ганна", "Остап", "Марко"];
    let roots = ["Ков", "Бонд", "Шевч", "Мельн", "Крав", "Олій", "Ткач", "Полі", "Савч", "Руд", "Гор", "Дан", "Сид"];
    let middles = ["ал", "ар", "ен", "ин", "ич", "ов", "ук", "ель", "ор", "ас", "ін", "ит", "ем", "ул", "яр", "ош"];
    let ends = ["енко", "ук", "чук", "ський", "ов", "ин", "як", "ець", "ич", "ко", "ань", "ій", "юк"];
    (0..count)
        .map(|at| {
            let (a, b, c) = (at % 13, at / 13 % 16, at / 208 % 13);
            let (d, e) = (at / 2_704 % 16, at / 43_264 % 10);
            let text = format!("{} {}{}{}{}", first[e], roots[a], middles[b], middles[d], ends[c]);
            Name { language, kind: Kind::Person, text }
        })
        .collect()
}

#[divan::bench]
fn score_two_names(bencher: divan::Bencher<'_, '_>) {
    let name = |language, text: &str| Name { language, kind: Kind::Person, text: text.to_owned() };
    let (a, b) = (name(Language::Russian, "Стив Уиткофф"), name(Language::Ukrainian, "Стів Віткофф"));
    bencher.bench_local(|| score(&a, &b));
}

#[divan::bench]
fn propose_a_counterpart(bencher: divan::Bencher<'_, '_>) {
    let name = Name { language: Language::Russian, kind: Kind::Person, text: "Джей Ди Вэнс".to_owned() };
    bencher.bench_local(|| counterpart(&name));
}

#[divan::bench(sample_count = 5)]
fn index_100_000_names(bencher: divan::Bencher<'_, '_>) {
    let names = names(100_000, Language::Ukrainian);
    bencher.bench_local(|| Index::new(&names));
}

#[divan::bench(sample_count = 100)]
fn search_100_000_names(bencher: divan::Bencher<'_, '_>) {
    let index = Index::new(&names(100_000, Language::Ukrainian));
    let queries = names(100, Language::Russian);
    let mut next = queries.iter().cycle();
    bencher.bench_local(|| next.next().map(|query| index.search(query, 5)));
}
