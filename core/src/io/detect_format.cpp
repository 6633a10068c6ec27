#include "detect_format.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "delimited_cells.hpp"
#include "delimited_column.hpp"
#include "delimited_layout.hpp"
#include "matlab4.hpp"
#include "text_lines.hpp"
#include "wfdb_header.hpp"

namespace leadwise {
namespace io {
namespace {

using namespace std::string_view_literals;

struct Signature {
  std::size_t offset;
  std::string_view bytes;
  std::string_view meaning;
};

constexpr std::array kSignatures = {
    Signature{0, "PK\x03\x04"sv, "a ZIP archive (also Excel); unpack or export it first"},
    Signature{0, "\x1F\x8B"sv, "a gzip archive; unpack it first"},
    Signature{0, "%PDF"sv, "a PDF document"},
    Signature{0, "\x89PNG"sv, "a PNG image"},
    Signature{0, "\xFF\xD8\xFF"sv, "a JPEG image"},
    Signature{0, "\xFF\xFE"sv, "text in UTF-16; save it as UTF-8"},
    Signature{0, "\xFE\xFF"sv, "text in UTF-16; save it as UTF-8"},
    Signature{0, "MATLAB 5.0 MAT-file"sv, "a MATLAB level 5 file; only level 4 beside a WFDB header is read"},
    Signature{0, "\x89HDF"sv, "an HDF5 file (also MATLAB 7.3)"},
    Signature{0, "ALIVE\0"sv, "an AliveCor ATC recording"},
    Signature{0, "0       "sv, "an EDF recording"},
    Signature{0,
              "\xFF"
              "BIOSEMI"sv,
              "a BDF recording"},
    Signature{128, "DICM"sv, "a DICOM file"},
    Signature{14, "SCPECG"sv, "an SCP-ECG recording"},
    Signature{0, "<"sv, "XML or HTML"},
    Signature{0, "{"sv, "JSON"},
};

std::string_view appearance(std::string_view file, bool readable) {
  std::string_view start = trim(file);
  if (start.substr(0, 3) == "\xEF\xBB\xBF")
    start.remove_prefix(3);
  for (const Signature& signature : kSignatures) {
    const std::string_view from = signature.offset == 0 ? start : file.substr(std::min(signature.offset, file.size()));
    if (from.substr(0, signature.bytes.size()) == signature.bytes)
      return signature.meaning;
  }
  return readable ? "text without a table of numbers"sv
                  : "binary data of an unknown kind; if it is a WFDB signal file, open its .hea together with it"sv;
}

constexpr std::size_t kRowsToJudgeBy = 20;

/// Leads among the headings settle it, unless they are a few words in a row of text.
bool names_leads(const TableLayout& layout) {
  const auto leads = std::count_if(layout.headings.begin(), layout.headings.end(), [](std::string_view heading) {
    return parse_column_heading(heading).lead.has_value();
  });
  return leads > 0 && 4 * static_cast<std::size_t>(leads) >= layout.headings.size();
}

/// A table of patients or files also has columns of numbers; a recording has hardly a cell of anything else, unless it
/// is damaged, and the reader then says where.
bool holds_samples(std::string_view file, const TableLayout& layout) {
  if (names_leads(layout))
    return true;
  TextLines lines(file.substr(static_cast<std::size_t>(layout.first_row_offset)));
  std::vector<std::string_view> cells;
  std::size_t cell_count = 0, text_count = 0;
  TextLine line;
  for (std::size_t row = 0; row < kRowsToJudgeBy && lines.next(line); ++row) {
    split_cells(line.text, layout.delimiter, cells);
    cell_count += cells.size();
    for (const std::string_view cell : cells) {
      if (parse_cell(cell, layout.delimiter).kind == CellKind::text)
        ++text_count;
    }
  }
  return 5 * text_count <= cell_count;
}

}  // namespace

Error unknown_format(const FileBytes& file) {
  const std::string seen(appearance(as_text(file.bytes), is_text(file.bytes)));
  return {ErrorCode::UnknownFormat,
          quoted(file.name) + " looks like " + seen + "; read are WFDB records and CSV or other text tables", 0};
}

}  // namespace io

std::optional<std::string_view> detect_format(const FileBytes& file) {
  if (io::read_matlab4_header(file.bytes))
    return "matlab4";
  if (!io::is_text(file.bytes))
    return std::nullopt;
  const std::string_view text = io::as_text(file.bytes);
  if (io::looks_like_wfdb_header(text))
    return "wfdb";
  const auto table = io::find_table(text);
  if (table && io::holds_samples(text, *table))
    return "csv";
  return std::nullopt;
}

}  // namespace leadwise
