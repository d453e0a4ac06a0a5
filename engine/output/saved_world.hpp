#pragma once

#include <string>

#include "engine/output/hdf5_file.hpp"
#include "engine/simulation/record.hpp"
#include "engine/world/world.hpp"

namespace entente {

/// Writes everything of a world that changes in a run into a group of a checkpoint: the date, every column of every
/// table and what the tables hold besides.
void save(hdf5::File& file, const std::string& group, const World& world);

/// Puts it back into a world made from the same scenario. InputError if its tables have other columns or rows.
void load(const hdf5::File& file, const std::string& group, World& world);

/// The same for what a run has recorded so far.
void save(hdf5::File& file, const std::string& group, const RecordLayout& layout, const RunRecord& record);
void load(const hdf5::File& file, const std::string& group, const RecordLayout& layout, RunRecord& record);

}  // namespace entente
