#pragma once

#include <string>

#include "leadwise/model_description.hpp"

namespace leadwise::training {

/// A model's card in words, Markdown: what it may be used for, its heads, how it came to be, and where its results are. Says nothing that
/// the description does not.
std::string card_text(const ModelDescription& description);

}  // namespace leadwise::training
