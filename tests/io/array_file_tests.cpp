#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "expected_table.hpp"
#include "growth.hpp"
#include "matlab/matlab4.hpp"
#include "matlab/matlab5.hpp"
#include "record_files.hpp"
#include "zip_files.hpp"

using namespace leadwise;
using namespace leadwise::test;

namespace array_file_tests {

namespace {

Bytes golden(const std::string& name) {
  auto bytes = load_file(std::string(LEADWISE_GOLDEN_DIR) + "/io/arrays/" + name);
  REQUIRE(bytes.has_value());
  return *bytes;
}

Result<EcgRecord> read_golden(const std::string& name, const ReadOptions& options = {}) {
  return Files().add(name, golden(name)).read(options);
}

// As scripts/make_array_files.py makes them, in microvolts.
double sample_uv(std::size_t lead, std::size_t i) {
  return 7.0 * static_cast<double>(i) - 40.0 * static_cast<double>(lead) + static_cast<double>(i * i % 11);
}

void check_samples(const EcgRecord& record, std::size_t leads, std::size_t count) {
  REQUIRE(record.channels.size() == leads);
  REQUIRE(record.sample_count() == count);
  for (std::size_t lead = 0; lead < leads; ++lead) {
    for (std::size_t i = 0; i < count; ++i)
      REQUIRE(record.channels[lead].samples_mv[i] == sample_uv(lead, i) / 1000.0);
  }
}

std::vector<std::string> labels_of(const EcgRecord& record) {
  std::vector<std::string> labels;
  for (const Channel& channel : record.channels)
    labels.push_back(channel.label);
  return labels;
}

bool has_note(const EcgRecord& record, std::string_view words) {
  for (const Note& note : record.notes) {
    if (note.message.find(words) != std::string::npos)
      return true;
  }
  return false;
}

constexpr ReadOptions kMicrovolts500{VoltageUnit::microvolt, 500.0};

void append_words(Bytes& bytes, std::initializer_list<std::size_t> words) {
  for (const std::size_t word : words) {
    for (unsigned i = 0; i < 4; ++i)
      bytes.push_back(static_cast<std::uint8_t>(word >> 8U * i));
  }
}

// An array of level 5 behind its tag: flags, dimensions, no name, and what follows these.
Bytes level_5_array(std::size_t array_class, std::size_t rows, const Bytes& content) {
  Bytes array;
  append_words(array, {14, 40 + content.size(), 6, 8, array_class, 0, 5, 8, rows, 1, 1, 0});
  array.insert(array.end(), content.begin(), content.end());
  return array;
}

// A file with that array, called x.
Bytes level_5_file(std::size_t array_class, std::size_t rows, const Bytes& content) {
  Bytes file(128, ' '), array = level_5_array(array_class, rows, content);
  const std::string_view text = "MATLAB 5.0 MAT-file";
  std::copy(text.begin(), text.end(), file.begin());
  file[124] = 0, file[125] = 1, file[126] = 'I', file[127] = 'M';
  // The name as a small element.
  array[42] = 1, array[44] = 'x';
  file.insert(file.end(), array.begin(), array.end());
  return file;
}

// A file with one cell of so many arrays, each one number.
Bytes level_5_cell_of_numbers(std::size_t count) {
  Bytes number, numbers;
  append_words(number, {2 | 1U << 16U, 7});
  const Bytes array = level_5_array(9, 1, number);
  for (std::size_t i = 0; i < count; ++i)
    numbers.insert(numbers.end(), array.begin(), array.end());
  return level_5_file(1, count, numbers);
}

constexpr std::size_t kMostArrays = std::size_t{1} << 17U;

}  // namespace

TEST_CASE("MATLAB files that state unit, rate and lead names are read without being asked anything") {
  for (const char* name : {"plain.mat", "packed.mat"}) {
    CAPTURE(name);
    const auto record = read_golden(name);
    REQUIRE(refusal(record) == "");
    CHECK(record->format == "matlab5");
    CHECK(record->sampling_rate_hz == 500.0);
    CHECK(record->notes.empty());
    CHECK_FALSE(record->untried_format);
    check_samples(*record, 12, 60);
    for (std::size_t i = 0; i < 12; ++i)
      CHECK(record->channels[i].lead == kTwelveLeads[i]);
  }
}

TEST_CASE("a level 5 file of the other byte order, with small elements and a cell of names, is read") {
  const auto record = read_golden("big_endian.mat");
  REQUIRE(refusal(record) == "");
  CHECK(record->sampling_rate_hz == 250.0);
  CHECK(labels_of(*record) == std::vector<std::string>{"I", "aVR", "V1"});
  check_samples(*record, 3, 40);
}

TEST_CASE("lead names may be the rows of a character matrix") {
  for (const char* name : {"characters.mat", "level4_leads.mat"}) {
    CAPTURE(name);
    const auto record = read_golden(name);
    REQUIRE(refusal(record) == "");
    CHECK(labels_of(*record) == std::vector<std::string>{"I", "aVR", "V1"});
    CHECK(record->find(Lead::V1) != nullptr);
    check_samples(*record, 3, 40);
  }
}

TEST_CASE("LabChart's channels, one behind the other in one vector, are cut apart, or refused by name") {
  const auto record = read_golden("labchart.mat");
  REQUIRE(refusal(record) == "");
  CHECK(record->sampling_rate_hz == 500.0);
  CHECK(labels_of(*record) == std::vector<std::string>{"Lead II", "V1"});
  CHECK(record->find(Lead::V1) == &record->channels[1]);
  CHECK(has_note(*record, "\"Pressure\" was left out"));
  check_samples(*record, 2, 40);
  for (const char* name : {"labchart_blocks.mat", "labchart_lengths.mat"}) {
    CAPTURE(name);
    REQUIRE(refusal(read_golden(name)) == "UnsupportedFormat");
    CHECK(read_golden(name).error().message.find("LabChart") != std::string::npos);
  }
}

TEST_CASE("the unit of an age, a logical value and a list of one number are read in NumPy and MATLAB files") {
  for (const char* name : {"patient.npz", "patient.mat"}) {
    CAPTURE(name);
    const auto record = read_golden(name);
    REQUIRE(refusal(record) == "");
    check_samples(*record, 12, 60);
    CHECK(record->sampling_rate_hz == 500.0);
    CHECK(record->patient.age_years == 100.0 / 12.0);
    CHECK(record->paced == true);
    CHECK(has_note(*record, "mask") == (std::string_view(name) == "patient.npz"));
  }
}

TEST_CASE("a structure holds samples, rate, age and sex of one record") {
  const auto record = read_golden("structure.mat");
  REQUIRE(refusal(record) == "");
  CHECK(record->patient.age_years == 59.0);
  CHECK(record->patient.sex == Sex::female);
  CHECK(has_note(*record, "was assumed"));
  check_samples(*record, 12, 60);
}

TEST_CASE("vectors called like leads are leads") {
  const auto record = read_golden("vectors.mat");
  REQUIRE(refusal(record) == "");
  CHECK(labels_of(*record) == std::vector<std::string>{"I", "V6"});
  check_samples(*record, 2, 40);
}

TEST_CASE("whole numbers keep their resolution, reals have none") {
  const auto whole = read_golden("plain.mat"), real = read_golden("packed.mat");
  REQUIRE((whole && real));
  CHECK(whole->channels[3].resolution_mv == 0.001);
  CHECK(digital_units(whole->channels[3])[5] == sample_uv(3, 5));
  CHECK(real->channels[3].resolution_mv == 0.0);
}

TEST_CASE("a Challenge matrix alone asks for rate and unit, and its leads are assumed with a note") {
  for (const char* name : {"level4_alone.mat", "challenge.mat"}) {
    CAPTURE(name);
    CHECK(refusal(read_golden(name)) == "SamplingRateRequired");
    CHECK(refusal(read_golden(name, {std::nullopt, 500.0})) == "UnitRequired");
    const auto record = read_golden(name, kMicrovolts500);
    REQUIRE(refusal(record) == "");
    CHECK(record->sampling_rate_hz == 500.0);
    CHECK(record->find(Lead::aVR) == &record->channels[3]);
    CHECK(has_note(*record, "was assumed"));
  }
  CHECK(has_note(*read_golden("level4_alone.mat", kMicrovolts500), "WFDB header"));
}

TEST_CASE("NumPy arrays of every type, byte order and version hold the same samples") {
  for (const char* name : {"little_i2.npy", "big_i2.npy", "little_i4.npy", "big_i8.npy", "big_f4.npy", "little_f8.npy",
                           "big_f8.npy", "little_f2.npy"}) {
    CAPTURE(name);
    const auto record = read_golden(name, kMicrovolts500);
    REQUIRE(refusal(record) == "");
    CHECK(record->format == "npy");
    check_samples(*record, 3, 40);
    CHECK_FALSE(record->channels[0].lead.has_value());
  }
  for (const char* name : {"fortran.npy", "version2.npy", "version3.npy"}) {
    CAPTURE(name);
    const auto record = read_golden(name, kMicrovolts500);
    REQUIRE(refusal(record) == "");
    check_samples(*record, 12, 60);
  }
}

TEST_CASE("unsigned and single-byte numbers are read as they are") {
  for (const char* name : {"little_i1.npy", "u1.npy", "little_u2.npy", "big_u4.npy", "little_u8.npy"}) {
    CAPTURE(name);
    const auto record = read_golden(name, kMicrovolts500);
    REQUIRE(refusal(record) == "");
    REQUIRE(record->channels.size() == 2);
    const bool is_signed = std::string_view(name) == "little_i1.npy";
    for (std::size_t lead = 0; lead < 2; ++lead) {
      for (std::size_t i = 0; i < 9; ++i) {
        const double uv = sample_uv(lead, i);
        CHECK(record->channels[lead].samples_mv[i] == (is_signed ? uv : std::abs(uv)) / 1000.0);
      }
    }
  }
}

TEST_CASE("a vector alone is one unnamed channel") {
  const auto record = read_golden("one_lead.npy", {VoltageUnit::millivolt, 250.0});
  REQUIRE(refusal(record) == "");
  REQUIRE(record->channels.size() == 1);
  CHECK(record->channels[0].samples_mv[89] == sample_uv(0, 89));
  CHECK_FALSE(record->channels[0].lead.has_value());
}

TEST_CASE("a zip of NumPy arrays states names, rate and unit") {
  for (const char* name : {"named.npz", "packed.npz"}) {
    CAPTURE(name);
    const auto record = read_golden(name);
    REQUIRE(refusal(record) == "");
    CHECK(record->format == "npz");
    CHECK(record->sampling_rate_hz == 500.0);
    check_samples(*record, 12, 60);
  }
  CHECK(read_golden("named.npz")->notes.empty());
}

TEST_CASE("pickled objects are never opened: alone they are refused, beside an ECG they are named") {
  const auto refused = read_golden("object.npy", kMicrovolts500);
  REQUIRE(refusal(refused) == "UnsupportedFormat");
  CHECK(refused.error().message.find("pickle") != std::string::npos);
  const auto record = read_golden("objects.npz", kMicrovolts500);
  REQUIRE(refusal(record) == "");
  CHECK(has_note(*record, "pickle"));
  CHECK(refusal(read_golden("structured.npy", kMicrovolts500)) == "UnsupportedFormat");
  CHECK(refusal(read_golden("complex.npy", kMicrovolts500)) == "UnsupportedFormat");
}

TEST_CASE("a cut array file is refused wherever it is cut") {
  for (const char* name :
       {"plain.mat", "packed.mat", "big_endian.mat", "structure.mat", "level4.mat", "fortran.npy", "named.npz"}) {
    const Bytes whole = golden(name);
    for (std::size_t size = 1; size < whole.size(); size += 7) {
      CAPTURE(name, size);
      const auto record = Files()
                              .add(name, Bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size)))
                              .read(kMicrovolts500);
      // What is left may be whole variables; then the samples must be right.
      if (record && record->channels.size() == 12)
        check_samples(*record, 12, 60);
      else if (!record)
        CHECK(record.error().offset.value_or(0) <= size);
    }
  }
}

