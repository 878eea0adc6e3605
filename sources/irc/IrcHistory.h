// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/irc/IrcMessage.h"
#include "sources/irc/IrcReply.h"

#include <QHash>
#include <QSet>
#include <array>

namespace livebelt {

/// Fetches what was said while there was no connection, where the server keeps that (IRCv3 draft/chathistory): asked
/// for a channel at a time as it is joined again, page by page, from the last message that had come. Takes, too, what a
/// server gives of its own accord to who joins, in a batch of type chathistory (the channel mode H of InspIRCd). What
/// comes twice is given once, by its msgid. Lives across connections.
class IrcHistory
{
public:
    /// Each message that a connection gives, in order: its time, and what the server calls it.
    void remember(qint64 time, QByteArrayView id)
    {
        if (!m_isOn)
            return;
        if (!id.isEmpty())
            m_recent[m_count++ % m_recent.size()] = hash(id);
        if (time > m_newest)
            m_newest = time;
    }

    /// A connection is up: whether one may ask for history, and whether the server sends batches.
    void begin(bool isOffered, bool hasBatches);
    /// Whether there is a gap to be filled on this connection.
    bool isFetching() const { return m_isOffered && m_after != noTime; }
    /// most: messages a request may ask for, by ISUPPORT; 0: as many as one likes.
    void limit(int most);

    /// We are in a channel (again).
    void joined(const QByteArray &channel, IrcReply &reply);
    /// The server begins to give what it has of channel.
    void opened(const QByteArray &channel);
    /// One message of that, and what the server calls it; false: it is known already. Marks it with the field
    /// "history".
    bool accept(const QByteArray &channel, Record &record, QByteArrayView id);
    /// The server has given a page.
    void closed(const QByteArray &channel, IrcReply &reply);
    /// The server will not: FAIL CHATHISTORY.
    void failed(const IrcMessage &message, IrcReply &reply);

private:
    struct Gap
    {
        qint64 after = noTime; ///< microseconds UTC
        int onPage = 0;        ///< messages of the page that comes in
        int newOnPage = 0;
        int recovered = 0;
        int pages = 0;
        bool isAsked = true; ///< false: the server gives it of its own accord
    };
    QByteArray request(const QByteArray &channel, const Gap &gap) const;

    static size_t hash(QByteArrayView id) { return qHash(id, QHashSeed::globalSeed()); }

    std::array<size_t, 2048> m_recent{}; ///< the ids of the last messages, hashed: a ring
    size_t m_count = 0;
    qint64 m_newest = noTime; ///< the latest time of all that came
    qint64 m_after = noTime;  ///< the same as it was when this connection began
    int m_limit = 100;
    bool m_isOffered = false;
    bool m_isOn = false;
    QSet<size_t> m_known; ///< m_recent as the page began, and what is on it
    QHash<QByteArray, Gap> m_gaps;
};

} // namespace livebelt
