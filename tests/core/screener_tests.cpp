#include "leadwise/screener.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>

#include "leadwise/measurement.hpp"
#include "leadwise/random.hpp"
#include "leadwise/report_json.hpp"
#include "screening_fixture.hpp"

using namespace leadwise;
using namespace leadwise::testing;

namespace {

Model drawn_model() {
  auto model = Model::load(drawn_weights());
  REQUIRE(model);
  return std::move(*model);
}

Screening screened(const EcgRecord& record, std::string_view leads = "auto") {
  Model model = drawn_model();
  const auto choice = parse_lead_choice(leads);
  REQUIRE(choice);
  auto screening = screen(record, model, *choice);
  REQUIRE(screening);
  return std::move(*screening);
}

void check_abstains(const EcgRecord& record, ErrorCode code, std::string_view leads = "auto") {
  const Screening screening = screened(record, leads);
  REQUIRE(screening.abstained);
  CHECK(error_name(screening.abstained->code) == error_name(code));
  CHECK_FALSE(screening.abstained->message.empty());
  CHECK(screening.predictions.empty());
}

void check_answers(const Screening& screening, std::size_t leads) {
  CHECK_FALSE(screening.abstained);
  REQUIRE(screening.predictions.size() == 1);
  CHECK(screening.predictions.front().lead_count == leads);
  CHECK(screening.predictions.front().probability > 0.0);
  CHECK(screening.predictions.front().probability < 1.0);
}

}  // namespace

TEST_CASE("A twelve-lead record is answered by the twelve-lead head") {
  const Screening screening = screened(simulated_record());
  check_answers(screening, 12);
  CHECK(screening.elbo.size() == 12);
  CHECK(screening.assumptions == std::vector<std::string>{"adult", "unpaced"});
}

TEST_CASE("Limb leads alone are answered by the six-lead head, derived from two of them if need be") {
  const EcgRecord record = simulated_record();
  check_answers(screened(only_leads(record, {kLimbLeads.begin(), kLimbLeads.end()})), 6);
  const Screening from_two = screened(only_leads(record, {Lead::I, Lead::II}));
  check_answers(from_two, 6);
  const Screening from_twelve = screened(record, "6");
  check_answers(from_twelve, 6);
  // The simulator's limb leads obey Einthoven to its rounding of 1 uV, so the derived ones say the same.
  CHECK(std::abs(from_two.predictions[0].probability - from_twelve.predictions[0].probability) < 0.01);
}

TEST_CASE("The order of leads in the file does not change the answer") {
  EcgRecord record = simulated_record();
  const Screening in_order = screened(record);
  std::reverse(record.channels.begin(), record.channels.end());
  CHECK(screened(record).predictions.at(0).probability == in_order.predictions.at(0).probability);
}

TEST_CASE("Asked for every head, the twelve-lead answer stands before the six-lead answer") {
  const Screening screening = screened(simulated_record(), "all");
  REQUIRE(screening.predictions.size() == 2);
  CHECK(screening.predictions[0].lead_count == 12);
  CHECK(screening.predictions[1].lead_count == 6);
}

TEST_CASE("Too few leads are an abstention") {
  const EcgRecord record = simulated_record();
  check_abstains(only_leads(record, {Lead::V1, Lead::V2, Lead::V3}), ErrorCode::UnsupportedLeadSet);
  check_abstains(only_leads(record, {Lead::I}), ErrorCode::UnsupportedLeadSet);
  check_abstains(only_leads(record, {Lead::I, Lead::II}), ErrorCode::UnsupportedLeadSet, "12");
}

TEST_CASE("Leads that no head was made for are an abstention that names them") {
  check_abstains(simulated_record(), ErrorCode::NoSuchHead, "I,II,V1");
}

