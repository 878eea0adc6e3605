// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/http/NdjsonConnection.h"

#include "model/records/Timestamp.h"
#include "sources/http/JsonSequence.h"
#include <livebelt/async/tasks/TimedOut.h>

namespace livebelt {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qint64 longestLine = 1 << 20;

/// What is noted of the pieces of an answer.
struct LastPiece
{
    qint64 received = noTime; ///< the last piece
    bool isOver = false;
    std::exception_ptr problem; ///< why they ended too early
};

/// Ends where the pieces break off, too: what there is of the last item comes then.
async::AsyncIterator<QByteArray> watched(async::AsyncIterator<QByteArray> pieces, LastPiece *arrival)
{
    std::optional<QByteArray> piece;
    do {
        try {
            piece = co_await pieces.next();
        } catch (const std::exception &) {
            arrival->problem = std::current_exception();
            piece.reset();
        }
        arrival->received = nowMicros();
        arrival->isOver = !piece;
        if (piece)
            co_yield std::move(*piece);
    } while (!arrival->isOver);
}

bool isSequence(const QByteArray &contentType)
{
    return contentType == "application/json-seq" || contentType.endsWith("+json-seq");
}

async::AsyncIterator<async::Line> itemsOf(async::AsyncIterator<QByteArray> pieces, bool isSequence)
{
    return isSequence ? jsonSequence(std::move(pieces)) : async::linesOf(std::move(pieces), longestLine);
}

} // namespace

NdjsonConnection::NdjsonConnection(HttpRequest request, const HttpAgain &again, const ParserOptions &options,
                                   std::shared_ptr<NdjsonMemory> memory, ConnectionLog &log)
    : m_client(std::move(request), memory->cookies)
    , m_again(again)
    , m_reader(std::make_unique<Reader>(options))
    , m_memory(std::move(memory))
    , m_log(log)
{
}

async::AsyncIterator<Record> NdjsonConnection::run()
{
    QList<HttpRequest::Header> headers;
    headers.emplaceBack("Accept", "application/x-ndjson, application/jsonl, application/json-seq, */*;q=0.5");
    const HttpAnswer answer = co_await m_client.ask(std::move(headers));
    if (refuses(answer))
        co_return;
    Record up = connected(answer);
    co_yield std::move(up);
    const bool isCutByMarks = isSequence(answer.contentType());
    Records records;
    LastPiece arrival;
    try {
        auto items = itemsOf(watched(m_client.body(), &arrival), isCutByMarks);
        while (auto item = co_await items.next()) {
            m_log.proven();
            item->isWhole |= arrival.isOver && !arrival.problem && !isCutByMarks; // the last line needs no end
            if (item->bytes.trimmed().isEmpty()) // it says that the server is still there
                continue;
            if (item->isWhole && m_memory->comesAgain(item->bytes))
                continue;
            m_reader->read(*item, arrival.received, records);
            for (Record &record : records)
                co_yield std::move(record);
            records.clear();
        }
        m_reader->finish(nowMicros(), records);
        for (Record &record : records)
            co_yield std::move(record);
        if (arrival.problem)
            std::rethrow_exception(arrival.problem);
        m_ending = m_again.complete(m_client.request(), false);
    } catch (const HttpError &error) {
        breakOff(m_client.broken(error));
    } catch (const async::TimedOut &) {
        breakOff(m_client.silent());
    }
}

Record NdjsonConnection::connected(const HttpAnswer &answer)
{
    const size_t known = m_memory->begin(answer.head);
    if (known > 0)
        return m_log.connected(
            u"the same answer begins again: the %1 items of it that have come are left out"_s.arg(known));
    return m_log.connected(
        u"what was said meanwhile is missing here; an answer that begins again may give items twice"_s);
}

void NdjsonConnection::breakOff(const Ending &ending)
{
    m_memory->setBrokenOff();
    m_ending = m_again.broken(m_client.request(), ending, true);
}

bool NdjsonConnection::refuses(const HttpAnswer &answer)
{
    const QString where = m_client.request().where();
    if (!answer.isGood) {
        m_ending = m_again.broken(m_client.request(), answer.ending, answer.wasSent);
    } else if (answer.status() == 204 || answer.status() == 304) {
        m_ending = {Ending::Kind::Done,
                    u"%1 says that there is nothing to send (%2)"_s.arg(where).arg(answer.status())};
    } else if (const QByteArray type = answer.contentType(); type == "text/html" || type == "text/event-stream") {
        m_ending = {Ending::Kind::Refused,
                    u"%1 sends “%2”, not lines of JSON: check the address, or use sse+http or poll+http"_s.arg(
                        where, QString::fromLatin1(type))};
    }
    return !m_ending.why.isEmpty();
}

async::Task<void> NdjsonConnection::goodbye()
{
    m_client.leave();
    co_return;
}

} // namespace livebelt
