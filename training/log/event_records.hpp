#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "leadwise/error.hpp"

namespace leadwise::training {

// TensorBoard's event files: records framed as TFRecord (length, its checksum, data, its checksum;
// tensorflow.org/tutorials/load_data/tfrecord, "TFRecords format details"), whose data are protobuf messages
// tensorflow.Event (tensorflow/core/util/event.proto, framework/summary.proto). Of these a scalar needs four fields.

/// The record that every event file begins with.
std::vector<std::uint8_t> version_record(double wall_time_s);

/// One step's scalars, by tag, as simple values (single precision). The time is in seconds since 1970.
std::vector<std::uint8_t> scalars_record(double wall_time_s, std::uint64_t step,
                                         const std::map<std::string, double>& scalars);

/// What of an event file is kept when a run goes on behind `last_step`.
struct KeptEvents {
  std::size_t bytes = 0;    ///< the whole records up to that step; a record that was cut short is none
  std::size_t scalars = 0;  ///< how many of them hold scalars
};
/// Reads what version_record and scalars_record have written. Error: InvalidHeader where the file does not begin so.
Result<KeptEvents> events_up_to(std::span<const std::uint8_t> file, std::uint64_t last_step);

}  // namespace leadwise::training
