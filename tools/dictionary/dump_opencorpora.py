"""Writes the OpenCorpora dictionary of the Python package pymorphy3-dicts-ru as text, one lexeme a line:

    lemma TAB form SPACE tags TAB form SPACE tags ...

Usage: pip install pymorphy3 pymorphy3-dicts-ru && python3 dump_opencorpora.py > russian.tsv
"""
import sys

import pymorphy3

lexemes = {}
for word, tag, lemma, paradigm, row in pymorphy3.MorphAnalyzer(lang="ru").dictionary.iter_known_words():
    lexemes.setdefault((lemma, paradigm), []).append((row, word, str(tag).replace(" ", ",")))
for (lemma, _), forms in sorted(lexemes.items()):
    sys.stdout.write("\t".join([lemma, *(f"{word} {tag}" for _, word, tag in sorted(forms))]) + "\n")
