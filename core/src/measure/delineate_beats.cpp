#include "delineate_beats.hpp"

namespace leadwise {

Delineation delineate_beats(const LeadSamples& leads, std::span<const Beat> beats, const RepresentativeBeat&) {
  Delineation marks;
  marks.global.resize(beats.size());
  for (const Lead lead : leads.leads)
    marks.leads.push_back({lead, std::vector<WaveMarks>(beats.size())});
  return marks;
}

}  // namespace leadwise
