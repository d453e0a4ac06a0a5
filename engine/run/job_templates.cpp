#include "engine/run/job_templates.hpp"

namespace entente::job_templates {

const std::string_view slurm_submit = R"job(#!/bin/bash
# Submits to Slurm what is missing of the sweep, and a check that follows it; or, if nothing is missing, the merge.
# Call it to begin, and again to go on:
#   bash @jobs@/submit.sh
# The check calls it too, with the number of the next round. Calling it while shards run costs time and nothing else: a
# shard that runs twice writes the same. To follow: squeue --me; @entente@ sweep @sweep@ --status
set -euo pipefail
round=${1:-1}
cd @jobs@ # where the jobs run too, so that their logs stand in log/

# A check must not end because the controller restarts just then; a person wants to be told at once.
submit() {
  local pause
  for pause in 5 10 30 60 120; do
    if sbatch --parsable "$@"; then return; fi
    [ "$round" -gt 1 ] || return 1
    sleep "$pause"
  done
  sbatch --parsable "$@"
}

missing=$(@entente@ sweep @sweep@ --missing @shards@) # as 4,9-12; what files are there decides, not what Slurm remembers
if [ -z "$missing" ]; then
  merge=$(submit merge.sh)
  echo "All shards are there: job $merge merges them into "@result@
elif [ "$round" -gt @rounds@ ]; then
  echo "After @rounds@ rounds shards are missing still: $missing. Their logs stand in $PWD/log. To go on, call" >&2
  printf '  bash %q\n' "$PWD/submit.sh" >&2
  exit 1
else
  shards=$(submit --array="$missing" shards.sh)
  check=$(submit --dependency=afterany:"${shards%%;*}" check.sh "$((round + 1))") # ;: a cluster's name may follow
  echo "Round $round: job $shards computes the shards $missing, job $check checks them."
fi
)job";

const std::string_view slurm_shards = R"job(#!/bin/bash
#SBATCH --job-name=@name@
#SBATCH --cpus-per-task=@threads@
@limits@#SBATCH --signal=B:USR1@@grace@
#SBATCH --requeue
#SBATCH --open-mode=append
#SBATCH --output=log/shard-%a.txt
# One shard of the sweep, submitted by submit.sh: task n of the array computes what is missing of shard n.
#
# exec puts the program in the place of the batch shell, which Slurm warns (B:USR1) @grace@ s before the time limit. It
# finishes the segments it has begun and ends with exit code 75; the check submits the shard again. It may also be
# killed at any moment, or run twice at once: a segment is there whole or not at all, and is not computed again.
exec @entente@ sweep @sweep@ --shard "$SLURM_ARRAY_TASK_ID/@shards@" --threads @threads@ --no-merge --quiet
)job";

const std::string_view slurm_check = R"job(#!/bin/bash
#SBATCH --job-name=@name@-check
@limits@#SBATCH --requeue
#SBATCH --open-mode=append
#SBATCH --output=log/check.txt
# Runs when all tasks of a round have ended, however they ended, and submits what is missing or the merge. On a cluster
# where jobs may not submit jobs, call submit.sh yourself after each round.
exec bash @jobs@/submit.sh "$1"
)job";

const std::string_view slurm_merge = R"job(#!/bin/bash
#SBATCH --job-name=@name@-merge
@limits@#SBATCH --requeue
#SBATCH --open-mode=append
#SBATCH --output=log/merge.txt
# Writes all segments as one result, which appears whole or not at all.
exec @entente@ merge @sweep@ --output @result@
)job";

const std::string_view snakemake_submit = R"job(#!/bin/bash
# Computes the sweep with Snakemake 7 and merges it. Call it to begin, and again to go on:
#   bash @jobs@/submit.sh          on the processors of this machine
#   bash @jobs@/submit.sh slurm    each shard as a job of Slurm; Snakemake stays and watches
# Words after the profile's name go to Snakemake.
set -euo pipefail
cd @jobs@
for range in $(@entente@ sweep @sweep@ --missing @shards@ | tr , ' '); do # as 4,9-12; what files are there decides
  for shard in $(seq "${range%-*}" "${range#*-}"); do rm -f "done/$shard"; done
done
exec snakemake --snakefile Snakefile --profile "./${1:-local}" "${@:2}"
)job";

