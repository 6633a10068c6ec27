#!/usr/bin/env python3
"""make_mimic_manifest.py MIMIC_IV_ECG -o MANIFEST [options]: a manifest for `leadwise-train ingest` from MIMIC-IV-ECG.

MIMIC_IV_ECG holds record_list.csv and files/. With --diagnoses, a label is made from ICD-10 codes of the ICD extension
(records_w_diag_icd10.csv: study_id, subject_id, ecg_time, hosp_diag_hosp, ...), each a list of codes without dots.

A diagnosis has no time of its own: the codes are those of the stay that the ECG was taken in, written at discharge. So
a code says nothing of when it was known, and an ECG may come before the finding. --before-first says what to do with a
patient's earlier ECGs (docs/training-recipes.md).

Stays before October 2015 were coded in ICD-9, and the extension translated them code by code: 416.8, which was pulmonary
hypertension, secondary or not said of what kind, became I2789 there. It is among the codes that make a positive.
"""

import argparse
import ast
import csv
import datetime
import pathlib
import re
import sys

LIST_COLUMNS = ["subject_id", "study_id", "file_name", "ecg_time", "path"]
SEXES = {"F": "female", "M": "male"}


def refuse(message):
    sys.exit(f"make_mimic_manifest: {message}")


def rows_of(path, needed):
    """Rows one after the other, with their line; a missing column is refused by name."""
    with open(path, newline="", encoding="utf-8-sig") as file:
        reader = csv.DictReader(file)
        for column in needed:
            if column not in (reader.fieldnames or []):
                refuse(f'{path} has no column "{column}"')
        for row in reader:
            yield reader.line_num, row


def codes_in(text, place):
    """The codes of a field such as "['I2720', 'I509']"."""
    try:
        codes = ast.literal_eval(text) if text else []
    except (ValueError, SyntaxError):
        refuse(f"{place}: {text!r} is no list of codes")
    if not isinstance(codes, list):
        refuse(f"{place}: {text!r} is no list of codes")
    return [plain_code(str(code)) for code in codes]


def plain_code(text):
    return text.strip().replace(".", "").upper()


def code_beginnings(text):
    """A beginning of no letters would make every code a positive, one with a point or a blank none."""
    beginnings = [plain_code(part) for part in text.split(",")]
    if not all(re.fullmatch(r"[A-Z][0-9A-Z]+", beginning) for beginning in beginnings):
        raise argparse.ArgumentTypeError("beginnings of ICD-10 codes, separated by commas, such as I270,I272")
    return beginnings


def time_of(text, place):
    try:
        return datetime.datetime.fromisoformat(text)
    except ValueError:
        refuse(f"{place}: {text!r} is no date and time")


class Diagnoses:
    """What the ICD extension says of every ECG: its codes, or None where it was taken in no stay."""

    def __init__(self, path, columns, prefixes):
        self.of_study, self.first_seen, self.demographics = {}, {}, {}
        for line, row in rows_of(path, ["study_id", "subject_id", "ecg_time", *columns]):
            place = f"{path}, line {line}"
            codes = [code for column in columns for code in codes_in(row[column], place)]
            positive = any(code.startswith(tuple(prefixes)) for code in codes)
            self.of_study[row["study_id"]] = positive if codes else None
            self.demographics[row["study_id"]] = (row.get("age", ""), SEXES.get(row.get("gender", ""), ""))
            if positive:
                time, subject = time_of(row["ecg_time"], place), row["subject_id"]
                self.first_seen[subject] = min(time, self.first_seen.get(subject, time))

    def label(self, study, subject, time, window_days, before_first):
        """1: coded in this ECG's stay, or within the window before the first ECG of a coded stay. Empty: nobody knows."""
        coded = self.of_study.get(study)
        if coded:
            return "1"
        first = self.first_seen.get(subject)
        if first is not None:
            days_before = (first - time).total_seconds() / 86400
            if 0 <= days_before <= window_days:
                return "1"
            # Once found, the disease is not thought to go; before, nobody had looked.
            return "0" if days_before > window_days and before_first == "negative" and coded is not None else ""
        return "" if coded is None else "0"


def manifest_rows(options):
    diagnoses = None
    if options.diagnoses:
        diagnoses = Diagnoses(options.diagnoses, options.columns.split(","), options.codes)
    source = options.folder / "record_list.csv"
    for line, row in rows_of(source, LIST_COLUMNS):
        time = time_of(row["ecg_time"], f"{source}, line {line}")
        made = {
            "path": str(options.folder / row["path"]),
            "uid": row["study_id"],
            "patient": row["subject_id"],
            "database": "mimic-iv-ecg",
            "time": time.isoformat(" "),
        }
        if diagnoses:
            age, sex = diagnoses.demographics.get(row["study_id"], ("", ""))
            made |= {"age_years": age, "sex": sex}
            made[f"label_{options.label}"] = diagnoses.label(
                row["study_id"], row["subject_id"], time, options.window_days, options.before_first
            )
        yield made


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("-o", "--out", type=pathlib.Path, required=True)
    parser.add_argument("--diagnoses", type=pathlib.Path, help="records_w_diag_icd10.csv")
    parser.add_argument("--columns", default="hosp_diag_hosp,ed_diag_hosp", help="its columns of codes that count")
    parser.add_argument("--codes", type=code_beginnings, default="I270,I272,I2789",
                        help="beginnings of the ICD-10 codes that make a positive; I2789: ICD-9's 416.8")
    parser.add_argument("--label", default="ph", help="the label's name")
    parser.add_argument("--window-days", type=float, default=0, help="an ECG so long before a coded one is positive too")
    parser.add_argument("--before-first", choices=["unknown", "negative"], default="unknown",
                        help="what ECGs before a patient's first coded one are, outside of the window")
    options = parser.parse_args()
    options.folder = options.folder.resolve()
    counts = {}
    rows = manifest_rows(options)
    first = next(rows, None)
    if first is None:
        refuse("record_list.csv lists no ECG")
    with open(options.out, "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, first.keys(), lineterminator="\n")
        writer.writeheader()
        for row in (row for part in ([first], rows) for row in part):
            writer.writerow(row)
            label = row.get(f"label_{options.label}")
            counts[label] = counts.get(label, 0) + 1
    print(f"{sum(counts.values())} ECGs", file=sys.stderr)
    if options.diagnoses:
        print(f"{options.label}: {counts.get('1', 0)} of 1, {counts.get('0', 0)} of 0, {counts.get('', 0)} unknown",
              file=sys.stderr)


if __name__ == "__main__":
    main()
