#include "dicom/dicom_lead.hpp"

#include "mdc_lead.hpp"
#include "text/number_text.hpp"
#include "text/text_lines.hpp"
#include "text/utf8_text.hpp"

namespace leadwise::io::dicom {
namespace {

std::optional<std::uint64_t> number_behind(std::string_view code, std::string_view start) {
  if (code.substr(0, start.size()) != start)
    return std::nullopt;
  return parse_unsigned(code.substr(start.size()));
}

std::optional<std::uint64_t> number_of_code(std::string_view scheme, std::string_view code) {
  if (const auto number = number_behind(code, "5.6.3-9-"))
    return number;
  if (scheme != "MDC" && scheme != "11073")
    return std::nullopt;
  if (const auto number = number_behind(code, "2:"))
    return number;
  return mdc_number_of_code(code);
}

}  // namespace

std::optional<Lead> lead_of_words(std::string_view words) {
  return parse_lead(trim(words.substr(0, words.find_first_of("(,"))));
}

ChannelSource channel_source(const DicomDataSet& channel, CharacterSet set, std::size_t number) {
  ChannelSource source;
  const auto code = channel.first_item(kChannelSource);
  const std::string_view value = code ? code->text(kCodeValue) : std::string_view();
  const std::string meaning = code ? decode_text(code->text(kCodeMeaning), set) : std::string();
  source.label = decode_text(channel.text(kChannelLabel), set);
  const auto coded = code ? number_of_code(code->text(kCodingScheme), value) : std::nullopt;
  auto worded = lead_of_words(source.label);
  if (!worded)
    worded = lead_of_words(meaning);
  source.lead = coded ? lead_of_mdc_number(*coded) : parse_lead(value);
  source.contradictory = source.lead && worded && source.lead != worded;
  if (source.contradictory)
    source.lead.reset();
  else if (!source.lead && coded.value_or(0) == 0)
    source.lead = worded;
  if (source.label.empty())
    source.label = !meaning.empty() ? meaning : std::string(value);
  if (source.label.empty())
    source.label = "channel " + std::to_string(number);
  source.label.resize(utf8_prefix(source.label, kLongestLabel).size());
  // The label alone would make it that lead again wherever the record goes.
  if (!source.lead && parse_lead(source.label))
    source.label += " (coded " + decode_text(value.substr(0, kLongestLabel), CharacterSet::ascii) + ')';
  return source;
}

}  // namespace leadwise::io::dicom
