//! Runs of the program that are killed, and runs at the same time: the glossary is always whole.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use imenoslov::glossary::GlossaryFile;

const DESK: &str = include_str!("glossary/desk.toml");

/// How many runs are killed: 50, or what the environment says.
fn kills() -> u32 {
    std::env::var("IMENOSLOV_KILLS").ok().and_then(|count| count.parse().ok()).unwrap_or(50)
}

fn start(folder: &Path, arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_imenoslov"))
        .args(arguments)
        .current_dir(folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts")
}

/// Numbers that look random and are the same every time (SplitMix64).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (x ^ (x >> 31)) % limit.max(1)
    }
}

/// Kills runs at any moment: the glossary is the one before or the one that an undisturbed run leaves.
fn kill_runs(folder: &Path, before: &str, arguments: &[&str], times: u32, random: &mut Random) {
    let path = folder.join("glossary.toml");
    fs::write(&path, before).expect("written");
    let begin = Instant::now();
    assert!(start(folder, arguments).wait().expect("the program ends").success());
    let whole_run = begin.elapsed().as_micros() as u64;
    let after = fs::read_to_string(&path).expect("a glossary");
    assert_ne!(after, before);
    for _ in 0..times {
        fs::write(&path, before).expect("written");
        let mut run = start(folder, arguments);
        thread::sleep(Duration::from_micros(random.below(whole_run + whole_run / 8)));
        run.kill().expect("killed");
        run.wait().expect("the program ends");
        let file = GlossaryFile::read(&path).expect("a valid glossary");
        assert!(file.text() == before || file.text() == after, "a part of a glossary");
    }
    // Nothing of the killed runs is in the way, or left.
    assert!(start(folder, arguments).wait().expect("the program ends").success());
    assert_eq!(fs::read_to_string(&path).expect("a glossary"), after);
    let names = fs::read_dir(folder).expect("the folder").map(|file| file.expect("a file").file_name());
    let hidden: Vec<_> = names.filter(|name| name.to_string_lossy().starts_with('.')).collect();
    assert_eq!(hidden, Vec::<std::ffi::OsString>::new());
}

#[test]
fn a_killed_run_leaves_the_old_or_the_new_glossary() {
    let folder = tempfile::tempdir().expect("a folder");
    let articles = folder.path().join("articles");
    fs::create_dir(&articles).expect("a folder");
    fs::write(articles.join("a.uk.txt"), "Київський зустріч\n\nПрезидент Володимир Зеленський прибув до Львова.\n")
        .expect("written");
    let mut random = Random(7);
    let times = kills();
    // A long file: writing it takes a while.
    let long: String = (0..2_000)
        .map(|number| format!("\n[[entry]]\nid = 'e{number}'\nkind = 'place'\nuk.preferred = 'Місто {number}'\n"))
        .collect();
    let text = format!("{DESK}{long}");
    kill_runs(folder.path(), &text, &["edit", "approve", "miami"], times - times / 2, &mut random);
    kill_runs(folder.path(), &text, &["build", "articles"], times / 2, &mut random);
}

#[test]
fn runs_at_the_same_time_lose_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("glossary.toml");
    fs::write(&path, DESK).expect("written");
    let names = ["Ужгород", "Рівне", "Луцьк", "Суми", "Херсон", "Миколаїв", "Чернівці", "Житомир"];
    let runs: Vec<Child> =
        names.iter().map(|name| start(folder.path(), &["edit", "add", "--kind", "place", "--uk", name])).collect();
    for mut run in runs {
        assert!(run.wait().expect("the program ends").success());
    }
    let file = GlossaryFile::read(&path).expect("a valid glossary");
    assert!(file.text().starts_with(
        DESK.trim_end().strip_suffix("# the end").expect("the end").split("# Спочатку люди").next().expect("a part")
    ));
    for name in names {
        assert!(file.text().contains(name), "{name}");
    }
}
