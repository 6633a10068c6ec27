#!/usr/bin/env python3
"""make_catheter_manifest.py ECGS CATHETERS -o MANIFEST --window-days N [options]: a manifest for `leadwise-train ingest` with
the labels of the three published tasks, from a table of ECGs and a table of right-heart catheterisations.

ECGS       path (counted from the table's folder), patient, time; also uid, database, split, weight, age_years, sex, paced
CATHETERS  patient, time, and of mpap_mmhg, pawp_mmhg, pvr_wu, pvr_dyn_s_cm5 (80 are one Wood unit) and
           cardiac_output_l_min what there is. Where PVR is empty it is (mPAP - PAWP) / cardiac output.

label_ph_detection    1: mPAP > 20 mmHg
label_ph_precapillary of those with mPAP > 20, 1: PAWP <= 15 and PVR > 2 WU; 0: PAWP > 15 (isolated or combined)
label_elevated_pawp   1: PAWP > 15 mmHg

An ECG takes the catheterisation of its patient that is nearest in days, as a whole: what that one did not measure is unknown
(empty), whatever another one says. Of two as near, that behind the ECG. A label is made where its columns are there.
"""

import argparse
import collections
import csv
import datetime
import os
import pathlib
import re
import sys

KEPT_COLUMNS = ["uid", "database", "split", "weight", "age_years", "sex", "paced"]
SEXES = {"f": "female", "m": "male"}
DYN_S_CM5_PER_WU = 80
# Beyond these a number is of another unit or column, a code for "missing", or a slip of the pen. Wood units in the column of
# dyn.s.cm-5 are at most some 20; a true PVR below that makes no label another.
PLAUSIBLE = {
    "mpap_mmhg": (5, 150),
    "pawp_mmhg": (0, 60),
    "pvr_wu": (0, 50),
    "pvr_dyn_s_cm5": (20, 4000),
    "cardiac_output_l_min": (0.5, 25),
}
# Waves of regurgitation raise the mean wedge pressure a little above the artery's; more is an exchange of columns.
LARGEST_PAWP_ABOVE_MPAP_MMHG = 5
MISSING = {"", "na", "nan"}
NOBODY = {"na", "n/a", "<na>", "nan", "none", "null", "unknown"}

Catheterisation = collections.namedtuple("Catheterisation", "date line mpap_mmhg pawp_mmhg pvr_wu")
Ecg = collections.namedtuple("Ecg", "row patient date")


def refuse(message):
    sys.exit(f"make_catheter_manifest: {message}")


def separator_of(header):
    return max(",;\t", key=header.count)


def stated_separator(first_line):
    """Of a line "sep=;" that spreadsheets write before the header."""
    stated = re.fullmatch(r"sep=(.)\r?\n?", first_line)
    return stated and stated[1]


def row_of(columns, texts, place):
    """None of an empty line, however many fields it has."""
    texts = [text.strip() for text in texts]
    if not any(texts):
        return None
    if len(texts) != len(columns):
        refuse(f"{place} has {len(texts)} fields, its header {len(columns)}")
    return dict(zip(columns, texts))


def check_columns(path, columns, needed, known):
    """What is not read is said, for a slip of the pen in a name."""
    for column in needed:
        if column not in columns:
            refuse(f'{path} has no column "{column}"')
    for column in columns:
        if columns.count(column) > 1:
            refuse(f'{path} has the column "{column}" twice')
    unread = [column for column in columns if column not in [*needed, *known]]
    if unread:
        print(f'{path}: not read: {", ".join(unread)}', file=sys.stderr)


def table(path, needed, known):
    """Its columns, and its rows with the line of each."""
    with open(path, newline="", encoding="utf-8-sig") as file:
        first_line = file.readline()
        stated = stated_separator(first_line)
        lines_before = 1 if stated else 0
        if not stated:
            file.seek(0)
        reader = csv.reader(file, delimiter=stated or separator_of(first_line), skipinitialspace=True)
        columns = [name.strip() for name in next(reader, [])]
        check_columns(path, columns, needed, known)
        rows = [(line, row_of(columns, texts, f"{path}, line {line}"))
                for texts in reader for line in [reader.line_num + lines_before]]
        return columns, [(line, row) for line, row in rows if row]


def text_in(row, column, place):
    if not row[column]:
        refuse(f'{place}: "{column}" is empty')
    return row[column]


def patient_in(row, place):
    """As ingest takes it: 123.0 is 123, and those whom nobody knows are not one patient."""
    text = text_in(row, "patient", place)
    if text.lower() in NOBODY:
        refuse(f'{place}: "patient" is "{text}": all of that name would be one patient')
    whole = re.fullmatch(r"(\d+)\.0", text)
    return whole[1] if whole else text


