#!/usr/bin/env python3
"""Writes small SCP-ECG files and what they hold, for tests/golden/io/scp and tests/fuzz/seeds/scp.

Written from the format's description, not from the reader: an encoder of its own for every kind of compression, with
made-up signals. Beside each NAME.scp lies NAME.expected.txt: a row a sample, a column a lead, in digital units ("nan"
where a lead was not recorded).
"""
import math
import pathlib
import random
import struct

ROOT = pathlib.Path(__file__).resolve().parent.parent
GOLDEN = ROOT / "tests/golden/io/scp"
SEEDS = ROOT / "tests/fuzz/seeds/scp"
LEADS = {"I": 1, "II": 2, "V1": 3, "V6": 8, "III": 61, "aVR": 62}


def crc(data):
    value = 0xFFFF
    for byte in data:
        value ^= byte << 8
        for _ in range(8):
            value = (value << 1) ^ (0x1021 if value & 0x8000 else 0)
            value &= 0xFFFF
    return struct.pack("<H", value)


# Huffman codes: symbol -> bits as text, first sent first; "escape": (bits, number of bits that follow)
def default_codes():
    codes = {0: "0"}
    for size in range(1, 9):
        codes[size] = "1" * size + "0" + "0"
        codes[-size] = "1" * size + "0" + "1"
    return codes, [("1111111110", 8), ("1111111111", 16)]


def signed_bits(value, width):
    return format(value & (1 << width) - 1, f"0{width}b")


def pack_bits(bits):
    bits += "0" * (-len(bits) % 16)
    return bytes(int(bits[i:i + 8], 2) for i in range(0, len(bits), 8))


def encode_default(values):
    codes, escapes = default_codes()
    out = ""
    for value in values:
        if value in codes:
            out += codes[value]
        elif -128 <= value < 128:
            out += escapes[0][0] + signed_bits(value, 8)
        else:
            out += escapes[1][0] + signed_bits(value, 16)
    return pack_bits(out)


# Two tables of our own: the first for slow stretches, the second for steep ones; each has a code that switches to the other.
OWN_TABLES = [
    {"values": {0: "0", 1: "100", -1: "101", 2: "1100", -2: "1101"}, "switch": ("1110", 2), "escape": ("1111", 16)},
    {"values": {0: "00", 10: "010", -10: "011"}, "switch": ("10", 1), "escape": ("11", 12)},
]


def encode_own(values):
    out, table = "", 0
    for value in values:
        wanted = 1 if 2 < abs(value) < 2048 else 0
        if wanted != table:
            out += OWN_TABLES[table]["switch"][0]
            table = wanted
        own = OWN_TABLES[table]
        if value in own["values"]:
            out += own["values"][value]
        else:
            out += own["escape"][0] + signed_bits(value, own["escape"][1])
    return pack_bits(out)


def own_section_2():
    data = struct.pack("<H", len(OWN_TABLES))
    for table in OWN_TABLES:
        rows = [(bits, len(bits), 1, value) for value, bits in table["values"].items()]
        rows.append((table["switch"][0], len(table["switch"][0]), 0, table["switch"][1]))
        rows.append((table["escape"][0], len(table["escape"][0]) + table["escape"][1], 1, 0))
        data += struct.pack("<H", len(rows))
        for bits, entire, mode, value in rows:
            # The first bit sent is the lowest of the stored code.
            data += struct.pack("<BBBhI", len(bits), entire, mode, value, int(bits[::-1], 2))
    return data


def encode_plain(values):
    return struct.pack(f"<{len(values)}h", *values)


def differences(samples, order):
    if order == 0:
        return list(samples)
    if order == 1:
        return [samples[0]] + [b - a for a, b in zip(samples, samples[1:])]
    return list(samples[:2]) + [c - 2 * b + a for a, b, c in zip(samples, samples[1:], samples[2:])]


def section(number, data, version=20):
    if len(data) % 2:
        data += b"\0"
    reserved = b"SCPECG" if number == 0 and version >= 13 else bytes(6)
    body = struct.pack("<HIBB", number, 16 + len(data), version, version) + reserved + data
    return crc(body) + body


def record(sections, version=20):
    """Sections by number, 1 and up; those absent get a pointer of length 0."""
    numbers = list(range(1, 12)) + sorted(n for n in sections if n > 11)
    packed = {n: section(n, sections[n], version) for n in numbers if n in sections}
    pointer_bytes = 16 + 10 * (1 + len(numbers))
    index = 7 + pointer_bytes
    pointers = struct.pack("<HII", 0, pointer_bytes, 7)
    for number in numbers:
        length = len(packed.get(number, b""))
        pointers += struct.pack("<HII", number, length, index if length else 0)
        index += length
    body = section(0, pointers, version) + b"".join(packed[n] for n in numbers if n in packed)
    body = struct.pack("<I", 6 + len(body)) + body
    return crc(body) + body


