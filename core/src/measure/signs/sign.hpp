#pragma once

#include <span>
#include <vector>

#include "leadwise/measurement.hpp"

namespace leadwise {

/// What a sign is called and rests on.
struct SignText {
  std::string_view name;
  std::string_view title;
  std::string_view rule;
  const PublishedEvidence& evidence;
};

/// What signs are judged from.
struct SignContext {
  const EcgMeasurement& measurement;
  /// Why signs of right-ventricular load are not to be judged: complete bundle branch block, pre-excitation, pacing.
  std::optional<Error> confounder;

  /// nullptr where the lead is not there or not usable.
  const LeadAmplitudes* find(Lead lead) const;
  /// nullopt where it was not measured.
  std::optional<double> value(std::string_view name) const;
  /// Why it was not measured; nullopt where it was.
  std::optional<Error> reason(std::string_view name) const;
};

Criterion decided(const SignText& text, std::vector<CriterionValue> values, bool met);
Criterion not_computable(const SignText& text, std::vector<CriterionValue> values, Error reason);

/// MissingLead naming those of `leads` that cannot be used, or where limb leads are among them and one is flat beside the
/// others; WaveNotFound where no QRS complex is marked; else nullopt.
std::optional<Error> find_missing(const SignContext& context, std::span<const Lead> leads);

/// The confounder, or what is missing of `leads`.
std::optional<Error> find_obstacle(const SignContext& context, std::span<const Lead> leads);

/// The taller of R and R', the deeper of S and S' as a positive number; 0 where the lead shows no such wave.
double tallest_r_mv(const LeadAmplitudes& lead);
double deepest_s_mv(const LeadAmplitudes& lead);

}  // namespace leadwise
