#include "foreign_files.hpp"

#include <array>
#include <cstddef>

namespace leadwise::io {
namespace {

using namespace std::string_view_literals;

/// What is no ECG, or none that is read.
struct Signature {
  std::string_view bytes;
  std::string_view meaning;
  std::size_t place = 0;
};

constexpr std::array kSignatures = {
    // Documents and pictures.
    Signature{"%PDF"sv,
              "a PDF document; it shows an ECG at most as a picture: export the recording itself from the device"},
    Signature{"\x89PNG"sv,
              "a PNG image; a picture does not hold the samples: export the recording itself from the device"},
    Signature{"\xFF\xD8\xFF"sv,
              "a JPEG image; a picture does not hold the samples: export the recording itself from the device"},
    Signature{"II*\0"sv,
              "a TIFF image; a picture does not hold the samples: export the recording itself from the device"},
    Signature{"MM\0*"sv,
              "a TIFF image; a picture does not hold the samples: export the recording itself from the device"},
    Signature{"GIF8"sv,
              "a GIF image; a picture does not hold the samples: export the recording itself from the device"},
    Signature{"WEBP"sv,
              "a WebP image; a picture does not hold the samples: export the recording itself from the device", 8},
    Signature{"ftyphei"sv,
              "a HEIC image; a picture does not hold the samples: export the recording itself from the device", 4},
    Signature{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv,
              "an Office document of the old kind (.xls, .doc); save a table of samples as CSV"},
    Signature{"{\\rtf"sv, "an RTF document; save a table of samples as plain text or CSV"},
    // Messages.
    Signature{"MSH|"sv, "an HL7 version 2 message; save the ECG that it carries or names as a file of its own"},
    // Archives.
    Signature{"ustar"sv, "a tar archive; unpack it and open what it holds, or pack that as a zip", 257},
    Signature{"BZh"sv, "a file packed by bzip2; unpack it, or pack it by gzip or as a zip"},
    Signature{"\xFD"
              "7zXZ\0"sv,
              "a file packed by xz; unpack it, or pack it by gzip or as a zip"},
    Signature{"\x28\xB5\x2F\xFD"sv, "a file packed by zstd; unpack it, or pack it by gzip or as a zip"},
    Signature{"\x1F\x9D"sv, "a file packed by compress (.Z); unpack it, or pack it by gzip or as a zip"},
    Signature{"7z\xBC\xAF\x27\x1C"sv, "a 7z archive; unpack it and open what it holds, or pack that as a zip"},
    Signature{"Rar!\x1A\x07"sv, "a RAR archive; unpack it and open what it holds, or pack that as a zip"},
    // Data of other programs.
    Signature{"MATLAB 7.3 MAT-file"sv, "a MATLAB 7.3 file (HDF5); save it with \"-v7\""},
    Signature{"\x89HDF"sv, "an HDF5 file (also MATLAB 7.3); save the arrays as .npz, or by MATLAB with \"-v7\""},
    Signature{"PAR1"sv, "a Parquet table; save it as CSV"},
    Signature{"ARROW1"sv, "an Arrow table (Feather); save it as CSV"},
    Signature{"SQLite format 3"sv, "an SQLite database; save the recording as CSV"},
    Signature{"\x80\x03"sv, "a Python pickle, which is a program and is never run; save the arrays with numpy.savez"},
    Signature{"\x80\x04\x95"sv,
              "a Python pickle, which is a program and is never run; save the arrays with numpy.savez"},
    Signature{"\x80\x05\x95"sv,
              "a Python pickle, which is a program and is never run; save the arrays with numpy.savez"},
    // Text.
    Signature{"\xFF\xFE"sv, "text in UTF-16; save it as UTF-8"},
    Signature{"\xFE\xFF"sv, "text in UTF-16; save it as UTF-8"},
    Signature{"0       "sv, "an EDF recording whose header is damaged or cut off"},
    Signature{"<"sv, "XML or HTML"},
};

constexpr std::array kParts = {
    Signature{"xl/"sv, "an Excel workbook; save the sheet of samples as CSV"},
    Signature{"word/"sv, "a Word document; save a table of samples as plain text or CSV"},
    Signature{"ppt/"sv, "a PowerPoint document, which shows an ECG at most as a picture"},
};

}  // namespace

std::optional<std::string_view> known_appearance(std::string_view start) {
  for (const Signature& signature : kSignatures) {
    if (start.size() > signature.place && start.substr(signature.place, signature.bytes.size()) == signature.bytes)
      return signature.meaning;
  }
  return std::nullopt;
}

std::optional<std::string_view> document_with_part(std::string_view name) {
  for (const Signature& part : kParts) {
    if (name.substr(0, part.bytes.size()) == part.bytes)
      return part.meaning;
  }
  if (name == "content.xml")
    return "an OpenDocument file; save the sheet of samples as CSV";
  return std::nullopt;
}

}  // namespace leadwise::io