def tag(number, value):
    return struct.pack("<BH", number, len(value)) + value


def text(value):
    return value.encode("latin-1") + b"\0"


def section_1(version=20, pacemaker=False):
    device = struct.pack("<HHHBB", 12, 34, 56, 0, 255) + b"ECG-1\0" + bytes([version, 0xA0, 1, 0xD0, 1]) + bytes(16)
    device += bytes([4]) + text("1.0") + text("SN-77") + text("os 3") + text("lib 1") + text("Example Works")
    data = tag(0, text("M\xfcller")) + tag(1, text("Erika")) + tag(2, text("P-1")) + tag(14, device)
    data += tag(5, struct.pack("<HBB", 1950, 2, 28)) + tag(8, b"\x02") + tag(20, text("Dr. Secret"))
    data += tag(22, text("Technician Secret")) + tag(16, text("Clinic Secret")) + tag(30, text("Secret of tag 30"))
    data += tag(25, struct.pack("<HBB", 2020, 3, 1)) + tag(26, bytes([13, 5, 59]))
    data += tag(27, struct.pack("<H", 5)) + tag(28, struct.pack("<H", 150)) + tag(29, b"\x02") + tag(33, b"\x02\x00")
    data += tag(13, text("dyspnoea")) + tag(10, b"\x00\x01\x01" + text("digoxin")) + tag(35, text("none known"))
    if pacemaker:
        data += tag(32, b"\x00\x19\x2a")
    return data + tag(255, b"")


def section_3(names, ranges, flags):
    data = bytes([len(names), flags])
    for name, (first, last) in zip(names, ranges):
        data += struct.pack("<IIB", first, last, LEADS[name])
    return data


def section_4(length_ms, fiducial, beats, protected):
    data = struct.pack("<HHH", length_ms, fiducial, len(beats))
    for kind, first, middle, last in beats:
        data += struct.pack("<HIII", kind, first, middle, last)
    for first, last in protected:
        data += struct.pack("<II", first, last)
    return data


def signal_section(amplitude_nv, interval_us, order, bimodal, leads, encode):
    coded = [encode(differences(samples, order)) for samples in leads]
    data = struct.pack("<HHBB", amplitude_nv, interval_us, order, bimodal)
    return data + struct.pack(f"<{len(coded)}H", *map(len, coded)) + b"".join(coded)


def section_7():
    data = struct.pack("<BBHH", 1, 1, 800, 29999)
    data += struct.pack("<5H3h", 40, 140, 210, 305, 29999, 45, -30, 999)
    data += struct.pack("<Hh", 250, 1500) + struct.pack("<BBHH", 2, 1, 1, 400)
    return data + struct.pack("<H", 2) + b"\0\1" + struct.pack("<HHHBH", 75, 29999, 410, 1, 0)


def section_8():
    statements = [text("Sinus rhythm"), text("Right axis deviation"), text("")]
    data = b"\1" + struct.pack("<HBB", 2020, 3, 1) + bytes([14, 0, 0, len(statements)])
    return data + b"".join(struct.pack("<BH", i + 1, len(s)) + s for i, s in enumerate(statements))


def section_10(names):
    data = struct.pack("<HH", len(names), 0)
    for name in names:
        values = [100, 29999, 95, 400] + [20] * 5 + [-150, 1200, -300, 0, 0, 10, 80, -20, 250, 29998, 3, 1, 1]
        data += struct.pack("<HH", LEADS[name], 2 * len(values)) + struct.pack(f"<{len(values)}h", *values)
    return data


def section_11():
    statements = [b"\1" + text("RVH") + text("POS"), b"\2" + text("see report")]
    data = b"\0" + struct.pack("<HBB", 2020, 3, 1) + bytes([14, 0, 0, len(statements)])
    return data + b"".join(struct.pack("<BH", i + 1, len(s)) + s for i, s in enumerate(statements))


def ecg(count, seed, beats=(60, 180), height=400):
    noise = random.Random(seed)
    out = []
    for t in range(count):
        value = 15 * math.sin(t / 30 + seed) + noise.randint(-2, 2)
        for beat in beats:
            value += height * math.exp(-(((t - beat) / 4) ** 2)) + height / 5 * math.exp(-(((t - beat - 45) / 14) ** 2))
        out.append(round(value))
    return out


