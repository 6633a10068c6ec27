#pragma once

#include <string>
#include <string_view>

#include "xml/xml_document.hpp"

namespace leadwise::io {

/// Words for a code element, as <code code="MDC_ECG_TIME_PD_QRS"/>: the usual name of the codes of ISO 11073-10102 that
/// devices write ("QRS duration"), else its displayName, else the code itself; "" where it has none.
std::string aecg_words(const XmlElement& coded);

/// The text, cut where it is longer than any name: what is repeated for every part of a file must not be.
std::string aecg_short(std::string_view text);

}  // namespace leadwise::io
