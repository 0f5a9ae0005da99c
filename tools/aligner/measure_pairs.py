#!/usr/bin/env python3
"""Measure `imenoslov pairs`: versions of articles mixed with others.

    measure_pairs.py PROGRAM VERSIONS OTHERS [--show]

VERSIONS holds NAME.ru.flow.txt and NAME.uk.flow.txt, which belong together; OTHERS are articles of which none belongs to
any. Prints found, right, precision and recall; with --show the wrong and the lost pairs with their measures.
"""
import os
import subprocess
import sys


def main():
    program, versions, others = sys.argv[1:4]
    names = {f.removesuffix(".ru.flow.txt") for f in os.listdir(versions) if f.endswith(".ru.flow.txt")}
    files = [os.path.join(versions, f"{name}.{lang}.flow.txt") for name in sorted(names) for lang in ("ru", "uk")]
    text = subprocess.run([program, "pairs", *files, others], capture_output=True, text=True, check=True).stdout
    right, wrong = {}, []
    for line in text.splitlines():
        ru, uk, *measures = line.split("\t")
        name = os.path.basename(ru).removesuffix(".ru.flow.txt")
        if name in names and os.path.basename(uk) == f"{name}.uk.flow.txt":
            right[name] = measures
        else:
            wrong.append(line)
    found = len(right) + len(wrong)
    print(f"found {found}  right {len(right)}  precision {len(right) / max(found, 1):.3f}  recall {len(right) / len(names):.3f}")
    if "--show" in sys.argv:
        for name in sorted(names - set(right)):
            print("lost ", name)
        for line in wrong:
            print("wrong", line)
        for name, measures in sorted(right.items(), key=lambda item: item[1]):
            print("right", name, *measures)


if __name__ == "__main__":
    main()
