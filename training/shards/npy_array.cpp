#include "shards/npy_array.hpp"

#include <algorithm>
#include <string_view>

namespace leadwise::training {
namespace {

constexpr std::string_view kNpyMagic{"\x93NUMPY\x01\x00", 8};

std::string head_for(std::size_t leads, std::size_t samples) {
  std::string text = "{'descr': '<i2', 'fortran_order': False, 'shape': (" + std::to_string(leads) + ", " +
                     std::to_string(samples) + "), }";
  const std::size_t length = kNpyHeadBytes - kNpyMagic.size() - 2;
  text.resize(length - 1, ' ');
  std::string head(kNpyMagic);
  head += static_cast<char>(length);
  head += '\0';
  return head + text + '\n';
}

}  // namespace

void append_npy_head(std::vector<std::uint8_t>& file, std::size_t leads, std::size_t samples) {
  const auto head = head_for(leads, samples);
  file.insert(file.end(), head.begin(), head.end());
}

bool is_npy_of(std::span<const std::uint8_t> file, std::size_t leads, std::size_t samples) {
  const auto head = head_for(leads, samples);
  if (file.size() != head.size() + leads * samples * sizeof(std::int16_t))
    return false;
  return std::equal(head.begin(), head.end(), file.begin(),
                    [](char a, std::uint8_t b) { return static_cast<std::uint8_t>(a) == b; });
}

}  // namespace leadwise::training
