#include "models/deviations.hpp"

#include <algorithm>

#include "models/columns.hpp"
#include "models/exclusion.hpp"

namespace entente {

namespace {

class Judge {
 public:
  Judge(const World& world, AllianceId alliance, const AdmissionParameters& vote, const features::Scales& scales)
      : world_(world),
        alliance_(alliance),
        vote_(vote),
        scales_(scales),
        margin_(world.memberships[columns::margin]),
        barred_(world.memberships[columns::barred]),
        rival_(world.memberships[columns::rival_hostility]),
        exclusion_(world.alliances[columns::exclusion][alliance.index()]) {
    const std::size_t a = alliance.index();
    lead_.row = static_cast<std::int32_t>(world.alliances[columns::lead_state][a]);
  }

  void judge_member(std::size_t row) {
    if (!(margin_[row] < 0.0)) return;
    found_.would_leave += 1.0;
    found_.cost -= margin_[row];
    found_.individually_stable = false;
    if (found_.contractually_stable) found_.contractually_stable = is_missed(row);
  }

  void judge_outsider(std::size_t row) {
    if (!would_join(row)) return;
    found_.would_join += 1.0;
    const std::size_t a = alliance_.index();
    if (world_.alliances[columns::open_door][a] == 0.0) return;
    const Ballot ballot = vote_on(row);
    const bool nobody_minds = ballot.yes == ballot.heads;
    if (carries(ballot, voting_rule(world_.alliances[columns::admission_rule][a]),
                world_.alliances[columns::admission_share][a]))
      found_.would_enter += 1.0;
    found_.individually_stable = found_.individually_stable && !nobody_minds;
    found_.contractually_stable = found_.contractually_stable && !nobody_minds;
  }

  const Deviations& found() const { return found_; }

 private:
  bool would_join(std::size_t row) const {
    const MembershipTable& memberships = world_.memberships;
    if (belongs(memberships.status()[row]) || !world_.states.active[memberships.state()[row].index()]) return false;
    return barred_[row] == 0.0 && margin_[row] - exclusion_ * rival_[row] > 0.0;
  }

  Ballot vote_on(std::size_t row) const {
    const ExpectedOpinions opinions(world_, vote_, scales_, row);
    Ballot ballot;
    for (const std::int32_t voter : world_.memberships.members(alliance_))
      ballot.add(opinions.of(static_cast<std::size_t>(voter)), lead_);
    return ballot;
  }

  /// Whether another member would rather keep the member.
  bool is_missed(std::size_t row) const {
    const ExpectedOpinions opinions(world_, vote_, scales_, row);
    const auto members = world_.memberships.members(alliance_);
    return std::any_of(members.begin(), members.end(), [&](std::int32_t voter) {
      return static_cast<std::size_t>(voter) != row && opinions.of(static_cast<std::size_t>(voter)).value > 0.0;
    });
  }

  const World& world_;
  AllianceId alliance_;
  const AdmissionParameters& vote_;
  const features::Scales& scales_;
  std::span<const double> margin_, barred_, rival_;
  double exclusion_;
  StateId lead_;
  Deviations found_;
};

}  // namespace

Deviations deviations_of(const World& world, AllianceId alliance, const AdmissionParameters& vote,
                         const features::Scales& scales) {
  Judge judge(world, alliance, vote, scales);
  for (std::size_t row = world.memberships.begin(alliance); row < world.memberships.end(alliance); ++row)
    if (is_member(world.memberships.status()[row]))
      judge.judge_member(row);
    else
      judge.judge_outsider(row);
  return judge.found();
}

}  // namespace entente
