#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "dicom/parse_dicom.hpp"
#include "expected_table.hpp"
#include "growth.hpp"
#include "record_files.hpp"

using namespace leadwise;
using namespace leadwise::test;

namespace dicom_reader_tests {

namespace {

const std::string kFolder = std::string(LEADWISE_GOLDEN_DIR) + "/io/dicom/";

Bytes golden(const std::string& name) {
  const auto bytes = load_file(kFolder + name + ".dcm");
  REQUIRE(bytes.has_value());
  return *bytes;
}

Result<EcgRecord> read_bytes(Bytes bytes, const ReadOptions& options = {}) {
  return Files().add("ecg.dcm", std::move(bytes)).read(options);
}

EcgRecord read_golden(const std::string& name) {
  const auto record = read_bytes(golden(name));
  CAPTURE(name, record ? std::string() : record.error().message);
  REQUIRE(refusal(record) == "");
  CHECK(record->format == "dicom");
  return *record;
}

// In microvolts, missing where and only where the table says so.
void check_samples(const EcgRecord& record, const std::string& table) {
  CAPTURE(table);
  const ExpectedTable expected = load_expected(kFolder + table + ".expected.csv");
  REQUIRE(record.channels.size() == expected.headings.size());
  for (std::size_t i = 0; i < expected.headings.size(); ++i) {
    CHECK(record.channels[i].label == expected.headings[i]);
    REQUIRE(record.channels[i].samples_mv.size() == expected.columns[i].size());
    for (std::size_t t = 0; t < expected.columns[i].size(); ++t) {
      const double found = record.channels[i].samples_mv[t] * 1000.0, wanted = expected.columns[i][t];
      CHECK(std::isnan(found) == std::isnan(wanted));
      if (!std::isnan(wanted))
        CHECK(std::abs(found - wanted) <= 1e-12 * std::abs(wanted) + 1e-9);
    }
  }
}

bool has_note(const EcgRecord& record, std::string_view words) {
  return std::any_of(record.notes.begin(), record.notes.end(),
                     [&](const Note& note) { return note.message.find(words) != std::string::npos; });
}

// The bytes with every `from` replaced by a `to` of the same length.
Bytes with(Bytes bytes, std::string_view from, std::string_view to) {
  REQUIRE(from.size() == to.size());
  std::size_t replaced = 0;
  for (auto at = bytes.begin();; ++replaced) {
    at = std::search(at, bytes.end(), from.begin(), from.end());
    if (at == bytes.end())
      break;
    at = std::copy(to.begin(), to.end(), at);
  }
  REQUIRE(replaced > 0);
  return bytes;
}

void check_refusal(const Result<EcgRecord>& record, const std::string& code, std::string_view words) {
  REQUIRE(refusal(record) == code);
  CAPTURE(record.error().message);
  CHECK(record.error().message.find(words) != std::string::npos);
  CHECK(record.error().offset.has_value());
}

}  // namespace

TEST_CASE("a DICOM ECG reads alike in every transfer syntax, with and without lengths, preamble and meta information") {
  for (const char* name : {"implicit", "explicit", "big_endian", "deflated", "undefined_length_implicit",
                           "undefined_length_explicit", "bare_implicit", "bare_explicit"}) {
    const EcgRecord record = read_golden(name);
    check_samples(record, name);
    CHECK(record.sampling_rate_hz == 500.0);
    CHECK(record.channels[1].lead == Lead::aVR);
    CHECK(record.channels[2].lead == Lead::III);
    CHECK(record.notes.empty());
    CHECK(record.acquisition_time == "2020-02-05T11:39:16.5");
    CHECK(record.patient.name == "Doe, Jane");
    CHECK(record.patient.id == "4711");
    CHECK(record.patient.birth_date == "1961-03-09");
    CHECK(record.patient.age_years == 1.5);
    CHECK(record.patient.sex == Sex::female);
    CHECK(record.device.manufacturer == "M\xC3\xBCller");
    CHECK(record.device.model == "Model 3, software 1.2");
    CHECK(record.device.serial_number == "SN 7");
    CHECK(record.comments.empty());
  }
}

TEST_CASE("DICOM samples of every size keep their extremes") {
  for (const char* name : {"kind_sb", "kind_ub", "kind_ss", "kind_us", "kind_sl", "kind_ul"})
    check_samples(read_golden(name), name);
}

TEST_CASE("sensitivity, its unit, correction, baseline and skew of a DICOM channel are applied") {
  const EcgRecord record = read_golden("calibration");
  check_samples(record, "calibration");
  CHECK(record.channels[0].lead == Lead::I);
  CHECK(record.channels[1].lead == Lead::aVF);
  CHECK(record.channels[1].baseline_adu == 5.0);
  CHECK(record.channels[2].lead == Lead::aVL);
  CHECK_FALSE(record.channels[3].lead.has_value());
  CHECK(has_note(record, "\"mm[Hg]\" is no unit of voltage"));
  CHECK(record.device.filters == "high-pass 0.05 Hz, low-pass 150 Hz, notch 50 Hz");
}

TEST_CASE("a DICOM padding value stands for missing samples, unless samples lie on both sides of it") {
  const EcgRecord record = read_golden("padding");
  check_samples(record, "padding");
  CHECK(record.notes.empty());
  const EcgRecord zero = read_golden("padding_in_range");
  check_samples(zero, "padding_in_range");
  CHECK(has_note(zero, "padding value 0"));
}

namespace {

/// A golden object with a group's label of so many words in it.
Bytes with_long_label(std::size_t words) {
  Bytes file = golden("undefined_length_implicit");
  // Behind the heads of the waveform sequence and of its first item.
  const Bytes head = {0x00, 0x54, 0x00, 0x01, 0xFF, 0xFF, 0xFF, 0xFF};
  const auto sequence = std::search(file.begin(), file.end(), head.begin(), head.end());
  REQUIRE(sequence != file.end());
  std::string element("\x3A\x00\x20\x00\x00\x00\x00\x00", 8);
  for (std::size_t i = 0; i < words; ++i)
    element += "heartbeat";
  for (std::size_t i = 0; i < 4; ++i)
    element[4 + i] = static_cast<char>((element.size() - 8) >> 8 * i & 0xFF);
  file.insert(sequence + 16, element.begin(), element.end());
  return file;
}

}  // namespace

TEST_CASE("a group's label of a megabyte in a DICOM file is cut") {
  const auto record = read_bytes(with_long_label(111112));
  REQUIRE(refusal(record) == "");
  check_samples(*record, "undefined_length_implicit");
}

TEST_CASE("the time that a group's label in a DICOM file takes does not grow with the square of its length") {
  CHECK(growth_to(111112, with_long_label, [](const Bytes& file) { REQUIRE(read_bytes(file).has_value()); }) <
        kMostGrowth);
}

TEST_CASE("a DICOM object without a waveform is refused as an image or a report") {
  // The sequence of waveforms under a tag that nobody reads.
  const Bytes image =
      with(golden("explicit"), std::string_view("\x00\x54\x00\x01", 4), std::string_view("\x01\x54\x00\x01", 4));
  check_refusal(read_bytes(image), "NoEcgChannel", "an image, a report");
}

TEST_CASE("the median beat of a DICOM file is never taken for the recording") {
  const EcgRecord labelled = read_golden("rhythm_and_median"), unlabelled = read_golden("unlabelled_median");
  for (const EcgRecord* record : {&labelled, &unlabelled}) {
    check_samples(*record, "rhythm_and_median");
    REQUIRE(record->average_beats.size() == 1);
    CHECK(record->average_beats[0].channels[0].samples_mv.size() == 20);
    CHECK(std::abs(record->average_beats[0].channels[0].samples_mv[19] - 0.1425) < 1e-12);
  }
  CHECK(labelled.average_beats[0].label == "MEDIAN BEAT");
  check_refusal(read_bytes(golden("only_median")), "NoEcgChannel", "no recording");
}

TEST_CASE("leads recorded one after another stand at their times, the rest of each missing") {
  const EcgRecord record = read_golden("sequential");
  check_samples(record, "sequential");
  CHECK(record.other_signals.empty());
}

TEST_CASE("a DICOM lead system whose code means computed leads says so, whatever its meaning is called") {
  using namespace std::string_view_literals;
  const auto placement = [](std::string_view system) {
    const auto record = read_bytes(with(golden("rhythm_and_median"),
                                        "SH\x02\0Y \x08\0\x02\x01SH\x04\0"
                                        "99L \x08\0\x04\x01LO\x0C\0Mason-Likar "sv,
                                        system));
    REQUIRE(refusal(record) == "");
    return record->electrode_placement;
  };
  CHECK(placement("SH\x08\0"
                  "10:11285\x08\0\x02\x01SH\x04\0MDC \x08\0\x04\x01LO\x06\0I, II "sv) == "12-lead derived: I, II");
  CHECK(placement("SH\x08\0"
                  "10:11265\x08\0\x02\x01SH\x04\0MDC \x08\0\x04\x01LO\x06\0usual "sv) == "usual");
}

TEST_CASE("DICOM annotations become measurements, statements and marks in time, and name nobody") {
  const EcgRecord record = read_golden("rhythm_and_median");
  REQUIRE(record.measurements.size() == 2);
  CHECK(record.measurements[0].name == "QRS duration");
  CHECK(record.measurements[0].value == 92.0);
  CHECK(record.measurements[0].unit == "ms");
  CHECK(record.measurements[1].name == "R amplitude, Lead II");
  CHECK(record.statements == std::vector<std::string>{"Ventricular paced rhythm"});
  CHECK(record.paced == true);
  CHECK(record.electrode_placement == "Mason-Likar");
  REQUIRE(record.annotations.size() == 3);
  CHECK(record.annotations[0].text == "R wave");
  CHECK(record.annotations[0].time_s == 1.0);
  CHECK(record.annotations[2].time_s == 1.0);
  CHECK(record.annotations[2].duration_s == 0.5);
  CHECK(has_note(record, "1 annotations of the average beat"));
}

TEST_CASE("a DICOM file that is no ECG is refused by the name of its class") {
  const Bytes file = golden("explicit");
  const std::string_view ecg("1.2.840.10008.5.1.4.1.1.9.1.1", 29);
  check_refusal(read_bytes(with(file, ecg, std::string_view("1.2.840.10008.5.1.4.1.1.2\0\0\0\0", 29))),
                "UnsupportedFormat", "a DICOM file without a waveform (SOP class 1.2.840.10008.5.1.4.1.1.2, CT image)");
  check_refusal(read_bytes(with(file, ecg, "1.2.840.10008.5.1.4.1.1.9.2.1")), "UnsupportedFormat",
                "no ECG of the body surface");
}

TEST_CASE("what a DICOM ECG may not say is refused with its element") {
  const Bytes file = golden("explicit");
  const auto changed = [&](std::string_view from, std::string_view to) { return read_bytes(with(file, from, to)); };
  check_refusal(changed("1.2.840.10008.1.2.1\0", "1.2.840.10008.1.2.5\0"), "UnsupportedFormat", "transfer syntax");
  check_refusal(changed(std::string_view("CS\x02\0SS", 6), std::string_view("CS\x02\0MB", 6)), "UnsupportedFormat",
                "mu-law");
  check_refusal(changed(std::string_view("CS\x02\0SS", 6), std::string_view("CS\x02\0AB", 6)), "UnsupportedFormat",
                "A-law");
  check_refusal(changed(std::string_view("CS\x02\0SS", 6), std::string_view("CS\x02\0SL", 6)), "InvalidHeader",
                "(5400,1004)");
  check_refusal(changed(std::string_view("DS\x04\0"
                                         "2.5 ",
                                         8),
                        std::string_view("DS\x04\0"
                                         "0.0 ",
                                         8)),
                "InvalidGain", "sensitivity");
  check_refusal(changed(std::string_view("DS\x04\0"
                                         "2.5 ",
                                         8),
                        std::string_view("DS\x04\0"
                                         "-2.5",
                                         8)),
                "InvalidGain", "sensitivity");
  check_refusal(changed(std::string_view("DS\x04\0"
                                         "2.5 ",
                                         8),
                        std::string_view("DS\x04\0"
                                         "inf ",
                                         8)),
                "InvalidGain", "(003A,0210)");
  check_refusal(changed("500 ", "0   "), "InvalidSamplingRate", "(003A,001A)");
  check_refusal(changed(std::string_view("UL\x04\0\x09\0\0\0", 8), std::string_view("UL\x04\0\x0A\0\0\0", 8)),
                "TruncatedData", "(5400,1010)");
  check_refusal(changed(std::string_view("UL\x04\0\x09\0\0\0", 8), std::string_view("UL\x04\0\xFF\xFF\xFF\xFF", 8)),
                "TruncatedData", "(5400,1010)");
  check_refusal(changed(std::string_view("US\x02\0\x03\0", 6), std::string_view("US\x02\0\x02\0", 6)), "InvalidHeader",
                "(003A,0200) defines 3 channels");
}

TEST_CASE("a DICOM channel whose code and words name different leads is taken for none") {
  const auto record = read_bytes(with(golden("explicit"), "Lead aVR", "Lead aVL"));
  REQUIRE(refusal(record) == "");
  CHECK_FALSE(record->channels[1].lead.has_value());
  CHECK(record->channels[1].label == "Lead aVL (coded 5.6.3-9-62)");
  CHECK(has_note(*record, "another lead than its words"));
}

TEST_CASE("a DICOM lead without a unit needs one from the caller") {
  // (003A,0210) becomes (003A,0301), which nobody reads.
  const Bytes file =
      with(golden("explicit"), std::string_view("\x3A\0\x10\x02", 4), std::string_view("\x3A\0\x01\x03", 4));
  check_refusal(read_bytes(file), "UnitRequired", "Lead I");
  const auto record = read_bytes(file, {VoltageUnit::microvolt, std::nullopt});
  REQUIRE(refusal(record) == "");
  CHECK(record->channels[0].samples_mv[0] == -0.3);
}

TEST_CASE("a DICOM file cut anywhere or with any byte changed is answered or refused by name") {
  for (const char* name : {"implicit", "undefined_length_explicit", "big_endian", "deflated", "bare_explicit"}) {
    const Bytes whole = golden(name);
    for (std::size_t size = 1; size < whole.size(); ++size) {
      const auto record = read_bytes({whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size)});
      CAPTURE(name, size);
      // Only padding behind the deflated stream can be missing.
      CHECK((!record || size + 1 == whole.size()));
      if (!record)
        CHECK(record.error().offset.value_or(0) <= size);
    }
    for (std::size_t at = 0; at < whole.size(); ++at) {
      Bytes changed = whole;
      changed[at] ^= 0x41;
      const auto record = read_bytes(changed);
      CAPTURE(name, at);
      if (record)
        CHECK(record->sample_count() > 0);
      else
        CHECK_FALSE(record.error().message.empty());
    }
  }
}

