// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/Interrupt.h"

#include <QSocketNotifier>
#include <csignal>
#include <sys/signalfd.h>
#include <unistd.h>

namespace livebelt {

namespace {

sigset_t ourSignals()
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGHUP);
    return set;
}

} // namespace

Interrupt::Interrupt(QObject *parent) : QObject(parent)
{
    keepFromThreads();
    const sigset_t set = ourSignals();
    m_file = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
    m_notifier = new QSocketNotifier(m_file, QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, &Interrupt::read);
}

void Interrupt::keepFromThreads()
{
    const sigset_t set = ourSignals();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

Interrupt::~Interrupt()
{
    delete m_notifier;
    close(m_file);
    const sigset_t set = ourSignals();
    pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
}

void Interrupt::read()
{
    signalfd_siginfo info{};
    while (::read(m_file, &info, sizeof(info)) == sizeof(info)) {
        if (++m_count > 1)
            _exit(130);
        Q_EMIT raised();
    }
}

} // namespace livebelt
