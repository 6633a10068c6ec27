#include "runs/run_log.hpp"

#include <fstream>
#include <iostream>
#include <sstream>

#include "support/durable_file.hpp"
#include "support/file_access.hpp"

namespace leadwise::training {
namespace {

std::filesystem::path log_of(const TrainingConfig& config) { return std::filesystem::path(config.out) / "log.jsonl"; }

bool is_of_epochs_done(const std::string& line, std::uint64_t epochs_done) {
  const auto json = nlohmann::json::parse(line, nullptr, false);
  return json.is_object() && json.contains("epoch") && json["epoch"].is_number_unsigned() &&
         json["epoch"].get<std::uint64_t>() <= epochs_done;
}

}  // namespace

Result<void> trim_log(const TrainingConfig& config, std::uint64_t epochs_done) {
  std::error_code status;
  if (!std::filesystem::exists(log_of(config), status))
    return {};
  const auto bytes = read_file(log_of(config));
  if (!bytes)
    return tl::unexpected(bytes.error());
  std::istringstream lines(std::string(bytes->begin(), bytes->end()));
  std::string kept;
  for (std::string line; std::getline(lines, line);)
    if (is_of_epochs_done(line, epochs_done))
      kept += line + '\n';
  return kept.size() == bytes->size() ? Result<void>() : write_durably(log_of(config), kept);
}

Result<void> log_epoch(const TrainingConfig& config, std::uint64_t epoch, const Measurements& measurements) {
  nlohmann::json line = {{"epoch", epoch + 1}};
  for (const auto& [name, value] : measurements)
    line[name] = value;
  std::ofstream log(log_of(config), std::ios::app);
  if (!(log << line.dump() << '\n').flush())
    return fail(ErrorCode::FileNotWritable, "cannot write the log in \"" + config.out + "\"");
  std::cerr << line.dump() << '\n';
  return {};
}

}  // namespace leadwise::training
