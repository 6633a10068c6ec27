#include "parallel/processes.hpp"

#include <torch/torch.h>

#ifndef USE_C10D_GLOO
#error "libtorch was built without Gloo (c10d), which training over several processes needs"
#endif
#include <torch/csrc/distributed/c10d/PrefixStore.hpp>
#include <torch/csrc/distributed/c10d/ProcessGroupGloo.hpp>
#include <torch/csrc/distributed/c10d/TCPStore.hpp>
#ifdef USE_C10D_NCCL
#include <torch/csrc/distributed/c10d/ProcessGroupNCCL.hpp>
#endif
#include <algorithm>
#include <cstdlib>
#include <numeric>
#include <thread>
#include <utility>

namespace leadwise::training {
namespace {

using c10d::ProcessGroupGloo;
using std::chrono::milliseconds;

/// libtorch asks for libuv of itself from 2.4 on, and refuses where it was built without. Two processes or a thousand do without.
template <class Options>
void without_libuv(Options& options) {
  if constexpr (requires { options.useLibUV; })
    options.useLibUV = false;
}

/// With torchrun's own store, as PyTorch names what lies in it.
c10::intrusive_ptr<c10d::Store> open_store(const Launch& launch, milliseconds timeout) {
  c10d::TCPStoreOptions options;
  options.port = launch.master_port;
  options.isServer = launch.rank == 0 && !launch.launcher_keeps_store;
  options.numWorkers = static_cast<std::size_t>(launch.world_size);
  options.timeout = timeout;
  without_libuv(options);
  auto store = c10::make_intrusive<c10d::TCPStore>(launch.master_address, options);
  if (!launch.launcher_keeps_store)
    return store;
  return c10::make_intrusive<c10d::PrefixStore>("/worker/attempt_" + launch.attempt, store);
}

/// The network that Gloo speaks through: GLOO_SOCKET_IFNAME's, as in PyTorch, else the one that this machine's name
/// stands for, or the machine's own loop where that is none; Debian has the name stand for 127.0.1.1, where no other machine comes. A master at "localhost" does not say that all are here: Kubernetes calls
/// the first process's machine so, and tells the others its name.
std::shared_ptr<::gloo::transport::Device> gloo_device(const Launch& launch) {
  if (const auto interface = environment_variable("GLOO_SOCKET_IFNAME"))
    return ProcessGroupGloo::createDeviceForInterface(*interface);
  if (launch.is_on_one_machine)
    return ProcessGroupGloo::createDeviceForHostname("127.0.0.1");
  return ProcessGroupGloo::createDefaultDevice();
}

c10::intrusive_ptr<ProcessGroupGloo> open_gloo(const c10::intrusive_ptr<c10d::Store>& store, const Launch& launch,
                                               milliseconds timeout) {
  auto options = ProcessGroupGloo::Options::create(timeout);
  options->devices.push_back(gloo_device(launch));
  options->threads = 2;
  return c10::make_intrusive<ProcessGroupGloo>(c10::make_intrusive<c10d::PrefixStore>("gloo", store), launch.rank,
                                               launch.world_size, options);
}

#ifdef USE_C10D_NCCL
/// Waiting for a GPU ends at the time-out too, where NCCL is told so (the name has changed with libtorch 2.2).
c10::intrusive_ptr<c10d::ProcessGroupNCCL> open_nccl(const c10::intrusive_ptr<c10d::Store>& store, const Launch& launch,
                                                     milliseconds timeout) {
  for (const char* name : {"NCCL_BLOCKING_WAIT", "TORCH_NCCL_BLOCKING_WAIT"})
    setenv(name, "1", 0);
  auto options = c10d::ProcessGroupNCCL::Options::create();
  options->timeout = timeout;
  return c10::make_intrusive<c10d::ProcessGroupNCCL>(c10::make_intrusive<c10d::PrefixStore>("nccl", store), launch.rank,
                                                     launch.world_size, options);
}
#endif

c10d::AllreduceOptions reduced_by(c10d::ReduceOp operation) {
  c10d::AllreduceOptions options;
  options.reduceOp = std::move(operation);
  return options;
}

/// What Gloo says of machines that do not meet does not name the cause that is the most usual.
constexpr const char* kNetworkHint =
    "; between machines GLOO_SOCKET_IFNAME names the network interface that they reach each other by (ip address)";

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

torch::Tensor bytes_of(std::string& text) {
  return torch::from_blob(text.data(), {static_cast<std::int64_t>(text.size())}, torch::kUInt8);
}

/// Until it is done, or the time-out. libtorch's own waiting for NCCL looks every 1 to 10 ms, by its version: longer than most
/// exchanges take.
void look_often(c10d::Work& work, milliseconds timeout) {
  const auto end = std::chrono::steady_clock::now() + timeout;
  while (!work.isCompleted() && std::chrono::steady_clock::now() < end)
    std::this_thread::sleep_for(std::chrono::microseconds(50));
}

/// Gradients that travel as one tensor.
struct Message {
  std::vector<torch::Tensor> gradients;
  torch::Tensor sent;

