#!/usr/bin/env python3
"""event_files_test.py TRAINER TOOL: a run's event files, read by nothing of this project: frames by struct, CRC-32C by its
polynomial, protobuf by hand; by TensorBoard too where that is installed. Exits 1 where a test fails."""

import json
import os
import pathlib
import struct
import subprocess
import sys
import tempfile
import unittest

TRAINER, TOOL = sys.argv[1:3]

TABLE = []
for number in range(256):
    for _ in range(8):
        number = number >> 1 ^ (0x82F63B78 if number & 1 else 0)
    TABLE.append(number)


def masked_crc32c(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc = TABLE[(crc ^ byte) & 0xFF] ^ crc >> 8
    crc ^= 0xFFFFFFFF
    return ((crc >> 15 | crc << 17) + 0xA282EAD8) & 0xFFFFFFFF


def records(path):
    data, at = path.read_bytes(), 0
    while at < len(data):
        length, length_crc = struct.unpack_from("<QI", data, at)
        assert masked_crc32c(data[at : at + 8]) == length_crc
        record = data[at + 12 : at + 12 + length]
        assert struct.unpack_from("<I", data, at + 12 + length)[0] == masked_crc32c(record)
        yield record
        at += 16 + length


def varint(data, at):
    value = shift = 0
    while True:
        byte = data[at]
        value, shift, at = value | (byte & 0x7F) << shift, shift + 7, at + 1
        if byte < 0x80:
            return value, at


def fields(message):
    at = 0
    while at < len(message):
        key, at = varint(message, at)
        if key & 7 == 0:
            value, at = varint(message, at)
        elif key & 7 == 1:
            value, at = struct.unpack_from("<d", message, at)[0], at + 8
        elif key & 7 == 5:
            value, at = struct.unpack_from("<f", message, at)[0], at + 4
        else:
            length, at = varint(message, at)
            value, at = message[at : at + length], at + length
        yield key >> 3, value


def read_events(folder):
    """Every file's events as (step, {tag: value}), in the order of the files' names."""
    files = []
    for path in sorted(folder.glob("*tfevents*")):
        events = []
        for record in records(path):
            event = dict(fields(record))
            assert event[1] > 1.7e9
            if 3 in event:
                assert event[3] == b"brain.Event:2" and not events
                continue
            scalars = [dict(fields(value)) for field, value in fields(event[5]) if field == 1]
            events.append((event[2], {scalar[1].decode(): scalar[2] for scalar in scalars}))
        files.append(events)
    return files


def read_with_tensorboard(folder):
    """{tag: [(step, value)]}, or None where TensorBoard is not installed."""
    try:
        from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
    except ImportError:
        return None
    accumulator = EventAccumulator(str(folder))
    accumulator.Reload()
    return {tag: [(scalar.step, scalar.value) for scalar in accumulator.Scalars(tag)] for tag in accumulator.Tags()["scalars"]}


class EventFiles(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = pathlib.Path(temporary.name)
        rows = ["uid,database,path,labels,rvh,right_axis,right_atrial"]
        for i in range(8):
            os.makedirs(self.folder / "simulated", exist_ok=True)
            path = f"simulated/s{i}.hea"
            subprocess.run([TOOL, "simulate", "--severity", "0", "--seed", str(i), "--to", "wfdb", "-o", self.folder / path],
                           check=True, capture_output=True)
            rows.append(f"S{i},Simulated,{path},pat={i},0,0,0")
        (self.folder / "index.csv").write_text("\n".join(rows) + "\n")

    def train(self, command, out, epochs, *more):
        subprocess.run([TRAINER, command, "--recordings", self.folder, "--train-sources", "simulated", "--out", self.folder / out,
                        "--epochs", str(epochs), "--train-share", "0.5", "--validation-share", "0.5", "--batch-size", "4",
                        "--decoded-leads", "1", "--final-learning-rate-factor", "1", *more], check=True, capture_output=True)
        return self.folder / out

    def check(self, folder, epochs, files):
        log = [json.loads(line) for line in (folder / "log.jsonl").read_text().splitlines()]
        self.assertEqual([line["epoch"] for line in log], list(range(1, epochs + 1)))
        found = read_events(folder)
        self.assertEqual(len(found), files)
        events = [event for file in found for event in file]
        self.assertEqual([step for step, _ in events], list(range(1, epochs + 1)))
        for line, (_, scalars) in zip(log, events):
            self.assertEqual(set(scalars), set(line) - {"epoch"})
            for tag, value in scalars.items():
                self.assertAlmostEqual(value, line[tag], delta=1e-6 * max(1.0, abs(line[tag])))
        by_tag = read_with_tensorboard(folder)
        if by_tag is not None:
            self.assertEqual(by_tag["loss"], [(step, scalars["loss"]) for step, scalars in events])
        return log[0]

    def test_a_run_that_was_taken_up_again_has_every_epoch_once_with_the_numbers_of_the_log(self):
        folder = self.train("pretrain", "pretrained", 2)
        first = self.check(folder, 2, 1)
        for tag in ("loss", "learning_rate", "examples_per_s", "validation_mean_squared_error"):
            self.assertIn(tag, first)
        checkpoint = (folder / "checkpoint.pt").read_bytes()
        self.train("pretrain", "pretrained", 3)
        self.check(folder, 3, 2)
        # As if it had been killed before the third epoch's checkpoint.
        (folder / "checkpoint.pt").write_bytes(checkpoint)
        self.train("pretrain", "pretrained", 4)
        self.check(folder, 4, 2)
        self.assertIn("they give no score", (folder / "weights.card.md").read_text())

    def test_heads_that_are_taught_are_followed_too(self):
        first = self.check(self.train("finetune", "tuned", 1, "--examples-per-epoch", "8", "--encoders", "random"), 1, 1)
        for tag in ("loss", "learning_rate", "examples_per_s", "validation_auroc", "cross_entropy_rv_overload_6"):
            self.assertIn(tag, first)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
