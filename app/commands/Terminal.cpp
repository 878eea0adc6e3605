// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/Terminal.h"

#include <cstdio>
#include <unistd.h>

namespace livebelt {

using namespace Qt::StringLiterals;

Terminal::Terminal() : m_isTerminal(isatty(STDERR_FILENO)) {}

Terminal::~Terminal()
{
    clear();
}

void Terminal::say(const QString &sentence)
{
    clear();
    const QByteArray line = "livebelt: " + sentence.toUtf8() + '\n';
    fwrite(line.constData(), 1, size_t(line.size()), stderr);
}

void Terminal::progress(const QString &line)
{
    if (!m_isTerminal)
        return;
    const QByteArray text = '\r' + line.leftJustified(m_shown).toUtf8();
    m_shown = line.size();
    fwrite(text.constData(), 1, size_t(text.size()), stderr);
    fflush(stderr);
}

void Terminal::clear()
{
    if (m_shown == 0)
        return;
    const QByteArray blank = '\r' + QByteArray(m_shown, ' ') + '\r';
    fwrite(blank.constData(), 1, size_t(blank.size()), stderr);
    m_shown = 0;
}

} // namespace livebelt
