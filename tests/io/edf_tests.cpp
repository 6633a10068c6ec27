#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>

#include "expected_table.hpp"
#include "record_files.hpp"

using namespace leadwise;
using namespace leadwise::test;

namespace edf_tests {

namespace {

const std::string kGolden = std::string(LEADWISE_GOLDEN_DIR) + "/io/edf/";

Result<EcgRecord> read_bytes(const Bytes& bytes) { return Files().add("file", bytes).read(); }

Bytes golden(const std::string& name) { return load_file(kGolden + name).value_or(Bytes{}); }

// The first channel of that label, in the record or in one of its other signals.
const Channel* by_label(const EcgRecord& record, const std::string& label) {
  for (const Channel& channel : record.channels) {
    if (channel.label == label)
      return &channel;
  }
  for (const SignalGroup& group : record.other_signals) {
    for (const Channel& channel : group.channels) {
      if (channel.label == label)
        return &channel;
    }
  }
  return nullptr;
}

void check_same_integers(const Channel& channel, const std::vector<double>& expected) {
  const std::vector<double> found = digital_units(channel);
  REQUIRE(found.size() == expected.size());
  std::size_t different = 0;
  for (std::size_t i = 0; i < found.size(); ++i) {
    const bool both_missing = std::isnan(found[i]) && std::isnan(expected[i]);
    different += both_missing || found[i] == expected[i] ? 0U : 1U;
  }
  CHECK(different == 0);
}

void check_reads_as_expected(const std::string& name, const EcgRecord& record) {
  const ExpectedTable expected = load_expected(kGolden + name + ".expected.csv");
  REQUIRE_FALSE(expected.headings.empty());
  REQUIRE(record.channels.size() == expected.headings.size());
  for (std::size_t i = 0; i < expected.headings.size(); ++i) {
    CAPTURE(expected.headings[i]);
    CHECK(record.channels[i].label == expected.headings[i]);
    check_same_integers(record.channels[i], expected.columns[i]);
  }
}

// The golden file with the bytes at `offset` replaced.
Bytes altered_at(const std::string& name, std::size_t offset, std::string_view text) {
  Bytes bytes = golden(name);
  std::copy(text.begin(), text.end(), bytes.begin() + static_cast<std::ptrdiff_t>(offset));
  return bytes;
}

// Where a field of signal `index` of gap.edf (six signals) begins; `before` is the width of the fields before it.
std::size_t gap_field(std::size_t before, std::size_t width, std::size_t index) {
  return 256 + 6 * before + width * index;
}
constexpr std::size_t kBeforeUnit = 96, kBeforeMinimum = 104, kBeforeDigitalMinimum = 120, kBeforeSamples = 216;

void check_refused(const Bytes& bytes, std::string_view code, std::uint64_t offset) {
  const auto record = read_bytes(bytes);
  CHECK(refusal(record) == code);
  REQUIRE_FALSE(record.has_value());
  CHECK(record.error().offset == offset);
}

/// What pyedflib 0.1.42 (EDFlib) reads of a sample: the sum of all integers, each times its position modulo 1000 plus 1, and
/// the amplitude in uV of sample 12345 (of the last where there are fewer).
struct Reference {
  const char* file;
  const char* label;
  std::size_t count;
  double weighted_sum_adu;
  double amplitude_uv;
};

constexpr Reference kReferences[] = {
    {"test_generator.bdf", "sine 5Hz", 30000, -2669963925000, -992.1146626540814},
    {"test_generator.bdf", "square 13Hz", 24000, -16799593628000, -999.9999999999995},
    {"test_generator.bdf", "ramp 7Hz", 15000, -5245511973205, -999.9999999999995},
    {"test_generator.bdf", "pink noise", 29250, 763386804201, -182.41472139446233},
    {"test_generator.bdf", "white noise", 29970, -115326027160, 803.9898755544352},
    {"test_generator.edf", "ramp", 120000, 12119902800, 44.998855573357744},
    {"test_generator.edf", "pulse", 120000, 3164616000, 0.015259021896696421},
    {"test_generator.edf", "noise", 120000, 97478211181, 46.00595101853971},
    {"test_generator.edf", "sine 1 Hz", 120000, -12512160000, -99.16838330663005},
    {"test_generator.edf", "sine 8 Hz", 120000, -1555915200, -84.39765011062791},
    {"test_generator.edf", "sine 50 Hz", 120000, -196560000, 0.015259021896696421},
    {"test_generator_datarec_generator_0_5.bdf", "sine 10Hz", 60000, -5339927850000, -992.1146626540814},
    {"test_generator_datarec_generator_0_5.bdf", "square 26Hz", 48000, -33593594852000, -999.9999999999995},
    {"test_generator_datarec_generator_0_5.bdf", "ramp 14Hz", 30000, -10511995375110, -999.9999999999995},
    {"test_generator_datarec_generator_0_5.bdf", "pink noise", 58500, -1620811429286, 191.1111587948301},
    {"test_generator_datarec_generator_0_5.bdf", "white noise", 59940, -252987133557, -382.0297349709111},
    {"test_generator_datarec_generator_2.bdf", "sine 2.5Hz", 15000, -1334981962500, -992.1146626540814},
    {"test_generator_datarec_generator_2.bdf", "square 6.5Hz", 12000, -8397000612000, 999.9996423721103},
    {"test_generator_datarec_generator_2.bdf", "ramp 3.5Hz", 7500, -2536772687965, -999.9996423721096},
    {"test_generator_datarec_generator_2.bdf", "pink noise", 14625, -1874754901334, -269.6212094796421},
    {"test_generator_datarec_generator_2.bdf", "white noise", 14985, -122384184844, -470.34987630545317},
    {"test_subsecond.edf", "Fp1", 89344, 57734265, 4.652246890974289},
    {"test_utf8.edf", "Fp1", 89344, 57734265, 4.652246890974289},
};

double weighted_sum(const std::vector<double>& samples_adu) {
  double sum = 0.0;
  for (std::size_t i = 0; i < samples_adu.size(); ++i)
    sum += samples_adu[i] * static_cast<double>(i % 1000 + 1);
  return sum;
}

}  // namespace

TEST_CASE("a discontinuous EDF+ file reads as packed, its gap missing and its record at the ECG's rate") {
  const auto record = read_bytes(golden("gap.edf"));
  REQUIRE(refusal(record) == "");
  CHECK(record->format == "edf");
  CHECK(record->sampling_rate_hz == 250.0);
  check_reads_as_expected("gap", *record);
  CHECK(record->channels[0].lead == Lead::II);
  CHECK(record->channels[1].lead == Lead::V1);
  CHECK_FALSE(record->channels[2].lead.has_value());
  CHECK(std::abs(record->channels[1].resolution_mv - 10.0 / 4095.0) < 1e-15);
  CHECK(std::abs(record->channels[0].resolution_mv - 0.25e-3) < 1e-15);
  CHECK_FALSE(record->untried_format);
}

TEST_CASE("a signal that is stored upside down keeps its amplitudes") {
  const auto record = read_bytes(golden("gap.edf"));
  REQUIRE(refusal(record) == "");
  const Channel& inverted = record->channels[2];
  CHECK(inverted.resolution_mv == 0.001);
  // Sample 0 of the packed wave is 200 sin(2 pi 9 / 33) adu = 198 adu of -1 uV.
  CHECK(std::abs(inverted.samples_mv[0] + 0.198) < 1e-12);
  CHECK(record->notes.size() == 2);
}

TEST_CASE("EDF signals at another rate stand apart and signals without a voltage are left out with a note") {
  const auto record = read_bytes(golden("gap.edf"));
  REQUIRE(refusal(record) == "");
  REQUIRE(record->other_signals.size() == 1);
  CHECK(record->other_signals[0].sampling_rate_hz == 100.0);
  REQUIRE(record->other_signals[0].channels.size() == 1);
  const Channel& eeg = record->other_signals[0].channels[0];
  CHECK(eeg.label == "EEG Fpz-Cz");
  REQUIRE(eeg.samples_mv.size() == 160);
  CHECK(std::isnan(eeg.samples_mv[50]));
  CHECK(std::isnan(eeg.samples_mv[59]));
  CHECK_FALSE(std::isnan(eeg.samples_mv[60]));
  CHECK(record->notes[0].message.find("SaO2") != std::string::npos);
}

TEST_CASE("EDF+ tells the patient, the start to a fraction of a second, the device and the filters") {
  const auto record = read_bytes(golden("gap.edf"));
  REQUIRE(refusal(record) == "");
  CHECK(record->patient.id == "P-4711");
  CHECK(record->patient.name == "Haagse Harriet");
  CHECK(record->patient.birth_date == "1951-05-02");
  CHECK(record->patient.sex == Sex::female);
  CHECK(record->patient.age_years == 67.0);
  CHECK(record->acquisition_time == "2019-05-01T23:59:59.25");
  CHECK(record->device.model == "Recorder 7");
  CHECK(record->device.filters == "HP:0.05Hz LP:150Hz N:50Hz; transducer AgAgCl electrode");
}

TEST_CASE("a technician's surname behind a blank is not taken for the equipment") {
  Bytes bytes = golden("gap.edf");
  const std::string was = "NN Recorder_7", is = "Jo Roe Rec_7 ";
  const auto at = std::search(bytes.begin(), bytes.end(), was.begin(), was.end());
  REQUIRE(at != bytes.end());
  std::copy(is.begin(), is.end(), at);
  const auto record = read_bytes(bytes);
  REQUIRE(refusal(record) == "");
  CHECK_FALSE(record->device.model.has_value());
}

TEST_CASE("EDF+ annotations count from the first sample, with duration, channel and text in UTF-8") {
  const auto record = read_bytes(golden("gap.edf"));
  REQUIRE(refusal(record) == "");
  REQUIRE(record->annotations.size() == 4);
  CHECK(std::abs(record->annotations[0].time_s - 0.2) < 1e-12);
  CHECK(record->annotations[0].text == "R peak");
  CHECK_FALSE(record->annotations[0].duration_s.has_value());
  CHECK(record->annotations[1].duration_s == 0.125);
  CHECK_FALSE(record->annotations[1].channel.has_value());
  CHECK(record->annotations[2].text == "seen again");
  CHECK(record->annotations[2].channel == "EKG V1");
  CHECK(record->annotations[3].text ==
        "Gr\xC3\xB6\xC3\x9F"
        "e \xC2\xB5");
}

TEST_CASE("a plain EDF file that was not ended properly gives its whole data records and says so") {
  const auto record = read_bytes(golden("unfinished.edf"));
  REQUIRE(refusal(record) == "");
  check_reads_as_expected("unfinished", *record);
  CHECK(record->notes.size() == 2);
  CHECK(record->acquisition_time == "1985-08-02T00:00:07");
  CHECK(record->patient.id == "somebody");
  CHECK_FALSE(record->device.model.has_value());
  CHECK(std::abs(record->channels[1].resolution_mv - 0.002) < 1e-15);
}

TEST_CASE("a plain EDF file whose fields have the shape of EDF+ is read like one") {
  const auto with_fields = [](std::string_view patient, std::string_view recording) {
    Bytes bytes = altered_at("unfinished.edf", 8, std::string(patient).append(80 - patient.size(), ' '));
    const std::string padded = std::string(recording).append(80 - recording.size(), ' ');
    std::copy(padded.begin(), padded.end(), bytes.begin() + 88);
    return *read_bytes(bytes);
  };
  const EcgRecord child = with_fields("P-1 F 02-MAY-1980 Haagse_Harriet", "Startdate 02-AUG-1985 X X Recorder_7");
  CHECK(child.patient.id == "P-1");
  CHECK(child.patient.name == "Haagse Harriet");
  CHECK(child.patient.age_years == 5.0);
  CHECK(child.device.model == "Recorder 7");
  const EcgRecord plain = with_fields("Smith M X Ray", "Startdate unknown X X Recorder_7");
  CHECK(plain.patient.id == "Smith M X Ray");
  CHECK_FALSE(plain.device.model.has_value());
}

TEST_CASE("EDF years up to 84 belong to this century") {
  const auto record = read_bytes(altered_at("unfinished.edf", 168, "02.08.84"));
  REQUIRE(refusal(record) == "");
  CHECK(record->acquisition_time == "2084-08-02T00:00:07");
}

TEST_CASE("BDF+ reads 24 bits, and a start that EDF+ hides stays unknown") {
  const auto record = read_bytes(golden("plus.bdf"));
  REQUIRE(refusal(record) == "");
  CHECK(record->format == "bdf");
  check_reads_as_expected("plus", *record);
  CHECK(record->channels[0].lead == Lead::V6);
  CHECK(std::abs(record->channels[0].resolution_mv - 1e-6) < 1e-20);
  CHECK_FALSE(record->acquisition_time.has_value());
  CHECK(record->patient.sex == Sex::male);
  REQUIRE(record->annotations.size() == 1);
  CHECK(record->annotations[0].text == "N");
  CHECK(record->untried_format);
}

TEST_CASE("an EDF file that ends before its last data record does is refused") {
  Bytes bytes = golden("gap.edf");
  bytes.pop_back();
  check_refused(bytes, "TruncatedData", bytes.size());
  bytes.resize(1000);
  check_refused(bytes, "TruncatedData", 1000);
  bytes.resize(300);
  CHECK(refusal(read_bytes(bytes)) == "TruncatedData");
}

TEST_CASE("EDF headers whose numbers contradict each other are refused by name and place") {
  check_refused(altered_at("gap.edf", 184, "1790    "), "InvalidHeader", 184);
  check_refused(altered_at("gap.edf", 236, "three   "), "InvalidHeader", 236);
  check_refused(altered_at("gap.edf", 236, "-2      "), "InvalidHeader", 236);
  check_refused(altered_at("gap.edf", 244, "-1      "), "InvalidHeader", 244);
  check_refused(altered_at("gap.edf", 244, "0       "), "InvalidSamplingRate", 244);
  check_refused(altered_at("gap.edf", 252, "0   "), "InvalidHeader", 252);
  const std::size_t samples = gap_field(kBeforeSamples, 8, 1);
  check_refused(altered_at("gap.edf", samples, "0       "), "InvalidHeader", samples);
  check_refused(altered_at("gap.edf", samples, "12e1    "), "InvalidHeader", samples);
}

TEST_CASE("EDF scales that are none are refused") {
  const std::size_t minimum = gap_field(kBeforeMinimum, 8, 0);
  check_refused(altered_at("gap.edf", minimum, "8191.75 "), "InvalidGain", minimum);
  check_refused(altered_at("gap.edf", minimum, "nan     "), "InvalidHeader", minimum);
  check_refused(altered_at("gap.edf", minimum, "-8,192  "), "InvalidHeader", minimum);
  check_refused(altered_at("gap.edf", minimum, "-1e308  "), "InvalidGain", minimum);
  const std::size_t digital = gap_field(kBeforeDigitalMinimum, 8, 0);
  check_refused(altered_at("gap.edf", digital, "32767   "), "InvalidHeader", digital);
  check_refused(altered_at("gap.edf", digital, "-32769  "), "InvalidHeader", digital);
}

TEST_CASE("a signal beside the ECG that has no physical range is left out with a note") {
  const auto record = read_bytes(altered_at("gap.edf", gap_field(kBeforeMinimum, 8, 3), "500     "));
  REQUIRE(refusal(record) == "");
  check_reads_as_expected("gap", *record);
  CHECK(record->other_signals.empty());
  CHECK(record->notes[0].code == ErrorCode::InvalidGain);
  CHECK(record->notes[0].message.find("EEG Fpz-Cz") != std::string::npos);
}

TEST_CASE("decimal commas in an EDF header are read where they cannot part thousands") {
  const auto record = read_bytes(altered_at("gap.edf", gap_field(kBeforeMinimum, 8, 0), "-8192,0 "));
  REQUIRE(refusal(record) == "");
  check_reads_as_expected("gap", *record);
  CHECK(record->channels[0].resolution_mv == read_bytes(golden("gap.edf"))->channels[0].resolution_mv);
  CHECK(record->notes.back().message.find("decimal commas") != std::string::npos);
  const auto timed = read_bytes(altered_at("gap.edf", 244, "0,5     "));
  REQUIRE(refusal(timed) == "");
  CHECK(timed->sampling_rate_hz == 250.0);
}

TEST_CASE("EDF units in half a word and labels without a blank are read") {
  Bytes bytes = altered_at("gap.edf", gap_field(kBeforeUnit, 8, 0), "uVolt   mVolt   ");
  for (const auto& [place, label] : {std::pair<std::size_t, std::string_view>{256, "ECGII  "}, {272, "EKGV1  "}})
    std::copy(label.begin(), label.end(), bytes.begin() + static_cast<std::ptrdiff_t>(place));
  const auto record = read_bytes(bytes), usual = read_bytes(golden("gap.edf"));
  REQUIRE(refusal(record) == "");
  REQUIRE(record->find(Lead::II) != nullptr);
  REQUIRE(record->find(Lead::V1) != nullptr);
  CHECK(record->find(Lead::V1)->resolution_mv == usual->find(Lead::V1)->resolution_mv);
  CHECK(record->find(Lead::II)->resolution_mv == usual->find(Lead::II)->resolution_mv);
}

TEST_CASE("an ECG without a unit takes the one that is said") {
  const std::size_t unit = gap_field(kBeforeUnit, 8, 0);
  const Bytes bytes = altered_at("gap.edf", unit, "        ");
  check_refused(bytes, "UnitRequired", unit);
  const auto record = Files().add("file", bytes).read({VoltageUnit::microvolt, std::nullopt});
  REQUIRE(refusal(record) == "");
  check_reads_as_expected("gap", *record);
}

TEST_CASE("EDF+D records that overlap, hide their time or lie absurdly far apart are refused") {
  const Bytes bytes = golden("gap.edf");
  const std::string text(bytes.begin(), bytes.end());
  const auto with_second_start = [&text](std::string_view start) {
    return bytes_of(altered(text, "+0.85\x14", std::string(start) + "\x14"));
  };
  const std::size_t second = 256 * 7 + (3 * 125 + 50 + 1 + 40) * 2;
  check_refused(with_second_start("+0.74"), "InvalidHeader", second);
  check_refused(with_second_start("?0.85"), "InvalidHeader", second);
  Bytes far = bytes_of(altered(altered(text, "+0.85\x14", "+9e08\x14"), "+1.35\x14", "+9e08\x14"));
  check_refused(far, "TooLarge", second);
}

TEST_CASE("an annotation list that cannot be read is noted and the others are kept") {
  const Bytes bytes = golden("gap.edf");
  const std::string text(bytes.begin(), bytes.end());
  const auto record = read_bytes(bytes_of(altered(text, "+0.45\x14", "zero.\x14")));
  REQUIRE(refusal(record) == "");
  CHECK(record->annotations.size() == 3);
  CHECK(record->notes.back().message.find("annotation lists") != std::string::npos);
}

TEST_CASE("an EDF file without voltage has no ECG, and a table that begins with 0 is no EDF") {
  Bytes bytes = golden("gap.edf");
  for (std::size_t i = 0; i < 4; ++i)
    bytes = [&] {
      Bytes copy = bytes;
      const std::string_view unit = "degC    ";
      std::copy(unit.begin(), unit.end(), copy.begin() + static_cast<std::ptrdiff_t>(gap_field(kBeforeUnit, 8, i)));
      return copy;
    }();
  CHECK(refusal(read_bytes(bytes)) == "NoEcgChannel");
  std::string table;
  for (int i = 0; i < 100; ++i)
    table += "0       1       2       3       4       5       6       7\n";
  const Bytes rows = bytes_of(table);
  CHECK(detect_format({"table", rows}) != "edf");
}

TEST_CASE("EDF and BDF samples of other people read as EDFlib reads them") {
  const std::string folder = data_folder();
  if (folder.empty())
    SKIP("the folder of real recordings is not there");
  std::string open;
  Result<EcgRecord> record = fail(ErrorCode::EmptyFile, "");
  for (const Reference& reference : kReferences) {
    CAPTURE(reference.file, reference.label);
    if (open != reference.file)
      record = load_record(folder + "formats/edf_bdf/" + (open = reference.file)).read();
    REQUIRE(refusal(record) == "");
    const Channel* channel = by_label(*record, reference.label);
    REQUIRE(channel != nullptr);
    CHECK(channel->samples_mv.size() == reference.count);
    // Fp1 is stored upside down: its integers come with the other sign.
    const double sign = std::string(reference.label) == "Fp1" ? -1.0 : 1.0;
    CHECK(sign * weighted_sum(digital_units(*channel)) == reference.weighted_sum_adu);
    const double amplitude_mv = channel->samples_mv[std::min<std::size_t>(12345, reference.count - 1)];
    CHECK(std::abs(amplitude_mv * 1e3 - reference.amplitude_uv) < 1e-9);
  }
}

TEST_CASE("an EDF+ export in Chinese keeps its annotations and its start") {
  const std::string folder = data_folder();
  if (folder.empty())
    SKIP("the folder of real recordings is not there");
  const auto record = load_record(folder + "formats/edf_bdf/test_utf8.edf").read();
  REQUIRE(refusal(record) == "");
  CHECK(record->acquisition_time == "2020-01-24T04:05:56.3945312");
  REQUIRE(record->annotations.size() == 5);
  CHECK(record->annotations[2].text ==
        "\xE4\xB8\xAD\xE6\x96\x87\xE6\xB5\x8B\xE8\xAF\x95\xE5\x85\xAB\xE4\xB8\xAA\xE5\xAD\x97");
  CHECK(std::abs(record->annotations[0].time_s - 1.5566407) < 1e-7);
}

TEST_CASE("the generated ECG of WFDB's EDF sample is found beside signals that are no voltage") {
  const std::string folder = data_folder();
  if (folder.empty())
    SKIP("the folder of real recordings is not there");
  const std::string samples = folder + "formats/wfdb/wfdb-python-sample-data/";
  const auto record = load_record(samples + "test_generator_2.edf").read();
  REQUIRE(refusal(record) == "");
  CHECK(record->sampling_rate_hz == 200.0);
  CHECK(record->sample_count() == 120000);
  CHECK(record->channels.size() == 9);
  CHECK(record->notes.size() == 2);
  CHECK(refusal(load_record(samples + "test_edfann.edf").read()) == "NoEcgChannel");
}

TEST_CASE("an EDF+ annotation that says the rhythm is paced makes the record a paced one") {
  Bytes bytes = golden("gap.edf");
  const std::string_view from = "seen again", to = "VVI pacing";
  const auto place = std::search(bytes.begin(), bytes.end(), from.begin(), from.end());
  REQUIRE(place != bytes.end());
  CHECK_FALSE(read_bytes(bytes)->paced.has_value());
  std::copy(to.begin(), to.end(), place);
  CHECK(read_bytes(bytes)->paced == true);
}

TEST_CASE("the filters of an EDF file with a thousand signals stay readable") {
  constexpr std::size_t kSignals = 1000;
  std::string text = "0" + std::string(7, ' ') + std::string(160, ' ') + "02.03.0404.05.06";
  const auto field = [&text](std::string value, std::size_t size) {
    value.resize(size, ' ');
    text += value;
  };
  field(std::to_string(256 * (kSignals + 1)), 8);
  field("", 44);
  field("1", 8);
  field("1", 8);
  field(std::to_string(kSignals), 4);
  const auto all = [&field](std::size_t size, const auto& value) {
    for (std::size_t i = 0; i < kSignals; ++i)
      field(value(i), size);
  };
  all(16, [](std::size_t i) { return "ECG " + std::to_string(1000 + i); });
  all(80, [](std::size_t) { return std::string(); });
  all(8, [](std::size_t) { return std::string("uV"); });
  for (const char* end : {"-100", "100", "-100", "100"})
    all(8, [end](std::size_t) { return std::string(end); });
  all(80, [](std::size_t i) { return "HP:" + std::to_string(i) + "Hz"; });
  all(8, [](std::size_t) { return std::string("1"); });
  all(32, [](std::size_t) { return std::string(); });
  text += std::string(2 * kSignals, '\0');
  const auto record = read_bytes(Bytes(text.begin(), text.end()));
  REQUIRE(refusal(record) == "");
  CHECK(record->channels.size() == kSignals);
  CHECK(record->device.filters.value_or("").substr(0, 14) == "HP:0Hz; HP:1Hz");
  CHECK(record->device.filters->size() < 400);
}

}  // namespace edf_tests
