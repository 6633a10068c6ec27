#include "formats.hpp"

#include <array>
#include <string>

#include "check_record.hpp"
#include "delimited/read_delimited_text.hpp"
#include "dicom/read_dicom.hpp"
#include "matlab/read_matlab.hpp"
#include "wfdb/read_wfdb.hpp"

namespace leadwise::io {
namespace {

constexpr std::array kFormats = {
    Format{"dicom", "DICOM ECG", true, is_dicom, read_dicom},
    Format{"matlab4", "MATLAB level 4", true, is_matlab4, read_matlab4},
    Format{"wfdb", "WFDB", true, is_wfdb, read_wfdb},
    Format{"csv", "text table", true, is_delimited_text, read_delimited_text},
};

void note_untried_format(const Format& format, EcgRecord& record) {
  record.untried_format = true;
  record.notes.push_back(
      {ErrorCode::UntriedFormat,
       std::string(format.title) +
           ": this reader was made from the format's description and never tried on a file of a real "
           "device; compare what it shows with the device's own print"});
}

}  // namespace

std::span<const Format> formats() { return kFormats; }

const Format* find_format(const FileBytes& file) {
  for (const Format& format : kFormats) {
    if (format.matches(file))
      return &format;
  }
  return nullptr;
}

const Format* format_named(std::string_view name) {
  for (const Format& format : kFormats) {
    if (format.name == name)
      return &format;
  }
  return nullptr;
}

Result<EcgRecord> read_as(const Format& format, std::span<const FileBytes> files, const ReadOptions& options) {
  auto record = format.read(files, options);
  if (!record)
    return record;
  record->format = format.name;
  if (!format.tried_on_device_files)
    note_untried_format(format, *record);
  if (auto checked = check_record(*record); !checked)
    return tl::unexpected(checked.error());
  return record;
}

}  // namespace leadwise::io
