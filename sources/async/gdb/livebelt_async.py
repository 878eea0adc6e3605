# SPDX-License-Identifier: MIT
"""For gdb, of programs with debug information: source livebelt_async.py

print TASK     what a Task or an AsyncIterator is at: the coroutine, the await it is suspended at, and what it waits for
coroutines     what waits on each thread, as thread apply all bt shows threads: the innermost first, and who waits for it
"""
import os
import re

import gdb
import gdb.printing

LOOP = "'livebelt::async::(anonymous namespace)::t_loop'"


def type_name(described):
    """Of "constexpr const char* describe() [with T = X]" X; nothing of an empty text."""
    found = re.search(r"T = (.*?)\]?$", described)
    return found.group(1).replace("livebelt::async::", "") if found else ""


def location(value):
    """file:line of a std::source_location; nothing where it has not been set."""
    if "_M_impl" in [field.name for field in value.type.fields()]:  # libstdc++
        data, file, line = value["_M_impl"], "_M_file_name", "_M_line"
    else:  # libc++
        data, file, line = value["__ptr_"], "_M_file_name", "_M_line"
    if not data:
        return ""
    return "%s:%d" % (os.path.basename(data[file].string()), int(data[line]))


def function(value):
    data = value["_M_impl"] if "_M_impl" in [field.name for field in value.type.fields()] else value["__ptr_"]
    return data["_M_function_name"].string().replace("livebelt::async::", "") if data else "?"


def as_frame(pointer):
    return pointer.cast(gdb.lookup_type("livebelt::async::Frame").pointer())


def is_done(frame):
    """A coroutine that has ended has no address to be resumed at."""
    resume = frame["m_handle"]["_M_fr_ptr"].cast(gdb.lookup_type("long").pointer())
    return int(resume.dereference()) == 0


def describe(frame):
    text = function(frame["m_made"])
    life = str(frame["m_life"])
    if is_done(frame):
        return text + ", has ended"
    if life.endswith("Active"):
        return text + ", runs"
    at = location(frame["m_place"]["where"])
    if not at:
        return text + ", has not started"
    awaits = type_name(frame["m_place"]["what"].string()) if frame["m_place"]["what"] else ""
    return text + ", at " + at + (" (" + awaits + ")" if awaits else "")


class CoroutinePrinter:
    """Task<T> and AsyncIterator<T>."""

    def __init__(self, value):
        self.value = value

    def to_string(self):
        if not self.value["m_frame"]:
            return "no coroutine"
        return describe(as_frame(self.value["m_frame"]))


class Coroutines(gdb.Command):
    """Lists the coroutines that wait, thread by thread."""

    def __init__(self):
        super().__init__("coroutines", gdb.COMMAND_STACK)

    def invoke(self, argument, from_tty):
        before = gdb.selected_thread()
        for thread in sorted(gdb.selected_inferior().threads(), key=lambda t: t.num):
            thread.switch()
            chains = list(self.chains())
            if chains:
                print("Thread %d \"%s\"" % (thread.num, thread.name))
            for chain in chains:
                for depth, frame in enumerate(chain):
                    print("  #%d %s" % (depth, describe(frame)))
                print("")
        if before:
            before.switch()

    @staticmethod
    def chains():
        """From each coroutine that waits for no other one, to the one that nobody waits for."""
        address = gdb.parse_and_eval("(long) " + LOOP)  # a cast, where the library has no debug information
        if not address:
            return
        loop = gdb.Value(int(address)).cast(gdb.lookup_type("livebelt::async::Loop").pointer())
        frames = []
        waiter = loop["m_waiting"]
        while waiter:
            if waiter["m_continuation"]["frame"]:
                frames.append(waiter["m_continuation"]["frame"])
            waiter = waiter["m_before"]
        inner = {int(frame["m_parent"]) for frame in frames if frame["m_parent"]}
        for frame in frames:
            if int(frame) in inner:
                continue
            chain = [frame]
            while chain[-1]["m_parent"]:
                chain.append(chain[-1]["m_parent"])
            yield chain


printers = gdb.printing.RegexpCollectionPrettyPrinter("livebelt-async")
printers.add_printer("Task", "^livebelt::async::Task<.*>$", CoroutinePrinter)
printers.add_printer("AsyncIterator", "^livebelt::async::AsyncIterator<.*>$", CoroutinePrinter)
gdb.printing.register_pretty_printer(None, printers, replace=True)
Coroutines()
