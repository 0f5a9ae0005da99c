//! One article: its names, and the findings about names of the glossary.

use std::ops::RangeInclusive;

use rayon::prelude::*;

use super::matching::{Class, Match, Matcher, ReadingCache};
use super::passage::{Passage, WordKind};
use super::passage_check::{Names, WordMention};
use super::spelling::{Capitals, fold};
use super::{Checker, Finding, Rule, names};
use crate::kind::Kind;
use crate::languages::Language;
use crate::matcher::{Name, score};
use crate::morphology::dictionary_form;
use crate::reader::Article;
use crate::recognizer::{Mention, recognize};

/// What was found in one article.
#[derive(Debug)]
pub(super) struct Examined {
    pub findings: Vec<Finding>,
    /// Names that the glossary does not know, in the order of the text.
    pub unknown: Vec<Mention>,
}

impl Examined {
    /// The findings in the order of the text.
    pub fn into_findings(mut self) -> Vec<Finding> {
        self.findings.sort_by_key(|finding| (finding.range.start, finding.range.end, finding.rule));
        let mut end = 0;
        self.findings.retain(|finding| {
            let follows = finding.range.start >= end;
            end = end.max(finding.range.end);
            follows
        });
        self.findings
    }
}

impl<'g> Checker<'g> {
    /// Everything about one article that does not depend on other articles.
    pub(super) fn examine(&self, article: &Article) -> Examined {
        if self.settings.is_ignored(&article.path) {
            return Examined { findings: Vec::new(), unknown: Vec::new() };
        }
        let (mentions, known) = rayon::join(|| recognize(article), || self.known());
        let cache = ReadingCache::of(&known.names);
        let passages: Vec<Passage> =
            article.paragraphs.iter().map(|paragraph| Passage::new(&article.text, paragraph)).collect();
        let apostrophe = apostrophe(&article.text);
        let matchers: Vec<Matcher<'_, 'g>> = passages
            .iter()
            .map(|passage| Matcher {
                names: &known.names,
                passage,
                date: article.date,
                cache: &cache,
                lower_case: &known.lower_case,
            })
            .collect();
        inflect_ahead(&known.names, &matchers);
        let mut mentions_left = &mentions[..];
        let mut read: Vec<(Names, Vec<WordMention<'_>>)> = Vec::with_capacity(passages.len());
        for (index, matcher) in matchers.iter().enumerate() {
            let count = mentions_left.iter().take_while(|mention| mention.paragraph == index).count();
            let (here, rest) = mentions_left.split_at(count);
            mentions_left = rest;
            let here = word_mentions(here, matcher.passage);
            read.push((matcher.names(&here), here));
        }
        let context = ArticleContext::new(&matchers, &read);

        let mut examined = Examined { findings: Vec::new(), unknown: Vec::new() };
        for (matcher, (names, mentions)) in matchers.iter().zip(&read) {
            let place = Place { article, apostrophe, matcher, mentions, names };
            for group in &names.groups {
                if !self.is_exempt(&place, group) {
                    examined.findings.extend(self.judge(&place, group, &context));
                }
            }
            for word in 0..matcher.passage.words.len() {
                if names.cover[word].is_none() {
                    examined.findings.extend(self.judge_unknown_script(&place, word));
                }
            }
            examined
                .unknown
                .extend(mentions.iter().filter(|m| is_unknown(m, names, matcher)).map(|m| m.mention.clone()));
        }
        examined.unknown.retain(|mention| {
            let overlaps = |f: &Finding| f.range.start < mention.range.end && mention.range.start < f.range.end;
            !examined.findings.iter().any(overlaps)
        });
        examined
    }

    /// Whether a stretch of words stands in a quotation, and these are not checked. A title of a word or three is none.
    fn is_exempt(&self, place: &Place<'_, '_, 'g>, group: &[Match]) -> bool {
        const LONGEST_TITLE: usize = 3;
        let passage = place.matcher.passage;
        let word = &passage.words[group[0].first()].range;
        !self.settings.checks_quotations()
            && passage.quotations.iter().any(|quotation| {
                quotation.contains(&word.start)
                    && passage.words.iter().filter(|word| quotation.contains(&word.range.start)).count() > LONGEST_TITLE
            })
    }

    /// The finding about one stretch of words, if something is wrong with it.
    fn judge(&self, place: &Place<'_, '_, 'g>, group: &[Match], context: &ArticleContext) -> Option<Finding> {
        let matcher = place.matcher;
        let found = &group[0];
        let mixed_script = found.parts.iter().any(|part| matcher.passage.words[part.word].mixed_script);
        let forbidden_whole =
            found.class() == Class::Right && group.iter().all(|found| matcher.is_forbidden_whole(found));
        if found.class() == Class::Right && !mixed_script && !forbidden_whole {
            return None;
        }
        if !mixed_script && !self.is_evident(place, found, context) {
            return None;
        }
        let rule = match found.parts.iter().map(|part| part.class).filter(|class| *class != Class::Right).min() {
            _ if mixed_script => Rule::MixedScript,
            Some(Class::OtherLanguage) => Rule::WrongLanguageForm,
            Some(Class::Near) => Rule::UnknownVariant,
            _ => Rule::ForbiddenVariant,
        };
        let words = if forbidden_whole { found.first()..=found.last() } else { matcher.offending_words(found) };
        let correct = |found: &Match| matcher.correction(found, words.clone(), &place.article.text, place.apostrophe);
        let correction = correct(found)
            .filter(|correction| group[1..].iter().all(|other| correct(other).as_ref() == Some(correction)));
        let words_with_preposition = correction.as_ref().map_or(words.clone(), |correction| correction.words.clone());
        let mut finding = place.finding(rule, words_with_preposition);
        finding.suggestion = correction.map(|correction| correction.text).filter(|text| *text != finding.found);
        self.describe(&mut finding, place, found, &words);
        Some(finding)
    }

    /// Whether a stretch of words is so evidently the name that it is worth a finding.
    fn is_evident(&self, place: &Place<'_, '_, 'g>, found: &Match, context: &ArticleContext) -> bool {
        let matcher = place.matcher;
        let words = &matcher.passage.words;
        if let [part] = &found.parts[..] {
            let known = matcher.known(part.word);
            let may_be_word = words[part.word].capital_expected || words[part.word].capitals == Capitals::None;
            let ordinary_word = may_be_word && known.as_word && !known.as_name;
            let other_person = matcher.is_other_person(
                part.word,
                found.owner,
                place.mentions,
                &place.names.cover,
                &place.names.groups,
            );
            let like_other_person =
                part.class == Class::Near && context.is_other_person(matcher.passage.word(part.word));
            if ordinary_word || other_person || like_other_person {
                return false;
            }
        }
        true
    }

    /// A word that mixes scripts and is no name of the glossary.
    fn judge_unknown_script(&self, place: &Place<'_, '_, 'g>, word: usize) -> Option<Finding> {
        let here = &place.matcher.passage.words[word];
        if !here.mixed_script || here.capitals == Capitals::None {
            return None;
        }
        let known = place.matcher.known(word);
        if here.capital_expected && known.as_word && !known.as_name {
            return None;
        }
        let mut finding = place.finding(Rule::MixedScript, word..=word);
        let spelling = place.matcher.passage.word(word).to_owned();
        finding.message = format!("«{}» mixes Latin and Cyrillic letters", finding.found);
        finding.lemma = spelling.clone();
        finding.suggestion = Some(spelling).filter(|spelling| *spelling != finding.found);
        Some(finding)
    }

    /// Fills in what a finding says about the entry.
    fn describe(&self, finding: &mut Finding, place: &Place<'_, '_, 'g>, found: &Match, words: &RangeInclusive<usize>) {
        let matcher = place.matcher;
        let owner = matcher.names.owner(found.owner);
        let worst = found.parts.iter().filter(|part| words.contains(&part.word)).max_by_key(|part| part.class);
        let form = worst.map(|part| matcher.form(part.form));
        let name = matcher.preferred(found.owner).map(|form| matcher.form(form).text);
        let name = name.or(form.map(|form| form.text)).unwrap_or_default();
        finding.entry = owner.entry.map(|entry| entry.id.clone());
        let of_words = &place.article.reading(&matcher.name_range(words));
        finding.lemma = dictionary_form(of_words, finding.language, owner.kind);
        finding.message = match finding.rule {
            Rule::MixedScript => format!("«{of_words}» mixes Latin and Cyrillic letters"),
            Rule::WrongLanguageForm => {
                format!("«{of_words}» is the spelling of the other language; the glossary has «{name}»")
            }
            Rule::UnknownVariant => {
                let of_language =
                    |text: &str| Name { language: finding.language, kind: owner.kind, text: text.to_owned() };
                let target = form.map_or(name, |form| form.text);
                let all = &place.article.reading(&matcher.source_range(&(found.first()..=found.last())));
                let lemma = dictionary_form(all, finding.language, owner.kind);
                let value = score(&of_language(&lemma), &of_language(target)).value;
                finding.score = Some(value);
                format!("«{of_words}» is close to «{target}» (score {value:.2}), but none of its forms")
            }
            _ => format!("the glossary forbids «{of_words}»; it has «{name}»"),
        };
        if matches!(finding.rule, Rule::ForbiddenVariant | Rule::WrongLanguageForm)
            && let (Some(part), true) = (worst, found.parts.len() == 1 || owner.kind == Kind::Person)
            && words.start() == words.end()
        {
            let form = matcher.form(part.form);
            if let Some(range) = super::spelling::words(form.text).nth(usize::from(part.position)) {
                finding.lemma = form.text[range].to_owned();
            }
        }
    }
}

/// A passage of an article with what is known of it.
struct Place<'a, 'c, 'g> {
    article: &'a Article,
    apostrophe: Option<char>,
    matcher: &'a Matcher<'c, 'g>,
    mentions: &'a [WordMention<'a>],
    names: &'a Names,
}

