// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/Connection.h"
#include "sources/nats/NatsAddress.h"
#include "sources/nats/NatsHandles.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <stdexcept>

namespace livebelt {

/// What went wrong with a connection to NATS, as the ending it makes.
class NatsError : public std::runtime_error
{
public:
    explicit NatsError(Ending ending) : std::runtime_error(ending.why.toStdString()), m_ending(std::move(ending)) {}
    const Ending &ending() const { return m_ending; }

private:
    Ending m_ending;
};

/// One connection to one server of a cluster, by libnats; it does not connect again by itself. Opened, used and
/// destroyed by one thread, which it may block; libnats calls back on threads of its own.
class NatsLink
{
public:
    /// password: or the token, or the seed of the nkey. listener: what libnats tells on its own; on one of its threads,
    /// until this is destroyed. closed comes once, last.
    struct Listener
    {
        std::function<void(natsSubscription *subscription, natsStatus status, const QString &words)> problem;
        std::function<void()> closed;
    };
    NatsLink(NatsPlace place, QString password, Listener listener);
    /// Closes the connection and waits until libnats calls nobody any more.
    ~NatsLink();
    NatsLink(const NatsLink &) = delete;
    NatsLink &operator=(const NatsLink &) = delete;

    /// Connects to one of the servers; a few seconds each at most. Throws NatsError.
    void open();
    /// Ends it; calling it again does nothing.
    void close();
    natsConnection *handle() const { return m_connection; }
    bool isClosed() const;
    /// All servers of the cluster that it was told of: "host:port".
    QStringList servers() const;
    const NatsPlace &place() const { return m_place; }

    /// Why the connection ended, after closed().
    Ending ending() const;
    /// Throws NatsError unless status is NATS_OK; task, for people: "subscribe to lab.>".
    void check(natsStatus status, const QString &task) const;

    /// What libnats says of the call that has just failed on this thread, for people.
    static QString lastWords();

private:
    NatsOptions options();
    Ending endingOf(natsStatus status, const QString &words) const;
    static natsStatus sign(char **error, unsigned char **signature, int *length, const char *nonce, void *link);

    const NatsPlace m_place;
    const QString m_password;
    const Listener m_listener;
    natsConnection *m_connection = nullptr;
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_isClosed = false;
};

} // namespace livebelt
