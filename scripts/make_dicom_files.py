#!/usr/bin/env python3
"""Writes the golden files of the DICOM reader into tests/golden/io/dicom, and its fuzzer's seeds into tests/fuzz/seeds.

Needs pydicom (Debian: python3-pydicom) and none of this project's code. Known integers go into files of every transfer
syntax, sample size and arrangement that the reader takes; beside each file lie the microvolts that must come out.
"""
import pathlib
import struct
import zlib

from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.filebase import DicomBytesIO
from pydicom.filewriter import dcmwrite, write_dataset
from pydicom.sequence import Sequence

TESTS = pathlib.Path(__file__).resolve().parent.parent / "tests"
GOLDEN = TESTS / "golden" / "io" / "dicom"
SEEDS = TESTS / "fuzz" / "seeds" / "dicom"
TWELVE_LEAD = "1.2.840.10008.5.1.4.1.1.9.1.1"
AMBULATORY = "1.2.840.10008.5.1.4.1.1.9.1.3"
BITS_32 = "1.2.840.10008.5.1.4.1.1.9.1.4"
IMPLICIT, EXPLICIT, BIG, DEFLATED = (
    "1.2.840.10008.1.2",
    "1.2.840.10008.1.2.1",
    "1.2.840.10008.1.2.2",
    "1.2.840.10008.1.2.1.99",
)
SCP = {"I": 1, "II": 2, "III": 61, "aVR": 62, "aVL": 63, "aVF": 64}
PACK = {"SB": "b", "UB": "B", "SS": "h", "US": "H", "SL": "i", "UL": "I"}


def code(value, scheme, meaning):
    item = Dataset()
    item.CodeValue, item.CodingSchemeDesignator, item.CodeMeaning = value, scheme, meaning
    return item


def channel(lead, scheme="SCPECG", sensitivity="2.5", unit="uV", baseline="0", correction="1", **more):
    item = Dataset()
    if scheme == "SCPECG":
        item.ChannelSourceSequence = Sequence([code(f"5.6.3-9-{SCP.get(lead, 0)}", scheme, f"Lead {lead}")])
    elif scheme == "MDC":
        item.ChannelSourceSequence = Sequence([code(f"2:{SCP.get(lead, 0)}", scheme, f"Lead {lead}")])
    elif scheme == "MDC name":
        item.ChannelSourceSequence = Sequence([code(f"MDC_ECG_LEAD_{lead.upper()}"[:16], "MDC", lead)])
    else:
        item.ChannelSourceSequence = Sequence([code("X", "99LOCAL", "somewhere")])
        item.ChannelLabel = lead
    item.ChannelSensitivity = sensitivity
    item.ChannelSensitivityUnitsSequence = Sequence([code(unit, "UCUM", unit)])
    item.ChannelSensitivityCorrectionFactor, item.ChannelBaseline = correction, baseline
    item.ChannelSampleSkew, item.WaveformBitsStored = "0", 16
    for name, value in more.items():
        setattr(item, name, value)
    return item


def group(rows, channels, kind="SS", big=False, padding=None, label=None, derived=False, rate="500", offset=None):
    """`rows`: one list of integers a channel."""
    item = Dataset()
    if offset is not None:
        item.MultiplexGroupTimeOffset = offset
    item.WaveformOriginality = "DERIVED" if derived else "ORIGINAL"
    item.NumberOfWaveformChannels, item.NumberOfWaveformSamples = len(rows), len(rows[0])
    item.SamplingFrequency = rate
    if label:
        item.MultiplexGroupLabel = label
    item.ChannelDefinitionSequence = Sequence(channels)
    form = (">" if big else "<") + PACK[kind]
    item.WaveformBitsAllocated = 8 * struct.calcsize(form)
    item.WaveformSampleInterpretation = kind
    vr = "OB" if item.WaveformBitsAllocated == 8 else "OW"
    even = lambda data: data + b"\0" * (len(data) % 2)
    if padding is not None:
        item.add_new("WaveformPaddingValue", vr, even(struct.pack(form, padding)))
    data = b"".join(struct.pack(form, value) for column in zip(*rows) for value in column)
    item.add_new("WaveformData", vr, even(data))
    return item


