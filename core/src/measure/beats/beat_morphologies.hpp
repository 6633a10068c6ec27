#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "beats/qrs_pattern.hpp"
#include "leadwise/beats.hpp"

namespace leadwise {

/// Beats whose QRS complexes have one shape.
struct Morphology {
  QrsPattern pattern;
  /// Indices of beats, rising.
  std::vector<std::size_t> beats;
};

/// Beats told apart by shape. A beat that is cut off by the record's ends or fits no shape belongs to none.
struct BeatMorphologies {
  /// One a beat: its time, moved to where it fits its morphology's pattern best.
  std::vector<double> times_s;
  std::vector<Morphology> morphologies;
};

/// Groups QRS complexes by their correlation over all leads (of one length and sampling rate) together: beats of one
/// shape correlate with 0.98 and more in a clean ECG, ventricular ectopic ones with the dominant shape by less than
/// 0.9. How much less than their own group's typical correlation beats of another shape must reach follows from how well
/// neighbouring beats correlate, so that noise in the leads makes no groups. No group where no shape comes twice.
BeatMorphologies find_morphologies(std::span<const LeadBeats> leads, std::span<const double> qrs_s);

}  // namespace leadwise
