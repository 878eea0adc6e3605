// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/mqtt/MqttClient.h"

#include "model/records/Sentence.h"
#include "sources/mqtt/MqttProperties.h"

#include <QScopedValueRollback>
#include <QTimerEvent>
#include <array>
#include <cerrno>
#include <mosquitto.h>
#include <mqtt_protocol.h>
#include <system_error>
#include <vector>

namespace livebelt {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qsizetype portion = 64 * 1024;
constexpr qint64 mostUnwritten = 1 << 20; // a broker that does not take our acknowledgements is not read from
constexpr int sessionPresent = 1;         // MQTT 5, section 3.2.2.1.1

} // namespace

struct MqttClient::Hooks
{
    static MqttClient &of(void *client) { return *static_cast<MqttClient *>(client); }

    static void answered(mosquitto *, void *client, int code, int flags, const mosquitto_property *)
    {
        MqttClient &self = of(client);
        if (code != 0) {
            self.finish(MqttEnding::refused(code, self.m_address, self.m_credentials.user));
            return;
        }
        self.m_isWelcome = true;
        const bool hasSession = self.m_address.keepsSession && (flags & sessionPresent);
        if (!hasSession)
            self.m_session = {};
        self.m_listener.welcomed(hasSession);
        if (!self.m_session.isSubscribed)
            self.subscribe();
    }

    static void subscribed(mosquitto *, void *client, int, int count, const int *granted)
    {
        of(client).m_session.isSubscribed = true;
        of(client).m_listener.subscribed({granted, size_t(count)});
    }

    static void arrived(mosquitto *, void *client, const mosquitto_message *message,
                        const mosquitto_property *properties)
    {
        mosquitto_message asSent = *message;
        if (asSent.qos == 1 && of(client).m_session.unreleased.contains(quint16(asSent.mid)))
            asSent.qos = 2; // see MqttTap
        const quint64 records = of(client).m_listener.arrived(asSent, properties);
        if (message->qos > 0)
            of(client).m_tap.delivered(records);
    }

    static void published(mosquitto *, void *client, int identifier, int code, const mosquitto_property *)
    {
        of(client).m_listener.published(identifier, code);
    }

    static void ended(mosquitto *, void *client, int code, const mosquitto_property *)
    {
        MqttClient &self = of(client);
        self.finish(MqttEnding::lost(code, self.m_address));
    }
};

MqttClient::MqttClient(const MqttAddress &address, const Credentials &credentials, MqttTransport &transport,
                       MqttSession &session, Listener &listener, async::Event &changed)
    : m_address(address)
    , m_credentials(credentials)
    , m_transport(transport)
    , m_session(session)
    , m_listener(listener)
    , m_changed(changed)
    , m_tap(session)
    , m_handle(makeHandle(address, credentials, this))
{
    connect(&transport, &MqttTransport::readable, this, &MqttClient::work);
    connect(&transport, &MqttTransport::written, this, &MqttClient::work);
    connect(&transport, &MqttTransport::closed, this, &MqttClient::work);
    if (m_handle)
        listen();
    else
        finish({Ending::Kind::Refused,
                u"The client identifier in the address is not valid: give another one with ?clientid="_s});
}

MqttClient::~MqttClient() = default;

void MqttClient::listen()
{
    mosquitto *handle = m_handle.get();
    mosquitto_connect_v5_callback_set(handle, &Hooks::answered);
    mosquitto_subscribe_callback_set(handle, &Hooks::subscribed);
    mosquitto_message_v5_callback_set(handle, &Hooks::arrived);
    mosquitto_publish_v5_callback_set(handle, &Hooks::published);
    mosquitto_disconnect_v5_callback_set(handle, &Hooks::ended);
}

void MqttClient::start()
{
    if (m_ending)
        return;
    m_isAsking = true;
    MqttProperties properties;
    if (m_address.keepsSession && m_address.version == MqttAddress::Version::V5)
        properties.add(MQTT_PROP_SESSION_EXPIRY_INTERVAL, m_address.sessionSeconds);
    const int code = m_pipe.open(m_handle.get(), int(keepAlive.count()), properties.list());
    if (code == MOSQ_ERR_ERRNO) {
        finish({Ending::Kind::Lost, u"No connection could be set up inside this program: %1"_s.arg(
                                        QString::fromStdString(std::generic_category().message(errno)))});
        return;
    }
    finishIf(code);
    m_second.start(1000, this);
    work();
}

void MqttClient::subscribe()
{
    std::vector<char *> filters;
    for (const QByteArray &filter : m_address.filters)
        filters.push_back(const_cast<char *>(filter.constData())); // read only, whatever the type says
    const bool isV5 = m_address.version == MqttAddress::Version::V5;
    int options = 0;
    if (isV5 && !m_address.wantsRetained)
        options = MQTT_SUB_OPT_SEND_RETAIN_NEVER;
    else if (isV5 && m_address.keepsSession)
        options = MQTT_SUB_OPT_SEND_RETAIN_NEW; // not once more with each start of the program
    finishIf(mosquitto_subscribe_multiple(m_handle.get(), nullptr, int(filters.size()), filters.data(), m_address.qos,
                                          options, nullptr));
}

