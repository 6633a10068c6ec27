#!/usr/bin/env python3
"""make_echonext_records.py ECHONEXT -o FOLDER --lead-sd-mv SD --lead-mean-mv MEAN: WFDB records and a manifest for
`leadwise-train ingest` from EchoNext.

ECHONEXT holds echonext_metadata_100k.csv and EchoNext_<split>_waveforms.npy, arrays of (ECGs, 1, 2500, 12) at 250 Hz whose
row i is the i-th row of that split in the metadata. Their samples are no millivolts: they were standardised with means and
standard deviations that the release does not state. They have to be given, one number for all leads or twelve: a scale
that is made up would be learnt as if it were the patients'. The order of the leads is not stated either; it is taken for
I, II, III, aVR, aVL, aVF, V1 ... V6, and checked: III must be II - I.

A flag of 0 also stands where the echo did not measure. With the column of the measurement named, such a label is left
unknown. Sex is taken where it is said in words; what stands there else is counted and left out. Rows of split "no_split" are
earlier ECGs of patients in val and test, and are left out.
"""

import argparse
import csv
import pathlib
import sys

import numpy as np

LEADS = ["I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6"]
SPLITS = {"train": "train", "val": "validation", "test": "test"}
SEXES = {"f": "female", "female": "female", "m": "male", "male": "male"}
ADU_PER_MV = 1000
RATE_HZ = 250


def refuse(message):
    sys.exit(f"make_echonext_records: {message}")


def numbers(text):
    values = np.array([float(part) for part in text.split(",")])
    if values.size not in (1, len(LEADS)) or not np.isfinite(values).all():
        raise argparse.ArgumentTypeError("one number or twelve")
    return np.broadcast_to(values, len(LEADS))


def rows_by_split(options):
    rows = {split: [] for split in SPLITS}
    needed = ["ecg_key", "patient_key", "split", options.flag]
    with open(options.folder / "echonext_metadata_100k.csv", newline="", encoding="utf-8-sig") as file:
        reader = csv.DictReader(file)
        for column in [*needed, *([options.measurement] if options.measurement else [])]:
            if column not in (reader.fieldnames or []):
                refuse(f'the metadata has no column "{column}"')
        for row in reader:
            if row["split"] in rows:
                rows[row["split"]].append(row)
    return rows


def check_lead_order(ecg_mv, name):
    """Einthoven's law, which a median filter and clipping bend but do not break."""
    difference = ecg_mv[:, 1] - ecg_mv[:, 0] - ecg_mv[:, 2]
    if difference.std() > 0.5 * ecg_mv[:, 2].std():
        refuse(f"{name}: lead III is not II - I; means and standard deviations, or the leads' order, are others")


def write_wfdb(folder, name, ecg_mv):
    adu = np.clip(np.rint(ecg_mv * ADU_PER_MV), -32767, 32767)
    adu = np.where(np.isfinite(adu), adu, -32768).astype("<i2")
    lines = [f"{name} {len(LEADS)} {RATE_HZ} {len(adu)}"]
    for index, lead in enumerate(LEADS):
        checksum = int(adu[:, index].astype(np.int64).sum()) & 0xFFFF
        lines.append(f"{name}.dat 16 {ADU_PER_MV}(0)/mV 16 0 {adu[0, index]} {checksum} 0 {lead}")
    (folder / f"{name}.hea").write_text("\n".join(lines) + "\n")
    (folder / f"{name}.dat").write_bytes(adu.tobytes())


def label_of(row, options):
    value = row[options.flag].strip()
    unmeasured = options.measurement and row[options.measurement].strip() == ""
    if unmeasured and value not in ("1", "1.0"):
        return ""
    if value not in ("0", "1", "0.0", "1.0"):
        refuse(f'{row["ecg_key"]}: "{options.flag}" is "{value}", not 0 or 1')
    return value[0]


def sex_of(row):
    return SEXES.get((row.get("sex") or "").strip().lower(), "")


def report_sexes(rows):
    """A number does not say which sex it stands for, and a guess would exchange men and women."""
    others = sorted({row["sex"] for row in rows if row.get("sex") and not sex_of(row)})
    if others:
        count = sum(row["sex"] in others for row in rows)
        print(f'sex is left out of {count} of {len(rows)} ECGs: it is {", ".join(others[:4])}, not female or male',
              file=sys.stderr)


def records_of(split, rows, options):
    path = options.folder / f"EchoNext_{split}_waveforms.npy"
    waveforms = np.load(path, mmap_mode="r")
    if waveforms.shape != (len(rows), 1, 2500, len(LEADS)):
        refuse(f"{path} has the shape {waveforms.shape}, the metadata {len(rows)} rows of {split}")
    for number, row in enumerate(rows):
        ecg_mv = waveforms[number, 0].astype(float) * options.lead_sd_mv + options.lead_mean_mv
        if number == 0:
            check_lead_order(ecg_mv, row["ecg_key"])
        below = pathlib.Path(split) / f"{number // 1000:03d}"
        (options.out / below).mkdir(parents=True, exist_ok=True)
        name = f"{split}{number:06d}"
        write_wfdb(options.out / below, name, ecg_mv)
        yield {
            "path": str(below / f"{name}.hea"),
            "uid": row["ecg_key"],
            "patient": row["patient_key"],
            "database": "echonext",
            "split": SPLITS[split],
            "age_years": row.get("age_at_ecg", ""),
            "sex": sex_of(row),
            f"label_{options.label}": label_of(row, options),
        }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("-o", "--out", type=pathlib.Path, required=True)
    parser.add_argument("--lead-sd-mv", type=numbers, required=True)
    parser.add_argument("--lead-mean-mv", type=numbers, required=True)
    parser.add_argument("--flag", default="pasp_gte_45_flag")
    parser.add_argument("--measurement", default="pasp_value", help="empty: take every 0 for measured")
    parser.add_argument("--label", default="ph")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    rows = rows_by_split(options)
    report_sexes([row for split in SPLITS for row in rows[split]])
    columns = ["path", "uid", "patient", "database", "split", "age_years", "sex", f"label_{options.label}"]
    with open(options.out / "manifest.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        for split in SPLITS:
            if rows[split]:
                writer.writerows(records_of(split, rows[split], options))


if __name__ == "__main__":
    main()
