#!/usr/bin/env python3
"""recipes_test.py TRAINER TOOL: the data layouts of docs/training-recipes.md, as look-alikes of simulated ECGs, from the
publisher's tables to shards. Exits 1 where a test fails, 77 without NumPy."""

import csv
import io
import json
import pathlib
import subprocess
import sys
import tarfile
import tempfile
import unittest

try:
    import numpy as np
except ImportError:
    print("skipped: NumPy is not installed")
    sys.exit(77)

SCRIPTS = pathlib.Path(__file__).resolve().parents[2] / "scripts"
TRAINER, TOOL = sys.argv[1:3]


def run(*arguments, fails=False):
    done = subprocess.run([str(a) for a in arguments], capture_output=True, text=True)
    assert (done.returncode != 0) == fails, done.stderr
    return done


def script(name, *arguments, fails=False):
    return run(sys.executable, SCRIPTS / name, *arguments, fails=fails)


def write_table(path, rows):
    with open(path, "w", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)


def facts_in(shards):
    """Every record's description, by uid, from the tar files alone."""
    found = {}
    for path in sorted(shards.glob("*.tar")):
        with tarfile.open(path) as tar:
            for member in tar:
                if member.name.endswith(".json"):
                    description = json.load(tar.extractfile(member))
                    found[description["facts"]["uid"]] = description
    return found


# Two patients: the first is coded on the second of three stays, the second never.
MIMIC = [
    ("10000032", "40689238", "2180-07-23 08:44:00", []),
    ("10000032", "44458630", "2180-08-20 09:54:00", ["I509", "I2720"]),
    ("10000032", "49036311", "2181-08-06 09:07:00", ["I509"]),
    ("10000117", "45090959", "2181-11-15 02:05:00", ["I10"]),
    ("10000117", "48446569", "2183-09-18 13:52:00", []),
]


def mimic_path(subject, study):
    return f"files/p{subject[:4]}/p{subject}/s{study}/{study}"


def write_mimic_tables(folder, ecgs):
    listed, coded = [], []
    for subject, study, time, codes in ecgs:
        path = mimic_path(subject, study)
        listed.append({"subject_id": subject, "study_id": study, "file_name": study, "ecg_time": time, "path": path})
        coded.append({"file_name": f"mimic/{path}", "study_id": study, "subject_id": subject, "ecg_time": time,
                      "ed_diag_hosp": "[]", "hosp_diag_hosp": str(codes), "gender": "F", "age": "52.0"})
    write_table(folder / "record_list.csv", listed)
    write_table(folder / "records_w_diag_icd10.csv", coded)


def make_mimic(folder):
    for subject, study, _, _ in MIMIC:
        path = folder / mimic_path(subject, study)
        path.parent.mkdir(parents=True)
        run(TOOL, "simulate", "--random", "--seed", study, "--to", "wfdb", "-o", f"{path}.hea")
    write_mimic_tables(folder, MIMIC)


