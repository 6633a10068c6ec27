#include "scp/scp_leads.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "bytes/byte_reader.hpp"
#include "mdc_lead.hpp"

namespace leadwise::io {
namespace {

constexpr unsigned kBeatSubtractedFlag = 0x01;
constexpr std::size_t kLeadBytes = 9;

// EN 1064, table of lead identification codes. 31 to 60 are the calibration signals of 1 to 30, 79 to 85 those of 66 to 72.
constexpr std::array<std::string_view, 31> kFirstLabels = {
    "unspecified", "I",         "II",        "V1",        "V2",        "V3",        "V4",        "V5",
    "V6",          "V7",        "V2R",       "V3R",       "V4R",       "V5R",       "V6R",       "V7R",
    "X",           "Y",         "Z",         "CC5",       "CM5",       "left arm",  "right arm", "left leg",
    "I (Frank)",   "E (Frank)", "C (Frank)", "A (Frank)", "M (Frank)", "F (Frank)", "H (Frank)"};
constexpr std::uint32_t kFirstCalibration = 31;
constexpr std::uint32_t kLastCalibration = 60;
constexpr std::array<std::string_view, 18> kFurtherLabels = {"III",
                                                             "aVR",
                                                             "aVL",
                                                             "aVF",
                                                             "-aVR",
                                                             "V8",
                                                             "V9",
                                                             "V8R",
                                                             "V9R",
                                                             "D (Nehb)",
                                                             "A (Nehb)",
                                                             "J (Nehb)",
                                                             "defibrillator",
                                                             "external pacing",
                                                             "A1",
                                                             "A2",
                                                             "A3",
                                                             "A4"};
constexpr std::uint32_t kFirstFurther = 61;
constexpr std::uint32_t kFirstFurtherCalibration = 79;
constexpr std::uint32_t kLastFurtherCalibration = 85;
constexpr std::uint32_t kCalibratedFurther = 66;

Result<ScpLead> read_lead(ByteReader& reader, std::size_t number) {
  ScpLead lead;
  const std::uint64_t offset = reader.offset();
  lead.first = reader.u32("first sample");
  lead.last = reader.u32("last sample");
  lead.code = reader.u8("lead code");
  if (auto status = reader.status(); !status)
    return tl::unexpected(status.error());
  if (lead.first < 1 || lead.last < lead.first || lead.last == UINT32_MAX)
    return fail(ErrorCode::InvalidHeader,
                "SCP-ECG section 3, lead " + std::to_string(number) + ": samples " + std::to_string(lead.first) +
                    " to " + std::to_string(lead.last),
                offset);
  return lead;
}

// Some writers count fewer leads than they define. Padding is zeros, and no lead begins at sample 0.
std::vector<ScpLead> read_beyond_count(ByteReader& reader, std::size_t count) {
  constexpr std::size_t kMostLeads = 255;
  std::vector<ScpLead> leads;
  while (count + leads.size() < kMostLeads && reader.remaining() >= kLeadBytes) {
    const auto lead = read_lead(reader, count + leads.size() + 1);
    if (!lead)
      break;
    leads.push_back(*lead);
  }
  return leads;
}

}  // namespace

std::uint32_t ScpLeads::first() const {
  std::uint32_t first = UINT32_MAX;
  for (const ScpLead& lead : leads)
    first = std::min(first, lead.first);
  return first;
}

std::uint32_t ScpLeads::last() const {
  std::uint32_t last = 0;
  for (const ScpLead& lead : leads)
    last = std::max(last, lead.last);
  return last;
}

Result<ScpLeads> read_scp_leads(const ScpSection& section) {
  ByteReader reader(section.data, ByteOrder::little, "SCP-ECG section 3", section.offset);
  const std::uint8_t count = reader.u8("number of leads");
  const unsigned flags = reader.u8("flags");
  if (auto status = reader.status(); !status)
    return tl::unexpected(status.error());
  if (count == 0)
    return fail(ErrorCode::NoEcgChannel, "SCP-ECG section 3 defines no lead", section.offset);
  if (count * kLeadBytes > reader.remaining())
    return fail(ErrorCode::TruncatedData,
                "SCP-ECG section 3: " + std::to_string(count) + " leads do not fit into the section", section.offset);
  ScpLeads leads;
  leads.beat_subtracted = (flags & kBeatSubtractedFlag) != 0;
  for (std::size_t i = 0; i < count; ++i) {
    const auto lead = read_lead(reader, i + 1);
    if (!lead)
      return tl::unexpected(lead.error());
    leads.leads.push_back(*lead);
  }
  leads.beyond_count = read_beyond_count(reader, count);
  return leads;
}

std::string scp_lead_label(std::uint32_t code) {
  if (code < kFirstLabels.size())
    return std::string(kFirstLabels[code]);
  if (code >= kFirstCalibration && code <= kLastCalibration)
    return std::string(kFirstLabels[code - kFirstCalibration + 1]) + " calibration";
  if (code >= kFirstFurther && code < kFirstFurther + kFurtherLabels.size())
    return std::string(kFurtherLabels[code - kFirstFurther]);
  if (code >= kFirstFurtherCalibration && code <= kLastFurtherCalibration)
    return scp_lead_label(code - kFirstFurtherCalibration + kCalibratedFurther) + " calibration";
  return "lead code " + std::to_string(code);
}

std::optional<Lead> scp_standard_lead(std::uint8_t code) { return lead_of_mdc_number(code); }

}  // namespace leadwise::io
