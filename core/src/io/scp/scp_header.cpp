#include "scp/scp_header.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bytes/byte_reader.hpp"
#include "scp/scp_date.hpp"
#include "scp/scp_device.hpp"
#include "scp/scp_text.hpp"
#include "text/number_text.hpp"
#include "text/patient_age.hpp"

namespace leadwise::io {
namespace {

// EN 1064, 5.4.5.
enum Tag : std::uint8_t {
  last_name = 0,
  first_name = 1,
  patient_id = 2,
  second_last_name = 3,
  age = 4,
  birth_date = 5,
  sex = 8,
  drug = 10,
  referral_indication = 13,
  acquiring_device = 14,
  acquisition_date = 25,
  acquisition_time = 26,
  baseline_filter = 27,
  low_pass_filter = 28,
  filter_bits = 29,
  history_codes = 32,
  electrodes = 33,
  medical_history = 35,
  end_of_tags = 255
};

/// In hundredths of a hertz; baseline filters lie below 1 Hz.
constexpr std::uint64_t kHighestPlausibleBaselineFilter = 200;
constexpr std::size_t kDrugCodeBytes = 3;
/// "Implanted cardiac pacemaker" in the standard's own table of histories, which is number 0.
constexpr std::uint8_t kPacemakerHistory = 42;

using Value = std::span<const std::uint8_t>;

struct TaggedValue {
  std::uint8_t tag = 0;
  Value value;
};

std::vector<TaggedValue> split_tags(const ScpSection& section, EcgRecord& record) {
  ByteReader reader(section.data, ByteOrder::little, "SCP-ECG section 1", section.offset);
  std::vector<TaggedValue> tags;
  while (reader.remaining() >= 3) {
    const std::uint8_t tag = reader.u8("tag");
    const std::uint16_t length = reader.u16("length");
    if (tag == end_of_tags)
      break;
    const Value value = reader.take(length, "value of tag " + std::to_string(tag));
    if (auto status = reader.status(); !status) {
      record.notes.push_back({ErrorCode::InvalidHeader, "what follows was left out: " + status.error().message});
      break;
    }
    tags.push_back({tag, value});
  }
  return tags;
}

/// Tags by number; texts in the file's character set.
class Tags {
 public:
  Tags(std::vector<TaggedValue> tags, std::uint8_t language) : tags_(std::move(tags)), language_(language) {}

  Value find(std::uint8_t tag) const {
    for (const TaggedValue& tagged : tags_) {
      if (tagged.tag == tag)
        return tagged.value;
    }
    return {};
  }
  std::optional<std::string> text(std::uint8_t tag) const {
    std::string found = scp_text(find(tag), language_);
    return found.empty() ? std::nullopt : std::optional(std::move(found));
  }
  std::optional<std::uint64_t> number(std::uint8_t tag, unsigned size) const {
    const Value value = find(tag);
    return value.size() < size ? std::nullopt : std::optional(load_unsigned(value.data(), size, ByteOrder::little));
  }
  /// The texts of a tag that may stand there several times, each behind `skipped` bytes.
  std::vector<std::string> texts(std::uint8_t tag, std::size_t skipped) const {
    std::vector<std::string> found;
    for (const TaggedValue& tagged : tags_) {
      if (tagged.tag != tag || tagged.value.size() <= skipped)
        continue;
      if (std::string text = scp_text(tagged.value.subspan(skipped), language_); !text.empty())
        found.push_back(std::move(text));
    }
    return found;
  }
  /// True where an instance of the tag lists `code` behind a first byte of 0, the standard's own table.
  bool lists(std::uint8_t tag, std::uint8_t code) const {
    return std::any_of(tags_.begin(), tags_.end(), [&](const TaggedValue& tagged) {
      return tagged.tag == tag && !tagged.value.empty() && tagged.value[0] == 0 &&
             std::find(tagged.value.begin() + 1, tagged.value.end(), code) != tagged.value.end();
    });
  }
  void set_language(std::uint8_t language) { language_ = language; }

