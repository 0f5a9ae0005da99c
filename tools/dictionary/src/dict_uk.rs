//! Reads the Ukrainian source: the lemmas of dict_uk's morfologik-ukrainian-search, with the tags of its `tagset.txt`.
//!
//! A line holds every word that is spelled like its lemma: «Шевченко» the man, the woman and the village. It is split
//! into lexemes that each decline in one way.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};
use imenoslov::morphology::dictionary::{PartOfSpeech, Tags};
use imenoslov::morphology::{Case, Gender, Number};

use crate::lexeme::Lexeme;
use crate::lexicon::Lexicon;

/// Forms of one lexeme.
type Forms = Vec<(String, Tags)>;

/// The lexemes of one line.
pub fn lexemes(line: &str, names: &Lexicon) -> Result<Vec<Lexeme>> {
    let mut fields = line.split('\t');
    let written = fields.next().unwrap_or("");
    let lemma = written.to_lowercase();
    let proper = written.chars().next().is_some_and(char::is_uppercase);
    let mut groups: BTreeMap<(u64, Option<Gender>), Forms> = BTreeMap::new();
    let mut plurals: BTreeMap<u64, Forms> = BTreeMap::new();
    for field in fields {
        let (form, alternatives) = field.split_once(' ').context("a form has no tags")?;
        for alternative in alternatives.split('|') {
            let mut tags = alternative.split(':').fold(Tags::of(PartOfSpeech::Other), add);
            if proper {
                tags = tags.with(Tags::PROPER).with(name_tags(tags, &lemma, names));
            }
            let group = tags.bits() & (15 | Tags::INDECLINABLE.bits() | Tags::ANIMATE.bits() | Tags::INANIMATE.bits());
            let entry = (form.to_owned(), tags);
            if !tags.is_noun() {
                groups.entry((group & 15, None)).or_default().push(entry);
            } else if tags.number() == Some(Number::Plural) {
                plurals.entry(group).or_default().push(entry);
            } else {
                groups.entry((group, tags.gender())).or_default().push(entry);
            }
        }
    }
    for (group, forms) in plurals {
        let singulars: BTreeSet<_> = groups.keys().filter(|(g, _)| *g == group).copied().collect();
        if singulars.is_empty() {
            groups.insert((group, None), forms);
        } else {
            for key in singulars {
                groups.entry(key).or_default().extend(forms.iter().cloned());
            }
        }
    }
    anyhow::ensure!(!groups.is_empty(), "{written} has no forms");
    Ok(groups.into_values().map(|forms| Lexeme::new(&lemma, forms)).collect())
}

/// What a capitalised word of the dictionary names.
fn name_tags(tags: Tags, lemma: &str, names: &Lexicon) -> Tags {
    if !tags.is_noun() || tags.any(Tags::ABBREVIATION) {
        Tags::default()
    } else if tags.any(Tags::ANIMATE) {
        names.kinds(lemma)
    } else {
        Tags::PLACE
    }
}

fn add(tags: Tags, tag: &str) -> Tags {
    use PartOfSpeech::*;
    let part = |part: PartOfSpeech| Tags::from_bits(tags.bits() & !15 | Tags::of(part).bits());
    match tag {
        "noun" => part(Noun),
        "adj" => part(Adjective),
        "&adjp" if tags.part_of_speech() == Adjective => part(Participle),
        "verb" => part(Verb),
        "advp" => part(AdverbialParticiple),
        "adv" => part(Adverb),
        "numr" => part(Numeral),
        "prep" => part(Preposition),
        "conj" => part(Conjunction),
        "part" => part(Particle),
        "intj" | "onomat" => part(Interjection),
        "v_naz" => tags.with_case(Case::Nominative),
        "v_rod" => tags.with_case(Case::Genitive),
        "v_dav" => tags.with_case(Case::Dative),
        "v_zna" => tags.with_case(Case::Accusative),
        "v_oru" => tags.with_case(Case::Instrumental),
        "v_mis" => tags.with_case(Case::Locative),
        "v_kly" => tags.with_case(Case::Vocative),
        "s" => tags.with_number(Number::Singular),
        "p" => tags.with_number(Number::Plural),
        "m" => tags.with_number(Number::Singular).with_gender(Gender::Masculine),
        "f" => tags.with_number(Number::Singular).with_gender(Gender::Feminine),
        "n" => tags.with_number(Number::Singular).with_gender(Gender::Neuter),
        "anim" => tags.with(Tags::ANIMATE),
        "inanim" => tags.with(Tags::INANIMATE),
        "unanim" => tags.with(Tags::ANIMATE).with(Tags::INANIMATE),
        "ranim" => tags.with(Tags::ANIMATE),
        "rinanim" => tags.with(Tags::INANIMATE),
        "nv" => tags.with(Tags::INDECLINABLE),
        "ns" => tags.with(Tags::PLURAL_ONLY),
        "np" => tags.with(Tags::SINGULAR_ONLY),
        "abbr" => tags.with(Tags::ABBREVIATION),
        "short" => tags.with(Tags::SHORT),
        "&pron" => tags.with(Tags::PRONOMINAL),
        "&numr" => tags.with(Tags::ORDINAL),
        "compc" => tags.with(Tags::COMPARATIVE),
        "comps" => tags.with(Tags::SUPERLATIVE),
        "bad" | "subst" | "rare" | "slang" | "alt" | "uncontr" => tags.with(Tags::SUBSTANDARD),
        "var" => tags.with(Tags::SECONDARY),
        "past" | "impers" => tags.with(Tags::PAST),
        "pres" => tags.with(Tags::PRESENT),
        "futr" => tags.with(Tags::FUTURE),
        "impr" => tags.with(Tags::IMPERATIVE),
        "inf" => tags.with(Tags::INFINITIVE),
        "1" => tags.with(Tags::FIRST_PERSON),
        "2" => tags.with(Tags::SECOND_PERSON),
        "3" => tags.with(Tags::THIRD_PERSON),
        "foreign" => tags.with(Tags::FOREIGN),
        _ => tags,
    }
}
