#pragma once

/// Which half of LUDB measurement may be tuned on: the odd record numbers (50 of the 100 at hand). The even ones are
/// looked at to report figures, and nothing is chosen by them. Laid down before delineation was written; the QRS
/// detector had been tried on all of them before.
inline bool may_tune_on_ludb(int record_number) { return record_number % 2 == 1; }
