#!/usr/bin/env python3
"""How many misspelt names `check` finds in real articles, and how often it restores them exactly.

    tools/check_damage.py ARTICLES --bin target/release/imenoslov [--count 1000] [--seed 1]

Builds a glossary from the articles, approves every entry as it is, and checks the articles: warnings and errors there
are false. Then it changes one letter in a random mention of a known name (five letters and more, not the first or the
last two of a word, the result no form of another entry), one mention an article and round, and checks those articles.
Prints one JSON object. The same seed gives the same damage.
"""
import argparse, collections, json, os, random, re, subprocess, sys, tempfile

LETTERS = {"ru": "абвгдежзийклмнопрстуфхцчшщыьэюя", "uk": "абвгдежзийклмнопрстуфхцчшщьюяєії"}


def run(args, accept=(0, 1)):
    done = subprocess.run(args, capture_output=True, text=True, encoding="utf-8")
    if done.returncode not in accept:
        sys.exit(f"{' '.join(args)} ended with {done.returncode}:\n{done.stderr[-2000:]}")
    return done.stdout


def findings(binary, paths, glossary):
    lines = run([binary, "check", *paths, "--glossary", glossary, "--format", "json"]).splitlines()
    return [f for f in map(json.loads, lines) if f["severity"] != "note"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles")
    parser.add_argument("--bin", default="target/release/imenoslov")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--list", action="store_true", help="print what was missed, restored wrongly or false")
    option = parser.parse_args()
    chance = random.Random(option.seed)
    with tempfile.TemporaryDirectory() as folder:
        glossary = os.path.join(folder, "glossary.toml")
        run([option.bin, "build", option.articles, "--glossary", glossary])
        text = open(glossary, encoding="utf-8").read()
        open(glossary, "w", encoding="utf-8").write(text.replace('status = "proposed"', 'status = "approved"'))

        files = sorted(os.path.join(where, name) for where, _, names in os.walk(option.articles) for name in names)
        sources = {path: open(path, encoding="utf-8-sig").read() for path in files}
        words = sum(len(re.findall(r"\w+", source)) for source in sources.values())
        false = findings(option.bin, [option.articles], glossary)
        false_files = collections.defaultdict(set)
        for finding in false:
            false_files[finding["file"]].add((finding["rule"], finding["found"]))

        mentions = collections.defaultdict(list)
        known_words = set()
        for line in run([option.bin, "mentions", option.articles, "--glossary", glossary, "--format", "jsonl"]).splitlines():
            mention = json.loads(line)
            known_words.update(re.findall(r"\w+", mention["surface"].lower()))
            if mention.get("entity"):
                mentions[mention["file"]].append(mention)

        wanted = found = exact = 0
        misses = []
        while wanted < option.count:
            damaged = []
            for path in chance.sample(files, len(files)):
                if wanted + len(damaged) >= option.count or not mentions[path]:
                    continue
                mention = chance.choice(mentions[path])
                places = [
                    (word.start(), i)
                    for word in re.finditer(r"[^\W\d_]{5,}", mention["surface"])
                    for i in range(1, len(word[0]) - 2)
                ]
                if not places:
                    continue
                start, offset = chance.choice(places)
                surface, at = mention["surface"], start + offset
                letter = chance.choice([c for c in LETTERS[mention["lang"]] if c != surface[at].lower()])
                changed = surface[:at] + (letter.upper() if surface[at].isupper() else letter) + surface[at + 1:]
                word = re.match(r"\w+", changed[start:])[0].lower()
                if word in known_words:
                    continue
                damaged.append((path, mention, changed))
            if not damaged:
                break
            paths = {}
            for number, (path, mention, changed) in enumerate(damaged):
                source = sources[path]
                copy = os.path.join(folder, f"{number}.txt")
                text = source[: mention["start"]] + changed + source[mention["end"]:]
                open(copy, "w", encoding="utf-8", newline="").write(text)
                paths[copy] = (path, mention, changed, text)
            by_file = collections.defaultdict(list)
            for finding in findings(option.bin, sorted(paths), glossary):
                by_file[finding["file"]].append(finding)
            for copy, (path, mention, changed, text) in paths.items():
                os.remove(copy)
                wanted += 1
                raw = text.encode()
                begin = len(text[: mention["start"]].encode())
                end = begin + len(changed.encode())
                over = [f for f in by_file[copy] if f["byte_start"] < end and begin < f["byte_end"]]
                if not over:
                    misses.append(("missed", mention["surface"], changed, ""))
                    continue
                found += 1
                for finding in sorted(over, key=lambda f: -f["byte_start"]):
                    right = finding["suggestion"] or finding["found"]
                    raw = raw[: finding["byte_start"]] + right.encode() + raw[finding["byte_end"]:]
                if raw == sources[path].encode():
                    exact += 1
                else:
                    misses.append(("restored wrongly", mention["surface"], changed, over[0]["suggestion"]))
    if option.list:
        for miss in misses:
            print(*miss, sep="\t")
        for finding in false:
            print("false", finding["rule"], finding["found"], finding["suggestion"], finding["entry"], sep="\t")
    print(json.dumps({
        "damaged": wanted, "found": found, "restored": exact, "words": words,
        "false": len(false), "false_per_1000_words": round(1000 * len(false) / max(words, 1), 3),
    }))


main()
