//! The GitHub action: the steps of `action.yml` against a real repository and a simulated event.
#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};
use tempfile::TempDir;

const GLOSSARY: &str = r#"version = 1

[[entry]]
id = "steve-witkoff"
kind = "person"
status = "approved"

[entry.ru]
preferred = "Стив Уиткофф"
forbidden = ["Стив Виткофф"]

[entry.uk]
preferred = "Стів Віткофф"
"#;

/// Stands in for the program `gh`: keeps comments as files.
const GH: &str = r#"#!/usr/bin/env bash
set -euo pipefail
[[ ! -e $GH_COMMENTS/refuse ]] || exit 1
method=GET
while (($#)); do
  case $1 in
    api | --paginate) ;;
    --method) method=$2; shift ;;
    --jq) query=$2; shift ;;
    --field) field=$2; shift ;;
    *) path=$1 ;;
  esac
  shift
done
case "$method $path" in
  "GET repos/desk/news/issues/7/comments")
    [[ $query == *'<!-- imenoslov: glossary -->'* ]]
    { grep -rl "^<!-- imenoslov: glossary -->" "$GH_COMMENTS" || true; } | while read -r file; do basename "$file"; done ;;
  "POST repos/desk/news/issues/7/comments") cp "${field#body=@}" "$GH_COMMENTS/$(ls "$GH_COMMENTS" | wc -l)" ;;
  "PATCH repos/desk/news/issues/comments/"*) cp "${field#body=@}" "$GH_COMMENTS/${path##*/}" ;;
  *) echo "unexpected: $method $path" >&2; exit 1 ;;
esac
"#;

/// A step of `action.yml` that runs a script.
#[derive(Debug, Default)]
struct Step {
    id: String,
    run: String,
    environment: BTreeMap<String, String>,
}

/// The steps of `action.yml` with a script, and the defaults of its inputs. The file is plain enough to be read by lines.
fn action() -> (Vec<Step>, BTreeMap<String, String>) {
    let text = fs::read_to_string(root().join("action.yml")).expect("the action");
    let (head, steps) = text.split_once("  steps:\n").expect("steps");
    let mut defaults = BTreeMap::new();
    let mut input = "";
    for line in head.lines() {
        if let Some(name) = line.strip_prefix("  ").and_then(|line| line.strip_suffix(':')) {
            input = name;
        } else if let Some(value) = line.strip_prefix("    default: ") {
            defaults.insert(input.to_owned(), value.trim_matches('"').to_owned());
        }
    }
    let mut found: Vec<Step> = Vec::new();
    for line in steps.lines() {
        if line.starts_with("    - ") {
            found.push(Step::default());
        }
        let (Some(step), Some((name, value))) = (found.last_mut(), line[line.len().min(6)..].split_once(": ")) else {
            continue;
        };
        match (name, name.strip_prefix("  ")) {
            ("id", _) => step.id = value.to_owned(),
            ("run", _) => step.run = value.trim_matches('\'').to_owned(),
            (_, Some(name)) => drop(step.environment.insert(name.to_owned(), value.to_owned())),
            _ => {}
        }
    }
    found.retain(|step| !step.id.is_empty());
    (found, defaults)
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A repository, a runner and the comments on its pull request.
struct Runner {
    folder: TempDir,
    /// `github.event`.
    event: Value,
    inputs: BTreeMap<String, String>,
}

/// What a run of the action did.
struct Run {
    log: String,
    outputs: BTreeMap<String, String>,
    summary: String,
    success: bool,
}

impl Runner {
    /// A repository with a glossary and an article in which nothing is wrong.
    fn new() -> Runner {
        let folder = TempDir::new().expect("a folder");
        let runner = Runner { folder, event: json!({}), inputs: BTreeMap::new() };
        for name in ["news", "comments", "bin", "temporary"] {
            fs::create_dir(runner.path(name)).expect("a folder");
        }
        let gh = runner.path("bin/gh");
        fs::write(&gh, GH).expect("a script");
        fs::set_permissions(&gh, PermissionsExt::from_mode(0o755)).expect("its permissions");
        runner.git(&["init", "-q", "-b", "main"]);
        runner.write("glossary.toml", GLOSSARY);
        runner.write("old.txt", "Стив Виткофф был здесь раньше.\n");
        runner.write("new.txt", "В Москву прибыла делегация.\n");
        runner.commit();
        runner
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path("news").join(name), text).expect("a file");
    }

    fn git(&self, arguments: &[&str]) -> String {
        let mut git = Command::new("git");
        git.arg("-C").arg(self.path("news")).args(["-c", "user.name=Desk", "-c", "user.email=desk@example.org"]);
        git.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null");
        let done = git.args(arguments).output().expect("git");
        assert!(done.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8_lossy(&done.stdout).trim().to_owned()
    }

    /// Commits everything; returns the id of the commit.
    fn commit(&self) -> String {
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "-m", "news"]);
        self.git(&["rev-parse", "HEAD"])
    }

    /// Makes this run that of a pull request onto the last commit.
    fn pull_request(&mut self) {
        let base = self.git(&["rev-parse", "HEAD"]);
        self.event = json!({ "pull_request": { "number": 7, "base": { "sha": base } } });
    }

    fn comments(&self) -> Vec<String> {
        let mut files: Vec<_> =
            fs::read_dir(self.path("comments")).expect("comments").map(|file| file.expect("one").path()).collect();
        files.sort();
        files.iter().map(|file| fs::read_to_string(file).expect("a comment")).collect()
    }

    fn run(&self) -> Run {
        let (steps, mut inputs) = action();
        inputs.insert("program".to_owned(), env!("CARGO_BIN_EXE_imenoslov").to_owned());
        inputs.extend(self.inputs.clone());
        let mut run = Run { log: String::new(), outputs: BTreeMap::new(), summary: String::new(), success: true };
        let mut contexts = json!({
            "github": { "action_path": root(), "event": self.event, "token": "secret" },
            "inputs": inputs,
            "steps": {},
        });
        for step in steps {
            let (output, summary) = (self.path("temporary/output"), self.path("temporary/summary"));
            fs::write(&output, "").expect("a file");
            fs::write(&summary, "").expect("a file");
            let path = std::env::var("PATH").expect("a path");
            let environment = step.environment.iter().map(|(name, value)| (name, evaluate(value, &contexts)));
            let done = Command::new("bash")
                .args(["--noprofile", "--norc", "-eo", "pipefail", "-c", &step.run])
                .current_dir(self.path("news"))
                .env_clear()
                .env("PATH", format!("{}:{path}", self.path("bin").display()))
                .env("HOME", self.path("temporary"))
                .env("RUNNER_TEMP", self.path("temporary"))
                .env("GITHUB_OUTPUT", &output)
                .env("GITHUB_STEP_SUMMARY", &summary)
                .env("GITHUB_REPOSITORY", "desk/news")
                .env("GH_COMMENTS", self.path("comments"))
                .envs(environment)
                .output()
                .expect("bash");
            run.log += &String::from_utf8_lossy(&done.stdout);
            run.log += &String::from_utf8_lossy(&done.stderr);
            run.summary += &fs::read_to_string(&summary).expect("a summary");
            for line in fs::read_to_string(&output).expect("outputs").lines() {
                let (name, value) = line.split_once('=').expect("an output");
                contexts["steps"][&step.id]["outputs"][name] = json!(value);
                run.outputs.insert(name.to_owned(), value.to_owned());
            }
            if !done.status.success() {
                run.success = false;
                break;
            }
        }
        run
    }
}

