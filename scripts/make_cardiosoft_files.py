#!/usr/bin/env python3
"""Writes small CardioSoft XML files into tests/golden/io/cardiosoft and tests/fuzz/seeds/cardiosoft.

Made from the description of the export (GE Healthcare, "CASE/CardioSoft XML Data Export Reference Manual") and from what
public readers of such files expect; no file of a device was at hand. The integers stand beside each file as a table.
"""
import math
import pathlib

TESTS = pathlib.Path(__file__).resolve().parent.parent / "tests"
GOLDEN = TESTS / "golden" / "io" / "cardiosoft"
SEEDS = TESTS / "fuzz" / "seeds" / "cardiosoft"
LEADS = ("I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6")

HEAD = """<?xml version="1.0" encoding="ISO8859-1" ?>
<CardiologyXML>
\t<ObservationType>RestECG</ObservationType>
\t<ObservationDateTime><Hour>9</Hour><Minute>7</Minute><Second>5</Second><Day>3</Day><Month>11</Month><Year>2014</Year></ObservationDateTime>
\t<ClinicalInfo>
\t\t<Technician><FamilyName>Helfer</FamilyName></Technician>
\t\t<DeviceInfo><Desc>CardioSoft</Desc><SoftwareVer>V6.73</SoftwareVer></DeviceInfo>
\t</ClinicalInfo>
\t<PatientInfo>
\t\t<PID>4711</PID>
\t\t<Name><FamilyName>J\u00e4ger</FamilyName><GivenName>Max</GivenName></Name>
\t\t<Age units="years"></Age>
\t\t<BirthDateTime><Day>4</Day><Month>11</Month><Year>1950</Year></BirthDateTime>
\t\t<Gender>MALE</Gender>
\t\t<PaceMaker>no</PaceMaker>
\t</PatientInfo>
\t<FilterSetting><CubicSpline>yes</CubicSpline><Filter50Hz>yes</Filter50Hz><Filter60Hz>no</Filter60Hz>
\t\t<LowPass units="Hz">150</LowPass><HighPass units="Hz">0.05</HighPass></FilterSetting>
\t<Device-Type>CASE</Device-Type>
\t<Interpretation>
\t\t<Diagnosis><DiagnosisText>Sinus rhythm</DiagnosisText><DiagnosisText>Normal ECG</DiagnosisText></Diagnosis>
\t\t<Conclusion><ConclusionText>Reviewed by Dr. Who</ConclusionText></Conclusion>
\t</Interpretation>
"""


def wave(lead, count):
    return [round(150 * (lead + 1) * math.sin(0.4 * t + lead)) for t in range(count)]


def signal(columns, rate, resolution, tail=""):
    count = len(next(iter(columns.values())))
    leads = ""
    for name, samples in columns.items():
        text = ",".join(map(str, samples[:10])) + ",\n\t\t" + ",".join(map(str, samples[10:]))
        leads += f'\t\t<WaveformData lead="{name}">\n\t\t{text}{tail}\n\t\t</WaveformData>\n'
    return f"""\t\t<NumberOfLeads>{len(columns)}</NumberOfLeads>
\t\t<SampleRate units="Hz">{rate}</SampleRate>
\t\t<ChannelSampleCountTotal>{count}</ChannelSampleCountTotal>
\t\t<Resolution units="uVperLsb">{resolution}</Resolution>
{leads}"""


def document(median, strip):
    return (HEAD + '\t<RestingECGMeasurements>\n\t\t<VentricularRate units="BPM">58</VentricularRate>\n'
            '\t\t<PQInterval units="ms">164</PQInterval>\n\t\t<RAxis units="deg">--</RAxis>\n'
            "\t\t<MedianSamples>\n" + signal(median, 1000, 2.5, ",") +
            "\t\t</MedianSamples>\n\t</RestingECGMeasurements>\n\t<StripData>\n" + signal(strip, 500, 5) +
            "\t</StripData>\n</CardiologyXML>\n")


def table(columns):
    rows = [",".join(columns)] + [",".join(map(str, row)) for row in zip(*columns.values())]
    return "\n".join(rows) + "\n"


def main():
    for folder in (GOLDEN, SEEDS):
        folder.mkdir(parents=True, exist_ok=True)
    strip = {name: wave(i, 60) for i, name in enumerate(LEADS)}
    median = {name: wave(i + 2, 24) for i, name in enumerate(LEADS)}
    (GOLDEN / "rest.xml").write_bytes(document(median, strip).encode("latin-1"))
    (GOLDEN / "rest.strip.csv").write_text(table(strip))
    (GOLDEN / "rest.median.csv").write_text(table(median))
    small = {name: strip[name][:12] for name in LEADS[:2]}
    (SEEDS / "rest.xml").write_bytes(document(small, small).encode("latin-1"))
    full = "<CardiologyXML><FullDisclosure>" + signal(small, 100, 20) + "</FullDisclosure></CardiologyXML>"
    (SEEDS / "full.xml").write_text(full)


if __name__ == "__main__":
    main()