TEST_CASE("An abstention for the request or the length says of the leads what they are") {
  EcgRecord record = simulated_record(9.0);
  std::fill(channel_of(record, Lead::V3).samples_mv.begin(), channel_of(record, Lead::V3).samples_mv.end(), 0.25);
  for (const std::string_view leads : {"auto", "I,II,V1"}) {
    const Screening screening = screened(record, leads);
    REQUIRE(screening.abstained);
    REQUIRE(screening.quality.size() == 12);
    for (const LeadQuality& lead : screening.quality)
      CHECK(lead.reason.has_value() == (lead.lead == Lead::V3));
  }
  CHECK(screened(only_leads(record, {Lead::V1}), "auto").quality.size() == 1);
}

TEST_CASE("A recording under nine and a half seconds is an abstention, one just over it is answered") {
  check_abstains(simulated_record(4.0), ErrorCode::TooShort);
  check_abstains(simulated_record(9.4), ErrorCode::TooShort);
  check_answers(screened(simulated_record(9.5)), 12);
}

TEST_CASE("A constant lead is an abstention, not a silent fall-back on fewer leads") {
  EcgRecord record = simulated_record();
  Channel& v3 = channel_of(record, Lead::V3);
  std::fill(v3.samples_mv.begin(), v3.samples_mv.end(), 0.25);
  check_abstains(record, ErrorCode::ConstantLead);
  check_answers(screened(record, "6"), 6);
}

TEST_CASE("Asked for every head, the heads without an answer are named with their reason") {
  EcgRecord record = simulated_record();
  Channel& v1 = channel_of(record, Lead::V1);
  std::fill(v1.samples_mv.begin(), v1.samples_mv.end(), 0.0);
  const Screening flat = screened(record, "all");
  REQUIRE(flat.predictions.size() == 1);
  CHECK(flat.predictions[0].lead_count == 6);
  REQUIRE(flat.refused.size() == 1);
  CHECK(flat.refused[0].lead_count == 12);
  CHECK(flat.refused[0].reason.code == ErrorCode::ConstantLead);
  const Screening limb = screened(only_leads(record, {kLimbLeads.begin(), kLimbLeads.end()}), "all");
  REQUIRE(limb.refused.size() == 1);
  CHECK(limb.refused[0].reason.code == ErrorCode::UnsupportedLeadSet);
  CHECK(limb.refused[0].reason.message.find("V1") != std::string::npos);
  CHECK(screened(simulated_record(), "all").refused.empty());
}

TEST_CASE("Where all leads are flat it is the leads that are named, not the beats that they cannot show") {
  EcgRecord record = simulated_record();
  for (Channel& channel : record.channels)
    std::fill(channel.samples_mv.begin(), channel.samples_mv.end(), 0.1);
  check_abstains(record, ErrorCode::ConstantLead);
}

TEST_CASE("A lead that is missing throughout is an abstention that names it") {
  EcgRecord record = simulated_record();
  Channel& lead = channel_of(record, Lead::II);
  std::fill(lead.samples_mv.begin(), lead.samples_mv.end(), std::numeric_limits<double>::quiet_NaN());
  check_abstains(record, ErrorCode::MissingSamples);
  CHECK(screened(record).abstained->message.find("II") != std::string::npos);
}

TEST_CASE("Paced rhythm and childhood are abstentions") {
  EcgRecord paced = simulated_record();
  paced.paced = true;
  check_abstains(paced, ErrorCode::PacedRhythm);
  EcgRecord child = simulated_record();
  child.patient.age_years = 12.0;
  check_abstains(child, ErrorCode::UnderAge);
}

