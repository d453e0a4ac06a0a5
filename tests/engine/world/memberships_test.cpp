#include "engine/world/memberships.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "engine/base/hash.hpp"

namespace entente {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const std::vector<Status> every_status = {Status::outsider, Status::applicant, Status::member, Status::notice,
                                          Status::suspended};

std::vector<std::uint64_t> entities(std::size_t count, const std::string& stem) {
  std::vector<std::uint64_t> hashes;
  for (std::size_t n = 0; n < count; ++n) hashes.push_back(name_hash(stem + std::to_string(n)));
  return hashes;
}

MembershipTable table_of(std::size_t states, std::size_t alliances,
                         const std::vector<std::pair<std::size_t, std::size_t>>& pairs) {
  std::vector<std::pair<AllianceId, StateId>> rows;
  for (const auto& [alliance, state] : pairs) rows.emplace_back(AllianceId(alliance), StateId(state));
  return MembershipTable(states, alliances, rows, entities(states, "S"), entities(alliances, "A"));
}

/// Alliance 0 admits states 0, 1, 2; alliance 1 nobody; alliance 2 admits state 1.
MembershipTable sample() {
  return table_of(3, 3, {{0, 0}, {0, 1}, {0, 2}, {2, 1}});
}

TEST(MembershipTable, ATableWithoutRowsHasNoMembers) {
  const MembershipTable table = table_of(2, 2, {});
  EXPECT_EQ(table.size(), 0u);
  EXPECT_THAT(table.members(AllianceId(1)), IsEmpty());
  EXPECT_THAT(table.rows_of(StateId(1)), IsEmpty());
}

TEST(MembershipTable, RowsOfAnAllianceAreASegmentAndRowsOfAStateAscend) {
  const MembershipTable table = sample();
  EXPECT_EQ(table.begin(AllianceId(0)), 0u);
  EXPECT_EQ(table.end(AllianceId(0)), 3u);
  EXPECT_EQ(table.begin(AllianceId(1)), table.end(AllianceId(1)));
  EXPECT_THAT(table.rows_of(StateId(1)), ElementsAre(1, 3));
  EXPECT_EQ(table.row(StateId(1), AllianceId(2)), 3u);
  EXPECT_FALSE(table.row(StateId(0), AllianceId(2)).has_value());
}

TEST(MembershipTable, MembersUnderNoticeAreStillMembersAndSuspendedOnesAreNot) {
  MembershipTable table = sample();
  table.set_status(0, Status::member, Date{10});
  table.set_status(2, Status::member, Date{10});
  table.set_status(0, Status::notice, Date{20});
  EXPECT_THAT(table.members(AllianceId(0)), ElementsAre(0, 2));
  table.set_status(0, Status::suspended, Date{30});
  EXPECT_THAT(table.members(AllianceId(0)), ElementsAre(2));
}

TEST(MembershipTable, EntryIsDatedOnceThroughNoticeAndSuspension) {
  MembershipTable table = sample();
  table.set_status(1, Status::applicant, Date{5});
  table.set_status(1, Status::member, Date{10});
  for (const Status status : {Status::notice, Status::member, Status::suspended, Status::member}) {
    table.set_status(1, status, Date{20});
    EXPECT_EQ(table.entered()[1], Date{10});
    EXPECT_EQ(table.since()[1], Date{20});
  }
  table.set_status(1, Status::outsider, Date{30});
  table.set_status(1, Status::member, Date{40});
  EXPECT_EQ(table.entered()[1], Date{40});
}

TEST(MembershipTable, ACopyKeepsItsOwnMembers) {
  MembershipTable table = sample();
  MembershipTable copy = table;
  copy.set_status(3, Status::member, Date{1});
  EXPECT_THAT(table.members(AllianceId(2)), IsEmpty());
  EXPECT_THAT(copy.members(AllianceId(2)), ElementsAre(3));
}

TEST(MembershipTable, TheAddressOfAPairDependsOnItsTwoNamesOnly) {
  const MembershipTable alone = table_of(2, 1, {{0, 1}});
  EXPECT_EQ(alone.entities()[0], sample().entities()[1]);
}

RC_GTEST_PROP(MembershipTable, MembersAreThoseThatACountOverAllRowsFinds, ()) {
  const std::size_t states = *rc::gen::inRange(1, 12);
  const std::size_t alliances = *rc::gen::inRange(1, 6);
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  for (std::size_t a = 0; a < alliances; ++a)
    for (std::size_t i = 0; i < states; ++i)
      if (*rc::gen::arbitrary<bool>()) pairs.emplace_back(a, i);
  MembershipTable table = table_of(states, alliances, pairs);
  const std::size_t changes = pairs.empty() ? 0 : *rc::gen::inRange(0, 60);
  for (std::size_t n = 0; n < changes; ++n) {
    const std::size_t row = *rc::gen::inRange<std::size_t>(0, pairs.size());
    table.set_status(row, every_status[*rc::gen::inRange<std::size_t>(0, 5)], Date{static_cast<std::int32_t>(n)});
    for (std::size_t a = 0; a < alliances; ++a) {
      std::vector<std::int32_t> expected;
      for (std::size_t r = 0; r < table.size(); ++r)
        if (table.alliance()[r] == AllianceId(a) && is_member(table.status()[r]))
          expected.push_back(static_cast<std::int32_t>(r));
      const auto members = table.members(AllianceId(a));
      RC_ASSERT(std::equal(members.begin(), members.end(), expected.begin(), expected.end()));
    }
  }
  for (std::size_t i = 0; i < states; ++i)
    for (const std::int32_t row : table.rows_of(StateId(i)))
      RC_ASSERT(table.state()[static_cast<std::size_t>(row)] == StateId(i));
  for (std::size_t n = 0; n < pairs.size(); ++n)
    RC_ASSERT(table.row(StateId(pairs[n].second), AllianceId(pairs[n].first)) == n);
}

RC_GTEST_PROP(MembershipTable, RestoringEveryRowGivesTheSameTable, ()) {
  MembershipTable table = sample();
  const std::size_t changes = *rc::gen::inRange(0, 20);
  for (std::size_t n = 0; n < changes; ++n)
    table.set_status(*rc::gen::inRange<std::size_t>(0, 4), every_status[*rc::gen::inRange<std::size_t>(0, 5)],
                     Date{static_cast<std::int32_t>(n)});
  MembershipTable back = sample();
  for (std::size_t row = 0; row < table.size(); ++row)
    back.restore(row, table.status()[row], table.since()[row], table.entered()[row]);
  for (std::size_t a = 0; a < 3; ++a) {
    const auto was = table.members(AllianceId(a));
    const auto is = back.members(AllianceId(a));
    RC_ASSERT(std::equal(was.begin(), was.end(), is.begin(), is.end()));
  }
  for (std::size_t row = 0; row < table.size(); ++row) {
    RC_ASSERT(back.status()[row] == table.status()[row]);
    RC_ASSERT(back.since()[row] == table.since()[row]);
    RC_ASSERT(back.entered()[row] == table.entered()[row]);
  }
}

}  // namespace
}  // namespace entente