TEST_CASE("damage in a MATLAB file is named with its place") {
  Bytes bytes = golden("plain.mat");
  bytes[126] = 'X';
  CHECK(refusal(Files().add("a.mat", bytes).read()) == "InvalidHeader");
  bytes = golden("plain.mat");
  bytes[125] = 2;
  const auto version = Files().add("a.mat", bytes).read();
  REQUIRE(refusal(version) == "UnsupportedFormat");
  CHECK(version.error().offset == 124);
  bytes = golden("packed.mat");
  bytes[bytes.size() / 2] ^= 0x40;
  CHECK_FALSE(Files().add("a.mat", bytes).read().has_value());
}

TEST_CASE("a MATLAB element that unpacks to far more than its size is refused") {
  const Bytes packed = zlib_of(Bytes(std::size_t{1} << 24U, 0));
  Bytes file(128, ' ');
  const std::string_view text = "MATLAB 5.0 MAT-file";
  std::copy(text.begin(), text.end(), file.begin());
  file[124] = 0, file[125] = 1, file[126] = 'I', file[127] = 'M';
  for (const std::size_t word : {std::size_t{15}, packed.size()}) {
    for (unsigned i = 0; i < 4; ++i)
      file.push_back(static_cast<std::uint8_t>(word >> 8U * i));
  }
  file.insert(file.end(), packed.begin(), packed.end());
  const auto record = Files().add("bomb.mat", file).read();
  REQUIRE(refusal(record) == "TooLarge");
  CHECK(record.error().offset == 136);
}

