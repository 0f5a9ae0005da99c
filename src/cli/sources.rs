//! The sentences that the names of a glossary stand in.

use std::collections::BTreeMap;
use std::path::PathBuf;

use imenoslov::glossary::{Entry, Glossary, NameIndex};
use imenoslov::reader::Article;
use imenoslov::recognizer;
use imenoslov::reporter::entries::Source;

use super::input;

/// How many sentences are kept of each form.
const SENTENCES_OF_A_FORM: usize = 2;

/// Sentences by the id of the entry.
#[derive(Default)]
pub(super) struct Sources(BTreeMap<String, Vec<Source>>);

impl Sources {
    /// Reads articles for the entries that are wanted; none where no path is given.
    pub(super) fn read(
        paths: &[PathBuf],
        glossary: &Glossary,
        is_wanted: impl Fn(&Entry) -> bool + Sync,
    ) -> anyhow::Result<Sources> {
        let mut sources = Sources::default();
        if paths.is_empty() {
            return Ok(sources);
        }
        let index = NameIndex::new(glossary);
        let in_article = |article: Article| {
            let mut found = Vec::new();
            for mention in recognizer::recognize(&article) {
                let exact = index.entries(mention.language, &mention.lemma);
                let by_ending = index.entries_by_ending(mention.language, &mention.lemma);
                let homes = if exact.is_empty() { by_ending } else { exact };
                let entries = homes.iter().map(|&number| &glossary.entries[number]);
                for entry in entries.filter(|entry| entry.kind == mention.kind && is_wanted(entry)) {
                    found.push((entry.id.clone(), Source::of(&article, &mention)));
                }
            }
            found
        };
        input::for_each_article(paths, in_article, |found| {
            for (id, source) in found {
                let known = sources.0.entry(id).or_default();
                if known.iter().filter(|other| other.form == source.form).count() < SENTENCES_OF_A_FORM {
                    known.push(source);
                }
            }
            Ok(())
        })?;
        Ok(sources)
    }

    pub(super) fn of(&self, id: &str) -> &[Source] {
        self.0.get(id).map_or(&[], Vec::as_slice)
    }
}
