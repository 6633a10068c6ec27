"""delineation_peer.py LUDB MEASURED.jsonl: our delineation and NeuroKit2's against the cardiologists' marks of LUDB.

LUDB is the folder of its records; MEASURED what `leadwise measure --json` says of each, in the order of the sorted
headers. Only records with even numbers count: the others were tuned on. A marked wave is found where a found peak of its
kind lies within 150 ms (ANSI/AAMI EC57); a found wave that fits none counts as false between the first and the last
marked beat of its lead. Prints {"leadwise": {"p": {sensitivity, positive_predictivity}, ...}, "neurokit": ...} in percent.
"""

import json
import pathlib
import sys

import numpy as np
import wfdb

from neurokit_waves import delineate_lead

LEADS = {"I": "i", "II": "ii", "III": "iii", "aVR": "avr", "aVL": "avl", "aVF": "avf",
         "V1": "v1", "V2": "v2", "V3": "v3", "V4": "v4", "V5": "v5", "V6": "v6"}
SYMBOLS = {"p": "p", "N": "qrs", "t": "t"}
REACH_S = 0.150


def marked_waves(path, lead, rate_hz):
    marks = wfdb.rdann(str(path), LEADS[lead])
    waves = {"p": [], "qrs": [], "t": []}
    for symbol, sample in zip(marks.symbol, marks.sample):
        if symbol in SYMBOLS:
            waves[SYMBOLS[symbol]].append(sample / rate_hz)
    return waves


def our_waves(marks):
    names = {"p": "p_peak_s", "qrs": "r_peak_s", "t": "t_peak_s"}
    return {wave: [beat[name] for beat in marks if beat[name] is not None] for wave, name in names.items()}


def count(marked, found, first_s, last_s):
    """Hits, misses and false finds; each mark takes the nearest find that is still free."""
    free = sorted(found)
    hits = 0
    for time_s in marked:
        nearest = min(free, key=lambda other: abs(other - time_s), default=None)
        if nearest is not None and abs(nearest - time_s) <= REACH_S:
            free.remove(nearest)
            hits += 1
    false = sum(first_s <= time_s <= last_s for time_s in free)
    return np.array([hits, len(marked) - hits, false])


def percentages(counts):
    hits, missed, false = (int(value) for value in counts)
    return {"sensitivity": 100 * hits / (hits + missed), "positive_predictivity": 100 * hits / (hits + false)}


def main():
    folder = pathlib.Path(sys.argv[1])
    measured = [json.loads(line) for line in open(sys.argv[2])]
    headers = sorted(str(path) for path in folder.glob("*.hea"))
    totals = {who: {wave: np.zeros(3) for wave in ("p", "qrs", "t")} for who in ("leadwise", "neurokit")}
    for header, ours in zip(headers, measured, strict=True):
        path = pathlib.Path(header).with_suffix("")
        if int(path.name) % 2 == 1:
            continue
        record = wfdb.rdrecord(str(path))
        by_lead = dict(zip((name.lower() for name in record.sig_name), record.p_signal.T))
        for lead, name in LEADS.items():
            marked = marked_waves(path, lead, record.fs)
            if not marked["qrs"]:
                continue
            first_s, last_s = marked["qrs"][0] - REACH_S, marked["qrs"][-1] + REACH_S
            found = {"leadwise": our_waves(ours["delineation"]["leads"].get(lead, [])),
                     "neurokit": delineate_lead(by_lead[name], record.fs)}
            for who, waves in found.items():
                for wave, times in waves.items():
                    totals[who][wave] += count(marked[wave], times, first_s, last_s)
    print(json.dumps({who: {wave: percentages(counts) for wave, counts in waves.items()}
                      for who, waves in totals.items()}))


if __name__ == "__main__":
    main()
