// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/irc/IrcFeed.h"
#include "tests/irc/FakeServer.h"

#include <algorithm>

namespace livebelt::test {

inline constexpr char everything[] = "message-tags server-time batch draft/chathistory";

/// A server whose clock stands at the beginning of this year.
class HistoryServer : public FakeServer
{
public:
    explicit HistoryServer(const QByteArray &offered = everything)
    {
        capabilities = offered;
        clock = "2026-01-01T00:00:00.000Z";
        answer = [this](const QByteArrayList &words) {
            const bool isQuestion = words[0] == "CHATHISTORY" || (words[0] == "PRIVMSG" && words[1] == "*playback");
            if (!isQuestion)
                return QByteArray();
            asked += words.join(' ');
            return answers.value(words.mid(0, 3).join(' '));
        };
    }
    QByteArrayList asked;
    QHash<QByteArray, QByteArray> answers; ///< by the first three words of the question
};

inline std::unique_ptr<Feed> feedOf(quint16 port, const QString &options = {})
{
    IrcTimes times;
    times.firstRetry = std::chrono::milliseconds(10);
    times.longestRetry = std::chrono::milliseconds(20);
    const auto address = FeedAddress::parse(QStringLiteral("irc://127.0.0.1:%1/#chat").arg(port) + options);
    return ircFeed(*IrcAddress::check(*address, {}), times);
}

inline QByteArray message(int number)
{
    return "@time=2026-01-01T00:00:" + QByteArray::number(10 + number) + ".000Z;msgid=m" + QByteArray::number(number) +
           " :a!u@h PRIVMSG #chat :message " + QByteArray::number(number) + "\r\n";
}

inline QByteArray inBatch(const QByteArray &name, const QByteArray &type, QByteArray lines)
{
    lines.replace("@time", "@batch=" + name + ";time");
    return ":fake BATCH +" + name + ' ' + type + "\r\n" + lines + ":fake BATCH -" + name + "\r\n";
}

inline QByteArray page(const QByteArray &name, const QList<int> &numbers)
{
    QByteArray bytes;
    for (const int number : numbers)
        bytes += message(number);
    return inBatch(name, "chathistory #chat", bytes);
}

inline QByteArray withoutId(QByteArray lines)
{
    for (int number = 0; number < 10; ++number)
        lines.replace(";msgid=m" + QByteArray::number(number), "");
    return lines;
}

inline std::unique_ptr<Feed> continuedFeed(quint16 port, const ResumePoints &points)
{
    auto feed = feedOf(port);
    feed->continueAfter(points);
    return feed;
}

inline QByteArrayList sorted(QByteArrayList list)
{
    std::sort(list.begin(), list.end());
    return list;
}

inline QByteArrayList messages(int count)
{
    QByteArrayList list;
    for (int i = 1; i <= count; ++i)
        list += "message " + QByteArray::number(i);
    return list;
}

} // namespace livebelt::test
