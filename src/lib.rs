//! Finds the names of people, places and organisations in Russian and Ukrainian news, brings them to their dictionary
//! form, pairs them across the two languages, and keeps and checks one glossary of them.
//!
//! The modules are the stages, in the order in which a text passes them:
//!
//! | stage | from → to |
//! |---|---|
//! | [`reader`] | files → [`reader::Article`] |
//! | [`normalizer`] | characters → comparable spelling, tokens, sentences |
//! | [`recognizer`] | article → [`recognizer::Mention`] |
//! | [`morphology`] | word ⇄ dictionary form |
//! | [`matcher`] | name × name → [`matcher::Score`]; names → [`matcher::Entity`] |
//! | [`aligner`] | two versions of an article → sentence links, name pairs |
//! | [`glossary`] | entities × what people decided → glossary |
//! | [`checker`] | article × glossary → findings |
//! | [`differ`] | glossary × glossary → changes |
//! | [`importer`] | files of translators' tools → entries for a glossary |
//! | [`exporter`], [`reporter`] | results → formats |
//!
//! [`languages`] holds what is true of one language only. The stages neither print nor read the clock, the environment
//! or the network: the binary does the input and output.

pub mod aligner;
pub mod checker;
pub mod differ;
pub mod difference;
pub mod exporter;
pub mod glossary;
pub mod importer;
pub mod kind;
pub mod languages;
pub mod matcher;
pub mod morphology;
pub mod normalizer;
pub mod reader;
pub mod recognizer;
pub mod reporter;
