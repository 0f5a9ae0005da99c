//! Reads the pairs of spellings to learn from.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

/// Two spellings of one word, with the weight of the source they come from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pair {
    /// Russian, or the first of two spellings in one language.
    pub left: String,
    /// Ukrainian, or the second of two spellings in one language.
    pub right: String,
    pub weight: u32,
}

/// The kinds of names that names_uk_ru.tsv tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameKind {
    First,
    Patronymic,
    Last,
}

/// A line of names_uk_ru.tsv.
#[derive(Clone, Debug)]
pub struct ListedName {
    pub kind: NameKind,
    pub russian: String,
    pub ukrainian: String,
    /// 0 is the usual Russian form.
    pub rank: u8,
}

/// Whether a Russian first name or surname is held out of training: one in ten, by a hash of its letters (FNV-1a), so
/// that the choice depends on nothing else.
pub fn is_held_out(russian: &str) -> bool {
    let hash = russian
        .to_lowercase()
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3));
    hash % 10 == 0
}

/// All first names, patronymics and surnames of the list, in lower case.
pub fn listed_names(lexicon: &Path) -> Result<Vec<ListedName>> {
    let mut out = Vec::new();
    for row in rows(&lexicon.join("names_uk_ru.tsv"))? {
        let [kind, ukrainian, russian, rank] = &row[..] else { continue };
        let kind = match kind.as_str() {
            "first" => NameKind::First,
            "patronymic" => NameKind::Patronymic,
            "last" => NameKind::Last,
            _ => continue,
        };
        out.push(ListedName {
            kind,
            russian: russian.to_lowercase(),
            ukrainian: ukrainian.to_lowercase(),
            rank: rank.parse().context("a rank is a small number")?,
        });
    }
    Ok(out)
}

/// What a pair from each source counts.
#[derive(Clone, Copy, Debug)]
pub struct Weights {
    /// Surnames and patronymics of names_uk_ru.tsv.
    pub list: u32,
    /// First names of it.
    pub first: u32,
    /// Pairs within one group of rigour_name_groups_cyr.tsv, a noisy source.
    pub groups: u32,
}

/// Russian–Ukrainian spellings of personal names, held-out ones left out.
pub fn personal_names(lexicon: &Path, weights: Weights) -> Result<Vec<Pair>> {
    let mut out = Vec::new();
    for name in listed_names(lexicon)? {
        if name.rank == 0 && !is_held_out(&name.russian) {
            let weight = if name.kind == NameKind::First { weights.first } else { weights.list };
            out.push(Pair { left: name.russian, right: name.ukrainian, weight });
        }
    }
    for (russian, ukrainian) in spelling_groups(lexicon)? {
        for left in &russian {
            for right in ukrainian.iter().filter(|right| alike(left, right) && !is_held_out(left)) {
                out.push(Pair { left: left.clone(), right: right.clone(), weight: weights.groups });
            }
        }
    }
    Ok(out)
}

/// Names of foreigners and foreign places as the news write them.
static NEWS: &str = include_str!("../news_pairs.tsv");

/// The pairs of news_pairs.tsv, with a weight each.
pub fn news(weight: u32) -> Vec<Pair> {
    NEWS.lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .filter(|(left, _)| !is_held_out(left))
        .map(|(left, right)| Pair { left: plain(left), right: plain(right), weight })
        .collect()
}

/// Russian–Ukrainian spellings of places, word by word.
pub fn places(lexicon: &Path) -> Result<Vec<Pair>> {
    let mut out = Vec::new();
    for file in ["lex_cldr48_territories_cities.tsv", "lex_cldr41_subdivisions.tsv"] {
        for row in rows(&lexicon.join(file))? {
            let [_, _, russian, ukrainian] = &row[..] else { continue };
            let split = |name: &str| {
                plain(name).split([' ', '-', '(', ')', ',']).filter(|w| !w.is_empty()).map(str::to_owned).collect()
            };
            let (left, right): (Vec<String>, Vec<String>) = (split(russian), split(ukrainian));
            if left.len() != right.len() {
                continue;
            }
            for (left, right) in left.into_iter().zip(right) {
                if alike(&left, &right) {
                    out.push(Pair { left, right, weight: 6 });
                }
            }
        }
    }
    out.sort();
    out.dedup();
    Ok(out)
}

