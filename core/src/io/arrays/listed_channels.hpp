#pragma once

#include "arrays/array_file.hpp"

namespace leadwise::io {

/// Brings what lists of structures (MATLAB) or objects (JSON) say of channels into the form of plain variables. Where every
/// element has a name and one list of numbers and a standard lead is among the names, those lists become variables of that
/// name under the list's path, their role `samples`, and what else the elements say moves there too. Where the elements
/// have names alone, and a standard lead among them (`chanlocs(i).labels`), these become one list of texts, its role
/// `names`. What belongs to no such list stays as it is.
void gather_listed_channels(ArrayFile& file);

}  // namespace leadwise::io
