//! What a change of the glossary does to articles.

mod support;

use std::path::Path;

use imenoslov::checker::Settings;
use imenoslov::differ::{Judge, Patch, Verdict, diff, verdicts};
use imenoslov::reader::{Article, Markup, read_bytes};
use imenoslov::reporter::changes::{self, Effects, MARKDOWN_LIMIT, Review};
use support::glossary_file;

fn judge(text: &str) -> Judge {
    let file = glossary_file(text);
    let settings = Settings::default().extend(file.check_settings()).expect("settings");
    Judge { glossary: file.into_glossary(), settings }
}

fn article(name: &str, markup: Markup, text: &str) -> Article {
    read_bytes(Path::new(name), text.as_bytes().to_vec(), markup).expect("an article")
}

fn report(old: &Judge, new: &Judge, articles: &[Article], write: impl Fn(&Review<'_>) -> String) -> String {
    let (difference, patch) = (diff(&old.glossary, &new.glossary), Patch::between(&old.glossary, &new.glossary));
    let verdicts = verdicts(old, new, articles);
    write(&Review {
        changes: &difference,
        patch: &patch,
        settings: &[],
        effects: Some(Effects { articles, verdicts: &verdicts }),
    })
}

const OLD: &str = "
[[entry]]
id = 'witkoff'
kind = 'person'
status = 'approved'
ru = { preferred = 'Стив Виткофф', forbidden = ['Стив Витков'] }

[[entry]]
id = 'kyiv'
kind = 'place'
status = 'approved'
ru = { preferred = 'Киев' }
uk = { preferred = 'Київ', forbidden = ['Киів'] }
";

const NEW: &str = "
[check.severity]
forbidden-variant = 'warning'

[[entry]]
id = 'witkoff'
kind = 'person'
status = 'approved'
ru = { preferred = 'Стив Уиткофф', forbidden = ['Стив Виткофф', 'Стив Витков'] }

[[entry]]
id = 'kyiv'
kind = 'place'
status = 'approved'
ru = { preferred = 'Киев' }
uk = { preferred = 'Київ', admitted = ['Киів'] }

[[entry]]
id = 'zaluzhnyi'
kind = 'person'
status = 'approved'
uk = { preferred = 'Валерій Залужний' }
";

fn articles() -> Vec<Article> {
    vec![
        article(
            "a.ru.txt",
            Markup::Plain,
            "Переговоры\n\nВ Киев приехал Стив Виткофф. Перед Витковым стоит трудная задача, — сказали в Киеве.\n",
        ),
        article(
            "b.uk.html",
            Markup::Html,
            "<html><body><h1>Столиця</h1><p>У місті <b>Ки\u{456}в</b> тихо. Генерал Валерій\n Залужний &laquo;мовчить&raquo; &mdash; і Киів теж.</p></body></html>",
        ),
        article("c.ru.txt", Markup::Plain, "Погода\n\nВ Киеве тепло.\n"),
    ]
}

fn shown(verdict: &Verdict) -> String {
    let finding = |finding: &Option<imenoslov::checker::Finding>| {
        finding.as_ref().map_or("—".to_owned(), |finding| {
            let suggestion = finding.suggestion.as_deref().unwrap_or("?");
            format!("{} {} {suggestion}", finding.severity.name(), finding.rule)
        })
    };
    format!(
        "{} {:?} [{}] {} → {} | {} «{}»",
        verdict.article,
        verdict.change(),
        verdict.entry.as_deref().unwrap_or_default(),
        finding(&verdict.before),
        finding(&verdict.after),
        verdict.sentence,
        &verdict.sentence[verdict.name.clone()]
    )
}

#[test]
fn verdicts_that_differ() {
    let lines: Vec<String> = verdicts(&judge(OLD), &judge(NEW), &articles()).iter().map(shown).collect();
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn one_glossary_gives_one_verdict() {
    assert_eq!(verdicts(&judge(NEW), &judge(NEW), &articles()), []);
    let text = report(&judge(NEW), &judge(NEW), &articles(), |review| changes::review_text(review, false));
    assert_eq!(text, "No other verdict in 3 articles.\n");
}

#[test]
fn ignored_articles_have_no_verdict() {
    let ignoring = judge(&format!("[check]\nignore = ['*.ru.txt', '*.html']\n{OLD}"));
    assert!(verdicts(&judge(OLD), &ignoring, &articles()).iter().all(|verdict| verdict.after.is_none()));
}

#[test]
fn reports() {
    let (old, new) = (judge(OLD), judge(NEW));
    let text = report(&old, &new, &articles(), |review| changes::review_text(review, false));
    let markdown = report(&old, &new, &articles(), changes::markdown);
    insta::assert_snapshot!(format!("{text}\n====\n{markdown}"));
}

/// However much there is to say, a comment on a pull request takes it.
#[test]
fn markdown_with_articles_stays_under_the_limit() {
    let entries = |standing: &str| {
        let entry = |n: usize| {
            format!(
                "[[entry]]\nid = 'e{n}'\nkind = 'place'\nstatus = 'approved'\nuk.preferred = 'Місто|{n}'\n{standing}"
            )
        };
        judge(&(0..4000).map(entry).collect::<String>().replace("N", "x"))
    };
    let mut old = entries("");
    let mut new = entries("note = '<b>*_'\n");
    old.glossary.entries.extend(judge(OLD).glossary.entries);
    new.glossary.entries.extend(judge(NEW).glossary.entries);
    let long = format!("Стив Виткофф {} и ещё.", "&|<_*".repeat(3000));
    let articles: Vec<Article> =
        (0..40).map(|n| article(&format!("{}{n}.ru.txt", "_*|".repeat(100)), Markup::Plain, &long)).collect();
    let page = report(&old, &new, &articles, changes::markdown);
    assert!(page.chars().count() < MARKDOWN_LIMIT, "{}", page.chars().count());
    assert!(page.contains("40 of 40 articles"), "{page}");
    assert!(page.contains("Not shown for want of space."));
}
