#include "wfdb/wfdb_flac.hpp"

#include <algorithm>
#include <cstring>
#include <memory>
#include <string>

#include <FLAC/stream_decoder.h>

namespace leadwise::io {
namespace {

struct DecoderDeleter {
  void operator()(FLAC__StreamDecoder* decoder) const { FLAC__stream_decoder_delete(decoder); }
};

using Decoder = std::unique_ptr<FLAC__StreamDecoder, DecoderDeleter>;

/// What the decoder's callbacks share. The first refusal stays.
struct Decoding {
  std::span<const std::uint8_t> bytes;
  const FlacExpectation& expected;
  std::string_view what;
  std::size_t position = 0;
  std::uint64_t stated_samples = 0;
  bool has_stream_info = false;
  bool lost_sync = false;  ///< what the refusal, if there is one, is about
  std::vector<std::int32_t> interleaved = {};
  std::optional<Error> refusal = std::nullopt;

  std::uint64_t samples() const { return interleaved.size() / expected.channels; }
  bool complete() const { return expected.samples && samples() >= *expected.samples; }
  void refuse(ErrorCode code, const std::string& message) {
    if (!refusal)
      refusal = Error{code, std::string(what) + message, position};
  }
};

Decoding& decoding_of(void* client) { return *static_cast<Decoding*>(client); }

FLAC__StreamDecoderReadStatus give_bytes(const FLAC__StreamDecoder*, FLAC__byte buffer[], std::size_t* size,
                                         void* client) {
  Decoding& decoding = decoding_of(client);
  *size = std::min(*size, decoding.bytes.size() - decoding.position);
  if (*size == 0)
    return FLAC__STREAM_DECODER_READ_STATUS_END_OF_STREAM;
  std::memcpy(buffer, decoding.bytes.data() + decoding.position, *size);
  decoding.position += *size;
  return FLAC__STREAM_DECODER_READ_STATUS_CONTINUE;
}

void check_shape(Decoding& decoding, unsigned channels, unsigned bits) {
  const FlacExpectation& expected = decoding.expected;
  if (channels == expected.channels && bits == expected.bits_per_sample)
    return;
  decoding.refuse(ErrorCode::InvalidHeader, "the FLAC stream has " + std::to_string(channels) + " channels of " +
                                                std::to_string(bits) + " bits, the header says " +
                                                std::to_string(expected.channels) + " of " +
                                                std::to_string(expected.bits_per_sample));
}

void check_samples(Decoding& decoding, std::uint64_t samples) {
  if (samples <= decoding.expected.most_samples)
    return;
  decoding.refuse(ErrorCode::TooLarge, "the FLAC stream holds more than the " +
                                           std::to_string(decoding.expected.most_samples) +
                                           " samples a signal that are accepted for a file of this size");
}

void take_stream_info(const FLAC__StreamDecoder*, const FLAC__StreamMetadata* metadata, void* client) {
  Decoding& decoding = decoding_of(client);
  if (metadata->type != FLAC__METADATA_TYPE_STREAMINFO)
    return;
  decoding.has_stream_info = true;
  decoding.stated_samples = metadata->data.stream_info.total_samples;
  check_shape(decoding, metadata->data.stream_info.channels, metadata->data.stream_info.bits_per_sample);
}

FLAC__StreamDecoderWriteStatus take_samples(const FLAC__StreamDecoder*, const FLAC__Frame* frame,
                                            const FLAC__int32* const channels[], void* client) {
  Decoding& decoding = decoding_of(client);
  check_shape(decoding, frame->header.channels, frame->header.bits_per_sample);
  std::uint64_t count = frame->header.blocksize;
  if (decoding.expected.samples)
    count = std::min(count, *decoding.expected.samples - std::min(decoding.samples(), *decoding.expected.samples));
  check_samples(decoding, decoding.samples() + count);
  if (decoding.refusal)
    return FLAC__STREAM_DECODER_WRITE_STATUS_ABORT;
  for (std::size_t t = 0; t < count; ++t) {
    for (std::size_t c = 0; c < decoding.expected.channels; ++c)
      decoding.interleaved.push_back(channels[c][t]);
  }
  return FLAC__STREAM_DECODER_WRITE_STATUS_CONTINUE;
}

void take_error(const FLAC__StreamDecoder*, FLAC__StreamDecoderErrorStatus status, void* client) {
  const bool checksum = status == FLAC__STREAM_DECODER_ERROR_STATUS_FRAME_CRC_MISMATCH;
  Decoding& decoding = decoding_of(client);
  if (!decoding.refusal)
    decoding.lost_sync = decoding.has_stream_info && !checksum;
  decoding.refuse(checksum ? ErrorCode::ChecksumMismatch : ErrorCode::InvalidHeader,
                  std::string("the FLAC stream is damaged (") + FLAC__StreamDecoderErrorStatusString[status] + ")");
}

void check_end(const FLAC__StreamDecoder* decoder, Decoding& decoding) {
  if (FLAC__stream_decoder_get_state(decoder) == FLAC__STREAM_DECODER_MEMORY_ALLOCATION_ERROR)
    decoding.refuse(ErrorCode::OutOfMemory, "no memory to decode the FLAC stream");
  if (!decoding.has_stream_info)
    decoding.refuse(ErrorCode::InvalidHeader, "it is no FLAC stream");
  const std::uint64_t wanted = decoding.expected.samples.value_or(std::max<std::uint64_t>(decoding.stated_samples, 1));
  if (decoding.samples() >= wanted)
    return;
  decoding.refuse(ErrorCode::TruncatedData, "it holds " + std::to_string(decoding.samples()) +
                                                " samples of each signal, " + std::to_string(wanted) + " are declared");
}

// Of a frame that is cut off the decoder says only that it lost the thread. If no whole frame follows, the file ends there;
// frames that do follow are refused as they come.
void tell_cut_from_damaged(FLAC__StreamDecoder* decoder, Decoding& decoding) {
  if (!decoding.lost_sync)
    return;
  bool running = true;
  while (running && FLAC__stream_decoder_get_state(decoder) == FLAC__STREAM_DECODER_SEARCH_FOR_FRAME_SYNC)
    running = FLAC__stream_decoder_process_single(decoder) != 0;
  if (FLAC__stream_decoder_get_state(decoder) == FLAC__STREAM_DECODER_END_OF_STREAM) {
    decoding.refusal->code = ErrorCode::TruncatedData;
    decoding.refusal->message = std::string(decoding.what) + "the FLAC stream ends within a frame";
  }
}

// A stream's MD5 is that of the whole: there is none to hold against where decoding stops before the end.
void decode_frames(FLAC__StreamDecoder* decoder, Decoding& decoding) {
  bool running = FLAC__stream_decoder_process_until_end_of_metadata(decoder) != 0;
  if (decoding.has_stream_info)
    check_samples(decoding, decoding.expected.samples.value_or(decoding.stated_samples));
  while (running && !decoding.refusal && !decoding.complete() &&
         FLAC__stream_decoder_get_state(decoder) != FLAC__STREAM_DECODER_END_OF_STREAM) {
    running = FLAC__stream_decoder_process_single(decoder) != 0;
  }
  check_end(decoder, decoding);
  tell_cut_from_damaged(decoder, decoding);
  const bool whole = decoding.stated_samples != 0 && decoding.samples() == decoding.stated_samples;
  const bool intact = FLAC__stream_decoder_finish(decoder) != 0;
  if (whole && !intact)
    decoding.refuse(ErrorCode::ChecksumMismatch, "the samples do not match the MD5 sum of the FLAC stream");
}

}  // namespace

Result<std::vector<std::int32_t>> decode_flac(std::span<const std::uint8_t> bytes, const FlacExpectation& expected,
                                              std::string_view what) {
  const Decoder decoder(FLAC__stream_decoder_new());
  if (!decoder)
    return fail(ErrorCode::OutOfMemory, std::string(what) + "no memory to decode the FLAC stream");
  Decoding decoding{bytes, expected, what};
  FLAC__stream_decoder_set_md5_checking(decoder.get(), 1);
  const auto status = FLAC__stream_decoder_init_stream(decoder.get(), give_bytes, nullptr, nullptr, nullptr, nullptr,
                                                       take_samples, take_stream_info, take_error, &decoding);
  if (status != FLAC__STREAM_DECODER_INIT_STATUS_OK) {
    return fail(
        ErrorCode::OutOfMemory,
        std::string(what) + "the FLAC decoder did not start (" + FLAC__StreamDecoderInitStatusString[status] + ")", 0);
  }
  decode_frames(decoder.get(), decoding);
  if (decoding.refusal)
    return tl::unexpected(*decoding.refusal);
  return std::move(decoding.interleaved);
}

}  // namespace leadwise::io
