"""Measures lofi.nvim beside its peers, in the same run and on the same clock: see scripts/bench."""

import argparse
import array
import hashlib
import io
import json
import math
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time
import wave

from heard import AUDIBLE, CHANNELS, RATE, Editor, Monitor, write_wav

# pynvim stands for a host written in Python; Debian's package belongs to Debian's Python.
PYNVIM = ["/usr/bin/python3", "-c", "import pynvim; pynvim.start_host()"]

# Music plays for hours; its first seconds also pay for the start, the first and the second compiler.
SETTLING = 10

LUA = """
local bench = {}

-- Types a command; when it began and returned, in seconds.
function bench.timed(command)
  local began = vim.uv.hrtime()
  vim.cmd(command)
  return { began / 1e9, vim.uv.hrtime() / 1e9 }
end

function bench.lofi()
  for _, channel in ipairs(vim.api.nvim_list_chans()) do
    if channel.argv and table.concat(channel.argv, ' '):find('lofi-daemon', 1, true) then
      return channel.id
    end
  end
end

function bench.lofi_pid()
  return vim.fn.jobpid(bench.lofi())
end

function bench.start_peer(argv)
  bench.peer = vim.fn.jobstart(argv, { rpc = true })
  return vim.rpcrequest(bench.peer, 'poll')
end

-- Round trips of the request that every remote host answers, in microseconds.
function bench.round_trips(channel, count)
  local micros = {}
  for i = 1, count do
    local began = vim.uv.hrtime()
    vim.rpcrequest(channel, 'poll')
    micros[i] = (vim.uv.hrtime() - began) / 1e3
  end
  return micros
end

-- What each getter costs the editor: the slowest of a hundred calls, as the median of many such
-- rounds, so that a pause of the machine does not count.
function bench.getters()
  local lofi, slowest = require('lofi'), {}
  for _, name in ipairs({ 'status', 'queue', 'playlist', 'volume', 'is_playing', 'is_generating',
      'statusline' }) do
    local rounds = {}
    for round = 1, 51 do
      rounds[round] = 0
      for _ = 1, 100 do
        local began = vim.uv.hrtime()
        lofi[name]()
        rounds[round] = math.max(rounds[round], (vim.uv.hrtime() - began) / 1e3)
      end
    end
    table.sort(rounds)
    slowest[name] = rounds[26]
  end
  return slowest
end

-- How long each page of cache() takes, in milliseconds, and how many tracks came.
function bench.pages()
  local host, pages = require('lofi.host'), {}
  local request = host.request
  host.request = function(...)
    local began = vim.uv.hrtime()
    local answer, err = request(...)
    table.insert(pages, (vim.uv.hrtime() - began) / 1e6)
    return answer, err
  end
  local tracks = require('lofi').cache()
  host.request = request
  return { tracks = #tracks, pages = pages }
end

_G.bench = bench
"""

CACHED_TRACKS = 10_000


