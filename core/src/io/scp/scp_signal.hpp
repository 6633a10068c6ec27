#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "leadwise/error.hpp"
#include "scp/scp_huffman.hpp"
#include "scp/scp_sections.hpp"

namespace leadwise::io {

/// The head of section 5 (reference beat) or 6 (rhythm), and the coded data of each lead.
struct ScpSignal {
  /// Nanovolts that one unit stands for: the standard's amplitude value multiplier.
  std::uint16_t amplitude_nv = 0;
  std::uint16_t sample_interval_us = 0;
  /// 0: amplitudes, 1: first differences, 2: second differences.
  std::uint8_t difference = 0;
  /// The flag of bimodal compression in section 6; reserved in section 5.
  std::uint8_t bimodal = 0;
  std::uint16_t section = 0;
  std::vector<std::span<const std::uint8_t>> lead_data;
  std::vector<std::uint64_t> lead_offsets;
};

/// Errors: TruncatedData, InvalidGain (a multiplier of 0), InvalidSamplingRate (an interval of 0), UnsupportedFormat
/// (another kind of difference than 0 to 2).
Result<ScpSignal> read_scp_signal(const ScpSection& section, std::size_t lead_count);

/// Whether the section is filled by the data of so many leads.
bool scp_signal_is_of(const ScpSection& section, std::size_t lead_count);

/// One lead's samples: decoded and summed up, modulo 16 bits as the writer's differences are. `count` samples are taken.
/// Errors: as decode_scp_huffman; TruncatedData.
Result<ScpDecoded> decode_scp_lead(const ScpSignal& signal, std::size_t lead, std::uint64_t count,
                                   const ScpHuffmanTables& tables);

/// "SCP-ECG section 6, lead 3".
std::string scp_lead_place(const ScpSignal& signal, std::size_t lead);

}  // namespace leadwise::io