def ecg(groups, sop_class=TWELVE_LEAD):
    ds = Dataset()
    ds.SpecificCharacterSet = "ISO_IR 100"
    ds.SOPClassUID, ds.SOPInstanceUID = sop_class, "2.25.1"
    ds.StudyDate, ds.ContentDate, ds.AcquisitionDateTime = "20200205", "20200205", "20200205113916.500000"
    ds.StudyTime, ds.ContentTime, ds.AccessionNumber, ds.Modality = "113900", "113900", "", "ECG"
    ds.Manufacturer, ds.ReferringPhysicianName = "M\u00fcller", "House^Gregory"
    ds.ManufacturerModelName, ds.DeviceSerialNumber, ds.SoftwareVersions = "Model 3", "SN 7", "1.2"
    ds.PatientName, ds.PatientID, ds.PatientBirthDate, ds.PatientSex = "Doe^Jane", "4711", "19610309", "F"
    ds.PatientAge = "018M"
    ds.StudyInstanceUID, ds.SeriesInstanceUID, ds.InstanceNumber = "2.25.2", "2.25.3", "1"
    private = Dataset()
    private.add_new(0x00291010, "LO", "inside")
    ds.add_new(0x00290010, "LO", "A MAKER")
    ds.add_new(0x00291001, "SQ", Sequence([private, private]))
    ds.AcquisitionContextSequence = Sequence([])
    ds.WaveformSequence = Sequence(groups)
    return ds


def undefined_lengths(ds):
    """Every sequence and item gets delimiters in place of its length."""
    for element in ds:
        if element.VR == "SQ":
            element.is_undefined_length = True
            for item in element.value:
                item.is_undefined_length_sequence_item = True
                undefined_lengths(item)


def encode(ds, syntax, bare=False):
    ds.is_little_endian, ds.is_implicit_VR = syntax != BIG, syntax == IMPLICIT
    stream = DicomBytesIO()
    stream.is_little_endian, stream.is_implicit_VR = ds.is_little_endian, ds.is_implicit_VR
    write_dataset(stream, ds, parent_encoding="latin-1")
    body = stream.getvalue()
    if bare:
        return body
    if syntax == DEFLATED:
        packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
        body = packer.compress(body) + packer.flush()
        body += b"\0" * (len(body) % 2)
    empty = Dataset()
    empty.is_little_endian, empty.is_implicit_VR = True, False
    empty.file_meta = FileMetaDataset()
    empty.file_meta.MediaStorageSOPClassUID, empty.file_meta.MediaStorageSOPInstanceUID = ds.SOPClassUID, "2.25.1"
    empty.file_meta.TransferSyntaxUID, empty.file_meta.ImplementationClassUID = syntax, "2.25.4"
    head = DicomBytesIO()
    empty.preamble = b"\0" * 128
    empty.file_meta.TransferSyntaxUID = EXPLICIT
    dcmwrite(head, empty, write_like_original=False)
    # pydicom writes an empty data set here, so its length is that of the head; the right syntax goes in afterwards.
    return with_syntax(head.getvalue(), syntax) + body


def with_syntax(head, syntax):
    """Replaces the transfer syntax in a file's head and mends the group's length."""
    at = head.index(b"\x02\x00\x10\x00UI")
    old = struct.unpack_from("<H", head, at + 6)[0]
    value = syntax.encode() + b"\0" * (len(syntax) % 2)
    length = struct.unpack_from("<I", head, 140)[0] + len(value) - old
    new = head[: at + 6] + struct.pack("<H", len(value)) + value + head[at + 8 + old :]
    return new[:140] + struct.pack("<I", length) + new[144:]


def save(name, ds, rows_uv, syntax=EXPLICIT, bare=False):
    (GOLDEN / f"{name}.dcm").write_bytes(encode(ds, syntax, bare))
    lines = [",".join(rows_uv)] + [",".join("nan" if v is None else f"{v:g}" for v in row) for row in zip(*rows_uv.values())]
    (GOLDEN / f"{name}.expected.csv").write_text("\n".join(lines) + "\n")


