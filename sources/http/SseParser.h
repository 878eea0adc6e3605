// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <chrono>
#include <optional>
#include <vector>

namespace livebelt {

/// One event of an event stream.
struct SseEvent
{
    QByteArray type;       ///< empty: "message"
    QByteArray data;       ///< as it came, though it be no UTF-8
    QByteArray id;         ///< the last event ID that was sent up to this event
    qint64 length = 0;     ///< how long the data really was; more than data.size() where it was cut
    bool hasOwnId = false; ///< whether this event brought the id
    bool isCut() const { return data.size() < length; }
};

/// Reads an event stream to the letter of the WHATWG HTML standard, section 9.2.6 "Interpreting an event stream", in
/// pieces of any size. An event is dispatched by the empty line behind it only; one that the stream breaks off in is
/// discarded with the parser. Does no I/O; memory is bounded by the longest line and the longest data.
class SseParser
{
public:
    /// lastEventId: of the connection before. Lines and data that are longer than `longest` bytes keep their first
    /// ones.
    explicit SseParser(QByteArray lastEventId = {}, qint64 longest = 1 << 20);

    /// Appends the events that the piece completes.
    void feed(QByteArrayView piece, std::vector<SseEvent> &events);

    const QByteArray &lastEventId() const { return m_lastEventId; }
    /// The reconnection time, where the server has set one.
    std::optional<std::chrono::milliseconds> retry() const { return m_retry; }
    /// Whether more than comments and empty lines has been understood.
    bool hasFields() const { return m_hasFields; }

private:
    QByteArrayView withoutMark(QByteArrayView piece);
    void endLine(QByteArrayView rest, std::vector<SseEvent> &events);
    void line(QByteArrayView line, qint64 missing, std::vector<SseEvent> &events);
    void field(QByteArrayView name, QByteArrayView value, qint64 missing);
    void addData(QByteArrayView value, qint64 missing);
    void dispatch(std::vector<SseEvent> &events);
    void keep(QByteArrayView part);
    /// Of one line, in bytes: the longest data, and the name of the field before it.
    qint64 keptOfLine() const { return m_longest + 64; }

    const qint64 m_longest;
    QByteArray m_line; ///< the beginning of one that the piece before broke off in
    qint64 m_lineLength = 0;
    SseEvent m_event;
    bool m_hasData = false;
    QByteArray m_idBuffer;
    QByteArray m_lastEventId;
    std::optional<std::chrono::milliseconds> m_retry;
    int m_marked = 0; ///< bytes of the byte order mark that have been seen; -1: past it
    bool m_isAfterReturn = false;
    bool m_hasFields = false;
};

} // namespace livebelt
