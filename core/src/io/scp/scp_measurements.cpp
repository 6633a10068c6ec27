#include "scp/scp_measurements.hpp"

#include <array>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bytes/byte_reader.hpp"
#include "bytes/unit_factors.hpp"
#include "scp/scp_leads.hpp"

namespace leadwise::io {
namespace {

/// From here on numbers say why a value is not there: 19999 no such wave, 29998 lead rejected, 29999 not computed.
constexpr int kNotMeasured = 19999;
constexpr int kMostDegrees = 360;
constexpr unsigned kAmbiguousVersion = 11;
/// Behind the spikes earlier versions hold nothing, or something of their own.
constexpr unsigned kFirstVersionWithRates = 13;

void add_measurement(EcgRecord& record, std::string name, int value, std::string_view unit) {
  record.measurements.push_back({std::move(name), static_cast<double>(value), std::string(unit)});
}

void add_if_measured(EcgRecord& record, std::string_view name, int value, std::string_view unit) {
  if (value > 0 && value < kNotMeasured)
    add_measurement(record, std::string(name), value, unit);
}

void take_block(ByteReader& reader, EcgRecord& record) {
  for (const std::string_view name : {"P onset", "P offset", "QRS onset", "QRS offset", "T offset"})
    add_if_measured(record, name, reader.u16(name), "ms");
  for (const std::string_view name : {"P axis", "QRS axis", "T axis"}) {
    const int degrees = reader.i16(name);
    if (std::abs(degrees) <= kMostDegrees)
      add_measurement(record, std::string(name), degrees, "deg");
  }
}

void take_spikes(ByteReader& reader, std::size_t count, EcgRecord& record) {
  for (std::size_t i = 0; i < count; ++i) {
    Annotation annotation;
    annotation.time_s = reader.u16("time of a spike") / kMsPerSecond;
    annotation.text = "pacemaker spike";
    reader.skip(2, "amplitude of a spike");
    record.annotations.push_back(std::move(annotation));
  }
  if (count > 0)
    record.paced = true;
}

void take_rates(ByteReader& reader, EcgRecord& record) {
  if (reader.remaining() < 2)
    return;
  const std::uint16_t beats = reader.u16("number of QRS complexes");
  // A number of beats that is none ends the section.
  if (beats >= kNotMeasured || reader.remaining() < beats + std::size_t{6})
    return;
  reader.skip(beats, "types of QRS complexes");
  add_if_measured(record, "ventricular rate", reader.u16("ventricular rate"), "/min");
  add_if_measured(record, "atrial rate", reader.u16("atrial rate"), "/min");
  add_if_measured(record, "QTc", reader.u16("QTc"), "ms");
}

struct LeadValue {
  std::string_view name;
  std::string_view unit;
};

// In the section's order; nameless ones are codes of morphology and of quality.
constexpr std::array kLeadValues = {LeadValue{"P duration", "ms"},
                                    LeadValue{"PR interval", "ms"},
                                    LeadValue{"QRS duration", "ms"},
                                    LeadValue{"QT interval", "ms"},
                                    LeadValue{"Q duration", "ms"},
                                    LeadValue{"R duration", "ms"},
                                    LeadValue{"S duration", "ms"},
                                    LeadValue{"R' duration", "ms"},
                                    LeadValue{"S' duration", "ms"},
                                    LeadValue{"Q amplitude", "uV"},
                                    LeadValue{"R amplitude", "uV"},
                                    LeadValue{"S amplitude", "uV"},
                                    LeadValue{"R' amplitude", "uV"},
                                    LeadValue{"S' amplitude", "uV"},
                                    LeadValue{"J amplitude", "uV"},
                                    LeadValue{"P+ amplitude", "uV"},
                                    LeadValue{"P- amplitude", "uV"},
                                    LeadValue{"T+ amplitude", "uV"},
                                    LeadValue{"T- amplitude", "uV"},
                                    LeadValue{"ST slope", "uV/s"},
                                    LeadValue{"", ""},
                                    LeadValue{"", ""},
                                    LeadValue{"isoelectric segment at QRS onset", "ms"},
                                    LeadValue{"isoelectric segment at QRS end", "ms"},
                                    LeadValue{"intrinsicoid deflection", "ms"},
                                    LeadValue{"", ""},
                                    LeadValue{"ST amplitude at J+20 ms", "uV"},
                                    LeadValue{"ST amplitude at J+60 ms", "uV"},
                                    LeadValue{"ST amplitude at J+80 ms", "uV"},
                                    LeadValue{"ST amplitude at J+RR/16", "uV"},
                                    LeadValue{"ST amplitude at J+RR/8", "uV"}};

struct LeadBlock {
  std::uint32_t lead_code = 0;
  std::span<const std::uint8_t> values;
};

// Some writers count a block's head of 4 bytes into its length, so both are tried; nullopt where it does not work out.
std::optional<std::vector<LeadBlock>> split_blocks(ByteReader reader, std::size_t count, std::size_t head_in_length) {
  std::vector<LeadBlock> blocks;
  for (std::size_t i = 0; i < count; ++i) {
    LeadBlock block;
    block.lead_code = reader.u16("lead code");
    const std::size_t length = reader.u16("length of a block");
    if (length < head_in_length)
      return std::nullopt;
    block.values = reader.take(length - head_in_length, "block");
    if (reader.failed())
      return std::nullopt;
    blocks.push_back(block);
  }
  return blocks;
}

void take_lead_block(const LeadBlock& block, EcgRecord& record) {
  const std::string lead = scp_lead_label(block.lead_code) + " ";
  for (std::size_t i = 0; i < kLeadValues.size() && 2 * i + 2 <= block.values.size(); ++i) {
    const auto value = static_cast<int>(load_signed(block.values.data() + 2 * i, 2, ByteOrder::little));
    if (!kLeadValues[i].name.empty() && std::abs(value) < kNotMeasured)
      add_measurement(record, lead + std::string(kLeadValues[i].name), value, kLeadValues[i].unit);
  }
}

void note_left_out(const std::string& what, EcgRecord& record) {
  record.notes.push_back({ErrorCode::InvalidHeader, "stored measurements were left out: " + what});
}

}  // namespace

void read_scp_global_measurements(const ScpSection& section, unsigned version, EcgRecord& record) {
  if (version == kAmbiguousVersion)
    return note_left_out("SCP-ECG 1.1 is written with one or two bytes for the number of spikes", record);
  ByteReader reader(section.data, ByteOrder::little, "SCP-ECG section 7", section.offset);
  const std::size_t blocks = reader.u8("number of blocks");
  const std::size_t spikes = reader.u8("number of spikes");
  const int rr_interval_ms = reader.u16("RR interval");
  const int pp_interval_ms = reader.u16("PP interval");
  constexpr std::size_t kBlockBytes = 16;
  constexpr std::size_t kSpikeBytes = 4;
  constexpr std::size_t kSpikeInformationBytes = 6;
  if (reader.failed() || reader.remaining() < blocks * kBlockBytes + spikes * kSpikeBytes)
    return note_left_out("section 7 is too short for what it promises", record);
  add_if_measured(record, "RR interval", rr_interval_ms, "ms");
  add_if_measured(record, "PP interval", pp_interval_ms, "ms");
  const std::size_t first_block = reader.position();
  if (blocks > 0)
    take_block(reader, record);
  reader.seek(first_block + blocks * kBlockBytes, "spikes");
  take_spikes(reader, spikes, record);
  if (version < kFirstVersionWithRates || reader.remaining() < spikes * kSpikeInformationBytes)
    return;
  reader.skip(spikes * kSpikeInformationBytes, "kinds of spikes");
  take_rates(reader, record);
}

void read_scp_lead_measurements(const ScpSection& section, EcgRecord& record) {
  ByteReader reader(section.data, ByteOrder::little, "SCP-ECG section 10", section.offset);
  const std::size_t leads = reader.u16("number of leads");
  reader.skip(2, "number of manufacturer's values");
  constexpr std::size_t kBlockHeadBytes = 4;
  auto blocks = split_blocks(reader, leads, 0);
  if (!blocks)
    blocks = split_blocks(reader, leads, kBlockHeadBytes);
  if (reader.failed() || !blocks)
    return note_left_out("section 10 is too short for what it promises", record);
  for (const LeadBlock& block : *blocks)
    take_lead_block(block, record);
}

}  // namespace leadwise::io
