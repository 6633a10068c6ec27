#pragma once

#include "dipole_wave.hpp"
#include "leadwise/random.hpp"

namespace leadwise {

/// What right-ventricular pressure overload adds to the heart's dipole at severity 1 and a QRS magnitude of 1, each
/// wave on its own clock from 0 to 1: QRS forces rightward, anterior, inferior and late; ST-T the opposite way; P
/// inferior and anterior. Directions, strengths, widths and times vary with the draw, as they do between patients.
BeatWaves draw_overload(Random& random);

/// The sham of an overload: the same time courses in other directions. One random rotation turns all vectors together,
/// drawn until each direction has moved by at least 60 degrees; then P, QRS and ST-T are each rescaled to the energy
/// (sum of squares over the twelve leads) that they had. Neither timing nor energy tells a sham from an overload, only
/// direction does.
BeatWaves draw_sham(const BeatWaves& overload, Random& random);

/// Integral over the waves' clock of the sum of squares over the twelve leads.
double twelve_lead_energy(const DipoleWaves& waves);

}  // namespace leadwise
