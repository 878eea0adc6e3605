// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Record.h"

#include <QByteArray>
#include <array>
#include <optional>

namespace livebelt {

/// Up to where the messages of a channel or a private conversation have come without a hole: the newest one's time and
/// msgid, and short hashes of the last ones of its second, as several may be as new. A plain value.
class IrcMark
{
public:
    IrcMark() = default;
    /// value: as value() gives it.
    static std::optional<IrcMark> parse(const QByteArray &value);
    /// A single line: "1767225612999000 msgid hashes". other: what has come behind a hole that is being filled.
    QByteArray value(const IrcMark &other) const;

    bool isEmpty() const { return m_time == noTime && m_size == 0; }
    qint64 time() const { return m_time; } ///< microseconds UTC, or noTime
    const QByteArray &id() const { return m_id; }

    /// One message more. hash: of what tells it from others.
    void take(qint64 time, QByteArrayView id, quint64 hash);
    /// Nothing has been said before that time.
    void beginAt(qint64 time);
    /// Whether a message that comes again is among those. One whose time has no fraction of a second may be rounded:
    /// within the second of the mark it is known by its hash alone.
    bool covers(qint64 time, quint64 hash) const;

private:
    QByteArrayView hashes() const { return {m_hashes.data(), m_size}; }

    qint64 m_time = noTime;
    QByteArray m_id;
    std::array<char, 256> m_hashes{}; ///< eight hexadecimal digits each; those of the second of the newest
    qsizetype m_size = 0;
};

} // namespace livebelt
