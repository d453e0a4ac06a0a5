#pragma once

#include <string_view>

/// The texts of the job files, for people to read: words such as `@sweep@` are filled in by `job_files`.
namespace entente::job_templates {

extern const std::string_view slurm_submit, slurm_shards, slurm_check, slurm_merge;
extern const std::string_view snakemake_submit, snakefile, snakemake_local, snakemake_slurm, snakemake_status;
extern const std::string_view parallel_submit;

}  // namespace entente::job_templates
