// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/irc/IrcMark.h"
#include "sources/irc/IrcRecent.h"
#include "sources/irc/IrcReply.h"

#include <map>

namespace livebelt {

/// Fetches what was said before the feed came and while it was away, where the server keeps that, and gives what comes
/// twice once. Lives across connections, and goes on where the capture ends (continueAfter()).
///
/// Three ways: IRCv3 draft/chathistory, asked for a channel at a time as it is joined, page by page, and for private
/// conversations; znc.in/playback, asked for all at once; and what a server or bouncer gives of its own accord, in a
/// batch or only with old times (server-time). A channel that is new to the feed gets its last messages, later on what
/// has been said since the last one that came. A message is known by its msgid, else by who said what where and when.
class IrcHistory
{
public:
    /// first: how many messages to ask for where there is nothing to go on from.
    explicit IrcHistory(int first = 100) : m_first(first) {}
    void continueAfter(const ResumePoints &points);

    struct Offer
    {
        bool chatHistory = false;
        bool playback = false;
        bool times = false; ///< server-time: without it nothing can be told apart
    };
    /// A connection is up, at that time by our clock. reply: what to ask for at once.
    void begin(const Offer &offer, qint64 now, IrcReply &reply);
    /// Whether a gap is going to be filled on this connection.
    bool isFetching() const { return (m_offer.chatHistory || m_offer.playback) && !m_before.empty(); }
    /// What the server's clock showed as it sent what has come in at received by ours: what is older than the
    /// connection is history. Both in microseconds UTC.
    void compareClocks(qint64 time, qint64 received) { m_begin -= received - time; }
    /// A token of RPL_ISUPPORT: CHATHISTORY=500 or MSGREFTYPES=msgid,timestamp.
    void support(QByteArrayView token);

    /// A message that has come live; marks where it can be gone on from. ownNick: who we are.
    void live(const IrcMessage &message, QByteArrayView id, const QByteArray &ownNick, Record &record);
    /// Whether a message that stands in no batch is an old one, played back.
    bool isOld(qint64 time) const;
    /// A message that is played back; target: channel or nick, empty: as the message says. False: it is known already.
    /// Marks it with the field "history".
    bool accept(QByteArray target, const IrcMessage &message, QByteArrayView id, const QByteArray &ownNick,
                Record &record);

    /// We are in a channel (again). record: of the JOIN.
    void joined(const QByteArray &channel, Record *record, IrcReply &reply);
    /// The server begins to give what it has of a channel or conversation.
    void opened(const QByteArray &target);
    /// The server has given a page.
    void closed(const QByteArray &target, IrcReply &reply);
    /// A private conversation in which something was said meanwhile (CHATHISTORY TARGETS).
    void found(const QByteArray &target, IrcReply &reply);
    /// The server will not: FAIL CHATHISTORY.
    void failed(const IrcMessage &message, IrcReply &reply);

private:
    struct Gap
    {
        IrcMark from;
        int onPage = 0;
        int newOnPage = 0;
        int recovered = 0;
        int pages = 0;
        int knownPages = 0;
        bool isAsked = true;   ///< false: the server gives it of its own accord
        bool isLatest = false; ///< the last messages, whenever they were said
        bool isById = false;
    };
    struct Target
    {
        QByteArray key; ///< its folded name
        IrcMark mark{};
        IrcMark ahead{}; ///< what came live while a gap is filled
        bool isFilling = false;
        std::shared_ptr<const ResumePoint> point() const;
    };
    Target *targetOf(QByteArrayView name);
    void ask(const QByteArray &target, Gap gap, IrcReply &reply);
    QByteArray request(const QByteArray &target, Gap &gap) const;
    void tell(const QByteArray &target, const Gap &gap, bool isMore, IrcReply &reply);
    void finish(const QByteArray &target, IrcReply &reply, size_t firstNotice);

    int m_first;
    Offer m_offer;
    bool m_isOn = false;
    int m_limit = 100;
    bool m_prefersIds = false;
    qint64 m_begin = noTime;
    qint64 m_newestBefore = noTime; ///< of m_before
    bool m_isReplaying = false;
    IrcRecent m_recent;
    std::map<QByteArray, Target> m_targets; ///< by folded name
    std::map<QByteArray, IrcMark> m_before; ///< as it was when this connection began
    std::map<QByteArray, Gap> m_gaps;       ///< that are being filled
    QByteArray m_lastName;                  ///< of m_lastTarget
    Target *m_lastTarget = nullptr;         ///< the one asked for last: most messages are for that
};

} // namespace livebelt
