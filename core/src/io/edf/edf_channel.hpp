#pragma once

#include <optional>
#include <span>
#include <vector>

#include "edf/edf_header.hpp"
#include "edf/edf_scale.hpp"
#include "edf/edf_timeline.hpp"
#include "leadwise/ecg_record.hpp"
#include "leadwise/reader.hpp"

namespace leadwise::io {

/// The standard lead that a label names: "II", "ECG II", "EKG V1". What is measured the other way round ("ECG -aVR") is
/// none.
std::optional<Lead> edf_lead(std::string_view label);

/// A signal in a unit of voltage.
struct EdfVoltageSignal {
  const EdfSignal* signal = nullptr;
  EdfScale scale;
  std::optional<Lead> lead;
  /// A standard lead, or labelled ECG or EKG.
  bool ecg = false;
};

/// The signals in a unit of voltage; `notes` says what was left out and why. An ECG without a unit takes that of
/// `options`; what is no ECG beside one need not have a scale. Errors: UnitRequired, and those of read_edf_scale.
Result<std::vector<EdfVoltageSignal>> find_edf_voltages(const EdfHeader& header, const ReadOptions& options,
                                                        std::vector<Note>& notes);

/// A channel with the samples of all data records, NaN where there is none. `notes` says what is odd.
Channel read_edf_channel(const EdfHeader& header, const EdfVoltageSignal& voltage, const EdfTimeline& timeline,
                         std::span<const std::uint8_t> records, std::vector<Note>& notes);

}  // namespace leadwise::io
