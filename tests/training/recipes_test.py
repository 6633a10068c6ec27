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


# Patients of a catheter laboratory. Of mPAP, PAWP and PVR each comes to its bound once, and once past it.
CATHETERS = {
    # patient: mPAP, PAWP, PVR in Wood units, then PH, pre-capillary, elevated PAWP
    "no-ph": ("20", "12", "1.5", "0", "", "0"),
    "no-ph-left-heart": ("20", "16", "1", "0", "", "1"),
    "pre-capillary": ("21", "15", "2.1", "1", "1", "0"),
    "unclassified": ("24", "15", "2", "1", "", "0"),
    "isolated-post-capillary": ("30", "15.5", "2", "1", "0", "1"),
    "combined": ("45", "22", "6", "1", "0", "1"),
    "no-pvr": ("30", "10", "", "1", "", "0"),
    "no-pvr-post-capillary": ("30", "20", "NA", "1", "0", "1"),
    "no-pawp": ("30", "", "5", "1", "", ""),
    "no-mpap": ("", "10", "5", "", "", "0"),
}


def catheter_tables(folder, ecgs, catheters):
    """ECGs as (path, patient, time), catheterisations as dictionaries of columns."""
    folder.mkdir(exist_ok=True)
    write_table(folder / "ecgs.csv", [dict(zip(("path", "patient", "time"), ecg)) for ecg in ecgs])
    write_table(folder / "catheters.csv", catheters)


def catheter(patient, time, mpap="", pawp="", pvr=""):
    return {"patient": patient, "time": time, "mpap_mmhg": mpap, "pawp_mmhg": pawp, "pvr_wu": pvr}