TEST_CASE("A rhythm that spikes begin is paced, whatever the file says; of spikes elsewhere the answer warns") {
  for (const double before_s : {0.08, 0.40}) {
    leadwise::SimulatedEcg ecg = *leadwise::simulate_ecg({}, 1);
    for (const leadwise::SimulatedBeat& beat : ecg.beats) {
      const auto spike = static_cast<std::ptrdiff_t>((beat.r_s - before_s) * ecg.record.sampling_rate_hz);
      for (Channel& channel : ecg.record.channels) {
        if (spike > 0)
          channel.samples_mv[static_cast<std::size_t>(spike)] += 0.8;
      }
    }
    ecg.record.paced = false;
    if (before_s < 0.1) {
      check_abstains(ecg.record, ErrorCode::PacedRhythm);
      ecg.record.paced = std::nullopt;
      CHECK(screened(ecg.record).assumptions == std::vector<std::string>{"adult"});
    } else {
      const Screening answered = screened(ecg.record);
      check_answers(answered, 12);
      ecg.record.paced = std::nullopt;
      CHECK(screened(ecg.record).assumptions == std::vector<std::string>{"adult"});
      CHECK(std::any_of(answered.warnings.begin(), answered.warnings.end(),
                        [](const Error& warning) { return warning.code == ErrorCode::PacingSpikes; }));
    }
  }
}

TEST_CASE("What the file says is not assumed") {
  EcgRecord record = simulated_record();
  record.patient.age_years = 54.0;
  record.paced = false;
  CHECK(screened(record).assumptions.empty());
}

TEST_CASE("A long recording is answered by the median of its windows and their spread") {
  const EcgRecord record = simulated_record(35.0);
  const Prediction whole = screened(record).predictions.at(0);
  CHECK(whole.window_count == 3);
  CHECK(whole.lowest_window_probability <= whole.probability);
  CHECK(whole.probability <= whole.highest_window_probability);
  std::vector<double> windows;
  for (std::size_t start : {0U, 5000U, 10000U}) {
    EcgRecord window = record;
    for (Channel& channel : window.channels) {
      const auto first = channel.samples_mv.begin() + static_cast<std::ptrdiff_t>(start);
      channel.samples_mv = std::vector<double>(first, first + 5000);
    }
    windows.push_back(screened(window).predictions.at(0).probability);
  }
  std::sort(windows.begin(), windows.end());
  CHECK(std::abs(whole.probability - windows[1]) < 1e-12);
  CHECK(std::abs(whole.lowest_window_probability - windows[0]) < 1e-12);
}

TEST_CASE("Calibrated weights answer with the calibrated probability, its interval and the threshold's verdict") {
  const Calibration calibration{0.7, -0.3, 0.01, -0.002, 0.05};
  for (const double duration_s : {10.0, 20.0, 35.0}) {
    const EcgRecord record = simulated_record(duration_s);
    const Prediction plain = screened(record).predictions.at(0);
    CHECK_FALSE(plain.probability_low);
    CHECK_FALSE(plain.probability_high);
    const double log_odds = std::log(plain.probability / (1.0 - plain.probability));
    const double expected = probability_of_logit(0.7 * log_odds - 0.3);
    for (const bool reached : {true, false}) {
      const double threshold = reached ? expected - 1e-6 : expected + 1e-6;
      Model model = Model::load(drawn_weights(7, calibration, threshold)).value();
      const Prediction answer = screen(record, model).value().predictions.at(0);
      CHECK(std::fabs(answer.probability - expected) < 1e-9);
      const ProbabilityInterval interval = calibration.interval(log_odds);
      CHECK(std::fabs(answer.probability_low.value() - interval.low) < 1e-9);
      CHECK(std::fabs(answer.probability_high.value() - interval.high) < 1e-9);
      CHECK(answer.positive == reached);
      CHECK(answer.lowest_window_probability <= answer.probability);
      CHECK(answer.probability <= answer.highest_window_probability);
    }
  }
}

TEST_CASE("A probability that just reaches the threshold is positive") {
  const EcgRecord record = simulated_record();
  const double probability = screened(record).predictions.at(0).probability;
  Model model = Model::load(drawn_weights(7, Calibration{1.0, 0.0, 0.01, 0.0, 0.01}, probability)).value();
  CHECK(screen(record, model).value().predictions.at(0).positive == true);
}