TEST_CASE("many small MATLAB elements may not unpack to more than one large one") {
  const Bytes packed = zlib_of(Bytes(60000, 0));
  Bytes file(128, ' ');
  const std::string_view text = "MATLAB 5.0 MAT-file";
  std::copy(text.begin(), text.end(), file.begin());
  file[124] = 0, file[125] = 1, file[126] = 'I', file[127] = 'M';
  for (int element = 0; element < 40; ++element) {
    for (const std::size_t word : {std::size_t{15}, packed.size()}) {
      for (unsigned i = 0; i < 4; ++i)
        file.push_back(static_cast<std::uint8_t>(word >> 8U * i));
    }
    file.insert(file.end(), packed.begin(), packed.end());
  }
  CHECK(refusal(Files().add("bombs.mat", file).read()) == "TooLarge");
}

TEST_CASE("a MATLAB text of more rows than leads can have is no list, and takes no memory a row") {
  Bytes content;
  append_words(content, {16, 1032});
  content.resize(content.size() + 1032, 'I');
  const Bytes file = level_5_file(4, 1032, content);
  const auto arrays = io::read_matlab5_arrays({"a.mat", file});
  REQUIRE(arrays.has_value());
  CHECK(arrays->variables.empty());
}

TEST_CASE("a level 4 text of more rows than leads can have is no list either") {
  Bytes file;
  // Unsigned bytes, text.
  append_words(file, {51, 1032, 1, 0, 2});
  file.push_back('x'), file.push_back(0);
  file.resize(file.size() + 1032, 'I');
  const auto arrays = io::read_matlab4_arrays({"a.mat", file});
  REQUIRE(arrays.has_value());
  REQUIRE(arrays->variables.size() == 1);
  CHECK(arrays->variables[0].texts.empty());
}

