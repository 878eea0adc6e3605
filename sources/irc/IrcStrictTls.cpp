// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/irc/IrcStrictTls.h"

#include "sources/irc/IrcCapabilities.h"

#include <QByteArrayList>

namespace livebelt {

namespace {

constexpr char resumeKey[] = "strict tls"; // no channel and no nick: those hold no space
constexpr qint64 second = 1'000'000;
constexpr qint64 longest = 10LL * 365 * 86'400; ///< seconds

/// "sts=port=6697,duration=86400": one of its numbers.
std::optional<qint64> number(const IrcCapabilities &offered, const char *name)
{
    for (const QByteArray &item : offered.value("sts").split(',')) {
        const QByteArrayList parts = item.split('=');
        bool isNumber = false;
        const qint64 value = parts.value(1).toLongLong(&isNumber);
        if (parts[0] == name && isNumber && value >= 0)
            return value;
    }
    return std::nullopt;
}

} // namespace

void IrcStrictTls::continueAfter(const ResumePoints &points)
{
    for (const ResumePoint &point : points) {
        if (point.key != resumeKey)
            continue;
        const QByteArrayList words = point.value.split(' ');
        m_port = words.value(0).toUShort();
        m_until = words.value(1).toLongLong();
    }
}

std::optional<quint16> IrcStrictTls::port(qint64 now) const
{
    if (m_port == 0 || (!m_isNext && now >= m_until))
        return std::nullopt;
    return m_port;
}

bool IrcStrictTls::upgrade(const IrcCapabilities &offered)
{
    const std::optional<qint64> port = number(offered, "port");
    if (!port || *port < 1 || *port > 0xffff)
        return false;
    m_port = quint16(*port);
    m_isNext = true;
    return true;
}

bool IrcStrictTls::renew(const IrcCapabilities &offered, quint16 port, qint64 now)
{
    const std::optional<qint64> duration = number(offered, "duration");
    if (!duration)
        return false;
    m_isNext = false;
    m_port = port;
    m_until = now + qMin(*duration, longest) * second;
    return true;
}

std::shared_ptr<const ResumePoint> IrcStrictTls::point() const
{
    return std::make_shared<const ResumePoint>(
        ResumePoint{resumeKey, QByteArray::number(m_port) + ' ' + QByteArray::number(m_until)});
}

} // namespace livebelt
