// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/mqtt/MqttClient.h"

#include <QTimerEvent>
#include <cerrno>
#include <mosquitto.h>
#include <mqtt_protocol.h>
#include <sys/socket.h>
#include <vector>

namespace livebelt {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

MosquittoLibrary::MosquittoLibrary()
{
    mosquitto_lib_init();
}

MosquittoLibrary::~MosquittoLibrary()
{
    mosquitto_lib_cleanup();
}

struct MqttClient::Hooks
{
    static MqttClient &of(void *client) { return *static_cast<MqttClient *>(client); }

    static void answered(mosquitto *handle, void *client, int code, int, const mosquitto_property *)
    {
        MqttClient &self = of(client);
        if (code != 0) {
            self.finish(MqttEnding::refused(code, self.m_address, self.m_credentials.user));
            return;
        }
        self.m_isWelcome = true;
        std::vector<char *> filters;
        for (const QByteArray &filter : self.m_address.filters)
            filters.push_back(const_cast<char *>(filter.constData())); // read only, whatever the type says
        const bool saysNoRetained = !self.m_address.wantsRetained && self.m_address.version == MqttAddress::Version::V5;
        const int code2 =
            mosquitto_subscribe_multiple(handle, nullptr, int(filters.size()), filters.data(), self.m_address.qos,
                                         saysNoRetained ? MQTT_SUB_OPT_SEND_RETAIN_NEVER : 0, nullptr);
        self.finishIf(code2, errno);
    }

    static void subscribed(mosquitto *, void *client, int, int count, const int *granted)
    {
        of(client).m_listener.subscribed({granted, size_t(count)});
    }

    static void arrived(mosquitto *, void *client, const mosquitto_message *message,
                        const mosquitto_property *properties)
    {
        of(client).m_listener.arrived(*message, properties);
    }

    static void ended(mosquitto *, void *client, int code, const mosquitto_property *)
    {
        MqttClient &self = of(client);
        const int systemError = errno;
        self.finish(MqttEnding::lost(code, systemError, self.m_address,
                                     self.m_tls ? self.m_tls->refusals() : QList<QSslError>()));
    }
};

void MqttClient::Destroy::operator()(mosquitto *handle) const
{
    mosquitto_destroy(handle);
}

MqttClient::MqttClient(const MqttAddress &address, const Credentials &credentials, Listener &listener,
                       async::Event &changed)
    : m_address(address)
    , m_credentials(credentials)
    , m_listener(listener)
    , m_changed(changed)
    , m_handle(mosquitto_new(address.clientId.isEmpty() ? nullptr : address.clientId.constData(), true, this))
{
    mosquitto *handle = m_handle.get();
    if (!handle) {
        finish({u"The client identifier in the address is not valid: give another one with ?clientid="_s, true, false});
        return;
    }
    mosquitto_int_option(handle, MOSQ_OPT_PROTOCOL_VERSION,
                         address.version == MqttAddress::Version::V5 ? MQTT_PROTOCOL_V5 : MQTT_PROTOCOL_V311);
    if (!credentials.isEmpty())
        mosquitto_username_pw_set(handle, credentials.user.toUtf8().constData(),
                                  credentials.password.toUtf8().constData());
    mosquitto_connect_v5_callback_set(handle, &Hooks::answered);
    mosquitto_subscribe_callback_set(handle, &Hooks::subscribed);
    mosquitto_message_v5_callback_set(handle, &Hooks::arrived);
    mosquitto_disconnect_v5_callback_set(handle, &Hooks::ended);
}

MqttClient::~MqttClient() = default;

void MqttClient::start(const QHostAddress &peer)
{
    if (m_ending)
        return;
    if (m_address.isEncrypted) {
        auto tls = MqttTls::make(m_address.host, m_address.caFile);
        if (!tls) {
            finish({tls.error(), true, false});
            return;
        }
        m_tls = *std::move(tls);
        mosquitto_int_option(m_handle.get(), MOSQ_OPT_SSL_CTX_WITH_DEFAULTS, 0);
        mosquitto_void_option(m_handle.get(), MOSQ_OPT_SSL_CTX, m_tls->context());
    }
    errno = 0;
    const int code = mosquitto_connect_bind_async(m_handle.get(), peer.toString().toLatin1().constData(),
                                                  m_address.port, int(keepAlive.count()), nullptr);
    if (code != MOSQ_ERR_SUCCESS) {
        finish(code == MOSQ_ERR_ERRNO ? MqttEnding::unreached(errno, m_address)
                                      : MqttEnding::lost(code, errno, m_address, {}));
        return;
    }
    m_deadline = std::chrono::steady_clock::now() + patience;
    m_timer.start(1000, this);
    watchSocket();
}

/// Notes readiness once and then keeps quiet until it has been seen to: an event loop that is busy is not told over and
/// over.
void MqttClient::watchSocket()
{
    const int socket = mosquitto_socket(m_handle.get());
    m_readable = std::make_unique<QSocketNotifier>(socket, QSocketNotifier::Read);
    m_writable = std::make_unique<QSocketNotifier>(socket, QSocketNotifier::Write);
    connect(m_readable.get(), &QSocketNotifier::activated, this, [this] {
        m_readable->setEnabled(false);
        m_isReadable = true;
        m_changed.set();
    });
    connect(m_writable.get(), &QSocketNotifier::activated, this, [this] {
        m_writable->setEnabled(false);
        m_isWritable = true;
        m_changed.set();
    });
}

void MqttClient::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_timer.timerId())
        return;
    m_isDue = true;
    m_changed.set();
}

