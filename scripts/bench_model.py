"""Measures MusicGen with our decoder beside the published graphs: see scripts/bench-model."""

import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

from bench import LUA, percentile
from heard import Editor
from soak import GapEar

PROJECT = pathlib.Path(__file__).parent.parent
BUNDLE = PROJECT / "target" / "lofi"
PROMPT = "lofi hip hop, chill, mellow piano, vinyl crackle, rain on a tin roof"
THREADS = 2

# The published graphs take minutes; what is compared with them stands before and behind.
TURNS = ("q4", "q8", "published", "q8", "q4")


# Music is heard for so long before the model is asked for.
SETTLING_SECONDS = 5
# Round trips are taken in rounds, with a pause between, for as long as the piece is made.
ROUND = 100
PAUSE_SECONDS = 0.5

LISTEN = """
vim.g.made = nil
for _, event in ipairs({ 'generation_complete', 'generation_error' }) do
  require('lofi').on(event, function(data)
    vim.g.made = data
  end)
end
"""


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


def worker_of(host):
    """The process that the host has started for the model, or None."""
    for children in pathlib.Path(f"/proc/{host}/task").glob("*/children"):
        for child in children.read_text().split():
            if b"WorkerMain" in pathlib.Path(f"/proc/{child}/cmdline").read_bytes():
                return int(child)
    return None


def largest_mib(pid):
    status = pathlib.Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1024


def measure_in_neovim(nvim, folder, seconds):
    """A piece as a user has it made, while music plays: what it costs, and what it spoils."""
    ear = GapEar()
    ear.start()
    with Editor(*nvim) as editor:
        editor.lua(f"vim.g.lofi = {{ model = {{ weights_path = [[{folder / 'q4'}]] }},"
                   " prefetch = { enabled = false } } return true")
        editor.lua(LUA + LISTEN + "return true")
        editor.lua("return bench.timed('Lofi volume 100')")
        editor.lua("return bench.timed('Lofi')")
        time.sleep(SETTLING_SECONDS)
        ear.listens = True
        editor.lua("return require('lofi').generate({ seed = 1,"
                   f" prompt = [[{PROMPT}]], duration_sec = {seconds} }})")
        asked, trips, memory = time.monotonic(), [], 0
        host = editor.lua("return bench.lofi_pid()")
        while not (made := editor.lua("return vim.g.made or false")):
            trips += editor.lua(f"return bench.round_trips(bench.lofi(), {ROUND})")
            worker = worker_of(host)
            memory = max(memory, largest_mib(worker) if worker else 0)
            time.sleep(PAUSE_SECONDS)
        waited = time.monotonic() - asked
        ear.listens = False
    ear.close()
    if "code" in made:
        sys.exit(f"bench: the piece was not made: {made}")
    if ear.heard < 0.9 * waited or not memory:
        sys.exit(f"bench: {ear.heard:.1f} of {waited:.1f} s were heard, the worker had {memory} MiB")
    gaps, p99 = len(ear.gaps), percentile(trips, 99) / 1e3
    print(f"in Neovim, q4, while music plays: {seconds} s of audio in {waited:.1f} s with loading;"
          f" {gaps} gaps, 0 {verdict(gaps == 0)};"
          f" RPC p99 of {len(trips)} round trips {p99:.2f} ms, ≤ 2 ms {verdict(p99 <= 2)};"
          f" worker {memory:.0f} MiB, ≤ 700 MiB {verdict(memory <= 700)}")


def verdict(reached):
    return "reached" if reached else "MISSED"


def measure_speed(bench):
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


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--java", required=True)
    parser.add_argument("--seconds", type=int, default=30)
    parser.add_argument("--only", choices=("speed", "neovim"), help="leave out the other part")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("nvim", nargs="+", help="Neovim and its arguments, after --")
    wish = parser.parse_args()

    bench = Bench(wish.java, wish.folder, wish.seconds)
    if wish.only != "neovim":
        measure_speed(bench)
    elif not (wish.folder / "q4").exists():
        bench.convert("q4")
    if wish.only != "speed":
        measure_in_neovim(wish.nvim, wish.folder, wish.seconds)


if __name__ == "__main__":
    main()
