#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <filesystem>
#include <limits>
#include <map>

#include "bytes/inflate.hpp"
#include "record_files.hpp"
#include "text/number_text.hpp"
#include "text/text_lines.hpp"
#include "wfdb/wfdb_annotations.hpp"

using namespace leadwise;
using namespace leadwise::test;

namespace wfdb_real_files_tests {

namespace {

using Rows = std::vector<std::vector<double>>;

std::string wfdb_folder() {
  const std::string folder = data_folder();
  return folder.empty() ? folder : folder + "formats/wfdb/";
}

Bytes load_text(const std::string& path) {
  if (auto bytes = load_file(path))
    return *bytes;
  const auto packed = load_file(path + ".gz");
  if (!packed)
    return {};
  const auto text = io::inflate_bytes(*packed, io::DeflateWrapping::gzip, std::size_t{1} << 26, "target");
  return text ? text->bytes : Bytes{};
}

// Rows of numbers; what is no number ("-", missing) becomes NaN.
Rows load_rows(const std::string& path) {
  const Bytes bytes = load_text(path);
  Rows rows;
  io::TextLines lines(io::as_text(bytes));
  for (io::TextLine line; lines.next(line);) {
    rows.emplace_back();
    std::string_view rest = line.text;
    for (auto token = io::take_token(rest); !token.empty(); token = io::take_token(rest))
      rows.back().push_back(io::parse_double(token).value_or(std::nan("")));
  }
  return rows;
}

enum class Unit { digital, millivolt };

// What another program read of a record: which of our channels its columns are, and from which row of it on.
struct Reference {
  const char* file;
  const char* header;
  std::size_t first_row;
  std::vector<std::string> labels;  ///< empty: a column that this reader leaves out
  Unit unit;
  double missing_mark = std::numeric_limits<double>::quiet_NaN();  ///< what it prints for a missing sample
};

const std::vector<Reference>& references() {
  static const std::vector<Reference> all = {
      {"record-1a", "test01_00s", 0, {"ECG 1", "ECG 2", "ECG 3", "ECG 4"}, Unit::digital},
      {"record-1b", "a103l", 12500, {"", "II"}, Unit::millivolt},
      {"record-1c", "a103l-no-len", 20000, {"II", "V"}, Unit::digital},
      {"record-1d", "3000003_0003", 125, {"V"}, Unit::millivolt},
      {"record-1f",
       "binformats",
       0,
       {"sig 0, fmt 8", "sig 1, fmt 16", "sig 2, fmt 61", "sig 3, fmt 80", "sig 4, fmt 160", "sig 5, fmt 212",
        "sig 6, fmt 310", "sig 7, fmt 311", "sig 8, fmt 24", "sig 9, fmt 32"},
       Unit::digital},
      {"record-2b", "100", 1, {"V5"}, Unit::digital},
      {"record-2c", "100_3chan", 0, {"I", "II", "III"}, Unit::millivolt},
      {"record-2d", "310derive", 2, {"col 0", "col 1"}, Unit::digital},
      {"record-2d", "3000003_0003", 2, {"II", "V"}, Unit::digital},
      {"record-2e", "311derive", 1, {"col 0"}, Unit::millivolt},
      {"record-3b", "s0010_re", 5000, {"vy", "i", "avl", "v3", "avr"}, Unit::millivolt},
      {"record-4a", "test01_00s_skewframe", 0, {"ECG_1", "", "ECG_3"}, Unit::digital},
      {"record-4b", "03700181", 0, {"", "", "RESP"}, Unit::digital},
      {"record-4c", "03700181", 1000, {"", "RESP"}, Unit::millivolt},
      {"record-flac", "flacformats", 0, {"sig 0, fmt 508", "sig 1, fmt 516", "sig 2, fmt 524"}, Unit::digital},
      {"record-multi-fixed-c", "multi-segment/fixed1/v102s", 70000, {"V", "II", ""}, Unit::millivolt},
      {"record-multi-fixed-d", "multi-segment/041s/041s", 0, {"", "V", "I"}, Unit::digital, -2048.0},
  };
  return all;
}

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

// The reference repeats samples where its rows are finer than the channel.
double largest_difference(const Channel& channel, std::size_t first_row, Unit unit, const Rows& rows,
                          std::size_t column, std::size_t rows_per_sample = 1,
                          double missing_mark = std::numeric_limits<double>::quiet_NaN()) {
  double largest = 0.0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const double mv = channel.samples_mv.at(first_row + i / rows_per_sample);
    const double found = unit == Unit::digital ? mv / channel.resolution_mv + channel.baseline_adu : mv;
    const double printed = rows[i].at(column);
    const double expected = printed == missing_mark ? std::nan("") : printed;
    if (std::isnan(found) != std::isnan(expected))
      return std::numeric_limits<double>::infinity();
    if (!std::isnan(found))
      largest = std::max(largest, std::abs(found - expected));
  }
  return largest;
}

void check_reference(const Reference& reference, const std::string& folder) {
  CAPTURE(reference.file, reference.header);
  const auto record = load_record(folder + "wfdb-python-sample-data/" + reference.header + ".hea").read();
  REQUIRE(refusal(record) == "");
  const Rows rows = load_rows(folder + "wfdb-python-target-output/" + reference.file);
  REQUIRE(rows.size() > 490);
  for (std::size_t column = 0; column < reference.labels.size(); ++column) {
    if (reference.labels[column].empty())
      continue;
    const Channel* channel = by_label(*record, reference.labels[column]);
    REQUIRE(channel != nullptr);
    // Integers of 32 bits times a step of mV give them back within a few times 1e-7.
    CHECK(largest_difference(*channel, reference.first_row, reference.unit, rows, column, 1, reference.missing_mark) <
          1e-6);
  }
}

/// Every header of the samples that is refused, and why.
const std::map<std::string, std::string>& refused_headers() {
  static const std::map<std::string, std::string> all = {
      // Their signal files are not among the samples.
      {"wave_4", "MissingFile"},
      {"1003", "MissingFile"},
      {"p000878-2137-10-26-16-57", "MissingFile"},
      {"8l", "MissingFile"},
      {"16l", "MissingFile"},
      {"100z", "MissingFile"},
      // A segment "missing" that is not there.
      {"237s", "MissingFile"},
      // Signals to be read from a pipe.
      {"8", "MissingFile"},
      {"16", "MissingFile"},
      // Templates without samples, a segment of its own without a unit of voltage, annotations without signals.
      {"3269321_layout", "NoEcgChannel"},
      {"3269321_0001", "NoEcgChannel"},
      {"null", "NoEcgChannel"},
      {"100a", "NoEcgChannel"},
  };
  return all;
}

std::vector<std::string> header_paths(const std::string& folder) {
  std::vector<std::string> paths;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == ".hea")
      paths.push_back(entry.path().string());
  }
  return paths;
}