DEFAULT = struct.pack("<H", 19999)


def write(name, data, columns, seed=False):
    GOLDEN.mkdir(parents=True, exist_ok=True)
    (GOLDEN / f"{name}.scp").write_bytes(data)
    rows = zip(*columns)
    (GOLDEN / f"{name}.expected.txt").write_text("".join(" ".join(map(str, row)) + "\n" for row in rows))
    if seed:
        SEEDS.mkdir(parents=True, exist_ok=True)
        (SEEDS / name).write_bytes(data)


def whole(names, count):
    return [(1, count)] * len(names)


def plain():
    """Not compressed at all; every section of words and measurements; a pacemaker in the history."""
    names, count = ["I", "II", "V1"], 120
    leads = [ecg(count, seed, beats=(60,)) for seed in range(3)]
    leads[2][5:8] = [32767, -32768, 32767]
    return record({1: section_1(pacemaker=True), 3: section_3(names, whole(names, count), 0x04 | 3 << 3),
                   6: signal_section(4880, 2000, 0, 0, leads, encode_plain), 7: section_7(), 8: section_8(),
                   10: section_10(names[:2]), 11: section_11()}), leads


def default(order, version=20):
    names, count = ["I", "II", "V6"], 240
    leads = [ecg(count, seed) for seed in range(3)]
    # Jumps of the whole range need the long escape and overflow 16 bits in the differences.
    leads[1][100:104] = [30000, -30000, 30000, 0]
    code = encode_wrapped if order else encode_default
    return record({1: section_1(version), 2: DEFAULT, 3: section_3(names, whole(names, count), 0x04 | 3 << 3),
                   6: signal_section(2500, 2000, order, 0, leads, code)}, version), leads


def encode_wrapped(values):
    return encode_default([(v + 32768) % 65536 - 32768 for v in values])


def own_tables():
    names, count = ["I", "V1"], 240
    leads = [ecg(count, seed + 10) for seed in range(2)]
    return record({1: section_1(), 2: own_section_2(), 3: section_3(names, whole(names, count), 0x04 | 2 << 3),
                   6: signal_section(1000, 4000, 1, 0, leads, encode_own)}), leads


def one_after_another():
    """Two leads, then two more, as a three-channel cart writes them."""
    names = ["I", "II", "III", "aVR"]
    ranges = [(1, 60), (1, 60), (61, 120), (61, 120)]
    leads = [ecg(60, seed, beats=(30,)) for seed in range(4)]
    columns = [lead + ["nan"] * 60 for lead in leads[:2]] + [["nan"] * 60 + lead for lead in leads[2:]]
    return record({1: section_1(), 2: DEFAULT, 3: section_3(names, ranges, 2 << 3),
                   6: signal_section(2500, 2000, 1, 0, leads, encode_default)}), columns


BEATS = [(0, 25, 60, 110), (1, 1, 130, 1), (0, 145, 180, 230)]
REFERENCE_SAMPLES, REFERENCE_FIDUCIAL = 90, 40


def reference_beat(seed):
    return ecg(REFERENCE_SAMPLES, seed + 50, beats=(REFERENCE_FIDUCIAL - 1,))


