#include "network.hpp"

#include <utility>

#include <xnnpack.h>

#include "xnn_status.hpp"

namespace leadwise::nn {

static_assert(XNN_EXTRA_BYTES <= 32 * sizeof(float), "PaddedBuffer owns too little");

Result<Workspace> make_workspace() {
  if (auto ok = to_result(xnn_initialize(nullptr), "initialisation"); !ok)
    return tl::unexpected<Error>(ok.error());
  xnn_workspace_t workspace = nullptr;
  if (auto ok = to_result(xnn_create_workspace(&workspace), "workspace"); !ok)
    return tl::unexpected<Error>(ok.error());
  return Workspace(workspace, [](xnn_workspace* owned) { xnn_release_workspace(owned); });
}

void Network::RuntimeDeleter::operator()(xnn_runtime* runtime) const { xnn_delete_runtime(runtime); }

Network::Network(Workspace workspace, Runtime runtime, std::size_t input_size,
                 const std::vector<std::size_t>& output_sizes)
    : workspace_(std::move(workspace)), runtime_(std::move(runtime)), input_(input_size) {
  for (const std::size_t size : output_sizes)
    outputs_.emplace_back(size);
}

Result<void> Network::run() {
  std::vector<xnn_external_value> externals = {{0, input_.values().data()}};
  for (PaddedBuffer& output : outputs_) {
    externals.push_back({static_cast<std::uint32_t>(externals.size()), output.values().data()});
  }
  // Set up anew each time: a network made later may have moved the shared workspace.
  const auto ready = to_result(xnn_setup_runtime_v2(runtime_.get(), externals.size(), externals.data()), "setup");
  if (!ready)
    return ready;
  return to_result(xnn_invoke_runtime(runtime_.get()), "inference");
}

}  // namespace leadwise::nn
