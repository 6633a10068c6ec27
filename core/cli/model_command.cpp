#include <iostream>

#include <nlohmann/json.hpp>

#include "commands.hpp"
#include "leadwise/model.hpp"
#include "leadwise/report_json.hpp"
#include "model_file.hpp"
#include "output.hpp"

namespace leadwise::cli {
namespace {

int run_model(const std::string& path) {
  const auto bytes = read_model_file(path);
  const auto model = bytes ? Model::load(*bytes) : Result<Model>(tl::unexpected(bytes.error()));
  if (!model) {
    print_error(path.empty() ? "shipped weights" : path, model.error());
    return kSomeFailed;
  }
  std::cout << nlohmann::ordered_json::parse(model_card_json(*model)).dump(2) << '\n';
  return kAllDone;
}

}  // namespace

void add_model_command(CLI::App& app, int& status) {
  auto path = std::make_shared<std::string>();
  CLI::App* command = app.add_subcommand("model", "Print the model card inside a weight file");
  command->add_option("MODEL", *path, "Weight file; the shipped one where none is named");
  command->callback([path, &status] { status = run_model(*path); });
}

}  // namespace leadwise::cli
