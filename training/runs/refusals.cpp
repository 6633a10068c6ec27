#include "runs/refusals.hpp"

#include <iostream>

#include <nlohmann/json.hpp>

namespace leadwise::training {

using nlohmann::json;

void Refusals::add(const Batch& batch) {
  for (const auto& refused : batch.refused) {
    auto& reason = reasons_[std::string(error_name(refused.reason.code))];
    if (reason.count++ == 0.0)
      reason.example = refused.uid + ": " + refused.reason.message;
  }
}

double Refusals::count() const {
  double sum = 0.0;
  for (const auto& [name, reason] : reasons_)
    sum += reason.count;
  return sum;
}

Result<Refusals> Refusals::of_all(const Processes& processes) const {
  auto own = json::object();
  for (const auto& [name, reason] : reasons_)
    own[name] = {{"count", reason.count}, {"example", reason.example}};
  const auto texts = processes.gather(own.dump(-1, ' ', false, json::error_handler_t::replace));
  if (!texts)
    return tl::unexpected(texts.error());
  Refusals all;
  for (const auto& text : *texts) {
    const auto reasons = json::parse(text, nullptr, false);
    for (const auto& [name, reason] : reasons.items()) {
      auto& sum = all.reasons_[name];
      sum.count += reason["count"].get<double>();
      if (sum.example.empty())
        sum.example = reason["example"].get<std::string>();
    }
  }
  return all;
}

void Refusals::report(const std::string& what) const {
  for (const auto& [name, reason] : reasons_)
    std::cerr << reason.count << " examples left out of " << what << " as " << name << ", among them " << reason.example
              << '\n';
}

Result<void> check_readable(const Batch& batch) {
  return batch.unreadable ? tl::unexpected(*batch.unreadable) : Result<void>();
}

}  // namespace leadwise::training
