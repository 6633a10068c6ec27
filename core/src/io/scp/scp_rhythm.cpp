#include "scp/scp_rhythm.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <optional>
#include <string>

#include "bytes/unit_factors.hpp"
#include "scp/scp_beats.hpp"
#include "scp/scp_bimodal.hpp"
#include "scp/scp_huffman.hpp"
#include "scp/scp_leads.hpp"
#include "scp/scp_reference_beat.hpp"
#include "scp/scp_signal.hpp"

namespace leadwise::io {
namespace {

constexpr std::uint16_t kLongTermRhythm = 12;
constexpr unsigned kVersionWithoutBimodal = 30;
/// Twelve leads recorded one after the other fill a twelfth of their common time.
constexpr std::uint64_t kMostTimesStretched = 16;
/// As many samples as may stand for a byte of the file, and what is always allowed (16 MiB of them).
constexpr std::uint64_t kMostSamplesPerByte = 8;
constexpr std::uint64_t kSamplesAlwaysAllowed = std::uint64_t{1} << 21U;
/// Writers fill up the last byte, and often to an even number of bytes.
constexpr std::uint64_t kPaddingBits = 32;
/// Zones of subtraction lie between beats; overlapping ones would cost time without end.
constexpr std::uint64_t kMostTimesSubtracted = 4;

/// What sections 2 to 6 say together.
struct Rhythm {
  ScpLeads leads;
  ScpHuffmanTables tables;
  ScpBeats beats;
  std::optional<ScpReferenceBeat> reference;
  ScpSignal signal;
  std::optional<ScpBimodal> bimodal;
  std::uint32_t unit_nv = 0;
  std::uint16_t sample_interval_us = 0;
};

Result<const ScpSection*> find_rhythm(const ScpSections& sections) {
  if (const ScpSection* section = sections.find(6))
    return section;
  if (sections.find(kLongTermRhythm) != nullptr)
    return fail(
        ErrorCode::UnsupportedFormat,
        "SCP-ECG: the file holds long-term rhythm (section 12 of version 3), which is not read, and no section 6",
        kPointerSection);
  if (sections.find(5) != nullptr)
    return fail(ErrorCode::UnsupportedFormat,
                "SCP-ECG: the file holds a reference beat (section 5) but no rhythm (section 6); an "
                "average beat is no recording",
                kPointerSection);
  return fail(ErrorCode::NoEcgChannel, "SCP-ECG: the file holds no rhythm (section 6)", kPointerSection);
}

std::uint64_t most_samples(const ScpSections& sections) {
  std::uint64_t bytes = 0;
  for (const ScpSection& section : sections.all)
    bytes += section.data.size();
  return std::max(kMostSamplesPerByte * bytes, kSamplesAlwaysAllowed);
}

/// Section 6 tells whether the leads that section 3 defines beyond its count are leads or what was left lying there.
void take_leads_beyond_count(const ScpSection& rhythm, ScpLeads& leads, EcgRecord& record) {
  const std::size_t counted = leads.leads.size(), defined = counted + leads.beyond_count.size();
  if (defined == counted || scp_signal_is_of(rhythm, counted) || !scp_signal_is_of(rhythm, defined))
    return;
  leads.leads.insert(leads.leads.end(), leads.beyond_count.begin(), leads.beyond_count.end());
  record.notes.push_back({ErrorCode::InvalidHeader, "section 3 counts " + std::to_string(counted) +
                                                        " leads and defines " + std::to_string(defined) +
                                                        ", all of which section 6 holds: all are read"});
}

Result<ScpLeads> take_leads(const ScpSections& sections, const ScpSection& rhythm, EcgRecord& record) {
  const ScpSection* section = sections.find(3);
  if (section == nullptr)
    return fail(ErrorCode::InvalidHeader, "SCP-ECG: section 3, which defines the leads, is missing", kPointerSection);
  auto leads = read_scp_leads(*section);
  if (!leads)
    return leads;
  take_leads_beyond_count(rhythm, *leads, record);
  std::uint64_t together = 0;
  for (const ScpLead& lead : leads->leads)
    together += lead.length();
  const std::uint64_t span = std::uint64_t{leads->last()} - leads->first() + 1;
  if (span * leads->leads.size() > std::min(together * kMostTimesStretched, most_samples(sections)))
    return fail(ErrorCode::TooLarge,
                "SCP-ECG section 3: the leads are spread over " + std::to_string(span) +
                    " samples, of which they hold " + std::to_string(together / leads->leads.size()) + " on average",
                section->offset);
  return leads;
}

Result<ScpHuffmanTables> take_tables(const ScpSections& sections) {
  const ScpSection* section = sections.find(2);
  return section == nullptr ? ScpHuffmanTables{} : read_scp_huffman_tables(*section);
}

Result<ScpBeats> take_beats(const ScpSections& sections, bool needed, EcgRecord& record) {
  const ScpSection* section = sections.find(4);
  if (section == nullptr && needed)
    return fail(ErrorCode::InvalidHeader, "SCP-ECG: section 4, which says how the rhythm was compressed, is missing",
                kPointerSection);
  if (section == nullptr)
    return ScpBeats{};
  auto beats = read_scp_beats(*section);
  if (beats || needed)
    return beats;
  record.notes.push_back({beats.error().code, "the places of the beats were left out: " + beats.error().message});
  return ScpBeats{};
}

Result<std::optional<ScpReferenceBeat>> take_reference_beat(const ScpSections& sections, const Rhythm& rhythm,
                                                            bool needed, EcgRecord& record) {
  const ScpSection* section = sections.find(5);
  if (section == nullptr && needed)
    return fail(ErrorCode::InvalidHeader, "SCP-ECG: section 5 with the reference beat that the rhythm needs is missing",
                kPointerSection);
  if (section == nullptr)
    return std::optional<ScpReferenceBeat>{};
  auto reference = read_scp_reference_beat(*section, rhythm.beats, rhythm.leads, rhythm.tables);
  if (reference)
    return std::optional(std::move(*reference));
  if (needed)
    return tl::unexpected(reference.error());
  record.notes.push_back({reference.error().code, "the reference beat was left out: " + reference.error().message});
  return std::optional<ScpReferenceBeat>{};
}

Result<void> check_bimodal_flag(const ScpSignal& signal, unsigned version, std::uint64_t offset) {
  if (signal.bimodal == 0 || (signal.bimodal == 1 && version < kVersionWithoutBimodal))
    return {};
  return fail(ErrorCode::UnsupportedFormat,
              "SCP-ECG section 6: " + std::to_string(signal.bimodal) + " in the place of the bimodal flag, version " +
                  std::to_string(version / 10) + "." + std::to_string(version % 10),
              offset + 5);
}

// The reference beat is never decimated, so its interval is the rhythm's own.
Result<std::optional<ScpBimodal>> take_bimodal(const Rhythm& rhythm, std::uint64_t offset) {
  const std::uint32_t kept_us = rhythm.signal.sample_interval_us;
  const std::uint32_t full_us = rhythm.reference->sample_interval_us;
  if (kept_us == full_us)
    return std::optional<ScpBimodal>{};
  if (rhythm.signal.bimodal == 0 || (kept_us != 2 * full_us && kept_us != 4 * full_us))
    return fail(ErrorCode::UnsupportedFormat,
                "SCP-ECG section 6: a sample interval of " + std::to_string(kept_us) + " us beside " +
                    std::to_string(full_us) + " us of the reference beat, bimodal flag " +
                    std::to_string(rhythm.signal.bimodal),
                offset + 2);
  if (rhythm.beats.protected_zones.empty() && !rhythm.beats.beats.empty())
    return fail(ErrorCode::InvalidHeader, "SCP-ECG section 4: bimodal compression without protected zones",
                rhythm.beats.offset);
  ScpBimodal bimodal{kept_us / full_us, rhythm.beats.protected_zones, {}};
  if (rhythm.leads.beat_subtracted) {
    for (const ScpBeat& beat : subtracted_scp_beats(rhythm.beats))
      bimodal.subtraction_zones.push_back(beat.subtraction);
  }
  return std::optional(std::move(bimodal));
}

Result<void> check_subtractions(const Rhythm& rhythm) {
  std::uint64_t together = 0;
  for (const ScpBeat& beat : subtracted_scp_beats(rhythm.beats)) {
    if (beat.subtraction.first < 1 || beat.subtraction.last < beat.subtraction.first)
      return fail(ErrorCode::InvalidHeader,
                  "SCP-ECG section 4: the reference beat was subtracted from sample " +
                      std::to_string(beat.subtraction.first) + " to " + std::to_string(beat.subtraction.last),
                  rhythm.beats.offset);
    together += std::uint64_t{beat.subtraction.last} - beat.subtraction.first + 1;
  }
  if (together > kMostTimesSubtracted * (std::uint64_t{rhythm.leads.last()} - rhythm.leads.first() + 1))
    return fail(ErrorCode::InvalidHeader, "SCP-ECG section 4: the zones of subtraction overlap", rhythm.beats.offset);
  return {};
}

/// Where section 4 names no beat that the reference beat was subtracted from, there is nothing to be added back.
void heed_only_what_was_subtracted(Rhythm& rhythm, EcgRecord& record) {
  if (!rhythm.leads.beat_subtracted || !subtracted_scp_beats(rhythm.beats).empty())
    return;
  rhythm.leads.beat_subtracted = false;
  record.notes.push_back({ErrorCode::InvalidHeader,
                          "section 3 says that the reference beat was subtracted, section 4 names no beat that it was "
                          "subtracted from: none is added back"});
}

bool holds_samples(const Rhythm& rhythm, std::size_t number, std::uint64_t count) {
  const auto decoded = decode_scp_lead(rhythm.signal, number, count, rhythm.tables);
  return decoded && decoded->bits_left < kPaddingBits;
}

/// C# ECG Toolkit counts the samples of section 3 at the rate of the reference beat where that is a multiple of the
/// rhythm's. Whether a file is such a one the rhythm's data tell, which hold that many times fewer.
void heed_count_at_rate_of_reference_beat(Rhythm& rhythm, EcgRecord& record) {
  constexpr std::uint32_t kMostTimes = 4;
  const std::uint32_t kept_us = rhythm.signal.sample_interval_us;
  const std::uint32_t times = rhythm.reference ? kept_us / rhythm.reference->sample_interval_us : 1;
  if (times < 2 || times > kMostTimes || kept_us != times * rhythm.reference->sample_interval_us)
    return;
  std::vector<ScpLead> leads = rhythm.leads.leads;
  for (std::size_t i = 0; i < leads.size(); ++i) {
    const std::uint64_t count = leads[i].length() / times;
    if (count == 0 || !holds_samples(rhythm, i, count))
      return;
    leads[i].first = (leads[i].first - 1) / times + 1;
    leads[i].last = static_cast<std::uint32_t>(leads[i].first + count - 1);
  }
  rhythm.leads.leads = std::move(leads);
  record.notes.push_back({ErrorCode::InvalidHeader, "section 3 counts samples at the rate of the reference beat, " +
                                                        std::to_string(times) +
                                                        " times that of the rhythm: its counts were divided by it"});
}

Result<void> take_compression(const ScpSections& sections, const ScpSection& section, Rhythm& rhythm,
                              EcgRecord& record) {
  const bool compressed = rhythm.leads.beat_subtracted || rhythm.signal.bimodal != 0;
  auto beats = take_beats(sections, compressed, record);
  if (!beats)
    return tl::unexpected(beats.error());
  rhythm.beats = std::move(*beats);
  heed_only_what_was_subtracted(rhythm, record);
  const bool needs_reference = rhythm.leads.beat_subtracted || rhythm.signal.bimodal != 0;
  auto reference = take_reference_beat(sections, rhythm, needs_reference, record);
  if (!reference)
    return tl::unexpected(reference.error());
  rhythm.reference = std::move(*reference);
  if (!needs_reference) {
    heed_count_at_rate_of_reference_beat(rhythm, record);
    return {};
  }
  auto bimodal = take_bimodal(rhythm, section.offset);
  if (!bimodal)
    return tl::unexpected(bimodal.error());
  rhythm.bimodal = std::move(*bimodal);
  return rhythm.leads.beat_subtracted ? check_subtractions(rhythm) : Result<void>{};
}

Result<Rhythm> take_rhythm(const ScpSections& sections, unsigned version, EcgRecord& record) {
  const auto section = find_rhythm(sections);
  if (!section)
    return tl::unexpected(section.error());
  auto leads = take_leads(sections, **section, record);
  if (!leads)
    return tl::unexpected(leads.error());
  auto tables = take_tables(sections);
  if (!tables)
    return tl::unexpected(tables.error());
  auto signal = read_scp_signal(**section, leads->leads.size());
  if (!signal)
    return tl::unexpected(signal.error());
  if (auto checked = check_bimodal_flag(*signal, version, (*section)->offset); !checked)
    return tl::unexpected(checked.error());
  Rhythm rhythm;
  rhythm.leads = std::move(*leads);
  rhythm.tables = std::move(*tables);
  rhythm.signal = std::move(*signal);
  if (auto taken = take_compression(sections, **section, rhythm, record); !taken)
    return tl::unexpected(taken.error());
  const std::uint32_t amplitude_nv = rhythm.signal.amplitude_nv;
  const bool subtracted = rhythm.leads.beat_subtracted;
  rhythm.unit_nv = subtracted ? std::gcd(amplitude_nv, std::uint32_t{rhythm.reference->amplitude_nv}) : amplitude_nv;
  rhythm.sample_interval_us = rhythm.bimodal ? rhythm.reference->sample_interval_us : rhythm.signal.sample_interval_us;
  return rhythm;
}

// One lead's samples in units of unit_nv.
Result<std::vector<double>> reconstruct(const Rhythm& rhythm, std::size_t number, std::uint64_t& bits_left) {
  const ScpLead& lead = rhythm.leads.leads[number];
  const std::uint64_t count = rhythm.bimodal ? kept_scp_samples(*rhythm.bimodal, lead) : lead.length();
  const auto decoded = decode_scp_lead(rhythm.signal, number, count, rhythm.tables);
  if (!decoded)
    return tl::unexpected(decoded.error());
  bits_left = decoded->bits_left;
  if (rhythm.bimodal && bits_left >= kPaddingBits)
    return fail(ErrorCode::InvalidHeader,
                scp_lead_place(rhythm.signal, number) + ": " + std::to_string(bits_left / 8) +
                    " bytes are left over behind the samples that the protected zones ask for",
                rhythm.signal.lead_offsets[number]);
  const double scale = rhythm.signal.amplitude_nv / rhythm.unit_nv;
  std::vector<double> samples_adu;
  samples_adu.reserve(static_cast<std::size_t>(lead.length()));
  const auto add = [&](const auto& values) {
    for (const auto value : values)
      samples_adu.push_back(scale * value);
  };
  if (rhythm.bimodal)
    add(expand_scp_bimodal(*rhythm.bimodal, lead, decoded->values));
  else
    add(decoded->values);
  if (!rhythm.leads.beat_subtracted)
    return samples_adu;
  if (auto added = add_scp_reference_beat(*rhythm.reference, rhythm.beats, lead, number, rhythm.unit_nv, samples_adu);
      !added)
    return tl::unexpected(added.error());
  return samples_adu;
}

Channel make_channel(const Rhythm& rhythm, std::size_t number, std::span<const double> samples_adu) {
  const ScpLead& lead = rhythm.leads.leads[number];
  const std::uint32_t first = rhythm.leads.first();
  Channel channel;
  channel.label = scp_lead_label(lead.code);
  channel.lead = scp_standard_lead(lead.code);
  channel.resolution_mv = rhythm.unit_nv / kNanovoltsPerMillivolt;
  channel.samples_mv.assign(std::size_t{rhythm.leads.last()} - first + 1, std::numeric_limits<double>::quiet_NaN());
  for (std::size_t i = 0; i < samples_adu.size(); ++i)
    channel.samples_mv[lead.first - first + i] = samples_adu[i] * channel.resolution_mv;
  return channel;
}

Result<void> add_channels(const Rhythm& rhythm, EcgRecord& record) {
  std::size_t leads_with_rest = 0;
  // First all leads are decoded: what does not hold what it promises is not given room for it.
  std::vector<std::vector<double>> samples_adu;
  for (std::size_t i = 0; i < rhythm.leads.leads.size(); ++i) {
    std::uint64_t bits_left = 0;
    auto samples = reconstruct(rhythm, i, bits_left);
    if (!samples)
      return tl::unexpected(samples.error());
    samples_adu.push_back(std::move(*samples));
    leads_with_rest += bits_left >= kPaddingBits ? 1U : 0U;
  }
  for (std::size_t i = 0; i < samples_adu.size(); ++i)
    record.channels.push_back(make_channel(rhythm, i, samples_adu[i]));
  if (leads_with_rest > 0)
    record.notes.push_back(
        {ErrorCode::InvalidHeader,
         std::to_string(leads_with_rest) + " leads hold more data than the samples that section 3 says"});
  return {};
}

void add_beats(const Rhythm& rhythm, EcgRecord& record) {
  for (const ScpBeat& beat : rhythm.beats.beats) {
    if (beat.fiducial < rhythm.leads.first() || beat.fiducial > rhythm.leads.last())
      continue;
    Annotation annotation;
    annotation.time_s = (beat.fiducial - rhythm.leads.first()) * (rhythm.sample_interval_us / kMicrosecondsPerSecond);
    annotation.text = "QRS, beat type " + std::to_string(beat.type);
    record.annotations.push_back(std::move(annotation));
  }
}

void add_notes(const ScpSections& sections, const Rhythm& rhythm, EcgRecord& record) {
  if (rhythm.bimodal)
    record.notes.push_back(
        {ErrorCode::MissingSamples,
         "outside the QRS complexes the file keeps one sample of " + std::to_string(rhythm.bimodal->factor) +
             " (bimodal compression); the others were interpolated and smoothed as SCP-ECG describes"});
  if (sections.find(kLongTermRhythm) != nullptr)
    record.notes.push_back({ErrorCode::UnsupportedFormat,
                            "the file also holds section 12 (long-term rhythm in version 3), which was not read"});
}

}  // namespace

Result<void> read_scp_rhythm(const ScpSections& sections, unsigned version, EcgRecord& record) {
  const auto rhythm = take_rhythm(sections, version, record);
  if (!rhythm)
    return tl::unexpected(rhythm.error());
  record.sampling_rate_hz = kMicrosecondsPerSecond / rhythm->sample_interval_us;
  if (auto added = add_channels(*rhythm, record); !added)
    return added;
  if (rhythm->reference)
    record.average_beats.push_back(scp_average_beat(*rhythm->reference, rhythm->leads));
  const bool same_rate = !rhythm->reference || rhythm->reference->sample_interval_us == rhythm->sample_interval_us;
  if (same_rate)
    add_beats(*rhythm, record);
  add_notes(sections, *rhythm, record);
  return {};
}

}  // namespace leadwise::io
