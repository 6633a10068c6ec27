#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "leadwise/ecg_record.hpp"

namespace leadwise::io {

struct LeadLabel {
  std::string label;
  std::optional<Lead> lead;
};

/// Labels for `count` channels that the file gives no names: twelve are the standard leads in their usual order, any
/// other number is counted and none taken as a lead. Either is an assumption and noted as one; `what` names the channels
/// in the note ("columns").
std::vector<LeadLabel> assume_leads(std::size_t count, std::string_view what, EcgRecord& record);

}  // namespace leadwise::io
