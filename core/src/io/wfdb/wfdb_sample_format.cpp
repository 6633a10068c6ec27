#include "wfdb/wfdb_sample_format.hpp"

#include <array>
#include <string>

namespace leadwise::io {
namespace {

constexpr WfdbSampleFormat flac(std::uint64_t code, unsigned bits) {
  WfdbSampleFormat format{code, -(std::int32_t{1} << (bits - 1))};
  format.flac_bits = bits;
  return format;
}

constexpr WfdbSampleFormat kFormat508 = flac(508, 8);
constexpr WfdbSampleFormat kFormat516 = flac(516, 16);
constexpr WfdbSampleFormat kFormat524 = flac(524, 24);

constexpr std::array kFormats = {&kWfdbFormat8,  &kWfdbFormat16,  &kWfdbFormat24,  &kWfdbFormat32,  &kWfdbFormat61,
                                 &kWfdbFormat80, &kWfdbFormat160, &kWfdbFormat212, &kWfdbFormat310, &kWfdbFormat311,
                                 &kFormat508,    &kFormat516,     &kFormat524};

}  // namespace

Result<const WfdbSampleFormat*> find_wfdb_sample_format(std::uint64_t code) {
  for (const WfdbSampleFormat* format : kFormats) {
    if (format->code == code)
      return format;
  }
  return fail(ErrorCode::InvalidHeader, "WFDB defines no storage format " + std::to_string(code));
}

}  // namespace leadwise::io
