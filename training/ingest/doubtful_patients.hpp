#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "data/record_facts.hpp"

namespace leadwise::training {

/// Who says whose a record is, if anybody does.
enum class PatientFrom { list, file };

/// Counts records that could put one person into two parts without anybody noticing. Holds 16 bytes a record.
class DoubtfulPatients {
 public:
  void add(const RecordFacts& facts, std::uint64_t samples_hash, PatientFrom from);

  std::size_t records() const { return seen_.size(); }
  /// Nobody says whose they are: each stands for itself.
  std::size_t unnamed() const { return unnamed_; }
  /// Two records of different patients with the same samples, by how many were added before them: a file that lies in two folders, say.
  struct Copy {
    std::size_t record, of;
  };
  std::vector<Copy> copies() const;
  /// How many records the patient has who has the most.
  std::size_t largest_patient() const;

  struct NamedBy {
    std::size_t lists = 0, files = 0;
  };
  /// Databases of which some records' patients are named by a list and others' by their files: a list's name and the number in a
  /// file, which goes in as a hash, are two patients even where they are one person.
  std::map<std::string, NamedBy> named_both_ways() const;

 private:
  struct Seen {
    std::uint64_t samples, patient;
  };
  std::vector<Seen> seen_;
  std::size_t unnamed_ = 0;
  std::map<std::string, NamedBy> named_;
};

}  // namespace leadwise::training
