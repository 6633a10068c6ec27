#pragma once

#include "leadwise/measurement.hpp"

namespace leadwise {

/// Waves follow each other: neighbours that were marked apart may overlap by a few samples. A P wave then ends where the QRS
/// complex begins, a T wave begins where it ends. What is left of no wave then was none.
void keep_apart(WaveMarks& marks);

}  // namespace leadwise