TEST_CASE("A threshold in the card of weights that nobody calibrated decides nothing") {
  Model model = Model::load(drawn_weights(7, {}, 0.001)).value();
  const Prediction answer = screen(simulated_record(), model).value().predictions.at(0);
  CHECK_FALSE(answer.threshold);
  CHECK_FALSE(answer.positive);
}

TEST_CASE("A format that was never tried on a device's file gets no prediction") {
  EcgRecord record = simulated_record();
  record.untried_format = true;
  check_abstains(record, ErrorCode::UntriedFormat);
}

TEST_CASE("Limb leads that contradict each other are warned about and still answered") {
  EcgRecord record = simulated_record();
  for (Channel& channel : record.channels) {
    for (double& sample : channel.samples_mv)
      sample *= channel.lead == Lead::III ? 2.0 : 1.0;
  }
  const Screening screening = screened(record);
  check_answers(screening, 12);
  REQUIRE(screening.warnings.size() == 1);
  CHECK(screening.warnings.front().code == ErrorCode::LimbLeadsContradict);
  CHECK(screened(simulated_record()).warnings.empty());
}

namespace {

EcgRecord with_arms_exchanged(const EcgRecord& usual) {
  EcgRecord exchanged = usual;
  for (Channel& channel : exchanged.channels) {
    if (channel.lead == Lead::I) {
      for (double& sample_mv : channel.samples_mv)
        sample_mv = -sample_mv;
    }
  }
  const auto exchange = [&](Lead a, Lead b) {
    channel_of(exchanged, a).samples_mv = usual.find(b)->samples_mv;
    channel_of(exchanged, b).samples_mv = usual.find(a)->samples_mv;
  };
  exchange(Lead::II, Lead::III);
  exchange(Lead::aVR, Lead::aVL);
  return exchanged;
}

}  // namespace

TEST_CASE("Electrodes that seem exchanged are warned of beside the answer, as measuring warns of them") {
  const EcgRecord usual = simulated_record(90.0);
  const Screening screening = screened(with_arms_exchanged(usual));
  check_answers(screening, 12);
  REQUIRE(screening.warnings.size() == 1);
  CHECK(screening.warnings.front().code == ErrorCode::ElectrodeReversalSuspected);
  CHECK(screening.warnings.front().message.find("LA and RA") != std::string::npos);
  CHECK(screened(usual).warnings.empty());
}

TEST_CASE("Noise under the names of leads gets no score") {
  EcgRecord noise = simulated_record();
  Random random(1);
  for (Channel& channel : noise.channels) {
    for (double& sample_mv : channel.samples_mv)
      sample_mv = 0.3 * random.normal();
  }
  check_abstains(noise, ErrorCode::NoBeats);
}

namespace {

/// Chest lead V2 as of a wrong gain: the model, which standardises it, scores it; measuring does not use it.
EcgRecord with_tall_v2(EcgRecord record) {
  for (double& sample_mv : channel_of(record, Lead::V2).samples_mv)
    sample_mv *= 20.0;
  return record;
}

std::vector<ErrorCode> codes_of(const std::vector<Error>& warnings) {
  std::vector<ErrorCode> codes;
  for (const Error& warning : warnings)
    codes.push_back(warning.code);
  return codes;
}

void check_doubts_v2(const Screening& screening) {
  check_answers(screening, 12);
  CHECK(codes_of(screening.warnings) == std::vector{ErrorCode::DoubtfulScore});
  CHECK(screening.warnings.at(0).message.find("lead V2 has QRS complexes of") != std::string::npos);
  REQUIRE(screening.doubted_leads.size() == 1);
  CHECK(screening.doubted_leads[0].lead == Lead::V2);
  CHECK(screening.doubted_leads[0].reason->code == ErrorCode::ImplausibleScale);
}

}  // namespace

TEST_CASE("A score that rests on a lead that measuring finds unusable is doubted, one of other leads is not") {
  const EcgRecord record = with_tall_v2(simulated_record());
  check_doubts_v2(screened(record));
  const Screening of_limbs = screened(record, "6");
  check_answers(of_limbs, 6);
  CHECK(of_limbs.warnings.empty());
  CHECK(of_limbs.doubted_leads.empty());
}

