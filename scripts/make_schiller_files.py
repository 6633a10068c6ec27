#!/usr/bin/env python3
"""Writes a small Schiller SEMA XML file for the tests and the fuzzer, laid out like the file of an AT-10P that
analysiscenter/cardio publishes.

Sample i of lead number k is ((7 i + 13 k) mod 201) - 100."""
import pathlib

ROOT = pathlib.Path(__file__).resolve().parent.parent


def channel(name, lead, count):
    cells = "".join(f"{(7 * i + 13 * lead) % 201 - 100}," for i in range(count))
    return (f"<channel>\n<annotation_lead>\n<name>R_AMPL</name>\n<value>-</value>\n</annotation_lead>\n<name>{name}</name>"
            f"\n<data>{cells}</data>\n<datastype>COMMASEPARATE</datastype>\n<samplecount>{count}</samplecount>\n</channel>\n")


def waves(kind, step, units, body, rate=500):
    return (f"<wavedata>\n<type>{kind}</type>\n<resolution>\n<samplerate>\n<exponent>1</exponent>\n<value>{rate}</value>\n"
            f"</samplerate>\n<yres>\n<unitperbit>{step}</unitperbit>\n<units>{units}</units>\n</yres>\n</resolution>\n{body}"
            "<channelconfiguration>ECG_STANDARD</channelconfiguration>\n</wavedata>\n")


def pair(tag, name, *values):
    return f"<{tag}>\n<name>{name}</name>\n" + "".join(f"<value>{v}</value>\n" for v in values) + f"</{tag}>\n"


TEXT = (
    '<?xml version="1.0"?>\n<com.xiriuz.sema.xml.schillerEDI.SchillerEDI>\n<patdata>\n<id>P-1</id>\n'
    "<lastname>Test</lastname>\n<firstname>Ada</firstname>\n<birthdate>19600103</birthdate>\n<gender>FEMALE</gender>\n"
    "<pacemaker>\n<value>OFF</value>\n</pacemaker>\n</patdata>\n<examdescript>\n<startdatetime>\n<date>20231201</date>\n"
    "<time>120000250</time>\n</startdatetime>\n<idu>\n<aquiring_user>\n<id>Secret</id>\n</aquiring_user>\n</idu>\n"
    "<aquiringdevice>\n<hardware>\n<vendor>Schiller</vendor>\n<model>AT-10P</model>\n<serialnum>SN1</serialnum>\n"
    "</hardware>\n</aquiringdevice>\n</examdescript>\n<eventdata>\n<event>\n" +
    waves("ECG_AVERAGES", "1.0", "UV", channel("I", 7, 20), rate=250) +
    waves("ECG_RHYTHMS", "2.5", "UV", channel("I", 1, 40) + channel("AVF", 2, 40) + channel("V1", 3, 40)) +
    pair("annotation_global", "HR", 69) + pair("annotation_global", "QRS", 94) + pair("annotation_global", "BP_D", "-") +
    pair("rhythm_global", "R_QRS_ON", 5, 25) +
    "<filters_data>\n" + pair("filter", "MAINS", 50) + pair("filter", "LOWPASS_CUTOFF_FREQ", 150) + "</filters_data>\n"
    "<textdata>\n<type>INTERPRETATION</type>\n<textdata>Sinus rhythm</textdata>\n</textdata>\n"
    "</event>\n</eventdata>\n</com.xiriuz.sema.xml.schillerEDI.SchillerEDI>\n")

for folder in (ROOT / "tests/golden/io/schiller", ROOT / "tests/fuzz/seeds/schiller"):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "small.xml").write_text(TEXT, encoding="utf-8")
    if "seeds" in str(folder):
        (folder / "millivolts.xml").write_text(TEXT.replace("<units>UV", "<units>MV").replace("2.5", "0.005"))
