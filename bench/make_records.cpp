// leadwise_make_records FOLDER COUNT RATE_HZ: writes simulated 12-lead ECGs of 10 s as WFDB records (format 16), a thousand
// a folder. Sixty-four different ones take turns: what is measured on them is the number of records, not their variety.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "leadwise/simulator.hpp"
#include "leadwise/writer.hpp"

namespace leadwise::bench {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kDifferent = 64, kAFolder = 1000;
constexpr const char* kPlaceholder = "r0000000";

/// A header, whose record is called kPlaceholder, and its signal file.
struct Template {
  std::string header;
  std::string signals;
};

Template make_template(std::uint64_t seed, double rate_hz) {
  Random random(seed);
  auto settings = random_simulation_settings(random);
  settings.sampling_rate_hz = rate_hz;
  settings.duration_s = 10.0;
  const auto simulated = simulate_ecg(settings, seed);
  if (!simulated)
    std::exit(1);
  const auto files = write_record(simulated->record, "wfdb", kPlaceholder);
  if (!files)
    std::exit(1);
  const auto text = [&](std::size_t i) { return std::string((*files)[i].bytes.begin(), (*files)[i].bytes.end()); };
  return {text(0), text(1)};
}

std::string renamed(std::string header, const std::string& name) {
  const std::string placeholder = kPlaceholder;
  for (auto at = header.find(placeholder); at != std::string::npos; at = header.find(placeholder, at + name.size()))
    header.replace(at, placeholder.size(), name);
  return header;
}

void write(const fs::path& path, const std::string& text) {
  std::ofstream stream(path, std::ios::binary);
  if (!stream.write(text.data(), static_cast<std::streamsize>(text.size())).flush()) {
    std::cerr << "cannot write " << path << '\n';
    std::exit(1);
  }
}

void write_records(const fs::path& folder, std::size_t count, double rate_hz) {
  std::vector<Template> templates;
  for (std::uint64_t seed = 0; seed < kDifferent; ++seed)
    templates.push_back(make_template(seed, rate_hz));
  for (std::size_t i = 0; i < count; ++i) {
    char name[16];
    std::snprintf(name, sizeof name, "r%07zu", i);
    const auto below = folder / std::to_string(1000000 + i / kAFolder);
    if (i % kAFolder == 0)
      fs::create_directories(below);
    const auto& made = templates[i % kDifferent];
    write(below / (std::string(name) + ".hea"), renamed(made.header, name));
    write(below / (std::string(name) + ".dat"), made.signals);
  }
}

}  // namespace
}  // namespace leadwise::bench

int main(int argc, char** argv) {
  if (argc != 4) {
    std::cerr << "usage: leadwise_make_records FOLDER COUNT RATE_HZ\n";
    return 2;
  }
  leadwise::bench::write_records(argv[1], std::strtoull(argv[2], nullptr, 10), std::strtod(argv[3], nullptr));
  return 0;
}
