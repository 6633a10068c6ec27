#!/usr/bin/env python3
"""processes_test.py TRAINER TOOL: several processes of the trainer as torchrun starts them, with Gloo on 127.0.0.1. What
they learn together is what one learns with the larger batch; a process that is lost ends the others with a message; a run
that is killed goes on as if it had not been. Exits 1 where a test fails."""

import array
import json
import math
import os
import pathlib
import random
import re
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
import unittest
import zipfile

TRAINER, TOOL = sys.argv[1:3]
# How long processes wait for each other: ample where none is lost, for machines that do much else.
AMPLE_S = 120
SHORT_S = 8


def write_recordings(folder, count):
    (folder / "simulated").mkdir()
    rows = ["uid,database,path,labels,rvh,right_axis,right_atrial"]
    for i in range(count):
        subprocess.run([TOOL, "simulate", "--random", "--seed", str(i), "--to", "wfdb", "-o",
                        str(folder / "simulated" / f"s{i}.hea")], check=True, capture_output=True)
        rows.append(f"S{i},Simulated,simulated/s{i}.hea,pat={i},0,0,0")
    (folder / "index.csv").write_text("\n".join(rows) + "\n")


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def tensors(out):
    """Name to floats, from the weight file alone."""
    bytes_ = (out / "weights.safetensors").read_bytes()
    size = struct.unpack("<Q", bytes_[:8])[0]
    header = json.loads(bytes_[8:8 + size])
    header.pop("__metadata__")
    return {name: array.array("f", bytes_[8 + size:][slice(*entry["data_offsets"])]) for name, entry in header.items()}


def doubles(out):
    """The same in the doubles that were learnt, from the checkpoint: it begins with the parameters in the order of their names."""
    with zipfile.ZipFile(out / "checkpoint.pt") as archive:
        folder = next(name for name in archive.namelist() if name.endswith("/data/0"))[:-1]
        return {name: array.array("d", archive.read(folder + str(i))) for i, name in enumerate(sorted(tensors(out)))}


def largest_difference(one, other):
    assert {name: len(tensor) for name, tensor in one.items()} == {name: len(tensor) for name, tensor in other.items()}
    return max(abs(x - y) for name in one for x, y in zip(one[name], other[name]))


