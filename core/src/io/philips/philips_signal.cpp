#include "philips/philips_signal.hpp"

#include <array>
#include <cmath>
#include <cstdint>
#include <limits>

#include "bytes/unit_factors.hpp"
#include "text/number_text.hpp"
#include "text/text_lines.hpp"
#include "xml/xml_number.hpp"

namespace leadwise::io {
namespace {

/// Of all leads together: over ten minutes of twelve leads, where resting ECGs are of seconds. Bounds what a small
/// compressed file can ask for.
constexpr std::uint64_t kMostSamples = 4000000;
constexpr std::uint64_t kMostDurationMs = 3600000;

tl::unexpected<Error> unsupported(const XmlElement& place, std::string_view problem) {
  return fail(ErrorCode::UnsupportedFormat, std::string(kPhilips) + ": " + std::string(problem), place.offset());
}

Result<XmlElement> find_data(const XmlElement& root) {
  const XmlElement waveforms = root.child("waveforms");
  if (const XmlElement data = waveforms.child("parsedwaveforms"))
    return data;
  if (waveforms.child("unparsedwaveforms"))
    return unsupported(waveforms, "waveforms outside the file (unparsedwaveforms) are not read");
  if (waveforms.child("leadwaveforms"))
    return unsupported(waveforms, "waveforms by lead (leadwaveforms) are not read");
  if (waveforms.child("repbeats"))
    return unsupported(waveforms, "only representative beats are stored, no parsedwaveforms");
  return xml_field_error(root, kPhilips, "parsedwaveforms", "is missing");
}

/// The attribute of the data, else the first child of that name of the acquisition's description.
XmlField data_or_acquisition(const XmlElement& data, std::string_view attribute, const XmlElement& acquisition,
                             std::string_view child) {
  XmlField field = attribute_field(data, attribute, kPhilips);
  return field.value ? field : child_field(acquisition, child, kPhilips);
}

Result<void> read_encoding(PhilipsSignal& signal, const XmlElement&) {
  const XmlField field = attribute_field(signal.data, "dataencoding", kPhilips);
  if (!field.value || (*field.value != "Base64" && *field.value != "Plain"))
    return field_error(field, ErrorCode::UnsupportedFormat, "is not read, only Base64 and Plain are");
  signal.encoding = *field.value == "Plain" ? PhilipsEncoding::plain : PhilipsEncoding::base64;
  return {};
}

/// "compressflag" and "compressmethod" in version 1.03, "compression" later.
Result<void> read_compression(PhilipsSignal& signal, const XmlElement&) {
  const XmlField flag = attribute_field(signal.data, "compressflag", kPhilips);
  XmlField method = attribute_field(signal.data, "compressmethod", kPhilips);
  if (!method.value)
    method = attribute_field(signal.data, "compression", kPhilips);
  const bool packed = flag.value ? to_lower(*flag.value) == "true" : method.value.has_value();
  if (!packed)
    return {};
  if (method.value != "XLI" || signal.encoding != PhilipsEncoding::base64)
    return field_error(method, ErrorCode::UnsupportedFormat, "is not read, only XLI in Base64 is");
  signal.compression = PhilipsCompression::xli;
  return {};
}

Result<void> check_words(PhilipsSignal& signal, const XmlElement& acquisition) {
  const XmlField is_signed = data_or_acquisition(signal.data, "signalsigned", acquisition, "signalsigned");
  if (is_signed.value && to_lower(*is_signed.value) != "true")
    return field_error(is_signed, ErrorCode::UnsupportedFormat, "is not read, only signed samples are");
  // Version 1.03 writes nbitspersample, later ones bitspersample; the acquisition's own counts the converter's bits.
  for (const std::string_view name : {"nbitspersample", "bitspersample"}) {
    const XmlField bits = attribute_field(signal.data, name, kPhilips);
    if (bits.value && *bits.value != "16")
      return field_error(bits, ErrorCode::UnsupportedFormat, "is not read, only 16 bits are");
  }
  return {};
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  for (auto word = take_token(text); !word.empty(); word = take_token(text))
    words.emplace_back(word);
  return words;
}

/// Files of version 1.03 name the set of leads only.
Result<std::vector<std::string>> labels_of_set(const XmlElement& acquisition) {
  const XmlField set = child_field(acquisition, "acquisitiontype", kPhilips);
  const XmlField allocated = child_field(acquisition, "numberchannelsallocated", kPhilips);
  if (set.value != "STD-12" && set.value != "10-WIRE")
    return field_error(set, ErrorCode::UnsupportedFormat, "is not read without lead labels, only STD-12 is");
  const auto count = read_count(allocated, kMostPhilipsLeads);
  if (!count)
    return tl::unexpected(count.error());
  if (*count != kLeadCount)
    return field_error(allocated, ErrorCode::UnsupportedFormat,
                       "is not read without lead labels, only 12 channels are");
  std::vector<std::string> labels;
  for (const Lead lead : kTwelveLeads)
    labels.emplace_back(lead_name(lead));
  return labels;
}

Result<void> read_labels(PhilipsSignal& signal, const XmlElement& acquisition) {
  const XmlField field = attribute_field(signal.data, "leadlabels", kPhilips);
  if (!field.value) {
    auto labels = labels_of_set(acquisition);
    if (!labels)
      return tl::unexpected(labels.error());
    signal.labels = std::move(*labels);
    return {};
  }
  const auto count = read_count(attribute_field(signal.data, "numberofleads", kPhilips), kMostPhilipsLeads);
  if (!count)
    return tl::unexpected(count.error());
  signal.labels = words_of(*field.value);
  if (signal.labels.size() < *count || *count == 0)
    return field_error(field, ErrorCode::InvalidHeader, "are not as many as numberofleads says");
  signal.labels.resize(static_cast<std::size_t>(*count));
  return {};
}

/// The limb leads of XLI data are stored as differences from one another, which is described for this order only.
Result<void> check_limb_leads(PhilipsSignal& signal, const XmlElement&) {
  if (signal.compression != PhilipsCompression::xli)
    return {};
  for (std::size_t i = 0; i < kLimbLeads.size(); ++i) {
    if (i >= signal.labels.size() || signal.labels[i] != lead_name(kLimbLeads[i]))
      return unsupported(signal.data, "XLI data whose first leads are not I II III aVR aVL aVF is not read");
  }
  return {};
}

Result<void> read_scale(PhilipsSignal& signal, const XmlElement& acquisition) {
  // Version 1.03 calls it signalresolution.
  const std::string_view child = acquisition.child("resolution") ? "resolution" : "signalresolution";
  const auto resolution =
      read_resolution_mv(data_or_acquisition(signal.data, "resolution", acquisition, child), kMicrovoltsPerMillivolt);
  if (!resolution)
    return tl::unexpected(resolution.error());
  signal.resolution_mv = *resolution;
  return {};
}

/// The data's own is subtracted from each sample, says the schema of version 1.04.01; whether before or behind the
/// decoding of XLI, and what the acquisition's means, it does not say.
Result<void> read_offset(PhilipsSignal& signal, const XmlElement& acquisition) {
  const XmlField field = data_or_acquisition(signal.data, "signaloffset", acquisition, "signaloffset");
  if (!field.value || parse_double(*field.value) == 0.0)
    return {};
  const bool of_data = attribute_field(signal.data, "signaloffset", kPhilips).value.has_value();
  const auto offset = parse_integer(*field.value);
  constexpr std::int64_t kLargest = std::numeric_limits<std::int16_t>::max();
  if (!of_data || signal.compression != PhilipsCompression::none || !offset || *offset < -kLargest - 1 ||
      *offset > kLargest)
    return field_error(field, ErrorCode::UnsupportedFormat,
                       "is not read, only 0 is, or a whole number of 16 bits beside samples that are not compressed");
  signal.offset_adu = static_cast<double>(*offset);
  return {};
}

Result<void> read_length(PhilipsSignal& signal, const XmlElement& acquisition) {
  const auto rate = read_rate_hz(data_or_acquisition(signal.data, "samplespersecond", acquisition, "samplingrate"));
  if (!rate)
    return tl::unexpected(rate.error());
  signal.sampling_rate_hz = *rate;
  const XmlField duration = attribute_field(signal.data, "durationperchannel", kPhilips);
  const auto duration_ms = read_count(duration, kMostDurationMs);
  if (!duration_ms)
    return tl::unexpected(duration_ms.error());
  const double count = static_cast<double>(*duration_ms) * *rate / kMsPerSecond;
  if (count * static_cast<double>(signal.labels.size()) > static_cast<double>(kMostSamples))
    return field_error(duration, ErrorCode::TooLarge, "is longer than is read");
  if (count < 1.0 || count != std::floor(count))
    return field_error(duration, ErrorCode::InvalidHeader, "is no whole number of samples");
  signal.sample_count = static_cast<std::size_t>(count);
  return {};
}

}  // namespace

Result<PhilipsSignal> read_philips_signal(const XmlElement& root) {
  // Each relies on what those before it have read.
  constexpr std::array kSteps = {read_encoding,    read_compression, check_words, read_labels,
                                 check_limb_leads, read_scale,       read_offset, read_length};
  const XmlElement acquisition = root.at("dataacquisition/signalcharacteristics");
  const auto data = find_data(root);
  if (!data)
    return tl::unexpected(data.error());
  PhilipsSignal signal;
  signal.data = *data;
  for (const auto step : kSteps) {
    if (auto done = step(signal, acquisition); !done)
      return tl::unexpected(done.error());
  }
  return signal;
}

}  // namespace leadwise::io
