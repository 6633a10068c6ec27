#!/usr/bin/env python3
"""Writes golden files and fuzz seeds for the readers of EDF, BDF and ISHNE Holter.

The files are packed from the formats' published descriptions (edfplus.info; F. Badilini, "The ISHNE Holter Standard
Output File Format", 1998) with the standard library and without any code of this project. Beside each lie the integers
that must come out, a column a channel, "nan" where nothing was recorded.
"""
import binascii
import math
import pathlib
import struct

TESTS = pathlib.Path(__file__).resolve().parent.parent / "tests"


def wave(count, amplitude, period, shift=0):
    """Integers with a peak now and then, so that a shifted or swapped channel shows."""
    return [round(amplitude * math.sin(2 * math.pi * (i + shift) / period)) + (amplitude if i % 97 == shift else 0)
            for i in range(count)]


def pad(text, size):
    raw = text if isinstance(text, bytes) else text.encode()
    assert len(raw) <= size, text
    return raw.ljust(size)


def header(version, patient, recording, day, time, kind, records, duration, signals):
    parts = [pad(version, 8), pad(patient, 80), pad(recording, 80), pad(day, 8), pad(time, 8),
             pad(str(256 * (len(signals) + 1)), 8), pad(kind, 44), pad(str(records), 8), pad(duration, 8),
             pad(str(len(signals)), 4)]
    for key, size in (("label", 16), ("transducer", 80), ("unit", 8), ("pmin", 8), ("pmax", 8), ("dmin", 8),
                      ("dmax", 8), ("filters", 80), ("samples", 8), ("reserved", 32)):
        parts += [pad(str(signal.get(key, "")) if not isinstance(signal.get(key), bytes) else signal[key], size)
                  for signal in signals]
    return b"".join(parts)


def integers(values, width):
    return b"".join(int(value).to_bytes(width, "little", signed=True) for value in values)


def lists(size, *texts):
    return b"".join(text + b"\0" for text in texts).ljust(size, b"\0")


def annotation_signal(name, samples):
    return {"label": name + " Annotations", "pmin": -1, "pmax": 1, "dmin": -32768, "dmax": 32767, "samples": samples}


def expected(path, columns):
    rows = zip(*columns.values())
    path.write_text(",".join(columns) + "\n" + "".join(",".join(str(v) for v in row) + "\n" for row in rows))


def edf_plus_d(folder):
    """Three data records of half a second, 250 Hz; the second begins 0.1 s late, 25 samples are missing."""
    signals = [
        {"label": "ECG II", "transducer": "AgAgCl electrode", "unit": "uV", "pmin": -8192, "pmax": 8191.75,
         "dmin": -32768, "dmax": 32767, "filters": "HP:0.05Hz LP:150Hz N:50Hz", "samples": 125},
        {"label": "EKG V1", "unit": "mV", "pmin": -5, "pmax": 5, "dmin": -2048, "dmax": 2047,
         "filters": "HP:0.05Hz LP:150Hz N:50Hz", "samples": 125},
        {"label": "ECG -aVR", "unit": "uV", "pmin": 1000, "pmax": -1000, "dmin": -1000, "dmax": 1000, "samples": 125},
        {"label": "EEG Fpz-Cz", "unit": "uV", "pmin": -500, "pmax": 500, "dmin": -2000, "dmax": 2000, "samples": 50},
        {"label": "SaO2", "unit": "%", "pmin": 0, "pmax": "100,0", "dmin": 0, "dmax": 100, "samples": 1},
        annotation_signal("EDF", 40),
    ]
    waves = [wave(375, 4000, 60), wave(375, 300, 45, 5), wave(375, 200, 33, 9), wave(150, 900, 21, 2), [98, 97, 98]]
    starts = [b"+0.25", b"+0.85", b"+1.35"]
    texts = [[b"+0.45\x14R peak\x14", b"+0.5\x150.125\x14ST change\x14seen again@@EKG V1\x14"],
             ["+1\x14Größe µ\x14".encode()], []]
    data = b""
    for r in range(3):
        for signal, values in zip(signals, waves):
            n = signal["samples"]
            data += integers(values[r * n:(r + 1) * n], 2)
        data += lists(80, starts[r] + b"\x14\x14", *texts[r])
    head = header("0", "P-4711 F 02-MAY-1951 Haagse_Harriet", "Startdate 01-MAY-2019 PSG-12 NN Recorder_7", "01.05.19",
                  "23.59.59", "EDF+D", 3, "0.5", signals)
    (folder / "gap.edf").write_bytes(head + data)
    nan = ["nan"] * 25
    split = {s["label"]: w[:125] + nan + w[125:] for s, w in zip(signals[:3], waves)}
    split["ECG -aVR"] = [v if v == "nan" else -v for v in split["ECG -aVR"]]
    expected(folder / "gap.expected.csv", split)
    return head + data


