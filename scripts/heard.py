"""What the machine's sound card plays, and a Neovim that makes it play: for the demo and the bench.

Run as a program, it types `:Lofi` into a Neovim without a screen and leaves what was heard, as the
sound card's monitor recorded it, in a WAV file.
"""

import argparse
import array
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import wave

RATE = 48_000
CHANNELS = 2
# -60 dBFS: below it, a listener hears nothing and a recording counts as silent.
AUDIBLE = 33


class Monitor:
    """Records what the default sink plays, on the clock of `time.monotonic()`."""

    def __init__(self):
        self.samples = array.array("h")
        self._grown = threading.Condition()
        # A block arrives after its last frame was played, never before, so the earliest arrival
        # tells best when the recording began.
        self._began = float("inf")
        self._parec = subprocess.Popen(
            ["parec", "--format=s16le", f"--rate={RATE}", f"--channels={CHANNELS}", "--raw",
             "--latency-msec=10", "-d", os.environ["LOFI_TEST_MONITOR"]],
            stdout=subprocess.PIPE, bufsize=0)
        threading.Thread(target=self._record, daemon=True).start()
        self._wait_until(lambda: self.frames() > 0, 5)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._parec.terminate()
        self._parec.wait()

    def _record(self):
        rest = b""
        while block := self._parec.stdout.read(65536):
            arrived = time.monotonic()
            block = rest + block
            whole = len(block) - len(block) % 4
            rest = block[whole:]
            with self._grown:
                self.samples.frombytes(block[:whole])
                self._began = min(self._began, arrived - self.frames() / RATE)
                self._grown.notify_all()

    def frames(self):
        return len(self.samples) // CHANNELS

    def frame_at(self, moment):
        return max(0, int((moment - self._began) * RATE))

    def moment_of(self, frame):
        return self._began + frame / RATE

    def _wait_until(self, condition, timeout):
        with self._grown:
            return self._grown.wait_for(condition, timeout)

    def wait_for_frames(self, frames, timeout):
        return self._wait_until(lambda: self.frames() >= frames, timeout)

    def first_sound(self, from_frame, timeout):
        """The first audible frame from `from_frame` on, or None after `timeout` seconds."""
        next_sample = from_frame * CHANNELS
        found = None

        def heard():
            nonlocal next_sample, found
            while next_sample < len(self.samples):
                block = self.samples[next_sample:next_sample + 4096]
                if max(block) >= AUDIBLE or min(block) <= -AUDIBLE:
                    offset = next(i for i, s in enumerate(block) if abs(s) >= AUDIBLE)
                    found = (next_sample + offset) // CHANNELS
                    return True
                next_sample += len(block)
            return False

        self._wait_until(heard, timeout)
        return found

    def wait_for_silence(self, seconds, timeout):
        """Whether nothing audible was played for so long, before `timeout` seconds were over."""
        deadline = time.monotonic() + timeout
        while time.monotonic() < deadline:
            start = self.frames()
            if self.first_sound(start, seconds) is None:
                return True
        return False


class Editor:
    """A Neovim without a screen and with nothing of the user's."""

    def __init__(self, nvim, *arguments):
        self._nvim = nvim
        self._home = tempfile.mkdtemp(prefix="lofi-home.")
        self._socket = os.path.join(self._home, "nvim")
        self._env = dict(os.environ, HOME=self._home)
        for name in ("CONFIG", "DATA", "STATE", "CACHE"):
            self._env[f"XDG_{name}_HOME"] = os.path.join(self._home, name.lower())
        self._messages = open(os.path.join(self._home, "messages"), "w+")
        self.process = subprocess.Popen(
            [nvim, "--headless", "--listen", self._socket, *arguments], env=self._env,
            stdin=subprocess.PIPE, stdout=self._messages, stderr=subprocess.STDOUT)
        while not os.path.exists(self._socket):
            if self.process.poll() is not None:
                sys.exit(f"Neovim ended at once: {self.messages()}")
            time.sleep(0.01)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        self._messages.close()
        shutil.rmtree(self._home, ignore_errors=True)

    def lua(self, code):
        """Runs Lua code that returns something, and returns it."""
        quoted = code.replace("'", "''")
        answer = subprocess.run(
            [self._nvim, "--headless", "--server", self._socket, "--remote-expr",
             f"json_encode(luaeval('(function() {quoted} end)()'))"],
            env=self._env, capture_output=True, text=True)
        if answer.returncode != 0:
            sys.exit(f"Neovim refused: {answer.stderr.strip()}")
        return json.loads(answer.stdout.strip() or answer.stderr.strip())

    def messages(self):
        """What a user would have read, to say why something failed."""
        said = self.lua("return vim.fn.execute('messages')") if self.process.poll() is None else ""
        printed = pathlib.Path(self._messages.name).read_text()
        return " ".join(f"{said} {printed}".split())


def write_wav(path, samples):
    with wave.open(str(path), "wb") as file:
        file.setnchannels(CHANNELS)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.tobytes())


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("nvim", nargs="+", help="Neovim and its arguments, after --")
    wish = parser.parse_args()

    with Monitor() as monitor, Editor(*wish.nvim) as editor:
        asked = monitor.frame_at(time.monotonic())
        editor.lua("vim.schedule(function() vim.cmd('Lofi') end) return true")
        first = monitor.first_sound(asked, 30)
        if first is None:
            sys.exit(f"demo: nothing was heard within 30 s of :Lofi. {editor.messages()}")
        # A breath of silence shows that nothing is missing in front.
        begin = max(0, first - RATE // 20)
        frames = round(wish.seconds * RATE)
        if not monitor.wait_for_frames(begin + frames, wish.seconds + 10):
            sys.exit("demo: the sound card stopped before the recording was long enough")
        recorded = monitor.samples[begin * CHANNELS:(begin + frames) * CHANNELS]

    write_wav(wish.out, recorded)
    print(f"{wish.out}: {wish.seconds:g} s of what the sound card played")


if __name__ == "__main__":
    main()
