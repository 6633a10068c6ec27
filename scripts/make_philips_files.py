#!/usr/bin/env python3
"""Writes small Philips XML files into tests/golden/io/philips and tests/fuzz/seeds/philips.

The compression XLI is written here the other way round from its description (sierra-ecg-tools): limb leads as what their
prediction exceeds them by, second differences, high bytes before low bytes, LZW with codes of 10 bits. No code of this
project is used. The integers stand beside each file as a table.
"""
import base64
import math
import pathlib
import struct

TESTS = pathlib.Path(__file__).resolve().parent.parent / "tests"
GOLDEN = TESTS / "golden" / "io" / "philips"
SEEDS = TESTS / "fuzz" / "seeds" / "philips"
LEADS = ("I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6")
END_CODE = 1023
BIAS = 64


def lzw(data):
    """Codes of 10 bits, highest bit first."""
    known = {bytes([i]): i for i in range(256)}
    codes, string = [], b""
    for byte in data:
        longer = string + bytes([byte])
        if longer in known:
            string = longer
            continue
        codes.append(known[string])
        if len(known) < END_CODE:
            known[longer] = len(known)
        string = bytes([byte])
    codes += [known[string], END_CODE]
    bits = "".join(f"{code:010b}" for code in codes)
    bits += "0" * (-len(bits) % 8)
    return bytes(int(bits[i:i + 8], 2) for i in range(0, len(bits), 8))


def chunk(samples):
    corrections = [2 * samples[i - 1] - samples[i - 2] - samples[i] for i in range(2, len(samples))]
    words = list(samples[:2]) + [c + BIAS for c in corrections[1:]]
    words += [BIAS] * (len(samples) - len(words))
    packed = struct.pack(f">{len(words)}h", *words)
    data = lzw(packed[0::2] + packed[1::2])
    return struct.pack("<IHh", len(data), 1, corrections[0] if corrections else 0) + data


