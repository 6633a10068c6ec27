#!/usr/bin/env python3
"""Writes a small Mortara (ELI) XML file for the tests and the fuzzer, with the names that public readers expect.

Sample i of lead number k is ((7 i + 13 k) mod 201) - 100."""
import base64
import pathlib
import struct

ROOT = pathlib.Path(__file__).resolve().parent.parent


def data(lead, count):
    return base64.b64encode(b"".join(struct.pack("<h", (7 * i + 13 * lead) % 201 - 100) for i in range(count))).decode()


def channel(name, lead, count, rate=500, gain=400):
    return (f'  <CHANNEL OFFSET="0" BITS="16" FORMAT="SIGNED" UNITS_PER_MV="{gain}" DURATION="{count}" '
            f'SAMPLE_FREQ="{rate}" NAME="{name}" ENCODING="BASE64" DATA="{data(lead, count)}" />\n')


TEXT = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<ECG ACQUISITION_TIME="20231201120000" AGE="63" AGE_UNITS="Y" VENT_RATE="75" AVERAGE_RR="800" NUM_QRS="12" '
    'TECHNICIAN="Secret" ROOM="R1" COMMENT="Chest pain">\n'
    '  <SUBJECT LAST_NAME="Test" FIRST_NAME="Ada" GENDER="Female" ID="P-1" DOB="19600103" DOB_XML="1960-01-03" />\n'
    '  <SOURCE TYPE="RESTING" MANUFACTURER="Mortara Instrument, Inc." MODEL="ELI" LOW_PASS_FILTER="150" '
    'ACQUIRING_DEVICE_SERIAL_NUMBER="SN1" ACQUIRING_DEVICE_SITE_NAME="Secret" />\n'
    '  <AUTOMATIC_INTERPRETATION>\n'
    '    <STATEMENT STATEMENT_NUMBER="1" TEXT="SINUS RHYTHM" REASON="" />\n'
    '    <STATEMENT STATEMENT_NUMBER="2" TEXT="LEFT AXIS DEVIATION" REASON="QRS AXIS &lt; -30" />\n'
    '  </AUTOMATIC_INTERPRETATION>\n'
    '  <TYPICAL_CYCLE R_PEAK="10" PR_DURATION="163" QRS_DURATION="93" QT="456" QRS_AXIS="-35" BITS="16" '
    'FORMAT="SIGNED" UNITS_PER_MV="200" DURATION="20" SAMPLE_FREQ="250" ENCODING="BASE64">\n'
    f'    <TYPICAL_CYCLE_CHANNEL NAME="I" DATA="{data(7, 20)}" />\n'
    '  </TYPICAL_CYCLE>\n' + channel("I", 1, 40) + channel("aVF", 2, 40) + channel("V1", 3, 40) +
    channel("Z", 4, 10, rate=125) + '</ECG>\n')

for folder in (ROOT / "tests/golden/io/mortara", ROOT / "tests/fuzz/seeds/mortara"):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "small.xml").write_text(TEXT, encoding="utf-8")
    if "seeds" in str(folder):
        (folder / "short.xml").write_text('<ECG><TYPICAL_CYCLE/>\n' + channel("II", 1, 3, gain=1000) + "</ECG>")
