// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/lines/StreamConnection.h"

#include <livebelt/async/Scope.h>
#include <livebelt/async/io/Devices.h>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

/// The connection may go while this waits.
async::Task<Result<void>> write(QPointer<QIODevice> device, QByteArray bytes, QByteArray payload, Batches batches)
{
    const bool isWritten = co_await async::write(device, bytes);
    if (!isWritten)
        co_return Failure{u"The connection was lost while this was being sent: send it again once it is back"_s};
    Records sent;
    sent.push_back(ItemOptions::sent(payload));
    co_await batches.send(std::move(sent));
    co_return Result<void>();
}

} // namespace

StreamConnection::StreamConnection(ItemOptions options, ConnectionLog &log) : m_options(std::move(options)), m_log(log)
{
}

async::AsyncIterator<Record> StreamConnection::run()
{
    const bool isOpen = co_await open();
    if (!isOpen)
        co_return;
    m_isUp = true;
    m_parting = std::make_unique<Parting>(
        *device(), [this] { return descriptor(); }, [this] { drop(); });
    Record up = m_log.connected();
    co_yield std::move(up);
    async::Scope reader;
    reader.spawn(read());
    while (auto batch = co_await m_batches.receive()) {
        for (Record &record : *batch)
            co_yield std::move(record);
    }
    m_isUp = false;
    m_ending = lost();
}

async::Task<void> StreamConnection::read()
{
    co_await readItems(m_parting->watch(pieces()), m_options.framing, std::make_unique<Reader>(m_options.parser),
                       m_batches);
    m_batches.close();
}

async::AsyncIterator<QByteArray> StreamConnection::pieces()
{
    constexpr qint64 piece = 32 * 1024;
    return async::chunks(device(), piece);
}

async::Task<void> StreamConnection::goodbye()
{
    if (m_parting)
        m_parting->begin();
    else
        drop();
    co_return;
}

async::Task<Result<void>> StreamConnection::send(Outgoing message)
{
    if (!m_isUp)
        co_return Failure{u"There is no connection at the moment: send it again once there is"_s};
    const Result<QByteArray> bytes = m_options.framed(message.payload);
    if (!bytes)
        co_return Failure{bytes.error()};
    co_return co_await write(device(), *bytes, message.payload, m_batches);
}

void StreamConnection::fail(Ending::Kind kind, const QString &why)
{
    m_ending = {kind, why};
}

} // namespace livebelt