class Report:
    """A table of what was measured, what it is compared with, and what it should be."""

    def __init__(self):
        self._rows = [("", "lofi", "peer", "ratio", "target", "")]

    def add(self, name, ours, unit, peer=None, at_most=None, at_least=None, at_most_ratio=None):
        ratio = None if peer is None else ours / peer[1]
        target, reached = "", None
        if at_most is not None:
            target, reached = f"≤ {at_most:g} {unit}", ours <= at_most
        elif at_least is not None:
            target, reached = f"≥ {at_least:g} {unit}", ours >= at_least
        elif at_most_ratio is not None:
            target, reached = f"≤ {at_most_ratio:g} × {peer[0]}", ratio <= at_most_ratio
        self._rows.append((
            name, f"{ours:.3g} {unit}" if ours < 100 else f"{ours:.0f} {unit}",
            "" if peer is None else f"{peer[0]} {peer[1]:.3g}" if peer[1] < 100
            else f"{peer[0]} {peer[1]:.0f}",
            "" if ratio is None else f"{ratio:.2f}", target,
            "" if reached is None else "reached" if reached else "MISSED"))

    def print(self):
        widths = [max(map(len, column)) for column in zip(*self._rows)]
        for row in self._rows:
            print("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip())


def median_ms(seconds):
    return statistics.median(seconds) * 1e3


def percentile(values, percent):
    return sorted(values)[math.ceil(len(values) * percent / 100) - 1]


class Bench:
    def __init__(self, nvim, monitor, runs):
        self._nvim = nvim
        self._monitor = monitor
        self._runs = runs
        self.report = Report()

    def run(self, part, work):
        song = pathlib.Path(work, "song.wav")
        write_tone(song, 120)
        if part in (None, "starts"):
            self._starts(song)
        if part in (None, "rpc"):
            self._round_trips(pathlib.Path(work, "plugin.py"))
        if part in (None, "playing"):
            self._playing(song)
        if part in (None, "editor"):
            self._costs_of_editor(pathlib.Path(work, "cache"))

    def _editor(self):
        editor = Editor(*self._nvim)
        editor.lua(LUA + "return true")
        return editor

    def _quiet(self):
        if not self._monitor.wait_for_silence(0.5, 20):
            sys.exit("bench: the sound card does not fall silent")

    def _sound_after(self, began):
        frame = self._monitor.first_sound(self._monitor.frame_at(began), 20)
        if frame is None:
            sys.exit("bench: nothing was heard")
        return self._monitor.moment_of(frame) - began

    def _starts(self, song):
        returns, cold, warm, again, mpv = [], [], [], [], []
        for _ in range(self._runs):
            with self._editor() as editor:
                time.sleep(0.5)
                began, returned = editor.lua("return bench.timed('Lofi')")
                returns.append(returned - began)
                cold.append(self._sound_after(began))
                time.sleep(1)
                editor.lua("return bench.timed('Lofi stop')")
                self._quiet()
                began, _ = editor.lua("return bench.timed('Lofi')")
                warm.append(self._sound_after(began))
                self._wait_for_opening(editor)
                editor.lua("return bench.timed('Lofi daemon stop')")
                self._quiet()
                time.sleep(1)
                began, _ = editor.lua("return bench.timed('Lofi')")
                again.append(self._sound_after(began))
            self._quiet()
            began = time.monotonic()
            with mpv_playing(song):
                mpv.append(self._sound_after(began))
            self._quiet()
        self.report.add("cold :Lofi returns", median_ms(returns), "ms", at_most=5)
        self.report.add("cold :Lofi → first audible sample", median_ms(cold), "ms",
                        peer=("mpv", median_ms(mpv)), at_most=600)
        self.report.add("the same with a prepared opening", median_ms(again), "ms",
                        peer=("mpv", median_ms(mpv)), at_most_ratio=1)
        self.report.add("warm :Lofi → first audible sample", median_ms(warm), "ms",
                        peer=("mpv", median_ms(mpv)), at_most=150)

    def _wait_for_opening(self, editor):
        """The next stream's first seconds are written some seconds after the first sound."""
        pattern = "vim.fn.stdpath('cache') .. '/lofi/opening-*.pcm'"
        for _ in range(100):
            if editor.lua(f"return vim.fn.glob({pattern})"):
                return
            time.sleep(0.1)
        sys.exit("bench: no opening was prepared")

    def _round_trips(self, plugin):
        plugin.write_text("import pynvim\n\n\n@pynvim.plugin\nclass Nothing:\n    pass\n")
        argv = ", ".join(f"[[{word}]]" for word in [*PYNVIM, str(plugin)])
        ours, pynvims = [], []
        with self._editor() as editor:
            editor.lua("return bench.timed('Lofi')")
            time.sleep(2)
            editor.lua("return bench.timed('Lofi stop')")
            editor.lua(f"return bench.start_peer({{{argv}}})")
            for _ in range(10):
                ours.append(editor.lua("return bench.round_trips(bench.lofi(), 2000)"))
                pynvims.append(editor.lua("return bench.round_trips(bench.peer, 2000)"))
        # The first round of each is its warm-up.
        ours, pynvims = (sum(rounds[1:], []) for rounds in (ours, pynvims))
        for percent, ratio in ((50, 0.6), (99, 0.5)):
            self.report.add(f"RPC round trip, p{percent}", percentile(ours, percent), "µs",
                            peer=("pynvim", percentile(pynvims, percent)), at_most_ratio=ratio)

    def _costs_of_editor(self, cache):
        write_tracks(cache, CACHED_TRACKS)
        with self._editor() as editor:
            editor.lua(f"vim.g.lofi = {{ cache = {{ dir = [[{cache}]] }} }} return true")
            editor.lua("return bench.timed('Lofi')")
            while editor.lua("return #require('lofi.state').tracks()") == 0:
                time.sleep(0.2)
            time.sleep(2)
            getters = editor.lua("return bench.getters()")
            listings = [editor.lua("return bench.pages()") for _ in range(self._runs)]
        statusline = getters.pop("statusline")
        name, slowest = max(getters.items(), key=lambda getter: getter[1])
        self.report.add(f"slowest getter, {name}()", slowest, "µs", at_most=200)
        self.report.add("statusline()", statusline, "µs", at_most=10)
        if any(listing["tracks"] != CACHED_TRACKS for listing in listings):
            sys.exit(f"bench: not all tracks were listed: {listings[0]['tracks']}")
        self.report.add(f"slowest page of cache(), {CACHED_TRACKS} tracks", statistics.median(
            max(listing["pages"]) for listing in listings), "ms", at_most=10)

    def _playing(self, song):
        with self._editor() as editor:
            began, _ = editor.lua("return bench.timed('Lofi')")
            self._sound_after(began)
            time.sleep(SETTLING)
            our_memory, our_cpu = watch(editor.lua("return bench.lofi_pid()"), 30)
        self._quiet()
        with mpv_playing(song) as mpv:
            time.sleep(SETTLING)
            mpv_memory, mpv_cpu = watch(mpv.pid, 30)
        self.report.add("memory while streaming (RSS)", our_memory, "MiB",
                        peer=("mpv", mpv_memory), at_most=96)
        self.report.add("CPU while streaming", our_cpu, "%", peer=("mpv", mpv_cpu), at_most=4)


    def rendering(self, measured, how):
        speed, plan, first = measured
        self.report.add(f"rendering, one thread, {how}", speed, "× real time", at_least=120)
        self.report.add(f"plan of a song, {how}", plan, "ms", at_most=2)
        self.report.add(f"first 250 ms of audio, warm, {how}", first, "ms", at_most=20)


class mpv_playing:
    def __init__(self, song):
        self._process = subprocess.Popen(
            ["mpv", "--no-config", "--no-video", "--no-terminal", "--ao=pulse", str(song)])

    def __enter__(self):
        return self._process

    def __exit__(self, *_):
        self._process.terminate()
        self._process.wait()


def write_tone(path, seconds):
    """A file that is audible from its first millisecond."""
    second = array.array("h")
    for frame in range(RATE):
        second.extend([round(8000 * math.sin(2 * math.pi * 440 * frame / RATE))] * CHANNELS)
    write_wav(path, second * seconds)


def write_tracks(folder, count):
    """So many whole tracks, each a second of silence, as the library keeps them."""
    folder.mkdir()
    audio = io.BytesIO()
    with wave.open(audio, "wb") as file:
        file.setparams((1, 2, 1000, 0, "NONE", ""))
        file.writeframes(bytes(2000))
    sound = audio.getvalue()
    for number in range(count):
        prompt, version = f"rain on roof {number}, slow piano, vinyl crackle", "composer-v1"
        identity = "\0".join([prompt, str(number), "1", version])
        track_id = hashlib.sha256(identity.encode()).hexdigest()[:8]
        folder.joinpath(f"{track_id}.wav").write_bytes(sound)
        folder.joinpath(f"{track_id}.json").write_text(json.dumps({
            "track_id": track_id, "prompt": prompt, "seed": number, "duration_sec": 1,
            "model_version": version, "created_at": "2026-01-01T00:00:00Z", "format": "wav",
            "bytes": len(sound), "sample_rate": 1000, "channels": 1, "length_frames": 1000,
            "tokens": 50, "generation_time_sec": 0.5, "rms_db": -20, "style": {}}))


def watch(pid, seconds):
    """The largest resident memory in MiB, and the share of one core in percent."""
    began, busy = time.monotonic(), cpu_seconds(pid)
    memory = 0
    while time.monotonic() - began < seconds:
        time.sleep(1)
        memory = max(memory, resident_mib(pid))
    return memory, 100 * (cpu_seconds(pid) - busy) / (time.monotonic() - began)


def cpu_seconds(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident_mib(pid):
    pages = int(pathlib.Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def numbers(text):
    return [float(number) for number in text.split(",")]


PARTS = ["starts", "rpc", "playing", "rendering", "editor"]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--only", choices=PARTS, help="leave out all other parts")
    parser.add_argument("--render", type=numbers, help="what the renderer's own bench measured")
    parser.add_argument("--render-alone", type=numbers, help="with the client compiler alone")
    parser.add_argument("nvim", nargs="+", help="Neovim and its arguments, after --")
    wish = parser.parse_args()

    with tempfile.TemporaryDirectory() as work, Monitor() as monitor:
        bench = Bench(wish.nvim, monitor, wish.runs)
        bench.run(wish.only, work)
    if wish.render is not None:
        bench.rendering(wish.render, "both compilers")
    if wish.render_alone is not None:
        bench.rendering(wish.render_alone, "as in the host")
    load = " ".join(f"{value:.1f}" for value in os.getloadavg())
    print(f"{os.cpu_count()} cores, load {load}, medians of {wish.runs} runs,"
          f" audible from {20 * math.log10(AUDIBLE / 32768):.0f} dBFS")
    bench.report.print()


if __name__ == "__main__":
    main()