void MqttClient::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_again.timerId())
        m_again.stop();
    else
        finishIf(mosquitto_loop_misc(m_handle.get()));
    work();
}

void MqttClient::goOn()
{
    if (!m_ending && !m_isWorking && !m_again.isActive())
        m_again.start(0, this);
}

/// Reads a portion, and leaves the rest to a later turn of the event loop: others want their turn.
void MqttClient::work()
{
    if (m_ending || m_isWorking || !m_isAsking) {
        while (m_ending && m_isAsking && !m_transport.read(portion).isEmpty()) { // comes too late, and comes again
        }
        return;
    }
    const QScopedValueRollback<bool> working(m_isWorking, true);
    const bool hasMore = readPortion();
    flush();
    if (m_ending)
        return;
    if (hasMore)
        m_again.start(0, this);
    else if (!m_transport.isOpen() && !m_listener.isFull())
        finish({Ending::Kind::Lost, m_transport.problem(), {}, m_transport.silence()});
}

/// Whether there may be more to read at once.
bool MqttClient::readPortion()
{
    if (!hasToRead() || m_listener.isFull() || m_transport.unwritten() > mostUnwritten)
        return false;
    const QByteArray bytes = m_transport.read(portion);
    m_left -= bytes.size();
    if (m_isLeaving && m_transport.unread() <= 0)
        m_left = 0;
    if (bytes.isEmpty())
        return false;
    if (!m_tap.takeFromBroker(bytes)) {
        finish(MqttEnding::lost(MOSQ_ERR_MALFORMED_PACKET, m_address));
        return false;
    }
    hand(m_tap.forClient);
    m_tap.forClient.resize(0);
    m_changed.set();
    return true;
}

/// Has libmosquitto read all of it, and takes away what it answers. That errno says EAGAIN does not mean that there is
/// no more to read: libmosquitto also writes to a socket of its own, which nobody reads, and which is full in time.
void MqttClient::hand(QByteArrayView bytes)
{
    while (!bytes.isEmpty() && !m_ending) {
        bytes = bytes.sliced(m_pipe.write(bytes));
        bool isDrained = false;
        while (!m_ending && !isDrained) {
            errno = 0;
            const int code = mosquitto_loop_read(m_handle.get(), 1); // one packet, or a part of one
            const bool mayBeDrained = errno == EAGAIN || errno == EWOULDBLOCK;
            finishIf(code);
            isDrained = mayBeDrained && m_pipe.isDrained();
        }
        flush();
    }
}

void MqttClient::flush()
{
    std::array<char, portion> buffer;
    for (;;) {
        while (const qsizetype size = m_pipe.read(buffer.data(), portion))
            m_tap.takeFromClient({buffer.data(), size});
        if (m_ending || !mosquitto_want_write(m_handle.get()))
            break;
        finishIf(mosquitto_loop_write(m_handle.get(), 1));
    }
    const QByteArray bytes = std::exchange(m_tap.forBroker, {}); // writing may lead back here
    if (!bytes.isEmpty() && m_transport.isOpen())
        m_transport.write(bytes);
}

void MqttClient::stopReading()
{
    m_isLeaving = true;
    m_left = m_transport.unread();
    goOn();
}

void MqttClient::stored(quint64 count)
{
    m_tap.stored(count);
    if (m_isAsking && !m_ending)
        flush();
}

void MqttClient::sayGoodbye()
{
    if (!m_ending)
        finishIf(mosquitto_disconnect(m_handle.get()));
    flush();
    finish({});
    work(); // takes what is unread, see above
}

Result<int> MqttClient::publish(const QByteArray &topic, const QByteArray &payload)
{
    int identifier = 0;
    const int code = mosquitto_publish(m_handle.get(), &identifier, topic.constData(), int(payload.size()),
                                       payload.constData(), m_address.qos, m_address.sendsRetained);
    if (code == MOSQ_ERR_SUCCESS) {
        flush();
        return identifier;
    }
    return Failure{u"The message cannot be sent to %1: %2"_s.arg(
        m_address.where(), withoutFullStop(QString::fromLatin1(mosquitto_strerror(code))))};
}

void MqttClient::finishIf(int code)
{
    if (code != MOSQ_ERR_SUCCESS)
        finish(MqttEnding::lost(code, m_address));
}

void MqttClient::finish(Ending ending)
{
    if (m_ending)
        return;
    m_ending = std::move(ending);
    m_second.stop();
    m_again.stop();
    m_changed.set();
}

} // namespace livebelt
