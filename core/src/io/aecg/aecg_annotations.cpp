#include "aecg/aecg_annotations.hpp"

#include <algorithm>
#include <cmath>

#include "aecg/aecg_codes.hpp"
#include "aecg/aecg_quantity.hpp"
#include "mdc_lead.hpp"
#include "text/compact_time.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

/// The place that an annotation is about: a lead, a span of time, or both.
struct Region {
  std::optional<std::string> lead;
  std::optional<double> low_s;
  std::optional<double> high_s;
};

/// An annotation with what it has from those around it.
struct Visit {
  XmlElement annotation;
  std::optional<std::string> lead;
  std::string outer_words;
  bool in_beat = false;
};

struct Found {
  StoredMeasurement measurement;
  bool in_beat = false;
};

// Where `axis` is absent, only relative times are known.
std::optional<double> time_of(const XmlElement& element, bool absolute, const AecgTimeAxis* axis) {
  if (!absolute) {
    const auto seconds = aecg_seconds(element);
    return seconds && axis && !axis->absolute ? std::optional(*seconds - axis->head_s) : seconds;
  }
  const auto time = parse_compact_time(trim(element.attribute("value").value_or("")));
  // A time with a zone and one without cannot be held against each other.
  const bool comparable =
      time && axis && axis->absolute && !std::isnan(axis->head_s) && axis->has_zone == time->has_zone;
  return comparable ? std::optional(time->seconds - axis->head_s) : std::nullopt;
}

void take_boundary(const XmlElement& boundary, const AecgTimeAxis* axis, Region& region) {
  const std::string code = aecg_code(boundary);
  if (code.rfind("TIME_", 0) != 0) {
    if (!code.empty())
      region.lead = aecg_short(code);
    return;
  }
  const bool absolute = code == "TIME_ABSOLUTE";
  const XmlElement value = boundary.child("value");
  region.low_s = time_of(value.child("low"), absolute, axis);
  region.high_s = time_of(value.child("high"), absolute, axis);
  if (!region.low_s && !region.high_s)
    region.low_s = time_of(value, absolute, axis);
}

Region region_of(const XmlElement& annotation, const AecgTimeAxis* axis) {
  Region region;
  for (const XmlElement& component : annotation.at("support/supportingROI").children("component"))
    take_boundary(component.child("boundary"), axis, region);
  return region;
}

bool is_single_measure(std::string_view type) { return type == "PQ" || type == "INT" || type == "REAL"; }

std::string with_lead(std::string name, const std::optional<std::string>& lead) {
  if (!lead)
    return name;
  const auto standard = lead_of_mdc_word(*lead);
  return name + " in " + (standard ? std::string(lead_name(*standard)) : *lead);
}

/// Walks through the annotations of one set, outer ones before inner ones, without recursion.
class AnnotationSet {
 public:
  AnnotationSet(const XmlElement& set, const AecgTimeAxis* axis, std::string_view beat_label, EcgRecord& record)
      : axis_(axis), beat_label_(beat_label), record_(record) {
    push_children(set, {});
  }

  void take() {
    while (!open_.empty()) {
      const Visit visit = std::move(open_.back());
      open_.pop_back();
      take_one(visit);
    }
    for (Found& found : found_) {
      if (!found.in_beat || beats_ <= 1)
        record_.measurements.push_back(std::move(found.measurement));
    }
  }

 private:
  void push_children(const XmlElement& parent, const Visit& inherited) {
    std::vector<XmlElement> components = parent.children("component");
    std::reverse(components.begin(), components.end());
    for (const XmlElement& component : components) {
      if (const XmlElement annotation = component.child("annotation"))
        open_.push_back({annotation, inherited.lead, inherited.outer_words, inherited.in_beat});
    }
  }

