// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/Terminal.h"

#include "app/capture/PatientWriter.h"
#include "model/formats/TerminalText.h"

#include <cerrno>
#include <unistd.h>

namespace livebelt {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto patience = 1s;

} // namespace

Terminal::Terminal() : m_isTerminal(isatty(STDERR_FILENO)) {}

Terminal::~Terminal()
{
    clear();
}

void Terminal::say(const QString &sentence)
{
    print(u"livebelt: "_s + sentence);
}

void Terminal::print(const QString &line)
{
    clear();
    write(lineForTerminal(line.toUtf8()) + '\n');
}

void Terminal::progress(const QString &line)
{
    if (!m_isTerminal)
        return;
    write('\r' + lineForTerminal(line.leftJustified(m_shown).toUtf8()));
    m_shown = line.size();
}

void Terminal::clear()
{
    if (m_shown == 0)
        return;
    write('\r' + QByteArray(m_shown, ' ') + '\r');
    m_shown = 0;
}

void Terminal::write(const QByteArray &text)
{
    const auto givesUp = [this](std::chrono::milliseconds waited) { return m_isStuck || waited >= patience; };
    m_isStuck = PatientWriter(STDERR_FILENO).write(text, givesUp) == ECANCELED;
}

} // namespace livebelt
