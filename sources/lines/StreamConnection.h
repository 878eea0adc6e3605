// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/Connection.h"
#include "sources/feed/Parting.h"
#include "sources/lines/ItemOptions.h"
#include "sources/lines/ItemReader.h"

#include <QIODevice>
#include <QPointer>

namespace livebelt {

/// One connection that is a stream of bytes both ways: what is the same for a socket and a serial port.
class StreamConnection : public Connection
{
public:
    /// log outlives it.
    StreamConnection(ItemOptions options, ConnectionLog &log);

    async::AsyncIterator<Record> run() final;
    async::Task<void> goodbye() final;
    async::Task<Result<void>> send(Outgoing message) final;
    Ending ending() const final { return m_ending; }

protected:
    /// Connects; false, after fail(), where that does not work.
    virtual async::Task<bool> open() = 0;
    virtual QIODevice *device() = 0;
    /// The device's, or -1 where it is not open.
    virtual qintptr descriptor() const = 0;
    /// What the device gives, until it is lost or closed.
    virtual async::AsyncIterator<QByteArray> pieces();
    /// Why that has ended.
    virtual Ending lost() const = 0;
    /// Ends it, also while it is being opened.
    virtual void drop() = 0;
    void fail(Ending::Kind kind, const QString &why);

private:
    async::Task<void> read();

    ItemOptions m_options;
    ConnectionLog &m_log;
    Batches m_batches{1};
    std::unique_ptr<Parting> m_parting; ///< once it is open
    Ending m_ending;
    bool m_isUp = false;
};

} // namespace livebelt
