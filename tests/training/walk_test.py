#!/usr/bin/env python3
"""walk_test.py TRAINER TOOL simulated|real: every program of docs/training.md as a stranger starts it, by arguments and exit
status, on the tutorial's own commands. "real" takes ECGs of PTB-XL, where the folder of recordings lies beside the project.
Exits 1 where a test fails, 77 without those recordings."""

import csv
import json
import os
import pathlib
import random
import shlex
import shutil
import subprocess
import sys
import tempfile
import unittest

PROJECT = pathlib.Path(__file__).resolve().parents[2]
DATA = pathlib.Path(os.environ.get("LEADWISE_DATA", PROJECT.parent / "shared/data"))
RECORDINGS = DATA / "recordings"
TRAINER, TOOL, KIND = sys.argv[1:4]
PROGRAMS = {"build/native/leadwise-train": TRAINER, "build/native/leadwise": TOOL}
SHIPPED = PROJECT / "core/model/leadwise-rv-overload.safetensors"
# Intervals cost most of the time and are tested elsewhere.
QUICK = ["--bootstrap-replicates", "50"]


def tutorial():
    """The commands from a folder of labelled ECGs to weights, as docs/training.md has them, without what builds and serves."""
    blocks = (PROJECT / "docs/training.md").read_text("utf-8").split("```\n")[1::2]
    block = next(block for block in blocks if "leadwise-train ingest ecgs/manifest.csv" in block)
    commands = [shlex.split(line) for line in block.replace("\\\n", " ").splitlines()]
    return [command for command in commands if command and command[0] in PROGRAMS]


def write_table(path, rows):
    with open(path, "w", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)


def ptbxl_rows():
    with open(RECORDINGS / "index.csv", newline="") as file:
        return [row for row in csv.DictReader(file) if row["database"] == "PTB-XL"]


