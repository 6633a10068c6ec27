#pragma once

#include <span>

#include "leadwise/ecg_record.hpp"
#include "leadwise/model.hpp"

namespace leadwise {

/// A record's windows where each of these leads is usable and there is a window at all.
/// Errors: UntriedFormat, prepare_record's, the reason of the first lead that is unusable, NoUsableRecord.
Result<PreparedRecord> prepare_usable(const EcgRecord& record, std::span<const Lead> leads);

/// What heads learn from: the first of these windows, through the encoders. Errors: prepare_usable's and the model's.
Result<EncodedLeads> encode_first_window(const EcgRecord& record, Model& model, std::span<const Lead> leads);

}  // namespace leadwise
