#include "quality/electrode_exchanges.hpp"

#include <array>

namespace leadwise {
namespace {

constexpr std::size_t kLimbExchanges = 3;
constexpr std::size_t kFirstChestLead = 2;
constexpr std::size_t kChestLeads = 6;
constexpr std::size_t kExchanges = kLimbExchanges + kChestLeads * (kChestLeads - 1) / 2;
constexpr std::array<std::string_view, kChestLeads> kChestNames = {"V1", "V2", "V3", "V4", "V5", "V6"};

constexpr LeadMatrix unchanged() {
  LeadMatrix rows{};
  for (std::size_t lead = 0; lead < rows.size(); ++lead)
    rows[lead][lead] = 1.0;
  return rows;
}

// I = LA - RA and II = LL - RA; the chest leads' reference, the mean of the three, stays where it is.
constexpr LeadMatrix limb_rows(double i_from_i, double i_from_ii, double ii_from_i, double ii_from_ii) {
  LeadMatrix rows = unchanged();
  rows[0][0] = i_from_i;
  rows[0][1] = i_from_ii;
  rows[1][0] = ii_from_i;
  rows[1][1] = ii_from_ii;
  return rows;
}

constexpr LeadMatrix chest_rows(std::size_t a, std::size_t b) {
  LeadMatrix rows = unchanged();
  std::swap(rows[kFirstChestLead + a], rows[kFirstChestLead + b]);
  return rows;
}

constexpr std::array<ElectrodeExchange, kExchanges> all_exchanges() {
  std::array<ElectrodeExchange, kExchanges> exchanges{};
  exchanges[0] = {"LA", "RA", true, limb_rows(-1.0, 0.0, -1.0, 1.0)};
  exchanges[1] = {"LA", "LL", true, limb_rows(0.0, 1.0, 1.0, 0.0)};
  exchanges[2] = {"RA", "LL", true, limb_rows(1.0, -1.0, 0.0, -1.0)};
  std::size_t next = kLimbExchanges;
  for (std::size_t a = 0; a < kChestLeads; ++a) {
    for (std::size_t b = a + 1; b < kChestLeads; ++b)
      exchanges[next++] = {kChestNames[a], kChestNames[b], false, chest_rows(a, b)};
  }
  return exchanges;
}

constexpr std::array<ElectrodeExchange, kExchanges> kAll = all_exchanges();

}  // namespace

std::span<const ElectrodeExchange> electrode_exchanges() { return kAll; }

}  // namespace leadwise