  /// A gradient alone that lies row by row is sent where it lies; flattening copies any other.
  void pack() {
    std::vector<torch::Tensor> flat;
    for (const auto& gradient : gradients)
      flat.push_back(gradient.flatten());
    sent = flat.size() == 1 ? flat.front() : torch::cat(flat);
  }
  void unpack() {
    std::int64_t start = 0;
    for (auto& gradient : gradients) {
      if (!gradient.is_alias_of(sent))
        gradient.copy_(sent.narrow(0, start, gradient.numel()).view_as(gradient));
      start += gradient.numel();
    }
  }
};

/// Large gradients travel alone, since joining would copy them; small ones together, since each message costs time however short it is.
std::vector<Message> in_messages(const std::vector<torch::Tensor>& gradients) {
  constexpr std::int64_t kLargeNumbers = 1'000'000;
  std::vector<Message> messages;
  Message small;
  for (const auto& gradient : gradients)
    if (gradient.numel() >= kLargeNumbers)
      messages.push_back({{gradient}, {}});
    else
      small.gradients.push_back(gradient);
  if (!small.gradients.empty())
    messages.push_back(std::move(small));
  return messages;
}

}  // namespace

struct Processes::Group {
  c10::intrusive_ptr<ProcessGroupGloo> gloo;
#ifdef USE_C10D_NCCL
  c10::intrusive_ptr<c10d::ProcessGroupNCCL> nccl;
#endif
  milliseconds timeout;

