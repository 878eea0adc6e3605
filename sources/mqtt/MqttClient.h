// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/FeedDescription.h"
#include "sources/async/Event.h"
#include "sources/mqtt/MqttEnding.h"
#include "sources/mqtt/MqttTls.h"

#include <QBasicTimer>
#include <QHostAddress>
#include <QObject>
#include <QSocketNotifier>
#include <chrono>
#include <optional>
#include <span>

struct mosquitto;
struct mosquitto_message;
struct mqtt5__property; // NOLINT(bugprone-reserved-identifier): the library's name

namespace livebelt {

/// Counts the users of libmosquitto, which is set up with the first and cleaned up after the last. Not for several
/// threads at once: all feeds live on the I/O thread.
class MosquittoLibrary
{
public:
    MosquittoLibrary();
    ~MosquittoLibrary();
    Q_DISABLE_COPY_MOVE(MosquittoLibrary)
};

/// One connection to a broker at one address, of its own: libmosquitto, driven by the event loop of the thread. It only
/// notes what the socket is ready for, and sets an Event; everything else happens in process(), which the owner calls
/// then. Destroying it cuts the connection.
class MqttClient final : public QObject
{
public:
    /// What a connection tells; called from within process() only.
    class Listener
    {
    public:
        virtual ~Listener() = default;
        /// What the broker granted, filter by filter: the quality of service, or a code from 0x80 on.
        virtual void subscribed(std::span<const int> granted) = 0;
        virtual void arrived(const mosquitto_message &message, const mqtt5__property *properties) = 0;
        /// Whether enough has arrived for now.
        virtual bool isFull() const = 0;
    };

    /// A ping is sent after that long without a packet; a broker that has not answered it that long later is given up,
    /// 28 s in all.
    static constexpr std::chrono::seconds keepAlive{14};
    static constexpr std::chrono::seconds patience{10}; ///< for connecting, up to the broker's welcome

    /// All of these outlive it.
    MqttClient(const MqttAddress &address, const Credentials &credentials, Listener &listener, async::Event &changed);
    ~MqttClient() override;

    /// Begins connecting; peer is an address of the host. Where that fails at once, ending() says why.
    void start(const QHostAddress &peer);

    /// Does what can be done without waiting: sends, pings and, if it may, reads until the listener is full: not
    /// reading makes the broker wait. True: there may be more to read.
    bool process(bool mayRead);
    /// Whether process() has something to do.
    bool isReady(bool mayRead) const { return m_isWritable || m_isDue || (m_isReadable && mayRead); }
    /// Sends the packet that says goodbye; it has ended when the packet has left.
    void sayGoodbye();

    const std::optional<MqttEnding> &ending() const { return m_ending; }

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    struct Hooks; ///< called by libmosquitto
    struct Destroy
    {
        void operator()(mosquitto *handle) const;
    };

    void watchSocket();
    void write();
    bool read();
    bool reach();
    void checkDeadline();
    void finish(MqttEnding ending);
    void finishIf(int code, int systemError);

    const MqttAddress &m_address;
    const Credentials &m_credentials;
    Listener &m_listener;
    async::Event &m_changed;
    std::unique_ptr<MqttTls> m_tls;
    std::unique_ptr<mosquitto, Destroy> m_handle;
    std::unique_ptr<QSocketNotifier> m_readable, m_writable;
    QBasicTimer m_timer;
    std::chrono::steady_clock::time_point m_deadline{};
    std::optional<MqttEnding> m_ending;
    bool m_isReadable = false, m_isWritable = false, m_isDue = false; ///< noted, not yet seen to
    bool m_isReached = false;                                         ///< the TCP connection is there
    bool m_isWelcome = false;                                         ///< the broker has accepted the connection
};

} // namespace livebelt
