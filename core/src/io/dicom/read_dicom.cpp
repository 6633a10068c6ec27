#include "dicom/read_dicom.hpp"

#include "dicom/arrange_groups.hpp"
#include "dicom/describe_recording.hpp"
#include "dicom/dicom_file.hpp"
#include "dicom/multiplex_group.hpp"
#include "dicom/waveform_annotations.hpp"
#include "text/patient_comments.hpp"

namespace leadwise::io {
namespace {

using namespace dicom;

/// The standard allows five.
constexpr std::size_t kMostGroups = 64;

Result<std::vector<MultiplexGroup>> read_groups(const DicomDataSet& data_set, const GroupContext& context) {
  const std::vector<DicomDataSet> items = data_set.items(kWaveforms);
  if (items.empty())
    return data_set.refuse(
        ErrorCode::NoEcgChannel,
        "the object holds no waveform: it is an image, a report or the like; export the ECG as a DICOM waveform",
        kWaveforms);
  if (items.size() > kMostGroups)
    return data_set.refuse(ErrorCode::TooLarge, "holds more than 64 groups of channels", kWaveforms);
  std::vector<MultiplexGroup> groups;
  for (const DicomDataSet& item : items) {
    auto group = read_multiplex_group(item, groups.size() + 1, context);
    if (!group)
      return tl::unexpected(group.error());
    groups.push_back(std::move(*group));
  }
  return groups;
}

// Statements and comments in words may say that the heart is paced.
void take_paced_words(EcgRecord& record) {
  EcgRecord said;
  said.comments = record.statements;
  said.comments.insert(said.comments.end(), record.comments.begin(), record.comments.end());
  read_patient_comments(said);
  if (said.paced.value_or(false))
    record.paced = true;
}

}  // namespace

bool is_dicom(const FileBytes& file) { return looks_like_dicom(file.bytes); }

Result<EcgRecord> read_dicom(std::span<const FileBytes> files, const ReadOptions& options) {
  const auto file = open_dicom(files.front());
  if (!file)
    return tl::unexpected(file.error());
  const DicomDataSet data_set(file->elements);
  const CharacterSet set = character_set_of(data_set.text(kCharacterSet));
  EcgRecord record;
  auto groups = read_groups(data_set, {set, options, record.notes});
  if (!groups)
    return tl::unexpected(groups.error());
  const auto places = arrange_groups(*groups, record);
  if (!places)
    return tl::unexpected(places.error());
  describe_recording(data_set, set, record);
  read_acquisition_context(data_set, set, record);
  read_annotations(data_set, set, *places, record);
  take_paced_words(record);
  return record;
}

}  // namespace leadwise::io