def ramp(count, step, start=0):
    return [start + step * i for i in range(count)]


def scaled(row, by, offset=0.0):
    return [None if v is None else round(v * by + offset, 6) for v in row]


def three(big=False, **more):
    rows = [ramp(9, 100, -300), ramp(9, -7, 20), ramp(9, 1, -4)]
    return group(rows, [channel("I"), channel("aVR"), channel("III")], big=big, **more), {
        "Lead I": scaled(rows[0], 2.5),
        "Lead aVR": scaled(rows[1], 2.5),
        "Lead III": scaled(rows[2], 2.5),
    }


def syntaxes():
    for name, syntax in (("implicit", IMPLICIT), ("explicit", EXPLICIT), ("big_endian", BIG), ("deflated", DEFLATED)):
        item, expected = three(big=syntax == BIG)
        save(name, ecg([item]), expected, syntax)
    for name, syntax in (("undefined_length_implicit", IMPLICIT), ("undefined_length_explicit", EXPLICIT)):
        item, expected = three()
        ds = ecg([item])
        undefined_lengths(ds)
        save(name, ds, expected, syntax)
    for name, syntax in (("bare_implicit", IMPLICIT), ("bare_explicit", EXPLICIT)):
        item, expected = three()
        save(name, ecg([item]), expected, syntax, bare=True)


def sample_kinds():
    spans = {"SB": (-128, 127), "UB": (0, 255), "SS": (-32768, 32767), "US": (0, 65535), "SL": (-(2**31), 2**31 - 1)}
    spans["UL"] = (0, 2**32 - 1)
    for kind, (low, high) in spans.items():
        rows = [[low, high, 1, 2, 3], [high, low, 5, 6, 7], [1, 0, low, high, 9]]
        item = group(rows, [channel(l, sensitivity="0.5") for l in ("I", "II", "III")], kind=kind)
        expected = {f"Lead {l}": [v * 0.5 for v in row] for l, row in zip(("I", "II", "III"), rows)}
        lines = [",".join(expected)] + [",".join(repr(v) for v in row) for row in zip(*expected.values())]
        sop = {1: AMBULATORY, 2: TWELVE_LEAD, 4: BITS_32}[struct.calcsize(PACK[kind])]
        (GOLDEN / f"kind_{kind.lower()}.dcm").write_bytes(encode(ecg([item], sop), EXPLICIT))
        (GOLDEN / f"kind_{kind.lower()}.expected.csv").write_text("\n".join(lines) + "\n")


def calibration():
    rows = [[10, 20, 30, -40], [1, 2, 3, 4], [100, -200, 300, 400], [5, 6, 7, 8], [1, 1, 1, 1]]
    channels = [
        channel("I", scheme="MDC", sensitivity="0.005", unit="mV", correction="1.1"),
        channel("aVF", scheme="MDC name", baseline="-12.5"),
        channel("aVL", scheme="label", sensitivity="0.00001", unit="V", FilterLowFrequency="0.05",
                FilterHighFrequency="150", NotchFilterFrequency="50"),
        channel("MLII", scheme="label", ChannelSampleSkew="1"),
        channel("pressure", scheme="label", unit="mm[Hg]"),
    ]
    save("calibration", ecg([group(rows, channels)]), {
        "Lead I": scaled(rows[0], 5.5), "aVF": scaled(rows[1], 2.5, -12.5), "aVL": scaled(rows[2], 10),
        "MLII": [None] + scaled(rows[3][:3], 2.5),
    })


def padding():
    rows = [[1, -32768, -3, 4], [-32768, -32768, 5, 6]]
    missing = [[None if v == -32768 else v for v in row] for row in rows]
    save("padding", ecg([group(rows, [channel("I"), channel("II")], padding=-32768)]),
         {"Lead I": scaled(missing[0], 2.5), "Lead II": scaled(missing[1], 2.5)})
    rows = [[1, 0, -3, 4], [0, 0, 5, 6]]
    save("padding_in_range", ecg([group(rows, [channel("I"), channel("II")], padding=0)]),
         {"Lead I": scaled(rows[0], 2.5), "Lead II": scaled(rows[1], 2.5)})


