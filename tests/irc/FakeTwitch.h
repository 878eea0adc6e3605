// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>
#include <QTcpServer>
#include <QTcpSocket>
#include <functional>
#include <memory>

namespace livebelt::test {

/// Speaks Twitch's dialect of IRC as dev.twitch.tv/docs/irc has it: capabilities, anonymous and named login, rooms,
/// what is said to all who are in one. #suspended is closed, #nowhere does not exist.
class FakeTwitch : public QObject
{
    Q_OBJECT
public:
    enum class Way { Tcp, WebSocket };
    explicit FakeTwitch(Way way = Way::Tcp);
    ~FakeTwitch() override;

    quint16 port() const { return m_port; }
    bool listen();
    bool isListening() const { return m_tcp.isListening(); }
    /// Takes no connections any more and drops those there are.
    void vanish();
    /// To all who are in a room.
    void say(const QByteArray &lines);
    /// To the one who has been here longest, and only there.
    void sayToOldest(const QByteArray &lines);
    /// Drops the one who has been here longest (after what was said).
    void dropOldest();

    QByteArray token = "good"; ///< accepted of those who give one
    bool refuses = false;      ///< lets nobody in
    bool answersJoins = true;  ///< false: lets one in, and says nothing
    int connections = 0;
    int joined() const; ///< visitors who are in a room
    QByteArray received;

private:
    struct Visitor
    {
        QByteArray nick, pass, unread;
        QTcpSocket *socket = nullptr;
        QByteArray frames;   ///< of a WebSocket, not read yet
        bool isOpen = false; ///< a WebSocket that has had its answer
        bool hasJoined = false;
        std::function<void(const QByteArray &)> send;
        std::function<void()> close;
    };
    void accept();
    void readWebSocket(const std::shared_ptr<Visitor> &visitor);
    void read(const std::shared_ptr<Visitor> &visitor, const QByteArray &bytes);
    void answer(Visitor &visitor, const QByteArray &line);
    void answerMessage(Visitor &visitor, const QByteArray &channel, const QByteArray &text);

    Way m_way;
    quint16 m_port;
    QTcpServer m_tcp;
    QList<std::shared_ptr<Visitor>> m_visitors; ///< the oldest first
};

} // namespace livebelt::test