TEST_CASE("nesting without end is refused, not followed") {
  Bytes file = golden("bare_implicit");
  for (int i = 0; i < 100; ++i) {
    const char open[] = "\x29\0\x02\x10\xFF\xFF\xFF\xFF\xFE\xFF\0\xE0\xFF\xFF\xFF\xFF";
    file.insert(file.end(), open, open + 16);
  }
  check_refusal(read_bytes(file), "UnsupportedFormat", "nested more deeply");
}

TEST_CASE("a DICOM data set of more than a million elements, or of as many items, is refused") {
  constexpr std::size_t kMost = std::size_t{1} << 20U;
  const auto parsed = [](std::string_view start, std::string_view element, std::size_t count) {
    Bytes bytes(start.begin(), start.end());
    for (std::size_t i = 0; i < count; ++i)
      bytes.insert(bytes.end(), element.begin(), element.end());
    return io::dicom::parse_dicom(bytes, {true, io::ByteOrder::little}, {132, false});
  };
  constexpr std::string_view kEmpty("\x09\x00\x10\x00\x00\x00\x00\x00", 8);
  REQUIRE(parsed({}, kEmpty, kMost).has_value());
  const auto elements = parsed({}, kEmpty, kMost + 1);
  REQUIRE_FALSE(elements.has_value());
  CHECK(error_name(elements.error().code) == "TooLarge");
  CHECK(elements.error().offset == 132 + 8 * kMost);
  constexpr std::string_view kSequence("\x00\x54\x00\x01\xFF\xFF\xFF\xFF", 8);
  constexpr std::string_view kItem("\xFE\xFF\x00\xE0\x00\x00\x00\x00", 8);
  const auto items = parsed(kSequence, kItem, kMost);
  REQUIRE_FALSE(items.has_value());
  CHECK(error_name(items.error().code) == "TooLarge");
}