impl Place<'_, '_, '_> {
    /// A finding about these words that says nothing yet.
    fn finding(&self, rule: Rule, words: RangeInclusive<usize>) -> Finding {
        let range = self.matcher.name_range(&words);
        Finding {
            found: self.article.text[range.clone()].to_owned(),
            range,
            rule,
            severity: rule.default_severity(),
            lemma: String::new(),
            language: self.matcher.passage.language,
            entry: None,
            score: None,
            suggestion: None,
            proposal: None,
            message: String::new(),
        }
    }
}

/// What the whole article tells about a single place.
struct ArticleContext {
    /// Beginnings of surnames that look like one of the glossary, but are somebody else's.
    other_people: Vec<String>,
}

impl ArticleContext {
    fn new(matchers: &[Matcher<'_, '_>], read: &[(Names, Vec<WordMention<'_>>)]) -> ArticleContext {
        let mut context = ArticleContext { other_people: Vec::new() };
        for (matcher, (names, _)) in matchers.iter().zip(read) {
            context.other_people.extend(names.other_people.iter().map(|&word| stem(matcher.passage.word(word))));
        }
        context
    }

    fn is_other_person(&self, word: &str) -> bool {
        self.other_people.contains(&stem(word))
    }
}

/// The part of a surname that its case forms share.
fn stem(word: &str) -> String {
    let letters: Vec<char> = word.chars().map(fold).collect();
    letters[..letters.len().saturating_sub(2).max(letters.len().min(4))].iter().collect()
}

fn word_mentions<'a>(mentions: &'a [Mention], passage: &Passage) -> Vec<WordMention<'a>> {
    let mut found = Vec::with_capacity(mentions.len());
    let ranges: Vec<_> = passage.words.iter().map(|word| passage.text.source_range(word.range.clone())).collect();
    for mention in mentions {
        let first = ranges.partition_point(|range| range.end <= mention.range.start);
        let after = ranges.partition_point(|range| range.start < mention.range.end);
        if first < after {
            found.push(WordMention { mention, words: first..=after - 1 });
        }
    }
    found
}

