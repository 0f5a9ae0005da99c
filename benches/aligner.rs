//! Speed of the aligner: an article, and books of growing length, which must grow by the same factor.

use imenoslov::aligner::align;

fn main() {
    divan::main();
}

/// Made-up sentences in both languages; every twelfth has no counterpart.
fn book(length: usize) -> (Vec<String>, Vec<String>) {
    let subjects =
        [("Министр", "Міністр"), ("Школа", "Школа"), ("Газета", "Газета"), ("Город", "Місто"), ("Завод", "Завод")];
    let verbs = [("сообщил", "повідомив"), ("купила", "купила"), ("открыл", "відкрив"), ("закрыла", "закрила")];
    let objects =
        [("новый мост", "новий міст"), ("старую мельницу", "старий млин"), ("письмо о реформе", "лист про реформу")];
    let name = |index: usize| {
        let syllables = ["ко", "ва", "ми", "до", "ра", "се", "ну", "ли", "бо", "та", "ге"];
        let part = |power: u32| syllables[index / 11usize.pow(power) % 11];
        format!("К{}{}{}{}", part(0), part(1), part(2), part(3))
    };
    let sentence = |index: usize| {
        let (s, v, o) = (subjects[index % 5], verbs[index / 5 % 4], objects[index / 20 % 3]);
        let name = name(index * 7);
        (format!("{} {} {}, пишет {name}.", s.0, v.0, o.0), format!("{} {} {}, пише {name}.", s.1, v.1, o.1))
    };
    let ru = (0..length).filter(|index| index % 12 != 5).map(|index| sentence(index).0).collect();
    let uk = (0..length).filter(|index| index % 12 != 9).map(|index| sentence(index).1).collect();
    (ru, uk)
}

#[divan::bench(args = [30, 300, 3_000, 30_000], max_time = 20)]
fn align_sentences(bencher: divan::Bencher<'_, '_>, length: usize) {
    let (ru, uk) = book(length);
    bencher.bench_local(|| align(&ru, &uk));
}