class CatheterRecipe(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.addCleanup(self.temporary.cleanup)
        self.folder = pathlib.Path(self.temporary.name) / "clinic"
        self.manifest = self.folder / "manifest.csv"

    def make(self, *options, fails=False):
        return script("make_catheter_manifest.py", self.folder / "ecgs.csv", self.folder / "catheters.csv", "-o", self.manifest,
                      *options, fails=fails).stderr

    def rows(self, *options):
        self.make(*options)
        with open(self.manifest, newline="") as file:
            return list(csv.DictReader(file))

    def labels(self, task, *options):
        return {row["path"]: row[f"label_{task}"] for row in self.rows(*options)}

    def refusal(self, **row):
        """What is said of a second row of catheterisations that has these fields."""
        columns = {"cardiac_output_l_min": "", "pvr_dyn_s_cm5": ""}
        good = catheter("1", "2024-05-01", "30", "10", "") | columns
        catheter_tables(self.folder, [("e.hea", "1", "2024-05-01")], [good, good | {"patient": "2"} | row])
        return self.make("--window-days", "0", fails=True)

    def test_the_three_labels_follow_the_rule_of_2022(self):
        catheter_tables(self.folder, [(f"{patient}.hea", patient, "2024-05-01") for patient in CATHETERS],
                        [catheter(patient, "2024-05-01", *numbers[:3]) for patient, numbers in CATHETERS.items()])
        made = {row["patient"]: row for row in self.rows("--window-days", "0")}
        for patient, numbers in CATHETERS.items():
            row = made[patient]
            self.assertEqual((row["label_ph_detection"], row["label_ph_precapillary"], row["label_elevated_pawp"]), numbers[3:],
                             patient)

    def test_a_resistance_in_dyn_s_cm5_or_from_the_cardiac_output_is_the_same_in_wood_units(self):
        columns = {"pvr_dyn_s_cm5": "", "cardiac_output_l_min": ""}
        changes = {"160": {"pvr_dyn_s_cm5": "160"}, "161": {"pvr_dyn_s_cm5": "161"}, "2 WU": {"cardiac_output_l_min": "6.5"},
                   "2.03 WU": {"cardiac_output_l_min": "6.4"}, "stated": {"cardiac_output_l_min": "2", "pvr_wu": "1"}}
        catheter_tables(self.folder, [(name, name, "2024-05-01") for name in changes],
                        [catheter(name, "2024-05-01", "25.1", "12.1") | columns | change for name, change in changes.items()])
        self.assertEqual(self.labels("ph_precapillary", "--window-days", "0"),
                         {"160": "", "161": "1", "2 WU": "", "2.03 WU": "1", "stated": ""})

    def test_an_ecg_takes_the_nearest_catheterisation_as_a_whole_and_of_two_as_near_the_one_behind_it(self):
        ecgs = [("a", "1", "2024-05-10 23:59:00"), ("b", "1", "2024-05-15"), ("c", "1", "2024-05-16"), ("d", "1", "2024-06-19"),
                ("e", "1", "2024-06-20"), ("f", "2", "2024-05-10"), ("g", "1", "2024-04-10")]
        catheter_tables(self.folder, ecgs, [catheter("1", "2024-05-10 08:00:00", "40", "10", "5"),
                                            catheter("1", "2024-05-20", "18", "", "")])
        self.assertEqual(self.labels("ph_detection", "--window-days", "30"),
                         {"a": "1", "b": "0", "c": "0", "d": "0", "e": "", "f": "", "g": "1"})
        # The nearest one did not measure PAWP: what another one measured is not taken.
        self.assertEqual(self.labels("elevated_pawp", "--window-days", "30")["b"], "")
        after = self.labels("ph_detection", "--window-days", "30", "--after-days", "0")
        self.assertEqual(after, {"a": "1", "b": "0", "c": "0", "d": "", "e": "", "f": "", "g": "1"})

    def test_one_ecg_per_patient_is_the_nearest_and_of_several_as_near_the_earliest(self):
        ecgs = [("a", "1", "2024-05-08"), ("b", "1", "2024-05-11 09:00:00"), ("c", "1", "2024-05-11 07:00:00"),
                ("d", "2", "2024-05-30"), ("e", "3", "2023-01-01")]
        catheter_tables(self.folder, ecgs, [catheter(patient, "2024-05-10", "40", "10", "5") for patient in "123"])
        self.assertEqual(self.labels("ph_detection", "--window-days", "30", "--one-per-patient"),
                         {"a": "", "b": "", "c": "1", "d": "1", "e": ""})

    def test_an_implausible_number_is_refused_with_its_row_and_column(self):
        for column, text in {"mpap_mmhg": "3.2", "pawp_mmhg": "-9", "pvr_wu": "240", "pvr_dyn_s_cm5": "3.1",
                             "cardiac_output_l_min": "5200"}.items():
            said = self.refusal(**{column: text})
            self.assertIn("catheters.csv, line 3", said)
            self.assertIn(f'"{column}" is {text}, outside of', said)
        for text in ("25,5", "1_0", "> 20", "inf"):
            self.assertIn(f'line 3: "mpap_mmhg" is "{text}", not a number', self.refusal(mpap_mmhg=text))
        self.assertIn('line 3: "pawp_mmhg" 40 is above "mpap_mmhg" 25', self.refusal(mpap_mmhg="25", pawp_mmhg="40"))
        self.assertIn('line 3: "pvr_wu" and "pvr_dyn_s_cm5" are both', self.refusal(pvr_wu="3", pvr_dyn_s_cm5="240"))

    def test_a_patient_or_day_that_is_missing_or_none_is_refused_with_its_row(self):
        self.assertIn('line 3: "patient" is empty', self.refusal(patient=""))
        self.assertIn('line 3: "time" is empty', self.refusal(time=""))
        for text in ("01/05/2024", "2024-02-30", "2024-05-01T10:00:00+02:00"):
            self.assertIn(f'line 3: "time" is "{text}"', self.refusal(time=text))
        said = self.refusal(patient="1", time="2024-05-01 15:00:00")
        self.assertIn('lines 2 and 3: two catheterisations of patient "1" on 2024-05-01', said)
        self.assertFalse(self.manifest.exists())

    def test_columns_without_a_unit_are_said_and_make_no_label(self):
        catheter_tables(self.folder, [("e.hea", "1", "2024-05-01")],
                        [{"patient": "1", "time": "2024-05-01", "mpap_mmhg": "30", "pawp_mmhg": "10", "PVR": "240"}])
        said = self.make("--window-days", "0")
        self.assertIn("not read: PVR", said)
        self.assertIn("ph_precapillary: not made", said)
        with open(self.manifest) as file:
            self.assertEqual(file.readline(), "path,patient,time,label_ph_detection,label_elevated_pawp\n")

    def test_a_manifest_in_a_tables_place_is_refused_and_the_table_stays(self):
        catheter_tables(self.folder, [("e.hea", "1", "2024-05-01")], [catheter("1", "2024-05-01", "30", "10", "5")])
        self.manifest = self.folder / "ecgs.csv"
        self.assertIn("would take the place of a table", self.make("--window-days", "0", fails=True))
        self.assertEqual(self.manifest.read_text().split(), ["path,patient,time", "e.hea,1,2024-05-01"])

    def test_tables_whose_patients_never_meet_are_refused(self):
        catheter_tables(self.folder, [("e.hea", "0017", "2024-05-01")], [catheter("17", "2024-05-01", "30", "10", "5")])
        self.assertIn("do both tables name patients alike?", self.make("--window-days", "30", fails=True))

    def test_a_spreadsheet_with_semicolons_and_empty_rows_is_read(self):
        self.folder.mkdir()
        (self.folder / "ecgs.csv").write_text("\ufeffpath; patient; time; sex\r\ne.hea;1;2024-05-01;F\r\n;;;\r\n", "utf-8")
        (self.folder / "catheters.csv").write_text("patient;time;mpap_mmhg\r\n1 ;2024-05-01; 30 \r\n;;\r\n")
        self.assertEqual(self.rows("--window-days", "0"), [{"path": "e.hea", "patient": "1", "time": "2024-05-01",
                                                            "sex": "female", "label_ph_detection": "1"}])

    def test_a_table_is_read_as_the_trainer_reads_lists(self):
        self.folder.mkdir()
        ecgs, catheters = self.folder / "ecgs.csv", self.folder / "catheters.csv"
        ecgs.write_text("sep=;\npath;patient;time\ne.hea;7.0;2024-05-01\n\n ; \n")
        catheters.write_text("patient,time,mpap_mmhg\n7,2024-05-01,30\n")
        self.assertEqual([(row["patient"], row["label_ph_detection"]) for row in self.rows("--window-days", "0")], [("7", "1")])
        ecgs.write_text("sep=;\npath;patient;time\ne.hea;7;2024-05-01\nf.hea;8\n")
        self.assertIn("ecgs.csv, line 4 has 2 fields, its header 3", self.make("--window-days", "0", fails=True))
        ecgs.write_text("path,patient,time\ne.hea,7,2024-05-01,x\n")
        self.assertIn("ecgs.csv, line 2 has 4 fields, its header 3", self.make("--window-days", "0", fails=True))
        ecgs.write_text("path,patient,time\ne.hea,7,2024-05-01\n")
        catheters.write_text("patient,time,mpap_mmhg\n7,2024-05-01\n")
        self.assertIn("catheters.csv, line 2 has 2 fields, its header 3", self.make("--window-days", "0", fails=True))
        for nobody in ("NA", "unknown"):
            self.assertIn(f'line 3: "patient" is "{nobody}"', self.refusal(patient=nobody))
        self.assertIn('two catheterisations of patient "1"', self.refusal(patient="1.0"))

    def test_patients_of_a_catheterisation_whom_no_ecg_meets_are_counted(self):
        catheter_tables(self.folder, [("a", "1", "2024-05-01"), ("b", "2", "2023-05-01")],
                        [catheter(patient, "2024-05-01", "30", "10", "5") for patient in "1234"])
        self.assertIn("3 of 4 patients with a catheterisation have no ECG in the window, 2 of them none at all",
                      self.make("--window-days", "30"))

    def test_a_registry_goes_from_its_two_tables_to_shards(self):
        ecgs = [(f"ecgs/{number}.hea", patient, f"2024-05-0{number} 09:30:00")
                for number, patient in enumerate(["pre-capillary", "combined", "combined", "no-ph"], 1)]
        (self.folder / "ecgs").mkdir(parents=True)
        for path, _, _ in ecgs:
            run(TOOL, "simulate", "--random", "--seed", "1", "--to", "wfdb", "-o", self.folder / path)
        catheter_tables(self.folder, ecgs, [catheter(patient, "2024-05-04", *CATHETERS[patient][:3])
                                            for patient in ("pre-capillary", "combined", "no-ph")])
        self.make("--window-days", "2")
        run(TRAINER, "ingest", self.manifest, "-o", self.folder / "shards", "--database", "registry")
        found = [record["facts"] for record in facts_in(self.folder / "shards").values()]
        self.assertEqual({(facts["patient"], *facts["labels"].values()) for facts in found},
                         {("registry:pre-capillary", None, None, None), ("registry:combined", 1, 1, 0),
                          ("registry:no-ph", 0, 0, None)})
        self.assertEqual(len(found), 4)

    def test_uk_biobanks_ecgs_and_their_copies_are_refused_by_ingest_until_somebody_vouches_for_them(self):
        self.folder.mkdir()
        name = "1000011_20205_2_0"
        run(TOOL, "simulate", "--random", "--seed", "1", "--to", "csv", "-o", self.folder / "simulated.csv")
        write_cardiosoft(self.folder / "simulated.csv", self.folder / f"{name}.xml")
        run(TOOL, "convert", self.folder / f"{name}.xml", "--to", "wfdb", "-o", self.folder / "copy.hea")
        lines = (self.folder / "copy.hea").read_text().splitlines(keepends=True)
        vouched = [line for line in lines if "Untried format" not in line]
        self.assertEqual(len(vouched), len(lines) - 1)
        (self.folder / "vouched.hea").write_text("".join(vouched).replace("copy ", "vouched ", 1))
        for path in (f"{name}.xml", "copy.hea", "vouched.hea"):
            catheter_tables(self.folder, [(path, "1000011", "2016-05-01")], [{"patient": "1000011", "time": "2016-05-01",
                                                                              "pawp_mmhg": "16.2"}])
            self.assertEqual(self.labels("elevated_pawp", "--window-days", "0"), {path: "1"})
            refused = path != "vouched.hea"
            done = run(TRAINER, "ingest", self.manifest, "-o", self.folder / path[:-4], fails=refused)
            self.assertEqual("NoUsableRecord" in done.stderr, refused, done.stderr)
            self.assertEqual("UntriedFormat" in (self.folder / path[:-4] / "quarantine.csv").read_text(), refused)


def write_cardiosoft(table, path):
    """A CardioSoft XML file of a table of millivolts, in steps of 5 uV."""
    with open(table, newline="") as file:
        samples = list(csv.DictReader(file))
    waves = "".join(
        f'<WaveformData lead="{lead}">{",".join(str(round(float(row[lead]) * 200)) for row in samples)}</WaveformData>'
        for lead in samples[0] if lead != "time_s")
    path.write_text(
        '<?xml version="1.0" encoding="ISO8859-1" ?>\n<CardiologyXML><ObservationType>RestECG</ObservationType><StripData>'
        f'<NumberOfLeads>{len(samples[0]) - 1}</NumberOfLeads><SampleRate units="Hz">500</SampleRate>'
        f'<ChannelSampleCountTotal>{len(samples)}</ChannelSampleCountTotal><Resolution units="uVperLsb">5</Resolution>{waves}'
        "</StripData></CardiologyXML>\n")


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

    def test_files_that_could_not_be_opened_are_told_apart_from_those_that_are_refused(self):
        run(TOOL, "simulate", "--random", "--seed", "1", "--to", "wfdb", "-o", self.folder / "e.hea")
        (self.folder / "empty.csv").write_text("")
        listed, manifest = [{"path": path} for path in ("e.hea", "away.hea", "empty.csv")], self.folder / "manifest.csv"
        write_table(manifest, listed)
        done = run(TRAINER, "ingest", manifest, "-o", self.folder / "shards")
        self.assertIn("1 of the refused could not be opened or found no memory", done.stderr)
        write_table(manifest, listed[::2])
        self.assertNotIn("could not be opened", run(TRAINER, "ingest", manifest, "-o", self.folder / "others").stderr)

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