/// `${{ a.b || c.d }}` in these contexts; a text without it is itself.
fn evaluate(value: &str, contexts: &Value) -> String {
    let Some(expression) = value.strip_prefix("${{ ").and_then(|value| value.strip_suffix(" }}")) else {
        return value.to_owned();
    };
    let values = expression.split(" || ").map(|path| contexts.pointer(&format!("/{}", path.replace('.', "/"))));
    let texts = values.flatten().map(|value| value.as_str().map_or(value.to_string(), str::to_owned));
    texts.into_iter().find(|text| !text.is_empty()).unwrap_or_default()
}

#[test]
fn a_pull_request_is_annotated_and_the_glossary_explained() {
    let mut runner = Runner::new();
    runner.pull_request();
    runner.write("new.txt", "В Москву прибыла делегация.\nЕё возглавляет Стив Виткофф.\n");
    runner.write("glossary.toml", &GLOSSARY.replace("\"Стів Віткофф\"", "\"Стівен Віткофф\""));
    runner.commit();
    let run = runner.run();
    assert!(run.success, "{}", run.log);
    // Only what the pull request changed.
    assert!(run.log.contains("::error file=new.txt,line=2,endLine=2,col=21"), "{}", run.log);
    assert!(!run.log.contains("file=old.txt"), "{}", run.log);
    assert_eq!(run.outputs["status"], "1");
    // Everything, for code scanning.
    let sarif: Value = serde_json::from_slice(&fs::read(&run.outputs["sarif"]).expect("a report")).expect("JSON");
    assert!(sarif["runs"][0]["results"].as_array().expect("results").len() >= 2, "{sarif}");
    // One comment, the same in the summary.
    let comments = runner.comments();
    assert_eq!(comments.len(), 1);
    assert!(comments[0].contains("Стівен Віткофф") && run.summary.contains("Стівен Віткофф"), "{}", comments[0]);

    // It is brought up to date, also when there is nothing left to say; comments of others are left alone.
    fs::write(runner.path("comments/0.colleague"), "Nice, <!-- imenoslov: glossary -->\n").expect("a comment");
    runner.write("glossary.toml", &GLOSSARY.replace("\"Стів Віткофф\"", "\"Стефан Віткофф\""));
    assert!(runner.run().success);
    let comments = runner.comments();
    assert_eq!(comments.len(), 2, "{comments:?}");
    assert!(comments[0].contains("Стефан Віткофф") && !comments[0].contains("Стівен"), "{}", comments[0]);
    runner.write("glossary.toml", GLOSSARY);
    let run = runner.run();
    assert!(run.success && run.summary.is_empty(), "{}", run.log);
    assert!(runner.comments()[0].ends_with("-->\nThe glossary is as it was.\n"), "{}", runner.comments()[0]);
    assert_eq!(runner.comments()[1], "Nice, <!-- imenoslov: glossary -->\n");
}

