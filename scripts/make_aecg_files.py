#!/usr/bin/env python3
"""Writes small HL7 annotated ECGs for the tests and the fuzzer, after the HL7 aECG Implementation Guide (21 March 2005).

Sample i of lead number k is ((7 i + 13 k) mod 201) - 100, times the scale, plus the origin."""
import pathlib

ROOT = pathlib.Path(__file__).resolve().parent.parent
GOLDEN = ROOT / "tests/golden/io/aecg"
SEEDS = ROOT / "tests/fuzz/seeds/aecg"
MDC = 'codeSystem="2.16.840.1.113883.6.24"'
HEAD = ('<?xml version="1.0" encoding="UTF-8"?>\n<!-- synthetic -->\n<AnnotatedECG xmlns="urn:hl7-org:v3" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" type="Observation">\n')


def digits(lead, first, count):
    return " ".join(str((7 * i + 13 * lead) % 201 - 100) for i in range(first, first + count))


def lead(code, number, count, first=0, scale='value="2.5" unit="uV"', origin='value="0" unit="uV"', kind="SLIST_PQ"):
    return (f'<component><sequence><code code="{code}" {MDC}/><value xsi:type="{kind}"><origin {origin}/>'
            f'<scale {scale}/><digits>{digits(number, first, count)}</digits></value></sequence></component>\n')


def absolute(head, increment='value="0.002" unit="s"'):
    return (f'<component><sequence><code code="TIME_ABSOLUTE"/><value xsi:type="GLIST_TS"><head value="{head}"/>'
            f'<increment {increment}/></value></sequence></component>\n')


def relative(increment, head='value="0" unit="s"'):
    return (f'<component><sequence><code code="TIME_RELATIVE"/><value xsi:type="GLIST_PQ"><head {head}/>'
            f'<increment {increment}/></value></sequence></component>\n')


def sequence_set(*parts):
    return "<component><sequenceSet>\n" + "".join(parts) + "</sequenceSet></component>\n"


def series(code, body, tag="series", time='<low value="20200102030405"/>'):
    return f'<{tag}><code code="{code}"/><effectiveTime>{time}</effectiveTime>\n{body}</{tag}>\n'


def annotation(code, value, roi="", inner=""):
    return f'<component><annotation><code code="{code}" {MDC}/>{value}{roi}{inner}</annotation></component>\n'


def quantity(value, unit):
    return f'<value xsi:type="PQ" value="{value}" unit="{unit}"/>'


def coded(code):
    return f'<value xsi:type="CE" code="{code}" {MDC}/>'


def region(*boundaries):
    parts = "".join(f"<component><boundary>{b}</boundary></component>" for b in boundaries)
    return f"<support><supportingROI><code code=\"ROIPS\"/>{parts}</supportingROI></support>"


SPAN = ('<code code="TIME_ABSOLUTE"/><value xsi:type="IVL_TS"><low value="20200102030405.100+0100"/>'
        '<high value="20200102030405.200+0100"/></value>')
OFFSET = '<code code="TIME_ABSOLUTE"/><value xsi:type="IVL_TS"><high value="20200102030405.300+0100"/></value>'
PEAK = '<code code="TIME_RELATIVE"/><value xsi:type="PQ" value="150" unit="ms"/>'
ON_LEAD_I = f'<code code="MDC_ECG_LEAD_I" {MDC}/>'
BEAT_SPAN = ('<code code="TIME_RELATIVE"/><value xsi:type="IVL_PQ"><low value="20" unit="ms"/>'
             '<high value="60" unit="ms"/></value>')

SUBJECT = """<componentOf><timepointEvent><performer><studyEventPerformer><assignedPerson><name>Nurse Secret</name>
</assignedPerson></studyEventPerformer></performer><componentOf><subjectAssignment><subject><trialSubject>
<id root="1.2.3" extension="SBJ-7"/><subjectDemographicPerson><name><given>Ada</given><family>Test</family></name>
<administrativeGenderCode code="F"/><birthTime value="19600103"/></subjectDemographicPerson></trialSubject></subject>
<componentOf><clinicalTrial><id root="1.2.4"/></clinicalTrial></componentOf></subjectAssignment></componentOf>
</timepointEvent></componentOf>
<pertainsTo><subjectFindingComment><text>Felt dizzy &amp; tired</text></subjectFindingComment></pertainsTo>
"""
DEVICE = """<author><seriesAuthor><manufacturedSeriesDevice><id extension="SN-9"/>
<manufacturerModelName>Model X</manufacturerModelName></manufacturedSeriesDevice>
<manufacturerOrganization><name>Maker</name></manufacturerOrganization></seriesAuthor></author>
<controlVariable><controlVariable><code code="MDC_ECG_CTL_VBL_ATTR_FILTER_LOW_PASS"/><component><controlVariable>
<code code="MDC_ECG_CTL_VBL_ATTR_FILTER_CUTOFF_FREQ"/><value xsi:type="PQ" value="150" unit="Hz"/>
</controlVariable></component></controlVariable></controlVariable>
"""


