#include "leadwise/screener.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "doubted_leads.hpp"
#include "explain_window.hpp"
#include "heeded_measurement.hpp"
#include "leadwise/beats.hpp"

namespace leadwise {
namespace {

/// The heads of one task, most leads first.
using HeadsByTask = std::map<std::string, std::vector<const HeadDescription*>>;

HeadsByTask heads_by_task(const ModelDescription& description) {
  HeadsByTask tasks;
  for (const HeadDescription& head : description.heads)
    tasks[head.task].push_back(&head);
  for (auto& [task, heads] : tasks) {
    std::stable_sort(heads.begin(), heads.end(), [](const HeadDescription* a, const HeadDescription* b) {
      return a->leads.size() > b->leads.size();
    });
  }
  return tasks;
}

bool same_leads(std::vector<Lead> a, std::vector<Lead> b) {
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  return a == b;
}

/// A lead that the record holds or that follows from its limb leads; whether it is any good is asked later.
bool is_available(const EcgRecord& record, Lead lead) {
  if (record.find(lead) != nullptr)
    return true;
  const auto limb_leads =
      std::count_if(kLimbLeads.begin(), kLimbLeads.end(), [&](Lead limb) { return record.find(limb) != nullptr; });
  return is_limb_lead(lead) && limb_leads >= 2;
}

bool is_available(const EcgRecord& record, const std::vector<Lead>& leads) {
  return std::all_of(leads.begin(), leads.end(), [&](Lead lead) { return is_available(record, lead); });
}

/// "lead I", "leads I, II"
std::string words_of(const std::vector<Lead>& leads) {
  std::string text = leads.size() == 1 ? "lead" : "leads";
  for (const Lead& lead : leads)
    text.append(&lead == &leads.front() ? " " : ", ").append(lead_name(lead));
  return text;
}

/// The heads that answer this request, one a task (all of them for `every`). Empty where the record or the
/// weights lack what is asked for.
std::vector<const HeadDescription*> choose_heads(const EcgRecord& record, const ModelDescription& description,
                                                 const LeadChoice& choice) {
  std::vector<const HeadDescription*> chosen;
  for (const auto& [task, heads] : heads_by_task(description)) {
    for (const HeadDescription* head : heads) {
      const bool wanted = choice.kind == LeadChoice::Kind::listed ? same_leads(head->leads, choice.leads)
                                                                  : is_available(record, head->leads);
      if (!wanted)
        continue;
      chosen.push_back(head);
      if (choice.kind != LeadChoice::Kind::every)
        break;
    }
  }
  return chosen;
}

Error no_head_error(const EcgRecord& record, const ModelDescription& description, const LeadChoice& choice) {
  if (choice.kind == LeadChoice::Kind::listed) {
    return {ErrorCode::NoSuchHead, "the weights hold no classifier for the " + words_of(choice.leads)};
  }
  std::vector<Lead> present;
  for (Lead lead : description.leads) {
    if (is_available(record, lead))
      present.push_back(lead);
  }
  return {ErrorCode::UnsupportedLeadSet,
          present.empty() ? std::string("the record holds none of the leads that the model needs")
                          : "no classifier of these weights works with only the " + words_of(present)};
}

std::optional<Error> patient_reason(const EcgRecord& record) {
  if (record.paced.value_or(false))
    return Error{ErrorCode::PacedRhythm, "the rhythm is stated to be paced"};
  if (looks_paced(record))
    return Error{ErrorCode::PacedRhythm, "spikes like those of a pacemaker begin the beats or their P waves"};
  if (record.patient.age_years && *record.patient.age_years < kAdultAgeYears) {
    return Error{ErrorCode::UnderAge, "the patient is stated to be under 18 years old"};
  }
  return std::nullopt;
}

/// Reasons that lie in the file, the patient or the rhythm, not in single leads.
std::optional<Error> record_reason(const EcgRecord& record) {
  if (record.untried_format) {
    return Error{ErrorCode::UntriedFormat,
                 "files of this format were never tried with a real device; the amplitudes may be wrong"};
  }
  return patient_reason(record);
}

/// A network answers whatever it is given, noise too. Asked behind the leads' own reasons: flat leads show no beats
/// either, and that an electrode is off says more.
std::optional<Error> beat_reason(const EcgRecord& record) {
  if (shows_heartbeats(record))
    return std::nullopt;
  return Error{ErrorCode::NoBeats, "no heartbeats stand out of the recording: is it an ECG?"};
}

std::vector<std::string> assumptions_for(const EcgRecord& record) {
  std::vector<std::string> assumptions;
  if (!record.patient.age_years)
    assumptions.emplace_back("adult");
  if (!record.paced)
    assumptions.emplace_back("unpaced");
  return assumptions;
}

/// Refuses to predict. What a reason denies was not assumed.
void abstain(Error reason, Screening& screening) {
  if (reason.code == ErrorCode::PacedRhythm)
    std::erase(screening.assumptions, "unpaced");
  screening.abstained = std::move(reason);
}

/// Nobody is taken for unpaced where spikes are seen, however few beats they begin.
void heed_spikes(const SignalQuality& measured, Screening& screening) {
  const bool seen = std::any_of(measured.warnings.begin(), measured.warnings.end(),
                                [](const Error& warning) { return warning.code == ErrorCode::PacingSpikes; });
  if (seen)
    std::erase(screening.assumptions, "unpaced");
}

/// What changes the score and yet does not silence it: whoever reads the score is told what measuring finds.
void pass_on(ErrorCode code, const SignalQuality& measured, Screening& screening) {
  for (const Error& warning : measured.warnings) {
    if (warning.code == code)
      screening.warnings.push_back(warning);
  }
}

/// Why the first unusable lead of a head is unusable; nullopt where all can be used.
std::optional<Error> lead_reason(const HeadDescription& head, const std::vector<LeadQuality>& quality) {
  for (const LeadQuality& lead : quality) {
    const bool needed = std::find(head.leads.begin(), head.leads.end(), lead.lead) != head.leads.end();
    if (needed && lead.reason)
      return lead.reason;
  }
  return std::nullopt;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : 0.5 * (values[middle - 1] + values[middle]);
}

/// What one head said of every window, before calibration, which keeps their order.
struct HeadAnswers {
  const HeadDescription* head;
  std::vector<double> log_odds;
};

double calibrated_probability(const HeadDescription& head, double log_odds) {
  return probability_of_logit(head.calibrated_logit(log_odds));
}

/// As long as one of the three is missing, it is a score and no probability.
bool is_validated(const ModelDescription& description, const HeadDescription& head) {
  return description.clinically_validated && head.clinically_validated && head.calibration.has_value();
}

Prediction summarise(const HeadAnswers& answers, const ModelDescription& description) {
  const HeadDescription& head = *answers.head;
  const auto [lowest, highest] = std::minmax_element(answers.log_odds.begin(), answers.log_odds.end());
  const double middle = median(answers.log_odds);
  Prediction prediction;
  prediction.task = head.task;
  prediction.head_id = head.id;
  prediction.lead_count = head.leads.size();
  prediction.probability = calibrated_probability(head, middle);
  if (head.calibration) {
    const ProbabilityInterval interval = head.calibration->interval(middle);
    prediction.probability_low = interval.low;
    prediction.probability_high = interval.high;
  }
  prediction.lowest_window_probability = calibrated_probability(head, *lowest);
  prediction.highest_window_probability = calibrated_probability(head, *highest);
  prediction.window_count = answers.log_odds.size();
  // A threshold is on the scale of the calibrated probability: without a calibration it says nothing.
  if (head.calibration && head.threshold) {
    prediction.threshold = head.threshold;
    prediction.positive = prediction.probability >= *head.threshold;
  }
  prediction.clinically_validated = is_validated(description, head);
  return prediction;
}

/// Adds one window's answers and per-lead ELBO to what came before.
Result<void> screen_window(const ModelInput& window, Model& model, std::vector<HeadAnswers>& answers,
                           std::vector<LeadElbo>& elbo_sum) {
  const auto encoded = model.encode(window);
  if (!encoded)
    return tl::unexpected(encoded.error());
  for (HeadAnswers& answer : answers) {
    const auto output = model.classify(*encoded, *answer.head);
    if (!output)
      return tl::unexpected(output.error());
    answer.log_odds.push_back(output->log_odds);
  }
  const auto fused = model.fuse(*encoded);
  if (!fused)
    return tl::unexpected(fused.error());
  const auto elbo = model.elbo(window, *encoded, *fused);
  if (!elbo)
    return tl::unexpected(elbo.error());
  if (elbo_sum.empty()) {
    elbo_sum = *elbo;
    return {};
  }
  for (std::size_t i = 0; i < elbo_sum.size(); ++i)
    elbo_sum[i].elbo += (*elbo)[i].elbo;
  return {};
}

/// Runs the model over all windows and writes what it says into `screening`. Gives each head's answers.
Result<std::vector<HeadAnswers>> predict(const PreparedRecord& prepared, Model& model,
                                         const std::vector<const HeadDescription*>& heads, Screening& screening) {
  std::vector<HeadAnswers> answers;
  for (const HeadDescription* head : heads)
    answers.push_back({head, {}});
  for (const ModelInput& window : prepared.windows) {
    const auto done = screen_window(window, model, answers, screening.elbo);
    if (!done)
      return tl::unexpected(done.error());
  }
  for (LeadElbo& lead : screening.elbo)
    lead.elbo /= static_cast<double>(prepared.windows.size());
  for (const HeadAnswers& answer : answers)
    screening.predictions.push_back(summarise(answer, model.description()));
  return answers;
}

std::size_t median_window(const std::vector<double>& log_odds) {
  const double middle = median(log_odds);
  const auto is_nearer = [middle](double a, double b) { return std::fabs(a - middle) < std::fabs(b - middle); };
  return static_cast<std::size_t>(std::min_element(log_odds.begin(), log_odds.end(), is_nearer) - log_odds.begin());
}

Result<void> explain(HeededMeasurement& heeded, const PreparedRecord& prepared, const std::vector<HeadAnswers>& answers,
                     Model& model, const Explainer& explainer, Screening& screening) {
  for (const HeadAnswers& answer : answers) {
    const std::size_t window = median_window(answer.log_odds);
    const double start_s = prepared.window_starts_s[window];
    const ScreenedWindow screened{prepared.windows[window], start_s, heeded.of_window(start_s)};
    auto explanation = explain_window(screened, *answer.head, model, explainer);
    if (!explanation)
      return tl::unexpected(explanation.error());
    screening.explanations.push_back(std::move(*explanation));
  }
  return {};
}

/// The leads that any of the heads reads, in the model's order.
std::vector<Lead> leads_of(const std::vector<const HeadDescription*>& heads, const ModelDescription& description) {
  std::vector<Lead> leads;
  for (Lead lead : description.leads) {
    const bool used = std::any_of(heads.begin(), heads.end(), [&](const HeadDescription* head) {
      return std::find(head->leads.begin(), head->leads.end(), lead) != head->leads.end();
    });
    if (used)
      leads.push_back(lead);
  }
  return leads;
}

RefusedHead refused_head(const HeadDescription& head, Error reason) {
  return {head.task, head.id, head.leads.size(), std::move(reason)};
}

/// Asked for every head, also those whose leads the record lacks deserve a reason.
void refuse_absent_heads(const EcgRecord& record, const ModelDescription& description, Screening& screening) {
  for (const HeadDescription& head : description.heads) {
    const auto lacks = [&](Lead lead) { return !is_available(record, lead); };
    const auto absent = std::find_if(head.leads.begin(), head.leads.end(), lacks);
    if (absent == head.leads.end())
      continue;
    std::string message = std::string("lead ").append(lead_name(*absent)).append(" is not in the record");
    screening.refused.push_back(refused_head(head, {ErrorCode::UnsupportedLeadSet, std::move(message)}));
  }
}

/// Takes the heads with an unusable lead out, each with its reason.
void refuse_unusable_heads(std::vector<const HeadDescription*>& heads, Screening& screening) {
  std::vector<const HeadDescription*> usable;
  for (const HeadDescription* head : heads) {
    const std::optional<Error> reason = lead_reason(*head, screening.quality);
    if (reason) {
      screening.refused.push_back(refused_head(*head, *reason));
    } else {
      usable.push_back(head);
    }
  }
  heads = std::move(usable);
}

/// 0 where no window is scored.
double first_scored_s(const Result<PreparedRecord>& prepared) {
  return prepared && !prepared->window_starts_s.empty() ? prepared->window_starts_s.front() : 0.0;
}

/// What is doubted is told first of all, for it is the score's own doubt.
void warn_of_doubt(const EcgRecord& record, const SignalQuality& measured, const std::vector<Lead>& scored,
                   Screening& screening) {
  screening.doubted_leads = find_doubted_leads(record, measured, scored);
  if (measured.reason || !screening.doubted_leads.empty())
    screening.warnings.insert(screening.warnings.begin(), doubt_warning(measured.reason, screening.doubted_leads));
}

/// Of a record that is not made ready for the model: the leads that it holds or that follow from them, judged by their own
/// samples.
std::vector<LeadQuality> recorded_quality(const EcgRecord& record, const std::vector<Lead>& leads) {
  std::vector<LeadQuality> quality;
  for (const Lead lead : leads) {
    if (const auto samples = derive_lead(record, lead))
      quality.push_back({lead, recorded_lead_error(lead, *samples, record.sampling_rate_hz)});
  }
  return quality;
}

void describe_preparation(const PreparedRecord& prepared, Screening& screening) {
  screening.quality = prepared.quality;
  screening.window_count = prepared.windows.size();
  screening.skipped_windows = prepared.skipped_windows;
  screening.unused_s = prepared.unused_s;
}

}  // namespace

std::optional<Error> find_abstention(const EcgRecord& record) {
  auto reason = patient_reason(record);
  return reason ? reason : beat_reason(record);
}

Result<Screening> screen(const EcgRecord& record, Model& model, const LeadChoice& choice, const Explainer* explainer,
                         const EcgMeasurement* measured) {
  const ModelDescription& description = model.description();
  Screening screening;
  screening.assumptions = assumptions_for(record);
  if (const auto contradiction = limb_lead_contradiction(record))
    screening.warnings.push_back(*contradiction);
  std::vector<const HeadDescription*> heads = choose_heads(record, description, choice);
  // Before the windows, which of a long recording fill as much memory again.
  HeededMeasurement heeded(record, measured);
  const Result<PreparedRecord> prepared = prepare_record(record, leads_of(heads, description));
  heeded.heed_scored_part(first_scored_s(prepared));
  heed_spikes(heeded.quality(), screening);
  pass_on(ErrorCode::UnusualScale, heeded.quality(), screening);
  pass_on(ErrorCode::DerivedLeads, heeded.quality(), screening);
  pass_on(ErrorCode::ElectrodeReversalSuspected, heeded.quality(), screening);
  if (choice.kind == LeadChoice::Kind::every)
    refuse_absent_heads(record, description, screening);
  if (heads.empty()) {
    screening.quality = recorded_quality(record, description.leads);
    abstain(no_head_error(record, description, choice), screening);
    return screening;
  }
  if (!prepared) {
    if (prepared.error().code == ErrorCode::TooShort)
      screening.quality = recorded_quality(record, leads_of(heads, description));
    abstain(prepared.error(), screening);
    return screening;
  }
  describe_preparation(*prepared, screening);
  if (auto reason = record_reason(record)) {
    abstain(*std::move(reason), screening);
    return screening;
  }
  const std::optional<Error> fullest_reason = lead_reason(*heads.front(), prepared->quality);
  refuse_unusable_heads(heads, screening);
  if (heads.empty() || prepared->windows.empty()) {
    const Error no_window{ErrorCode::MissingSamples, "no 10 s window of the record has all leads usable at once"};
    abstain(fullest_reason.value_or(no_window), screening);
    return screening;
  }
  if (auto reason = beat_reason(record)) {
    abstain(*std::move(reason), screening);
    return screening;
  }
  // Spikes before less than half of the beats, or beats as broad as paced ones whose spikes are lost.
  pass_on(ErrorCode::PacingSpikes, heeded.quality(), screening);
  pass_on(ErrorCode::BroadComplexes, heeded.quality(), screening);
  warn_of_doubt(record, heeded.quality(), leads_of(heads, description), screening);
  const auto answers = predict(*prepared, model, heads, screening);
  if (!answers)
    return tl::unexpected(answers.error());
  if (explainer == nullptr)
    return screening;
  const auto explained = explain(heeded, *prepared, *answers, model, *explainer, screening);
  if (!explained)
    return tl::unexpected(explained.error());
  return screening;
}

}  // namespace leadwise
