#include "mfer/read_mfer.hpp"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "mfer/mfer_definitions.hpp"
#include "mfer/mfer_frame.hpp"
#include "mfer/mfer_frame_plan.hpp"
#include "mfer/mfer_groups.hpp"
#include "mfer/mfer_item.hpp"
#include "mfer/mfer_subject.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

/// ATT inside SET inside SET is more than any description shows.
constexpr std::size_t kDeepest = 8;

/// Contents that are items themselves, while they are being read.
struct Level {
  /// Where they end; nullopt: at two zero bytes.
  std::optional<std::size_t> end;
  /// The channel that ATT opened.
  std::optional<std::uint32_t> channel;
};

/// Walks a file's items in order; what one defines holds for those behind it.
class MferWalk {
 public:
  MferWalk(std::span<const std::uint8_t> bytes, const ReadOptions& options)
      : options_(options), reader_(bytes, ByteOrder::big, "MFER") {}

  Result<EcgRecord> read() {
    while (!ended_ && close_levels()) {
      if (auto taken = take_item(); !taken)
        return tl::unexpected(taken.error());
    }
    if (!levels_.empty() && !ended_)
      return fail(ErrorCode::TruncatedData, "MFER: the file ends inside of a group of definitions", reader_.offset());
    EcgRecord record;
    subject_.move_into(record);
    if (auto moved = groups_.move_into(record); !moved)
      return tl::unexpected(moved.error());
    return record;
  }

 private:
  // Leaves the levels whose stated end is reached; whether bytes are left behind them.
  bool close_levels() {
    while (!levels_.empty() && levels_.back().end == reader_.position())
      levels_.pop_back();
    return reader_.remaining() > 0;
  }

  std::optional<std::uint32_t> channel() const { return levels_.empty() ? std::nullopt : levels_.back().channel; }

  Result<void> take_item() {
    const auto item = read_mfer_item(reader_);
    if (!item)
      return tl::unexpected(item.error());
    if (auto checked = check_inside(*item); !checked)
      return checked;
    switch (item->tag) {
      case MferTag::ZRO:
        return take_zero();
      case MferTag::END:
        ended_ = true;
        return {};
      case MferTag::ATT:
      case MferTag::SET:
        return open_level(*item);
      case MferTag::WAV:
        return take_frame(*item);
      default:
        return take_definition(*item);
    }
  }

  // No item may be longer than what it lies in.
  Result<void> check_inside(const MferItem& item) const {
    const std::uint64_t end = reader_.position() + item.size.value_or(0);
    for (const Level& level : levels_) {
      if (level.end && end > *level.end) {
        return fail(ErrorCode::InvalidHeader,
                    "MFER: " + mfer_tag_name(item.tag) + " is longer than the definitions it lies in", item.offset);
      }
    }
    if (end <= reader_.size())
      return {};
    return fail(ErrorCode::TruncatedData,
                "MFER: " + mfer_tag_name(item.tag) + " needs " + std::to_string(*item.size) + " bytes, " +
                    std::to_string(reader_.remaining()) + " are left",
                item.offset);
  }

  // Alone it means nothing; two end the contents of a level without a stated end.
  Result<void> take_zero() {
    if (levels_.empty() || levels_.back().end)
      return {};
    const std::uint64_t offset = reader_.offset();
    if (reader_.u8("end of contents") != 0)
      return fail(ErrorCode::InvalidHeader, "MFER: a zero tag that is no end of contents", offset);
    levels_.pop_back();
    return reader_.status();
  }

  Result<void> open_level(const MferItem& item) {
    Level level;
    level.channel = channel();
    if (item.size)
      level.end = reader_.position() + static_cast<std::size_t>(*item.size);
    if (item.tag == MferTag::ATT) {
      if (level.channel)
        return fail(ErrorCode::InvalidHeader, "MFER: a channel's definitions inside those of another", item.offset);
      if (item.channel >= definitions_.channel_count()) {
        return fail(ErrorCode::InvalidHeader,
                    "MFER: definitions of channel " + std::to_string(item.channel + 1) + ", where " +
                        std::to_string(definitions_.channel_count()) + " are declared",
                    item.offset);
      }
      level.channel = item.channel;
    }
    if (levels_.size() == kDeepest)
      return fail(ErrorCode::InvalidHeader, "MFER: definitions are nested more than 8 deep", item.offset);
    levels_.push_back(level);
    return {};
  }

