#include <gtest/gtest.h>

#include "engine/scenario/document.hpp"
#include "models/catalogue.hpp"
#include "tests/support/bad_files.hpp"

namespace entente {
namespace {

const std::string folder = "tests/scenarios/bad_classic";

class BadClassicCases : public testing::TestWithParam<std::string> {};

TEST_P(BadClassicCases, AreRefusedWithTheMessageBesideThem) {
  const Catalogue catalogue = models::catalogue();
  bad_files::expect_refused(folder, GetParam(), [&](const std::string& path) {
    return read_classic(load_document(path), catalogue.classics());
  });
}

INSTANTIATE_TEST_SUITE_P(All, BadClassicCases, testing::ValuesIn(bad_files::names(folder)), bad_files::name_of);

}  // namespace
}  // namespace entente