  void reduce(torch::Tensor tensor, c10d::ReduceOp operation = c10d::ReduceOp::SUM) const {
    std::vector<torch::Tensor> tensors = {std::move(tensor)};
    gloo->allreduce(tensors, reduced_by(std::move(operation)))->wait();
  }
  bool goes_by_nccl(const torch::Tensor& tensor) const {
#ifdef USE_C10D_NCCL
    return nccl && tensor.is_cuda();
#else
    static_cast<void>(tensor);
    return false;
#endif
  }
  c10::intrusive_ptr<c10d::Work> start_sum(const torch::Tensor& tensor) const {
    std::vector<torch::Tensor> tensors = {tensor};
#ifdef USE_C10D_NCCL
    if (goes_by_nccl(tensor))
      return nccl->allreduce(tensors, reduced_by(c10d::ReduceOp::SUM));
#endif
    return gloo->allreduce(tensors, reduced_by(c10d::ReduceOp::SUM));
  }
  /// Sums them all, wherever they lie: every message is under way before one is waited for.
  void sum_together(std::vector<Message> messages) const {
    std::vector<c10::intrusive_ptr<c10d::Work>> works;
    for (auto& message : messages) {
      message.pack();
      if (!goes_by_nccl(message.sent))
        message.sent = message.sent.cpu();
      works.push_back(start_sum(message.sent));
    }
    if (!messages.empty() && goes_by_nccl(messages.back().sent))
      look_often(*works.back(), timeout);
    for (std::size_t i = 0; i < works.size(); ++i) {
      works[i]->wait();
      messages[i].unpack();
    }
  }
  void broadcast(torch::Tensor tensor) const {
    std::vector<torch::Tensor> tensors = {std::move(tensor)};
    gloo->broadcast(tensors)->wait();
  }
};

Processes::Processes() = default;
Processes::~Processes() = default;
Processes::Processes(Processes&&) noexcept = default;
Processes& Processes::operator=(Processes&&) noexcept = default;

Result<Processes> Processes::join(const Launch& launch, const torch::Device& device, milliseconds timeout) {
  Processes processes;
  if (launch.world_size == 1)
    return processes;
  processes.rank_ = launch.rank;
  processes.count_ = launch.world_size;
  try {
    const auto store = open_store(launch, timeout);
    processes.group_ = std::make_unique<Group>();
    processes.group_->timeout = timeout;
    processes.group_->gloo = open_gloo(store, launch, timeout);
#ifdef USE_C10D_NCCL
    if (device.is_cuda())
      processes.group_->nccl = open_nccl(store, launch, timeout);
#endif
    static_cast<void>(device);
  } catch (const std::exception& error) {
    return fail(ErrorCode::ProcessLost,
                "process " + std::to_string(launch.rank) + " of " + std::to_string(launch.world_size) +
                    " did not meet the others at " + launch.master_address + ":" + std::to_string(launch.master_port) +
                    " within " + std::to_string(timeout.count() / 1000) + " s: " + first_line(error.what()) +
                    kNetworkHint);
  }
  return processes;
}

ExamplePlan Processes::share_of(const ExamplePlan& plan) const {
  return plan.share(static_cast<std::size_t>(rank_), static_cast<std::size_t>(count_));
}

std::size_t Processes::place_of(std::size_t position_in_share) const {
  return position_in_share * static_cast<std::size_t>(count_) + static_cast<std::size_t>(rank_);
}

Result<void> Processes::attempt(const std::function<void()>& call) const {
  try {
    call();
    return {};
  } catch (const std::exception& error) {
    return fail(ErrorCode::ProcessLost, "process " + std::to_string(rank_) + " of " + std::to_string(count_) +
                                            " goes no further: another one has ended, or has not answered for " +
                                            std::to_string(group_->timeout.count() / 1000) +
                                            " s: " + first_line(error.what()));
  }
}

Result<std::vector<double>> Processes::sum(std::vector<double> values) const {
  if (!group_ || values.empty())
    return values;
  const auto tensor = torch::from_blob(values.data(), {static_cast<std::int64_t>(values.size())}, torch::kFloat64);
  return attempt([&] { group_->reduce(tensor); }).map([&] { return std::move(values); });
}

Result<double> Processes::largest(double value) const {
  if (!group_)
    return value;
  const auto tensor = torch::full({1}, value, torch::kFloat64);
  return attempt([&] { group_->reduce(tensor, c10d::ReduceOp::MAX); }).map([&] { return tensor.item<double>(); });
}

Result<std::vector<std::string>> Processes::gather(const std::string& text) const {
  std::vector<double> sizes(static_cast<std::size_t>(count_));
  sizes[static_cast<std::size_t>(rank_)] = static_cast<double>(text.size());
  const auto all_sizes = sum(sizes);
  if (!all_sizes)
    return tl::unexpected(all_sizes.error());
  const auto end = all_sizes->begin() + rank_;
  std::string joined(static_cast<std::size_t>(std::accumulate(all_sizes->begin(), all_sizes->end(), 0.0)), '\0');
  // Everyone adds its own text to zeros.
  joined.replace(static_cast<std::size_t>(std::accumulate(all_sizes->begin(), end, 0.0)), text.size(), text);
  if (group_ && !joined.empty())
    if (auto done = attempt([&] { group_->reduce(bytes_of(joined)); }); !done)
      return tl::unexpected(done.error());
  std::vector<std::string> texts;
  for (std::size_t i = 0, start = 0; i < all_sizes->size(); start += static_cast<std::size_t>((*all_sizes)[i++]))
    texts.push_back(joined.substr(start, static_cast<std::size_t>((*all_sizes)[i])));
  return texts;
}

Result<std::string> Processes::from_first(std::string bytes) const {
  if (!group_)
    return bytes;
  const auto size = torch::full({1}, static_cast<std::int64_t>(bytes.size()), torch::kInt64);
  auto done = attempt([&] { group_->broadcast(size); });
  if (!done)
    return tl::unexpected(done.error());
  bytes.resize(static_cast<std::size_t>(size.item<std::int64_t>()));
  // In pieces, so that the time-out is for each of them.
  constexpr std::int64_t kPieceBytes = 1 << 26;
  const auto tensor = bytes_of(bytes);
  for (std::int64_t start = 0; done && start < tensor.size(0); start += kPieceBytes)
    done = attempt([&] { group_->broadcast(tensor.narrow(0, start, std::min(kPieceBytes, tensor.size(0) - start))); });
  return done.map([&] { return std::move(bytes); });
}

Result<void> Processes::copy_from_first(const std::vector<torch::Tensor>& tensors) const {
  const torch::NoGradGuard no_gradient;
  Result<void> done;
  for (std::size_t i = 0; group_ && done && i < tensors.size(); ++i)
    done = attempt([&] {
      const auto copy = tensors[i].detach().cpu().contiguous().clone();
      group_->broadcast(copy);
      torch::Tensor(tensors[i]).copy_(copy);
    });
  return done;
}

Result<std::vector<torch::Tensor>> Processes::gradients_anywhere(const std::vector<torch::Tensor>& parameters) const {
  std::vector<double> defined;
  for (const auto& parameter : parameters)
    defined.push_back(parameter.grad().defined() ? 1.0 : 0.0);
  const auto anywhere = sum(std::move(defined));
  if (!anywhere)
    return tl::unexpected(anywhere.error());
  std::vector<torch::Tensor> gradients;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    if ((*anywhere)[i] == 0.0)
      continue;
    if (!parameters[i].grad().defined())
      torch::Tensor(parameters[i]).mutable_grad() = torch::zeros_like(parameters[i]);
    gradients.push_back(parameters[i].grad());
  }
  return gradients;
}

Result<void> Processes::sum_gradients(const std::vector<torch::Tensor>& parameters) const {
  if (!group_)
    return {};
  const torch::NoGradGuard no_gradient;
  const auto gradients = gradients_anywhere(parameters);
  if (!gradients)
    return tl::unexpected(gradients.error());
  return attempt([&] { group_->sum_together(in_messages(*gradients)); });
}

Result<void> Processes::finish() const {
  const auto all_came = sum({1.0});
  if (!all_came)
    return tl::unexpected(all_came.error());
  // All have heard that all came; whoever is gone by now is gone rightly.
  static_cast<void>(sum({1.0}));
  return {};
}

}  // namespace leadwise::training