def date_in(row, place):
    """Days alone count, so that a date and a date with a time of day can stand beside each other."""
    text = text_in(row, "time", place)
    if not re.fullmatch(r"\d{4}-\d\d-\d\d([ T]\d\d:\d\d:\d\d(\.\d+)?)?", text):
        refuse(f'{place}: "time" is "{text}", not a date and time as in 2024-05-01 13:45:00')
    try:
        return datetime.datetime.fromisoformat(text[:19]).date()
    except ValueError:
        refuse(f'{place}: "time" is "{text}", which is on no calendar')


def number_in(row, column, place):
    text = row.get(column, "")
    if text.lower() in MISSING:
        return None
    if not re.fullmatch(r"[+-]?\d+(\.\d*)?", text):
        refuse(f'{place}: "{column}" is "{text}", not a number with a point, or empty')
    lowest, highest = PLAUSIBLE[column]
    if not lowest <= float(text) <= highest:
        refuse(f'{place}: "{column}" is {text}, outside of {lowest} to {highest}: another unit or column, or a code for '
               "missing? Leave it empty where it was not measured")
    return float(text)


def pvr_wu_in(row, mpap_mmhg, pawp_mmhg, place):
    wood, dyn = number_in(row, "pvr_wu", place), number_in(row, "pvr_dyn_s_cm5", place)
    output = number_in(row, "cardiac_output_l_min", place)
    if wood is not None and dyn is not None:
        refuse(f'{place}: "pvr_wu" and "pvr_dyn_s_cm5" are both filled in: leave one empty')
    if wood is not None:
        return wood
    if dyn is not None:
        return dyn / DYN_S_CM5_PER_WU
    if None in (mpap_mmhg, pawp_mmhg, output):
        return None
    # 13 / 6.5 l/min is 2 WU and no more, however the decimals before it were rounded.
    return round((mpap_mmhg - pawp_mmhg) / output, 6)


def catheterisation_in(row, line, place):
    mpap_mmhg, pawp_mmhg = number_in(row, "mpap_mmhg", place), number_in(row, "pawp_mmhg", place)
    if None not in (mpap_mmhg, pawp_mmhg) and pawp_mmhg > mpap_mmhg + LARGEST_PAWP_ABOVE_MPAP_MMHG:
        refuse(f'{place}: "pawp_mmhg" {pawp_mmhg:g} is above "mpap_mmhg" {mpap_mmhg:g}: are they exchanged?')
    return Catheterisation(date_in(row, place), line, mpap_mmhg, pawp_mmhg, pvr_wu_in(row, mpap_mmhg, pawp_mmhg, place))


def ph_detection(catheter):
    return None if catheter.mpap_mmhg is None else catheter.mpap_mmhg > 20


def ph_precapillary(catheter):
    """Of PH alone, and unclassified PH (PAWP <= 15, PVR <= 2 WU) is neither."""
    if not ph_detection(catheter) or catheter.pawp_mmhg is None:
        return None
    if catheter.pawp_mmhg > 15:
        return False
    return True if catheter.pvr_wu is not None and catheter.pvr_wu > 2 else None


def elevated_pawp(catheter):
    return None if catheter.pawp_mmhg is None else catheter.pawp_mmhg > 15


def tasks_of(columns, path):
    """The tasks whose columns are there."""
    has_pvr = {"pvr_wu", "pvr_dyn_s_cm5", "cardiac_output_l_min"} & set(columns)
    has_mpap, has_pawp = "mpap_mmhg" in columns, "pawp_mmhg" in columns
    made = {
        ph_detection: has_mpap,
        ph_precapillary: has_mpap and has_pawp and has_pvr,
        elevated_pawp: has_pawp,
    }
    for task in made:
        if not made[task]:
            print(f"{task.__name__}: not made, for want of its columns in {path}", file=sys.stderr)
    if not any(made.values()):
        refuse(f'{path} has neither a column "mpap_mmhg" nor "pawp_mmhg"')
    return [task for task in made if made[task]]


def read_catheterisations(path):
    columns, rows = table(path, ["patient", "time"], PLAUSIBLE)
    tasks = tasks_of(columns, path)
    of_patient = collections.defaultdict(dict)
    for line, row in rows:
        place = f"{path}, line {line}"
        made, patient = catheterisation_in(row, line, place), patient_in(row, place)
        earlier = of_patient[patient].setdefault(made.date, made)
        if earlier is not made:
            refuse(f'{path}, lines {earlier.line} and {line}: two catheterisations of patient "{patient}" on {made.date}: keep '
                   "the one at rest, before any drug was tried")
    return tasks, {patient: list(of_date.values()) for patient, of_date in of_patient.items()}


def days_after(ecg, catheter):
    """Of the ECG, behind the catheterisation."""
    return (ecg.date - catheter.date).days


