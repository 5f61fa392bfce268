"""Times programs against each other: whole processes, turn by turn, so that what else the machine
does falls on all of them, and the median of the turns.  Only ratios of one race mean anything."""

import collections
import os
import shlex
import shutil
import statistics
import subprocess

Entry = collections.namedtuple("Entry", "name command input")
Time = collections.namedtuple("Time", "seconds processor_seconds memory_kib runs")


class Failed(Exception):
    pass


def entry(name, *command, input=os.devnull):
    return Entry(name, [str(word) for word in command], input)


class Track:
    """Where the small C programs are built, and the files to run on."""

    def __init__(self, folder, sources):
        self.folder, self.sources = folder, sources
        os.makedirs(folder, exist_ok=True)
        self.runner = self.build("run.c")

    def path(self, name):
        return os.path.join(self.folder, name)

    def build(self, source, package=None):
        """The program made of a C file beside this one, or None where its library is missing."""
        program = self.path(os.path.splitext(source)[0])
        flags = []
        if package and not have("pkg-config"):
            return None
        if package:
            found = subprocess.run(["pkg-config", "--cflags", "--libs", package],
                                   capture_output=True, text=True)
            if found.returncode:
                return None
            flags = shlex.split(found.stdout)
        subprocess.run([os.environ.get("CC", "cc"), "-std=c11", "-O2", "-D_GNU_SOURCE", "-o",
                        program, os.path.join(self.sources, source), *flags], check=True)
        return program

    def run(self, entry, count=1):
        """[(seconds, processor seconds, KiB)] of count runs, one after the other."""
        done = subprocess.run([self.runner, str(count), entry.input, os.devnull, *entry.command],
                              capture_output=True, text=True)
        if done.returncode:
            raise Failed("%s: exit status %d\n%s" % (" ".join(entry.command), done.returncode,
                                                    done.stderr))
        return [tuple(float(word) for word in line.split()) for line in done.stdout.splitlines()]

    def race(self, entries, rounds, count=1, warm=True):
        """{name: Time} of the entries, each count times a round, after a warm-up."""
        runs = {entry.name: [] for entry in entries}
        for number in range(rounds + warm):
            for entry in entries:
                found = self.run(entry, count)
                if number >= warm:
                    runs[entry.name] += found
        return {name: Time(*(statistics.median(column) for column in list(zip(*found))[:2]),
                           max(found, key=lambda run: run[2])[2], len(found))
                for name, found in runs.items()}


def plain(times):
    """For a JSON file."""
    return {name: time._asdict() for name, time in times.items()}


def have(program):
    return shutil.which(program) is not None
