// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Result.h"
#include <livebelt/async/Event.h>
#include <livebelt/async/Task.h>

#include <QByteArray>
#include <QList>
#include <chrono>
#include <memory>

namespace livebelt {

/// What a person has sent on one connection and the server has not yet answered, and how much may be sent at a time: a
/// token bucket. As it is destroyed, what has no answer gets one: the connection was lost.
class IrcOutbox
{
public:
    using Clock = std::chrono::steady_clock;
    struct Limits
    {
        int lines;                      ///< that may go at once
        std::chrono::milliseconds each; ///< until one more may go
    };
    struct Sent
    {
        QByteArray id;        ///< unique on the connection
        QByteArray target;    ///< channel or nick
        QByteArrayList lines; ///< as the server would give them to others, without CR LF
        QString problem;      ///< why it was not taken; empty: it was
        bool isAnswered = false;
        async::Event answered;
    };

    IrcOutbox(Limits limits, QString where) : m_limits(limits), m_where(std::move(where)), m_tokens(limits.lines) {}
    ~IrcOutbox();
    Q_DISABLE_COPY_MOVE(IrcOutbox)

    /// Counts lines that are to go now; or says why they may not yet.
    Result<void> admit(qsizetype lines, Clock::time_point now = Clock::now());
    std::shared_ptr<Sent> add(const QByteArray &target, const QByteArrayList &lines);
    /// The server has taken what has that id; gives it, or nothing where that is unknown.
    std::shared_ptr<Sent> confirm(const QByteArray &id);
    /// It has refused what has that id.
    bool refuse(const QByteArray &id, const QString &problem);
    /// The id of the oldest sent to that target and not answered; empty: nothing is under way to it.
    QByteArray oldestTo(QByteArrayView target) const;

    /// What became of it. Does not need the outbox, only the thread.
    static async::Task<Result<void>> answerTo(std::shared_ptr<Sent> sent, std::chrono::milliseconds patience);

private:
    std::shared_ptr<Sent> takeOut(const QByteArray &id);

    Limits m_limits;
    QString m_where;
    double m_tokens;
    Clock::time_point m_filledAt = Clock::now();
    quint64 m_lastId = 0;
    QList<std::shared_ptr<Sent>> m_sent; ///< the oldest first
};

} // namespace livebelt
