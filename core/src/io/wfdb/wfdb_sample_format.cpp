#include "wfdb/wfdb_sample_format.hpp"

#include <array>
#include <string>

namespace leadwise::io {
namespace {

constexpr std::array kRead = {&kWfdbFormat16, &kWfdbFormat80, &kWfdbFormat212};

struct KnownFormat {
  std::uint64_t code;
  std::string_view meaning;
};

constexpr std::array kKnown = {
    KnownFormat{0, "null signal, no samples"},
    KnownFormat{8, "8-bit first differences"},
    KnownFormat{24, "24-bit two's complement"},
    KnownFormat{32, "32-bit two's complement"},
    KnownFormat{61, "16-bit big-endian"},
    KnownFormat{160, "16-bit offset binary"},
    KnownFormat{310, "three 10-bit in four bytes"},
    KnownFormat{311, "three 10-bit in four bytes"},
    KnownFormat{508, "FLAC, 8-bit"},
    KnownFormat{516, "FLAC, 16-bit"},
    KnownFormat{524, "FLAC, 24-bit"},
};

}  // namespace

Result<const WfdbSampleFormat*> find_wfdb_sample_format(std::uint64_t code) {
  for (const WfdbSampleFormat* format : kRead) {
    if (format->code == code)
      return format;
  }
  for (const KnownFormat& known : kKnown) {
    if (known.code != code)
      continue;
    return fail(ErrorCode::UnsupportedFormat, "WFDB storage format " + std::to_string(code) + " (" +
                                                  std::string(known.meaning) +
                                                  ") is not read; formats 16, 80 and 212 are");
  }
  return fail(ErrorCode::InvalidHeader, "WFDB defines no storage format " + std::to_string(code));
}

}  // namespace leadwise::io
