#include "tests/support/bad_files.hpp"

#include "tests/engine/scenario/toy.hpp"

namespace entente {
namespace {

const std::string folder = "tests/scenarios/bad";

class BadFiles : public testing::TestWithParam<std::string> {};

TEST_P(BadFiles, AreRefusedWithTheMessageBesideThem) {
  bad_files::expect_refused(folder, GetParam(), [](const std::string& path) {
    return read_scenario(load_document(path), toy::vocabulary());
  });
}

INSTANTIATE_TEST_SUITE_P(All, BadFiles, testing::ValuesIn(bad_files::names(folder)), bad_files::name_of);

}  // namespace
}  // namespace entente
