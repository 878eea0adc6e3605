// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/wire/WebSocketStream.h"
#include <livebelt/async/Event.h>

#include <QByteArrayList>

namespace livebelt::test {

/// Opens a WebSocket and takes all messages, as FrameCase::events has them.
class StreamRun
{
public:
    enum class Pace { AtOnce, WhenAsked };
    explicit StreamRun(WebSocketRequest request, Pace pace = Pace::AtOnce);
    /// For that place, with nothing special.
    static WebSocketRequest to(const QUrl &url);

    WebSocketStream &stream() { return m_stream; }
    bool hasOpened() const { return m_hasOpened; }
    bool isOver() const { return m_isOver; }
    bool waitUntilOpen() const;
    bool waitForEnd() const;
    bool waitFor(qsizetype messages) const;
    /// Has it take all that comes, where it waited.
    void goOn() { m_asked.set(); }
    const QByteArrayList &messages() const { return m_messages; }
    qint64 bytes() const { return m_bytes; }
    /// Why it did not open, or how it ended.
    const Ending &ending() const { return m_ending; }

private:
    async::Task<void> run();

    WebSocketStream m_stream;
    const Pace m_pace;
    async::Event m_asked;
    QByteArrayList m_messages;
    qint64 m_bytes = 0;
    Ending m_ending;
    bool m_hasOpened = false, m_isOver = false;
    async::Scope m_scope;
};

} // namespace livebelt::test
