#include "signs/published_evidence.hpp"

namespace leadwise {
namespace {

// Several signs were judged in the same patients.
constexpr std::string_view kCmrTarget = "right-ventricular hypertrophy: mass index by cardiac MRI 2 SD above controls";
constexpr std::string_view kCmrCohort = "32 patients with chronic pulmonary hypertension, 13 with hypertrophy";
constexpr std::string_view kCmrCitation =
    "Abstract 1089, J. Cardiovasc. Magn. Reson. 10(Suppl. 1):A214, 2008, doi:10.1186/1532-429X-10-S1-A214";
constexpr std::string_view kKovacsTarget = "pulmonary hypertension at right-heart catheterisation";
constexpr std::string_view kKovacsCitation =
    "Kovacs et al., PLoS ONE 11:e0168706, 2016, doi:10.1371/journal.pone.0168706";
constexpr std::string_view kBondermanTarget =
    "pre-capillary pulmonary hypertension at right-heart catheterisation, not other kinds";
constexpr std::string_view kBondermanCohort =
    "patients referred on echocardiographic suspicion: 251 to derive the rule, 121 to validate it";
constexpr std::string_view kBondermanCitation = "Bonderman et al., Eur. Respir. J. 37:1096, 2011";
constexpr std::string_view kNoAccuracy = "no published accuracy found";

}  // namespace

const PublishedEvidence kRightAxisKovacs = {
    "positive predictive value 93 % (sign in 90 of 394 patients); 92 % prospectively (168 patients)", kKovacsTarget,
    "patients of one centre who were catheterised, 49 % with pulmonary hypertension", kKovacsCitation};

const PublishedEvidence kLowLikelihoodKovacs = {
    "negative predictive value 96 % (all four in 69 of 394 patients); 97 % prospectively (168 patients)", kKovacsTarget,
    "patients of one centre who were catheterised, 49 % with pulmonary hypertension; nothing is said of others",
    kKovacsCitation};

const PublishedEvidence kLowLikelihoodBonderman = {
    "no pre-capillary pulmonary hypertension where both were absent in the validation; with echocardiography "
    "sensitivity 100 %, specificity 19.3 %",
    kBondermanTarget, kBondermanCohort, kBondermanCitation};

const PublishedEvidence kAxis90Cmr = {"sensitivity 46 %, specificity 80 %", kCmrTarget, kCmrCohort, kCmrCitation};
const PublishedEvidence kAxis110Cmr = {"sensitivity 31 %, specificity 85 %", kCmrTarget, kCmrCohort, kCmrCitation};
const PublishedEvidence kRToSV1Cmr = {"sensitivity 38 %, specificity 90 %", kCmrTarget, kCmrCohort, kCmrCitation};
const PublishedEvidence kSV5V6Cmr = {"sensitivity 38 %, specificity 80 %", kCmrTarget, kCmrCohort, kCmrCitation};

const PublishedEvidence kButlerLeggettBlyth = {
    "sensitivity 74 %, specificity 100 % by mass; 61 % and 100 % by mass index",
    "right-ventricular hypertrophy by cardiac MRI; not detection of pulmonary hypertension",
    "28 patients with pulmonary arterial hypertension", "Blyth et al., Pulm. Circ. 1:470, 2011, PMC3329077"};

const PublishedEvidence kScranton = {
    "C statistic 0.83 at 5 points, 0.89 at 7 points (derivation)",
    "pulmonary hypertension: mean pulmonary arterial pressure >= 25 mmHg at right-heart catheterisation",
    "552 consecutive patients of one hospital who were catheterised, 54 % with pulmonary hypertension",
    "Pancholy et al., JRSM Cardiovasc. Dis. 3:2048004014547599, 2014"};

const PublishedEvidence kGradientScherptong = {
    "with pulmonary hypertension 14 +- 27, without 45 +- 23 mV ms (n = 216); area under the curve 0.80 for systolic "
    "pressure >= 50 mmHg in another 132 patients",
    "pulmonary hypertension; elevated systolic pulmonary arterial pressure",
    "patients referred on suspicion: 216, of them 117 with pulmonary hypertension; 132",
    "Scherptong et al., J. Electrocardiol. 45:312, 2012; J. Electrocardiol. 50:115, 2017, "
    "doi:10.1016/j.jelectrocard.2016.09.002"};

const PublishedEvidence kPPulmonaleKaplan = {
    "sensitivity 6 %, specificity 100 %",
    "right-atrial enlargement by echocardiography; not detection of pulmonary hypertension",
    "100 inpatients with enlargement, 52 of them in sinus rhythm, and 25 controls",
    "Kaplan et al., J. Am. Coll. Cardiol. 23:747, 1994"};

const PublishedEvidence kQrV1AlNaamani = {"positive predictive value above 80 %",
                                          "systolic pulmonary arterial pressure > 30 mmHg by echocardiography",
                                          "282 patients with pulmonary hypertension and 90 with a normal heart",
                                          "Al-Naamani et al., Int. J. Cardiol. 127:214, 2008"};

const PublishedEvidence kListedByAha = {
    "criteria of this list: specificity above 95 % for many, low sensitivity, positive predictive value at most 12 %",
    "right-ventricular hypertrophy by cardiac MRI (6 % had it); not detection of pulmonary hypertension",
    "3719 adults without cardiovascular disease (MESA-RV)",
    "list: Hancock et al. (AHA/ACCF/HRS), Circulation 119:e251, 2009; figures: Whitman et al., J. Am. Coll. Cardiol., "
    "2014, doi:10.1016/j.jacc.2013.08.1633"};

const PublishedEvidence kStrainBonderman = {"no accuracy of the sign alone found; part of the rule of Bonderman et al.",
                                            kBondermanTarget, kBondermanCohort, kBondermanCitation};

const PublishedEvidence kConductionAha = {kNoAccuracy, "not a sign of pulmonary hypertension: it disturbs the others",
                                          "-", "Surawicz et al. (AHA/ACCF/HRS), J. Am. Coll. Cardiol. 53:976, 2009"};

const PublishedEvidence kExtremeAxis = {kNoAccuracy, "-", "-",
                                        "Surawicz et al. (AHA/ACCF/HRS), J. Am. Coll. Cardiol. 53:976, 2009"};

}  // namespace leadwise
