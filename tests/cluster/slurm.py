"""A Slurm of the test's own: munge, a controller and four nodes on this machine, on loopback, without systemd."""

import ctypes
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

from conftest import processes, wait_until

NODES = [f"c{n}" for n in range(1, 5)]
PROGRAMS = ["munged", "slurmctld", "slurmd", "sbatch", "scontrol", "sinfo", "squeue"]

CONFIGURATION = """
ClusterName=test
SlurmctldHost={host}(127.0.0.1)
SlurmctldPort={controller_port}
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket={folder}/munge.socket,cred_expire=5
CredType=cred/munge
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool.%n
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/%n.pid
SlurmctldLogFile={folder}/slurmctld.log
SlurmdLogFile={folder}/%n.log
SlurmctldParameters=node_reg_mem_percent=1
SlurmdParameters=config_overrides
CommunicationParameters=NoCtldInAddrAny,NoInAddrAny
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SchedulerParameters=sched_interval=1,bf_interval=1,sched_min_interval=0,batch_sched_delay=0
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
ReturnToService=2
SlurmdTimeout=10
KillWait=5
NodeName=c[1-4] NodeHostname={host} NodeAddr=127.0.0.1 Port=[{first_port}-{last_port}] CPUs=2 RealMemory=4000 State=UNKNOWN
PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP
"""


def why_not():
    """Why there can be no Slurm here; empty if there can."""
    missing = [program for program in PROGRAMS if not shutil.which(program, path=os.environ["PATH"] + ":/usr/sbin")]
    if missing:
        return f"Slurm is not installed: no {', '.join(missing)}"
    return "" if os.geteuid() == 0 else "only root can start Slurm's daemons here"


def free_ports(count):
    """The first of so many ports in a row that nobody listens at."""
    for first in range(20000 + os.getpid() % 1000 * 10, 32000, count):
        try:
            for port in range(first, first + count):
                with socket.socket() as trial:
                    trial.bind(("127.0.0.1", port))
            return first
        except OSError:
            continue
    raise RuntimeError("no free ports")


def die_with_parent():
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG: also when the test is killed


class Slurm:
    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="slurm-", dir="/tmp"))  # a socket's path must be short
        self.environment = os.environ | {"SLURM_CONF": str(self.folder / "slurm.conf"), "PATH": os.environ["PATH"] + ":/usr/sbin"}
        self.daemons = {}

    def start(self):
        first = free_ports(1 + len(NODES))
        host = socket.gethostname().split(".")[0]
        text = CONFIGURATION.format(host=host, folder=self.folder, controller_port=first, first_port=first + 1, last_port=first + len(NODES))
        (self.folder / "slurm.conf").write_text(text)
        key = self.folder / "munge.key"
        key.write_bytes(os.urandom(128))
        key.chmod(0o400)
        places = {"key-file": "key", "socket": "socket", "pid-file": "pid", "log-file": "log", "seed-file": "seed"}
        self.daemon("munged", "--foreground", "--force", *(f"--{option}={self.folder}/munge.{end}" for option, end in places.items()))
        wait_until((self.folder / "munge.socket").exists, "munge listens", self.story)
        self.start_controller("-i")
        for node in NODES:
            self.start_node(node)
        self.wait_for_nodes()

    def daemon(self, name, *words, program=None):
        with open(self.folder / f"{name}.err", "a") as errors:
            self.daemons[name] = subprocess.Popen(
                [program or name, *words], env=self.environment, stdout=errors, stderr=errors, start_new_session=True, preexec_fn=die_with_parent
            )

    def start_controller(self, *words):
        self.daemon("slurmctld", "-D", *words)

    def start_node(self, node):
        self.daemon(node, "-D", "-N", node, program="slurmd")

    def wait_for_nodes(self):
        wait_until(lambda: self.ask("sinfo", "-h", "-o", "%T %D") == f"idle {len(NODES)}", "all nodes are idle", self.story)

    def end(self, name):
        """As systemd ends a daemon; what it started goes on."""
        self.daemons[name].terminate()
        self.daemons[name].wait(60)

    def kill_node(self, node):
        """As by a loss of power: the daemon, the jobs' keepers and the jobs."""
        self.daemons[node].kill()
        self.daemons[node].wait()
        mark = f"SLURMD_NODENAME={node}".encode()
        jobs = [pid for pid, _, environment in processes() if mark in environment]
        keepers = {int(Path(f"/proc/{pid}/stat").read_text().rsplit(")")[-1].split()[1]) for pid in jobs}
        names = {pid: Path(f"/proc/{pid}/cmdline").read_bytes() for pid in keepers}
        for pid in [pid for pid, name in names.items() if name.startswith(b"slurmstepd")] + jobs:
            os.kill(pid, signal.SIGKILL)

    def ask(self, *words):
        """What a command says; empty if the controller does not answer."""
        return subprocess.run(words, env=self.environment, capture_output=True, text=True).stdout.strip()

    def stop(self):
        mark = f"SLURM_CONF={self.folder}/slurm.conf".encode()
        until = time.monotonic() + 30
        while ours := [pid for pid, _, environment in processes() if mark in environment]:
            for pid in ours:
                try:
                    os.kill(pid, signal.SIGKILL)
                except ProcessLookupError:
                    pass
            if time.monotonic() > until:
                raise RuntimeError(f"processes {ours} do not end")
            time.sleep(0.05)
        for daemon in self.daemons.values():
            daemon.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def story(self):
        """The queue and the ends of the logs, for a test that fails."""
        logs = [*self.folder.glob("*.err"), *self.folder.glob("*.log")]
        tails = [f"{path.name}:\n" + "\n".join(path.read_text(errors="replace").splitlines()[-15:]) for path in sorted(logs)]
        return "\n".join([self.ask("squeue"), *tails])
