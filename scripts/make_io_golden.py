#!/usr/bin/env python3
"""Writes the golden files of the WFDB reader into tests/golden/io.

Packs known integers into the storage formats as signal(5) and header(5) of the WFDB Applications Guide describe
them, with numpy and without any code of this project, and writes beside them the millivolts that must come out.
"""
import pathlib
import struct

import numpy as np

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "tests" / "golden" / "io"
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


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    wide, twelve_bits, eight_bits = integers(-32768, 32767, 1), integers(-2048, 2047, 2), integers(-128, 127, 3)
    write("format16", "16", "dat", pack_16(wide), wide, -32768)
    write("format212", "212", "dat", pack_212(twelve_bits), twelve_bits, -2048)
    write("format80", "80", "dat", pack_80(eight_bits), eight_bits, -128)
    write("challenge", "16+24", "mat", matlab_4(wide), wide, -32768)


if __name__ == "__main__":
    main()
