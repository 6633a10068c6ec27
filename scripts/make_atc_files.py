#!/usr/bin/env python3
"""Writes small AliveCor ATC files into tests/golden/io/atc and the fuzzer's seeds into tests/fuzz/seeds/atc.

Packs known integers as the "ATC File Format Specification 1.7" describes them, with the standard library and without
any code of this project. Sample t of block number b (1, 2, ...) is SAMPLE(b, t); the tests compute the same.
"""
import pathlib
import struct

TESTS = pathlib.Path(__file__).resolve().parent.parent / "tests"
FOLDER = TESTS / "golden" / "io" / "atc"
SEEDS = TESTS / "fuzz" / "seeds" / "atc"
LEAD_MARKS = " 23456789abc"


def sample(block, t):
    return (block * 1009 + t * 37) % 2001 - 1000


def block(identifier, data):
    body = identifier.encode("ascii") + struct.pack("<I", len(data)) + data
    return body + struct.pack("<I", sum(body) & 0xFFFFFFFF)


def field(text, size):
    return text.encode("ascii").ljust(size, b"\0")


def info(date, device_data):
    return block("info", field(date, 32) + field("58E0A7D7-EEBC-11D8-9669-0800200C9A66", 40) + field("udid-of-phone", 44)
                 + field("iPhone 4 : iPhone OS4.2", 32) + field("AliveECG v1.6.7", 32)
                 + field("kardia_mobile", 32) + field(device_data, 52))


def fmt(rate, resolution, flags, coding=1):
    return block("fmt ", struct.pack("<BHHBH", coding, rate, resolution, flags, 0))


def signal(prefix, number, samples):
    values = [sample(number, t) for t in range(samples)]
    return block(prefix + LEAD_MARKS[number - 1], struct.pack("<%dh" % samples, *values))


def annotations(ticks_per_second, beats):
    return block("ann ", struct.pack("<I", ticks_per_second) + b"".join(struct.pack("<IH", *beat) for beat in beats))


def atc(version, *blocks):
    return b"ALIVE\0\0\0" + struct.pack("<I", version) + b"".join(blocks)


def acceleration():
    return block("acc ", struct.pack("<I", 1000000) + struct.pack("<Qfff", 0, 0.0, 0.5, 1.0))


FILES = {
    "one_lead.atc": atc(2, info("2010-12-08T15:54:23.245+10:00", "Sydney"), fmt(300, 500, 2 + 4 + 8),
                        signal("ecg", 1, 60), annotations(300, [(30, 1), (45, 2)])),
    "six_leads.atc": atc(3, info("2018-10-10T11:13:11-0700", ""), fmt(300, 500, 0),
                         *[signal("ecg", lead, 50) for lead in range(1, 7)]),
    "twelve_leads.atc": atc(5, info("2021-07-22T08:00:00Z", "SN=AC6L100010,BAT=55"), fmt(600, 250, 16 + 32 + 64 + 128),
                            *[signal("ecg", lead, 40) for lead in range(12, 0, -1)],
                            *[signal("avg", lead, 12) for lead in (1, 2)], signal("med", 12, 10),
                            acceleration(), annotations(1000, [(100, 0), (900, 6), (1000, 9)])),
}


def main():
    for folder, files in ((FOLDER, FILES), (SEEDS, FILES)):
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (folder / name).write_bytes(content)


if __name__ == "__main__":
    main()