class Walk(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = pathlib.Path(temporary.name)
        (self.folder / "core/model").mkdir(parents=True)
        shutil.copy(SHIPPED, self.folder / "core/model")

    def overload_ecgs(self, sources):
        """ECGs whose label follows the severity of overload, with so much chance that no score tells them all apart. A label of
        the readers' words was tried in its place: of so few ECGs it could not be learnt well enough to be calibrated."""
        (self.folder / "ecgs").mkdir()
        chance, rows = random.Random(6), []
        for number, (source, facts) in enumerate(sources):
            severity = chance.random()
            label = int(severity + chance.gauss(0, 0.25) > 0.5)
            self.run_program(TOOL, "simulate", *source, "--severity", f"{severity:.3f}", "--to", "wfdb",
                             "-o", f"ecgs/e{number}.hea")
            rows.append({"path": f"e{number}.hea", **facts, "label_ph_detection": label})
        write_table(self.folder / "ecgs/manifest.csv", rows)

    def run_program(self, *command, status=0):
        done = subprocess.run([str(word) for word in command], cwd=self.folder, capture_output=True, text=True)
        self.assertEqual(done.returncode, status, f"{command}\n{done.stdout}\n{done.stderr}")
        return done

    def train(self, *command, status=0):
        return self.run_program(TRAINER, *command, status=status)

    def read_json(self, name):
        return json.loads((self.folder / name).read_text())

    def follow_tutorial(self):
        """The last command's answers, an ECG each."""
        seen = set()
        for program, name, *rest in tutorial():
            quick = QUICK if name in ("crossval", "evaluate") else []
            done = self.run_program(PROGRAMS[program], name, *rest, *quick, *(["--json"] if name == "screen" else []))
            seen.add(name)
        self.assertEqual(seen, {"ingest", "crossval", "calibrate", "evaluate", "model", "screen"})
        return [json.loads(line) for line in done.stdout.splitlines()]

    def check_tutorials_results(self, answers, listed):
        self.assertEqual(set(self.read_json("crossval.json")["heads"]), {"ph_detection_12", "ph_detection_6"})
        self.assertEqual(self.read_json("crossval.json")["data"]["label"], "ph_detection")
        self.assertEqual(set(self.read_json("judged.json")["heads"]), {"ph_detection_12", "ph_detection_6"})
        self.assertEqual(len(answers), listed)
        predictions = [one for answer in answers for one in answer["predictions"] if one["task"] == "ph_detection"]
        self.assertGreaterEqual(len(predictions), 0.9 * listed)
        for one in predictions:
            self.assertEqual(one["positive"], one["probability"] >= one["threshold"])
            self.assertFalse(one["clinically_validated"])

    def check_explained(self, *data):
        self.train("explain", *data, "--weights", "ph.safetensors", "--task", "ph_detection", "--explained-records", "5", "--out",
                   "explained.json", *QUICK)
        explained = self.read_json("explained.json")
        self.assertEqual(set(explained["heads"]), {"ph_detection_12", "ph_detection_6"})
        self.assertEqual({head["records"] for head in explained["heads"].values()}, {5})

    def check_exported(self, *data):
        """What was calibrated answers the same in another number type, and says on its card how it was judged."""
        said = self.train("export", *data, "--weights", "ph.safetensors", "--weight-type", "fp32", "--out", "fp32.safetensors",
                          *QUICK).stderr
        self.assertIn("largest difference of a probability from libtorch's", said)
        card = json.loads(self.run_program(TOOL, "model", "fp32.safetensors").stdout)
        self.assertEqual(card["weight_type"], "fp32")
        path = next((self.folder / "ecgs").glob("*.hea"))
        before, after = [json.loads(self.run_program(TOOL, "screen", "--json", path, "--model", model).stdout)["predictions"]
                         for model in ("ph.safetensors", "fp32.safetensors")]
        self.assertEqual([one["task"] for one in before], [one["task"] for one in after])
        for one, other in zip(before, after):
            self.assertAlmostEqual(one["probability"], other["probability"], delta=0.01)

    def check_overload_chain(self, *data):
        """The shipped weights' way, at the size of a test: a config file, and flags that override it."""
        config = {"preset": "leadwise", "epochs": 7, "batch_size": 4, "examples_per_epoch": 8, "validation_records": 4,
                  "decoded_leads": 1, "round_weights": True, "evaluation_draws": 1, "bootstrap_replicates": 50}
        (self.folder / "config.json").write_text(json.dumps(config))
        common = ["--config", "config.json", *data]
        self.train("pretrain", *common, "--epochs", "1", "--out", "pretrained")
        self.train("finetune", *common, "--epochs", "1", "--weights", "pretrained/weights.safetensors", "--out", "tuned")
        self.train("export", *common, "--weights", "tuned/weights.safetensors", "--out", "overload.safetensors")
        self.train("evaluate", *common, "--weights", "overload.safetensors", "--out", "overload.json")
        self.assertEqual(len((self.folder / "tuned/log.jsonl").read_text().splitlines()), 1)
        self.assertEqual(set(self.read_json("overload.json")["imposed"]["test"]), {"rv_overload_12", "rv_overload_6"})


class Simulated(Walk):
    def make_ecgs(self, count):
        self.overload_ecgs([(["--random", "--seed", number], {"patient": number}) for number in range(count)])

    def test_the_tutorial_leads_from_labelled_ecgs_to_weights_that_the_tool_loads(self):
        self.make_ecgs(100)
        self.check_tutorials_results(self.follow_tutorial(), 100)
        crossval = self.read_json("crossval.json")["heads"]["ph_detection_12"]["over_folds"]["auroc"]
        self.assertGreater(crossval["mean"], 0.65)
        self.check_explained("--shards", "shards")
        self.check_exported("--shards", "shards")

    def test_pretrain_finetune_export_and_evaluate_follow_each_other(self):
        self.make_ecgs(24)
        self.train("ingest", "ecgs/manifest.csv", "-o", "shards")
        self.check_overload_chain("--shards", "shards")

    def test_wrong_usage_ends_with_2_and_what_fails_with_1(self):
        for name in ["pretrain", "finetune", "crossval", "calibrate", "evaluate", "explain", "export"]:
            self.assertIn("needs the config key", self.train(name, status=2).stderr, name)
            label = ["--label", "ph"] if name in ("crossval", "calibrate") else []
            given = ["--shards", "nowhere", "--weights", "nowhere.safetensors", "--out", "out", *label]
            self.assertIn("nowhere", self.train(name, *given, status=1).stderr, name)
        self.assertIn("--nonsense", self.train("crossval", "--nonsense", "1", status=2).stderr)
        self.assertIn('"nonsense"', self.refused_config("crossval", {"nonsense": 1}))
        self.assertIn('"folds"', self.refused_config("crossval", {"folds": "five"}))
        self.train("ingest", status=2)
        self.assertIn("nowhere", self.train("ingest", "nowhere", "-o", "shards", status=1).stderr)
        self.assertIn("NoUsableRecord", self.train("ingest", "core", "-o", "shards", status=1).stderr)
        self.train(status=2)

    def refused_config(self, name, config):
        (self.folder / "config.json").write_text(json.dumps(config))
        return self.train(name, "--config", "config.json", status=2).stderr


class Real(Walk):
    def make_ecgs(self, count):
        """Half of them called normal by their readers, half not."""
        made, wanted = {}, {"0": count // 2, "1": count // 2}
        for row in ptbxl_rows():
            abnormal = str(int("NORM:" not in row["labels"]))
            patient = row["labels"].split("pat=")[1].split("|")[0]
            if wanted[abnormal] and patient not in made:
                wanted[abnormal] -= 1
                made[patient] = ["--onto", RECORDINGS / row["path"]], {"patient": patient, "label_abnormal": abnormal}
        self.assertEqual(wanted, {"0": 0, "1": 0})
        self.overload_ecgs(made.values())

    def test_the_tutorial_leads_from_labelled_ecgs_to_weights_that_the_tool_loads(self):
        self.make_ecgs(60)
        self.check_tutorials_results(self.follow_tutorial(), 60)
        self.train("crossval", "--shards", "shards", "--weights", SHIPPED, "--label", "abnormal",
                   "--out", "abnormal.json", *QUICK)
        self.assertEqual(self.read_json("abnormal.json")["data"]["positives"], 30)
        self.check_explained("--shards", "shards")
        self.check_exported("--shards", "shards")

    def test_pretrain_finetune_export_and_evaluate_follow_each_other(self):
        self.make_ecgs(20)
        self.train("ingest", "ecgs/manifest.csv", "-o", "shards")
        self.check_overload_chain("--shards", "shards")


def main():
    if KIND == "real" and not (RECORDINGS / "index.csv").exists():
        print(f"skipped: the folder of real recordings is not here ({RECORDINGS})")
        return 77
    tests = unittest.defaultTestLoader.loadTestsFromTestCase({"simulated": Simulated, "real": Real}[KIND])
    return 0 if unittest.TextTestRunner(verbosity=2).run(tests).wasSuccessful() else 1


if __name__ == "__main__":
    sys.exit(main())