TEST_CASE("a MATLAB file of more than 131072 arrays is refused") {
  const Files files = Files().add("many.mat", level_5_cell_of_numbers(kMostArrays));
  const auto record = files.read();
  CHECK(refusal(record) == "TooLarge");
  CHECK(record.error().offset.has_value());
}

TEST_CASE("the time that a MATLAB file of 131071 arrays takes does not grow with the square of their number") {
  const auto files_of = [](std::size_t count) {
    return Files().add("many.mat", level_5_cell_of_numbers(count));
  };
  CHECK(growth_to(kMostArrays - 1, files_of, [](const Files& files) {
          const auto record = files.read();
          REQUIRE(refusal(record) == "NoEcgChannel");
          REQUIRE(record.error().offset.has_value());
        }) < kMostGrowth);
}

TEST_CASE("a MATLAB structure of more than 131072 fields is refused before they are counted out") {
  Bytes content;
  append_words(content, {5 | 4U << 16U, 1, 1, (1U << 17U) + 8});
  content.resize(content.size() + (1U << 17U) + 8, 'a');
  const auto record = Files().add("fields.mat", level_5_file(2, 0, content)).read();
  CHECK(refusal(record) == "TooLarge");
}

TEST_CASE("a NumPy file says that something stands behind its array") {
  Bytes bytes = golden("little_f8.npy");
  const auto alone = Files().add("a.npy", bytes).read(kMicrovolts500);
  REQUIRE(refusal(alone) == "");
  CHECK_FALSE(has_note(*alone, "behind the array"));
  const Bytes second = bytes;
  bytes.insert(bytes.end(), second.begin(), second.end());
  const auto record = Files().add("a.npy", bytes).read(kMicrovolts500);
  REQUIRE(refusal(record) == "");
  CHECK(has_note(*record, "behind the array"));
}

