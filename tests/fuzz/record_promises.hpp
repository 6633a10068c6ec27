#pragma once

#include <cstdlib>

#include "leadwise/reader.hpp"
#include "leadwise/writer.hpp"

namespace leadwise::fuzz {

inline void require(bool kept) {
  if (!kept)
    std::abort();
}

// A refusal names its cause.
inline void check_refusal(const Error& error) {
  require(error_name(error.code) != "UnknownError");
  require(!error.message.empty());
}

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

inline bool is_finite(double value) { return value - value == 0.0; }

inline void check_channels(const std::vector<Channel>& channels, double sampling_rate_hz) {
  require(!channels.empty() && !channels.front().samples_mv.empty());
  require(sampling_rate_hz > 0.0 && is_finite(sampling_rate_hz));
  for (const Channel& channel : channels) {
    require(channel.samples_mv.size() == channels.front().samples_mv.size());
    require(is_finite(channel.resolution_mv) && channel.resolution_mv >= 0.0 && is_finite(channel.baseline_adu));
    for (const double sample : channel.samples_mv)
      require(sample != sample || is_finite(sample));
  }
}

// What reader.hpp promises of a record that was read.
inline void check_record(const EcgRecord& record) {
  check_channels(record.channels, record.sampling_rate_hz);
  for (const Channel& channel : record.channels)
    require(!channel.lead || record.find(*channel.lead) == &channel);
  for (const SignalGroup& group : record.average_beats)
    check_channels(group.channels, group.sampling_rate_hz);
  for (const SignalGroup& group : record.other_signals)
    check_channels(group.channels, group.sampling_rate_hz);
  for (const Annotation& annotation : record.annotations)
    require(is_finite(annotation.time_s) && is_finite(annotation.duration_s.value_or(0.0)));
  for (const StoredMeasurement& measurement : record.measurements)
    require(is_finite(measurement.value));
  require(is_finite(record.patient.age_years.value_or(0.0)));
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

// EDF refuses what it cannot express; what it takes keeps its length, its rate, its leads and, to a step, its samples.
inline void check_edf(const EcgRecord& record) {
  const auto written = write_record(record, "edf", "copy");
  if (!written)
    return require(written.error().code == ErrorCode::NonFiniteSample ||
                   written.error().code == ErrorCode::InvalidSamplingRate ||
                   written.error().code == ErrorCode::InvalidGain);
  const auto copy = write_and_read(record, "edf");
  require(copy.has_value() && copy->channels.size() == record.channels.size());
  require(copy->sampling_rate_hz == record.sampling_rate_hz && copy->sample_count() == record.sample_count());
  for (std::size_t i = 0; i < record.channels.size(); ++i) {
    require(copy->channels[i].lead == record.channels[i].lead);
    require(close_samples(record.channels[i], copy->channels[i]));
  }
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
  require(aecg.has_value() && aecg->channels.size() == record.channels.size());
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
  require(back->channels.size() == record.channels.size() && back->sample_count() == record.sample_count());
  for (std::size_t i = 0; i < record.channels.size(); ++i) {
    for (std::size_t t = 0; t < record.sample_count(); ++t) {
      const double was = record.channels[i].samples_mv[t], is = back->channels[i].samples_mv[t];
      require((was != was) == (is != is));
    }
  }
}

// Whatever was read can be written, and CSV loses no digit. Readers of WFDB and text take no more channels than this; an
// EEG in EDF may have more.
inline void check_writers(const EcgRecord& record) {
  constexpr std::size_t kMostChannels = 64;
  if (record.channels.size() > kMostChannels)
    return;
  const auto wfdb = write_and_read(record, "wfdb");
  require(wfdb.has_value() && wfdb->channels.size() == record.channels.size());
  require(write_record(record, "json", "copy").has_value());
  check_edf(record);
  check_aecg_writer(record);
  check_dicom_writer(record);
  // One row of a table tells no sampling rate.
  if (record.sample_count() == 1)
    return;
  const auto csv = write_and_read(record, "csv");
  require(csv.has_value() && csv->channels.size() == record.channels.size());
  for (std::size_t i = 0; i < record.channels.size(); ++i)
    require(same_samples(record.channels[i], csv->channels[i]));
}

inline void check_answer(const Result<EcgRecord>& result) {
  if (!result)
    return check_refusal(result.error());
  check_record(*result);
  // Ten seconds of twelve leads are enough to find what a writer does wrong.
  if (result->sample_count() * result->channels.size() <= 60000)
    check_writers(*result);
}

}  // namespace leadwise::fuzz
