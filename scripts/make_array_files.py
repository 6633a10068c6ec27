#!/usr/bin/env python3
"""Writes the golden files of the readers of MATLAB and NumPy arrays into tests/golden/io/arrays, and the fuzzers' seeds.

SciPy and NumPy write them, so that nothing of this project decides what a right file is. Sample i of lead c is
7 i - 40 c + (i * i) % 11, in microvolts.
"""
import io
import pathlib
import struct

import numpy as np
import scipy.io

TESTS = pathlib.Path(__file__).resolve().parent.parent / "tests"
FOLDER = TESTS / "golden" / "io" / "arrays"
SEEDS = TESTS / "fuzz" / "seeds"
LEADS = ["I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6"]


def samples(leads, count, dtype=np.int16):
    i = np.arange(count)[:, None]
    c = np.arange(leads)[None, :]
    return (7 * i - 40 * c + (i * i) % 11).astype(dtype)


def cell(texts):
    array = np.empty((1, len(texts)), dtype=object)
    array[0, :] = texts
    return array


def mat(variables, **options):
    file = io.BytesIO()
    scipy.io.savemat(file, variables, **options)
    data = bytearray(file.getvalue())
    if options.get("format", "5") == "5":  # the date would differ from run to run
        data[:116] = b"MATLAB 5.0 MAT-file, written for a test".ljust(116)
    return bytes(data)


def pad(data):
    return data + bytes(-len(data) % 8)


def big_endian_mat5():
    """SciPy writes the machine's order only: packed by hand as the format's description says, one element small."""

    def element(kind, data):
        return struct.pack(">II", kind, len(data)) + pad(data)

    def small(kind, data):
        return struct.pack(">HH", len(data), kind) + data.ljust(4, b"\0")

    def matrix(class_code, shape, name, body):
        flags = element(6, struct.pack(">II", class_code, 0))
        dims = element(5, struct.pack(f">{len(shape)}i", *shape))
        title = small(1, name) if 0 < len(name) <= 4 else element(1, name)
        return element(14, flags + dims + title + body)

    values = samples(3, 40)
    names = b"".join(
        matrix(4, (1, len(lead)), b"", small(16, lead)) for lead in (b"I", b"aVR", b"V1")
    )
    return (
        b"MATLAB 5.0 MAT-file, big-endian".ljust(116)
        + bytes(8)
        + struct.pack(">H", 0x0100)
        + b"MI"
        + matrix(10, values.shape, b"ecg", element(3, values.astype(">i2").tobytes(order="F")))
        + matrix(6, (1, 1), b"fs", small(4, struct.pack(">H", 250)))
        + matrix(4, (1, 2), b"unit", small(16, b"uV"))
        + matrix(1, (1, 3), b"leads", names)
    )


def string_object(name):
    """What MATLAB writes for a variable of its class string; the strings themselves lie in a part without a name."""

    def element(kind, data):
        return struct.pack("<II", kind, len(data)) + pad(data)

    texts = b"".join(element(1, text) for text in (name, b"MCOS", b"string"))
    return element(14, element(6, struct.pack("<II", 17, 0)) + texts)


def npy(array, version=None, fortran=False):
    file = io.BytesIO()
    np.lib.format.write_array(file, np.asfortranarray(array) if fortran else array, version=version)
    return file.getvalue()


def npz(compressed=False, **arrays):
    file = io.BytesIO()
    (np.savez_compressed if compressed else np.savez)(file, **arrays)
    return file.getvalue()


