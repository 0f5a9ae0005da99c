//! Entry, Glossary, the TOML file, and merging what was found with what people decided.
