#include <cmath>
#include <cstring>
#include <limits>

#include <catch2/catch_test_macros.hpp>

#include "leadwise/weight_file.hpp"
#include "safetensors.hpp"
#include "small_model.hpp"

using namespace leadwise;
using leadwise::testing::small_model;

namespace {

using Tensors = std::map<std::string, FloatTensor>;

std::vector<std::uint8_t> small_file_of(WeightType type = WeightType::fp32) {
  const ModelDescription model = small_model(type);
  return write_weight_file(model, random_tensors(model, 7)).value();
}

Error write_refusal(const ModelDescription& model, const Tensors& tensors) {
  const auto written = write_weight_file(model, tensors);
  REQUIRE_FALSE(written.has_value());
  return written.error();
}

Error read_refusal(const std::vector<std::uint8_t>& bytes) {
  const auto read = read_weight_file(bytes);
  REQUIRE_FALSE(read.has_value());
  INFO(read.error().message);
  CHECK_FALSE(read.error().message.empty());
  return read.error();
}

/// The file with `change` made to one of its tensors (or all of them).
template <class Change>
std::vector<std::uint8_t> rewritten(const std::vector<std::uint8_t>& bytes, Change change) {
  const auto file = nn::parse_safetensors(bytes).value();
  std::vector<nn::TensorToWrite> tensors;
  for (const auto& [name, tensor] : file.tensors) {
    tensors.push_back({name, tensor.dtype, tensor.shape, {tensor.bytes.begin(), tensor.bytes.end()}});
  }
  auto metadata = file.metadata;
  change(tensors, metadata);
  return nn::write_safetensors(metadata, tensors);
}

nn::TensorToWrite& named(std::vector<nn::TensorToWrite>& tensors, const std::string& name) {
  for (auto& tensor : tensors) {
    if (tensor.name == name)
      return tensor;
  }
  FAIL("no tensor " << name);
  return tensors.front();
}

using ToWrite = std::vector<nn::TensorToWrite>;
using Metadata = std::map<std::string, std::string>;

}  // namespace

TEST_CASE("A weight file in fp32 reads back bit for bit") {
  const ModelDescription model = small_model();
  const Tensors tensors = random_tensors(model, 7);
  const auto bytes = write_weight_file(model, tensors);
  REQUIRE(bytes.has_value());
  const auto file = read_weight_file(*bytes);
  REQUIRE(file.has_value());
  CHECK(model_description_json(file->description) == model_description_json(model));
  REQUIRE(file->tensors.size() == tensors.size());
  for (const auto& [name, tensor] : tensors) {
    INFO(name);
    CHECK(file->tensors.at(name).shape == tensor.shape);
    CHECK(file->tensors.at(name).values == tensor.values);
  }
}

TEST_CASE("fp16 keeps eleven bits and int8 half a step of each weight, and neither touches biases") {
  for (const WeightType type : {WeightType::fp16, WeightType::int8}) {
    const ModelDescription model = small_model(type);
    Tensors tensors = random_tensors(model, 7);
    for (auto& [name, tensor] : tensors) {
      if (name.find("bias") != std::string::npos)
        tensor.values.assign(tensor.values.size(), 0.1F);
    }
    const auto file = read_weight_file(write_weight_file(model, tensors).value()).value();
    for (const TensorShape& expected : expected_tensors(model)) {
      INFO(expected.name);
      const auto& before = tensors.at(expected.name).values;
      const auto& after = file.tensors.at(expected.name).values;
      REQUIRE(before.size() == after.size());
      const std::size_t per_channel = before.size() / expected.shape.front();
      for (std::size_t i = 0; i < before.size(); ++i) {
        float largest = 0.0F;
        for (std::size_t k = 0; k < per_channel; ++k) {
          largest = std::max(largest, std::fabs(before[i / per_channel * per_channel + k]));
        }
        const float halves = std::fabs(before[i]) / 2048.0F + 6e-8F;
        const float allowed = type == WeightType::fp16 ? halves : largest / 127.0F * 0.5001F;
        if (std::fabs(before[i] - after[i]) > (expected.is_weight ? allowed : 0.0F))
          FAIL(before[i] << " " << after[i]);
      }
    }
  }
}

