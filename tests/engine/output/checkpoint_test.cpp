#include "engine/output/checkpoint.hpp"

#include <gmock/gmock.h>

#include "engine/base/error.hpp"
#include "engine/output/result_writer.hpp"
#include "tests/engine/output/sample.hpp"

namespace entente {
namespace {

using testing::HasSubstr;

World world_of(const RecordLayout& layout) {
  World world;
  world.issues = layout.issues;
  world.domains = layout.domains;
  world.regions = layout.regions;
  world.domain_weights = {1.0};
  world.states = StateTable(layout.states.ids);
  world.states.active.assign(layout.states.ids.size(), 1);
  world.states.region.assign(layout.states.ids.size(), -1);
  world.alliances = AllianceTable(layout.alliances.ids);
  world.alliances.active.assign(layout.alliances.ids.size(), 1);
  world.threats = ThreatTable(layout.threats.ids);
  std::vector<std::pair<AllianceId, StateId>> pairs;
  for (std::size_t n = 0; n < layout.membership_state.size(); ++n)
    pairs.emplace_back(AllianceId(static_cast<std::size_t>(layout.membership_alliance[n])),
                       StateId(static_cast<std::size_t>(layout.membership_state[n])));
  world.memberships = MembershipTable(layout.states.ids.size(), layout.alliances.ids.size(), pairs,
                                      world.states.entities(), world.alliances.entities());
  world.dyads = DyadTable(layout.states.ids.size(), {{StateId(0U), StateId(1U)}}, world.states.entities());
  for (const Column* column :
       {&sample::gdp, &sample::home, &sample::power, &sample::trust, &sample::hostility, &sample::intensity})
    world.add(*column);
  return world;
}

void change(World& world) {
  world.date = {1234};
  world.power_reference = 0.125;
  world.domain_weights = {0.5};
  for (const TableKind kind :
       {TableKind::state, TableKind::alliance, TableKind::membership, TableKind::dyad, TableKind::threat}) {
    Table& table = world.table(kind);
    for (const Table::Slot& slot : table.slots())
      for (std::size_t n = 0; n < slot.values.size(); ++n)
        table.update(*slot.column)[n] = sample::value_of(*slot.column, 9, n);
  }
  world.states.update(sample::gdp)[0] = std::numeric_limits<double>::quiet_NaN();
  world.states.active[1] = 0;
  world.states.region[1] = 1;
  world.alliances.active[0] = 0;
  world.memberships.set_status(2, Status::member, {100});
  world.memberships.set_status(2, Status::notice, {200});
  world.memberships.set_status(3, Status::applicant, {300});
}

void expect_same(const World& a, const World& b) {
  EXPECT_EQ(a.date, b.date);
  EXPECT_EQ(a.power_reference, b.power_reference);
  EXPECT_EQ(a.domain_weights, b.domain_weights);
  for (const TableKind kind :
       {TableKind::state, TableKind::alliance, TableKind::membership, TableKind::dyad, TableKind::threat}) {
    const auto &x = a.table(kind).slots(), &y = b.table(kind).slots();
    ASSERT_EQ(x.size(), y.size());
    for (std::size_t n = 0; n < x.size(); ++n)
      EXPECT_EQ(std::memcmp(x[n].values.data(), y[n].values.data(), x[n].values.size() * sizeof(double)), 0)
          << x[n].column->name;
  }
  EXPECT_EQ(a.states.active, b.states.active);
  EXPECT_EQ(a.states.region, b.states.region);
  EXPECT_EQ(a.alliances.active, b.alliances.active);
  for (std::size_t n = 0; n < a.memberships.size(); ++n) {
    EXPECT_EQ(a.memberships.status()[n], b.memberships.status()[n]);
    EXPECT_EQ(a.memberships.since()[n], b.memberships.since()[n]);
    if (is_member(a.memberships.status()[n])) {
      EXPECT_EQ(a.memberships.entered()[n], b.memberships.entered()[n]);
    }
  }
  for (std::size_t n = 0; n < a.alliances.size(); ++n) {
    const auto x = a.memberships.members(AllianceId(n)), y = b.memberships.members(AllianceId(n));
    EXPECT_TRUE(std::equal(x.begin(), x.end(), y.begin(), y.end()));
  }
}

std::string refusal(const std::function<void()>& call) {
  try {
    call();
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

TEST(Checkpoint, PutsAWorldAndItsRecordBack) {
  const sample::Folder folder;
  const RecordLayout layout = sample::layout();
  World world = world_of(layout);
  change(world);
  const RunRecord record = sample::run(layout, 3, 2), finished = sample::run(layout, 2);
  write_checkpoint(folder / "a.checkpoint", sample::provenance(), layout,
                   {{.run = 2, .steps_done = 60, .world = nullptr, .record = &finished},
                    {.run = 3, .steps_done = 24, .world = &world, .record = &record}},
                   2, "a.h5.partial");

  const CheckpointReader reader(folder / "a.checkpoint");
  EXPECT_EQ(reader.runs(), (std::vector<std::uint64_t>{2, 3}));
  EXPECT_EQ(reader.runs_written(), 2U);
  EXPECT_EQ(reader.partial(), "a.h5.partial");
  EXPECT_EQ(reader.provenance().seed, sample::provenance().seed);
  EXPECT_TRUE(reader.is_finished(2));
  EXPECT_FALSE(reader.is_finished(3));

  World back = world_of(layout);
  RunRecord recorded;
  EXPECT_EQ(reader.restore(3, layout, back, recorded), 24U);
  expect_same(back, world);
  EXPECT_EQ(recorded.seed, record.seed);
  EXPECT_EQ(recorded.replicate, record.replicate);
  EXPECT_EQ(recorded.times, record.times);
  ASSERT_EQ(recorded.series.size(), record.series.size());
  for (std::size_t n = 0; n < record.series.size(); ++n)
    EXPECT_EQ(std::memcmp(recorded.series[n].data(), record.series[n].data(), record.series[n].size() * 8), 0);
  ASSERT_EQ(recorded.events.size(), 3U);
  EXPECT_EQ(recorded.events.events()[2].kind, 2);
  EXPECT_EQ(recorded.events.shares(2)[0], record.events.shares(2)[0]);
  ASSERT_EQ(recorded.spells.size(), 2U);
  EXPECT_EQ(recorded.spells[1].exit, record.spells[1].exit);

  World untouched = world_of(layout);
  EXPECT_EQ(reader.restore(2, layout, untouched, recorded), 60U);
  EXPECT_EQ(recorded.times, finished.times);
  expect_same(untouched, world_of(layout));
}

TEST(Checkpoint, OfAnotherScenarioIsRefused) {
  const sample::Folder folder;
  const RecordLayout layout = sample::layout(), other = sample::layout({.states = 5});
  const World world = world_of(layout);
  const RunRecord record = sample::run(layout, 0);
  write_checkpoint(folder / "a", sample::provenance(), layout, {{.world = &world, .record = &record}});
  const CheckpointReader reader(folder / "a");
  World back = world_of(other);
  RunRecord recorded;
  EXPECT_THAT(refusal([&] { reader.restore(0, other, back, recorded); }),
              HasSubstr("was written with other states, alliances, dates or series"));
  World fewer = world_of(layout);
  fewer.threats = ThreatTable(layout.threats.ids);
  EXPECT_THAT(refusal([&] { reader.restore(0, layout, fewer, recorded); }), HasSubstr("threat_intensity"));
  EXPECT_THAT(refusal([&] { reader.restore(7, layout, back, recorded); }), HasSubstr("holds no run 7"));
}

TEST(Checkpoint, WhatIsNoneIsRefused) {
  const sample::Folder folder;
  const RecordLayout layout = sample::layout();
  ResultWriter(folder / "result.h5", layout, 1, sample::provenance()).finish();
  EXPECT_THAT(refusal([&] { CheckpointReader(folder / "result.h5"); }), HasSubstr("not a checkpoint of entente"));
  std::ofstream(folder / "text") << "entente: 1\n";
  EXPECT_THAT(refusal([&] { CheckpointReader(folder / "text"); }), HasSubstr("is not an HDF5 file"));
  EXPECT_THAT(refusal([&] { CheckpointReader(folder / "none"); }), HasSubstr("there is no such file"));
}

}  // namespace
}  // namespace entente