  Result<void> take_frame(const MferItem& item) {
    if (channel())
      return fail(ErrorCode::InvalidHeader, "MFER: waveform data inside of a channel's definitions", item.offset);
    const std::uint64_t offset = reader_.offset();
    if (auto planned = renew_plan(offset); !planned)
      return planned;
    const auto size = item.size ? Result<std::uint64_t>(*item.size) : mfer_frame_size(*plan_, offset);
    if (!size)
      return tl::unexpected(size.error());
    const auto data = reader_.take(*size, "waveform data");
    if (!item.size && reader_.u16("end of waveform data") != 0) {
      return fail(ErrorCode::InvalidHeader, "MFER: waveform data without a length do not end where their frame ends",
                  reader_.offset() - 2);
    }
    if (auto read = reader_.status(); !read)
      return read;
    const auto frame = read_mfer_frame({data, definitions_.order, offset}, plan_);
    if (!frame)
      return tl::unexpected(frame.error());
    const auto pointer = std::exchange(pointer_, std::nullopt);
    return groups_.add(*frame, {pointer, subject_.time(), offset});
  }

  // A monitor writes a frame a second, and defines its channels once.
  Result<void> renew_plan(std::uint64_t offset) {
    if (plan_ && planned_version_ == definitions_.version())
      return {};
    auto plan = plan_mfer_frame(definitions_, offset, options_, groups_.notes());
    if (!plan)
      return tl::unexpected(plan.error());
    plan_ = std::make_shared<const MferFramePlan>(std::move(*plan));
    planned_version_ = definitions_.version();
    return {};
  }

  Result<void> take_definition(const MferItem& item) {
    if (!item.size) {
      return fail(ErrorCode::UnsupportedFormat,
                  "MFER: " + mfer_tag_name(item.tag) + " states no length, which only groups and waves may",
                  item.offset);
    }
    const std::uint64_t offset = reader_.offset();
    const MferContents contents{item.tag, reader_.take(*item.size, mfer_tag_name(item.tag)), definitions_.order,
                                offset};
    if (auto read = reader_.status(); !read)
      return read;
    const auto defined = definitions_.define(contents, channel());
    if (!defined)
      return tl::unexpected(defined.error());
    return *defined ? Result<void>() : take_other(contents);
  }

  Result<void> take_other(const MferContents& contents) {
    switch (contents.tag) {
      case MferTag::BLE:
        return take_byte_order(contents);
      case MferTag::TXC:
        definitions_.characters = mfer_characters(as_text(contents.bytes));
        return {};
      case MferTag::PNT:
        return take_pointer(contents);
      default:
        subject_.take(contents, definitions_.characters);
        return {};
    }
  }

  Result<void> take_byte_order(const MferContents& contents) {
    const int code = contents.bytes.empty() ? 0 : contents.bytes[0];
    if (code > 1) {
      return fail(ErrorCode::InvalidHeader,
                  "MFER: the byte order is " + std::to_string(code) + ", not 0 (big) or 1 (little)", contents.offset);
    }
    definitions_.order = code == 0 ? ByteOrder::big : ByteOrder::little;
    return {};
  }

  Result<void> take_pointer(const MferContents& contents) {
    const auto pointer = mfer_number(contents);
    if (!pointer)
      return tl::unexpected(pointer.error());
    pointer_ = *pointer ? std::optional<std::uint64_t>(**pointer) : std::nullopt;
    return {};
  }

  const ReadOptions& options_;
  ByteReader reader_;
  MferDefinitions definitions_;
  MferSubject subject_;
  MferGroups groups_;
  std::shared_ptr<const MferFramePlan> plan_;
  std::uint64_t planned_version_ = 0;
  std::vector<Level> levels_;
  std::optional<std::uint64_t> pointer_;
  bool ended_ = false;
};

}  // namespace

Result<EcgRecord> read_mfer(std::span<const FileBytes> files, const ReadOptions& options) {
  return MferWalk(files.front().bytes, options).read();
}

}  // namespace leadwise::io