#[test]
fn without_changes_nothing_is_said() {
    let mut runner = Runner::new();
    runner.pull_request();
    let run = runner.run();
    assert!(run.success && runner.comments().is_empty() && run.summary.is_empty(), "{}", run.log);
    assert_eq!(run.outputs["status"], "0");
}

#[test]
fn a_shallow_checkout_fetches_what_it_is_compared_with() {
    let mut runner = Runner::new();
    runner.pull_request();
    runner.write("new.txt", "Прибыл Стив Виткофф.\n");
    runner.commit();
    fs::rename(runner.path("news"), runner.path("origin")).expect("another name");
    let origin = format!("file://{}", runner.path("origin").display());
    let clone = Command::new("git").args(["clone", "-q", "--depth=1", &origin]).arg(runner.path("news")).status();
    assert!(clone.expect("git").success());
    let run = runner.run();
    assert!(run.log.contains("file=new.txt,line=1") && !run.log.contains("file=old.txt"), "{}", run.log);

    // A base that is nowhere: everything is checked.
    runner.event["pull_request"]["base"]["sha"] = json!("1234567890123456789012345678901234567890");
    let run = runner.run();
    assert!(run.log.contains("::warning::") && run.log.contains("file=old.txt"), "{}", run.log);
}

#[test]
fn a_push_is_compared_with_what_was_there() {
    let mut runner = Runner::new();
    let before = runner.git(&["rev-parse", "HEAD"]);
    runner.write("new.txt", "Прибыл Стив Виткофф.\n");
    runner.commit();
    runner.event = json!({ "before": before });
    let run = runner.run();
    assert!(run.log.contains("file=new.txt,line=1") && !run.log.contains("file=old.txt"), "{}", run.log);
    assert!(runner.comments().is_empty());
    // The first push of a branch.
    runner.event = json!({ "before": "0000000000000000000000000000000000000000" });
    assert!(runner.run().log.contains("file=old.txt"));
}

#[test]
fn inputs_are_followed() {
    let mut runner = Runner::new();
    runner.pull_request();
    runner.write("my house.toml", GLOSSARY);
    runner.write("glossary.toml", "version = 1\n");
    runner.commit();
    let inputs = [
        ("paths", "new.txt\n  old.txt\n"),
        ("glossary", "my house.toml\nglossary.toml"),
        ("changed-only", "false"),
        ("sarif", "false"),
        ("comment", "false"),
    ];
    runner.inputs = inputs.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    let run = runner.run();
    assert!(run.success && run.log.contains("file=old.txt"), "{}", run.log);
    assert!(!run.outputs.contains_key("sarif") && runner.comments().is_empty());
    assert!(run.summary.contains("## `my house.toml`"), "{}", run.summary);
}

#[test]
fn what_cannot_be_done_is_said() {
    // A fork may not comment: no reason to fail.
    let mut runner = Runner::new();
    runner.pull_request();
    runner.write("glossary.toml", &GLOSSARY.replace("\"Стів Віткофф\"", "\"Стівен Віткофф\""));
    fs::write(runner.path("comments/refuse"), "").expect("a file");
    let run = runner.run();
    assert!(run.success && run.log.contains("pull-requests: write"), "{}", run.log);

    // A broken glossary is one.
    runner.write("glossary.toml", "version = 9\n");
    let run = runner.run();
    assert!(!run.success && run.log.contains("::error::") && run.log.contains("glossary.toml:1:"), "{}", run.log);
    assert!(!run.outputs.contains_key("status"));
}

#[test]
fn a_long_difference_is_cut_for_the_comment() {
    let mut runner = Runner::new();
    runner.pull_request();
    let entries = (0..1500).map(|n| {
        format!(
            "\n[[entry]]\nid = \"place-{n}\"\nkind = \"place\"\nuk.preferred = \"Селище номер {n} на березі річки\"\n"
        )
    });
    let long = GLOSSARY.to_owned() + &entries.collect::<String>();
    // Each fits, both together do not.
    for file in ["glossary.toml", "house.toml"] {
        runner.write(file, &long);
    }
    runner.inputs.insert("glossary".to_owned(), "house.toml\nglossary.toml".to_owned());
    let run = runner.run();
    assert!(run.success, "{}", run.log);
    let comment = &runner.comments()[0];
    assert!(comment.starts_with("<!-- imenoslov: glossary -->\n"), "{comment}");
    assert!((60_000..65_536).contains(&comment.chars().count()), "{}", comment.chars().count());
    assert!(comment.ends_with("</details>\n\n… the rest is in the summary of the run.\n"));
    assert!(run.summary.len() > comment.len());
}
