#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "bytes/byte_reader.hpp"
#include "leadwise/error.hpp"

namespace leadwise::io {

/// The tags of MFER that are acted on, by the names of its description without their common "MWF_".
enum class MferTag : std::uint8_t {
  ZRO = 0x00,  ///< nothing, or half of an end of contents
  BLE = 0x01,  ///< byte order
  VER = 0x02,
  TXC = 0x03,  ///< character code
  BLK = 0x04,  ///< samples a channel in one sequence
  CHN = 0x05,  ///< number of channels
  SEQ = 0x06,  ///< number of sequences
  PNT = 0x07,  ///< where a frame's first sample stands
  WFM = 0x08,  ///< wave class
  LDN = 0x09,  ///< lead
  DTP = 0x0A,  ///< data type
  IVL = 0x0B,  ///< sampling interval
  SEN = 0x0C,  ///< resolution
  OFF = 0x0D,  ///< offset
  CMP = 0x0E,  ///< compression
  IPD = 0x0F,
  FLT = 0x11,  ///< filter
  NUL = 0x12,  ///< the value that marks a missing sample
  INF = 0x15,  ///< information
  NTE = 0x16,  ///< comment
  MAN = 0x17,  ///< device
  WAV = 0x1E,  ///< waveform data: one frame
  ATT = 0x3F,  ///< definitions of one channel
  PRE = 0x40,  ///< preamble
  EVT = 0x41,  ///< event
  VAL = 0x42,  ///< measured value
  SKW = 0x43,  ///< sampling skew
  SET = 0x67,  ///< group of definitions
  END = 0x80,
  PNM = 0x81,  ///< patient's name
  PID = 0x82,
  AGE = 0x83,
  SEX = 0x84,
  TIM = 0x85,  ///< time of the measurement
};

/// The head of one item: tag and length. Its contents are next in the reader.
struct MferItem {
  MferTag tag = MferTag::ZRO;
  /// Of ATT: which channel it defines, counted from 0.
  std::uint32_t channel = 0;
  /// Bytes of the contents; nullopt where they end with two zero bytes instead.
  std::optional<std::uint64_t> size;
  /// Where the tag stands in the file.
  std::uint64_t offset = 0;
};

/// Reads tag, channel number and length. ZRO and END have none of the latter two here. Lengths are big-endian whatever
/// the byte order of the contents. Errors: TruncatedData, InvalidHeader (a length of more than four bytes, a channel
/// number out of range), UnsupportedFormat (an extended tag other than ATT).
Result<MferItem> read_mfer_item(ByteReader& reader);

/// "WAV (0x1E)": for messages.
std::string mfer_tag_name(MferTag tag);

}  // namespace leadwise::io
