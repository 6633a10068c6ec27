#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "leadwise/error.hpp"
#include "padded_buffer.hpp"

struct xnn_runtime;
struct xnn_workspace;

namespace leadwise::nn {

/// Memory for activations, shared by networks that never run at the same time.
using Workspace = std::shared_ptr<xnn_workspace>;

/// Initialises the inference library (once) and makes a workspace. Errors: InferenceFailed, OutOfMemory.
Result<Workspace> make_workspace();

/// A compiled graph with one input and one or more outputs; made by GraphBuilder.
class Network {
 public:
  struct RuntimeDeleter {
    void operator()(xnn_runtime* runtime) const;
  };
  using Runtime = std::unique_ptr<xnn_runtime, RuntimeDeleter>;

  Network(Workspace workspace, Runtime runtime, std::size_t input_size, const std::vector<std::size_t>& output_sizes);

  /// Where to put the input before run().
  std::span<float> input() { return input_.values(); }
  Result<void> run();
  /// Holds the values of the last run().
  std::span<const float> output(std::size_t i) const { return outputs_[i].values(); }

 private:
  Workspace workspace_;  // must outlive the runtime
  Runtime runtime_;
  PaddedBuffer input_;
  std::vector<PaddedBuffer> outputs_;
};

}  // namespace leadwise::nn
