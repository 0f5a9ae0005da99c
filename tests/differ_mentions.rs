//! What two outputs of `mentions` differ in.

use imenoslov::differ::{MentionChange, MentionRecord, diff_mentions, read_mentions};
use imenoslov::kind::Kind;
use imenoslov::languages::Language;
use imenoslov::reporter::changes::{MARKDOWN_LIMIT, mentions_html, mentions_json, mentions_markdown, mentions_text};
use proptest::prelude::*;

const OLD: &str = include_str!("cmd/diff/old.jsonl");
const NEW: &str = include_str!("cmd/diff/new.jsonl");

fn mention(file: &str, start: usize, length: usize, kind: Kind, lemma: &str, entity: Option<&str>) -> MentionRecord {
    MentionRecord {
        file: file.to_owned(),
        start,
        end: start + length,
        lang: Language::Ukrainian,
        line: 1,
        column: start + 1,
        surface: lemma.to_owned(),
        lemma: lemma.to_owned(),
        kind,
        entity: entity.map(str::to_owned),
    }
}

#[test]
fn html_report() {
    let diff = diff_mentions(&read_mentions(OLD).expect("mentions"), &read_mentions(NEW).expect("mentions"));
    let page = mentions_html(&diff);
    let (start, end) = (page.find("<main>").expect("a page"), page.find("<script>").expect("a script"));
    insta::assert_snapshot!(&page[start..end]);
}

#[test]
fn many_names_are_folded_and_counted() {
    let new: Vec<_> =
        (0..5000).map(|n| mention("a.uk.txt", n * 10, 5, Kind::Place, &format!("Місто|{n}"), None)).collect();
    let diff = diff_mentions(&[], &new);
    let page = mentions_markdown(&diff);
    assert!(page.chars().count() < MARKDOWN_LIMIT);
    assert!(page.contains("| Newly found | 5000 |") && page.contains("<details><summary>Newly found (5000 names)"));
    let rows = page.lines().filter(|line| line.contains("Місто")).count();
    assert!(page.ends_with(&format!("Names not shown for want of space. Newly found: {}.\n", 5000 - rows)));
    assert!(mentions_text(&diff, false).ends_with("  and 4950 more names, 4950 mentions\n"));
}

fn mentions() -> impl Strategy<Value = Vec<MentionRecord>> {
    let file = proptest::sample::select(&["a.uk.txt", "b.uk.txt"][..]);
    let kind = proptest::sample::select(&[Kind::Person, Kind::Place][..]);
    let lemma = proptest::sample::select(&["Київ", "Іван", "Львів"][..]);
    let entity = proptest::option::of(proptest::sample::select(&["kyiv", "ivan"][..]));
    let one = (file, 0..30_usize, 1..6_usize, kind, lemma, entity)
        .prop_map(|(file, start, length, kind, lemma, entity)| mention(file, start, length, kind, lemma, entity));
    proptest::collection::vec(one, 0..25).prop_map(|mut mentions| {
        mentions.sort();
        // As `mentions` writes them: one after the other.
        let mut last: Option<(String, usize)> = None;
        mentions.retain(|mention| {
            let is_free = last.as_ref().is_none_or(|(file, end)| *file != mention.file || *end <= mention.start);
            if is_free {
                last = Some((mention.file.clone(), mention.end));
            }
            is_free
        });
        mentions
    })
}

proptest! {
    #[test]
    fn the_same_mentions_do_not_differ(mentions in mentions()) {
        let mut reversed = mentions.clone();
        reversed.reverse();
        let diff = diff_mentions(&mentions, &reversed);
        prop_assert_eq!(&diff.groups, &[]);
        prop_assert_eq!(mentions_text(&diff, true), "");
        prop_assert!(mentions_json(&diff).contains("\"groups\": []"));
    }

    #[test]
    fn every_mention_is_accounted_for(old in mentions(), new in mentions()) {
        let diff = diff_mentions(&old, &new);
        let count = |change| diff.groups.iter().filter(|group| group.change == change).map(|group| group.count).sum::<usize>();
        prop_assert_eq!(old.len() - count(MentionChange::Lost), new.len() - count(MentionChange::New));
        let back = diff_mentions(&new, &old);
        prop_assert_eq!(diff.groups.is_empty(), back.groups.is_empty());
        let same = old.iter().filter(|mention| new.contains(mention)).count();
        let place = |mention: &MentionRecord| (mention.file.clone(), mention.start, mention.end);
        let same_place = old.iter().filter(|mention| new.iter().any(|new| place(new) == place(mention))).count();
        let changed = [MentionChange::Kind, MentionChange::Lemma, MentionChange::Entity].map(count).into_iter().sum::<usize>();
        prop_assert!(same_place - same <= changed, "{:?}", diff);
        if same == old.len() && same == new.len() {
            prop_assert!(diff.groups.is_empty());
        }
    }
}
