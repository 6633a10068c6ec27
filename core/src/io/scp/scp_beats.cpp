#include "scp/scp_beats.hpp"

#include <string>

#include "bytes/byte_reader.hpp"

namespace leadwise::io {
namespace {

constexpr std::uint64_t kBeatBytes = 14;
constexpr std::uint64_t kZoneBytes = 8;

ScpBeat read_beat(ByteReader& reader) {
  ScpBeat beat;
  beat.type = reader.u16("beat type");
  beat.subtraction.first = reader.u32("start of subtraction");
  beat.fiducial = reader.u32("fiducial point");
  beat.subtraction.last = reader.u32("end of subtraction");
  return beat;
}

// A beat of another kind may have none: its zone is 0 to 0.
Result<void> read_protected_zones(ByteReader& reader, std::size_t count, std::vector<ScpZone>& zones) {
  std::uint32_t before = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint64_t offset = reader.offset();
    const std::uint32_t first = reader.u32("start of protected zone");
    const std::uint32_t last = reader.u32("end of protected zone");
    if (first == 0 && last == 0)
      continue;
    if (first <= before || last < first)
      return fail(ErrorCode::InvalidHeader,
                  "SCP-ECG section 4: protected zone " + std::to_string(first) + " to " + std::to_string(last) +
                      " behind sample " + std::to_string(before),
                  offset);
    before = last;
    zones.push_back({first, last});
  }
  return {};
}

}  // namespace

Result<ScpBeats> read_scp_beats(const ScpSection& section) {
  ByteReader reader(section.data, ByteOrder::little, "SCP-ECG section 4", section.offset);
  ScpBeats beats;
  beats.offset = section.offset;
  beats.reference_length_ms = reader.u16("length of the reference beat");
  beats.reference_fiducial = reader.u16("fiducial point of the reference beat");
  const std::size_t count = reader.u16("number of beats");
  if (auto status = reader.status(); !status)
    return tl::unexpected(status.error());
  if (count * kBeatBytes > reader.remaining())
    return fail(ErrorCode::TruncatedData,
                "SCP-ECG section 4: " + std::to_string(count) + " beats do not fit into the section", reader.offset());
  for (std::size_t i = 0; i < count; ++i)
    beats.beats.push_back(read_beat(reader));
  // Without bimodal compression the zones may be left out.
  if (reader.remaining() < count * kZoneBytes)
    return beats;
  if (auto read = read_protected_zones(reader, count, beats.protected_zones); !read)
    return tl::unexpected(read.error());
  return beats;
}

std::vector<ScpBeat> subtracted_scp_beats(const ScpBeats& beats) {
  std::vector<ScpBeat> subtracted;
  for (const ScpBeat& beat : beats.beats) {
    if (beat.type == 0 && beat.subtraction.last != 0)
      subtracted.push_back(beat);
  }
  return subtracted;
}

}  // namespace leadwise::io