class Processes(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="leadwise_processes_"))
        write_recordings(cls.folder, 14)  # 11 to train on, 1 to choose by

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.folder)

    def setUp(self):
        self.started = []

    def tearDown(self):
        for process in self.started:
            if process.poll() is None:
                process.kill()
            process.wait()
            process.stderr.close()

    def command(self, command, out, **options):
        # Fine-tuning begins with what it draws itself.
        encoders = {"encoders": "random"} if command == "finetune" else {}
        told = {"recordings": self.folder, "out": self.folder / out, "train_sources": "simulated", "train_share": 0.5,
                "validation_share": 0.25, "epochs": 2, "batch_size": 4, "decoded_leads": 1, "device": "cpu",
                "process_timeout_s": AMPLE_S} | encoders | options
        flags = [text for key, value in told.items() for text in ("--" + key.replace("_", "-"), str(value))]
        return [TRAINER, command, *flags]

    def start(self, command, environment=None):
        clean = {key: value for key, value in os.environ.items()
                 if key not in ("RANK", "WORLD_SIZE", "LOCAL_RANK", "MASTER_ADDR", "MASTER_PORT")}
        process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True,
                                   env=clean | (environment or {}))
        self.started.append(process)
        return process

    def start_ranks(self, commands):
        port = str(free_port())
        return [self.start(command, {"RANK": str(rank), "WORLD_SIZE": str(len(commands)), "LOCAL_RANK": str(rank),
                                     "MASTER_ADDR": "127.0.0.1", "MASTER_PORT": port})
                for rank, command in enumerate(commands)]

    def finish(self, *processes):
        said = [process.communicate(timeout=300)[1] for process in processes]
        self.assertEqual([process.returncode for process in processes], [0] * len(processes), said)

    def wait_for_epochs(self, process, count):
        """Reads what a process says until it has finished so many epochs."""
        while count > 0:
            line = process.stderr.readline()
            self.assertTrue(line, "the process ended early")
            count -= line.startswith('{"') and '"epoch"' in line

    def log(self, out):
        return [json.loads(line) for line in (self.folder / out / "log.jsonl").read_text().splitlines()]

    def test_two_processes_learn_what_one_learns_with_the_doubled_batch(self):
        # Of one example the second process gets none, and must go along.
        for command, more in (("pretrain", {}), ("pretrain", {"epochs": 1, "examples_per_epoch": 1}), ("finetune", {"elbo_weight": 0.01, "epochs": 1, "examples_per_epoch": 12})):
            # One batch of two ECGs is rounded otherwise than two of one, and AdamW's steps are as large as the learning rate
            # however small a gradient is: floats would differ by several steps, on some processors.
            more = {"learning_rate": 5e-4, "precision": "fp64"} | more
            with self.subTest(command):
                one, two = (f"{command}_{more.get('examples_per_epoch')}_{number}" for number in ("one", "two"))
                self.finish(self.start(self.command(command, one, **more)))
                halves = self.command(command, two, **more | {"batch_size": 1, "accumulate": 2})
                self.finish(*self.start_ranks([halves, halves]))
                largest = largest_difference(doubles(self.folder / one), doubles(self.folder / two))
                print(f"{command}: two processes differ from one by {largest:.2g} at most", file=sys.stderr)
                self.assertLessEqual(largest, 1e-9)
                lines = self.log(two)
                self.assertEqual([line["epoch"] for line in lines], list(range(1, more.get("epochs", 2) + 1)))
                self.assertEqual(lines[-1]["world_size"], 2)
                for key in ("loss", "mean_squared_error"):
                    self.assertTrue(math.isclose(lines[-1][key], self.log(one)[-1][key], rel_tol=1e-9))

    def test_two_processes_learn_to_the_last_bit_what_one_learns_with_the_doubled_batch(self):
        for command, batch_size, more in (("pretrain", 1, {}), ("pretrain", 3, {}), ("pretrain", 8, {"grain": 4, "examples_per_epoch": 32}), ("finetune", 2, {"elbo_weight": 0.01})):
            more = {"learning_rate": 5e-4, "epochs": 1, "examples_per_epoch": 12} | more
            with self.subTest(f"{command} {batch_size}"):
                one, two = (f"{command}_{batch_size}_{number}" for number in ("whole", "halves"))
                self.finish(self.start(self.command(command, one, batch_size=2 * batch_size, **more)))
                halves = self.command(command, two, batch_size=batch_size, **more)
                self.finish(*self.start_ranks([halves, halves]))
                self.assertEqual(tensors(self.folder / one), tensors(self.folder / two))

    def test_both_go_on_from_the_first_ones_checkpoint_though_the_second_sees_none_and_reads_elsewhere(self):
        copy = self.folder / "copy"
        for name in ("simulated", "index.csv"):
            (copy / name).parent.mkdir(exist_ok=True)
            (copy / name).symlink_to(self.folder / name)
        whole = self.command("pretrain", "whole", batch_size=2, final_learning_rate_factor=1)
        self.finish(*self.start_ranks([whole, whole]))
        # Where the first one's recordings lie may change too: the same ones are learnt from.
        for epochs, folders in ((1, (self.folder, copy)), (2, (copy, self.folder))):
            commands = [self.command("pretrain", out, recordings=folder, batch_size=2, final_learning_rate_factor=1,
                                     epochs=epochs)
                        for out, folder in zip(("pieces", "elsewhere"), folders)]
            self.finish(*self.start_ranks(commands))
        self.assertEqual(tensors(self.folder / "pieces"), tensors(self.folder / "whole"))
        self.assertFalse((self.folder / "elsewhere").exists())
        # What else the first one was told binds all of them.
        commands = [self.command("pretrain", out, batch_size=2, final_learning_rate_factor=1, learning_rate=1e-5)
                    for out in ("pieces", "elsewhere")]
        self.check_all_refuse(commands, 'the checkpoint was made with another "learning_rate"')

    def check_the_other_ends(self, out, lost, lose, timeout_s, within_s):
        run = self.command("pretrain", out, epochs=1000, final_learning_rate_factor=1, batch_size=2,
                           process_timeout_s=timeout_s)
        ranks = self.start_ranks([run, run])
        self.wait_for_epochs(ranks[0], 1)
        start = time.monotonic()
        lose(ranks[lost])
        _, said = ranks[1 - lost].communicate(timeout=60)
        print(f"{out}: the other process ended after {time.monotonic() - start:.1f} s", file=sys.stderr)
        self.assertLess(time.monotonic() - start, within_s)
        self.assertEqual(ranks[1 - lost].returncode, 1)
        self.assertIn("ProcessLost", said)
        ranks[lost].kill()
        ranks[lost].communicate()
        # What was written stays usable: one process goes on from it with the batch of both.
        done = self.log(out)[-1]["epoch"]
        self.finish(self.start(self.command("pretrain", out, epochs=done + 1, final_learning_rate_factor=1)))
        self.assertEqual([line["epoch"] for line in self.log(out)], list(range(1, done + 2)))

    def test_a_process_that_is_killed_ends_the_other_at_once(self):
        self.check_the_other_ends("killed", 1, lambda process: process.kill(), AMPLE_S, AMPLE_S / 4)

    def test_the_first_process_is_missed_like_any_other(self):
        self.check_the_other_ends("killed_first", 0, lambda process: process.kill(), AMPLE_S, AMPLE_S / 4)

    def test_a_process_that_hangs_ends_the_other_at_the_time_out(self):
        self.check_the_other_ends("hanging", 1, lambda process: process.send_signal(signal.SIGSTOP), SHORT_S,
                                  SHORT_S + 15)

    def test_a_run_that_is_killed_at_any_moment_ends_with_the_same_weights(self):
        options = {"epochs": 6, "examples_per_epoch": 8}
        self.finish(self.start(self.command("finetune", "undisturbed", **options)))
        moments = random.Random(1)
        for _ in range(5):
            process = self.start(self.command("finetune", "disturbed", **options))
            # The checkpoint is written behind an epoch's line, then the next epoch begins.
            self.wait_for_epochs(process, 1)
            time.sleep(moments.choice([0, 0.01, 0.03, 0.1, 0.3]))
            process.kill()
            process.wait()
        self.finish(self.start(self.command("finetune", "disturbed", **options)))
        self.assertEqual(tensors(self.folder / "disturbed"), tensors(self.folder / "undisturbed"))
        strip = lambda lines: [{k: v for k, v in line.items() if not re.search("memory|_per_s|waiting", k)} for line in lines]
        self.assertEqual(strip(self.log("disturbed")), strip(self.log("undisturbed")))

    def check_all_refuse(self, commands, words):
        for process in self.start_ranks(commands):
            _, said = process.communicate(timeout=60)
            self.assertEqual(process.returncode, 1)
            self.assertIn(words, said)

    def test_processes_that_were_told_different_things_all_say_so(self):
        self.check_all_refuse([self.command("pretrain", "alike"), self.command("pretrain", "alike", batch_size=5)],
                              '"batch_size" is 5 in process 1 and 4 in process 0')

    def test_processes_that_have_the_same_recordings_in_another_order_all_say_so(self):
        head, *rows = (self.folder / "index.csv").read_text().splitlines()
        (self.folder / "turned.csv").write_text("\n".join([head, *reversed(rows)]) + "\n")
        for command in ("pretrain", "finetune"):
            self.check_all_refuse([self.command(command, "turned"), self.command(command, "turned", index="turned.csv")],
                                  '"who is learnt from, in order" is ')

    def test_bad_variables_and_masters_that_do_not_answer_are_named(self):
        nobody = {"RANK": "1", "WORLD_SIZE": "2", "MASTER_ADDR": "127.0.0.1", "MASTER_PORT": str(free_port())}
        cases = [({"RANK": "0"}, "InvalidArgument", "WORLD_SIZE"), ({"RANK": "2", "WORLD_SIZE": "2"}, "InvalidArgument", "RANK"),
                 (nobody, "ProcessLost", nobody["MASTER_PORT"])]
        for environment, code, word in cases:
            start = time.monotonic()
            process = self.start(self.command("pretrain", "none", process_timeout_s=2), environment)
            _, said = process.communicate(timeout=60)
            self.assertEqual(process.returncode, 1)
            self.assertRegex(said, f"{code}: .*{word}")
            self.assertEqual("GLOO_SOCKET_IFNAME" in said, code == "ProcessLost")
            self.assertLess(time.monotonic() - start, 20)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1] + sys.argv[3:], verbosity=2)
