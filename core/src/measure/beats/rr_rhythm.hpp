#pragma once

#include <span>

#include "leadwise/measurement.hpp"

namespace leadwise {

/// How regular dominant and paced beats follow each other, ectopic and unclassified ones and the intervals around them
/// left out. Regular: the intervals' standard deviation stays below 7 % of their mean. Irregularly irregular: they
/// also jump from one to the next, by 12.5 % (root mean square) and mostly by 6 % of the mean, and do not alternate
/// (successive differences tell fibrillation from respiration: Tateno and Glass, Med. Biol. Eng. Comput. 39:664, 2001).
/// Unknown with fewer than four intervals; a rhythm of four is never irregularly irregular.
RhythmRegularity judge_regularity(std::span<const Beat> beats);

}  // namespace leadwise