/// Spellings within one language.
pub fn variants(lexicon: &Path) -> Result<(Vec<Pair>, Vec<Pair>)> {
    let within = |group: &[String]| -> Vec<Pair> {
        let mut out = Vec::new();
        for left in group {
            for right in group.iter().filter(|right| alike(left, right)) {
                out.push(Pair { left: left.clone(), right: right.clone(), weight: 1 });
            }
        }
        out
    };
    let (mut russian, mut ukrainian) = (Vec::new(), Vec::new());
    for (left, right) in spelling_groups(lexicon)? {
        russian.extend(within(&left));
        ukrainian.extend(within(&right));
    }
    Ok((russian, ukrainian))
}

/// Names of one group: those that Russian letters spell, those that Ukrainian letters spell.
fn spelling_groups(lexicon: &Path) -> Result<Vec<(Vec<String>, Vec<String>)>> {
    let mut out = Vec::new();
    for row in rows(&lexicon.join("rigour_name_groups_cyr.tsv"))? {
        let names: Vec<String> = row[1..].iter().flat_map(|field| field.split('|')).map(plain).collect();
        let spelled_with = |letters: &str| -> Vec<String> {
            let mut names: Vec<String> =
                names.iter().filter(|n| !n.is_empty() && n.chars().all(|c| letters.contains(c))).cloned().collect();
            names.sort();
            names.dedup();
            names
        };
        // The first column is the Russian one, the second mixes Ukrainian, Belarusian and others.
        let is_in =
            |column: usize, name: &String| row.get(column).is_some_and(|f| f.split('|').any(|n| plain(n) == *name));
        let mut russian = spelled_with("абвгдеёжзийклмнопрстуфхцчшщъыьэюя-");
        russian.retain(|name| is_in(1, name));
        let mut ukrainian = spelled_with("абвгґдеєжзиіїйклмнопрстуфхцчшщьюя'-");
        ukrainian.retain(|name| is_in(2, name));
        out.push((russian, ukrainian));
    }
    Ok(out)
}

/// Lower case, one apostrophe.
pub fn plain(name: &str) -> String {
    name.to_lowercase().replace(['’', 'ʼ', '`'], "'")
}

/// Whether two words may be spellings of one, rather than a translation or another name.
fn alike(left: &str, right: &str) -> bool {
    let fold = |word: &str| -> Vec<char> {
        let mut letters: Vec<char> = word
            .chars()
            .filter_map(|c| match c {
                'а' | 'е' | 'ё' | 'и' | 'о' | 'у' | 'ы' | 'э' | 'ю' | 'я' | 'є' | 'і' | 'ї' | 'й' | 'ь' | 'ъ'
                | '\'' => None,
                'ґ' | 'х' => Some('г'),
                other => Some(other),
            })
            .collect();
        letters.dedup();
        letters
    };
    let (left, right) = (fold(left), fold(right));
    let mut rest = right.iter();
    let common = left
        .iter()
        .filter(|c| {
            rest.clone()
                .position(|r| r == *c)
                .inspect(|&at| {
                    rest.nth(at);
                })
                .is_some()
        })
        .count();
    let longer = left.len().max(right.len());
    longer > 0 && 3 * common >= 2 * longer
}

/// The fields of the lines of a table.
pub fn rows(path: &Path) -> Result<Vec<Vec<String>>> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(text.lines().map(|line| line.split('\t').map(str::to_owned).collect()).collect())
}

/// Pairs by left word, for looking up every listed counterpart.
pub fn by_left(pairs: impl Iterator<Item = (String, String)>) -> BTreeMap<String, Vec<String>> {
    let mut out: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (left, right) in pairs {
        out.entry(left).or_default().push(right);
    }
    out
}
