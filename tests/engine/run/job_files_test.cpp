#include "engine/run/job_files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/run/small_experiment.hpp"

namespace entente {
namespace {

using testing::HasSubstr;
using testing::Not;

Jobs jobs_of(Engine engine) {
  Jobs jobs;
  jobs.engine = engine;
  jobs.shards = 64;
  jobs.program = {"apptainer", "exec", "/it's.sif", "entente"};
  jobs.sweep = "/my sweeps/hold {1}.sweep";
  jobs.result = "/my sweeps/hold {1}.h5";
  return jobs;
}

std::string text_of(const Jobs& jobs, std::string_view name) {
  for (const JobFile& file : job_files(jobs))
    if (file.name == name) return file.text;
  return "no such file";
}

TEST(JobFiles, FillInEveryWord) {
  for (const Engine engine : {Engine::slurm, Engine::snakemake, Engine::parallel})
    for (const JobFile& file : job_files(jobs_of(engine)))
      EXPECT_THAT(file.text, Not(testing::ContainsRegex("@[a-z_]+@"))) << file.name;
}

TEST(JobFiles, QuoteWhatAShellWouldReadOtherwise) {
  EXPECT_THAT(text_of(jobs_of(Engine::slurm), "shards.sh"),
              HasSubstr("exec apptainer exec '/it'\\''s.sif' entente sweep '/my sweeps/hold {1}.sweep' --shard"));
  EXPECT_THAT(text_of(jobs_of(Engine::snakemake), "Snakefile"), HasSubstr(R"(SWEEP = "/my sweeps/hold {1}.sweep")"));
}

TEST(JobFiles, AskOfSlurmOnlyWhatWasGiven) {
  Jobs jobs = jobs_of(Engine::slurm);
  EXPECT_THAT(text_of(jobs, "merge.sh"), Not(HasSubstr("--time")));
  jobs.seconds = 86400 + 2 * 3600 + 3 * 60 + 4;
  jobs.memory = "4G";
  jobs.partition = "long";
  jobs.account = "peace";
  for (const char* name : {"shards.sh", "check.sh", "merge.sh"})
    EXPECT_THAT(text_of(jobs, name), HasSubstr("#SBATCH --time=1-02:03:04\n#SBATCH --mem=4G\n"
                                               "#SBATCH --partition=long\n#SBATCH --account=peace\n"))
        << name;
  EXPECT_THAT(text_of(jobs, "shards.sh"), HasSubstr("#SBATCH --signal=B:USR1@300\n#SBATCH --requeue\n"));
  EXPECT_THAT(text_of(jobs, "shards.sh"), HasSubstr("#SBATCH --job-name=hold__1_\n"));
}

TEST(JobFiles, AreWrittenBesideTheSweepWithTheFolderOfTheirLogs) {
  Jobs jobs = jobs_of(Engine::snakemake);
  jobs.sweep = small_experiment::new_folder() / "hold.sweep";
  write(jobs, job_files(jobs));
  EXPECT_TRUE(std::filesystem::is_regular_file(jobs.sweep / "jobs/snakemake/slurm/status.sh"));
  EXPECT_TRUE(std::filesystem::is_directory(jobs.sweep / "jobs/snakemake/log"));
}

}  // namespace
}  // namespace entente
