#pragma once

#include <optional>
#include <string>
#include <vector>

#include "leadwise/model_description.hpp"

namespace leadwise {

/// What a card says of its heads, statement by statement, so that what was said of one can be taken out again. They lie in
/// the card's training as "said_of_heads"; its intended use and its labels are made of them.
class HeadStatements {
 public:
  /// The card's own, where they make the intended use that it has. Else that text is one statement, of all heads but
  /// `others`: whoever wrote it knew better.
  static HeadStatements of(const ModelDescription& description, const std::vector<std::string>& others);

  /// In the place of all that was said of these heads. `labels`: with a full stop.
  void add_taught(const std::vector<std::string>& heads, const std::string& labels);
  /// In the place of their earlier calibrations.
  void add_calibrated(const std::vector<std::string>& heads, const std::string& how);
  void write(ModelDescription& description) const;

 private:
  enum class Kind { before, taught, calibrated };
  struct Statement {
    Kind kind;
    std::vector<std::string> heads;
    std::string text;
    std::string labels = {};  ///< of `before`: what was said of them
  };

  static std::optional<HeadStatements> stored_in(const ModelDescription& description);
  void take_out(const std::vector<std::string>& heads, std::optional<Kind> kind);
  std::string intended_use() const;
  std::string labels() const;

  std::vector<Statement> statements_;  ///< the oldest first
};

/// The ids of all heads but these.
std::vector<std::string> heads_besides(const ModelDescription& description, const std::vector<std::string>& ids);

}  // namespace leadwise