const std::string_view snakefile = R"job(# The shards of a sweep and their merge, for Snakemake 7; submit.sh calls it.
#
# A shard's output is a mark in done/, for its files, the sweep's segments, may also come from elsewhere; submit.sh removes
# the marks of shards whose files are not there. A shard that ends early (killed, or at its time limit with exit code 75)
# begins again, up to @rounds@ times, and computes what is missing.
ENTENTE = @entente_list@
SWEEP = @sweep_text@
RESULT = @result_text@
SHARDS = range(1, @shards@ + 1)
# Before a job's time limit, which the profile slurm tells, the program is asked to end (SIGUSR1).
IN_TIME = f"timeout --signal=USR1 --preserve-status {config['seconds']} " if "seconds" in config else ""

rule merge:
    input: expand("done/{shard}", shard=SHARDS)
    output: RESULT.replace("{", "{{").replace("}", "}}")
    params: entente=ENTENTE, sweep=SWEEP
    shell: "{params.entente:q} merge {params.sweep:q} --output {output:q}"

rule shard:
    output: touch("done/{shard}")
    params: entente=ENTENTE, sweep=SWEEP
    threads: @threads@
    retries: @retries@
    shell:
        IN_TIME + "{params.entente:q} sweep {params.sweep:q} --shard {wildcards.shard}/@shards@"
        " --threads {threads} --no-merge --quiet"
)job";

const std::string_view snakemake_local = R"job(# snakemake --profile local: shards side by side on this machine.
cores: all
keep-going: true # a shard that fails stops no other
rerun-incomplete: true # also what a killed Snakemake left
)job";

const std::string_view snakemake_slurm = R"job(# snakemake --profile slurm: each shard is a job of Slurm.
cluster: "sbatch --parsable --job-name=@name@ --cpus-per-task={threads} @options@--output=log/%j.txt"
cluster-status: bash slurm/status.sh
cluster-cancel: scancel
@config@jobs: @shards@
keep-going: true # a shard that fails stops no other
rerun-incomplete: true # also what a killed Snakemake left
latency-wait: 60 # s in which a file written by another node must be seen here
max-status-checks-per-second: 1
)job";

const std::string_view snakemake_status = R"job(#!/bin/bash
# Tells Snakemake how a job of Slurm fares: running, success or failed. It asks the controller, for accounting is not
# everywhere; one that does not answer knows nothing yet, while one that has forgotten the job knows it to be over.
if ! answer=$(scontrol --oneliner show job "${1%%;*}" 2>&1); then
  case $answer in
    *"Invalid job id"*) echo failed ;;
    *) echo running ;;
  esac
  exit
fi
case $answer in
  *JobState=COMPLETED*) echo success ;;
  *JobState=FAILED* | *JobState=CANCELLED* | *JobState=TIMEOUT* | *JobState=NODE_FAIL* | *JobState=OUT_OF_MEMORY* | \
    *JobState=BOOT_FAIL* | *JobState=DEADLINE* | *JobState=PREEMPTED* | *JobState=REVOKED*) echo failed ;;
  *) echo running ;;
esac
)job";

const std::string_view parallel_submit = R"job(#!/bin/bash
# Computes the sweep with GNU parallel and merges it. Call it to begin, and again to go on:
#   bash @jobs@/submit.sh
# Further words go to parallel: --sshloginfile nodes.txt spreads the shards over machines that see this folder.
set -euo pipefail
cd @jobs@
export PARALLEL_SHELL=/bin/bash

shard() { @entente@ sweep @sweep@ --shard "$1/@shards@" --threads @threads@ --no-merge --quiet; }
export -f shard # a function, for parallel would split words with blanks

missing() { # one shard a line; what files are there decides
  local range
  for range in $(@entente@ sweep @sweep@ --missing @shards@ | tr , ' '); do seq "${range%-*}" "${range#*-}"; done
}

# --joblog tells how each shard of this call fared; --retries tries one that ends early (killed, or asked to end: exit
# code 75) up to @rounds@ times. It then computes what is missing.
at_once=$(($(nproc) / @threads@))
[ "$at_once" -gt 0 ] || at_once=1
if ! missing | parallel --env shard --jobs "$at_once" --joblog joblog-@shards@ --retries @rounds@ "$@" shard; then
  echo "Some shards failed; $PWD/joblog-@shards@ tells which. To go on, call this again." >&2
  exit 1
fi
exec @entente@ merge @sweep@ --output @result@
)job";

}  // namespace entente::job_templates
