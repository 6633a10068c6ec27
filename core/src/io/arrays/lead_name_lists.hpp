#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "arrays/array_file.hpp"

namespace leadwise::io {

/// The texts of a variable as names of channels: one text of nothing but lead names ("I,II,V1", "I II V1") is split.
std::vector<std::string> names_in(const ArrayVariable& variable);

/// True for variables that list the names of channels by what they are called: "leads", "lead_names", "sig_name", ...;
/// "ch_names", "lead_order", ... where they fit one of `channel_counts` or a lead is among them; "labels", "names", ... where a
/// lead is among them, since these are diagnoses as often.
bool is_called_lead_names(const ArrayVariable& variable, const std::vector<std::uint64_t>& channel_counts);

/// True for two or more texts, as many as one of `channel_counts`, each the name of another standard lead: whatever such a
/// list is called, it names the leads. So do names from a list of structures where one of them is a lead.
bool lists_leads(const ArrayVariable& variable, const std::vector<std::uint64_t>& channel_counts);

/// What of the file could name the leads and cannot be read as names: a list of them that was left out, a
/// "lead_order" of numbers or in a word. Empty where there is nothing of the kind. For messages.
std::string unread_lead_names(const ArrayFile& file);

}  // namespace leadwise::io
