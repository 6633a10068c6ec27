#include "given_files.hpp"
#include "record_calls.hpp"

namespace leadwise::wasm {
namespace {

val channel_to_js(const Channel& channel) {
  val object = val::object();
  object.set("name", channel.lead ? text_to_js(lead_name(*channel.lead)) : val::null());
  object.set("label", channel.label);
  object.set("samples_mv", float32_to_js(channel.samples_mv));
  return object;
}

val note_to_js(const Note& note) { return reason_to_js(Error{note.code, note.message}); }

val group_to_js(const SignalGroup& group) {
  val object = val::object();
  object.set("label", text_to_js(group.label));
  object.set("sampling_rate_hz", group.sampling_rate_hz);
  object.set("leads", array_to_js(group.channels, channel_to_js));
  return object;
}

val record_to_js(const EcgRecord& record) {
  val object = val::object();
  object.set("format", record.format);
  object.set("sampling_rate_hz", record.sampling_rate_hz);
  object.set("duration_s", record.duration_s());
  object.set("leads", array_to_js(record.channels, channel_to_js));
  object.set("average_beats", array_to_js(record.average_beats, group_to_js));
  object.set("untried_format", record.untried_format);
  object.set("notes", array_to_js(record.notes, note_to_js));
  return object;
}

}  // namespace

val record(const val& files, const val& options) {
  return outcome_to_js(
      read_given_record(files, options).map([](const GivenRecord& given) { return record_to_js(given.record); }));
}

}  // namespace leadwise::wasm