def stored(columns):
    """What XLI stores in place of the limb leads; halves are rounded down."""
    i, ii, iii = columns["I"], columns["II"], columns["III"]
    kept = dict(columns)
    kept["III"] = [b - a - c for a, b, c in zip(i, ii, iii)]
    kept["aVR"] = [-((a + b) // 2) - r for a, b, r in zip(i, ii, columns["aVR"])]
    kept["aVL"] = [(a - c) // 2 - r for a, c, r in zip(i, iii, columns["aVL"])]
    kept["aVF"] = [(b + c) // 2 - r for b, c, r in zip(ii, iii, columns["aVF"])]
    return kept


def xli(columns, further=0):
    data = b"".join(chunk(samples) for samples in stored(columns).values())
    count = len(columns["I"])
    return base64.b64encode(data + chunk([0] * count) * further).decode()


def noise(seed):
    while True:
        seed = (seed * 1103515245 + 12345) % 2**31
        yield (seed >> 16) % 401 - 200


def leads(count, pulse=0):
    """Twelve leads; the last `pulse` samples are a square pulse of 200 units, as the device adds it."""
    columns = {}
    rough = noise(7)
    i = [round(120 * math.sin(0.11 * t)) for t in range(count)]
    ii = [round(310 * math.sin(0.11 * t - 0.6)) - 40 for t in range(count)]
    columns["I"], columns["II"] = i, ii
    columns["III"] = [b - a + t % 3 - 1 for t, (a, b) in enumerate(zip(i, ii))]
    columns["aVR"] = [-round((a + b) / 2) for a, b in zip(i, ii)]
    columns["aVL"] = [round((a - c) / 2) for a, c in zip(i, columns["III"])]
    columns["aVF"] = [round((b + c) / 2) for b, c in zip(ii, columns["III"])]
    for lead in range(1, 6):
        columns[f"V{lead}"] = [round(60 * lead * math.sin(0.07 * t + lead)) for t in range(count)]
    columns["V6"] = [next(rough) for _ in range(count)]
    tail = [0] * (pulse // 2) + [200] * (pulse - pulse // 2)
    return {name: samples[:count - pulse] + tail for name, samples in columns.items()}


def head(kind, version, date="2012-02-29"):
    return f"""<?xml version="1.0" encoding="{{encoding}}"?>
<restingecgdata xmlns="http://www3.medical.philips.com" status="New" lang="en">
<documentinfo><documentname>x.xml</documentname><documenttype>{kind}</documenttype>
<documentversion>{version}</documentversion></documentinfo>
<dataacquisition date="{date}" time="07:27:34" statflag="False">
<machine machineid="SN 9" detaildescription="Philips Medical Products:860315:A.07">PageWriter TC</machine>
<acquirer><operatorid>Operator</operatorid></acquirer>
"""


SIGNAL_103 = """<signalcharacteristics><samplingrate>500</samplingrate><signalresolution>5</signalresolution>
<signalbandwidth>0.05-150</signalbandwidth><acquisitiontype>STD-12</acquisitiontype><bitspersample>16</bitspersample>
<signaloffset>0</signaloffset><signalsigned>True</signalsigned><numberchannelsallocated>12</numberchannelsallocated>
<numberchannelsvalid>12</numberchannelsvalid><leadset>STD-12 MASON-LIKAR</leadset></signalcharacteristics>
</dataacquisition>
<patient><generalpatientdata><patientid>77</patientid><name><lastname>Doe</lastname><firstname>Jo</firstname></name>
<age><years>50</years></age><pacestatus>Non paced</pacestatus><sex>Male</sex></generalpatientdata></patient>
<measurements><globalmeasurements><pacepulses></pacepulses><meanqrsdur>135</meanqrsdur><tfrontaxis>59</tfrontaxis>
</globalmeasurements></measurements>
<interpretations><interpretation><interpretationmeasurements><heartrate>41</heartrate><meanqrsdur>96</meanqrsdur>
<sthorizaxis>Failed</sthorizaxis></interpretationmeasurements>
<mdsignatureline>Confirmed by Dr. X</mdsignatureline><severity code="AB">- ABNORMAL ECG -</severity>
<statement><statementcode/><leftstatement>Sinus bradycardia</leftstatement><rightstatement>rate&lt; 50</rightstatement>
</statement></interpretation></interpretations>
"""

SIGNAL_104 = """<signalcharacteristics><samplingrate>1000</samplingrate><resolution>1</resolution><hipass>0.05</hipass>
<lowpass>150</lowpass><acquisitiontype>10-WIRE</acquisitiontype><signaloffset>0</signaloffset>
<signalsigned>True</signalsigned><electrodeplacement>STD</electrodeplacement></signalcharacteristics></dataacquisition>
<patient><generalpatientdata><patientid>78</patientid><name><lastname>Grün</lastname><firstname/></name>
<age defaultage="50"><dateofbirth>1951-03-01</dateofbirth></age><pacestatus>Unknown</pacestatus><sex>Unknown</sex>
</generalpatientdata></patient>
<internalmeasurements><crossleadmeasurements><pacepulses><pacepulse starttime="12"/><pacepulse starttime="99999"/>
</pacepulses><meanventrate>64</meanventrate></crossleadmeasurements></internalmeasurements>
"""


def beats(columns, inner):
    text = '<repbeats dataencoding="Base64" samplespersec="1000" resolution="1.0" repbeatmethod="mean">'
    for name, samples in columns.items():
        data = base64.b64encode(struct.pack(f"<{len(samples)}h", *samples)).decode()
        text += f'<repbeat leadname="{name}">' + (f'<waveform duration="9">{data}</waveform>' if inner else data)
        text += "</repbeat>"
    return text + "</repbeats>"


def data_103(columns, further):
    duration = len(columns["I"]) * 2
    return (f'<waveforms><parsedwaveforms compressflag="True" compressmethod="XLI" filterflag="True" '
            f'dataencoding="Base64" durationperchannel="{duration}" nbitspersample="16">{xli(columns, further)}'
            "</parsedwaveforms></waveforms></restingecgdata>")


def data_104(columns, text, encoding, compression=""):
    duration = len(columns["I"]) * 4
    return (f'<waveforms><parsedwaveforms dataencoding="{encoding}" {compression} numberofleads="{len(columns)}" '
            f'leadlabels="{" ".join(columns)}" durationperchannel="{duration}" samplespersecond="250" resolution="2.5" '
            f'signaloffset="OFFSET" signalsigned="True" bitspersample="16" hipass="0.15" lowpass="100" '
            f'notchfiltered="True" notchfilterfreqs="60">{text}</parsedwaveforms>')


def table(columns):
    rows = [",".join(columns)] + [",".join(map(str, row)) for row in zip(*columns.values())]
    return "\n".join(rows) + "\n"


def write(folder, name, text, encoding="UTF-8"):
    (folder / name).write_bytes(text.replace("{encoding}", encoding).encode(encoding.lower()))


def main():
    for folder in (GOLDEN, SEEDS):
        folder.mkdir(parents=True, exist_ok=True)
    twelve = leads(800, pulse=120)
    write(GOLDEN, "sierra_1_03.xml", head("SierraECG", "1.03") + SIGNAL_103 + data_103(twelve, 4))
    (GOLDEN / "sierra_1_03.csv").write_text(table(twelve))
    short = leads(50)
    tail = "</waveforms></restingecgdata>"
    beat = {"I": [1, -2, 300], "V6": [-32768, 0, 32767]}
    body = head("PhilipsECG", "1.04.01") + SIGNAL_104
    write(GOLDEN, "philips_1_04_01.xml", body + data_104(short, xli(short), "Base64", 'compression="XLI"').replace(
        "OFFSET", "0") + beats(beat, True) + tail, "UTF-16")
    (GOLDEN / "philips_1_04_01.csv").write_text(table(short))
    two = {"V3R": [7, -8, 9, 32767], "aVF": [100, 200, -300, -32768]}
    numbers = [sample for samples in two.values() for sample in samples]
    body = head("PhilipsECG", "1.04") + SIGNAL_104
    plain = "\n ".join(map(str, numbers))
    packed = base64.b64encode(struct.pack(f"<{len(numbers)}h", *numbers)).decode()
    write(GOLDEN, "plain.xml", body + data_104(two | {"I": two["aVF"]}, plain, "Plain").replace("OFFSET", "0").replace(
        'numberofleads="3"', 'numberofleads="2"') + beats(beat, False) + tail)
    write(GOLDEN, "base64.xml", body + data_104(two | {"I": two["aVF"]}, packed, "Base64").replace("OFFSET", "0").replace(
        'numberofleads="3"', 'numberofleads="2"') + tail)
    (GOLDEN / "uncompressed.csv").write_text(table(two))
    tiny = leads(6)
    write(SEEDS, "sierra_1_03.xml", head("SierraECG", "1.03") + SIGNAL_103 + data_103(tiny, 0))
    write(SEEDS, "plain.xml", (GOLDEN / "plain.xml").read_text())
    write(SEEDS, "philips_1_04.xml", head("PhilipsECG", "1.04") + SIGNAL_104 + data_104(
        tiny, xli(tiny), "Base64", 'compression="XLI"').replace("OFFSET", "0") + beats(beat, True) + tail)


if __name__ == "__main__":
    main()
