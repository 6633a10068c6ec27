#include "philips/read_philips.hpp"

#include <algorithm>
#include <array>

#include "philips/philips_context.hpp"
#include "philips/philips_signal.hpp"
#include "philips/philips_waveforms.hpp"
#include "text/number_text.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

constexpr std::array<std::string_view, 2> kTypes = {"SierraECG", "PhilipsECG"};
constexpr std::array<std::string_view, 4> kVersions = {"1.03", "1.04", "1.04.01", "1.04.02"};

template <std::size_t count>
bool is_one_of(const std::array<std::string_view, count>& known, std::string_view text) {
  return std::find(known.begin(), known.end(), text) != known.end();
}

// "1.04.03": a revision of a version that is read, whose structure tells whether it can be.
bool is_revision(std::string_view version) {
  constexpr std::string_view kStart = "1.04.";
  return version.size() == kStart.size() + 2 && version.substr(0, kStart.size()) == kStart &&
         version.find_first_not_of("0123456789", kStart.size()) == std::string_view::npos;
}

void note_untried_revision(const std::string& version, EcgRecord& record) {
  record.untried_format = true;
  record.notes.push_back(
      {ErrorCode::UntriedFormat,
       std::string(kPhilips) + " of version " + quoted(version) +
           " was never tried; it is read like 1.04. Compare what it shows with the device's own print"});
}

Result<void> check_document(const XmlElement& root, EcgRecord& record) {
  const XmlElement document = root.child("documentinfo");
  const std::string type = document.child("documenttype").text();
  const std::string version = document.child("documentversion").text();
  if (is_one_of(kTypes, type) && is_one_of(kVersions, version))
    return {};
  if (is_one_of(kTypes, type) && is_revision(version)) {
    note_untried_revision(version, record);
    return {};
  }
  return fail(ErrorCode::UnsupportedFormat,
              std::string(kPhilips) + ": documents of type " + quoted(type) + ", version " + quoted(version) +
                  " are not read; those of SierraECG and PhilipsECG 1.03, 1.04, 1.04.01 and 1.04.02 are",
              document ? document.offset() : root.offset());
}

Result<void> take_rhythm(const XmlElement& root, EcgRecord& record) {
  const auto signal = read_philips_signal(root);
  if (!signal)
    return tl::unexpected(signal.error());
  auto channels = read_philips_waveforms(*signal);
  if (!channels)
    return tl::unexpected(channels.error());
  record.sampling_rate_hz = signal->sampling_rate_hz;
  record.channels = std::move(*channels);
  if (signal->offset_adu != 0.0)
    record.notes.push_back({ErrorCode::InvalidHeader, "the file's signaloffset " + number_text(signal->offset_adu) +
                                                          " was subtracted from each sample, as its schema says"});
  return {};
}

/// Beats in a form that is not read are no reason to refuse the recording.
Result<void> take_beats(const XmlElement& root, EcgRecord& record) {
  auto beats = read_philips_beats(root);
  if (!beats && beats.error().code == ErrorCode::UnsupportedFormat) {
    record.notes.push_back({beats.error().code, beats.error().message});
    return {};
  }
  if (!beats)
    return tl::unexpected(beats.error());
  if (*beats)
    record.average_beats.push_back(std::move(**beats));
  return {};
}

}  // namespace

bool is_philips(const FileBytes& file) { return xml_root_name(file.bytes) == "restingecgdata"; }

Result<EcgRecord> read_philips(std::span<const FileBytes> files, const ReadOptions&) {
  const auto document = XmlDocument::parse(files.front().bytes, kPhilips);
  if (!document)
    return tl::unexpected(document.error());
  const XmlElement root = document->root();
  if (root.name() != "restingecgdata")
    return xml_field_error(root, kPhilips, "root", "is not restingecgdata");
  EcgRecord record;
  if (auto checked = check_document(root, record); !checked)
    return tl::unexpected(checked.error());
  if (auto taken = take_rhythm(root, record); !taken)
    return tl::unexpected(taken.error());
  if (auto taken = take_beats(root, record); !taken)
    return tl::unexpected(taken.error());
  read_philips_context(root, record);
  read_philips_findings(root, record);
  return record;
}

}  // namespace leadwise::io
