#include "schiller/read_schiller.hpp"

#include "schiller/schiller_header.hpp"
#include "schiller/schiller_wave_data.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

constexpr std::string_view kRoot = "com.xiriuz.sema.xml.schillerEDI.SchillerEDI";

Result<void> take_wave_data(const XmlElement& wave_data, EcgRecord& record) {
  const std::string type = wave_data.child("type").text();
  if (type != "ECG_RHYTHMS" && type != "ECG_AVERAGES") {
    record.notes.push_back({ErrorCode::UnsupportedFormat, "signals of the type " + quoted(type) + " were left out"});
    return {};
  }
  auto group = read_schiller_wave_data(wave_data, type);
  if (!group)
    return tl::unexpected(group.error());
  if (type == "ECG_AVERAGES") {
    group->label = "average beat";
    if (!group->channels.empty())
      record.average_beats.push_back(std::move(*group));
    return {};
  }
  if (!record.channels.empty())
    return fail(ErrorCode::UnsupportedFormat, "Schiller XML: several rhythms in a file are not read",
                wave_data.offset());
  record.sampling_rate_hz = group->sampling_rate_hz;
  record.channels = std::move(group->channels);
  return {};
}

}  // namespace

bool is_schiller(const FileBytes& file) { return xml_root_name(file.bytes) == kRoot; }

Result<EcgRecord> read_schiller(std::span<const FileBytes> files, const ReadOptions&) {
  const auto document = XmlDocument::parse(files.front().bytes, "Schiller XML");
  if (!document)
    return tl::unexpected(document.error());
  const XmlElement root = document->root();
  if (root.name() != kRoot) {
    return fail(ErrorCode::UnsupportedFormat,
                "Schiller XML: the first element is " + quoted(root.name()) + ", no SchillerEDI", root.offset());
  }
  const std::vector<XmlElement> events = root.child("eventdata").children("event");
  if (events.size() > 1)
    return fail(ErrorCode::UnsupportedFormat, "Schiller XML: several events in a file are not read", root.offset());
  EcgRecord record;
  for (const XmlElement& wave_data : root.at("eventdata/event").children("wavedata")) {
    if (auto taken = take_wave_data(wave_data, record); !taken)
      return tl::unexpected(taken.error());
  }
  if (record.channels.empty())
    return fail(ErrorCode::NoEcgChannel, "Schiller XML: no wavedata of the type ECG_RHYTHMS", root.offset());
  take_schiller_header(root, record);
  return record;
}

}  // namespace leadwise::io
