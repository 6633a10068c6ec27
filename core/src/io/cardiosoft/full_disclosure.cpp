#include "cardiosoft/full_disclosure.hpp"

#include <algorithm>
#include <cstdlib>
#include <string>

#include "bytes/digital_channel.hpp"
#include "cardiosoft/cardiosoft_signal.hpp"
#include "text/integer_list.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

using Samples = std::vector<std::int32_t>;

tl::unexpected<Error> order_unknown(const XmlElement& full) {
  return fail(ErrorCode::UnsupportedFormat,
              std::string(kCardioSoft) +
                  ": FullDisclosureData, all leads in one text, is not read: its order is described in two ways, and "
                  "I, II and III do not tell which one it is",
              full.offset());
}

std::vector<std::string> labels_of(const XmlElement& full) {
  const std::string order = full.child("LeadOrder").text();
  std::vector<std::string> labels;
  for (std::string_view rest = order; !rest.empty() && labels.size() <= kMostCardioSoftLeads;) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    labels.emplace_back(trim(rest.substr(0, comma)));
    rest.remove_prefix(std::min(comma + 1, rest.size()));
  }
  return labels;
}

Result<Samples> read_all_leads(const XmlElement& data) {
  auto samples = read_integer_list(data.text(), std::string(kCardioSoft) + ": FullDisclosureData", data.offset());
  if (!samples)
    return samples;
  if (auto checked = check_cardiosoft_count(data, "SampleCountTotal", "FullDisclosureData", samples->size()); !checked)
    return tl::unexpected(checked.error());
  return samples;
}

/// Each lead's samples, where they stand in blocks, a lead after another.
std::vector<Samples> split_blocks(const Samples& all, std::size_t leads, std::size_t block) {
  std::vector<Samples> split(leads);
  for (std::size_t at = 0; at < all.size(); at += block) {
    Samples& lead = split[at / block % leads];
    lead.insert(lead.end(), all.begin() + static_cast<std::ptrdiff_t>(at),
                all.begin() + static_cast<std::ptrdiff_t>(at + block));
  }
  return split;
}

const Samples* samples_of(Lead lead, const std::vector<std::string>& labels, const std::vector<Samples>& split) {
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (parse_lead(labels[i]) == lead)
      return &split[i];
  }
  return nullptr;
}

/// True where II is the sum of the others but for rounding, and there is anything to be summed.
bool obeys_einthoven(const std::vector<std::string>& labels, const std::vector<Samples>& split) {
  const Samples *one = samples_of(Lead::I, labels, split), *two = samples_of(Lead::II, labels, split),
                *three = samples_of(Lead::III, labels, split);
  if (one == nullptr || two == nullptr || three == nullptr)
    return false;
  bool any = false;
  for (std::size_t i = 0; i < two->size(); ++i) {
    // Samples are at most 2^24 (read_integer_list).
    if (std::abs((*one)[i] + (*three)[i] - (*two)[i]) > 1)
      return false;
    any = any || std::abs((*two)[i]) > 1;
  }
  return any;
}

}  // namespace

Result<SignalGroup> read_full_disclosure(const XmlElement& full) {
  const auto scale = read_cardiosoft_scale(full);
  if (!scale)
    return tl::unexpected(scale.error());
  const auto samples = read_all_leads(full.child("FullDisclosureData"));
  if (!samples)
    return tl::unexpected(samples.error());
  const std::vector<std::string> labels = labels_of(full);
  const auto block = static_cast<std::size_t>(scale->sampling_rate_hz);
  if (labels.empty() || labels.size() > kMostCardioSoftLeads || samples->size() % (labels.size() * block) != 0)
    return order_unknown(full);
  const std::vector<Samples> split = split_blocks(*samples, labels.size(), block);
  if (!obeys_einthoven(labels, split))
    return order_unknown(full);
  SignalGroup group{"rhythm", scale->sampling_rate_hz, {}};
  for (std::size_t i = 0; i < labels.size(); ++i)
    group.channels.push_back(digital_channel(labels[i], split[i], scale->resolution_mv));
  return group;
}

}  // namespace leadwise::io
