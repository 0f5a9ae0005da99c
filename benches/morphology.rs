//! Speed of the dictionary and of whole names. `cargo bench --bench morphology`

use divan::Bencher;
use divan::counter::ItemsCount;
use imenoslov::kind::Kind;
use imenoslov::languages::Language;
use imenoslov::morphology::dictionary::readings;
use imenoslov::morphology::{Hints, dictionary_form, paradigm};

fn main() {
    divan::main();
}

const TEXTS: [(Language, &str); 2] = [
    (
        Language::Russian,
        "Президент России заявил на встрече с главой правительства что переговоры о поставках газа будут продолжены \
         после того как стороны согласуют новые условия договора сообщил вчера представитель министерства Москва",
    ),
    (
        Language::Ukrainian,
        "Президент України заявив на зустрічі з главою уряду що переговори про постачання газу буде продовжено після \
         того як сторони узгодять нові умови договору повідомив учора представник міністерства Київ",
    ),
];

/// Known words: look-up and the tags of all readings.
#[divan::bench(args = Language::ALL)]
fn known_words(bencher: Bencher<'_, '_>, language: Language) {
    let words: Vec<&str> = TEXTS[language as usize].1.split_whitespace().collect();
    bencher.counter(ItemsCount::new(words.len())).bench(|| {
        words
            .iter()
            .flat_map(|word| readings(word, language))
            .map(|reading| reading.tags().bits())
            .fold(0, u64::wrapping_add)
    });
}

/// Dictionary forms of whole names, known and unknown.
#[divan::bench(args = Language::ALL)]
fn dictionary_forms(bencher: Bencher<'_, '_>, language: Language) {
    let names = match language {
        Language::Russian => ["Стивом Уиткоффом", "Владимира Путина", "Терезы Мэй", "Кушнера"],
        Language::Ukrainian => ["Стівом Віткоффом", "Володимира Путіна", "Терези Мей", "Кушнера"],
    };
    bencher
        .counter(ItemsCount::new(names.len()))
        .bench(|| names.iter().map(|name| dictionary_form(name, language, Kind::Person).len()).sum::<usize>());
}

/// All forms of a name.
#[divan::bench(args = Language::ALL)]
fn paradigms(bencher: Bencher<'_, '_>, language: Language) {
    let name = match language {
        Language::Russian => "Стив Уиткофф",
        Language::Ukrainian => "Стів Віткофф",
    };
    bencher.bench(|| paradigm(name, language, Kind::Person, &Hints::default()).len());
}
