#include "arrays/find_ecg_array.hpp"

#include <algorithm>
#include <array>

#include "delimited/delimited_column.hpp"
#include "leadwise/lead.hpp"
#include "text/statement_keys.hpp"
#include "text/text_lines.hpp"
#include "wfdb/wfdb_header.hpp"

namespace leadwise::io {
namespace {

using Variables = std::vector<const ArrayVariable*>;

// In the order in which they are preferred.
constexpr std::array<std::string_view, 21> kSamplesNames = {
    "ecg",     "ekg",  "ecgs", "ecgdata", "ecgsignal", "ecgsignals", "psignal",
    "val",     "signal", "signals", "sig", "sigs",    "data",     "samples",
    "waveform", "waveforms", "waveformsamples", "leads", "voltage", "voltages", "channels"};

std::size_t rank_of(std::string_view name) {
  const auto found = std::find(kSamplesNames.begin(), kSamplesNames.end(), key_letters(name));
  return static_cast<std::size_t>(found - kSamplesNames.begin());
}

// Sizes other than 1.
std::vector<std::uint64_t> long_sides(const ArrayVariable& variable) {
  std::vector<std::uint64_t> sides;
  for (const std::uint64_t size : variable.shape) {
    if (size != 1)
      sides.push_back(size);
  }
  return sides;
}

bool is_matrix(const ArrayVariable& variable) {
  const auto sides = long_sides(variable);
  return !variable.holds_texts && !variable.numbers.empty() && sides.size() == 2 &&
         std::min(sides[0], sides[1]) <= kMaxChannels;
}

// Times and counts are no ECG, whatever their shape.
bool may_be_samples(const ArrayVariable& variable) {
  const std::string_view name = variable.name;
  const ColumnRole role = parse_column_heading(name).role;
  return role == ColumnRole::voltage && !is_rate_key(key_letters(name));
}

std::string listed(const Variables& variables) {
  constexpr std::size_t kMostNamed = 6;
  std::string text;
  for (std::size_t i = 0; i < std::min(variables.size(), kMostNamed); ++i)
    text += (i == 0 ? "" : ", ") + quoted(path_of(*variables[i]));
  return variables.size() > kMostNamed ? text + ", ..." : text;
}

tl::unexpected<Error> ambiguous(const ArrayFile& file, const Variables& variables) {
  return fail(ErrorCode::UnsupportedFormat,
              file.what + " holds several arrays that could be the ECG, and none is guessed: " + listed(variables) +
                  "; save the ECG as a variable \"ecg\", or alone",
              variables.front()->offset);
}

tl::unexpected<Error> nothing_found(const ArrayFile& file) {
  std::string message = file.what + " holds no matrix of 1 to 64 leads and no vectors called like leads";
  for (std::size_t i = 0; i < std::min<std::size_t>(file.left_out.size(), 3); ++i)
    message += (i == 0 ? "; not read: " : ", ") + description_of(file.left_out[i]);
  return fail(file.left_out.empty() ? ErrorCode::NoEcgChannel : ErrorCode::UnsupportedFormat, message, 0);
}

// A list of structures names its channels; what else of it is a list of numbers is none.
bool is_channel(const ArrayVariable& variable) {
  return is_number_list(variable) && (variable.listed == ListedRole::samples || variable.list_path.empty());
}

Variables members_of_leads(const ArrayFile& file) {
  Variables members;
  for (const ArrayVariable& variable : file.variables) {
    if (key_letters(last_name(variable.parent)) == "leads" && is_channel(variable))
      members.push_back(&variable);
  }
  return members;
}

Variables best_named(const ArrayFile& file) {
  Variables best;
  std::size_t best_rank = kSamplesNames.size();
  for (const ArrayVariable& variable : file.variables) {
    const std::size_t rank = rank_of(variable.name);
    if (rank > best_rank || rank == kSamplesNames.size() || (!is_matrix(variable) && !is_number_list(variable)))
      continue;
    if (rank < best_rank)
      best.clear();
    best_rank = rank;
    best.push_back(&variable);
  }
  return best;
}

Variables called_like_leads(const ArrayFile& file) {
  Variables leads;
  for (const ArrayVariable& variable : file.variables) {
    if (is_number_list(variable) && parse_lead(variable.name))
      leads.push_back(&variable);
  }
  return leads;
}

Variables listed_channels(const ArrayFile& file) {
  Variables channels;
  for (const ArrayVariable& variable : file.variables) {
    if (variable.listed == ListedRole::samples)
      channels.push_back(&variable);
  }
  return channels;
}

bool is_cell_element(const ArrayVariable& variable) { return !variable.cell_path.empty(); }

// Lists of numbers of one length, the elements of one cell and all of it that could be meant.
bool are_cell_of_channels(const Variables& variables) {
  const ArrayVariable& first = *variables.front();
  return variables.size() > 1 && !first.cell_path.empty() &&
         std::all_of(variables.begin(), variables.end(), [&](const ArrayVariable* variable) {
           return variable->cell_path == first.cell_path && is_number_list(*variable) &&
                  element_count(variable->shape) == element_count(first.shape);
         });
}

template <class Suits>
Variables candidates(const ArrayFile& file, Suits suits) {
  Variables found;
  for (const ArrayVariable& variable : file.variables) {
    if (suits(variable) && may_be_samples(variable))
      found.push_back(&variable);
  }
  return found;
}

bool of_one_parent(const Variables& variables) {
  return std::all_of(variables.begin(), variables.end(),
                     [&](const ArrayVariable* variable) { return variable->parent == variables.front()->parent; });
}

Result<EcgArrays> vectors(const ArrayFile& file, Variables variables) {
  if (!of_one_parent(variables))
    return ambiguous(file, variables);
  return EcgArrays{std::move(variables), {}, false};
}

// Kardia's files hold the ECG twice: as it was recorded, and as the maker's filters make it.
bool are_samples_of(std::string_view word, const ArrayVariable& variable) {
  return last_name(variable.parent) == "samples" && last_name(parent_path(variable.parent)) == word;
}

Result<EcgArrays> raw_before_enhanced(const ArrayFile& file, const Variables& variables) {
  EcgArrays arrays{{}, {}, false};
  for (const ArrayVariable* variable : variables) {
    const bool enhanced = are_samples_of("enhanced", *variable);
    if (!enhanced)
      arrays.variables.push_back(variable);
    else if (arrays.passed_over.empty() || arrays.passed_over.back() != variable->parent)
      arrays.passed_over.push_back(variable->parent);
  }
  const bool all_raw = !arrays.variables.empty() && are_samples_of("raw", *arrays.variables.front());
  if (!all_raw || !of_one_parent(arrays.variables))
    return vectors(file, variables);
  return arrays;
}

Result<EcgArrays> only_one(const ArrayFile& file, const Variables& variables) {
  if (are_cell_of_channels(variables))
    return EcgArrays{variables, {}, false};
  if (variables.size() > 1)
    return ambiguous(file, variables);
  EcgArrays arrays{variables, {}, true};
  for (const ArrayVariable* other : candidates(file, is_matrix)) {
    if (other != variables.front())
      arrays.passed_over.push_back(path_of(*other));
  }
  return arrays;
}

struct Side {
  std::uint64_t size = 0;
  std::uint64_t step = 0;
};

// The two sides of a matrix, a vector's second one being of size 1.
std::array<Side, 2> sides_of(const ArrayVariable& variable) {
  std::array<Side, 2> sides = {Side{1, 0}, Side{1, 0}};
  std::size_t filled = 0;
  std::uint64_t step = 1;
  for (std::size_t i = 0; i < variable.shape.size(); ++i) {
    const std::size_t dimension = variable.first_index_fastest ? i : variable.shape.size() - 1 - i;
    const std::uint64_t size = variable.shape[dimension];
    if (size != 1 && filled < sides.size())
      sides[filled++] = Side{size, step};
    step *= size;
  }
  return sides;
}

std::string shape_text(const std::array<Side, 2>& sides) {
  return std::to_string(sides[0].size) + " x " + std::to_string(sides[1].size);
}

// Which side are the leads.
Result<std::size_t> lead_side(const ArrayFile& file, const ArrayVariable& variable, const std::array<Side, 2>& sides,
                              std::size_t names) {
  const auto contradiction = [&](const std::string& why) {
    return fail(ErrorCode::InvalidHeader,
                file.what + ": the array " + quoted(path_of(variable)) + " is " + shape_text(sides) + why,
                variable.offset);
  };
  if (names > 0 && (sides[0].size == names) != (sides[1].size == names))
    return sides[0].size == names ? 0U : 1U;
  if (names > 0 && sides[0].size != names)
    return contradiction(", the file names " + std::to_string(names) + " leads");
  if (sides[0].size == sides[1].size && sides[0].size > 1)
    return contradiction("; which side the leads are cannot be told");
  return sides[0].size < sides[1].size ? 0U : 1U;
}

Result<std::vector<ArrayChannel>> split_matrix(const ArrayFile& file, const ArrayVariable& variable,
                                               const ArrayStatements& statements) {
  const auto sides = sides_of(variable);
  const auto side = lead_side(file, variable, sides, statements.lead_names.size());
  if (!side)
    return tl::unexpected(side.error());
  const Side leads = sides[*side], samples = sides[1 - *side];
  if (leads.size > kMaxChannels)
    return fail(ErrorCode::TooLarge,
                file.what + ": the array " + quoted(path_of(variable)) + " is " + shape_text(sides), variable.offset);
  std::vector<ArrayChannel> channels;
  for (std::uint64_t i = 0; i < leads.size; ++i) {
    const bool named = !statements.lead_names.empty();
    channels.push_back({&variable, i * leads.step, samples.step, samples.size,
                        named ? statements.lead_names[static_cast<std::size_t>(i)] : std::string()});
  }
  return channels;
}

Result<EcgArrays> choose_arrays(const ArrayFile& file) {
  if (Variables members = members_of_leads(file); !members.empty())
    return vectors(file, std::move(members));
  if (const Variables named = best_named(file); !named.empty())
    return only_one(file, named);
  if (Variables listed = listed_channels(file); !listed.empty())
    return vectors(file, std::move(listed));
  if (const Variables leads = called_like_leads(file); !leads.empty())
    return raw_before_enhanced(file, leads);
  if (const Variables matrices = candidates(file, is_matrix); !matrices.empty())
    return only_one(file, matrices);
  if (const Variables lone = candidates(file, is_number_list); !lone.empty())
    return only_one(file, lone);
  return nothing_found(file);
}

// Channels that a list describes and that were not chosen.
void pass_over_lists(const ArrayFile& file, EcgArrays& arrays) {
  for (const ArrayVariable* other : listed_channels(file)) {
    const bool chosen = other->parent == arrays.variables.front()->parent;
    if (!chosen && (arrays.passed_over.empty() || arrays.passed_over.back() != other->parent))
      arrays.passed_over.push_back(other->parent);
  }
}

}  // namespace

bool is_samples_name(std::string_view name) { return rank_of(name) < kSamplesNames.size(); }

Result<EcgArrays> find_ecg_arrays(const ArrayFile& file) {
  auto arrays = choose_arrays(file);
  if (arrays)
    pass_over_lists(file, *arrays);
  return arrays;
}

std::vector<std::uint64_t> possible_channel_counts(const EcgArrays& arrays) {
  if (arrays.is_matrix) {
    const auto sides = sides_of(*arrays.variables.front());
    return {sides[0].size, sides[1].size};
  }
  return is_cell_element(*arrays.variables.front()) ? std::vector<std::uint64_t>{arrays.variables.size()}
                                                    : std::vector<std::uint64_t>{};
}

Result<std::vector<ArrayChannel>> split_into_channels(const ArrayFile& file, const EcgArrays& arrays,
                                                      const ArrayStatements& statements) {
  if (arrays.is_matrix)
    return split_matrix(file, *arrays.variables.front(), statements);
  if (arrays.variables.size() > kMaxChannels) {
    return fail(ErrorCode::TooLarge, file.what + " holds " + std::to_string(arrays.variables.size()) + " leads",
                arrays.variables.front()->offset);
  }
  const bool in_cell = is_cell_element(*arrays.variables.front());
  const auto& names = statements.lead_names;
  if (in_cell && !names.empty() && names.size() != arrays.variables.size()) {
    return fail(ErrorCode::InvalidHeader,
                file.what + ": the cell " + quoted(arrays.variables.front()->cell_path) + " has " +
                    std::to_string(arrays.variables.size()) + " elements, the file names " +
                    std::to_string(names.size()) + " leads",
                arrays.variables.front()->offset);
  }
  std::vector<ArrayChannel> channels;
  for (const ArrayVariable* variable : arrays.variables) {
    ArrayChannel channel{variable, 0, 1, element_count(variable->shape), {}};
    if (!in_cell)
      channel.label = variable->name;
    else if (!names.empty())
      channel.label = names[channels.size()];
    channels.push_back(std::move(channel));
  }
  return channels;
}

}  // namespace leadwise::io
