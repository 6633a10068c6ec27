#pragma once

#include <cstdint>
#include <string>

namespace leadwise::io::dicom {

/// Group and element number of an attribute, as PS3.6 lists them: 0x00080016 is (0008,0016).
using Tag = std::uint32_t;

inline constexpr Tag kMediaStorageSopClass = 0x00020002;
inline constexpr Tag kMediaStorageSopInstance = 0x00020003;
inline constexpr Tag kTransferSyntax = 0x00020010;
inline constexpr Tag kCharacterSet = 0x00080005;
inline constexpr Tag kSopClass = 0x00080016;
inline constexpr Tag kSopInstance = 0x00080018;
inline constexpr Tag kStudyDate = 0x00080020;
inline constexpr Tag kSeriesDate = 0x00080021;
inline constexpr Tag kAcquisitionDate = 0x00080022;
inline constexpr Tag kContentDate = 0x00080023;
inline constexpr Tag kAcquisitionDateTime = 0x0008002A;
inline constexpr Tag kStudyTime = 0x00080030;
inline constexpr Tag kAcquisitionTime = 0x00080032;
inline constexpr Tag kContentTime = 0x00080033;
inline constexpr Tag kAccessionNumber = 0x00080050;
inline constexpr Tag kModality = 0x00080060;
inline constexpr Tag kManufacturer = 0x00080070;
inline constexpr Tag kReferringPhysician = 0x00080090;
inline constexpr Tag kCodeValue = 0x00080100;
inline constexpr Tag kCodingScheme = 0x00080102;
inline constexpr Tag kCodingSchemeVersion = 0x00080103;
inline constexpr Tag kCodeMeaning = 0x00080104;
inline constexpr Tag kSeriesDescription = 0x0008103E;
inline constexpr Tag kModel = 0x00081090;
inline constexpr Tag kPatientName = 0x00100010;
inline constexpr Tag kPatientId = 0x00100020;
inline constexpr Tag kBirthDate = 0x00100030;
inline constexpr Tag kSex = 0x00100040;
inline constexpr Tag kAge = 0x00101010;
inline constexpr Tag kMedicalAlerts = 0x00102000;
inline constexpr Tag kPatientHistory = 0x001021B0;
inline constexpr Tag kPatientComments = 0x00104000;
inline constexpr Tag kSerialNumber = 0x00181000;
inline constexpr Tag kSoftware = 0x00181020;
inline constexpr Tag kGroupTimeOffset = 0x00181068;
inline constexpr Tag kStudyInstance = 0x0020000D;
inline constexpr Tag kSeriesInstance = 0x0020000E;
inline constexpr Tag kStudyId = 0x00200010;
inline constexpr Tag kSeriesNumber = 0x00200011;
inline constexpr Tag kInstanceNumber = 0x00200013;
inline constexpr Tag kPatientState = 0x00380500;
inline constexpr Tag kOriginality = 0x003A0004;
inline constexpr Tag kChannelCount = 0x003A0005;
inline constexpr Tag kSampleCount = 0x003A0010;
inline constexpr Tag kSamplingFrequency = 0x003A001A;
inline constexpr Tag kGroupLabel = 0x003A0020;
inline constexpr Tag kChannelDefinitions = 0x003A0200;
inline constexpr Tag kChannelLabel = 0x003A0203;
inline constexpr Tag kChannelStatus = 0x003A0205;
inline constexpr Tag kChannelSource = 0x003A0208;
inline constexpr Tag kChannelSourceModifiers = 0x003A0209;
inline constexpr Tag kSensitivity = 0x003A0210;
inline constexpr Tag kSensitivityUnits = 0x003A0211;
inline constexpr Tag kSensitivityCorrection = 0x003A0212;
inline constexpr Tag kBaseline = 0x003A0213;
inline constexpr Tag kTimeSkew = 0x003A0214;
inline constexpr Tag kSampleSkew = 0x003A0215;
inline constexpr Tag kChannelOffset = 0x003A0218;
inline constexpr Tag kBitsStored = 0x003A021A;
inline constexpr Tag kFilterLow = 0x003A0220;
inline constexpr Tag kFilterHigh = 0x003A0221;
inline constexpr Tag kFilterNotch = 0x003A0222;
inline constexpr Tag kAcquisitionContext = 0x00400555;
inline constexpr Tag kMeasurementUnits = 0x004008EA;
inline constexpr Tag kValueType = 0x0040A040;
inline constexpr Tag kConceptName = 0x0040A043;
inline constexpr Tag kReferencedChannels = 0x0040A0B0;
inline constexpr Tag kTemporalRange = 0x0040A130;
inline constexpr Tag kReferencedSamples = 0x0040A132;
inline constexpr Tag kReferencedTimeOffsets = 0x0040A138;
inline constexpr Tag kTextValue = 0x0040A160;
inline constexpr Tag kConceptCode = 0x0040A168;
inline constexpr Tag kAnnotationGroup = 0x0040A180;
inline constexpr Tag kModifierCode = 0x0040A195;
inline constexpr Tag kNumericValue = 0x0040A30A;
inline constexpr Tag kAnnotations = 0x0040B020;
inline constexpr Tag kUnformattedText = 0x00700006;
inline constexpr Tag kWaveforms = 0x54000100;
inline constexpr Tag kBitsAllocated = 0x54001004;
inline constexpr Tag kSampleInterpretation = 0x54001006;
inline constexpr Tag kPaddingValue = 0x5400100A;
inline constexpr Tag kWaveformData = 0x54001010;
inline constexpr Tag kItem = 0xFFFEE000;
inline constexpr Tag kItemDelimiter = 0xFFFEE00D;
inline constexpr Tag kSequenceDelimiter = 0xFFFEE0DD;

/// "(0008,0016)".
std::string tag_text(Tag tag);

/// True for the sequences that are read here: implicit VR does not say which elements are sequences.
bool is_read_sequence(Tag tag);

}  // namespace leadwise::io::dicom