class Recipes(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.addCleanup(self.temporary.cleanup)
        self.folder = pathlib.Path(self.temporary.name)

    def labels(self, *options):
        manifest = self.folder / "manifest.csv"
        script("make_mimic_manifest.py", self.folder / "mimic", "-o", manifest, "--diagnoses",
               self.folder / "mimic/records_w_diag_icd10.csv", *options)
        with open(manifest, newline="") as file:
            return {row["uid"]: row["label_ph"] for row in csv.DictReader(file)}

    def test_mimic_iv_ecg_goes_from_its_list_to_shards(self):
        make_mimic(self.folder / "mimic")
        run(TRAINER, "ingest", self.folder / "mimic/record_list.csv", "-o", self.folder / "shards")
        found = facts_in(self.folder / "shards")
        self.assertEqual(set(found), {study for _, study, _, _ in MIMIC})
        first = found["40689238"]
        self.assertEqual(first["facts"]["patient"], "mimic-iv-ecg:10000032")
        self.assertEqual(first["ecg"]["time"], "2180-07-23T08:44:00")
        self.assertEqual((first["ecg"]["sampling_rate_hz"], first["ecg"]["samples"]), (500.0, 5000))
        self.assertTrue(all(lead["exact"] for lead in first["ecg"]["leads"]))

    def test_a_code_counts_for_its_stay_and_no_ecg_before_it_is_a_negative_unless_asked_for(self):
        make_mimic(self.folder / "mimic")
        self.assertEqual(self.labels(), {"40689238": "", "44458630": "1", "49036311": "", "45090959": "0", "48446569": ""})
        self.assertEqual(self.labels("--window-days", "30")["40689238"], "1")
        self.assertEqual(self.labels("--window-days", "20", "--before-first", "negative")["40689238"], "")
        self.assertEqual(self.labels("--codes", "I10")["45090959"], "1")

    def test_pulmonary_hypertension_that_was_coded_in_icd_9_is_no_negative(self):
        (self.folder / "mimic").mkdir()
        write_mimic_tables(self.folder / "mimic", [("10000032", "40689238", "2110-07-23 08:44:00", ["I10", "I2789"])])
        self.assertEqual(self.labels(), {"40689238": "1"})

    def test_codes_count_however_they_are_written_and_an_empty_one_is_refused(self):
        (self.folder / "mimic").mkdir()
        write_mimic_tables(self.folder / "mimic", [("1", "11", "2180-07-23 08:44:00", ["I2720"]),
                                                   ("2", "22", "2180-07-23 08:44:00", ["I10"])])
        for codes in ("I270, I272", "I27.0,I27.2", "i272"):
            self.assertEqual(self.labels("--codes", codes), {"11": "1", "22": "0"}, codes)
        for codes in ("I270,", "", "416.8"):
            refused = script("make_mimic_manifest.py", self.folder / "mimic", "-o", self.folder / "manifest.csv", "--diagnoses",
                             self.folder / "mimic/records_w_diag_icd10.csv", "--codes", codes, fails=True)
            self.assertIn("beginnings of ICD-10 codes", refused.stderr, codes)

    def test_a_folder_whose_name_stands_in_brackets_is_ingested(self):
        (self.folder / "[a,b]").mkdir()
        run(TOOL, "simulate", "--random", "--seed", "1", "--to", "wfdb", "-o", self.folder / "[a,b]/e.hea")
        done = subprocess.run([TRAINER, "ingest", "[a,b]", "-o", "shards"], cwd=self.folder, capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual([found["facts"]["database"] for found in facts_in(self.folder / "shards").values()], ["[a,b]"])

    def test_the_manifest_with_labels_is_what_ingest_takes(self):
        make_mimic(self.folder / "mimic")
        self.labels()
        run(TRAINER, "ingest", self.folder / "manifest.csv", "-o", self.folder / "shards")
        found = facts_in(self.folder / "shards")
        self.assertEqual(found["44458630"]["facts"]["labels"], {"ph": 1})
        self.assertEqual(found["49036311"]["facts"]["labels"], {"ph": None})
        self.assertEqual((found["44458630"]["ecg"]["age_years"] is not None, found["45090959"]["facts"]["labels"]),
                         (True, {"ph": 0}))

    def make_echonext(self, break_leads=False):
        folder, rows, waveforms = self.folder / "echonext", [], {}
        folder.mkdir()
        generator = np.random.default_rng(5)
        for split, count in {"train": 3, "val": 1, "test": 1, "no_split": 1}.items():
            two = np.cumsum(generator.normal(size=(count, 1, 2500, 2)), axis=2)
            one, second = two[..., :1] / 40, two[..., 1:] / 40
            limbs = [one, second, second - one, -(one + second) / 2, one - second / 2, second - one / 2]
            leads = np.concatenate([*limbs, *[one + 0.1 * i * second for i in range(6)]], axis=-1)
            waveforms[split] = leads[..., ::-1] if break_leads else leads
            np.save(folder / f"EchoNext_{split}_waveforms.npy", waveforms[split])
            for number in range(count):
                rows.append({"ecg_key": f"{split}{number}", "patient_key": f"p{split}{number}", "split": split, "sex": "female",
                             "age_at_ecg": "60", "pasp_gte_45_flag": str(number % 2), "pasp_value": "" if number == 2 else "50"})
        write_table(folder / "echonext_metadata_100k.csv", rows)
        return folder, waveforms

    def test_echonext_goes_from_its_arrays_to_shards_with_the_scale_that_is_given(self):
        folder, waveforms = self.make_echonext()
        script("make_echonext_records.py", folder, "-o", self.folder / "records", "--lead-sd-mv", "0.15",
               "--lead-mean-mv", "0")
        run(TRAINER, "ingest", self.folder / "records/manifest.csv", "-o", self.folder / "shards")
        found = facts_in(self.folder / "shards")
        self.assertEqual({uid: record["facts"]["split"] for uid, record in found.items()},
                         {"train0": "train", "train1": "train", "train2": "train", "val0": "validation", "test0": "test"})
        self.assertEqual([found[f"train{i}"]["facts"]["labels"]["ph"] for i in range(3)], [0, 1, None])
        self.assertEqual((found["val0"]["ecg"]["sampling_rate_hz"], found["val0"]["ecg"]["samples"]), (250.0, 2500))
        with tarfile.open(self.folder / "shards/shard-000000.tar") as tar:
            digits = np.load(io.BytesIO(tar.extractfile("000000000.npy").read()))
        scale = found["train0"]["ecg"]["leads"][1]["scale_mv"]
        np.testing.assert_allclose(digits[1] * scale, waveforms["train"][0, 0, :, 1] * 0.15, atol=0.00051)

    def echonext_manifest(self, **changed):
        """What the manifest says of the training ECGs, once these columns of the metadata hold other values."""
        folder, _ = self.make_echonext()
        with open(folder / "echonext_metadata_100k.csv", newline="") as file:
            rows = list(csv.DictReader(file))
        for column, values in changed.items():
            for row, value in zip(rows, values):
                row[column] = value
        write_table(folder / "echonext_metadata_100k.csv", rows)
        done = script("make_echonext_records.py", folder, "-o", self.folder / "records", "--lead-sd-mv", "0.15",
                      "--lead-mean-mv", "0")
        with open(self.folder / "records/manifest.csv", newline="") as file:
            return list(csv.DictReader(file))[:3], done.stderr

    def test_echonext_leaves_zeros_unknown_that_nobody_measured_and_no_ones(self):
        rows, _ = self.echonext_manifest(pasp_gte_45_flag=["0", "1", "0"], pasp_value=["", "", "30"])
        self.assertEqual([row["label_ph"] for row in rows], ["", "1", "0"])

    def test_echonext_takes_sex_in_words_and_says_where_it_is_none(self):
        rows, said = self.echonext_manifest(sex=["Male", "F", "1"])
        self.assertEqual([row["sex"] for row in rows], ["male", "female", ""])
        self.assertIn("sex is left out of 1 of 5 ECGs: it is 1", said)

    def test_echonext_without_a_scale_or_with_other_leads_is_refused(self):
        folder, _ = self.make_echonext(break_leads=True)
        done = script("make_echonext_records.py", folder, "-o", self.folder / "records", fails=True)
        self.assertIn("--lead-sd-mv", done.stderr)
        done = script("make_echonext_records.py", folder, "-o", self.folder / "records", "--lead-sd-mv", "0.15",
                      "--lead-mean-mv", "0", fails=True)
        self.assertIn("III is not II - I", done.stderr)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
