#include "output_files.hpp"

#include "js_options.hpp"
#include "leadwise/writer.hpp"

namespace leadwise::wasm {
namespace {

val file_to_js(const FileContent& file) {
  val object = val::object();
  object.set("name", file.name);
  object.set("bytes", bytes_to_js(file.bytes));
  return object;
}

}  // namespace

val files_to_js(const std::vector<FileContent>& files) { return array_to_js(files, file_to_js); }

Result<val> written_to_js(const EcgRecord& record, const val& options, const std::string& default_name,
                          bool identifiers) {
  const auto format = text_option(options, "to");
  if (!format)
    return tl::unexpected(format.error());
  if (!*format)
    return fail(ErrorCode::InvalidArgument, "the option to, the format to be written, is missing");
  const auto name = text_option(options, "name");
  if (!name)
    return tl::unexpected(name.error());
  return write_record(record, **format, name->value_or(default_name), identifiers).map(files_to_js);
}

}  // namespace leadwise::wasm
