#include "matlab/read_matlab.hpp"

#include "arrays/record_from_arrays.hpp"
#include "matlab/labchart_channels.hpp"
#include "matlab/matlab4.hpp"
#include "matlab/matlab5.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

// Of a Challenge record: what its header says of it is lost if it is opened alone.
bool is_single_val(const ArrayFile& arrays) {
  return arrays.variables.size() == 1 && arrays.left_out.empty() && arrays.variables.front().name == "val";
}

Error about_header(Error error) {
  if (error.code == ErrorCode::NoEcgChannel) {
    error.code = ErrorCode::MissingFile;
    error.message += "; if it belongs to a WFDB record, the .hea header that names it was not given";
  } else {
    error.message += "; if it belongs to a WFDB record, open it together with its .hea header, which states all this";
  }
  return error;
}

}  // namespace

bool is_matlab4(const FileBytes& file) { return read_matlab4_matrix_header(file.bytes).has_value(); }

bool is_matlab5(const FileBytes& file) { return is_matlab5_header(file.bytes); }

Result<EcgRecord> read_matlab4(std::span<const FileBytes> files, const ReadOptions& options) {
  const auto arrays = read_matlab4_arrays(files.front());
  if (!arrays)
    return tl::unexpected(arrays.error());
  auto record = record_from_arrays(*arrays, options);
  if (!is_single_val(*arrays))
    return record;
  if (!record)
    return tl::unexpected(about_header(record.error()));
  record->notes.push_back({ErrorCode::MissingFile,
                           "the matrix was read alone; gains and lead names of a WFDB header, if it has one, were not "
                           "used"});
  return record;
}

Result<EcgRecord> read_matlab5(std::span<const FileBytes> files, const ReadOptions& options) {
  auto arrays = read_matlab5_arrays(files.front());
  if (!arrays)
    return tl::unexpected(arrays.error());
  if (auto cut = cut_labchart_channels(*arrays); !cut)
    return tl::unexpected(cut.error());
  return record_from_arrays(*arrays, options);
}

}  // namespace leadwise::io
