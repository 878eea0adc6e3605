// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/Child.h"

#include <chrono>
#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace livebelt::bench {

double now()
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

Child::Child(const QStringList &command) : m_start(now())
{
    std::vector<QByteArray> arguments;
    arguments.reserve(size_t(command.size()));
    for (const QString &word : command)
        arguments.push_back(word.toLocal8Bit());
    std::vector<char *> pointers;
    pointers.reserve(arguments.size() + 1);
    for (QByteArray &argument : arguments)
        pointers.push_back(argument.data());
    pointers.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    if (posix_spawnp(&m_pid, pointers[0], &actions, nullptr, pointers.data(), environ) != 0)
        qFatal("cannot run %s", pointers[0]);
    posix_spawn_file_actions_destroy(&actions);
}

Child::Cost Child::wait()
{
    int status = 0;
    rusage usage{};
    wait4(m_pid, &status, 0, &usage);
    const auto seconds = [](const timeval &time) { return double(time.tv_sec) + double(time.tv_usec) / 1e6; };
    Cost cost;
    cost.cpu = seconds(usage.ru_utime) + seconds(usage.ru_stime);
    cost.wall = now() - m_start;
    cost.peak = double(usage.ru_maxrss) / 1024;
    cost.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return cost;
}

} // namespace livebelt::bench
