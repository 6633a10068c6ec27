#!/usr/bin/env python3
"""Writes the page's self-test into web/src/self-test: a simulated ECG and the native tool's answer for it.

Usage: scripts/make_self_test.py [TOOL]     the tool is build/native/leadwise unless told

To be run again whenever the shipped weights change: the answer is tied to them by their hash. The ECG is one whose scores
lie in the middle of the scale, where they move most when anything is computed wrongly, and at 250 Hz, so that resampling
is tested too; the limb leads that can be derived are left out.
"""
import csv
import json
import pathlib
import struct
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
FOLDER = ROOT / "web" / "src" / "self-test"
TOOL = sys.argv[1] if len(sys.argv) > 1 else str(ROOT / "build" / "native" / "leadwise")
LEADS = ("I", "II", "V1", "V2", "V3", "V4", "V5", "V6")
RATE_HZ = 250
ADU_PER_MV = 200
ECG = ("--severity", "0.13", "--seed", "3", "--noise-mv", "0", "--sampling-rate-hz", RATE_HZ)


def tool(*arguments):
    return subprocess.run([TOOL, *map(str, arguments)], check=True, capture_output=True, text=True).stdout


def simulated_adu():
    """The samples of each lead, in steps of 5 microvolts as electrocardiographs store them."""
    with tempfile.TemporaryDirectory() as folder:
        table = pathlib.Path(folder, "ecg.csv")
        tool("simulate", *ECG, "--to", "csv", "-o", table)
        with open(table, newline="") as rows:
            return [[round(float(row[lead]) * ADU_PER_MV) for lead in LEADS] for row in csv.DictReader(rows)]


def write_ecg(header):
    rows = simulated_adu()
    flat = [value for row in rows for value in row]
    header.with_suffix(".dat").write_bytes(struct.pack(f"<{len(flat)}h", *flat))
    signals = [f"{header.stem}.dat 16 {ADU_PER_MV}(0)/mV 16 0 {first} {checksum(column)} 0 {lead}"
               for lead, first, column in zip(LEADS, rows[0], zip(*rows))]
    comment = "# Simulated by Leadwise: right-ventricular overload in a parametric ECG. Research use only."
    header.write_text("\n".join([f"{header.stem} {len(LEADS)} {RATE_HZ} {len(rows)}", *signals, comment]) + "\n")


def checksum(samples):
    return (sum(samples) + 0x8000) % 0x10000 - 0x8000


def write_answer(header):
    answer = json.loads(tool("screen", header, "--leads", "all", "--json"))
    assert answer["predictions"] and answer["abstained"] is None, answer
    golden = {
        "model": {name: answer["model"][name] for name in ("name", "sha256")},
        "predictions": [{"head": p["head"], "probability": p["probability"]} for p in answer["predictions"]],
    }
    (FOLDER / "golden-answer.json").write_text(json.dumps(golden, indent=2) + "\n")
    return golden


write_ecg(FOLDER / "golden-ecg.hea")
print(json.dumps(write_answer(FOLDER / "golden-ecg.hea"), indent=2))
