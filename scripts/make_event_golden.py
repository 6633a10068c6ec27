#!/usr/bin/env python3
"""Writes tests/golden/training/events.bin with TensorBoard's own writer (pip install tensorboard; needed for nothing else):
the bytes that training/log must write for one version record and one step of two scalars."""

import pathlib

from tensorboard.compat.proto.event_pb2 import Event
from tensorboard.compat.proto.summary_pb2 import Summary
from tensorboard.summary.writer.record_writer import RecordWriter

OUT = pathlib.Path(__file__).resolve().parent.parent / "tests/golden/training/events.bin"

OUT.parent.mkdir(parents=True, exist_ok=True)
with open(OUT, "wb") as file:
    writer = RecordWriter(file)
    writer.write(Event(wall_time=1.5, file_version="brain.Event:2").SerializeToString())
    scalars = [Summary.Value(tag="loss", simple_value=0.1), Summary.Value(tag="validation_auroc", simple_value=0.875)]
    writer.write(Event(wall_time=1795950754.25, step=300, summary=Summary(value=scalars)).SerializeToString())
    writer.flush()
