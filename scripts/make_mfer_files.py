#!/usr/bin/env python3
"""Writes small MFER files into tests/golden/io/mfer and the fuzzer's seeds into tests/fuzz/seeds/mfer.

Packs known integers by the Medical waveform Format Encoding Rules (MFER Part I; ISO/TS 11073-92001), with the standard
library and without any code of this project. Sample t of channel number c (1, 2, ...) of a frame that begins at sample
`first` is sample(c, first + t); the tests compute the same.
"""
import pathlib
import struct

TESTS = pathlib.Path(__file__).resolve().parent.parent / "tests"
FOLDER = TESTS / "golden" / "io" / "mfer"
SEEDS = TESTS / "fuzz" / "seeds" / "mfer"

BLE, TXC, BLK, CHN, SEQ, PNT, WFM, LDN = 0x01, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08, 0x09
DTP, IVL, SEN, OFF, CMP, FLT, NUL, NTE = 0x0A, 0x0B, 0x0C, 0x0D, 0x0E, 0x11, 0x12, 0x16
MAN, WAV, ATT, PRE, EVT, VAL, SET = 0x17, 0x1E, 0x3F, 0x40, 0x41, 0x42, 0x67
END, PNM, PID, AGE, SEX, TIM = 0x80, 0x81, 0x82, 0x83, 0x84, 0x85
LEAD = {"I": 1, "II": 2, "V1": 3, "V2": 4, "V3": 5, "V4": 6, "V5": 7, "V6": 8, "III": 61, "aVR": 62, "aVL": 63,
        "aVF": 64, "V4R": 12}
TYPE = {"h": 0, "H": 1, "i": 2, "B": 3, "b": 5, "I": 6, "f": 7, "d": 8}


def sample(channel, t):
    return (channel * 1009 + t * 37) % 2001 - 1000


class Writer:
    """Items in one byte order ('<' or '>')."""

    def __init__(self, order):
        self.order = order

    def number(self, value, size=4):
        return (value & (1 << 8 * size) - 1).to_bytes(size, "little" if self.order == "<" else "big")

    @staticmethod
    def item(tag, contents, long_length=0):
        head = bytes([tag]) if isinstance(tag, int) else tag
        if long_length or len(contents) > 127:
            size = long_length or (len(contents).bit_length() + 7) // 8
            return head + bytes([0x80 | size]) + len(contents).to_bytes(size, "big") + contents
        return head + bytes([len(contents)]) + contents

    def byte_order(self):
        return self.item(BLE, b"\x01" if self.order == "<" else b"\x00")

    def scaled(self, tag, unit, exponent, mantissa, size):
        return self.item(tag, struct.pack("Bb", unit, exponent) + self.number(mantissa, size))

    def lead(self, name, text=""):
        return self.item(LDN, self.number(LEAD.get(name, name), 2) + text.encode("ascii"))

    def channel(self, number, *items):
        return self.item(bytes([ATT, number]), b"".join(items))

    def time(self, year, month, day, hour, minute, second, ms=0, us=0):
        return self.item(TIM, self.number(year, 2) + bytes([month, day, hour, minute, second]) + self.number(ms, 2)
                         + self.number(us, 2))

    def waves(self, channels, blocks, sequences, codes=None, first=0, missing=None):
        """Blocks of every channel, sequence after sequence; `blocks` and `codes` by channel."""
        data = b""
        for s in range(sequences):
            for c in range(channels):
                code = codes[c] if codes else "h"
                for t in range(s * blocks[c], (s + 1) * blocks[c]):
                    value = sample(c + 1, first + t)
                    if missing and (c + 1, t) in missing:
                        data += missing[(c + 1, t)]
                    elif code in "fd":
                        data += struct.pack(self.order + code, value / 8)
                    elif code in "Bb":
                        data += struct.pack(code, value % 100)
                    else:
                        data += struct.pack(self.order + code, abs(value) if code in "HI" else value)
        return data


def twelve_lead():
    """As an electrocardiograph writes it: eight leads, then their dominant beat."""
    w = Writer("<")
    leads = ("I", "II", "V1", "V2", "V3", "V4", "V5", "V6")
    return b"".join([
        w.item(PRE, b"MFR Standard 12 leads ECG       "), w.byte_order(),
        w.item(MAN, b"Maker^ECG-1^01-02^0042"), w.item(TXC, b"ASCII"), w.item(PID, b"0815^x"),
        w.item(PNM, b"Doe^^Jane^"), w.item(AGE, bytes([0]) + w.number(0, 2) + w.number(1960, 2) + bytes([7, 14])),
        w.item(SEX, b"\x02"), w.time(2020, 7, 13, 8, 5, 9, 250), w.item(WFM, w.number(1, 2)),
        w.scaled(IVL, 1, -3, 2, 1), w.scaled(SEN, 0, -8, 125, 4), w.item(DTP, b"\x00"),
        w.item(FLT, b"LPF=150"), w.item(FLT, b"BEF=50^Hum filter"), w.item(CHN, w.number(8)),
        *[w.channel(i, w.lead(name)) for i, name in enumerate(leads)],
        w.item(BLK, w.number(60)), w.item(SEQ, w.number(1)),
        w.item(WAV, w.waves(8, [60] * 8, 1), 4),
        w.item(VAL, w.number(16416, 2) + w.number(0) + b"92^ms"),
        w.item(VAL, w.number(16417, 2) + w.number(0) + b"-^ms"),
        w.item(EVT, w.number(8193, 2) + w.number(30) + w.number(0) + b"Sinus rhythm"),
        w.item(NTE, b"at rest"),
        w.item(WFM, w.number(9, 2)), w.item(BLK, w.number(20)),
        w.item(WAV, w.waves(8, [20] * 8, 1, first=500), 4), bytes([END, 0]),
    ])


