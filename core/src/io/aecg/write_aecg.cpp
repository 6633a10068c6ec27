#include <cmath>

#include "aecg/aecg_digits.hpp"
#include "leadwise/sha256.hpp"
#include "record_writers.hpp"
#include "text/compact_time.hpp"
#include "text/number_text.hpp"
#include "text/text_lines.hpp"
#include "text/copied_marks.hpp"
#include "xml/xml_text.hpp"

namespace leadwise::io {
namespace {

constexpr std::string_view kMdc = "codeSystem=\"2.16.840.1.113883.6.24\" codeSystemName=\"MDC\"";
constexpr std::string_view kActCode = "codeSystem=\"2.16.840.1.113883.5.4\" codeSystemName=\"ActCode\"";
/// How the simulator's comment begins: it is written whether or not identifying text is.
constexpr std::string_view kSimulated = "Simulated by Leadwise";

/// An identifier that depends on nothing but what the file holds (RFC 9562, version 8).
std::string uuid_of(std::string_view content, std::string_view part) {
  const std::string text = std::string(part) + '\n' + std::string(content);
  const std::string hash = sha256_hex({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
  return hash.substr(0, 8) + '-' + hash.substr(8, 4) + "-8" + hash.substr(13, 3) + "-a" + hash.substr(17, 3) + '-' +
         hash.substr(20, 12);
}

std::string element(std::string_view name, std::string_view text) {
  return '<' + std::string(name) + '>' + xml_escaped(text) + "</" + std::string(name) + ">\n";
}

std::string quantity(std::string_view name, double value, std::string_view unit) {
  return '<' + std::string(name) + " value=\"" + number_text(value) + "\" unit=\"" + std::string(unit) + "\"/>\n";
}

bool is_code_of_mdc(std::string_view label) {
  constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_";
  return label.rfind("MDC_", 0) == 0 && label.size() <= 60 && !parse_lead(label) &&
         label.find_first_not_of(kLetters) == std::string_view::npos;
}

// A channel that is no lead of the standard's table has a name in words, not a code.
std::string lead_code(const Channel& channel) {
  std::string code;
  if (channel.lead) {
    code = "MDC_ECG_LEAD_";
    for (const char c : lead_name(*channel.lead))
      code += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  } else if (is_code_of_mdc(channel.label)) {
    code = channel.label;
  } else {
    return "<code nullFlavor=\"OTH\">" + element("originalText", channel.label) + "</code>\n";
  }
  return "<code code=\"" + code + "\" " + std::string(kMdc) + "/>\n";
}

// Steps in the unit that devices write; volts of a step that microvolts cannot hold exactly stay in mV.
std::string scaled(std::string_view name, double value_mv) {
  const double value_uv = value_mv * 1000.0;
  return value_uv / 1000.0 == value_mv ? quantity(name, value_uv, "uV") : quantity(name, value_mv, "mV");
}

Result<std::string> lead_sequence(const Channel& channel) {
  const auto digits = aecg_digits(channel);
  if (!digits)
    return tl::unexpected(digits.error());
  return "<component><sequence>\n" + lead_code(channel) + "<value xsi:type=\"SLIST_PQ\">\n" +
         scaled("origin", digits->origin_mv) + scaled("scale", digits->scale_mv) + element("digits", digits->text) +
         "</value>\n</sequence></component>\n";
}

/// The increment whose reciprocal is the rate, down to its last digit where there is one.
double increment_s(double sampling_rate_hz) {
  const double nearest = 1.0 / sampling_rate_hz;
  for (const double increment : {nearest, std::nextafter(nearest, 0.0), std::nextafter(nearest, 1.0)}) {
    if (1.0 / increment == sampling_rate_hz)
      return increment;
  }
  return nearest;
}

struct StartTime {
  /// "20021122091000.000"; empty where it is not known.
  std::string compact;
  bool to_the_second = false;
};

StartTime start_of(const EcgRecord& record) {
  const auto compact = record.acquisition_time ? compact_time_from_iso(*record.acquisition_time) : std::nullopt;
  if (!compact)
    return {};
  const auto time = parse_compact_time(*compact);
  return {*compact, time->iso.size() >= std::string_view("2002-11-22T09:10:00").size()};
}

std::string time_sequence(const EcgRecord& record, const StartTime& start) {
  const bool absolute = start.to_the_second;
  std::string text = "<component><sequence>\n<code code=\"";
  text += absolute ? "TIME_ABSOLUTE" : "TIME_RELATIVE";
  text += "\" " + std::string(kActCode) + "/>\n<value xsi:type=\"";
  text +=
      absolute ? "GLIST_TS\">\n<head value=\"" + start.compact + "\"/>\n" : "GLIST_PQ\">\n" + quantity("head", 0, "s");
  return text + quantity("increment", increment_s(record.sampling_rate_hz), "s") +
         "</value>\n</sequence></component>\n";
}

std::string effective_time(const StartTime& start) {
  if (start.compact.empty())
    return "<effectiveTime nullFlavor=\"UNK\"/>\n";
  return "<effectiveTime><low value=\"" + start.compact + "\"/></effectiveTime>\n";
}

std::string device(const Device& device, bool identifiers) {
  if (!device.manufacturer && !device.model)
    return {};
  std::string text = "<author><seriesAuthor>\n<manufacturedSeriesDevice>\n";
  if (device.serial_number && identifiers)
    text += "<id extension=\"" + xml_escaped(*device.serial_number) + "\"/>\n";
  if (device.model)
    text += element("manufacturerModelName", *device.model);
  text += "</manufacturedSeriesDevice>\n";
  if (device.manufacturer)
    text += "<manufacturerOrganization>" + element("name", *device.manufacturer) + "</manufacturerOrganization>\n";
  return text + "</seriesAuthor></author>\n";
}

Result<std::string> series(const EcgRecord& record, const StartTime& start, bool identifiers) {
  std::string text = "<code code=\"RHYTHM\" " + std::string(kActCode) + "/>\n" + effective_time(start) +
                     device(record.device, identifiers) + "<component><sequenceSet>\n" + time_sequence(record, start);
  for (const Channel& channel : record.channels) {
    const auto sequence = lead_sequence(channel);
    if (!sequence)
      return sequence;
    text += *sequence;
  }
  return text + "</sequenceSet></component>\n";
}

std::string_view gender_code(Sex sex) { return sex == Sex::female ? "F" : sex == Sex::male ? "M" : "UN"; }

std::string birth_time(const std::string& birth_date) {
  const auto compact = compact_time_from_iso(birth_date);
  return "<birthTime value=\"" + xml_escaped(compact ? *compact : birth_date) + "\"/>\n";
}

std::string subject(const Patient& patient, bool identifiers, std::string_view content) {
  std::string text = "<subject><trialSubject>\n";
  if (patient.id && identifiers)
    text += "<id root=\"" + uuid_of(content, "subject") + "\" extension=\"" + xml_escaped(*patient.id) + "\"/>\n";
  else
    text += "<id nullFlavor=\"NI\"/>\n";
  text += "<subjectDemographicPerson>\n";
  if (patient.name && identifiers)
    text += element("name", *patient.name);
  if (patient.sex) {
    text += "<administrativeGenderCode code=\"" + std::string(gender_code(*patient.sex)) +
            "\" codeSystem=\"2.16.840.1.113883.5.1\"/>\n";
  }
  if (patient.birth_date && identifiers)
    text += birth_time(*patient.birth_date);
  return text + "</subjectDemographicPerson>\n</trialSubject></subject>\n";
}

std::string reported_age(const Patient& patient) {
  if (!patient.age_years)
    return {};
  return "<controlVariable><relatedObservation>\n<code code=\"21612-7\" codeSystem=\"2.16.840.1.113883.6.1\" "
         "codeSystemName=\"LOINC\" displayName=\"Reported Age\"/>\n<value xsi:type=\"PQ\" value=\"" +
         number_text(*patient.age_years) + "\" unit=\"a\"/>\n</relatedObservation></controlVariable>\n";
}

std::string finding(std::string_view text) {
  return "<pertainsTo><subjectFindingComment>" + element("text", text) + "</subjectFindingComment></pertainsTo>\n";
}

std::string findings(const EcgRecord& record, bool identifiers) {
  std::string text;
  if (record.paced.value_or(false))
    text += finding("Paced rhythm");
  for (const std::string& mark : copied_marks(record))
    text += finding(mark);
  for (const std::string& comment : record.comments) {
    if (identifiers && comment.rfind(kSimulated, 0) != 0 && !is_copied_mark(comment))
      text += finding(comment);
  }
  return text;
}

// In the schema's place for words about the whole.
std::string simulation_text(const EcgRecord& record) {
  for (const std::string& comment : record.comments) {
    if (comment.rfind(kSimulated, 0) == 0)
      return element("text", comment);
  }
  return {};
}

constexpr std::string_view kHead =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<AnnotatedECG xmlns=\"urn:hl7-org:v3\" xmlns:voc=\"urn:hl7-org:v3/voc\" "
    "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
    "xsi:schemaLocation=\"urn:hl7-org:v3 PORT_MT020001.xsd\" type=\"Observation\">\n";

constexpr std::string_view kEcgCode =
    "<code code=\"93000\" codeSystem=\"2.16.840.1.113883.6.12\" codeSystemName=\"CPT-4\"/>\n";

std::string root_id(const std::string& uuid) { return "<id root=\"" + uuid + "\"/>\n"; }

}  // namespace

Result<OutputFile> write_aecg(const EcgRecord& record, std::string_view base_name, bool identifiers) {
  const double increment = increment_s(record.sampling_rate_hz);
  if (!std::isfinite(increment) || !(increment > 0.0))
    return fail(ErrorCode::InvalidHeader, "the record's sampling rate has no increment of time");
  const StartTime start = start_of(record);
  const auto body = series(record, start, identifiers);
  if (!body)
    return tl::unexpected(body.error());
  std::string text(kHead);
  text += root_id(uuid_of(*body, "ecg")) + std::string(kEcgCode) + simulation_text(record) + effective_time(start);
  // The schema asks for a trial; there is none.
  text += "<componentOf><timepointEvent><componentOf><subjectAssignment>\n" +
          subject(record.patient, identifiers, *body) +
          "<componentOf><clinicalTrial><id nullFlavor=\"NA\"/></clinicalTrial></componentOf>\n"
          "</subjectAssignment></componentOf></timepointEvent></componentOf>\n";
  text += reported_age(record.patient) + findings(record, identifiers);
  text += "<component><series>\n" + root_id(uuid_of(*body, "series")) + *body + "</series></component>\n";
  text += "</AnnotatedECG>\n";
  return OutputFile{std::string(base_name) + ".xml", {text.begin(), text.end()}};
}

}  // namespace leadwise::io