std::string expected_refusal(const std::string& path) {
  if (path.find("/pipe/") != std::string::npos)
    return "MissingFile";
  // Gains of 0 for tapes that were never calibrated.
  if (path.find("/tape/") != std::string::npos)
    return "InvalidGain";
  const auto found = refused_headers().find(std::filesystem::path(path).stem().string());
  return found == refused_headers().end() ? "" : found->second;
}

// The signal file of this one lies in the folder of data, its header in that of input.
bool is_apart(const std::string& path) { return path.find("input/100x.hea") != std::string::npos; }

// A line of rdann's: "[time] sample type sub chan num aux".
struct AnnotationLine {
  std::int64_t sample = 0;
  std::string symbol;
  std::int64_t subtype = 0, channel = 0, number = 0;
  std::string text;

  bool operator==(const AnnotationLine&) const = default;
};

std::vector<AnnotationLine> load_annotation_lines(const std::string& path) {
  const Bytes bytes = load_text(path);
  std::vector<AnnotationLine> all;
  io::TextLines lines(io::as_text(bytes));
  for (io::TextLine line; lines.next(line);) {
    std::string_view rest = line.text;
    rest.remove_prefix(std::min(rest.find_first_not_of(' ') + 1, rest.size()));
    rest.remove_prefix(std::min(rest.find_first_of(" ]"), rest.size()) +
                       (rest.find(']') == std::string_view::npos ? 0U : 1U));
    AnnotationLine found;
    found.sample = io::parse_integer(io::take_token(rest)).value_or(-1);
    found.symbol = io::take_token(rest);
    for (std::int64_t* field : {&found.subtype, &found.channel, &found.number})
      *field = io::parse_integer(io::take_token(rest)).value_or(-99);
    found.text = io::trim(rest);
    all.push_back(found);
  }
  return all;
}

std::vector<AnnotationLine> annotation_lines(const Bytes& bytes) {
  const io::WfdbAnnotations file = io::parse_wfdb_annotations(bytes, 100000);
  CHECK_FALSE(file.failure.has_value());
  std::vector<AnnotationLine> all;
  for (const io::WfdbAnnotation& annotation : file.annotations)
    all.push_back({annotation.time, file.symbol(annotation.code), annotation.subtype, annotation.channel,
                   annotation.number, std::string(io::trim(annotation.text))});
  return all;
}

}  // namespace

