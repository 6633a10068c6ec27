#include "shards/stored_record.hpp"

#include <zlib.h>

#include <bit>
#include <cstring>

#include "shards/facts_json.hpp"
#include "shards/lead_digits.hpp"
#include "shards/npy_array.hpp"
#include "shards/tar_member.hpp"
#include "support/text_hash.hpp"

namespace leadwise::training {
namespace {

static_assert(std::endian::native == std::endian::little, "shards are written as the machine holds its integers");

using nlohmann::json;
using nlohmann::ordered_json;

template <class T>
ordered_json or_null(const std::optional<T>& value) {
  return value ? ordered_json(*value) : ordered_json(nullptr);
}

constexpr std::string_view kChecksumKey = ",\"crc32\":";

std::span<const std::uint8_t> bytes_of(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

/// Of the description up to its last key, which is the checksum itself, and of the samples' file.
std::uint32_t checksum_of(std::string_view description, std::span<const std::uint8_t> npy) {
  const auto text = bytes_of(description.substr(0, description.rfind(kChecksumKey)));
  return static_cast<std::uint32_t>(crc32_z(crc32_z(0, text.data(), text.size()), npy.data(), npy.size()));
}

ordered_json lead_json(const Channel& channel, const DigitScale& scale) {
  ordered_json lead = {{"label", channel.label}};
  lead["lead"] = channel.lead ? ordered_json(lead_name(*channel.lead)) : ordered_json(nullptr);
  lead["scale_mv"] = scale.scale_mv;
  lead["zero_digit"] = scale.zero_digit;
  lead["digits_per_mv"] = or_null(scale.digits_per_mv);
  lead["exact"] = scale.exact;
  return lead;
}

/// What of an ECG is kept besides its samples.
ordered_json ecg_json(const EcgRecord& ecg, const ordered_json& leads) {
  ordered_json sex = nullptr;
  if (ecg.patient.sex)
    sex = sex_name(*ecg.patient.sex);
  return {{"format", ecg.format},
          {"sampling_rate_hz", ecg.sampling_rate_hz},
          {"samples", ecg.sample_count()},
          {"leads", leads},
          {"time", or_null(ecg.acquisition_time)},
          {"age_years", or_null(ecg.patient.age_years)},
          {"sex", sex},
          {"paced", or_null(ecg.paced)},
          {"electrode_placement", or_null(ecg.electrode_placement)}};
}

std::string key_text(std::uint64_t key) {
  const auto digits = std::to_string(key);
  return std::string(digits.size() < 9 ? 9 - digits.size() : 0, '0') + digits;
}

void append_member(std::vector<std::uint8_t>& bytes, const std::string& name, std::span<const std::uint8_t> content) {
  append_tar_head(bytes, name, content.size());
  bytes.insert(bytes.end(), content.begin(), content.end());
  pad_tar_block(bytes);
}

struct Samples {
  std::vector<std::uint8_t> npy;
  ordered_json leads = ordered_json::array();
};

Result<Samples> digitise(const EcgRecord& ecg) {
  const std::size_t count = ecg.sample_count();
  Samples samples;
  samples.npy.reserve(kNpyHeadBytes + ecg.channels.size() * count * sizeof(std::int16_t));
  append_npy_head(samples.npy, ecg.channels.size(), count);
  std::vector<std::int16_t> digits(count);
  for (const auto& channel : ecg.channels) {
    const auto scale = to_digits(channel, digits);
    if (!scale)
      return tl::unexpected(scale.error());
    samples.leads.push_back(lead_json(channel, *scale));
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(digits.data());
    samples.npy.insert(samples.npy.end(), bytes, bytes + count * sizeof(std::int16_t));
  }
  return samples;
}

/// Eight bytes at a time: 120 kB a record are too many for one after the other.
std::uint64_t samples_hash(const Samples& samples) {
  std::uint64_t hash = text_hash(samples.leads.dump());
  for (std::size_t at = 0; at + sizeof hash <= samples.npy.size(); at += sizeof hash) {
    std::uint64_t word = 0;
    std::memcpy(&word, samples.npy.data() + at, sizeof word);
    hash = (hash ^ word) * 0x9E3779B97F4A7C15ULL;
    hash ^= hash >> 32;
  }
  return hash;
}

/// One member: its content, and where the next one begins.
struct Member {
  std::span<const std::uint8_t> content;
  std::size_t end = 0;
};

Result<Member> member_at(std::span<const std::uint8_t> bytes, std::size_t at, std::string_view ending) {
  if (bytes.size() < at + kTarBlockBytes)
    return fail(ErrorCode::TruncatedData, "the shard ends within a record", bytes.size());
  const auto head = parse_tar_head(bytes.subspan(at).first<kTarBlockBytes>());
  if (!head || !head->name.ends_with(ending))
    return fail(ErrorCode::InvalidHeader, "here should begin a member *" + std::string(ending), at);
  if (head->bytes > bytes.size() - at - kTarBlockBytes)
    return fail(ErrorCode::TruncatedData, "the shard ends within \"" + head->name + "\"", bytes.size());
  return Member{bytes.subspan(at + kTarBlockBytes, head->bytes),
                at + static_cast<std::size_t>(tar_member_bytes(head->bytes))};
}

Error malformed_record(const std::string& what) { return {ErrorCode::InvalidHeader, "a record's " + what}; }

template <class T>
bool take(const json& object, const char* key, T& value) {
  const auto found = object.find(key);
  if (found == object.end())
    return false;
  if constexpr (std::is_same_v<T, std::string>) {
    if (!found->is_string())
      return false;
  } else if constexpr (std::is_same_v<T, bool>) {
    if (!found->is_boolean())
      return false;
  } else if (!found->is_number()) {
    return false;
  }
  value = found->get<T>();
  return true;
}

template <class T>
void take_optional(const json& object, const char* key, std::optional<T>& value) {
  T there{};
  if (take(object, key, there))
    value = there;
}

std::optional<Sex> sex_of(const json& object) {
  std::string name;
  if (!take(object, "sex", name))
    return std::nullopt;
  for (const Sex sex : {Sex::female, Sex::male, Sex::other})
    if (name == sex_name(sex))
      return sex;
  return std::nullopt;
}

Result<EcgRecord> restore_head(const json& object) {
  EcgRecord ecg;
  if (!take(object, "format", ecg.format) || !take(object, "sampling_rate_hz", ecg.sampling_rate_hz))
    return tl::unexpected(malformed_record("format or sampling rate is missing"));
  take_optional(object, "time", ecg.acquisition_time);
  take_optional(object, "age_years", ecg.patient.age_years);
  take_optional(object, "paced", ecg.paced);
  take_optional(object, "electrode_placement", ecg.electrode_placement);
  ecg.patient.sex = sex_of(object);
  return ecg;
}

Result<Channel> restore_channel(const json& object, std::span<const std::int16_t> digits) {
  Channel channel;
  DigitScale scale;
  std::string name;
  if (!object.is_object() || !take(object, "label", channel.label) || !take(object, "scale_mv", scale.scale_mv) ||
      !take(object, "zero_digit", scale.zero_digit) || !take(object, "exact", scale.exact))
    return tl::unexpected(malformed_record("lead lacks its label or scale"));
  take_optional(object, "digits_per_mv", scale.digits_per_mv);
  if (take(object, "lead", name))
    channel.lead = parse_lead(name);
  channel.resolution_mv = scale.scale_mv;
  channel.baseline_adu = scale.zero_digit;
  channel.samples_mv = to_millivolts(digits, scale);
  return channel;
}

Result<void> restore_channels(const json& object, std::span<const std::uint8_t> npy, EcgRecord& ecg) {
  const auto leads = object.find("leads");
  std::uint64_t samples = 0;
  if (leads == object.end() || !leads->is_array() || leads->empty() || !take(object, "samples", samples))
    return tl::unexpected(malformed_record("leads or samples are missing"));
  if (!is_npy_of(npy, leads->size(), samples))
    return tl::unexpected(malformed_record("array has another shape than its description"));
  std::vector<std::int16_t> digits(samples);
  for (std::size_t i = 0; i < leads->size(); ++i) {
    const std::size_t row_bytes = samples * sizeof(std::int16_t);
    std::memcpy(digits.data(), npy.data() + kNpyHeadBytes + i * row_bytes, row_bytes);
    auto channel = restore_channel((*leads)[i], digits);
    if (!channel)
      return tl::unexpected(channel.error());
    ecg.channels.push_back(std::move(*channel));
  }
  return {};
}

Result<json> parse_description(std::span<const std::uint8_t> content) {
  auto description = json::parse(content.begin(), content.end(), nullptr, false);
  if (!description.is_object() || !description.contains("facts") || !description.contains("ecg") ||
      !description["ecg"].is_object())
    return tl::unexpected(malformed_record("description is no JSON object of \"facts\" and \"ecg\""));
  return description;
}

Result<void> check_sum(const json& description, const Member& text, const Member& npy) {
  std::uint32_t stated = 0;
  if (!take(description, "crc32", stated))
    return tl::unexpected(malformed_record("crc32 is missing"));
  const std::string_view written(reinterpret_cast<const char*>(text.content.data()), text.content.size());
  if (checksum_of(written, npy.content) != stated)
    return fail(ErrorCode::ChecksumMismatch, "the record is not as it was written");
  return {};
}

}  // namespace

Result<StoredRecord> store_record(const Recording& recording, std::uint64_t key) {
  const auto samples = digitise(recording.ecg);
  if (!samples)
    return tl::unexpected(samples.error());
  const auto facts = facts_json(recording);
  const ordered_json description = {{"facts", facts}, {"ecg", ecg_json(recording.ecg, samples->leads)}};
  // Labels of old files are not always UTF-8.
  const auto replace = ordered_json::error_handler_t::replace;
  std::string text = description.dump(-1, ' ', false, replace);
  text.pop_back();
  const auto checksum = checksum_of(text, samples->npy);
  text += std::string(kChecksumKey) + std::to_string(checksum) + '}';
  StoredRecord stored{facts.dump(-1, ' ', false, replace), {}, samples_hash(*samples)};
  stored.bytes.reserve(tar_member_bytes(text.size()) + tar_member_bytes(samples->npy.size()));
  append_member(stored.bytes, key_text(key) + ".json", bytes_of(text));
  append_member(stored.bytes, key_text(key) + ".npy", samples->npy);
  return stored;
}

Result<RecordFacts> restore_facts(std::span<const std::uint8_t> bytes) {
  const auto member = member_at(bytes, 0, ".json");
  if (!member)
    return tl::unexpected(member.error());
  const auto description = parse_description(member->content);
  if (!description)
    return tl::unexpected(description.error());
  return parse_facts((*description)["facts"]);
}

Result<Recording> restore_record(std::span<const std::uint8_t> bytes) {
  const auto text = member_at(bytes, 0, ".json");
  const auto npy = text ? member_at(bytes, text->end, ".npy") : text;
  if (!npy)
    return tl::unexpected(npy.error());
  const auto description = parse_description(text->content);
  if (!description)
    return tl::unexpected(description.error());
  if (auto whole = check_sum(*description, *text, *npy); !whole)
    return tl::unexpected(whole.error());
  const auto facts = parse_facts((*description)["facts"]);
  auto ecg = restore_head((*description)["ecg"]);
  if (!facts || !ecg)
    return tl::unexpected(facts ? ecg.error() : facts.error());
  if (auto done = restore_channels((*description)["ecg"], npy->content, *ecg); !done)
    return tl::unexpected(done.error());
  Recording recording;
  static_cast<RecordFacts&>(recording) = *facts;
  recording.ecg = std::move(*ecg);
  return recording;
}

}  // namespace leadwise::training
