#pragma once

#include <cstdint>
#include <vector>

#include "data/record_facts.hpp"

namespace leadwise::training {

/// Counts records that could put one person into two parts without anybody noticing. Holds 16 bytes a record.
class DoubtfulPatients {
 public:
  void add(const RecordFacts& facts, std::uint64_t samples_hash);

  std::size_t records() const { return seen_.size(); }
  /// Nobody says whose they are: each stands for itself.
  std::size_t unnamed() const { return unnamed_; }
  /// Their samples are those of another patient's record: a file that lies in two folders, say.
  std::size_t copies() const;

 private:
  struct Seen {
    std::uint64_t samples, patient;
  };
  std::vector<Seen> seen_;
  std::size_t unnamed_ = 0;
};

}  // namespace leadwise::training
