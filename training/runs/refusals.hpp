#pragma once

#include <map>
#include <string>

#include "data/batch_loader.hpp"
#include "parallel/processes.hpp"

namespace leadwise::training {

/// Examples that could not be made, by the name of the error, and one of each for the reader.
class Refusals {
 public:
  void add(const Batch& batch);
  double count() const;
  /// Of all processes. Error: ProcessLost.
  Result<Refusals> of_all(const Processes& processes) const;
  /// Says on stderr how many were left out of `what`, and why; nothing where none were.
  void report(const std::string& what) const;

 private:
  struct Reason {
    double count = 0.0;
    std::string example;
  };
  std::map<std::string, Reason> reasons_;
};

/// The error that ends the run: what a disk or a network does not give is no fault of a recording, and would in time leave out all of them.
Result<void> check_readable(const Batch& batch);

}  // namespace leadwise::training
