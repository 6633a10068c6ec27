#include "bytes/inflate.hpp"

#include <algorithm>
#include <limits>
#include <string>

#include <zlib.h>

namespace leadwise::io {
namespace {

constexpr std::size_t kFirstBytes = 16384;

int window_bits(DeflateWrapping wrapping) {
  switch (wrapping) {
    case DeflateWrapping::bare:
      return -MAX_WBITS;
    case DeflateWrapping::zlib:
      return MAX_WBITS;
    case DeflateWrapping::gzip:
      return MAX_WBITS + 16;
  }
  return MAX_WBITS;
}

// Owns zlib's state.
class Stream {
 public:
  explicit Stream(DeflateWrapping wrapping) : ready_(inflateInit2(&state_, window_bits(wrapping)) == Z_OK) {}
  ~Stream() {
    if (ready_)
      inflateEnd(&state_);
  }
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;
  bool ready() const { return ready_; }
  z_stream& state() { return state_; }

 private:
  z_stream state_{};
  bool ready_;
};

uInt chunk(std::size_t size) {
  return static_cast<uInt>(std::min<std::size_t>(size, std::numeric_limits<uInt>::max()));
}

bool is_wrong_checksum(const z_stream& state) {
  const std::string_view message = state.msg == nullptr ? "" : state.msg;
  return message == "incorrect data check" || message == "incorrect length check";
}

tl::unexpected<Error> too_large(std::string_view what, std::size_t most_bytes, std::uint64_t offset) {
  return fail(ErrorCode::TooLarge,
              std::string(what) + ": it unpacks to more than " + std::to_string(most_bytes) + " bytes", offset);
}

tl::unexpected<Error> refuse(int status, const z_stream& state, std::string_view what, std::uint64_t place) {
  const std::string name(what);
  if (status == Z_MEM_ERROR)
    return fail(ErrorCode::OutOfMemory, name + ": no memory to unpack it", place);
  if (status == Z_BUF_ERROR)
    return fail(ErrorCode::TruncatedData, name + ": the compressed data end too early", place);
  if (is_wrong_checksum(state))
    return fail(ErrorCode::ChecksumMismatch, name + ": the unpacked bytes do not match their checksum", place);
  return fail(ErrorCode::InvalidHeader, name + ": the compressed data are damaged", place);
}

}  // namespace

Result<Inflated> inflate_bytes(std::span<const std::uint8_t> bytes, DeflateWrapping wrapping, std::size_t most_bytes,
                               std::string_view what, std::uint64_t offset) {
  Stream stream(wrapping);
  z_stream& state = stream.state();
  if (!stream.ready())
    return fail(ErrorCode::OutOfMemory, std::string(what) + ": no memory to unpack it", offset);
  Inflated result;
  std::size_t written = 0;
  for (int status = Z_OK; status != Z_STREAM_END;) {
    if (written == result.bytes.size()) {
      if (written > most_bytes)
        return too_large(what, most_bytes, offset);
      // One byte of room more tells a stream of just that size from a longer one.
      result.bytes.resize(std::min(most_bytes + 1, std::max(kFirstBytes, 2 * written)));
    }
    // zlib's interface predates const; it does not write to its input.
    state.next_in = const_cast<Bytef*>(bytes.data() + result.consumed);
    state.avail_in = chunk(bytes.size() - result.consumed);
    state.next_out = result.bytes.data() + written;
    state.avail_out = chunk(result.bytes.size() - written);
    const uInt in_before = state.avail_in, out_before = state.avail_out;
    status = inflate(&state, Z_NO_FLUSH);
    result.consumed += in_before - state.avail_in;
    written += out_before - state.avail_out;
    const bool stuck = in_before == state.avail_in && out_before == state.avail_out && status == Z_OK;
    if (stuck || (status != Z_OK && status != Z_STREAM_END))
      return refuse(stuck ? Z_BUF_ERROR : status, state, what, offset + result.consumed);
  }
  if (written > most_bytes)
    return too_large(what, most_bytes, offset);
  result.bytes.resize(written);
  return result;
}

}  // namespace leadwise::io