def full():
    wave = annotation("MDC_ECG_BEAT", coded("MDC_ECG_BEAT_NORMAL"), inner=(
        annotation("MDC_ECG_WAVC", coded("MDC_ECG_WAVC_QRSWAVE"), region(SPAN)) +
        annotation("MDC_ECG_WAVC", coded("MDC_ECG_WAVC_TWAVE"), region(OFFSET)) +
        annotation("MDC_ECG_TIME_PD_QRS", quantity(100, "ms"))))
    peak = annotation("MDC_ECG_WAVC_TYPE", coded("MDC_ECG_WAVC_RWAVE"), inner=annotation(
        "MDC_ECG_WAVC_TYPE", coded("MDC_ECG_WAVC_PEAK"), region(PEAK, ON_LEAD_I)))
    one = wave + peak + annotation("MDC_ECG_HEART_RATE", quantity(61, "bpm")) + annotation(
        "MDC_ECG_INTERPRETATION_STATEMENT", '<value xsi:type="ST">Sinus rhythm</value>')
    two = 2 * annotation("MDC_ECG_BEAT", coded("MDC_ECG_BEAT_NORMAL"),
                         inner=annotation("MDC_ECG_TIME_PD_QT", quantity(400, "ms")))
    sets = "".join(f"<subjectOf><annotationSet>{s}</annotationSet></subjectOf>\n" for s in (one, two))
    derived = series("REPRESENTATIVE_BEAT", sequence_set(
        relative('value="2" unit="ms"'), lead("MDC_ECG_LEAD_I", 1, 30), lead("MDC_ECG_LEAD_II", 2, 30)) +
        "<subjectOf><annotationSet>" + annotation("MDC_ECG_WAVC", coded("MDC_ECG_WAVC_PWAVE"), region(BEAT_SPAN)) +
        "</annotationSet></subjectOf>\n", tag="derivedSeries")
    rhythm = sequence_set(
        absolute("20200102030405.000+0100"), lead("MDC_ECG_LEAD_I", 1, 60),
        lead("MDC_ECG_LEAD_AVR", 2, 60, scale='value="0.005" unit="mV"', origin='value="-0.05" unit="mV"'),
        lead("MDC_ECG_LEAD_V1", 3, 60, scale='value="4880" unit="nV"'),
        lead("MDC_PULS_OXIM_PLETH", 4, 60, scale='value="1" unit="%"'))
    body = DEVICE + rhythm + sets
    return HEAD + SUBJECT + "<component>" + series(
        "RHYTHM", body + f"<derivation>{derived}</derivation>\n") + "</component>\n</AnnotatedECG>\n"


def pieces():
    """Three leads one after another, as a printed page has them, and a fourth in two pieces."""
    first = sequence_set(absolute("20200102030405", 'value="4" unit="ms"'), lead("MDC_ECG_LEAD_I", 1, 25),
                         lead("MDC_ECG_LEAD_II", 2, 25))
    second = sequence_set(absolute("20200102030405.100", 'value="4000" unit="us"'),
                          lead("MDC_ECG_LEAD_V1", 3, 25, first=25), lead("MDC_ECG_LEAD_II", 2, 25, first=25))
    slow = sequence_set(absolute("20200102030405", 'value="0.01" unit="s"'), lead("MDC_ECG_LEAD_V2", 4, 10))
    later = series("RHYTHM", sequence_set(relative('value="0.004" unit="s"'), lead("MDC_ECG_LEAD_I", 5, 10)))
    return (HEAD + "<component>" + series("RHYTHM", first + second + slow) + "</component>\n<component>" + later +
            "</component>\n</AnnotatedECG>\n")


def no_unit():
    body = sequence_set(relative('value="0.002" unit="s"'),
                        lead("MDC_ECG_LEAD_II", 2, 20, scale='value="3"', origin='value="0"', kind="SLIST_INT"))
    return HEAD + "<component>" + series("RHYTHM", body) + "</component>\n</AnnotatedECG>\n"


FILES = {"full.xml": full(), "pieces.xml": pieces(), "no_unit.xml": no_unit()}
for folder in (GOLDEN, SEEDS):
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
