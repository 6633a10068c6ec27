#include "wfdb/wfdb_annotations.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "bytes/byte_reader.hpp"
#include "text/number_text.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

// Codes of a word's upper six bits that are no annotations.
constexpr unsigned kSkip = 59;
constexpr unsigned kNumber = 60;
constexpr unsigned kSubtype = 61;
constexpr unsigned kChannel = 62;
constexpr unsigned kText = 63;

constexpr unsigned kLargestCode = 49;
constexpr unsigned kNote = 22;
constexpr std::size_t kLongestText = 255;

// Hundreds of years at any rate; keeps sums far from overflow.
constexpr std::int64_t kLatestTime = std::int64_t{1} << 52;

constexpr std::array<std::string_view, 42> kSymbols = {
    " ", "N",  "L", "R", "a", "V", "F", "J", "A", "S", "E", "j", "/", "Q", "~", "",  "|", "",  "s", "T", "*",
    "D", "\"", "=", "p", "B", "^", "t", "+", "u", "?", "!", "[", "]", "e", "n", "@", "x", "f", "(", ")", "r"};

constexpr std::string_view kResolution = "## time resolution:";
constexpr std::string_view kDefinitions = "## annotation type definitions";
constexpr std::string_view kEndOfDefinitions = "## end of definitions";

/// A file is a row of 16-bit words: a code above ten bits of data.
struct Word {
  unsigned code = 0;
  unsigned data = 0;
};

Word next_word(ByteReader& reader) {
  const unsigned bits = reader.u16("annotation");
  return {bits >> 10, bits & 0x3FFU};
}

// The long interval behind a SKIP: its high half comes first.
std::int64_t next_interval(ByteReader& reader) {
  const std::uint32_t high = reader.u16("skip");
  const std::uint32_t low = reader.u16("skip");
  return static_cast<std::int32_t>(high << 16 | low);
}

// A text is padded to a whole number of words.
std::string_view next_text(ByteReader& reader, unsigned size) {
  const std::string_view text = as_text(reader.take(size, "text"));
  if (size % 2 != 0)
    reader.skip(1, "text");
  return text.substr(0, text.find('\0'));
}

/// Reads word by word; the annotation that was begun last still takes what modifies it.
class Parser {
 public:
  Parser(std::span<const std::uint8_t> bytes, std::size_t most)
      : reader_(bytes, ByteOrder::little, "WFDB annotation file"), most_(most) {}

  WfdbAnnotations parse() && {
    while (!ended_ && !result_.failure)
      step();
    return std::move(result_);
  }

 private:
  void step() {
    const std::uint64_t offset = reader_.offset();
    const Word word = next_word(reader_);
    if (auto status = reader_.status(); !status) {
      result_.failure = status.error();
    } else if (word.code == 0 && word.data == 0) {
      ended_ = true;
    } else if (word.code <= kLargestCode) {
      begin(word, offset);
    } else {
      modify(word, offset);
    }
    if (auto status = reader_.status(); !status)
      result_.failure = status.error();
  }

  void begin(const Word& word, std::uint64_t offset) {
    if (result_.annotations.size() == most_)
      return stop(ErrorCode::TooLarge, "more than " + std::to_string(most_) + " annotations", offset);
    time_ += word.data;
    if (word.code == 0)
      return;
    WfdbAnnotation annotation;
    annotation.time = time_;
    annotation.code = static_cast<std::uint8_t>(word.code);
    annotation.channel = channel_;
    annotation.number = number_;
    result_.annotations.push_back(annotation);
  }

  void modify(const Word& word, std::uint64_t offset) {
    if (word.code == kSkip)
      return skip(offset);
    if (word.code < kNumber)
      return stop(ErrorCode::InvalidHeader, "the code " + std::to_string(word.code) + " is not defined", offset);
    const auto low = static_cast<std::uint8_t>(word.data & 0xFFU);
    if (word.code == kNumber)
      number_ = static_cast<std::int8_t>(low);
    if (word.code == kChannel)
      channel_ = low;
    const std::string_view text = word.code == kText ? next_text(reader_, word.data) : std::string_view();
    if (result_.annotations.empty())
      return;
    WfdbAnnotation& last = result_.annotations.back();
    last.number = number_;
    last.channel = channel_;
    if (word.code == kSubtype)
      last.subtype = static_cast<std::int8_t>(low);
    if (word.code == kText)
      last.text = text;
  }

