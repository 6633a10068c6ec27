#include "detect_format.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "formats.hpp"
#include "text/text_lines.hpp"

namespace leadwise {
namespace io {
namespace {

using namespace std::string_view_literals;

struct Signature {
  std::size_t offset;
  std::string_view bytes;
  std::string_view meaning;
};

constexpr std::array kSignatures = {
    Signature{0, "%PDF"sv, "a PDF document"},
    Signature{0, "\x89PNG"sv, "a PNG image"},
    Signature{0, "\xFF\xD8\xFF"sv, "a JPEG image"},
    Signature{0, "\xFF\xFE"sv, "text in UTF-16; save it as UTF-8"},
    Signature{0, "\xFE\xFF"sv, "text in UTF-16; save it as UTF-8"},
    Signature{0, "MATLAB 7.3 MAT-file"sv, "a MATLAB 7.3 file (HDF5); save it with \"-v7\""},
    Signature{0, "\x89HDF"sv, "an HDF5 file (also MATLAB 7.3)"},
    Signature{0, "ALIVE\0"sv, "an AliveCor ATC recording"},
    Signature{0, "0       "sv, "an EDF recording"},
    Signature{0,
              "\xFF"
              "BIOSEMI"sv,
              "a BDF recording"},
    Signature{14, "SCPECG"sv, "an SCP-ECG recording"},
    Signature{0, "<"sv, "XML or HTML"},
    Signature{0, "{"sv, "JSON"},
};

std::string_view appearance(std::string_view file, bool readable) {
  std::string_view start = trim(file);
  if (start.substr(0, 3) == "\xEF\xBB\xBF")
    start.remove_prefix(3);
  for (const Signature& signature : kSignatures) {
    const std::string_view from = signature.offset == 0 ? start : file.substr(std::min(signature.offset, file.size()));
    if (from.substr(0, signature.bytes.size()) == signature.bytes)
      return signature.meaning;
  }
  return readable ? "text without a table of numbers"sv
                  : "binary data of an unknown kind; if it is a WFDB signal file, open its .hea together with it"sv;
}

/// "WFDB, text table, ...": what is read, from the one table of formats.
std::string titles() {
  std::string text;
  for (const Format& format : formats())
    text.append(text.empty() ? "" : ", ").append(format.title);
  return text;
}

}  // namespace

Error unknown_format(const FileBytes& file) {
  const std::string seen(appearance(as_text(file.bytes), is_text(file.bytes)));
  return {ErrorCode::UnknownFormat, quoted(file.name) + " looks like " + seen + "; read are: " + titles(), 0};
}

}  // namespace io

std::optional<std::string_view> detect_format(const FileBytes& file) {
  const io::Format* format = io::find_format(file);
  return format == nullptr ? std::nullopt : std::optional(format->name);
}

}  // namespace leadwise
