// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/StandardOutput.h"

#include "app/commands/Terminal.h"
#include "model/formats/TerminalText.h"

#include <cerrno>
#include <unistd.h>

namespace livebelt {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto patience = 1s;

} // namespace

StandardOutput::StandardOutput() : m_writer(STDOUT_FILENO), m_isTerminal(isatty(STDOUT_FILENO)) {}

bool StandardOutput::write(QByteArrayView text)
{
    if (m_error != 0)
        return false;
    TextBuilder shown;
    if (m_isTerminal)
        appendForTerminal(shown, text);
    m_error = m_writer.write(m_isTerminal ? shown.view() : text,
                             [this](std::chrono::milliseconds waited) { return m_isHurried && waited >= patience; });
    return m_error == 0;
}

int StandardOutput::finish(int status, Terminal &terminal)
{
    if (m_error == 0) { // what a network file system has put off is told when the last descriptor is closed
        const int copy = dup(STDOUT_FILENO);
        if (copy >= 0 && close(copy) != 0 && errno != EINTR)
            m_error = errno;
    }
    if (m_error == 0)
        return status;
    if (m_error == ECANCELED)
        terminal.say(u"Nobody reads the output: the rest of what had come is left out"_s);
    else if (m_error != EPIPE)
        terminal.say(writeFailure(m_error, u"The standard output"_s));
    return status == 0 ? 1 : status;
}

int printAll(QByteArrayView text)
{
    Terminal terminal;
    StandardOutput output;
    output.write(text);
    return output.finish(0, terminal);
}

} // namespace livebelt