  void skip(std::uint64_t offset) {
    time_ += next_interval(reader_);
    if (std::abs(time_) > kLatestTime)
      stop(ErrorCode::InvalidHeader, "the times run away", offset);
  }

  void stop(ErrorCode code, const std::string& message, std::uint64_t offset) {
    result_.failure = Error{code, "WFDB annotation file: " + message, offset};
  }

  ByteReader reader_;
  std::size_t most_;
  WfdbAnnotations result_;
  std::int64_t time_ = 0;
  std::uint8_t channel_ = 0;
  std::int8_t number_ = 0;
  bool ended_ = false;
};

// "42 x any words"; what cannot be read defines nothing.
void define_symbol(std::string_view text, std::vector<std::string>& symbols) {
  const auto code = parse_unsigned(take_token(text));
  const std::string_view symbol = take_token(text);
  if (!code || *code > kLargestCode || symbol.empty())
    return;
  symbols.resize(kLargestCode + 1);
  symbols[static_cast<std::size_t>(*code)] = symbol;
}

// Comments at time 0 that begin with "##" speak of the file, not of the ECG: they are taken out.
void take_out_definitions(WfdbAnnotations& file) {
  bool defining = false;
  std::vector<WfdbAnnotation> others;
  for (const WfdbAnnotation& annotation : file.annotations) {
    const std::string_view text = annotation.text;
    const bool at_start = annotation.code == kNote && annotation.time == 0;
    if (!at_start || (!defining && text.substr(0, 2) != "##")) {
      others.push_back(annotation);
    } else if (text.substr(0, kResolution.size()) == kResolution) {
      const auto hz = parse_double(trim(text.substr(kResolution.size())));
      if (hz && std::isfinite(*hz) && *hz > 0.0)
        file.time_resolution_hz = hz;
    } else if (text == kDefinitions || text == kEndOfDefinitions) {
      defining = text == kDefinitions;
    } else if (defining) {
      define_symbol(text, file.symbols);
    } else {
      others.push_back(annotation);
    }
  }
  file.annotations = std::move(others);
}

}  // namespace

std::string WfdbAnnotations::symbol(std::uint8_t code) const {
  if (code < symbols.size() && !symbols[code].empty())
    return symbols[code];
  if (code < kSymbols.size() && !kSymbols[code].empty())
    return std::string(kSymbols[code]);
  return '[' + std::to_string(code) + ']';
}

namespace {

bool only_zeros(std::span<const std::uint8_t> bytes) {
  return std::all_of(bytes.begin(), bytes.end(), [](std::uint8_t byte) { return byte == 0; });
}

}  // namespace

bool looks_like_wfdb_annotations(std::span<const std::uint8_t> bytes) {
  constexpr std::size_t kLooked = 1024;
  ByteReader reader(bytes.first(std::min(bytes.size(), kLooked)), ByteOrder::little, "");
  bool any = false;
  bool after_skip = false;
  while (reader.remaining() >= 2) {
    const Word word = next_word(reader);
    // Behind a long interval such a word stands for no annotation, elsewhere only for the end.
    const bool only_time = word.code == 0 && word.data != 0 && after_skip;
    after_skip = word.code == kSkip;
    if (word.code == 0 && !only_time)
      return word.data == 0 && any && only_zeros(bytes.subspan(reader.position()));
    any = true;
    if (word.code > kLargestCode && word.code < kSkip)
      return false;
    if (word.code == kText && word.data > kLongestText)
      return false;
    if (word.code == kSkip)
      reader.skip(4, "");
    if (word.code == kText)
      reader.skip(word.data + word.data % 2, "");
    if (reader.failed())
      break;
  }
  return any;
}

WfdbAnnotations parse_wfdb_annotations(std::span<const std::uint8_t> bytes, std::size_t most) {
  WfdbAnnotations file = Parser(bytes, most).parse();
  if (!file.annotations.empty() && file.annotations.front().time == 0)
    take_out_definitions(file);
  return file;
}

}  // namespace leadwise::io