  void take_one(const Visit& visit) {
    const XmlElement value = visit.annotation.child("value");
    Region region = region_of(visit.annotation, axis_);
    if (!region.lead)
      region.lead = visit.lead;
    const bool is_beat = aecg_code(visit.annotation) == "MDC_ECG_BEAT";
    beats_ += is_beat ? 1 : 0;
    const std::string words = words_of(value, visit);
    if (is_single_measure(aecg_type(value)))
      take_measure(visit, value, region);
    else if (!words.empty())
      take_words(words, aecg_code(visit.annotation), region, aecg_type(value) == "ST");
    if (const auto text = visit.annotation.text_of("text"))
      record_.statements.push_back(*text);
    push_children(visit.annotation, {visit.annotation, region.lead, aecg_short(words), visit.in_beat || is_beat});
  }

  static std::string words_of(const XmlElement& value, const Visit& visit) {
    if (aecg_type(value) == "ST")
      return value.text();
    const std::string words = aecg_words(value);
    const std::string_view outer = visit.outer_words;
    const bool of_a_wave = words == "peak" && outer.size() > 5 && outer.substr(outer.size() - 5) == " wave";
    return of_a_wave ? visit.outer_words + " peak" : words;
  }

  void take_measure(const Visit& visit, const XmlElement& value, const Region& region) {
    const auto quantity = aecg_quantity(value);
    std::string name = aecg_words(visit.annotation.child("code"));
    if (!quantity || name.empty())
      return;
    add_measure(with_lead(std::move(name), region.lead), quantity->value, std::string(quantity->unit), visit.in_beat);
  }

  void add_measure(std::string name, double value, std::string unit, bool in_beat) {
    if (!beat_label_.empty())
      name += ", " + std::string(beat_label_);
    found_.push_back({{std::move(name), value, std::move(unit)}, in_beat});
  }

  // What somebody wrote about a beat is a statement: it must not become the name of a measurement, which is never hidden.
  void take_words(const std::string& words, std::string_view code, const Region& region, bool free_text) {
    if ((!region.low_s && !region.high_s) || (free_text && !beat_label_.empty())) {
      if (code != "MDC_ECG_BEAT" && code.rfind("MDC_ECG_WAVC", 0) != 0)
        record_.statements.push_back(words);
      return;
    }
    if (!beat_label_.empty())
      return take_beat_times(words, region);
    Annotation annotation{region.low_s ? *region.low_s : *region.high_s, std::nullopt, region.lead, words};
    if (region.low_s && region.high_s && *region.high_s >= *region.low_s)
      annotation.duration_s = *region.high_s - *region.low_s;
    if (!region.low_s)
      annotation.text += " offset";
    if (std::isfinite(annotation.time_s) && std::isfinite(annotation.duration_s.value_or(0.0)))
      record_.annotations.push_back(std::move(annotation));
  }

  void take_beat_times(const std::string& words, const Region& region) {
    const auto add = [&](const std::optional<double>& time_s, const char* what) {
      if (time_s)
        add_measure(with_lead(words + what, region.lead), *time_s * 1000.0, "ms", false);
    };
    add(region.low_s, " onset");
    add(region.high_s, " offset");
  }

  const AecgTimeAxis* axis_;
  std::string_view beat_label_;
  EcgRecord& record_;
  std::vector<Visit> open_;
  std::vector<Found> found_;
  std::size_t beats_ = 0;
};

void take_sets(const XmlElement& series, const AecgTimeAxis* axis, std::string_view beat_label, EcgRecord& record) {
  for (const XmlElement& subject : series.children("subjectOf")) {
    if (const XmlElement set = subject.child("annotationSet"))
      AnnotationSet(set, axis, beat_label, record).take();
  }
}

}  // namespace

void take_aecg_annotations(const XmlElement& series, const AecgTimeAxis& axis, EcgRecord& record) {
  take_sets(series, &axis, {}, record);
}

void take_aecg_beat_measurements(const XmlElement& derived_series, std::string_view beat_label, EcgRecord& record) {
  take_sets(derived_series, nullptr, beat_label, record);
}

}  // namespace leadwise::io