TEST_CASE("the HL7 example ECG in DICOM reads as pydicom reads it, digit for digit") {
  const std::string folder = data_folder();
  if (folder.empty())
    SKIP("the folder of real recordings is not there");
  const std::string path = folder + "formats/scp_dicom_aecg_same_ecg/Example";
  const auto record = load_record(path + ".dcm").read();
  REQUIRE(refusal(record) == "");
  CHECK_FALSE(record->untried_format);
  REQUIRE(record->average_beats.size() == 1);
  std::size_t compared = 0;
  for (const auto& [channels, table] :
       {std::pair{&record->channels, ".expected_pydicom_group0.csv"},
        std::pair{&record->average_beats[0].channels, ".expected_pydicom_group1.csv"}}) {
    const ExpectedTable expected = load_expected(path + table);
    REQUIRE(channels->size() == 12);
    REQUIRE(expected.columns.size() == 12);
    for (std::size_t i = 0; i < 12; ++i) {
      const Channel& channel = (*channels)[i];
      CHECK(channel.label == expected.headings[i]);
      CHECK(channel.lead == kTwelveLeads[i]);
      std::vector<double> digits;
      for (const double uv : expected.columns[i])
        digits.push_back(uv / 2.5);
      CHECK(largest_difference(digital_units(channel), digits) == 0.0);
      compared += digits.size();
    }
  }
  CHECK(compared == 12 * (5000 + 600));
  CHECK(record->patient.age_years == 49.0);
  CHECK(record->acquisition_time == "2002-11-22T09:10:00");
  CHECK(record->device.model == "ELI250");
  REQUIRE(record->measurements.size() == 7);
  CHECK(record->measurements[1].name == "QRS Duration");
  CHECK(record->measurements[1].value == 120.0);
}