TEST_CASE("Writing again what was read from an int8 file gives the same file") {
  const auto bytes = small_file_of(WeightType::int8);
  const auto file = read_weight_file(bytes).value();
  CHECK(write_weight_file(file.description, file.tensors).value() == bytes);
}

TEST_CASE("Random tensors depend on the seed alone") {
  const auto model = small_model();
  CHECK(random_tensors(model, 7).at("encoder.I.mu.weight").values ==
        random_tensors(model, 7).at("encoder.I.mu.weight").values);
  CHECK(random_tensors(model, 7).at("encoder.I.mu.weight").values !=
        random_tensors(model, 8).at("encoder.I.mu.weight").values);
}

TEST_CASE("The deployable int8 file stays below 1.8 MB") {
  ModelDescription model = leadwise_preset();
  model.weight_type = WeightType::int8;
  const auto bytes = write_weight_file(model, random_tensors(model, 1));
  REQUIRE(bytes.has_value());
  INFO(bytes->size());
  CHECK(bytes->size() <= 1800000);
  CHECK(bytes->size() > 500000);
}

TEST_CASE("Tensors that do not fit the description are not written") {
  const auto model = small_model();
  const Tensors whole = random_tensors(model, 7);
  Tensors tensors = whole;
  tensors.erase("decoder.0.bias");
  CHECK(write_refusal(model, tensors).code == ErrorCode::MissingTensor);
  CHECK(write_refusal(model, tensors).message.find("decoder.0.bias") != std::string::npos);
  tensors = whole;
  tensors["decoder.9.bias"] = {{1}, {0.0F}};
  CHECK(write_refusal(model, tensors).code == ErrorCode::TensorMismatch);
  tensors = whole;
  tensors["decoder.0.bias"].values.pop_back();
  CHECK(write_refusal(model, tensors).code == ErrorCode::TensorMismatch);
  tensors = whole;
  tensors["decoder.0.bias"].values[0] = std::numeric_limits<float>::quiet_NaN();
  CHECK(write_refusal(model, tensors).code == ErrorCode::TensorMismatch);
  tensors = whole;
  tensors["decoder.0.weight"].values[0] = 1e5F;
  CHECK(write_refusal(small_model(WeightType::fp16), tensors).message.find("fp16") != std::string::npos);
}

TEST_CASE("A weight file cut anywhere is refused") {
  const auto bytes = small_file_of();
  for (std::size_t length = 0; length < bytes.size(); length += 1 + length / 40) {
    const std::vector<std::uint8_t> cut(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(length));
    CHECK(read_refusal(cut).code == ErrorCode::InvalidWeightFile);
  }
  auto longer = bytes;
  longer.push_back(0);
  CHECK(read_refusal(longer).code == ErrorCode::InvalidWeightFile);
}

TEST_CASE("A header longer than the file or than any use is refused") {
  auto bytes = small_file_of();
  for (unsigned i = 0; i < 8; ++i)
    bytes[i] = 0xFF;
  CHECK(read_refusal(bytes).code == ErrorCode::InvalidWeightFile);
  std::vector<std::uint8_t> huge(8 + (std::size_t{17} << 20U), ' ');
  const std::uint64_t stated = std::uint64_t{17} << 20U;
  std::memcpy(huge.data(), &stated, sizeof stated);
  CHECK(read_refusal(huge).code == ErrorCode::TooLarge);
}

