#include "parallel/launch.hpp"

#include <charconv>
#include <cstdlib>

namespace leadwise::training {
namespace {

constexpr long kMostProcesses = 1 << 20;
constexpr long kMostPorts = 65535;

tl::unexpected<Error> refuse(const char* name, const std::string& why) {
  return fail(ErrorCode::InvalidArgument, "environment variable " + std::string(name) + " " + why);
}

Result<long> number(const char* name, const std::string& text, long low, long high) {
  long value = 0;
  const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (status != std::errc() || end != text.data() + text.size())
    return refuse(name, "is \"" + text + "\", no whole number");
  if (value < low || value > high)
    return refuse(name, "is " + text + ", outside " + std::to_string(low) + " to " + std::to_string(high));
  return value;
}

Result<long> needed(const Variables& variables, const char* name, long low, long high) {
  const auto text = variables(name);
  return text ? number(name, *text, low, high) : refuse(name, "is missing where another says that there are processes");
}

/// Who does not start through torchrun seldom says it.
Result<void> read_local_size(const Variables& variables, Launch& launch) {
  const auto text = variables("LOCAL_WORLD_SIZE");
  if (!text)
    return {};
  const auto size = number("LOCAL_WORLD_SIZE", *text, 1, launch.world_size);
  launch.is_on_one_machine = size && *size == launch.world_size;
  return size ? Result<void>() : tl::unexpected(size.error());
}

Result<void> read_local_rank(const Variables& variables, Launch& launch) {
  const auto text = variables("LOCAL_RANK");
  if (!text)
    return {};
  const auto rank = number("LOCAL_RANK", *text, 0, launch.world_size - 1);
  if (!rank)
    return tl::unexpected(rank.error());
  launch.local_rank = static_cast<int>(*rank);
  return {};
}

Result<void> read_master(const Variables& variables, Launch& launch) {
  const auto address = variables("MASTER_ADDR");
  if (!address)
    return refuse("MASTER_ADDR", "is missing where WORLD_SIZE is above 1");
  const auto port = needed(variables, "MASTER_PORT", 1, kMostPorts);
  if (!port)
    return tl::unexpected(port.error());
  launch.master_address = *address;
  launch.master_port = static_cast<std::uint16_t>(*port);
  launch.launcher_keeps_store = variables("TORCHELASTIC_USE_AGENT_STORE") == "True";
  launch.attempt = variables("TORCHELASTIC_RESTART_COUNT").value_or("0");
  return {};
}

}  // namespace

Result<Launch> read_launch(const Variables& variables) {
  Launch launch;
  if (!variables("RANK") && !variables("WORLD_SIZE"))
    return launch;
  const auto size = needed(variables, "WORLD_SIZE", 1, kMostProcesses);
  if (!size)
    return tl::unexpected(size.error());
  const auto rank = needed(variables, "RANK", 0, *size - 1);
  if (!rank)
    return tl::unexpected(rank.error());
  launch.world_size = static_cast<int>(*size);
  launch.rank = static_cast<int>(*rank);
  for (const auto read_local : {read_local_rank, read_local_size})
    if (auto read = read_local(variables, launch); !read)
      return tl::unexpected(read.error());
  if (launch.world_size > 1)
    if (auto read = read_master(variables, launch); !read)
      return tl::unexpected(read.error());
  return launch;
}

std::optional<std::string> environment_variable(const char* name) {
  const char* text = std::getenv(name);
  return text == nullptr || *text == '\0' ? std::nullopt : std::optional<std::string>(text);
}

}  // namespace leadwise::training
