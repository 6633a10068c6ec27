#include "aecg/aecg_sequence_set.hpp"

#include <cmath>

#include "aecg/aecg_quantity.hpp"
#include "aecg/aecg_time_sequence.hpp"
#include "aecg/aecg_value_list.hpp"
#include "mdc_lead.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

/// More than any ECG has; bounds the work that a hostile file can ask for.
constexpr std::size_t kMostSequences = 1024;

// A code that is not of a table stands in words.
std::string label_of(const XmlElement& sequence, std::size_t number) {
  if (std::string code = aecg_code(sequence); !code.empty())
    return code;
  if (auto words = sequence.text_of("code/originalText"))
    return *words;
  return "sequence " + std::to_string(number);
}

Result<void> add_channel(const XmlElement& sequence, const ReadOptions& options, std::size_t number,
                         AecgSequenceSet& read, std::vector<Note>& notes) {
  const std::string label = label_of(sequence, number);
  auto list = read_aecg_value_list(sequence, label, options);
  if (!list)
    return tl::unexpected(list.error());
  if (list->samples_mv.empty()) {
    notes.push_back({ErrorCode::NoEcgChannel, "sequence " + quoted(label) + " was left out: " +
                                                  quoted(list->other_unit) + " is no unit of voltage"});
    return {};
  }
  Channel channel{label, std::nullopt, list->resolution_mv, list->baseline_adu, std::move(list->samples_mv)};
  if (!aecg_code(sequence).empty())
    channel.lead = lead_of_mdc_word(label);
  read.channels.push_back(std::move(channel));
  return {};
}

// The sequences of a set are aligned value by value; where one is shorter, it is open which of its ends is missing.
Result<void> check_lengths(const AecgSequenceSet& set) {
  for (const Channel& channel : set.channels) {
    const Channel& first = set.channels.front();
    if (channel.samples_mv.size() == first.samples_mv.size())
      continue;
    return fail(ErrorCode::InvalidHeader,
                "HL7 aECG: the sequences of a set must be of one length, but " + quoted(channel.label) + " has " +
                    std::to_string(channel.samples_mv.size()) + " values and " + quoted(first.label) + " has " +
                    std::to_string(first.samples_mv.size()),
                set.offset);
  }
  return {};
}

}  // namespace

Result<AecgSequenceSet> read_aecg_sequence_set(const XmlElement& set, const ReadOptions& options,
                                               std::vector<Note>& notes) {
  AecgSequenceSet read;
  read.offset = set.offset();
  std::vector<XmlElement> times, values;
  for (const XmlElement& component : set.children("component")) {
    for (const XmlElement& sequence : component.children("sequence"))
      (aecg_code(sequence).rfind("TIME_", 0) == 0 ? times : values).push_back(sequence);
  }
  if (values.size() > kMostSequences)
    return fail(ErrorCode::TooLarge, "HL7 aECG: a sequence set of more than 1024 sequences", read.offset);
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (auto added = add_channel(values[i], options, i + 1, read, notes); !added)
      return tl::unexpected(added.error());
  }
  if (read.channels.empty())
    return read;
  if (auto checked = check_lengths(read); !checked)
    return tl::unexpected(checked.error());
  auto axis = read_aecg_time_axis(times, set, options, notes);
  if (!axis)
    return tl::unexpected(axis.error());
  read.time = std::move(*axis);
  return read;
}

}  // namespace leadwise::io
