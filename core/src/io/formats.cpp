#include "formats.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "aecg/read_aecg.hpp"
#include "alivecor/read_atc.hpp"
#include "apple/read_apple_watch.hpp"
#include "cardiosoft/read_cardiosoft.hpp"
#include "check_record.hpp"
#include "delimited/read_delimited_text.hpp"
#include "dicom/read_dicom.hpp"
#include "edf/read_edf.hpp"
#include "fhir/read_fhir.hpp"
#include "ishne/read_ishne.hpp"
#include "json/read_json.hpp"
#include "mark_calibration_pulse.hpp"
#include "matlab/read_matlab.hpp"
#include "mfer/read_mfer.hpp"
#include "mortara/read_mortara.hpp"
#include "muse/read_muse.hpp"
#include "name_chest_leads.hpp"
#include "name_limb_leads.hpp"
#include "numpy/read_numpy.hpp"
#include "philips/read_philips.hpp"
#include "schiller/read_schiller.hpp"
#include "scp/read_scp.hpp"
#include "set_repeated_leads_apart.hpp"
#include "text/pacing_words.hpp"
#include "text/patient_age.hpp"
#include "text/patient_comments.hpp"
#include "text/statement_content.hpp"
#include "text/copied_marks.hpp"
#include "wfdb/read_wfdb.hpp"

namespace leadwise::io {
namespace {

constexpr std::array kFormats = {
    // Signatures.
    Format{"atc", "AliveCor ATC", true, is_atc, read_atc},
    Format{"bdf", "BDF or BDF+", false, is_bdf, read_edf},
    Format{"edf", "EDF or EDF+", true, is_edf, read_edf},
    Format{"ishne", "ISHNE Holter", false, is_ishne, read_ishne},
    Format{"npy", "NumPy array", true, is_npy, read_npy},
    Format{"npz", "NumPy arrays", true, is_npz_file, read_npz},
    Format{"matlab5", "MATLAB level 5", true, is_matlab5, read_matlab5},
    Format{"dicom", "DICOM ECG", true, is_dicom, read_dicom},
    // Binary files that are told by how their parts fit together.
    Format{"scp", "SCP-ECG", true, is_scp, read_scp},
    Format{"mfer", "MFER (ISO 22077)", false, is_mfer, read_mfer},
    Format{"matlab4", "MATLAB level 4", true, is_matlab4, read_matlab4},
    // XML, by the first element.
    Format{"aecg", "HL7 aECG", true, is_aecg, read_aecg},
    Format{"cardiosoft", "GE CardioSoft XML", false, is_cardiosoft, read_cardiosoft},
    Format{"mortara", "Mortara XML", false, is_mortara, read_mortara},
    Format{"muse", "GE MUSE XML", true, is_muse, read_muse},
    Format{"philips", "Philips XML", true, is_philips, read_philips},
    Format{"schiller", "Schiller SEMA XML", false, is_schiller, read_schiller},
    // Text.
    Format{"wfdb", "WFDB", true, is_wfdb, read_wfdb},
    Format{"apple_watch_csv", "Apple Watch ECG", false, is_apple_watch_csv, read_apple_watch_csv},
    Format{"fhir", "FHIR Observation", false, is_fhir, read_fhir},
    Format{"json", "JSON", true, is_json_record, read_json},
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

// Who read or ordered the ECG is no statement about it, whichever format says so.
void leave_out_readers(std::vector<std::string>& statements) {
  statements.erase(std::remove_if(statements.begin(), statements.end(), names_a_reader), statements.end());
}

// In whichever field a format keeps them, words about pacing are believed.
void take_pacing_from_words(EcgRecord& record) {
  const auto says_it = [](const Annotation& annotation) { return says_paced(annotation.text); };
  for (const auto* texts : {&record.statements, &record.comments}) {
    if (std::any_of(texts->begin(), texts->end(), says_paced))
      record.paced = true;
  }
  if (std::any_of(record.annotations.begin(), record.annotations.end(), says_it))
    record.paced = true;
}

// What no reader can forget: a refusal that names no place is about the file as a whole.
Error placed(Error error) {
  error.offset = error.offset.value_or(0);
  return error;
}

Result<EcgRecord> read_and_check(const Format& format, std::span<const FileBytes> files, const ReadOptions& options) {
  auto record = format.read(files, options);
  if (!record)
    return record;
  record->format = format.name;
  leave_out_readers(record->statements);
  take_copied_marks(*record);
  take_pacing_from_words(*record);
  take_age_at_recording(*record);
  note_unread_age(*record);
  if (!format.tried_on_device_files)
    note_untried_format(format, *record);
  name_limb_leads(*record);
  name_chest_leads(*record);
  set_repeated_leads_apart(*record);
  if (auto checked = check_record(*record); !checked)
    return tl::unexpected(checked.error());
  mark_calibration_pulse(*record);
  return record;
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
  auto record = read_and_check(format, files, options);
  if (!record)
    return tl::unexpected(placed(std::move(record.error())));
  return record;
}

}  // namespace leadwise::io