def annotation(**more):
    item = Dataset()
    item.ReferencedWaveformChannels, item.AnnotationGroupNumber = [2, 0], 0
    for name, value in more.items():
        setattr(item, name, value)
    return item


def annotations():
    name = lambda meaning: Sequence([code("X", "99LOCAL", meaning)])
    return Sequence([
        annotation(ConceptNameCodeSequence=name("QRS duration"), NumericValue="92",
                   MeasurementUnitsCodeSequence=Sequence([code("ms", "UCUM", "ms")])),
        annotation(ConceptNameCodeSequence=name("R amplitude"), NumericValue="0.75", ReferencedWaveformChannels=[2, 2],
                   MeasurementUnitsCodeSequence=Sequence([code("mV", "UCUM", "mV")])),
        annotation(UnformattedTextValue="Ventricular paced rhythm"),
        annotation(ConceptNameCodeSequence=name("R wave"), TemporalRangeType="POINT", ReferencedSamplePositions=101),
        annotation(ConceptNameCodeSequence=name("QRS"), TemporalRangeType="MULTISEGMENT",
                   ReferencedSamplePositions=[1, 51, 101, 151]),
        annotation(ConceptNameCodeSequence=name("P onset"), TemporalRangeType="POINT", ReferencedSamplePositions=3,
                   ReferencedWaveformChannels=[1, 0]),
        annotation(ConceptNameCodeSequence=name("Confirming physician"), UnformattedTextValue="Dr House"),
    ])


def groups():
    beat, long = ramp(20, 3), ramp(300, 1, -150)
    leads = ("I", "II")
    two = lambda row, **more: group([row, row[::-1]], [channel(l) for l in leads], rate="100", **more)
    expected = {"Lead I": scaled(long, 2.5), "Lead II": scaled(long[::-1], 2.5)}
    ds = ecg([two(beat, label="MEDIAN BEAT", derived=True), two(long, label="RHYTHM")])
    ds.WaveformAnnotationSequence = annotations()
    placement = Dataset()
    placement.ValueType, placement.ConceptNameCodeSequence = "CODE", Sequence([code("X", "99L", "Electrode Placement")])
    placement.ConceptCodeSequence = Sequence([code("Y", "99L", "Mason-Likar")])
    ds.AcquisitionContextSequence = Sequence([placement])
    save("rhythm_and_median", ds, expected)
    save("unlabelled_median", ecg([two(beat), two(long)]), expected)
    save("only_median", ecg([two(beat, label="MEDIAN BEAT", derived=True)]), {"Lead I": [], "Lead II": []})
    rows = {l: ramp(5, 10 * i + 1) for i, l in enumerate(("I", "II", "III", "aVR"))}
    part = lambda a, b, at: group([rows[a], rows[b]], [channel(a), channel(b)], offset=at, label="RHYTHM")
    save("sequential", ecg([part("I", "II", "100"), part("III", "aVR", "110")]), {
        "Lead I": scaled(rows["I"], 2.5) + [None] * 5, "Lead II": scaled(rows["II"], 2.5) + [None] * 5,
        "Lead III": [None] * 5 + scaled(rows["III"], 2.5), "Lead aVR": [None] * 5 + scaled(rows["aVR"], 2.5),
    })


def main():
    GOLDEN.mkdir(parents=True, exist_ok=True)
    SEEDS.mkdir(parents=True, exist_ok=True)
    syntaxes()
    sample_kinds()
    calibration()
    padding()
    groups()
    for name in ("implicit", "undefined_length_explicit", "big_endian", "deflated", "calibration", "sequential"):
        (SEEDS / name).write_bytes((GOLDEN / f"{name}.dcm").read_bytes())
    item, _ = three()
    ds = ecg([group([ramp(6, 5)] * 2, [channel("I"), channel("II")]), item])
    ds.WaveformAnnotationSequence = annotations()
    (SEEDS / "annotations").write_bytes(encode(ds, IMPLICIT))


if __name__ == "__main__":
    main()