TEST_CASE("WFDB samples of other people read as rdsamp printed them") {
  const std::string folder = wfdb_folder();
  if (folder.empty())
    SKIP("the folder of real recordings is not there");
  for (const Reference& reference : references())
    check_reference(reference, folder);
}

TEST_CASE("signals of several samples per frame read as rdsamp printed them at the highest rate") {
  const std::string folder = wfdb_folder();
  if (folder.empty())
    SKIP("the folder of real recordings is not there");
  const auto record = load_record(folder + "wfdb-python-sample-data/test01_00s_skewframe.hea").read();
  REQUIRE(refusal(record) == "");
  const Rows rows = load_rows(folder + "wfdb-python-target-output/record-4d");
  REQUIRE(rows.size() == 7994);
  CHECK(record->sampling_rate_hz == 1000.0);
  CHECK(record->other_signals.at(0).sampling_rate_hz == 500.0);
  CHECK(largest_difference(*by_label(*record, "ECG_1"), 0, Unit::millivolt, rows, 0, 2) < 1e-8);
  CHECK(largest_difference(*by_label(*record, "ECG_2"), 0, Unit::millivolt, rows, 1) < 1e-8);
  CHECK(largest_difference(*by_label(*record, "ECG_3"), 0, Unit::millivolt, rows, 2, 2) < 1e-8);
}

TEST_CASE("four samples per frame average to what rdsamp printed at the frame rate") {
  const std::string folder = wfdb_folder();
  if (folder.empty())
    SKIP("the folder of real recordings is not there");
  const auto record = load_record(folder + "wfdb-python-sample-data/03700181.hea").read();
  REQUIRE(refusal(record) == "");
  CHECK(record->sampling_rate_hz == 500.0);
  const Rows rows = load_rows(folder + "wfdb-python-target-output/record-4b");
  REQUIRE(rows.size() == 74996);
  const Channel& mcl1 = *by_label(*record, "MCL1");
  double largest = 0.0;
  for (std::size_t t = 0; t < rows.size(); ++t) {
    std::int64_t sum = 0;
    for (std::size_t i = 4 * t; i < 4 * t + 4; ++i)
      sum += std::lround(mcl1.samples_mv[i] / mcl1.resolution_mv);
    largest = std::max(largest, std::abs(static_cast<double>(sum / 4) - rows[t][0]));
  }
  CHECK(largest == 0.0);
}

TEST_CASE("a record of variable layout reads as rdsamp printed it") {
  const std::string folder = wfdb_folder();
  if (folder.empty())
    SKIP("the folder of real recordings is not there");
  const std::string segments = folder + "wfdb-python-sample-data/multi-segment/p000878/";
  // Only the first of its segments are among the samples.
  Files files;
  files.add("p.hea", "p/4 4 125 7500\n3269321_layout 0\n~ 3750\n3269321_0001 2000\n3269321_0002 1750\n");
  for (const char* name : {"layout.hea", "0001.hea", "0001.dat", "0002.hea", "0002.dat"}) {
    if (auto bytes = load_file(segments + "3269321_" + name))
      files.add(std::string("3269321_") + name, *std::move(bytes));
  }
  const auto record = files.read();
  REQUIRE(refusal(record) == "");
  REQUIRE(record->sample_count() == 7500);
  const Rows rows = load_rows(folder + "wfdb-python-target-output/record-multi-variable-d");
  REQUIRE(rows.size() == 3950);
  CHECK(largest_difference(*record->find(Lead::II), 3550, Unit::digital, rows, 1, 1, -128.0) < 1e-8);
  CHECK(std::isnan(by_label(*record, "V")->samples_mv[7000]));
}

TEST_CASE("a long FLAC file of constant signals is read to its end") {
  const std::string folder = wfdb_folder();
  if (folder.empty())
    SKIP("the folder of real recordings is not there");
  const auto record = load_record(folder + "wfdb-python-sample-data/flac_3_constant.hea").read();
  REQUIRE(refusal(record) == "");
  REQUIRE(record->channels.size() == 3);
  for (std::size_t i = 0; i < 3; ++i) {
    const std::vector<double> expected(5600000, 0.125 * static_cast<double>(i + 1));
    CHECK(record->channels[i].samples_mv == expected);
  }
}

TEST_CASE("every WFDB header of the samples is read, or refused for a known reason") {
  const std::string folder = wfdb_folder();
  if (folder.empty())
    SKIP("the folder of real recordings is not there");
  const std::vector<std::string> paths = header_paths(folder);
  REQUIRE(paths.size() == 100);
  std::size_t read = 0;
  for (const std::string& path : paths) {
    if (is_apart(path))
      continue;
    CAPTURE(path);
    const auto record = load_record(path).read();
    INFO((record ? "" : record.error().message));
    CHECK(refusal(record) == expected_refusal(path));
    read += record ? 1U : 0U;
  }
  CHECK(read >= 35);
}

