"""Lets the stream play for minutes and says whether the host stays as it was: see scripts/soak."""

import argparse
import array
import os
import re
import statistics
import subprocess
import sys
import threading
import time

from bench import LUA, cpu_seconds, resident_mib
from heard import CHANNELS, RATE, Editor

MOST_MIB = 96
# A quarter of the time against the one before: below this, memory does not grow.
MOST_GROWTH_MIB = 3
# Music with its tape noise is never still for so long.
GAP_SECONDS = 0.005
SETTLING_SECONDS = 15


class GapEar(threading.Thread):
    """Counts the gaps in what the sound card plays, and keeps nothing of it.

    `heard` is how many seconds of blocks had sound in them.
    """

    def __init__(self):
        super().__init__(daemon=True)
        self.gaps = []
        self.heard = 0
        self._still = 0
        self.listens = False
        self._parec = subprocess.Popen(
            ["parec", "--format=s16le", f"--rate={RATE}", f"--channels={CHANNELS}", "--raw",
             "--latency-msec=50", "-d", os.environ["LOFI_TEST_MONITOR"]],
            stdout=subprocess.PIPE)

    def run(self):
        while block := self._parec.stdout.read(RATE // 50 * 2 * CHANNELS):
            if self.listens:
                self._listen(array.array("h", block))

    def _listen(self, samples):
        if max(samples) > 0 or min(samples) < 0:
            self.heard += len(samples) / CHANNELS / RATE
            still = len(samples) // CHANNELS - self._leading(samples[::-1])
            self._note(self._leading(samples))
            self._still = len(samples) // CHANNELS - still
        else:
            self._still += len(samples) // CHANNELS

    @staticmethod
    def _leading(samples):
        return next(i for i, sample in enumerate(samples) if sample) // CHANNELS

    def _note(self, more):
        still = self._still + more
        if still >= GAP_SECONDS * RATE:
            self.gaps.append(still / RATE)

    def close(self):
        self._parec.terminate()
        self._parec.wait()


def heap_mib(jcmd, pid):
    answer = subprocess.run([jcmd, str(pid), "GC.heap_info"], capture_output=True, text=True).stdout
    return sum(int(used) for used in re.findall(r"used (\d+)K", answer.split("Metaspace")[0])) / 1024


def watch(pid, jcmd, minutes):
    samples = []
    began, busy = time.monotonic(), cpu_seconds(pid)
    every = max(5, minutes * 60 / 40)
    while time.monotonic() - began < minutes * 60:
        time.sleep(every)
        samples.append(resident_mib(pid))
        passed = time.monotonic() - began
        print(f"{passed:6.0f} s  RSS {samples[-1]:5.1f} MiB  heap {heap_mib(jcmd, pid):5.1f} MiB"
              f"  CPU {100 * (cpu_seconds(pid) - busy) / passed:4.2f} %", flush=True)
    return samples


def growth(samples):
    """How much larger the last quarter was than the one before it."""
    quarter = max(1, len(samples) // 4)
    return statistics.median(samples[-quarter:]) - statistics.median(samples[-2 * quarter:-quarter])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, required=True)
    parser.add_argument("--jcmd", required=True)
    parser.add_argument("nvim", nargs="+", help="Neovim and its arguments, after --")
    wish = parser.parse_args()

    ear = GapEar()
    ear.start()
    with Editor(*wish.nvim) as editor:
        editor.lua(LUA + "return true")
        editor.lua("return bench.timed('Lofi volume 100')")
        editor.lua("return bench.timed('Lofi')")
        time.sleep(SETTLING_SECONDS)
        ear.listens = True
        samples = watch(editor.lua("return bench.lofi_pid()"), wish.jcmd, wish.minutes)
        ear.listens = False
    ear.close()

    failures = []
    if max(samples) > MOST_MIB:
        failures.append(f"memory reached {max(samples):.0f} MiB, and {MOST_MIB} are allowed")
    if growth(samples) > MOST_GROWTH_MIB:
        failures.append(f"memory still grows: {growth(samples):.1f} MiB in the last quarter")
    if ear.gaps:
        failures.append(f"{len(ear.gaps)} gaps, the longest of {max(ear.gaps) * 1000:.0f} ms")
    print(f"largest RSS {max(samples):.1f} MiB, growth in the last quarter {growth(samples):+.1f} MiB,"
          f" {len(ear.gaps)} gaps")
    print("FAILED: " + "; ".join(failures) if failures else "passed")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
