#!/usr/bin/env python3
"""Writes the golden files of the WFDB reader into tests/golden/io, and the fuzzers' seeds into tests/fuzz/seeds.

Packs known integers into the storage formats as signal(5) and header(5) of the WFDB Applications Guide describe
them, with numpy and without any code of this project, and writes beside them the millivolts that must come out.
"""
import pathlib
import struct

import numpy as np

TESTS = pathlib.Path(__file__).resolve().parent.parent / "tests"
FOLDER = TESTS / "golden" / "io"
SEEDS = TESTS / "fuzz" / "seeds"
TABLES = {
    "own": "time_s,I,II,V1\n0,0.1,-0.2,\n0.002,1e-3,2.5,nan\n0.004,4,5,6\n",
    "units": "# Age: 59\ntime (ms),I (uV),II [mV],ABP (mmHg)\n0,100,0.2,80\n2,-50,0.1,81\n",
    "stated": "Sampling rate;500 Hz\nunit;uV\nI;II\n0,5;1\n-0,25;2\n",
    "blanks": "Rhythm signal\n\n" + " 1 2 3 4 5 6 7 8 9 10 11 12 \n" * 3,
    "one": '"II"\n0.5\n-1.25\n',
    "tabs": "sample\tI\taVR\r\n0\t1,5\t2\r\n1\t2,5\t\r\n",
}
SAMPLES = 41  # odd, and three signals: format 212 ends in half a pair
LEADS = ("I", "aVR", "V1")
GAINS = (200.0, 987.5, 1000.0)
BASELINES = (0, -17, 5)


def pack_16(samples):
    return samples.astype("<i2").tobytes()


def pack_80(samples):
    return (samples + 128).astype("u1").tobytes()


def pack_212(samples):
    packed = bytearray()
    words = [int(s) & 0xFFF for s in samples]
    for i in range(0, len(words), 2):
        first = words[i]
        second = words[i + 1] if i + 1 < len(words) else 0
        packed += bytes([first & 0xFF, (first >> 8) | ((second >> 8) << 4), second & 0xFF])
    return bytes(packed[: (len(words) * 3 + 1) // 2])


def matlab_4(samples):
    head = struct.pack("<5i", 30, len(LEADS), SAMPLES, 0, 4) + b"val\0"
    return head + pack_16(samples)


def write(name, format_field, ending, data, samples, missing):
    adu = samples.reshape(SAMPLES, len(LEADS))
    (FOLDER / f"{name}.{ending}").write_bytes(data)
    lines = [f"{name} {len(LEADS)} 500 {SAMPLES}"]
    for i, lead in enumerate(LEADS):
        checksum = (int(adu[:, i].sum()) + 32768) % 65536 - 32768
        lines.append(
            f"{name}.{ending} {format_field} {GAINS[i]:g}({BASELINES[i]})/mV 16 0 {adu[0, i]} {checksum} 0 {lead}"
        )
    (FOLDER / f"{name}.hea").write_text("\n".join(lines) + "\n")
    millivolts = (adu - np.array(BASELINES)) / np.array(GAINS)
    rows = [" ".join("nan" if a == missing else repr(float(m)) for a, m in zip(r, v)) for r, v in zip(adu, millivolts)]
    (FOLDER / f"{name}.expected.txt").write_text("\n".join(rows) + "\n")


def integers(low, high, seed):
    """Random integers that hold both ends of the range; `low` is the mark of a missing sample."""
    samples = np.random.default_rng(seed).integers(low + 1, high, size=SAMPLES * len(LEADS), endpoint=True)
    samples[3], samples[4], samples[7], samples[-1] = low + 1, high, low, low + 1
    return samples


def seed(fuzzer, name, data):
    (SEEDS / fuzzer).mkdir(parents=True, exist_ok=True)
    (SEEDS / fuzzer / name).write_bytes(data)


def write_seeds():
    for name, ending in (("format16", "dat"), ("format212", "dat"), ("format80", "dat"), ("challenge", "mat")):
        header = (FOLDER / f"{name}.hea").read_text().replace(f"{name}.{ending}", f"r.{ending}").encode()
        samples = (FOLDER / f"{name}.{ending}").read_bytes()
        seed("wfdb", name, header + b"\0" + samples)
        seed("read_record", name, header.replace(f"r.{ending}".encode(), b"b") + b"\0\0" + samples)
    seed("wfdb", "bare", b"r 1\nr.dat 16\n\0" + pack_16(np.arange(4)))
    seed("matlab4", "challenge", matlab_4(np.arange(SAMPLES * 3)))
    seed("matlab4", "two_signals", struct.pack("<5i", 30, 2, 3, 0, 4) + b"val\0" + pack_16(np.arange(6)))
    for name, text in TABLES.items():
        seed("delimited_text", name, text.encode())


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    wide, twelve_bits, eight_bits = integers(-32768, 32767, 1), integers(-2048, 2047, 2), integers(-128, 127, 3)
    write("format16", "16", "dat", pack_16(wide), wide, -32768)
    write("format212", "212", "dat", pack_212(twelve_bits), twelve_bits, -2048)
    write("format80", "80", "dat", pack_80(eight_bits), eight_bits, -128)
    write("challenge", "16+24", "mat", matlab_4(wide), wide, -32768)
    write_seeds()


if __name__ == "__main__":
    main()
