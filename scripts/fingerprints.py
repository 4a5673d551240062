"""Compares pieces by their Chromaprint fingerprints, as a music library finds its doubles.

Usage: scripts/fingerprints [--seeds N] [--stream-minutes N] [--prompt P]

Two pieces agree by the share of equal bits where they fit each other best; two recordings of one
piece agree by nearly all of them, two pieces that have nothing in common by half. Any two seeds,
and any two songs of a stream, must agree by less than LIMIT. Exits with 1 if two do not.
"""

import argparse
import itertools
import json
import os
import subprocess
import sys
import tempfile
import wave

LIMIT = 0.70
SECONDS = 60
# What is looked at of each: fpcalc calls a file that ends sooner an error.
LISTENED = SECONDS - 3
# How many fingerprint items, an eighth of a second each, one piece may be moved against another.
REACH = 40
COMPOSE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "compose")


def main():
    options = parse()
    with tempfile.TemporaryDirectory() as folder:
        pieces = seeds(folder, options) + songs(folder, options)
        prints = {name: fingerprint(path) for name, path in pieces}
        check_that_it_would_notice(folder, pieces[0][1], prints)
    pairs = [(agreement(prints[a], prints[b]), a, b) for a, b in same_kind(prints)]
    pairs.sort(reverse=True)
    for share, a, b in pairs[:5]:
        print(f"{share:.3f}  {a}, {b}")
    print(f"{len(pairs)} pairs, the closest agree by {pairs[0][0]:.3f} (limit {LIMIT})")
    return 0 if pairs[0][0] < LIMIT else 1


def parse():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", type=int, default=12)
    parser.add_argument("--stream-minutes", type=float, default=30)
    parser.add_argument("--prompt", default="lofi hip hop, chill, mellow piano, vinyl crackle")
    return parser.parse_args()


def seeds(folder, options):
    """One minute of each seed."""
    pieces = []
    for seed in range(1, options.seeds + 1):
        path = os.path.join(folder, f"seed-{seed}.wav")
        compose(options, "--seed", str(seed), "--seconds", str(SECONDS), "--wav", path)
        pieces.append((f"seed {seed}", path))
    return pieces


def songs(folder, options):
    """The first minute of each song of a stream, after its intro has let the last song go."""
    stream = os.path.join(folder, "stream.wav")
    plan = os.path.join(folder, "stream.json")
    seconds = options.stream_minutes * 60
    compose(options, "--seed", "1", "--stream-seconds", str(seconds), "--wav", stream, "--json", plan)
    with open(plan, encoding="utf-8") as file:
        starts = [song["startSec"] for song in json.load(file)["songs"]]
    pieces = []
    with wave.open(stream) as sound:
        for number, start in enumerate(starts):
            if start + SECONDS + 8 <= seconds:
                path = os.path.join(folder, f"song-{number}.wav")
                cut(sound, start + 8, path)
                pieces.append((f"song {number}", path))
    return pieces


def cut(sound, start, path):
    with wave.open(path, "wb") as part:
        part.setparams(sound.getparams())
        sound.setpos(int(start * sound.getframerate()))
        part.writeframes(sound.readframes(SECONDS * sound.getframerate()))


def compose(options, *arguments):
    subprocess.run([COMPOSE, "--prompt", options.prompt, *arguments], check=True)


def fingerprint(path):
    command = ["fpcalc", "-raw", "-length", str(LISTENED), "-plain", path]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return [int(item) & 0xFFFFFFFF for item in printed.strip().split(",")]


def same_kind(prints):
    """Pairs of seeds and pairs of songs."""
    for a, b in itertools.combinations(prints, 2):
        if a.split()[0] == b.split()[0]:
            yield a, b


def agreement(one, other):
    """The share of equal bits where two fingerprints fit best."""
    return max(overlap(one, other, by) for by in range(-REACH, REACH + 1))


def overlap(one, other, by):
    pairs = list(zip(one[max(0, by) :], other[max(0, -by) :]))
    different = sum((a ^ b).bit_count() for a, b in pairs)
    return 1 - different / (32 * len(pairs))


def check_that_it_would_notice(folder, path, prints):
    """The same piece a second later and half as loud must be taken for the same."""
    moved = os.path.join(folder, "moved.wav")
    with wave.open(path) as sound, wave.open(moved, "wb") as copy:
        copy.setparams(sound.getparams())
        sound.setpos(sound.getframerate())
        samples = memoryview(sound.readframes(sound.getnframes())).cast("h")
        copy.writeframes(b"".join(int(x / 2).to_bytes(2, "little", signed=True) for x in samples))
    share = agreement(next(iter(prints.values())), fingerprint(moved))
    if share < 0.9:
        sys.exit(f"a copy agrees by only {share:.3f}: the fingerprints say nothing")


if __name__ == "__main__":
    sys.exit(main())
