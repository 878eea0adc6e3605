# SPDX-License-Identifier: GPL-3.0-or-later
"""programs.py BUILD: what the programs of sources/async/examples take to compile, and weigh, beside the same programs
with QCoro (qcoro/). Time is that of the processor, the best of three; size is that of the stripped program."""
import json
import os
import resource
import shlex
import shutil
import subprocess
import sys
import tempfile

build = sys.argv[1]
with open(os.path.join(build, "compile_commands.json")) as file:
    commands = json.load(file)


def seconds(target):
    entry = next(c for c in commands if "/" + target + ".dir/" in c["command"] and "mocs_" not in c["file"])
    words = shlex.split(entry["command"])
    if os.path.basename(words[0]) == "ccache":
        words = words[1:]
    words[words.index("-o") + 1] = os.devnull
    best = None
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(words, cwd=entry["directory"], check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        taken = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
        best = taken if best is None else min(best, taken)
    return best


def kilobytes(path):
    with tempfile.TemporaryDirectory() as folder:
        copy = shutil.copy(path, folder)
        subprocess.run(["strip", copy], check=True)
        return os.path.getsize(copy) / 1024


print("program      compiled in: ours   QCoro   ratio     stripped: ours    QCoro   ratio")
for program in "clock", "chat", "downloads", "watch", "words":
    times = [seconds(side + program) for side in ("ours_", "theirs_")]
    sizes = [kilobytes(os.path.join(build, "bin", side + program)) for side in ("ours_", "theirs_")]
    print(f"{program:12s} {times[0]:13.2f} s {times[1]:6.2f} s {times[0] / times[1]:5.2f}x "
          f"{sizes[0]:14.1f} KB {sizes[1]:5.1f} KB {sizes[0] / sizes[1]:5.2f}x")