bool MqttClient::process(bool mayRead)
{
    if (m_ending)
        return false;
    if (m_isWritable)
        write();
    if (!m_ending && std::exchange(m_isDue, false))
        checkDeadline();
    if (!m_ending && m_isReadable && mayRead)
        m_isReadable = read();
    if (m_ending)
        return false;
    if (m_readable && !m_isReadable)
        m_readable->setEnabled(true);
    // While hands are shaken, libmosquitto always wants to write, and cannot before the other side has answered.
    if (mosquitto_want_write(m_handle.get()) && (!m_tls || m_tls->isEstablished()))
        m_writable->setEnabled(true);
    return m_isReadable;
}

void MqttClient::write()
{
    m_isWritable = false;
    if (!reach())
        return;
    const int code = mosquitto_loop_write(m_handle.get(), 1);
    finishIf(code, errno);
}

/// False at the end of what has arrived, or of the connection.
bool MqttClient::read()
{
    if (!reach())
        return false;
    while (!m_listener.isFull()) {
        errno = 0;
        const int code = mosquitto_loop_read(m_handle.get(), 1); // one packet, or a part of one
        const int systemError = errno;
        finishIf(code, systemError);
        if (m_ending || systemError == EAGAIN || systemError == EWOULDBLOCK)
            return false;
    }
    return true;
}

/// The result of the TCP handshake, which libmosquitto would report as a connection that was lost.
bool MqttClient::reach()
{
    if (m_isReached)
        return true;
    int error = 0;
    socklen_t size = sizeof error;
    getsockopt(mosquitto_socket(m_handle.get()), SOL_SOCKET, SO_ERROR, &error, &size);
    if (error == 0)
        return m_isReached = true;
    finish(MqttEnding::unreached(error, m_address));
    return false;
}

void MqttClient::checkDeadline()
{
    if (!m_isWelcome && std::chrono::steady_clock::now() >= m_deadline)
        finish(MqttEnding::timedOut(m_address, m_isReached));
    else
        finishIf(mosquitto_loop_misc(m_handle.get()), errno);
}

void MqttClient::sayGoodbye()
{
    if (m_ending)
        return;
    finishIf(mosquitto_disconnect(m_handle.get()), errno);
    if (!m_ending)
        process(false);
}

void MqttClient::finishIf(int code, int systemError)
{
    if (code != MOSQ_ERR_SUCCESS)
        finish(MqttEnding::lost(code, systemError, m_address, m_tls ? m_tls->refusals() : QList<QSslError>()));
}

/// The first reason is the one that counts. The notifiers end before the descriptor can be somebody else's.
void MqttClient::finish(MqttEnding ending)
{
    if (m_ending)
        return;
    m_ending = std::move(ending);
    m_readable.reset();
    m_writable.reset();
    m_timer.stop();
}

} // namespace livebelt
