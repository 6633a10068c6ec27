#pragma once

#include <array>

#include "leadwise/lead.hpp"
#include "leadwise/vector3.hpp"

namespace leadwise {

using IndependentLeads = std::array<double, kIndependentLeads.size()>;

/// What a dipole gives in a lead, from the lead vectors of Dower, Machado and Osborne, "On deriving the
/// electrocardiogram from vectorcardiographic leads", Clin. Cardiol. 3:87, 1980. Limb leads obey Einthoven's and
/// Goldberger's laws.
Vector3 lead_vector(Lead lead);

/// The x and y of the dipole with a given z that shows these voltages in I and aVF.
Vector3 dipole_from_frontal(double lead_i, double lead_avf, double z);

/// The dipole behind the eight independent leads, by the regression of Kors, van Herpen, Sittig and van Bemmel,
/// "Reconstruction of the Frank vectorcardiogram from standard electrocardiographic leads", Eur. Heart J. 11:1083,
/// 1990.
Vector3 dipole_from_leads(const IndependentLeads& leads_mv);

}  // namespace leadwise