TEST_CASE("DICOM texts that are not the UTF-8 that they are said to be come out as UTF-8 all the same") {
  const auto record = read_bytes(with(golden("explicit"), "ISO_IR 100", "ISO_IR 192"));
  REQUIRE(refusal(record) == "");
  CHECK(record->device.manufacturer == "M?ller");
}

TEST_CASE("a DICOM age that cannot be is left out, as is the date of birth that stands for none") {
  const auto birth_for_none = read_bytes(with(golden("explicit"), "19610309", "19000101"));
  REQUIRE(refusal(birth_for_none) == "");
  CHECK_FALSE(birth_for_none->patient.birth_date.has_value());
  CHECK(birth_for_none->patient.age_years == 1.5);
  const Bytes too_old = with(golden("explicit"), "018M", "999Y");
  CHECK(read_bytes(too_old)->patient.age_years == 58.0);
  CHECK_FALSE(read_bytes(with(too_old, "19610309", "19000101"))->patient.age_years.has_value());
  CHECK_FALSE(read_bytes(with(too_old, "19610309", "18500309"))->patient.age_years.has_value());
}

TEST_CASE(
    "a DICOM file without the day of its recording has the age on the day of its study, and not that day's time") {
  using namespace std::string_view_literals;
  const Bytes timeless = with(with(golden("explicit"), "\x08\x00\x2A\x00"sv, "\x08\x00\x2B\x00"sv),
                              "\x08\x00\x23\x00"sv, "\x08\x00\x24\x00"sv);
  const auto record = read_bytes(with(timeless, "018M", "    "));
  REQUIRE(refusal(record) == "");
  CHECK_FALSE(record->acquisition_time.has_value());
  CHECK(record->patient.age_years == 58.0);
  CHECK(record->notes.empty());
}

