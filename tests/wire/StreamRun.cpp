// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/wire/StreamRun.h"

#include "tests/support/WaitUntil.h"
#include "tests/wire/EventText.h"

namespace livebelt::test {

namespace {
constexpr int limit = 30'000;
constexpr qsizetype mostKept = 200'000; // bytes of one message
} // namespace

StreamRun::StreamRun(WebSocketRequest request, Pace pace) : m_stream(std::move(request)), m_pace(pace)
{
    m_scope.spawn(run());
}

WebSocketRequest StreamRun::to(const QUrl &url)
{
    WebSocketRequest request;
    request.url = url;
    request.port = quint16(url.port(80));
    return request;
}

async::Task<void> StreamRun::run()
{
    if (const std::optional<Ending> refusal = co_await m_stream.open()) {
        m_ending = *refusal;
        m_isOver = true;
        co_return;
    }
    m_hasOpened = true;
    if (m_pace == Pace::WhenAsked)
        co_await m_asked.wait();
    auto messages = m_stream.messages();
    while (const WebSocketEvent *event = co_await messages.borrow()) {
        m_bytes += event->bytes.size();
        m_messages.append(event->bytes.size() > mostKept ? QByteArray("large") : eventText(*event));
    }
    m_ending = m_stream.ending(!m_messages.isEmpty());
    m_isOver = true;
}

bool StreamRun::waitUntilOpen() const
{
    return waitUntil([this] { return m_hasOpened; }, limit);
}

bool StreamRun::waitForEnd() const
{
    return waitUntil([this] { return m_isOver; }, limit);
}

bool StreamRun::waitFor(qsizetype messages) const
{
    return waitUntil([&] { return m_messages.size() >= messages; }, limit);
}

} // namespace livebelt::test
