//! Reads the Russian source: OpenCorpora, as `dump_opencorpora.py` writes it.

use anyhow::{Context, Result};
use imenoslov::morphology::dictionary::{PartOfSpeech, Tags};
use imenoslov::morphology::{Case, Gender, Number};

use crate::lexeme::Lexeme;

/// One line of the dump.
pub fn lexeme(line: &str) -> Result<Lexeme> {
    let mut fields = line.split('\t');
    let lemma = fields.next().unwrap_or("");
    let forms = fields
        .map(|field| {
            let (form, tags) = field.split_once(' ').context("a form has no tags")?;
            Ok((form.to_owned(), tags.split(',').fold(Tags::of(PartOfSpeech::Other), add)))
        })
        .collect::<Result<Vec<_>>>()?;
    anyhow::ensure!(!forms.is_empty(), "{lemma} has no forms");
    Ok(Lexeme::new(lemma, forms))
}

/// The grammemes are explained at <https://opencorpora.org/dict.php?act=gram>.
fn add(tags: Tags, grammeme: &str) -> Tags {
    use PartOfSpeech::*;
    let part = |part: PartOfSpeech| Tags::from_bits(tags.bits() & !15 | Tags::of(part).bits());
    match grammeme {
        "NOUN" => part(Noun),
        "ADJF" => part(Adjective),
        "ADJS" => part(Adjective).with(Tags::SHORT),
        "COMP" => part(Adjective).with(Tags::SHORT).with(Tags::COMPARATIVE),
        "PRTF" => part(Participle),
        "PRTS" => part(Participle).with(Tags::SHORT),
        "VERB" => part(Verb),
        "INFN" => part(Verb).with(Tags::INFINITIVE),
        "GRND" => part(AdverbialParticiple),
        "ADVB" => part(Adverb),
        "NUMR" => part(Numeral),
        "NPRO" => part(Pronoun).with(Tags::PRONOMINAL),
        "PREP" => part(Preposition),
        "CONJ" => part(Conjunction),
        "PRCL" => part(Particle),
        "INTJ" => part(Interjection),
        "PRED" => part(Predicative),
        "nomn" => tags.with_case(Case::Nominative),
        "gent" => tags.with_case(Case::Genitive),
        "datv" => tags.with_case(Case::Dative),
        "accs" => tags.with_case(Case::Accusative),
        "ablt" => tags.with_case(Case::Instrumental),
        "loct" => tags.with_case(Case::Locative),
        "voct" => tags.with_case(Case::Vocative).with(Tags::SECONDARY),
        "gen1" => tags.with_case(Case::Genitive),
        "gen2" => tags.with_case(Case::Genitive).with(Tags::SECONDARY),
        "acc2" => tags.with_case(Case::Accusative).with(Tags::SECONDARY),
        "loc1" => tags.with_case(Case::Locative),
        "loc2" => tags.with_case(Case::Locative).with(Tags::SECONDARY),
        "sing" => tags.with_number(Number::Singular),
        "plur" => tags.with_number(Number::Plural),
        "masc" => tags.with_gender(Gender::Masculine),
        "femn" => tags.with_gender(Gender::Feminine),
        "neut" => tags.with_gender(Gender::Neuter),
        "ms-f" => tags.with_gender(Gender::Masculine).with_gender(Gender::Feminine),
        "anim" => tags.with(Tags::ANIMATE),
        "inan" => tags.with(Tags::INANIMATE),
        "Name" => tags.with(Tags::FIRST_NAME).with(Tags::PROPER),
        "Surn" => tags.with(Tags::LAST_NAME).with(Tags::PROPER),
        "Patr" => tags.with(Tags::PATRONYMIC).with(Tags::PROPER),
        "Geox" => tags.with(Tags::PLACE).with(Tags::PROPER),
        "Orgn" => tags.with(Tags::ORGANISATION).with(Tags::PROPER),
        "Fixd" => tags.with(Tags::INDECLINABLE),
        "Abbr" => tags.with(Tags::ABBREVIATION),
        "Pltm" => tags.with(Tags::PLURAL_ONLY),
        "Sgtm" => tags.with(Tags::SINGULAR_ONLY),
        "Poss" => tags.with(Tags::POSSESSIVE),
        "Apro" => tags.with(Tags::PRONOMINAL),
        "Anum" => tags.with(Tags::ORDINAL),
        "Supr" => tags.with(Tags::SUPERLATIVE),
        "Cmp2" => tags.with(Tags::COMPARATIVE),
        "V-oy" | "V-ey" | "V-ej" | "V-be" | "V-bi" | "V-sh" | "V-en" => tags.with(Tags::SECONDARY),
        "Infr" | "Slng" | "Arch" | "Litr" | "Erro" | "Dist" => tags.with(Tags::SUBSTANDARD),
        "pssv" => tags.with(Tags::PASSIVE),
        "past" => tags.with(Tags::PAST),
        "pres" => tags.with(Tags::PRESENT),
        "futr" => tags.with(Tags::FUTURE),
        "impr" => tags.with(Tags::IMPERATIVE),
        "1per" => tags.with(Tags::FIRST_PERSON),
        "2per" => tags.with(Tags::SECOND_PERSON),
        "3per" => tags.with(Tags::THIRD_PERSON),
        _ => tags,
    }
}
