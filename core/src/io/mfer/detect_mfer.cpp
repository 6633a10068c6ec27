#include <array>

#include "mfer/mfer_item.hpp"
#include "mfer/read_mfer.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

/// Where a tag may stand at the front of a file without preamble, and how long it may be.
struct FrontItem {
  MferTag tag;
  std::uint64_t shortest;
  std::uint64_t longest;
};

constexpr std::array kFrontItems = {
    FrontItem{MferTag::BLE, 1, 1},    FrontItem{MferTag::VER, 3, 3},   FrontItem{MferTag::TXC, 1, 64},
    FrontItem{MferTag::BLK, 1, 4},    FrontItem{MferTag::CHN, 1, 4},   FrontItem{MferTag::SEQ, 1, 4},
    FrontItem{MferTag::WFM, 1, 80},   FrontItem{MferTag::LDN, 1, 80},  FrontItem{MferTag::DTP, 1, 1},
    FrontItem{MferTag::IVL, 3, 6},    FrontItem{MferTag::SEN, 3, 6},   FrontItem{MferTag::NUL, 1, 8},
    FrontItem{MferTag::OFF, 1, 8},    FrontItem{MferTag::FLT, 0, 127}, FrontItem{MferTag::NTE, 0, 4096},
    FrontItem{MferTag::MAN, 0, 256},  FrontItem{MferTag::PNM, 0, 256}, FrontItem{MferTag::PID, 0, 256},
    FrontItem{MferTag::AGE, 0, 7},    FrontItem{MferTag::SEX, 1, 1},   FrontItem{MferTag::TIM, 4, 11},
    FrontItem{MferTag::EVT, 2, 4096}, FrontItem{MferTag::VAL, 2, 256}, FrontItem{MferTag::SKW, 0, 4},
};

bool is_front_item(const MferItem& item) {
  for (const FrontItem& known : kFrontItems) {
    if (known.tag == item.tag)
      return item.size && *item.size >= known.shortest && *item.size <= known.longest;
  }
  return false;
}

bool has_preamble(std::span<const std::uint8_t> bytes) {
  return bytes.size() >= 6 && bytes[0] == static_cast<std::uint8_t>(MferTag::PRE) && bytes[1] >= 4 && bytes[1] < 0x80 &&
         as_text(bytes.subspan(2, 4)) == "MFR ";
}

// A sampling interval, the shape of a frame, and only known items of possible length up to the first channel or wave.
bool has_chain_of_definitions(std::span<const std::uint8_t> bytes) {
  constexpr int kMostItems = 64;
  ByteReader reader(bytes, ByteOrder::big, "MFER");
  bool has_interval = false;
  bool has_shape = false;
  for (int i = 0; i < kMostItems && reader.remaining() > 0; ++i) {
    const auto item = read_mfer_item(reader);
    if (!item)
      return false;
    if (item->tag == MferTag::ATT || item->tag == MferTag::WAV)
      return has_interval && has_shape;
    if (!is_front_item(*item))
      return false;
    has_interval = has_interval || item->tag == MferTag::IVL;
    has_shape = has_shape || item->tag == MferTag::BLK || item->tag == MferTag::CHN || item->tag == MferTag::SEQ;
    reader.skip(*item->size, "contents");
  }
  return false;
}

}  // namespace

bool is_mfer(const FileBytes& file) { return has_preamble(file.bytes) || has_chain_of_definitions(file.bytes); }

}  // namespace leadwise::io