def subtracted(residual_nv, reference_nv):
    """The common step of both amplitudes is the one that the samples come out in."""
    step = math.gcd(residual_nv, reference_nv)
    names, count = ["I", "II"], 240
    references = [reference_beat(seed) for seed in range(2)]
    residuals = [ecg(count, seed + 20, height=0) for seed in range(2)]
    columns = []
    for residual, beat in zip(residuals, references):
        samples = [residual_nv // step * value for value in residual]
        for kind, first, middle, last in BEATS:
            if kind == 0:
                for t in range(first, last + 1):
                    samples[t - 1] += reference_nv // step * beat[t - middle + REFERENCE_FIDUCIAL - 1]
        columns.append(samples)
    return record({1: section_1(10), 2: DEFAULT, 3: section_3(names, whole(names, count), 0x05 | 2 << 3),
                   4: section_4(2 * REFERENCE_SAMPLES, REFERENCE_FIDUCIAL, BEATS, []),
                   5: signal_section(reference_nv, 2000, 2, 0, references, encode_default),
                   6: signal_section(residual_nv, 2000, 2, 0, residuals, encode_default)}, 10), columns


def counted_at_beat_rate():
    """As C# ECG Toolkit writes a reference beat at twice the rhythm's rate: section 3 counts at the beat's rate."""
    names, count = ["I", "II"], 120
    leads = [ecg(count, seed + 70, beats=(30, 90)) for seed in range(2)]
    references = [reference_beat(seed) for seed in range(2)]
    beats = [(0, 0, 60, 0), (0, 0, 180, 0)]
    return record({1: section_1(), 2: DEFAULT, 3: section_3(names, whole(names, 2 * count), 0x04 | 2 << 3),
                   4: section_4(2 * REFERENCE_SAMPLES, REFERENCE_FIDUCIAL, beats, []),
                   5: signal_section(5000, 2000, 2, 0, references, encode_default),
                   6: signal_section(5000, 4000, 2, 0, leads, encode_default)}), leads


def rounded(dividend, divisor):
    half = divisor // 2
    return (dividend + half) // divisor if dividend >= 0 else -((-dividend + half) // divisor)


def bimodal(factor):
    """Every sample inside the protected zones; outside one of `factor`, the rest of a stretch kept as it is."""
    names, count = ["I", "II"], 240
    protected = [(50, 72), (0, 0), (171, 190)]
    references = [reference_beat(seed) for seed in range(2)]
    residuals = [ecg(count, seed + 30, height=30) for seed in range(2)]
    kept_leads, columns = [], []
    zones = [zone for zone in protected if zone[0]]
    edges = [(1, zones[0][0] - 1), zones[0], (zones[0][1] + 1, zones[1][0] - 1), zones[1], (zones[1][1] + 1, count)]
    for residual, beat in zip(residuals, references):
        kept, full, fixed = [], [], {1, count}
        for number, (first, last) in enumerate(edges):
            part = residual[first - 1:last]
            if number % 2:
                kept += part
                full += part
                fixed.update(range(first, last + 1))
                continue
            runs = len(part) // factor
            means = [rounded(sum(part[factor * r:factor * (r + 1)]), factor) for r in range(runs)]
            rest = part[factor * runs:]
            kept += means + rest
            full += [means[0]] * (factor // 2)
            for a, b in zip(means, means[1:]):
                full += [a + rounded((b - a) * step, factor) for step in range(factor)]
            full += [means[-1]] * (factor // 2) + rest
        for kind, first, _, last in BEATS:
            if kind == 0:
                fixed.update((first - 1, first, last, last + 1))
        smooth = [full[t] if t + 1 in fixed else rounded(full[t - 1] + full[t] + full[t + 1], 3) for t in range(count)]
        for kind, first, middle, last in BEATS:
            if kind == 0:
                for t in range(first, last + 1):
                    smooth[t - 1] += beat[t - middle + REFERENCE_FIDUCIAL - 1]
        kept_leads.append(kept)
        columns.append(smooth)
    return record({1: section_1(13), 2: DEFAULT, 3: section_3(names, whole(names, count), 0x05 | 2 << 3),
                   4: section_4(2 * REFERENCE_SAMPLES, REFERENCE_FIDUCIAL, BEATS, protected),
                   5: signal_section(5000, 2000, 1, 0, references, encode_default),
                   6: signal_section(5000, 2000 * factor, 2, 1, kept_leads, encode_default)}, 13), columns


def only_reference_beat():
    names = ["I", "II"]
    references = [reference_beat(seed) for seed in range(2)]
    return record({1: section_1(), 2: DEFAULT, 3: section_3(names, whole(names, 240), 4),
                   4: section_4(2 * REFERENCE_SAMPLES, REFERENCE_FIDUCIAL, [], []),
                   5: signal_section(5000, 2000, 2, 0, references, encode_default)})


def main():
    write("plain", *plain(), seed=True)
    write("default_amplitudes", *default(0))
    write("default_first", *default(1, 13))
    write("default_second", *default(2), seed=True)
    write("own_tables", *own_tables(), seed=True)
    write("one_after_another", *one_after_another())
    # Residual at 20 uV, reference beat at 5 uV, as carts of the first version write them.
    write("subtracted", *subtracted(20000, 5000), seed=True)
    write("subtracted_other_step", *subtracted(3000, 2000))
    write("counted_at_beat_rate", *counted_at_beat_rate())
    write("bimodal_4", *bimodal(4), seed=True)
    write("bimodal_2", *bimodal(2))
    (GOLDEN / "only_reference_beat.scp").write_bytes(only_reference_beat())
    long_term = record({1: section_1(30), 3: section_3(["I"], [(1, 10)], 4), 12: bytes(40)}, 30)
    (GOLDEN / "only_long_term.scp").write_bytes(long_term)


if __name__ == "__main__":
    main()
