#!/usr/bin/env python3
"""Writes golden files of the rarer WFDB storage formats into tests/golden/io/wfdb, and seeds of the WFDB fuzzers.

As scripts/make_io_golden.py: the packing follows signal(5) of the WFDB Applications Guide, for FLAC RFC 9639, with no
code of this project and no FLAC library.
"""
import hashlib
import struct

import numpy as np

import make_io_golden as golden

SIGNALS = len(golden.LEADS)


def pack_8(samples):
    """First differences of each signal; the header's initial value is the first sample."""
    frames = samples.reshape(golden.SAMPLES, SIGNALS)
    return np.diff(frames, axis=0, prepend=frames[:1]).astype("i1").tobytes()


def pack_24(samples):
    return b"".join((int(s) & 0xFFFFFF).to_bytes(3, "little") for s in samples)


def pack_310(samples):
    packed = bytearray()
    bits = [int(s) & 0x3FF for s in samples]
    for i in range(0, len(bits), 3):
        three = bits[i : i + 3]
        third = three[2] if len(three) == 3 else 0
        words = [three[0] << 1 | (third & 0x1F) << 11]
        if len(three) > 1:
            words.append(three[1] << 1 | (third >> 5) << 11)
        packed += struct.pack(f"<{len(words)}H", *words)
    return bytes(packed)


def pack_311(samples):
    packed = bytearray()
    bits = [int(s) & 0x3FF for s in samples]
    for i in range(0, len(bits), 3):
        three = bits[i : i + 3]
        word = sum(value << 10 * k for k, value in enumerate(three))
        packed += word.to_bytes(4, "little")[: (4 if len(three) == 3 else len(three) + 1)]
    return bytes(packed)


def crc(data, polynomial, bits):
    value = 0
    for byte in data:
        value ^= byte << (bits - 8)
        for _ in range(8):
            value = value << 1 ^ (polynomial if value >> (bits - 1) & 1 else 0)
            value &= (1 << bits) - 1
    return value


def flac_frame(number, block, bits):
    """One frame of verbatim subframes: `block` has a row for each sample."""
    size_code = {8: 1, 16: 4, 24: 6}[bits]
    head = bytes([0xFF, 0xF8, 0x60, (block.shape[1] - 1) << 4 | size_code << 1, number, len(block) - 1])
    frame = head + bytes([crc(head, 0x07, 8)])
    for channel in block.T:
        frame += b"\x02" + b"".join((int(s) & ((1 << bits) - 1)).to_bytes(bits // 8, "big") for s in channel)
    return frame + crc(frame, 0x8005, 16).to_bytes(2, "big")


def pack_flac(samples, bits, channels=SIGNALS, block=16):
    frames = samples.reshape(-1, channels)
    raw = b"".join((int(s) & ((1 << bits) - 1)).to_bytes(bits // 8, "little") for s in samples)
    info = struct.pack(">HH", block, block) + bytes(6)
    info += (96000 << 44 | (channels - 1) << 41 | (bits - 1) << 36 | len(frames)).to_bytes(8, "big")
    stream = b"fLaC" + b"\x80\x00\x00\x22" + info + hashlib.md5(raw).digest()
    for number, start in enumerate(range(0, len(frames), block)):
        stream += flac_frame(number, frames[start : start + block], bits)
    return stream


def smooth(seed):
    """Samples whose steps fit into 8 bits."""
    steps = np.random.default_rng(seed).integers(-128, 127, size=(golden.SAMPLES, SIGNALS), endpoint=True)
    return np.cumsum(steps, axis=0).reshape(-1)


def annotations():
    words = [22 << 10, 63 << 10 | 23]
    text = b"## time resolution: 500\0"
    head = struct.pack("<2H", *words) + text
    body = [1 << 10 | 3, 62 << 10 | 1, 5 << 10 | 4, 61 << 10 | 2, 60 << 10 | 3, 28 << 10 | 1, 63 << 10 | 4]
    skip = struct.pack("<4H", 59 << 10, 0, 2000, 39 << 10 | 1)
    return head + struct.pack(f"<{len(body)}H", *body) + b"(VT\0" + skip + b"\0\0"


def write_seeds():
    for name, field in (("format8", "8"), ("format310", "310"), ("flac16", "516")):
        header = (golden.FOLDER / f"{name}.hea").read_bytes().replace(f"{name}.dat".encode(), b"r.dat")
        golden.seed("wfdb", name, header + b"\0" + (golden.FOLDER / f"{name}.dat").read_bytes())
    golden.seed("wfdb", "rates", b"r 2 250 4\nr.dat 16x2 200/mV 16 0 0 28 0 II\nr.dat 16:1 200/mV\n\0"
                + golden.pack_16(np.arange(12)))
    segment = b"a 1 500 4\nr.dat 16 200/mV 16 0 0 6 0 II\n"
    layout = b"l 1 500 0\n~ 0 200/mV 16 0 0 0 0 II\n"
    samples = golden.pack_16(np.arange(4))
    parts = {"fixed": b"r/3 1 500 11\na 4\n~ 3\na 4\n", "variable": b"r/3 1 500 7\nl 0\n~ 3\na 4\n"}
    for name, record in parts.items():
        golden.seed("wfdb_segments", name, b"\0".join([record, layout, segment, samples]))
    flac = pack_flac(np.arange(8), 16, 2, 16)
    golden.seed("wfdb_segments", "flac", b"\0".join(
        [b"r/2 2 500 8\na 4\na 4\n", b"", b"a 2 500 4\nr.dat 516 200/mV 16 0 0 12 0 I\nr.dat 516 200/mV 16 0 1 16 0 II\n",
         flac]))
    golden.seed("wfdb_annotations", "all_kinds", annotations())
    golden.seed("wfdb_annotations", "definitions", b"".join(
        struct.pack("<2H", 22 << 10, 63 << 10 | len(text)) + text + b"\0" * (len(text) % 2)
        for text in (b"## annotation type definitions", b"42 X some words", b"## end of definitions"))
        + struct.pack("<5H", 59 << 10, 0xFFFF, 0xFFFF, 1, 42 << 10 | 7) + b"\0\0")


def main():
    golden.FOLDER = golden.FOLDER / "wfdb"
    golden.FOLDER.mkdir(parents=True, exist_ok=True)
    integers = golden.integers
    differences, ten_bits, wide = smooth(4), integers(-512, 511, 5), integers(-32768, 32767, 6)
    eight_bits, medium, long = integers(-128, 127, 7), integers(-(2**23), 2**23 - 1, 8), integers(-(2**31), 2**31 - 1, 9)
    golden.write("format8", "8", "dat", pack_8(differences), differences, None)
    golden.write("format24", "24", "dat", pack_24(medium), medium, -(2**23))
    golden.write("format32", "32", "dat", long.astype("<i4").tobytes(), long, -(2**31))
    golden.write("format61", "61", "dat", wide.astype(">i2").tobytes(), wide, -32768)
    golden.write("format160", "160", "dat", (wide + 32768).astype("<u2").tobytes(), wide, -32768)
    golden.write("format310", "310", "dat", pack_310(ten_bits), ten_bits, -512)
    golden.write("format311", "311", "dat", pack_311(ten_bits), ten_bits, -512)
    golden.write("flac8", "508", "dat", pack_flac(eight_bits, 8), eight_bits, -128)
    golden.write("flac16", "516", "dat", pack_flac(wide, 16), wide, -32768)
    golden.write("flac24", "524", "dat", pack_flac(medium, 24), medium, -(2**23))
    write_seeds()


if __name__ == "__main__":
    main()
