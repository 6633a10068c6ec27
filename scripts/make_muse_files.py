#!/usr/bin/env python3
"""Writes small MUSE XML files into tests/golden/io/muse and tests/fuzz/seeds/muse.

Known integers are packed as GE's exports hold them (base64 of little-endian 16-bit integers, CRC-32 of zip over those
bytes), without any code of this project; the integers stand beside each file as a table.
"""
import base64
import math
import pathlib
import struct
import zlib

TESTS = pathlib.Path(__file__).resolve().parent.parent / "tests"
GOLDEN = TESTS / "golden" / "io" / "muse"
SEEDS = TESTS / "fuzz" / "seeds" / "muse"
LEADS = ("I", "II", "V1", "V2", "V3", "V4", "V5", "V6")

HEAD = """<?xml version="1.0" encoding="ISO-8859-1"?>
<!DOCTYPE RestingECG SYSTEM "restecg.dtd">
<RestingECG>
  <MuseInfo><MuseVersion>9.0.7.1</MuseVersion></MuseInfo>
  <PatientDemographics>
    <PatientID>P-17</PatientID>
    <PatientAge>18</PatientAge><AgeUnits>MONTHS</AgeUnits>
    <DateofBirth>12-31-1961</DateofBirth>
    <Gender>FEMALE</Gender>
    <PatientLastName>M\u00fcster</PatientLastName><PatientFirstName>Erika</PatientFirstName>
  </PatientDemographics>
  <TestDemographics>
    <AcquisitionDevice>MAC55</AcquisitionDevice>
    <AcquisitionDate>03-09-2021</AcquisitionDate><AcquisitionTime>08:05:59</AcquisitionTime>
    <OverreaderLastName>Reader</OverreaderLastName>
  </TestDemographics>
  <RestingECGMeasurements>
    <VentricularRate>61</VentricularRate><PRInterval>158</PRInterval><QRSDuration>92</QRSDuration>
    <RAxis>-12</RAxis><QTcFrederica>419</QTcFrederica>
  </RestingECGMeasurements>
  <Diagnosis>
    <Modality>RESTING</Modality>
    <DiagnosisStatement><StmtText>Normal</StmtText></DiagnosisStatement>
    <DiagnosisStatement><StmtFlag>ENDSLINE</StmtFlag><StmtText>sinus rhythm</StmtText></DiagnosisStatement>
    <DiagnosisStatement><StmtFlag>ENDSLINE</StmtFlag><StmtText>Right axis</StmtText></DiagnosisStatement>
    <DiagnosisStatement><StmtFlag>ENDSLINE</StmtFlag><StmtText>Confirmed by READER, R. (3)</StmtText></DiagnosisStatement>
  </Diagnosis>
  <QRSTimesTypes>
    <QRS><Number>1</Number><Type>0</Type><Time>24</Time></QRS>
    <QRS><Number>2</Number><Type>1</Type><Time>70</Time></QRS>
  </QRSTimesTypes>
"""


def wave(lead, count):
    """Integers over the whole range of 16 bits, different for every lead."""
    scale = 32767 if lead == 7 else 40 * (lead + 1)
    samples = [round(scale * math.sin(0.7 * t + lead)) for t in range(count)]
    samples[0], samples[-1] = -32768 if lead == 7 else -lead, 32767 if lead == 7 else lead
    return samples


def lead_data(name, samples):
    packed = struct.pack(f"<{len(samples)}h", *samples)
    text = base64.b64encode(packed).decode()
    lines = "\n".join(text[i:i + 68] for i in range(0, len(text), 68))
    return f"""    <LeadData>
      <LeadByteCountTotal>{len(packed)}</LeadByteCountTotal>
      <LeadTimeOffset>0</LeadTimeOffset>
      <LeadSampleCountTotal>{len(samples)}</LeadSampleCountTotal>
      <LeadAmplitudeUnitsPerBit>4.88</LeadAmplitudeUnitsPerBit>
      <LeadAmplitudeUnits>MICROVOLTS</LeadAmplitudeUnits>
      <LeadID>{name}</LeadID>
      <LeadOffsetFirstSample>0</LeadOffsetFirstSample>
      <FirstSampleBaseline>0</FirstSampleBaseline>
      <LeadSampleSize>2</LeadSampleSize>
      <LeadOff>{"TRUE" if name == "V3" else "FALSE"}</LeadOff>
      <LeadDataCRC32>{zlib.crc32(packed)}</LeadDataCRC32>
      <WaveFormData>
{lines}
      </WaveFormData>
    </LeadData>
"""


def waveform(kind, base, exponent, columns):
    leads = "".join(lead_data(name, samples) for name, samples in columns.items())
    return f"""  <Waveform>
    <WaveformType>{kind}</WaveformType>
    <NumberofLeads>{len(columns)}</NumberofLeads>
    <SampleType>CONTINUOUS_SAMPLES</SampleType>
    <SampleBase>{base}</SampleBase>
    <SampleExponent>{exponent}</SampleExponent>
    <HighPassFilter>16</HighPassFilter>
    <LowPassFilter>150</LowPassFilter>
    <ACFilter>NONE</ACFilter>
{leads}  </Waveform>
"""


def table(columns):
    rows = [",".join(columns)] + [",".join(map(str, row)) for row in zip(*columns.values())]
    return "\n".join(rows) + "\n"


def main():
    for folder in (GOLDEN, SEEDS):
        folder.mkdir(parents=True, exist_ok=True)
    rhythm = {name: wave(i, 40) for i, name in enumerate(LEADS)}
    median = {name: wave(i + 1, 12) for i, name in enumerate(LEADS[:3])}
    text = HEAD + waveform("Median", 500, 0, median) + waveform("Rhythm", 50, 1, rhythm) + "</RestingECG>\n"
    (GOLDEN / "eight_leads.xml").write_bytes(text.encode("latin-1"))
    (GOLDEN / "eight_leads.rhythm.csv").write_text(table(rhythm))
    (GOLDEN / "eight_leads.median.csv").write_text(table(median))
    small = {name: rhythm[name][:6] for name in ("I", "II")}
    seed = HEAD + waveform("Median", 500, 0, small) + waveform("Rhythm", 500, 0, small) + "</RestingECG>\n"
    (SEEDS / "two_leads.xml").write_bytes(seed.encode("latin-1"))
    bare = "<RestingECG>" + waveform("Rhythm", 250, 0, {"V3R": [1, -1]}) + "</RestingECG>"
    (SEEDS / "bare.xml").write_text(bare)


if __name__ == "__main__":
    main()
