#include "text/pacing_words.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>

#include "text/comment_field.hpp"
#include "text/plain_letters.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

using Words = std::span<const std::string_view>;

// SNOMED CT: pacing rhythm, ventricular pacing pattern, atrial pacing pattern, dual-chamber pacing pattern.
constexpr std::array<std::string_view, 4> kPacedCodes = {"10370003", "251266004", "251268003", "251267008"};

struct PacingWord {
  std::string_view word;
  /// With what stands before or behind it: "Herzschrittmacher", "Pacemakerrhythmus", "electro-entrainee".
  bool may_be_part = false;
  /// A pacemaker can also be the heart's own; pacing is always done by a device.
  bool may_be_natural = true;
};

/// Stimulation of the heart; without the chamber in the stem it may be that of a nerve.
constexpr PacingWord stimulation(std::string_view stem) { return {stem, true, false}; }

// In plain letters.
constexpr std::array kPacingWords = {
    PacingWord{"pacing", false, false},
    PacingWord{"paced", false, false},
    PacingWord{"pacemaker", true},
    PacingWord{"pace-maker", true},
    PacingWord{"pace maker", true},
    PacingWord{"schrittmacher", true},
    PacingWord{"stimulateur"},
    PacingWord{"electro-entraine", true, false},
    PacingWord{"electroentraine", true, false},
    PacingWord{"marcapaso"},
    PacingWord{"marcapasos"},
    PacingWord{"marcapasso"},
    PacingWord{"marcapassos"},
    PacingWord{"marca-passo"},
    PacingWord{"marca-passos"},
    PacingWord{"pace rhythm", false, false},
    PacingWord{"pacer", false, false},
    PacingWord{"segnapassi"},
    PacingWord{"gangmaker", true},
    stimulation("gepace"),
    stimulation("electrosystoli"),
    stimulation("elettroindott"),
    stimulation("elettrostimol"),
    stimulation("stimulation ventric"),
    stimulation("stimulation auric"),
    stimulation("stimulation atri"),
    stimulation("kammerstimul"),
    stimulation("vorhofstimul"),
    stimulation("ventrikulare stimul"),
    stimulation("ventrikulaere stimul"),
    stimulation("stimulierter rhythmus"),
    stimulation("stimolazione ventric"),
    stimulation("stimolazione atri"),
    stimulation("ritmo stimolato"),
    stimulation("estimulacion ventric"),
    stimulation("estimulacion auric"),
    stimulation("estimulacao ventric"),
    stimulation("estimulacao atri"),
    stimulation("ritmo estimulado"),
};

constexpr std::array<std::string_view, 45> kDenials = {
    "no",    "not",       "non",     "none",    "without", "absent",  "unknown", "false",  "never",   "aucun",
    "sans",  "pas",       "inconnu", "kein",    "keine",   "keinen",  "keiner",  "keinem", "nein",    "ohne",
    "nicht", "unbekannt", "nao",     "nenhum",  "sem",     "ausente", "sin",     "ningun", "ninguno", "desconocido",
    "senza", "nessun",    "nessuna", "assenza", "assente", "geen",    "zonder",  "niet",
    "na",    "nan",       "nil",     "unk",     "negative", "absence", "absente",
};
// "pas de stimulateur", "no tiene marcapasos", "não tem marcapasso"
constexpr std::array<std::string_view, 9> kBetweenDenialAndWord = {"de",  "di",  "un",    "um",      "tiene",
                                                                   "tem", "usa", "lleva", "portador"};
// "Stimulateur cardiaque : non"
constexpr std::array<std::string_view, 3> kQualities = {"cardiaque", "cardiaco", "implantado"};
// A pacemaker that wanders or sits in the atrium by itself is no device.
constexpr std::array<std::string_view, 6> kNaturalBefore = {"wandering", "ectopic",    "shifting",
                                                            "low",       "wandernder", "ektoper"};
constexpr std::array<std::string_view, 11> kNaturalBehind = {"migratorio", "migrante",  "migrador", "migrateur",
                                                             "ectopico",   "ectopique", "errante",  "itinerante",
                                                             "mutavel",    "wandering", "ectopic"};
