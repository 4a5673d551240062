"""Measures MusicGen with our decoder beside the published graphs: see scripts/bench-model."""

import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

PROJECT = pathlib.Path(__file__).parent.parent
BUNDLE = PROJECT / "target" / "lofi"
PROMPT = "lofi hip hop, chill, mellow piano, vinyl crackle, rain on a tin roof"
THREADS = 2

# The published graphs take minutes; what is compared with them stands before and behind.
TURNS = ("q4", "q8", "published", "q8", "q4")


class Run:
    """A program that ended: its words, its seconds, and the most memory it ever had."""

    def __init__(self, argv):
        with tempfile.TemporaryFile("w+") as words:
            environment = os.environ | {"ORT_DISABLE_TELEMETRY": "1"}
            process = subprocess.Popen(argv, stdout=words, stderr=words, env=environment)
            _, status, usage = os.wait4(process.pid, 0)
            words.seek(0)
            self.words = words.read()
        if status != 0:
            sys.exit(f"bench: {argv} failed:\n{self.words}")
        self.mib = usage.ru_maxrss / 1024

    def number(self, pattern):
        found = re.search(pattern, self.words)
        if found is None:
            sys.exit(f"bench: no {pattern} in:\n{self.words}")
        return float(found[1])


class Bench:
    def __init__(self, java, folder, seconds):
        self._java = java
        self._folder = folder
        self._seconds = seconds
        self.rows = []

    def _java_main(self, main, *arguments):
        path = f"{PROJECT}/target/test-classes:{BUNDLE}/lib/*:{BUNDLE}/lib/worker/*"
        return Run([self._java, f"@{BUNDLE}/bin/model.args", "-cp", path, main, *arguments])

    def _model(self, *arguments):
        return Run([str(PROJECT / "scripts" / "model"), *map(str, arguments)])

    def bandwidth(self):
        run = self._java_main("lofi.musicgen.decoder.BandwidthBench", str(THREADS))
        print(f"memory: {run.number(r'([0-9.]+) GB/s'):.1f} GB/s read by {THREADS} threads")

    def tokenizer(self):
        file = str(self._folder / "checkpoint" / "tokenizer.json")
        return self._java_main("lofi.musicgen.text.TokenizerBench", file).number(r"loaded in ([0-9.]+) ms")

    def convert(self, quantization):
        target = self._folder / quantization
        shutil.rmtree(target, ignore_errors=True)
        checkpoint = self._folder / "checkpoint"
        run = self._model("convert", checkpoint, target, "--quantization", quantization)
        return run.mib

    def generate(self, variant):
        """Seconds from the prompt to the last sample, loading left out; and MiB."""
        if variant == "published":
            run = self._java_main(
                "lofi.musicgen.worker.PublishedBench", str(self._folder / variant), PROMPT,
                str(self._seconds), str(THREADS))
        else:
            run = self._model(
                "generate", "--model", self._folder / variant, "--prompt", PROMPT, "--seed", 1,
                "--seconds", self._seconds, "--threads", THREADS,
                "--out", self._folder / "piece.wav")
        loading = run.number(r"loaded in ([0-9.]+) s")
        seconds = run.number(r"of audio in ([0-9.]+) s")
        print(f"{variant:9}  loaded in {loading:.1f} s, {self._seconds} s of audio in"
              f" {seconds:.1f} s, {run.mib:.0f} MiB", flush=True)
        return seconds, run.mib


def verdict(reached):
    return "reached" if reached else "MISSED"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--java", required=True)
    parser.add_argument("--seconds", type=int, default=30)
    parser.add_argument("folder", type=pathlib.Path)
    wish = parser.parse_args()

    bench = Bench(wish.java, wish.folder, wish.seconds)
    converting = {name: bench.convert(name) for name in ("q4", "q8")}
    tokenizer = bench.tokenizer()
    runs = {}
    bench.bandwidth()
    for variant in TURNS:
        runs.setdefault(variant, []).append(bench.generate(variant))
    bench.bandwidth()

    seconds = {name: sum(run[0] for run in found) / len(found) for name, found in runs.items()}
    memory = {name: max(run[1] for run in found) for name, found in runs.items()}
    print(f"{os.cpu_count()} cores, {THREADS} threads, means of {len(runs['q4'])} runs;"
          f" published int8 once: {seconds['published']:.1f} s, {memory['published']:.0f} MiB")
    for name, target in (("q4", 2.8), ("q8", 2)):
        factor = seconds["published"] / seconds[name]
        print(f"{name}: {seconds[name]:.1f} s, {factor:.2f} × as fast as published int8,"
              f" ≥ {target} × {verdict(factor >= target)}; {memory[name]:.0f} MiB"
              + (f", ≤ 700 MiB {verdict(memory[name] <= 700)}" if name == "q4" else ""))
    print(f"tokenizer: loaded in {tokenizer:.0f} ms, ≤ 100 ms {verdict(tokenizer <= 100)}")
    most = max(converting.values())
    print(f"converter: {most:.0f} MiB, ≤ 1024 MiB {verdict(most <= 1024)}")


if __name__ == "__main__":
    main()
