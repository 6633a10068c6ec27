#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "leadwise/writer.hpp"
#include "record_promises.hpp"

namespace leadwise::fuzz {

inline bool same_samples(const Channel& a, const Channel& b) {
  if (a.samples_mv.size() != b.samples_mv.size())
    return false;
  for (std::size_t i = 0; i < a.samples_mv.size(); ++i) {
    const bool both_missing = a.samples_mv[i] != a.samples_mv[i] && b.samples_mv[i] != b.samples_mv[i];
    if (!both_missing && a.samples_mv[i] != b.samples_mv[i])
      return false;
  }
  return true;
}

inline Result<EcgRecord> write_and_read(const EcgRecord& record, std::string_view format) {
  const auto written = write_record(record, format, "copy", true);
  if (!written)
    return tl::unexpected(written.error());
  std::vector<FileBytes> files;
  for (const OutputFile& file : *written)
    files.push_back({file.name, file.bytes});
  return read_record(files);
}

// True where no sample lies further than a step from its copy, and the same are missing.
inline bool close_samples(const Channel& a, const Channel& copy) {
  for (std::size_t i = 0; i < a.samples_mv.size(); ++i) {
    const double difference = a.samples_mv[i] - copy.samples_mv[i];
    const bool both_missing = a.samples_mv[i] != a.samples_mv[i] && copy.samples_mv[i] != copy.samples_mv[i];
    if (!both_missing && !(difference <= copy.resolution_mv && -difference <= copy.resolution_mv))
      return false;
  }
  return true;
}

// A copy has the same leads in the same places: none becomes one, none is lost; nor is what keeps it from being scored.
inline void check_leads(const EcgRecord& record, const EcgRecord& copy) {
  require(copy.untried_format == record.untried_format);
  require(copy.channels.size() == record.channels.size());
  for (std::size_t i = 0; i < record.channels.size(); ++i)
    require(copy.channels[i].lead == record.channels[i].lead);
}

// EDF refuses what it cannot express; what it takes keeps its length, its rate, its leads and, to a step, its samples.
inline void check_edf(const EcgRecord& record) {
  const auto written = write_record(record, "edf", "copy");
  if (!written)
    return require(written.error().code == ErrorCode::NonFiniteSample ||
                   written.error().code == ErrorCode::InvalidSamplingRate ||
                   written.error().code == ErrorCode::InvalidGain);
  const auto copy = write_and_read(record, "edf");
  require(copy.has_value());
  check_leads(record, *copy);
  require(copy->sampling_rate_hz == record.sampling_rate_hz && copy->sample_count() == record.sample_count());
  for (std::size_t i = 0; i < record.channels.size(); ++i)
    require(close_samples(record.channels[i], copy->channels[i]));
}

inline bool has_missing_samples(const EcgRecord& record) {
  for (const Channel& channel : record.channels) {
    for (const double sample : channel.samples_mv) {
      if (sample != sample)
        return true;
    }
  }
  return false;
}

// HL7 aECG refuses a missing sample and nothing else, and reads back within a step.
inline void check_aecg_writer(const EcgRecord& record) {
  const auto aecg = write_and_read(record, "aecg");
  if (has_missing_samples(record))
    return require(!aecg.has_value() && aecg.error().code == ErrorCode::NonFiniteSample);
  if (record.sampling_rate_hz < 0.2 || record.sampling_rate_hz > 9e5)
    return;
  require(aecg.has_value());
  check_leads(record, *aecg);
  for (std::size_t i = 0; i < record.channels.size(); ++i) {
    const Channel& back = aecg->channels[i];
    for (std::size_t t = 0; t < back.samples_mv.size(); ++t) {
      const double difference = back.samples_mv[t] - record.channels[i].samples_mv[t];
      require(difference <= back.resolution_mv && difference >= -back.resolution_mv);
    }
  }
}

// A DICOM object holds no more than its class allows; what it holds, it gives back, the missing samples too.
inline void check_dicom_writer(const EcgRecord& record) {
  const auto back = write_and_read(record, "dicom");
  if (!back)
    return require(back.error().code == ErrorCode::InvalidArgument || back.error().code == ErrorCode::TooLarge);
  check_leads(record, *back);
  require(back->sample_count() == record.sample_count());
  for (std::size_t i = 0; i < record.channels.size(); ++i) {
    for (std::size_t t = 0; t < record.sample_count(); ++t) {
      const double was = record.channels[i].samples_mv[t], is = back->channels[i].samples_mv[t];
      require((was != was) == (is != is));
    }
  }
}

inline void check_wfdb(const EcgRecord& record) {
  const auto wfdb = write_and_read(record, "wfdb");
  require(wfdb.has_value());
  check_leads(record, *wfdb);
}

// JSON and CSV lose no digit.
inline void check_same_digits(const EcgRecord& record, std::string_view format) {
  const auto copy = write_and_read(record, format);
  require(copy.has_value());
  check_leads(record, *copy);
  for (std::size_t i = 0; i < record.channels.size(); ++i)
    require(same_samples(record.channels[i], copy->channels[i]));
}

// Arrays of another rate are no ECG.
inline void check_json(const EcgRecord& record) {
  require(write_record(record, "json", "copy").has_value());
  if (record.sampling_rate_hz >= 1e-3 && record.sampling_rate_hz <= 1e6)
    check_same_digits(record, "json");
}

inline void check_csv(const EcgRecord& record) {
  // One row of a table tells no sampling rate.
  if (record.sample_count() == 1)
    return;
  check_same_digits(record, "csv");
}

inline constexpr std::array<void (*)(const EcgRecord&), 6> kWriterChecks = {
    check_wfdb, check_json, check_edf, check_aecg_writer, check_dicom_writer, check_csv};

// Readers of WFDB and text take no more channels than this; an EEG in EDF may have more.
inline constexpr std::size_t kMostWrittenChannels = 64;

// FNV-1a.
inline std::uint64_t hash_of(std::span<const std::uint8_t> bytes) {
  std::uint64_t hash = 0xCBF29CE484222325ULL;
  for (const std::uint8_t byte : bytes)
    hash = (hash ^ byte) * 0x100000001B3ULL;
  return hash ^ hash >> 32U;
}

// Whatever was read can be written. Writing a record and reading the copy takes a hundred times as long as reading the
// input did, so that one input in sixteen, by its hash, meets one of the writers; fuzz_record_writers.cpp is theirs.
inline void check_a_writer(const EcgRecord& record, std::span<const std::uint8_t> input) {
  constexpr std::uint64_t kInputsPerCheck = 16;
  constexpr std::size_t kMostSamples = 6000;
  const std::uint64_t hash = hash_of(input);
  if (hash % kInputsPerCheck == 0 && record.channels.size() <= kMostWrittenChannels &&
      record.sample_count() * record.channels.size() <= kMostSamples)
    kWriterChecks[hash / kInputsPerCheck % kWriterChecks.size()](record);
}

inline void check_answer(const Result<EcgRecord>& result, std::span<const std::uint8_t> input) {
  if (!result)
    return check_refusal(result.error());
  check_record(*result);
  check_a_writer(*result, input);
}

}  // namespace leadwise::fuzz
