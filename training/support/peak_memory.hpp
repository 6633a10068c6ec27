#pragma once

namespace leadwise::training {

/// The most memory that this program has held at any time so far, in MB (10^6 bytes).
double peak_memory_mb();

}  // namespace leadwise::training
