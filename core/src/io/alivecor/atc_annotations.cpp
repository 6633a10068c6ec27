#include "alivecor/atc_annotations.hpp"

#include <array>
#include <string>

#include "bytes/byte_reader.hpp"

namespace leadwise::io {
namespace {

constexpr std::size_t kHeadSize = 4;
constexpr std::size_t kBeatSize = 6;
constexpr std::uint16_t kPacedBeat = 6;

constexpr std::array kBeatTypes = {"beat of unknown type", "normal beat",     "ventricular beat", "atrial beat",
                                   "fusion beat",          "junctional beat", "paced beat"};

std::string beat_in_words(std::uint16_t type) {
  return type < kBeatTypes.size() ? kBeatTypes[type] : "beat type " + std::to_string(type);
}

}  // namespace

Result<void> read_atc_annotations(const AtcFile& file, EcgRecord& record) {
  const AtcBlock* block = file.find("ann ");
  if (block == nullptr)
    return {};
  ByteReader reader(block->data, ByteOrder::little, "ATC block \"ann \"", block->offset);
  const std::uint32_t ticks_per_second = reader.u32("tick frequency");
  if (reader.failed() || (block->data.size() - kHeadSize) % kBeatSize != 0) {
    return fail(ErrorCode::InvalidHeader,
                "ATC block \"ann \": " + std::to_string(block->data.size()) + " bytes are no whole number of beats",
                block->offset);
  }
  if (ticks_per_second == 0)
    return fail(ErrorCode::InvalidHeader, "ATC block \"ann \": the tick frequency is 0", block->offset);
  while (reader.remaining() > 0) {
    const std::uint32_t tick = reader.u32("beat time");
    const std::uint16_t type = reader.u16("beat type");
    record.annotations.push_back(
        {static_cast<double>(tick) / ticks_per_second, std::nullopt, std::nullopt, beat_in_words(type)});
    if (type == kPacedBeat)
      record.paced = true;
  }
  return {};
}

}  // namespace leadwise::io