TEST_CASE("The score of a long recording is doubted for leads that are unusable over all of it") {
  EcgRecord record = simulated_record(90.0);
  EcgRecord tall = with_tall_v2(record);
  // The first minute is sound.
  auto& samples_mv = channel_of(record, Lead::V2).samples_mv;
  std::copy(tall.find(Lead::V2)->samples_mv.begin() + 30000, tall.find(Lead::V2)->samples_mv.end(),
            samples_mv.begin() + 30000);
  CHECK(screened(record).doubted_leads.empty());
  check_doubts_v2(screened(tall));
}

TEST_CASE("A score of a recording that measuring finds unusable as a whole is doubted for its one reason") {
  EcgRecord record = only_leads(simulated_record(), {kLimbLeads.begin(), kLimbLeads.end()});
  for (Channel& channel : record.channels) {
    for (double& sample_mv : channel.samples_mv)
      sample_mv *= 0.043;
  }
  const Screening screening = screened(record);
  check_answers(screening, 6);
  REQUIRE(codes_of(screening.warnings) == std::vector{ErrorCode::DoubtfulScore});
  CHECK(screening.warnings[0].message.find("finds the recording unusable (") != std::string::npos);
}

TEST_CASE("A score of an ECG ten times too small stands with a warning") {
  EcgRecord record = simulated_record(10.0);
  for (leadwise::Channel& channel : record.channels)
    for (double& sample_mv : channel.samples_mv)
      sample_mv *= 0.1;
  const Screening screening = screened(record);
  check_answers(screening, 12);
  CHECK(codes_of(screening.warnings) == std::vector{ErrorCode::UnusualScale});
}

TEST_CASE("A score of complexes as broad as paced or ventricular ones stands with a warning, of a long recording too") {
  for (const double duration_s : {10.0, 90.0}) {
    SimulationSettings settings;
    settings.duration_s = duration_s;
    settings.qrs_ms = 190.0;
    settings.qt_ms = 480.0;
    const auto broad = simulate_ecg(settings, 3);
    REQUIRE(broad);
    const Screening screening = screened(broad->record);
    check_answers(screening, 12);
    CHECK(codes_of(screening.warnings) == std::vector{ErrorCode::BroadComplexes});
  }
}

TEST_CASE("Of a long recording that begins without leads exchanged electrodes and broad complexes are still seen") {
  SimulationSettings settings;
  settings.duration_s = 180.0;
  settings.qrs_ms = 190.0;
  settings.qt_ms = 480.0;
  const auto warned = [](EcgRecord record) {
    for (Channel& channel : record.channels)
      std::fill_n(channel.samples_mv.begin(), 35000, 0.0);
    const Screening screening = screened(record);
    check_answers(screening, 12);
    return codes_of(screening.warnings);
  };
  CHECK(warned(simulate_ecg(settings, 3)->record) == std::vector{ErrorCode::BroadComplexes});
  CHECK(warned(with_arms_exchanged(simulated_record(180.0))) == std::vector{ErrorCode::ElectrodeReversalSuspected});
}

TEST_CASE("A score of leads that the file says were computed stands with a warning") {
  for (const double duration_s : {10.0, 90.0}) {
    EcgRecord record = simulated_record(duration_s);
    record.electrode_placement = "12-lead derived from Frank XYZ";
    const Screening screening = screened(record);
    check_answers(screening, 12);
    CHECK(codes_of(screening.warnings) == std::vector{ErrorCode::DerivedLeads});
  }
}