TEST_CASE("a record whose gap lasts nine hours is read once its gap is called one") {
  const std::string folder = wfdb_folder();
  if (folder.empty())
    SKIP("the folder of real recordings is not there");
  Files files;
  const std::string input = folder + "bemoody-wfdb/input/";
  const Bytes header = load_file(input + "237s.hea").value_or(Bytes{});
  files.add("237s.hea", altered(io::as_text(header), "missing 4195000", "~ 4195000"));
  for (const char* name : {"237s1.hea", "237s1.dat", "237s2.hea", "237s2.dat", "237s.all"})
    files.add(name, load_file(input + name).value_or(Bytes{}));
  const auto record = files.read();
  REQUIRE(refusal(record) == "");
  CHECK(record->sampling_rate_hz == 500.0);
  CHECK(record->sample_count() == 4 * 4206250);
  CHECK(record->find(Lead::II)->samples_mv[0] == -656 / 1053.0);
  CHECK(std::isnan(record->find(Lead::II)->samples_mv[4 * 2500]));
  CHECK(record->find(Lead::II)->samples_mv[4 * 4200000] == -20 / 1053.0);
  CHECK(record->annotations.size() == 505);
}

TEST_CASE("annotation files read as rdann printed them, every field") {
  const std::string folder = wfdb_folder();
  if (folder.empty())
    SKIP("the folder of real recordings is not there");
  const std::map<std::string, std::string> pairs = {
      {"wfdb-python-target-output/ann-1", "wfdb-python-sample-data/100.atr"},
      {"wfdb-python-target-output/ann-3", "wfdb-python-sample-data/1003.atr"},
      {"bemoody-wfdb/expected/rdann.out", "bemoody-wfdb/data/100s.atr"},
  };
  for (const auto& [lines, file] : pairs) {
    CAPTURE(file);
    const auto expected = load_annotation_lines(folder + lines);
    REQUIRE(expected.size() > 70);
    CHECK(annotation_lines(load_file(folder + file).value_or(Bytes{})) == expected);
  }
}

TEST_CASE("annotations at a time resolution of their own lie where the beats are") {
  const std::string folder = wfdb_folder();
  if (folder.empty())
    SKIP("the folder of real recordings is not there");
  const std::string samples = folder + "wfdb-python-sample-data/03700181";
  for (const char* annotator : {".gqrsh", ".gqrsl", ".sqrs"}) {
    CAPTURE(annotator);
    Files files = load_record(samples + ".hea");
    files.add(samples + annotator, load_file(samples + annotator).value_or(Bytes{}));
    const auto record = files.read();
    REQUIRE(refusal(record) == "");
    CHECK(record->notes.size() <= 3);
    // Ten minutes at about 115 beats a minute.
    REQUIRE(record->annotations.size() > 1100);
    CHECK(record->annotations.back().time_s > 590.0);
    CHECK(record->annotations.back().time_s < 600.0);
  }
}

TEST_CASE("LUDB's annotations mark the lead that their file is named after") {
  const std::string folder = data_folder();
  if (folder.empty())
    SKIP("the folder of real recordings is not there");
  for (const auto& entry : std::filesystem::directory_iterator(folder + "recordings/ludb/data")) {
    if (entry.path().extension() != ".hea")
      continue;
    Files files = load_record(entry.path().string());
    const std::string stem = entry.path().string().substr(0, entry.path().string().size() - 4);
    for (const char* lead : {"i", "ii", "iii", "avr", "avl", "avf", "v1", "v2", "v3", "v4", "v5", "v6"})
      files.add(stem + '.' + lead, load_file(stem + '.' + lead).value_or(Bytes{}));
    CAPTURE(stem);
    const auto views = files.views();
    CHECK(group_records(views).size() == 1);
    const auto record = files.read();
    REQUIRE(refusal(record) == "");
    CHECK(record->notes.empty());
    std::map<std::string, std::size_t> beats;
    for (const Annotation& annotation : record->annotations) {
      REQUIRE(annotation.channel.has_value());
      CHECK(annotation.time_s <= 10.0);
      beats[*annotation.channel] += annotation.text == "N" ? 1U : 0U;
    }
    CHECK(beats.size() == 12);
    for (const auto& [channel, count] : beats)
      CHECK(count >= 3);
  }
}

}  // namespace wfdb_real_files_tests
