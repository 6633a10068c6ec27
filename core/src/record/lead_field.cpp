#include "leadwise/lead_field.hpp"

namespace leadwise {
namespace {

constexpr std::array<Vector3, 8> kDower = {{{0.632, -0.235, 0.059},
                                            {0.235, 1.066, -0.132},
                                            {-0.515, 0.157, -0.917},
                                            {0.044, 0.164, -1.387},
                                            {0.882, 0.098, -1.277},
                                            {1.213, 0.127, -0.601},
                                            {1.125, 0.127, -0.086},
                                            {0.831, 0.076, 0.230}}};

// In the order of kIndependentLeads: what one millivolt of the lead adds to the dipole.
constexpr std::array<Vector3, 8> kKors = {{{0.38, -0.07, 0.11},
                                           {-0.07, 0.93, -0.23},
                                           {-0.13, 0.06, -0.43},
                                           {0.05, -0.02, -0.06},
                                           {-0.01, -0.05, -0.14},
                                           {0.14, 0.06, -0.20},
                                           {0.06, -0.17, -0.11},
                                           {0.54, 0.13, 0.31}}};

}  // namespace

Vector3 lead_vector(Lead lead) {
  const Vector3& i = kDower[0];
  const Vector3& ii = kDower[1];
  switch (lead) {
    case Lead::I:
      return i;
    case Lead::II:
      return ii;
    case Lead::III:
      return ii + -1.0 * i;
    case Lead::aVR:
      return -0.5 * (i + ii);
    case Lead::aVL:
      return i + -0.5 * ii;
    case Lead::aVF:
      return ii + -0.5 * i;
    default:
      return kDower[2 + lead_index(lead) - lead_index(Lead::V1)];
  }
}

Vector3 dipole_from_frontal(double lead_i, double lead_avf, double z) {
  const Vector3 i = lead_vector(Lead::I);
  const Vector3 avf = lead_vector(Lead::aVF);
  const double rest_i = lead_i - i.z * z;
  const double rest_avf = lead_avf - avf.z * z;
  const double determinant = i.x * avf.y - i.y * avf.x;
  return {(rest_i * avf.y - rest_avf * i.y) / determinant, (rest_avf * i.x - rest_i * avf.x) / determinant, z};
}

Vector3 dipole_from_leads(const IndependentLeads& leads_mv) {
  Vector3 sum;
  for (std::size_t k = 0; k < leads_mv.size(); ++k) {
    sum = sum + leads_mv[k] * kKors[k];
  }
  return sum;
}

}  // namespace leadwise