TEST_CASE("a DICOM age without a unit is below 18 if its number is, and a date of birth that gives none is noted") {
  const Bytes unborn = with(golden("explicit"), "19610309", "20610309");
  const auto child = read_bytes(with(unborn, "018M", "009 "));
  CHECK(child->patient.age_years == 9.0);
  CHECK(has_note(*child, "age of 9"));
  const auto unknown = read_bytes(with(unborn, "018M", "    "));
  CHECK_FALSE(unknown->patient.age_years.has_value());
  CHECK(has_note(*unknown, "date of birth"));
}

TEST_CASE("a DICOM patient's history, state and alerts tell of a pacemaker") {
  using namespace std::string_view_literals;
  // In the place of the patient's name.
  for (const std::string_view tag : {"\x10\x00\xB0\x21"sv, "\x10\x00\x00\x20"sv, "\x38\x00\x00\x05"sv}) {
    const auto record = read_bytes(with(golden("explicit"),
                                        "\x10\x00\x10\x00PN\x08\x00"
                                        "Doe^Jane"sv,
                                        std::string(tag) + std::string("LO\x08\x00Paced!  ", 12)));
    REQUIRE(refusal(record) == "");
    CHECK(record->paced == true);
    CHECK(record->comments.empty());
  }
  CHECK_FALSE(read_bytes(golden("explicit"))->paced.has_value());
}

TEST_CASE("a DICOM text that names who read the ECG is left out whatever it is called") {
  const auto record =
      read_bytes(with(golden("rhythm_and_median"), "Ventricular paced rhythm", "Confirmed by: Dr House  "));
  REQUIRE(refusal(record) == "");
  CHECK(record->statements.empty());
}

TEST_CASE("DICOM samples beyond the stated number are noted") {
  const auto record = read_bytes(
      with(golden("explicit"), std::string_view("UL\x04\0\x09\0\0\0", 8), std::string_view("UL\x04\0\x08\0\0\0", 8)));
  REQUIRE(refusal(record) == "");
  CHECK(record->sample_count() == 8);
  CHECK(has_note(*record, "6 bytes behind the samples that group 1 states"));
}

}  // namespace dicom_reader_tests
