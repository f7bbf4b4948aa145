# SPDX-License-Identifier: Apache-2.0
"""Damages a run and a state in N ways each and holds every command that reads them to an answer: damage_campaign.py N.

Bytes are changed, cut off or swapped, in half of the files with the checksums of HDF5's metadata made to fit again, as
one who means harm would. `eveil info` and `digest` read each file, `compare`, `export` and `run --from` some: exit code 0, or 3 with
the file's name, and never a crash or a minute without an end. Prints what was met; exit code 1 with the seed and the
number of the file where a command did anything else.
"""
import collections
import pathlib
import random
import shutil
import struct
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from support import PROGRAM, Town

SMALL = ("--set", "simulation.days=3", "--set", "simulation.fork_days=2", "--set", "simulation.average_days=1", "--set", "simulation.sample=0.2")
MASK = 0xFFFFFFFF


def rotated(value, by):
    return (value << by | value >> 32 - by) & MASK


def checksum(data):
    """Jenkins, lookup3.c, hashlittle: what HDF5 has behind its metadata."""
    a = b = c = (0xDEADBEEF + len(data)) & MASK
    words = struct.unpack(f"<{(len(data) + 11) // 12 * 3}I", data + bytes(-len(data) % 12))
    if not words:
        return c
    for at in range(0, len(words), 3):
        a, b, c = (a + words[at]) & MASK, (b + words[at + 1]) & MASK, (c + words[at + 2]) & MASK
        if at + 3 == len(words):
            break
        a = (a - c) & MASK ^ rotated(c, 4)
        c = (c + b) & MASK
        b = (b - a) & MASK ^ rotated(a, 6)
        a = (a + c) & MASK
        c = (c - b) & MASK ^ rotated(b, 8)
        b = (b + a) & MASK
        a = (a - c) & MASK ^ rotated(c, 16)
        c = (c + b) & MASK
        b = (b - a) & MASK ^ rotated(a, 19)
        a = (a + c) & MASK
        c = (c - b) & MASK ^ rotated(b, 4)
        b = (b + a) & MASK
    c = ((c ^ b) - rotated(b, 14)) & MASK
    a = ((a ^ c) - rotated(c, 11)) & MASK
    b = ((b ^ a) - rotated(a, 25)) & MASK
    c = ((c ^ b) - rotated(b, 16)) & MASK
    a = ((a ^ c) - rotated(c, 4)) & MASK
    b = ((b ^ a) - rotated(a, 14)) & MASK
    return ((c ^ b) - rotated(b, 24)) & MASK


def blocks_of(data):
    """(first, size) of the blocks of metadata whose checksum is known to stand behind them."""
    found = [(0, 44)]
    for mark in (b"OHDR", b"OCHK", b"FRHP", b"FHDB", b"BTHD", b"BTLF", b"EAHD", b"EAIB", b"FAHD", b"FADB"):
        at = data.find(mark)
        while at >= 0:
            if mark == b"OHDR":
                flags = data[at + 5]
                width = 1 << (flags & 3)
                before = 6 + (16 if flags & 0x20 else 0) + (4 if flags & 0x10 else 0)
                sizes = [before + width + int.from_bytes(data[at + before:at + before + width], "little")]
            else:
                sizes = range(8, 200)
            for size in sizes:
                if data[at + size:at + size + 4] == struct.pack("<I", checksum(data[at:at + size])):
                    found.append((at, size))
                    break
            at = data.find(mark, at + 4)
    return found


def damaged(good, blocks):
    """A changed copy of the bytes, and what was done to it."""
    data = bytearray(good)
    harm = random.random() < 0.5
    kind = "made to fit" if harm else random.choice(("bytes changed", "cut off", "a page of zeros", "pages swapped"))
    if kind == "cut off":
        return data[:random.randrange(len(data))], kind
    if kind == "a page of zeros":
        at = random.randrange(max(len(data) - 4096, 1))
        data[at:at + 4096] = bytes(min(4096, len(data) - at))
        return data, kind
    if kind == "pages swapped":
        a, b = (random.randrange(max(len(data) - 512, 1)) for _ in range(2))
        data[a:a + 512], data[b:b + 512] = data[b:b + 512], data[a:a + 512]
        return data[:len(good)], kind
    for _ in range(random.randint(1, 4)):
        first, size = random.choice(blocks) if harm or random.random() < 0.5 else (0, len(data))
        at = first + (4 + random.randrange(size - 4) if size < len(data) else random.randrange(size))
        length = random.choice((1, 1, 2, 4, 8))
        new = random.choice((bytes(length), b"\xff" * length, random.randbytes(length)))
        data[at:at + length] = new[:len(data) - at]
    if harm:
        for first, size in blocks:
            data[first + size:first + size + 4] = struct.pack("<I", checksum(bytes(data[first:first + size])))
    return data, kind


class Damage(Town):
    def runTest(self):
        """The folder of a Town outside of a test's run."""

    def prepare(self):
        self.eveil("run", "base.toml", *SMALL, "--set", "output.events=true")
        self.goods = {}
        for name in ("run.h5", "run.state"):
            data = (self.folder / name).read_bytes()
            self.goods[name] = (data, blocks_of(data))

    def commands(self, name, file):
        yield "info", file
        yield "digest", file
        if random.random() < 0.1:
            if name == "run.h5":
                yield "compare", file, "--variant", "run.h5", "-o", "out"
                yield "export", file, "--to", "matsim", "-o", "out", "--force"
            else:
                yield "run", "base.toml", *SMALL, "--replication", "1", "--from", file, "-o", "fork.h5", "--force"

    def one(self, name, met):
        data, kind = damaged(*self.goods[name])
        file = f"bad-{name}"
        (self.folder / file).write_bytes(data)
        shutil.rmtree(self.folder / "out", ignore_errors=True)
        for words in self.commands(name, file):
            done = subprocess.run([PROGRAM, *words], cwd=self.folder, capture_output=True, text=True, errors="replace", timeout=600)
            if done.returncode not in (0, 3) or (done.returncode == 3 and file not in done.stderr):
                raise AssertionError(f"{' '.join(words)} on {kind}: ended with {done.returncode}: {done.stderr[-500:]}")
            answer = "read" if done.returncode == 0 else "its reader was ended" if "made to do harm" in done.stderr else "refused"
            met[f"{words[0]}: {answer}"] += 1


def main():
    wanted = int(sys.argv[1])
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.randrange(10**6)
    random.seed(seed)
    campaign = Damage()
    campaign.setUp()
    met = collections.Counter()
    start = time.monotonic()
    try:
        campaign.prepare()
        for number in range(wanted):
            for name in campaign.goods:
                try:
                    campaign.one(name, met)
                except (AssertionError, subprocess.TimeoutExpired) as error:
                    shutil.copy(campaign.folder / f"bad-{name}", pathlib.Path.cwd() / f"bad-{seed}-{number}-{name}")
                    print(f"damage_campaign: seed {seed}, file {number} of {name}: {error}")
                    return 1
        print(f"damage_campaign: seed {seed}: {wanted} runs and {wanted} states damaged, {time.monotonic() - start:.0f} s; " + ", ".join(f"{what} {times}" for what, times in sorted(met.items())))
        return 0
    finally:
        campaign.doCleanups()


if __name__ == "__main__":
    sys.exit(main())
