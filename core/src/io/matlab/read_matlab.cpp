#include "matlab/read_matlab.hpp"

#include "matlab/matlab4.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io {

bool is_matlab4(const FileBytes& file) { return read_matlab4_header(file.bytes).has_value(); }

Result<EcgRecord> read_matlab4(std::span<const FileBytes> files, const ReadOptions& /*options*/) {
  return fail(ErrorCode::MissingFile, quoted(files.front().name) +
                                          " is a MATLAB matrix without gains or lead names; the .hea header that names "
                                          "it was not given; open both together");
}

}  // namespace leadwise::io