TEST_CASE("a NumPy header is a dictionary of three keys and nothing else") {
  const auto code = [](const std::string& dictionary) {
    Bytes bytes = bytes_of("\x93NUMPY");
    bytes.push_back(1), bytes.push_back(0);
    bytes.push_back(static_cast<std::uint8_t>(dictionary.size())), bytes.push_back(0);
    const Bytes text = bytes_of(dictionary);
    bytes.insert(bytes.end(), text.begin(), text.end());
    bytes.resize(bytes.size() + 64, 0);
    return refusal(Files().add("a.npy", bytes).read(kMicrovolts500));
  };
  CHECK(code("{'descr': '<i2', 'fortran_order': False, 'shape': (2, 16), }") == "");
  CHECK(code("{\"shape\": (32,), \"fortran_order\": True, \"descr\": \"<i2\"}\n") == "");
  CHECK(code("{'descr': '<i2', 'fortran_order': False, 'shape': (2, 17), }") == "TruncatedData");
  CHECK(code("{'descr': '<i2', 'fortran_order': False, 'shape': (2), }") == "InvalidHeader");
  CHECK(code("{'descr': '<i2', 'fortran_order': False}") == "InvalidHeader");
  CHECK(code("{'descr': '<i2', 'fortran_order': no, 'shape': (2, 16)}") == "InvalidHeader");
  CHECK(code("{'descr': '<i2', 'fortran_order': False, 'shape': (-2, 16)}") == "InvalidHeader");
  CHECK(code("{'descr': '<i2', 'descr': '<i2', 'fortran_order': False, 'shape': (2, 16)}") == "InvalidHeader");
  CHECK(code("{'descr': '<i2', 'fortran_order': False, 'shape': (2, 16)} exec") == "InvalidHeader");
  CHECK(code("{'descr': '<f16', 'fortran_order': False, 'shape': (2, 2)}") == "UnsupportedFormat");
  CHECK(code("{'descr': '|O', 'fortran_order': False, 'shape': (2, 2)}") == "UnsupportedFormat");
  CHECK(code("{'descr': '<i2', 'fortran_order': False, 'shape': (4294967296, 4294967296, 4294967296)}") == "TooLarge");
}

TEST_CASE("infinite samples and rates that are none are refused") {
  Bytes bytes = golden("big_f4.npy");
  bytes[bytes.size() - 4] = 0x7F, bytes[bytes.size() - 3] = 0x80, bytes[bytes.size() - 2] = 0, bytes.back() = 0;
  CHECK(refusal(Files().add("a.npy", bytes).read(kMicrovolts500)) == "InvalidSample");
  bytes[bytes.size() - 3] = 0xC0;
  const auto record = Files().add("a.npy", bytes).read(kMicrovolts500);
  REQUIRE(refusal(record) == "");
  CHECK(std::isnan(record->channels[2].samples_mv[39]));
}

TEST_CASE("leads in one text, in EEGLAB's chanlocs or beside a cell of vectors are named as the file says") {
  for (const char* name : {"comma.mat", "chanlocs.mat", "cell_leads.mat"}) {
    CAPTURE(name);
    const auto record = read_golden(name);
    REQUIRE(refusal(record) == "");
    CHECK(record->sampling_rate_hz == 500.0);
    CHECK_FALSE(has_note(*record, "was assumed"));
    check_samples(*record, 12, 60);
    for (std::size_t i = 0; i < 12; ++i)
      CHECK(record->channels[i].lead == kTwelveLeads[11 - i]);
  }
}

TEST_CASE("a cell of twelve vectors of one length is an ECG whose order is assumed with a note") {
  const auto record = read_golden("cell.mat");
  REQUIRE(refusal(record) == "");
  check_samples(*record, 12, 60);
  CHECK(record->find(Lead::V6) == &record->channels[11]);
  CHECK(has_note(*record, "was assumed"));
}

TEST_CASE("no order of leads is assumed where names of leads are there and cannot be read") {
  for (const char* name : {"object_leads.npz", "string_leads.mat"}) {
    CAPTURE(name);
    const auto record = read_golden(name);
    REQUIRE(refusal(record) == "");
    check_samples(*record, 12, 60);
    for (const Channel& channel : record->channels)
      CHECK_FALSE(channel.lead.has_value());
    CHECK(has_note(*record, "none is taken as a lead"));
    CHECK(has_note(*record, "leads ("));
  }
}

TEST_CASE("an array whose rate or unit is asked for is named by its place") {
  const auto no_rate = read_golden("challenge.mat"), no_unit = read_golden("challenge.mat", {std::nullopt, 500.0});
  REQUIRE(refusal(no_rate) == "SamplingRateRequired");
  CHECK(no_rate.error().offset == 136);
  REQUIRE(refusal(no_unit) == "UnitRequired");
  CHECK(no_unit.error().offset == 136);
}

TEST_CASE("the old MATLAB 7.3 is named as what it is") {
  const auto record = Files().add("a.mat", "MATLAB 7.3 MAT-file, Platform: GLNXA64").read();
  REQUIRE(refusal(record) == "UnknownFormat");
  CHECK(record.error().message.find("HDF5") != std::string::npos);
}

}  // namespace array_file_tests