TEST_CASE("A prediction is clinically validated where the card, its head and a calibration say so together") {
  for (const bool card : {false, true}) {
    for (const bool head : {false, true}) {
      for (const bool calibrated : {false, true}) {
        ModelDescription description = leadwise_preset();
        description.clinically_validated = card;
        description.heads.front().clinically_validated = head;
        if (calibrated)
          description.heads.front().calibration = Calibration{1.0, 0.0, 0.01, 0.0, 0.01};
        const auto bytes = write_weight_file(description, random_tensors(description, 7));
        REQUIRE(bytes);
        auto model = Model::load(*bytes);
        REQUIRE(model);
        const auto screening = screen(simulated_record(), *model, *parse_lead_choice("auto"));
        REQUIRE(screening);
        REQUIRE(screening->predictions.size() == 1);
        CHECK(screening->predictions[0].clinically_validated == (card && head && calibrated));
      }
    }
  }
}

TEST_CASE("A score of less than ten seconds is doubted for leads with an offset: zeros fill them up") {
  const auto with_offset = [](double duration_s) {
    EcgRecord record = simulated_record(duration_s);
    for (double& sample_mv : channel_of(record, Lead::V5).samples_mv)
      sample_mv -= 5.0;
    return record;
  };
  const Screening padded = screened(with_offset(9.8));
  check_answers(padded, 12);
  CHECK(codes_of(padded.warnings) == std::vector{ErrorCode::DoubtfulScore});
  REQUIRE(padded.doubted_leads.size() == 1);
  CHECK(padded.doubted_leads[0].lead == Lead::V5);
  // Nothing wanders: with another code a reader would look for it.
  CHECK(padded.doubted_leads[0].reason->code == ErrorCode::PaddingStep);
  CHECK(screened(with_offset(10.0)).warnings.empty());
  CHECK(screened(simulated_record(9.8)).warnings.empty());
}

TEST_CASE(
    "A lead that drifts is doubted where its end, from which the zeros step, lies far from zero, not where its mean "
    "does") {
  const auto with_drift = [](double from_mv, double to_mv) {
    EcgRecord record = simulated_record(9.6);
    auto& samples_mv = channel_of(record, Lead::V5).samples_mv;
    for (std::size_t i = 0; i < samples_mv.size(); ++i)
      samples_mv[i] += from_mv + (to_mv - from_mv) * static_cast<double>(i) / static_cast<double>(samples_mv.size());
    return screened(record);
  };
  const Screening rising = with_drift(-2.0, 2.0);
  REQUIRE(rising.doubted_leads.size() == 1);
  CHECK(rising.doubted_leads[0].reason->code == ErrorCode::PaddingStep);
  CHECK(with_drift(-2.0, 0.0).doubted_leads.empty());
}

TEST_CASE("A lead's end is where its samples end, and no complex that ends there is taken for it") {
  const auto doubted_with = [](double offset_mv, std::ptrdiff_t last_count, double last_mv) {
    EcgRecord record = simulated_record(9.8);
    auto& samples_mv = channel_of(record, Lead::V5).samples_mv;
    for (double& sample_mv : samples_mv)
      sample_mv += offset_mv;
    std::fill(samples_mv.end() - last_count, samples_mv.end(), last_mv);
    return !screened(record).doubted_leads.empty();
  };
  CHECK(doubted_with(2.0, 150, std::numeric_limits<double>::quiet_NaN()));
  CHECK_FALSE(doubted_with(0.0, 70, -3.0));
}

TEST_CASE("A measurement that is handed in changes no answer") {
  const auto weights = drawn_weights();
  Model model = Model::load(weights).value();
  const Explainer explainer = Explainer::open(weights).value();
  for (const double duration_s : {4.0, 10.0, 25.0, 70.0}) {
    const EcgRecord record = simulated_record(duration_s);
    const EcgMeasurement measured = measure_ecg(record).value();
    // Explaining every window of the longest takes a minute under the sanitizers, and says what those of the third do.
    const Explainer* const explained_by = duration_s > 60.0 ? nullptr : &explainer;
    const auto answer = [&](const EcgMeasurement* given) {
      return screening_json("a", record, screen(record, model, {}, explained_by, given).value(), model);
    };
    CHECK(answer(&measured) == answer(nullptr));
  }
}