def edf_plain(folder):
    """Plain EDF whose number of data records is unknown and whose last one is cut."""
    signals = [{"label": "I", "unit": "mV", "pmin": -3.2768, "pmax": 3.2767, "dmin": -32768, "dmax": 32767, "samples": 200},
               {"label": "aVF", "unit": "V", "pmin": -0.01, "pmax": 0.01, "dmin": -5000, "dmax": 5000, "samples": 200}]
    waves = [wave(600, 900, 50), wave(600, 700, 70, 3)]
    data = b"".join(integers(w[r * 200:(r + 1) * 200], 2) for r in range(3) for w in waves)
    head = header("0", "somebody", "Dr. Nobody's clinic", "02.08.85", "00.00.07", "", -1, "1", signals)
    (folder / "unfinished.edf").write_bytes(head + data[:-100])
    expected(folder / "unfinished.expected.csv", {s["label"]: w[:400] for s, w in zip(signals, waves)})
    return head + data[:-100]


def bdf(folder):
    signals = [{"label": "ECG V6", "unit": "nV", "pmin": -8388608, "pmax": 8388607, "dmin": -8388608, "dmax": 8388607,
                "samples": 100},
               {"label": "Status", "unit": "Boolean", "pmin": -8388608, "pmax": 8388607, "dmin": -8388608,
                "dmax": 8388607, "samples": 100}, dict(annotation_signal("BDF", 12), dmin=-8388608, dmax=8388607)]
    values = wave(400, 2000000, 37)
    data = b"".join(integers(values[r * 100:(r + 1) * 100], 3) + integers([r] * 100, 3) +
                    lists(36, b"+%g\x14\x14" % (0.1 * r), *([b"+0.2\x14N\x14"] if r == 2 else [])) for r in range(4))
    head = header(b"\xffBIOSEMI", "X M X X", "Startdate X X X X", "01.01.85", "00.00.00", "BDF+C", 4, "0.1", signals)
    (folder / "plus.bdf").write_bytes(head + data)
    expected(folder / "plus.expected.csv", {"ECG V6": values})
    return head + data


def ishne(folder, name, leads, count, stated, variable=b"", pacemaker=0, sex=2, missing=()):
    """`leads`: code and nV; `stated`: what the header says of the number of samples."""
    waves = [wave(count, 300 + 40 * i, 40 + 7 * i, i) for i in range(len(leads))]
    for lead, sample in missing:
        waves[lead][sample] = -32768
    fill = [-9] * (12 - len(leads))
    day = struct.pack("<9h", 29, 2, 1948, 28, 2, 2011, 1, 3, 2011)
    body = struct.pack("<4iH", len(variable), stated, 522, 522 + len(variable), 1)
    body += b"Jane".ljust(40, b"\0") + b"D\xf6e".ljust(40, b"\0") + b"H-12".ljust(20, b"\0")
    body += struct.pack("<2h", sex, 1) + day + struct.pack("<3h", 9, 5, 7) + struct.pack("<h", len(leads))
    body += struct.pack("<12h", *[code for code, _ in leads], *fill) + struct.pack("<12h", *([1] * len(leads)), *fill)
    body += struct.pack("<12h", *[nv for _, nv in leads], *fill) + struct.pack("<h", pacemaker)
    body += b"digital".ljust(40, b"\0") + struct.pack("<h", 200) + bytes(80 + 80 + 88)
    assert len(body) == 512
    body += variable
    crc = binascii.crc_hqx(body, 0xFFFF)
    data = struct.pack(f"<{count * len(leads)}h", *[wave[i] for i in range(count) for wave in waves])
    (folder / (name + ".ecg")).write_bytes(b"ISHNE1.0" + struct.pack("<H", crc) + body + data)
    names = {5: "I", 6: "II", 11: "V1", 15: "V5", 1: "bipolar"}
    expected(folder / (name + ".expected.csv"), {names[code]: ["nan" if v == -32768 else v for v in w]
                                                 for (code, _), w in zip(leads, waves)})
    return b"ISHNE1.0" + struct.pack("<H", crc) + body + data


def main():
    edf_folder, ishne_folder = TESTS / "golden" / "io" / "edf", TESTS / "golden" / "io" / "ishne"
    for folder in (edf_folder, ishne_folder):
        folder.mkdir(parents=True, exist_ok=True)
    seeds = {"edf": {"gap": edf_plus_d(edf_folder), "unfinished": edf_plain(edf_folder)}, "bdf": {"plus": bdf(edf_folder)},
             "ishne": {"three_leads": ishne(ishne_folder, "three_leads", [(6, 2500), (11, 1000), (1, 5000)], 500, 500,
                                            b"free text", 2, missing=[(1, 7)]),
                       "counted_together": ishne(ishne_folder, "counted_together", [(5, 2500), (15, 2500)], 300, 600)}}
    for name, files in seeds.items():
        folder = TESTS / "fuzz" / "seeds" / name
        folder.mkdir(parents=True, exist_ok=True)
        for key, content in files.items():
            (folder / key).write_bytes(content)


main()