TEST_CASE("A tensor that is missing, of another type or shape, or too many is refused by name") {
  const auto bytes = small_file_of();
  const std::string name = "encoder.I.mu.weight";
  const auto check = [&name](const std::vector<std::uint8_t>& changed, ErrorCode code) {
    const Error error = read_refusal(changed);
    INFO(error.message);
    CHECK(error.code == code);
    CHECK(error.message.find(name) != std::string::npos);
  };
  check(rewritten(bytes, [&](ToWrite& t, Metadata&) { named(t, name).name = name + "s"; }), ErrorCode::MissingTensor);
  check(rewritten(bytes, [&](ToWrite& t, Metadata&) { named(t, name).dtype = std::string("I32"); }),
        ErrorCode::TensorMismatch);
  check(rewritten(bytes, [&](ToWrite& t, Metadata&) { std::swap(named(t, name).shape[0], named(t, name).shape[1]); }),
        ErrorCode::TensorMismatch);
  check(rewritten(bytes,
                  [&](ToWrite& t, Metadata&) {
                    t.push_back(named(t, name));
                    t.back().name += "2";
                  }),
        ErrorCode::TensorMismatch);
}

TEST_CASE("Weights and scales that are not numbers are refused by name") {
  const float nan = std::numeric_limits<float>::quiet_NaN();
  const auto poisoned = [&](const std::vector<std::uint8_t>& bytes, const std::string& name, float value) {
    return read_refusal(rewritten(bytes, [&](ToWrite& tensors, Metadata&) {
      std::memcpy(named(tensors, name).bytes.data() + 4, &value, sizeof value);
    }));
  };
  const Error weight = poisoned(small_file_of(), "encoder.I.mu.weight", nan);
  CHECK(weight.code == ErrorCode::InvalidWeightFile);
  CHECK(weight.message.find("encoder.I.mu.weight") != std::string::npos);
  for (const float scale : {nan, 0.0F, -1.0F, 3e37F}) {
    const Error error = poisoned(small_file_of(WeightType::int8), "encoder.I.mu.weight_scale", scale);
    CHECK(error.code == ErrorCode::InvalidWeightFile);
    CHECK(error.message.find("encoder.I.mu.weight_scale") != std::string::npos);
  }
  const float half_nans = nan;  // its upper half is the half-precision pattern of a NaN too
  CHECK(poisoned(small_file_of(WeightType::fp16), "encoder.I.mu.weight", half_nans).code ==
        ErrorCode::InvalidWeightFile);
}

TEST_CASE("A file without a description, or with a broken one, is refused") {
  const auto bytes = small_file_of();
  const auto without = rewritten(bytes, [](ToWrite&, Metadata& metadata) { metadata.clear(); });
  CHECK(read_refusal(without).code == ErrorCode::InvalidWeightFile);
  CHECK(read_refusal(without).message.find("leadwise.model") != std::string::npos);
  const auto broken =
      rewritten(bytes, [](ToWrite&, Metadata& metadata) { metadata["leadwise.model"] = std::string("{"); });
  CHECK(read_refusal(broken).code == ErrorCode::InvalidModelDescription);
}

TEST_CASE("Another description of the same tensors leaves every stored value as it is") {
  for (const WeightType type : {WeightType::fp32, WeightType::fp16, WeightType::int8}) {
    const auto bytes = small_file_of(type);
    ModelDescription description = small_model(type);
    description.heads[0].calibration = Calibration{0.8, -1.5, 0.01, -0.004, 0.02};
    const auto described = with_description(bytes, description).value();
    const auto before = nn::parse_safetensors(bytes).value(), after = nn::parse_safetensors(described).value();
    REQUIRE(before.tensors.size() == after.tensors.size());
    for (const auto& [name, tensor] : before.tensors) {
      const auto& kept = after.tensors.at(name);
      CHECK(std::equal(tensor.bytes.begin(), tensor.bytes.end(), kept.bytes.begin(), kept.bytes.end()));
    }
    CHECK(read_weight_file(described)->description.heads[0].calibration->intercept == -1.5);
    description.latent_size = 9;
    CHECK_FALSE(with_description(bytes, description).has_value());
    description = small_model(type == WeightType::fp32 ? WeightType::int8 : WeightType::fp32);
    CHECK(with_description(bytes, description).error().code == ErrorCode::TensorMismatch);
  }
}