constexpr std::array<std::string_view, 2> kAtrial = {"atrial", "auricular"};

bool is_one_of(Words words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_plain_letter(char c) { return c >= 'a' && c <= 'z'; }
bool is_plain_mark(char c) { return !is_plain_letter(c) && !(c >= '0' && c <= '9'); }
bool ends_clause(char c) { return c == '.' || c == ';' || c == ','; }

/// The word that ends where `text` ends, e.g. "no" of "rhythm: no "; empty where a sentence or clause ends in between.
std::string_view last_word(std::string_view text) {
  while (!text.empty() && is_plain_mark(text.back())) {
    if (ends_clause(text.back()))
      return {};
    text.remove_suffix(1);
  }
  std::size_t start = text.size();
  while (start > 0 && is_plain_letter(text[start - 1]))
    --start;
  return text.substr(start);
}

std::string_view first_word(std::string_view text) {
  while (!text.empty() && !is_plain_letter(text.front()))
    text.remove_prefix(1);
  const auto end = std::find_if_not(text.begin(), text.end(), is_plain_letter);
  return text.substr(0, static_cast<std::size_t>(end - text.begin()));
}

/// The word that begins `text`, e.g. "migratorio" of " migratorio"; empty where a sentence or clause ends in front of it.
std::string_view next_word(std::string_view text) {
  const std::string_view word = first_word(text);
  const auto marks = text.substr(0, static_cast<std::size_t>(word.data() - text.data()));
  return std::any_of(marks.begin(), marks.end(), ends_clause) ? std::string_view() : word;
}

/// The last word that is none of `passed_over`, of which two may stand behind it.
std::string_view last_word_before(std::string_view text, Words passed_over) {
  std::string_view word = last_word(text);
  for (int passed = 0; passed < 2 && is_one_of(passed_over, word); ++passed) {
    text = text.substr(0, static_cast<std::size_t>(word.data() - text.data()));
    word = last_word(text);
  }
  return word;
}

/// What stands behind the first word where that is one of `passed_over`, else all.
std::string_view text_behind(std::string_view text, Words passed_over) {
  const std::string_view rest = trim(text);
  const std::string_view word = first_word(rest);
  const bool passes = !word.empty() && word.data() == rest.data() && is_one_of(passed_over, word);
  return passes ? rest.substr(word.size()) : text;
}

/// Cells of a table and answers in a form ("pacemaker,no", "Paced;0", "Pacemaker  No", "Pacemaker? N") hold nothing but the denial.
bool is_denied_by_cell(std::string_view after) {
  while (!after.empty() && is_plain_mark(after.front()))
    after.remove_prefix(1);
  while (!after.empty() && is_plain_mark(after.back()))
    after.remove_suffix(1);
  return after == "0" || after == "n" || is_one_of(kDenials, after);
}

/// Of "Pacemaker: none" what stands behind the colon is a denial, and so is nothing ("Pacemaker:", "Pacemaker: 0").
bool is_denied_behind(std::string_view after) {
  std::string_view value = trim(text_behind(after, kQualities));
  if (value.empty() || (value.front() != ':' && value.front() != '='))
    return is_denied_by_cell(value);
  value = trim(value.substr(1));
  const std::string_view word = first_word(value);
  return word.empty() ? value.empty() || value.front() != '1' : word == "n" || is_one_of(kDenials, word);
}

/// Denied are "no pacing" and "Pacemaker: none"; words elsewhere in the line ("Paced rhythm - no further analysis") deny
/// nothing, since taking a paced ECG for an unpaced one is the worse mistake.
bool is_denied(std::string_view before, std::string_view after) {
  return is_one_of(kDenials, last_word_before(before, kBetweenDenialAndWord)) || is_denied_behind(after);
}

/// "atrial" alone makes none natural: "Electronic atrial pacemaker".
bool is_natural(std::string_view before, std::string_view after) {
  return is_one_of(kNaturalBefore, last_word_before(before, kAtrial)) ||
         is_one_of(kNaturalBehind, next_word(text_behind(after, kAtrial)));
}

std::size_t start_of_word(std::string_view text, std::size_t at) {
  while (at > 0 && is_plain_letter(text[at - 1]))
    --at;
  return at;
}

std::size_t end_of_word(std::string_view text, std::size_t at) {
  while (at < text.size() && is_plain_letter(text[at]))
    ++at;
  return at;
}

bool says_word(std::string_view text, const PacingWord& wanted) {
  std::size_t end = 0;
  for (std::size_t at = text.find(wanted.word); at != std::string_view::npos; at = text.find(wanted.word, end)) {
    const std::size_t start = start_of_word(text, at);
    end = end_of_word(text, at + wanted.word.size());
    const bool is_whole = start == at && end == at + wanted.word.size();
    if (!is_whole && !wanted.may_be_part)
      continue;
    const std::string_view before = text.substr(0, start), after = text.substr(end);
    if (!is_denied(before, after) && !(wanted.may_be_natural && is_natural(before, after)))
      return true;
  }
  return false;
}

/// A stem in another script, whose letters part no words here. What denies it, or makes it the heart's own, stands right before
/// it or soon behind it.
struct ScriptWord {
  std::string_view stem;
  std::array<std::string_view, 6> before;
  std::array<std::string_view, 6> behind;
};

// Russian (whose first letter may be a capital), Japanese and Chinese.
constexpr std::array kScriptWords = {
    ScriptWord{"ардиостимулятор", {"без к", "Без к", "нет к", "Нет к"}, {"нет", "Нет", "отсутств", " не "}},
    ScriptWord{"ペースメーカ", {"移動性", "遊走性", "異所性", "無"}, {"なし", "無し", "ない", "いいえ"}},
    ScriptWord{"起搏", {"无", "無", "未", "非", "没有", "沒有"}, {"点", "點", "无", "否", "没有", "功能"}},
};

bool is_denied(const ScriptWord& word, std::string_view before, std::string_view behind) {
  constexpr std::size_t kSoon = 12;
  const auto stands_soon = [&](std::string_view denial) {
    return !denial.empty() && behind.substr(0, kSoon + denial.size()).find(denial) != std::string_view::npos;
  };
  const auto stands_before = [&](std::string_view denial) { return !denial.empty() && before.ends_with(denial); };
  return std::any_of(word.before.begin(), word.before.end(), stands_before) ||
         std::any_of(word.behind.begin(), word.behind.end(), stands_soon);
}

bool says_script_word(std::string_view text, const ScriptWord& wanted) {
  const std::size_t size = wanted.stem.size();
  for (std::size_t at = text.find(wanted.stem); at != std::string_view::npos; at = text.find(wanted.stem, at + size)) {
    if (!is_denied(wanted, text.substr(0, at), text.substr(at + size)))
      return true;
  }
  return false;
}

bool has_code(std::string_view list, std::string_view code) {
  for (std::size_t at = list.find(code); at != std::string_view::npos; at = list.find(code, at + 1)) {
    const auto digit = [&](std::size_t i) { return i < list.size() && list[i] >= '0' && list[i] <= '9'; };
    if ((at == 0 || !digit(at - 1)) && !digit(at + code.size()))
      return true;
  }
  return false;
}

}  // namespace

bool says_paced(std::string_view line) {
  // Blanks at the end would be walked through again for every word in front of them.
  line = trim(line);
  const std::string_view diagnoses = comment_field(line, "dx");
  if (std::any_of(kPacedCodes.begin(), kPacedCodes.end(), [&](auto code) { return has_code(diagnoses, code); }))
    return true;
  if (std::any_of(kScriptWords.begin(), kScriptWords.end(),
                  [&](const ScriptWord& word) { return says_script_word(line, word); }))
    return true;
  const std::string text = plain_letters(line);
  return std::any_of(kPacingWords.begin(), kPacingWords.end(),
                     [&](const PacingWord& word) { return says_word(text, word); });
}

}  // namespace leadwise::io