/// Whether the glossary does not know a mention. Where no form that it makes stands there, it may still have the
/// dictionary form: «Facebook'а».
fn is_unknown(mention: &WordMention<'_>, names: &Names, matcher: &Matcher<'_, '_>) -> bool {
    let covered = |word: usize| names.cover[word].is_some();
    let is_covered = if mention.mention.kind == Kind::Person {
        let alone = mention.words.start() == mention.words.end();
        mention.words.clone().any(covered) || alone && matcher.is_given_name(*mention.words.start())
    } else {
        let is_word = |word: &usize| matcher.passage.words[*word].kind == WordKind::Word;
        mention.words.clone().filter(is_word).all(covered)
    };
    !is_covered && !matcher.names.has_name(&mention.mention.lemma)
}

/// Makes the case forms that an article is about to ask for, on all cores.
fn inflect_ahead(known: &names::Names<'_>, matchers: &[Matcher<'_, '_>]) {
    let mut wanted: Vec<(&str, u32, Language)> = Vec::new();
    matchers.iter().for_each(|matcher| matcher.add_wanted(&mut wanted));
    wanted.sort_unstable();
    wanted.dedup();
    wanted.par_iter().for_each(|&(word, index, language)| {
        known.reading(word, index, language);
    });
}

/// The apostrophe that a text uses inside words.
fn apostrophe(text: &str) -> Option<char> {
    let mut before = ' ';
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        if fold(c) == '\'' && before.is_alphabetic() && characters.peek().is_some_and(|next| next.is_alphabetic()) {
            return Some(c);
        }
        before = c;
    }
    None
}
