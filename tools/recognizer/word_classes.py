"""Divides the vocabulary of the Navec news embeddings (https://github.com/natasha/navec, MIT, in the Python package
natasha) into classes of words of like use, one a line, the frequent words first:

    word TAB class

A class is 1 + 16 * coarse + fine: 64 coarse classes by spherical k-means, each divided into 16 by the same.
Usage: pip download --no-deps natasha==1.6.0, unpack natasha/data/emb/navec_news_v1_1B_250K_300d_100q.tar from it, then
OMP_NUM_THREADS=1 python3 word_classes.py FOLDER > classes.tsv
"""
import gzip
import os
import struct
import sys

import numpy as np

COARSE, FINE, ROUNDS, TRAINING_WORDS = 64, 16, 12, 60_000


def embeddings(folder):
    packed = gzip.open(os.path.join(folder, "vocab.bin")).read()
    (size,) = struct.unpack("<I", packed[:4])
    counts = np.frombuffer(packed[4 : 4 + 4 * size], "<u4")
    words = packed[4 + 4 * size :].decode().splitlines()
    data = open(os.path.join(folder, "pq.bin"), "rb").read()
    size, dim, parts, centroids = struct.unpack("<4I", data[:16])
    codes = np.frombuffer(data[16 : 16 + size * parts], np.uint8).reshape(size, parts)
    table = np.frombuffer(data[16 + size * parts :], "<f4").reshape(parts, centroids, dim // parts)
    vectors = np.concatenate([table[part][codes[:, part]] for part in range(parts)], axis=1)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    return words, counts, vectors


def nearest(vectors, centres):
    return np.concatenate([np.argmax(v @ centres.T, axis=1) for v in np.array_split(vectors, len(vectors) // 20_000 + 1)])


def k_means(vectors, k, seed):
    random = np.random.default_rng(seed)
    centres = vectors[random.choice(len(vectors), k, replace=len(vectors) < k)]
    for _ in range(ROUNDS):
        own = nearest(vectors, centres)
        sums = np.zeros_like(centres)
        np.add.at(sums, own, vectors)
        empty = np.bincount(own, minlength=k) == 0
        sums[empty] = centres[empty]
        centres = sums / (np.linalg.norm(sums, axis=1, keepdims=True) + 1e-9)
    return centres


words, counts, vectors = embeddings(sys.argv[1])
order = np.argsort(-counts.astype(np.int64), kind="stable")[: len(words)]
frequent = vectors[order[:TRAINING_WORDS]]
coarse_centres = k_means(frequent, COARSE, 0)
own = nearest(frequent, coarse_centres)
coarse = nearest(vectors, coarse_centres)
classes = np.zeros(len(vectors), int)
for number in range(COARSE):
    members = np.flatnonzero(coarse == number)
    fine = nearest(vectors[members], k_means(frequent[own == number], FINE, number))
    classes[members] = 1 + FINE * number + fine
for index in order:
    if not words[index].startswith("<"):
        sys.stdout.write(f"{words[index]}\t{classes[index]}\n")