def nearest(ecg, catheters, options):
    within = [catheter for catheter in catheters if -options.window_days <= days_after(ecg, catheter) <= options.after_days]
    return min(within, key=lambda catheter: (abs(days_after(ecg, catheter)), days_after(ecg, catheter)), default=None)


def keep_one_per_patient(pairs):
    """The patient's ECG that is nearest to its catheterisation; of several as near, the earliest."""
    best = {}
    for number, (ecg, catheter) in enumerate(pairs):
        if catheter:
            rank = (abs(days_after(ecg, catheter)), ecg.row["time"].replace("T", " "), number)
            best[ecg.patient] = min(rank, best.get(ecg.patient, rank))
    kept = {rank[-1] for rank in best.values()}
    return [(ecg, catheter if number in kept else None) for number, (ecg, catheter) in enumerate(pairs)]


def read_ecgs(path):
    columns, rows = table(path, ["path", "patient", "time"], KEPT_COLUMNS)
    ecgs = []
    for line, row in rows:
        place = f"{path}, line {line}"
        text_in(row, "path", place)
        ecgs.append(Ecg(row, patient_in(row, place), date_in(row, place)))
    if not ecgs:
        refuse(f"{path} lists no ECG")
    return [column for column in KEPT_COLUMNS if column in columns], ecgs


def manifest_row(ecg, catheter, kept, tasks, options):
    path = options.ecgs.parent.resolve() / ecg.row["path"].replace("\\", "/")
    made = {"path": os.path.relpath(path, options.out.parent.resolve()), "patient": ecg.patient, "time": ecg.row["time"]}
    made |= {column: ecg.row[column] for column in kept}
    if "sex" in made:
        made["sex"] = SEXES.get(made["sex"].lower(), made["sex"].lower())
    for task in tasks:
        label = task(catheter) if catheter else None
        made[f"label_{task.__name__}"] = "" if label is None else str(int(label))
    return made


def report(pairs, rows, tasks, catheters):
    paired = [(ecg, catheter) for ecg, catheter in pairs if catheter]
    patients = {ecg.patient for ecg, _ in paired}
    print(f"{len(pairs)} ECGs, {len(paired)} of {len(patients)} patients with a catheterisation in the window", file=sys.stderr)
    unmet, without = catheters.keys() - patients, catheters.keys() - {ecg.patient for ecg, _ in pairs}
    print(f"{len(unmet)} of {len(catheters)} patients with a catheterisation have no ECG in the window, {len(without)} of them "
          "none at all", file=sys.stderr)
    for task in tasks:
        counts = collections.Counter(row[f"label_{task.__name__}"] for row in rows)
        print(f'{task.__name__}: {counts["1"]} of 1, {counts["0"]} of 0, {counts[""]} unknown', file=sys.stderr)


def count_of_days(text):
    if not text.isdecimal():
        raise argparse.ArgumentTypeError("a whole number of days")
    return int(text)


def parsed_options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ecgs", type=pathlib.Path)
    parser.add_argument("catheters", type=pathlib.Path)
    parser.add_argument("-o", "--out", type=pathlib.Path, required=True)
    parser.add_argument("--window-days", type=count_of_days, required=True,
                        help="an ECG so many days before or after a catheterisation takes its numbers; 0: on its day alone")
    parser.add_argument("--after-days", type=count_of_days, help="other days for ECGs after it, when treatment may have begun")
    parser.add_argument("--one-per-patient", action="store_true",
                        help="label each patient's ECG that is nearest to a catheterisation, and no other")
    options = parser.parse_args()
    if options.after_days is None:
        options.after_days = options.window_days
    return options


def make_manifest(options):
    if options.out.resolve() in (options.ecgs.resolve(), options.catheters.resolve()):
        refuse(f"{options.out} would take the place of a table")
    kept, ecgs = read_ecgs(options.ecgs)
    tasks, catheters = read_catheterisations(options.catheters)
    pairs = [(ecg, nearest(ecg, catheters.get(ecg.patient, []), options)) for ecg in ecgs]
    if options.one_per_patient:
        pairs = keep_one_per_patient(pairs)
    if not any(catheter for _, catheter in pairs):
        refuse("no ECG has a catheterisation of its patient in the window: do both tables name patients alike?")
    rows = [manifest_row(ecg, catheter, kept, tasks, options) for ecg, catheter in pairs]
    with open(options.out, "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    report(pairs, rows, tasks, catheters)


def main():
    options = parsed_options()
    try:
        make_manifest(options)
    except UnicodeDecodeError as error:
        refuse(f"a table is not in UTF-8: {error}")
    except (OSError, csv.Error) as error:
        refuse(error)


if __name__ == "__main__":
    main()