def golden_files():
    twelve = samples(12, 60)
    stated = {"fs": 500, "unit": "uV", "leads": cell(LEADS)}
    yield "level4.mat", mat({"val": samples(3, 40).T.astype(np.int16), "fs": 250.0, "unit": "uV"}, format="4")
    yield "level4_alone.mat", mat({"val": samples(12, 40).T.astype(np.int16)}, format="4")
    yield "level4_leads.mat", mat(
        {"leads": np.array(["I", "aVR", "V1"]), "ecg": samples(3, 40).astype(float), "freq": 250.0, "units": "uV"},
        format="4",
    )
    yield "plain.mat", mat({"ECG": twelve, **stated})
    yield "packed.mat", mat({"signal": twelve.T.astype(float), **stated}, do_compression=True)
    yield "challenge.mat", mat({"val": twelve.T}, do_compression=True)
    yield "structure.mat", mat(
        {"ECG": {"data": twelve.T.astype(np.float32), "sex": "Female", "age": 59, "fs": 500, "unit": "uV"}}
    )
    yield "characters.mat", mat({"data": samples(3, 40), "labels": np.array(["I", "aVR", "V1"]), "Fs": 250, "unit": "uV"})
    yield "vectors.mat", mat({"I": samples(2, 40)[:, 0], "V6": samples(2, 40)[:, 1], "sfreq": 250, "units": "uV"})
    yield "big_endian.mat", big_endian_mat5()
    for code in ("<i1", "<i2", ">i2", "<i4", ">i8", "<u2", ">u4", "<u8", "<f2", ">f4", "<f8", ">f8", "u1"):
        leads, count = (2, 9) if code in ("<i1", "u1", "<u2", ">u4", "<u8") else (3, 40)
        values = np.abs(samples(leads, count)) if "u" in code else samples(leads, count)
        name = code.replace("<", "little_").replace(">", "big_")
        yield f"{name}.npy", npy(values.astype(code))
    yield "fortran.npy", npy(samples(12, 60), fortran=True)
    yield "version2.npy", npy(samples(12, 60).T, version=(2, 0))
    yield "version3.npy", npy(samples(12, 60).T, version=(3, 0))
    yield "one_lead.npy", npy(samples(1, 90)[:, 0])
    yield "object.npy", npy(np.array([None, 1], dtype=object))
    yield "structured.npy", npy(np.zeros(3, dtype=[("a", "<i2"), ("b", "<i2")]))
    yield "complex.npy", npy(np.zeros((2, 8), dtype=np.complex64))
    yield "named.npz", npz(ecg=twelve, fs=np.array(500), unit=np.array("uV"), leads=np.array(LEADS))
    yield "packed.npz", npz(True, signal=twelve.T.astype(np.float32), sampling_rate=np.float64(500.0), units=np.array(["uV"] * 12))
    yield "objects.npz", npz(ecg=twelve, meta=np.array({"fs": 500}, dtype=object))
    yield "object_leads.npz", npz(ecg=twelve, fs=500, unit="uV", leads=np.array(LEADS[::-1], dtype=object))
    yield "comma.mat", mat({"ecg": twelve, "fs": 500, "unit": "uV", "leads": ",".join(LEADS[::-1])})
    labels = np.array([(lead,) for lead in LEADS[::-1]], dtype=[("labels", object)])
    yield "chanlocs.mat", mat({"EEG": {"data": twelve.T, "srate": 500, "unit": "uV", "nbchan": 12, "chanlocs": labels}})
    yield "cell.mat", mat({"ecg": cell(list(twelve.T)), "fs": 500, "unit": "uV"})
    yield "cell_leads.mat", mat({"ecg": cell(list(twelve.T)), "fs": 500, "unit": "uV", "ch_names": cell(LEADS[::-1])})
    yield "string_leads.mat", mat({"ecg": twelve, "fs": 500, "unit": "uV"}) + string_object(b"leads")


    # Logical values: of one number a statement, of more a mask.
    told = {"age": 100, "age_unit": "months", "pacemaker": np.bool_(True)}
    masked = {"ecg": twelve, "fs": np.array([500]), "unit": "uV", "leads": LEADS, "mask": np.ones(60, dtype=bool)}
    yield "patient.npz", npz(**masked, **told)
    yield "patient.mat", mat({**masked, "leads": cell(LEADS), **told})
    yield "labchart.mat", labchart(starts=[[1], [41], [81]])
    yield "labchart_blocks.mat", labchart(starts=[[1, 21], [41, 61], [81, 101]])
    yield "labchart_lengths.mat", labchart(starts=[[1], [31], [81]])


def labchart(starts):
    """As LabChart exports three channels: one behind the other in one vector."""
    starts = np.array(starts, dtype=float)
    ends = np.append(starts.flatten()[1:] - 1, 120).reshape(starts.shape)
    return mat(
        {
            "data": samples(3, 40).T.reshape(1, -1).astype(float),
            "datastart": starts,
            "dataend": ends,
            "titles": np.array(["Lead II", "V1", "Pressure"]),
            "samplerate": np.full(starts.shape, 500.0),
            "unittext": np.array(["uV", "mmHg"]),
            "unittextmap": np.repeat([[1.0], [1.0], [2.0]], starts.shape[1], axis=1),
        }
    )


SEED_FOLDERS = {
    "matlab5": ("plain.mat", "packed.mat", "structure.mat", "characters.mat", "big_endian.mat", "chanlocs.mat",
                "cell_leads.mat", "string_leads.mat", "labchart.mat"),
    "matlab4": ("level4.mat", "level4_alone.mat", "level4_leads.mat"),
    "npy": ("big_f4.npy", "fortran.npy", "version3.npy", "little_f2.npy", "object.npy"),
    "npz": ("named.npz", "packed.npz", "objects.npz", "object_leads.npz"),
}


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    files = dict(golden_files())
    for name, data in files.items():
        (FOLDER / name).write_bytes(data)
    for folder, names in SEED_FOLDERS.items():
        (SEEDS / folder).mkdir(parents=True, exist_ok=True)
        for name in names:
            (SEEDS / folder / name).write_bytes(files[name])


if __name__ == "__main__":
    main()
