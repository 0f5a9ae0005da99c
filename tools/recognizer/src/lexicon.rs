//! Lists of names and words → the compiled lexicon.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use imenoslov::normalizer::TokenClass;
use imenoslov::recognizer::lexicon::{Lexicon, Lists, stem_key};
use imenoslov::recognizer::spelling::Spelling;
use imenoslov::recognizer::words::pair_key;

type Stems = BTreeMap<u32, Lists>;

/// Compiles the lists of `shared` (names, places, acronyms), the words of `own` and the classes of `classes`.
pub fn compile(shared: &Path, own: &Path, classes: Option<&Path>) -> Result<Vec<u8>> {
    let mut stems = Stems::new();
    for row in rows(&shared.join("names_uk_ru.tsv"))? {
        let [kind, ukrainian, russian, ..] = &row[..] else { bail!("names_uk_ru.tsv: too few columns") };
        let list = match kind.as_str() {
            "first" => Lists::FIRST_NAME,
            "patr" | "patronymic" | "middle" => Lists::PATRONYMIC,
            _ => Lists::SURNAME,
        };
        add(&mut stems, ukrainian, list);
        add(&mut stems, russian, list);
    }
    for row in rows(&shared.join("lex_cldr48_territories_cities.tsv"))? {
        let list = if row[0].contains("city") || row[0].len() > 3 { Lists::CITY } else { Lists::COUNTRY };
        row[2..].iter().for_each(|name| add_place(&mut stems, name, list));
    }
    for row in rows(&shared.join("lex_cldr41_subdivisions.tsv"))? {
        row[2..].iter().for_each(|name| add_place(&mut stems, name, Lists::REGION));
    }
    for row in rows(&shared.join("acronyms_ru_uk.tsv"))? {
        let list = match row[0].as_str() {
            "ORG" => Lists::ORG_ACRONYM,
            "LOC" => Lists::PLACE_ACRONYM,
            _ => Lists::OTHER_ACRONYM,
        };
        row[1..3].iter().filter(|name| !name.contains(' ')).for_each(|name| add(&mut stems, name, list));
    }
    for row in rows(own)? {
        let [list, word] = &row[..] else { bail!("{}: two columns expected", own.display()) };
        let Some((_, list)) = Lists::NAMED.iter().find(|(name, _)| name == list) else {
            bail!("{}: unknown list {list}", own.display())
        };
        add(&mut stems, word, *list);
    }
    let mut words: BTreeMap<u32, u16> = BTreeMap::new();
    if let Some(path) = classes {
        for row in rows(path)? {
            let class: u16 = row[1].parse().with_context(|| format!("{}: {}", path.display(), row[1]))?;
            let spelling = spelling(&row[0]);
            words.entry(spelling.folded).or_insert(class);
            words.entry(stem_key(spelling.stem)).or_insert(class);
        }
    }
    let stems: Vec<(u32, Lists)> = stems.into_iter().collect();
    let words: Vec<(u32, u16)> = words.into_iter().collect();
    Ok(Lexicon::write(&stems, &words))
}

fn rows(path: &Path) -> Result<Vec<Vec<String>>> {
    let text = fs::read_to_string(path).with_context(|| format!("{}", path.display()))?;
    let lines = text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    Ok(lines.map(|line| line.split('\t').map(str::to_owned).collect()).collect())
}

fn spelling(word: &str) -> Spelling {
    Spelling::of(word, TokenClass::Word)
}

fn add(stems: &mut Stems, word: &str, list: Lists) {
    if word.chars().count() > 1 {
        let lists = stems.entry(spelling(word).stem).or_default();
        *lists = *lists | list;
    }
}

/// Adds a name of one word, or the pairs of neighbours of a longer one.
fn add_place(stems: &mut Stems, name: &str, list: Lists) {
    let words: Vec<&str> = name.split([' ', '\u{a0}']).filter(|word| !word.is_empty()).collect();
    if let [word] = words[..] {
        add(stems, word, list);
    }
    for pair in words.windows(2) {
        let key = pair_key(&spelling(pair[0]), &spelling(pair[1]));
        let lists = stems.entry(key).or_default();
        *lists = *lists | Lists::PLACE_PAIR | list;
    }
}