 private:
  std::vector<TaggedValue> tags_;
  std::uint8_t language_;
};

std::optional<std::string> full_name(const Tags& tags) {
  std::string name = tags.text(last_name).value_or("");
  if (const auto second = tags.text(second_last_name))
    name += (name.empty() ? "" : " ") + *second;
  if (const auto first = tags.text(first_name))
    name += (name.empty() ? "" : ", ") + *first;
  return name.empty() ? std::nullopt : std::optional(name);
}

// A value in two bytes and its unit in one; 0 is no age, nor is the unit 0 a unit.
void take_age(const Tags& tags, EcgRecord& record) {
  constexpr std::array<std::string_view, 6> kUnits = {"", "years", "months", "weeks", "days", "hours"};
  const Value value = tags.find(age);
  const std::uint64_t number = value.size() < 3 ? 0 : load_unsigned(value.data(), 2, ByteOrder::little);
  if (number != 0)
    take_stated_age(std::to_string(number), value[2] < kUnits.size() ? kUnits[value[2]] : "", record);
}

std::optional<Sex> stated_sex(const Tags& tags) {
  const auto code = tags.number(sex, 1);
  if (code == 1U)
    return Sex::male;
  return code == 2U ? std::optional(Sex::female) : std::nullopt;
}

void take_patient(const Tags& tags, EcgRecord& record) {
  Patient& patient = record.patient;
  patient.name = full_name(tags);
  patient.id = tags.text(patient_id);
  if (const auto date = read_scp_date(tags.find(birth_date)))
    patient.birth_date = iso_date(*date);
  patient.sex = stated_sex(tags);
  take_age(tags, record);
}

void take_time(const Tags& tags, EcgRecord& record) {
  const auto date = read_scp_date(tags.find(acquisition_date));
  if (!date)
    return;
  const auto time = read_scp_time(tags.find(acquisition_time));
  record.acquisition_time = iso_date(*date) + (time ? "T" + *time : "");
}

void append_words(std::string& text, std::string_view words) { text.append(text.empty() ? "" : ", ").append(words); }

// As the standard gives the units: hundredths of a hertz for the one, hertz for the other. 0: not stated.
void take_filters(const Tags& tags, EcgRecord& record) {
  std::string words;
  const std::uint64_t baseline = tags.number(baseline_filter, 2).value_or(0);
  if (baseline != 0)
    append_words(words, "high-pass " + number_text(static_cast<double>(baseline) / 100.0) + " Hz");
  if (const std::uint64_t low_pass = tags.number(low_pass_filter, 2).value_or(0); low_pass != 0)
    append_words(words, "low-pass " + std::to_string(low_pass) + " Hz");
  constexpr std::array<std::string_view, 4> kBits = {"60 Hz notch", "50 Hz notch", "artifact filter",
                                                     "baseline filter"};
  const std::uint64_t bits = tags.number(filter_bits, 1).value_or(0);
  for (std::size_t bit = 0; bit < kBits.size(); ++bit) {
    if ((bits >> bit & 1U) != 0)
      append_words(words, kBits[bit]);
  }
  if (!words.empty())
    record.device.filters = words;
  if (baseline > kHighestPlausibleBaselineFilter)
    record.notes.push_back(
        {ErrorCode::InvalidHeader, "the baseline filter is stated as " + std::to_string(baseline) +
                                       " hundredths of a hertz; some carts write it a hundred times too high"});
}

void take_electrodes(const Tags& tags, EcgRecord& record) {
  constexpr std::array<std::string_view, 7> kTwelveLead = {"",
                                                           "standard 12-lead",
                                                           "Mason-Likar, single electrodes",
                                                           "Mason-Likar, chest electrodes on one pad",
                                                           "12-lead, all electrodes on one pad",
                                                           "12-lead derived from Frank XYZ",
                                                           "12-lead derived from non-standard leads"};
  constexpr std::array<std::string_view, 7> kXyz = {"",
                                                    "Frank XYZ",
                                                    "McFee-Parungao XYZ",
                                                    "cube XYZ",
                                                    "bipolar uncorrected XYZ",
                                                    "pseudo-orthogonal XYZ",
                                                    "XYZ derived from 12-lead"};
  const Value value = tags.find(electrodes);
  std::string words;
  if (!value.empty() && value[0] < kTwelveLead.size())
    append_words(words, kTwelveLead[value[0]]);
  if (value.size() > 1 && value[1] > 0 && value[1] < kXyz.size())
    append_words(words, kXyz[value[1]]);
  if (!words.empty())
    record.electrode_placement = words;
}

void take_comments(const Tags& tags, EcgRecord& record) {
  for (const std::string& text : tags.texts(referral_indication, 0))
    record.comments.push_back("Indication: " + text);
  for (const std::string& text : tags.texts(drug, kDrugCodeBytes))
    record.comments.push_back("Drug: " + text);
  for (const std::string& text : tags.texts(medical_history, 0))
    record.comments.push_back("History: " + text);
  if (tags.lists(history_codes, kPacemakerHistory)) {
    record.comments.push_back("History: implanted cardiac pacemaker");
    record.paced = true;
  }
}

}  // namespace

ScpHeader read_scp_header(const ScpSection& section, EcgRecord& record) {
  Tags tags(split_tags(section, record), 0);
  const ScpDeviceTag device = read_scp_device(tags.find(acquiring_device), record.device);
  tags.set_language(device.language);
  take_time(tags, record);
  take_patient(tags, record);
  take_filters(tags, record);
  take_electrodes(tags, record);
  take_comments(tags, record);
  return {device.version, device.language};
}

}  // namespace leadwise::io
