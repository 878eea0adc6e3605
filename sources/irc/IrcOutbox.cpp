// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/irc/IrcOutbox.h"

#include "sources/irc/IrcMessage.h"
#include <livebelt/async/tasks/TimedOut.h>
#include <livebelt/async/tasks/WithTimeout.h>

#include <cmath>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

async::Task<void> untilAnswered(std::shared_ptr<IrcOutbox::Sent> sent)
{
    while (!sent->isAnswered)
        co_await sent->answered.wait();
}

void answer(IrcOutbox::Sent &sent, const QString &problem)
{
    sent.problem = problem;
    sent.isAnswered = true;
    sent.answered.set();
}

} // namespace

IrcOutbox::~IrcOutbox()
{
    for (const auto &sent : std::as_const(m_sent)) {
        answer(*sent,
               u"The connection was lost before %1 had taken the message: look whether it has arrived"_s.arg(m_where));
    }
}

Result<void> IrcOutbox::admit(qsizetype lines, Clock::time_point now)
{
    const double passed =
        std::chrono::duration<double>(now - m_filledAt) / std::chrono::duration<double>(m_limits.each);
    m_tokens = std::min(double(m_limits.lines), m_tokens + passed);
    m_filledAt = now;
    if (lines > m_limits.lines) {
        return Failure{
            u"That is too long: it takes %1 messages, and %2 at once are what %3 bears. Send it in parts"_s.arg(lines)
                .arg(m_limits.lines)
                .arg(m_where)};
    }
    if (double(lines) > m_tokens) {
        const double seconds =
            std::ceil((double(lines) - m_tokens) * std::chrono::duration<double>(m_limits.each).count());
        return Failure{
            u"Too much at once: %1 would take it for a flood. Send it again in %2 s"_s.arg(m_where).arg(seconds)};
    }
    m_tokens -= double(lines);
    return {};
}

std::shared_ptr<IrcOutbox::Sent> IrcOutbox::add(const QByteArray &target, const QByteArrayList &lines)
{
    auto sent = std::make_shared<Sent>();
    sent->id = "sent-" + QByteArray::number(++m_lastId);
    sent->target = target;
    sent->lines = lines;
    m_sent.append(sent);
    return sent;
}

std::shared_ptr<IrcOutbox::Sent> IrcOutbox::takeOut(const QByteArray &id)
{
    for (qsizetype i = 0; i < m_sent.size(); ++i) {
        if (m_sent[i]->id == id)
            return m_sent.takeAt(i);
    }
    return nullptr;
}

std::shared_ptr<IrcOutbox::Sent> IrcOutbox::confirm(const QByteArray &id)
{
    auto sent = takeOut(id);
    if (sent)
        answer(*sent, {});
    return sent;
}

bool IrcOutbox::refuse(const QByteArray &id, const QString &problem)
{
    const auto sent = takeOut(id);
    if (sent)
        answer(*sent, problem);
    return sent != nullptr;
}

QByteArray IrcOutbox::oldestTo(QByteArrayView target) const
{
    const QByteArray folded = ircFolded(target);
    for (const auto &sent : m_sent) {
        if (!sent->isAnswered && ircFolded(sent->target) == folded)
            return sent->id;
    }
    return {};
}

async::Task<Result<void>> IrcOutbox::answerTo(std::shared_ptr<Sent> sent, std::chrono::milliseconds patience)
{
    bool isLate = false;
    try {
        co_await async::withTimeout(untilAnswered(sent), patience);
    } catch (const async::TimedOut &) {
        isLate = true;
    }
    sent->isAnswered = true; // what comes later is no answer to it
    if (isLate)
        co_return Failure{u"The server has not said that it has taken the message: look whether it has arrived"_s};
    if (!sent->problem.isEmpty())
        co_return Failure{sent->problem};
    co_return Result<void>();
}

} // namespace livebelt