def sequences_big_endian():
    """The defaults of the rules (big-endian, 16-bit), no preamble, three sequences, missing samples."""
    w = Writer(">")
    leads = ("I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6")
    return b"".join([
        w.scaled(IVL, 0, 0, 250, 2), w.scaled(SEN, 0, -6, 5, 1), w.item(NUL, w.number(-32768, 2)),
        w.item(CHN, b"\x0c"), w.item(BLK, b"\x0a"), w.item(SEQ, b"\x03"),
        *[w.channel(i, w.lead(name)) for i, name in enumerate(leads)],
        w.item(WAV, w.waves(12, [10] * 12, 3, missing={(2, 3): b"\x80\x00", (12, 29): b"\x80\x00"})),
    ])


def monitor():
    """Channels of different rates, units and types, in a group and in definitions without a stated length."""
    w = Writer("<")
    open_channel = lambda number, *items: bytes([ATT, number, 0x80]) + b"".join(items) + b"\0\0"
    return b"".join([
        w.item(PRE, b"MFR Monitoring"), w.byte_order(), w.item(WFM, w.number(21, 2)), w.scaled(IVL, 1, -3, 4, 1),
        w.scaled(SEN, 0, -6, 2, 2), w.item(CHN, w.number(6, 1)), w.item(BLK, w.number(50, 1)),
        w.item(SEQ, w.number(2, 1)),
        open_channel(0, w.lead("II")), w.channel(1, w.lead("V5")),
        w.channel(2, w.lead(143, "ART"), w.item(BLK, b"\x19"), w.scaled(IVL, 1, -3, 8, 1), w.scaled(SEN, 1, -3, 125, 2)),
        bytes([SET, 0x80]) + w.channel(3, w.lead(4168), w.item(BLK, b"\x19"), w.scaled(IVL, 0, 0, 125, 1)) + b"\0\0",
        w.channel(4, w.lead(0x1040), w.item(DTP, b"\x04")), w.channel(5, w.lead("I", "ECG1")),
        w.item(WAV, w.waves(6, [50, 50, 25, 25, 50, 50], 2)), bytes([END, 0]),
    ])


def all_types(order):
    w = Writer(order)
    codes = "hHiBbIfd"
    leads = ("I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2")
    return b"".join([
        w.byte_order(), w.scaled(IVL, 0, 1, 50, 1), w.scaled(SEN, 0, -6, 1, 1), w.item(CHN, w.number(8, 1)),
        w.item(BLK, w.number(20, 1)),
        *[w.channel(i, w.lead(name), w.item(DTP, bytes([TYPE[codes[i]]]))) for i, name in enumerate(leads)],
        w.item(WAV, w.waves(8, [20] * 8, 2, codes=codes)),
    ])


def frames():
    """One recording in three frames; the second says where it begins, the third says no length."""
    w = Writer(">")
    head = [w.item(PRE, b"MFR "), w.item(WFM, w.number(2, 2)), w.scaled(IVL, 0, 0, 200, 2), w.scaled(SEN, 0, -6, 10, 1),
            w.item(CHN, b"\x02"), w.item(BLK, b"\x0f"), w.item(SEQ, b"\x02"), w.channel(0, w.lead("II")),
            w.channel(1, w.lead("V4R"))]
    return b"".join(head + [
        w.item(WAV, w.waves(2, [15, 15], 2)), w.item(PNT, w.number(30)), w.item(WAV, w.waves(2, [15, 15], 2, first=30)),
        bytes([WAV, 0x80]), w.waves(2, [15, 15], 2, first=60), b"\0\0",
        w.item(BLK, b"\x04"), w.item(SEQ, b"\x01"), w.scaled(IVL, 0, 0, 100, 1), w.item(WAV, w.waves(2, [4, 4], 1))])


FILES = {
    "twelve_lead.mwf": twelve_lead(),
    "sequences_big_endian.mwf": sequences_big_endian(),
    "monitor.mwf": monitor(),
    "types_little_endian.mwf": all_types("<"),
    "types_big_endian.mwf": all_types(">"),
    "frames.mwf": frames(),
}


def main():
    for folder in (FOLDER, SEEDS):
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in FILES.items():
            (folder / name).write_bytes(content)


if __name__ == "__main__":
    main()
