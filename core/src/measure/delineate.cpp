#include "delineate.hpp"

namespace leadwise {

void delineate_representative(RepresentativeBeat&, std::span<const Beat>, RhythmRegularity) {}

Delineation delineate_beats(const LeadSamples& leads, std::span<const Beat> beats, const RepresentativeBeat&) {
  Delineation marks;
  marks.global.resize(beats.size());
  for (const Lead lead : leads.leads)
    marks.leads.push_back({lead, std::vector<WaveMarks>(beats.size())});
  return marks;
}

}  // namespace leadwise
