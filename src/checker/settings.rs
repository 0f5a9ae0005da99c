//! The table `[check]` of a glossary.

use std::collections::BTreeMap;
use std::path::Path;

use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::finding::{Rule, Severity, UnknownRule, UnknownSeverity};

/// How to check, as the table `[check]` of a glossary says.
///
/// ```toml
/// [check]
/// quotations = false               # what stands in quotation marks is not checked
/// lower_case = ["росія", "путін"]  # names that may stand in lower case; true: all of them
/// ignore     = ["archive/", "*.old.txt"]  # paths that are not checked, as in a .gitignore
///
/// [check.severity]                 # error, warning, note or off
/// unknown-name = "off"
/// ```
#[derive(Clone, Debug)]
pub struct Settings {
    severities: BTreeMap<Rule, Option<Severity>>,
    quotations: bool,
    lower_case: LowerCase,
    ignored: Gitignore,
}

/// Names that may stand in lower case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum LowerCase {
    None,
    All,
    Names(Vec<String>),
}

/// A setting that cannot be followed.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// A severity for something that is no rule.
    #[error("[check.severity]: {0}")]
    Rule(#[from] UnknownRule),
    /// Neither a severity nor `off`.
    #[error("[check.severity] {rule} = {found:?}: expected error, warning, note or off")]
    Severity {
        /// The rule.
        rule: Rule,
        /// What stands there.
        found: String,
    },
    /// Neither `true` nor `false`.
    #[error("[check] {name} = {found:?}: expected true or false")]
    Flag {
        /// The setting.
        name: &'static str,
        /// What stands there.
        found: String,
    },
    /// A pattern that is none.
    #[error("[check] ignore: {0}")]
    Ignore(#[from] ignore::Error),
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            severities: BTreeMap::new(),
            quotations: true,
            lower_case: LowerCase::None,
            ignored: Gitignore::empty(),
        }
    }
}

impl Settings {
    /// Reads the settings of one glossary file on top of these: values as text, nested names joined by dots, lists
    /// joined by commas (see `GlossaryFile::check_settings`). Unknown names are left to other programs.
    pub fn extend(mut self, pairs: &BTreeMap<String, String>) -> Result<Settings, SettingsError> {
        for (name, value) in pairs {
            if let Some(rule) = name.strip_prefix("severity.") {
                let rule: Rule = rule.parse()?;
                let severity = match value.as_str() {
                    "off" => None,
                    word => {
                        Some(word.parse().map_err(|UnknownSeverity(found)| SettingsError::Severity { rule, found })?)
                    }
                };
                self.severities.insert(rule, severity);
                continue;
            }
            match name.as_str() {
                "quotations" => self.quotations = flag("quotations", value)?,
                "lower_case" => {
                    self.lower_case = match value.as_str() {
                        "true" => LowerCase::All,
                        "false" | "" => LowerCase::None,
                        names => LowerCase::Names(names.split(',').map(|name| name.trim().to_lowercase()).collect()),
                    };
                }
                "ignore" => {
                    let mut builder = GitignoreBuilder::new("");
                    for pattern in value.split(',') {
                        builder.add_line(None, pattern.trim())?;
                    }
                    self.ignored = builder.build()?;
                }
                _ => {}
            }
        }
        Ok(self)
    }

    /// The severity of a rule; `None` where it is switched off.
    pub fn severity(&self, rule: Rule) -> Option<Severity> {
        self.severities.get(&rule).copied().unwrap_or(Some(rule.default_severity()))
    }

    /// Whether articles at this path are not checked.
    pub fn is_ignored(&self, path: &Path) -> bool {
        let relative = path.strip_prefix("./").unwrap_or(path);
        !self.ignored.is_empty()
            && relative.is_relative()
            && self.ignored.matched_path_or_any_parents(relative, false).is_ignore()
    }

    /// Whether what stands in quotation marks is checked.
    pub(super) fn checks_quotations(&self) -> bool {
        self.quotations
    }

    pub(super) fn lower_case(&self) -> &LowerCase {
        &self.lower_case
    }
}

fn flag(name: &'static str, value: &str) -> Result<bool, SettingsError> {
    value.parse().map_err(|_| SettingsError::Flag { name, found: value.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(pairs: &[(&str, &str)]) -> Result<Settings, SettingsError> {
        let pairs = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Settings::default().extend(&pairs)
    }

    #[test]
    fn severities_are_read() {
        let settings =
            settings(&[("severity.unknown-name", "off"), ("severity.inconsistent", "error")]).expect("sound");
        assert_eq!(settings.severity(Rule::UnknownName), None);
        assert_eq!(settings.severity(Rule::Inconsistent), Some(Severity::Error));
        assert_eq!(settings.severity(Rule::MixedScript), Some(Severity::Error));
    }

    #[test]
    fn errors_say_what_was_expected() {
        let message = |pairs| settings(pairs).map_or_else(|error| error.to_string(), |_| String::new());
        assert_eq!(
            message(&[("severity.unknown-name", "loud")]),
            "[check.severity] unknown-name = \"loud\": expected error, warning, note or off"
        );
        assert!(message(&[("severity.spelling", "off")]).starts_with("[check.severity]: unknown rule \"spelling\""));
        assert_eq!(message(&[("quotations", "no")]), "[check] quotations = \"no\": expected true or false");
    }

    #[test]
    fn paths_are_ignored_as_git_does() {
        let settings = settings(&[("ignore", "archive/, *.old.txt")]).expect("sound");
        assert!(settings.is_ignored(Path::new("./news/archive/a.txt")));
        assert!(settings.is_ignored(Path::new("news/a.old.txt")));
        assert!(!settings.is_ignored(Path::new("news/a.txt")));
    }
}
