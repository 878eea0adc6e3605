// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/http/SseParser.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace livebelt {

namespace {

constexpr QByteArrayView byteOrderMark("\xEF\xBB\xBF");

/// Where the line that begins at `begin` ends, or `end`: LF or CR, whichever comes first.
const char *lineEnd(const char *begin, const char *end)
{
    const auto find = [begin](char c, const char *until) {
        const void *found = std::memchr(begin, c, size_t(until - begin));
        return found ? static_cast<const char *>(found) : until;
    };
    return find('\r', find('\n', end));
}

} // namespace

SseParser::SseParser(QByteArray lastEventId, qint64 longest)
    : m_longest(longest), m_idBuffer(lastEventId), m_lastEventId(std::move(lastEventId))
{
}

void SseParser::feed(QByteArrayView piece, std::vector<SseEvent> &events)
{
    if (m_marked >= 0)
        piece = withoutMark(piece);
    const char *at = piece.data();
    const char *const end = at + piece.size();
    while (at != end) {
        if (std::exchange(m_isAfterReturn, false) && *at == '\n') {
            ++at;
            continue;
        }
        const char *const until = lineEnd(at, end);
        const QByteArrayView part(at, until - at);
        if (until == end) {
            keep(part);
            return;
        }
        endLine(part, events);
        m_isAfterReturn = *until == '\r';
        at = until + 1;
    }
}

/// The mark may come in pieces, and what looks like its beginning may be none.
QByteArrayView SseParser::withoutMark(QByteArrayView piece)
{
    while (m_marked >= 0 && !piece.isEmpty()) {
        if (piece.front() != byteOrderMark[m_marked]) {
            keep(byteOrderMark.first(std::exchange(m_marked, -1)));
            break;
        }
        piece = piece.sliced(1);
        if (++m_marked == byteOrderMark.size())
            m_marked = -1;
    }
    return piece;
}

void SseParser::keep(QByteArrayView part)
{
    m_lineLength += part.size();
    m_line.append(part.first(std::min<qint64>(part.size(), std::max<qint64>(keptOfLine() - m_line.size(), 0))));
}

void SseParser::endLine(QByteArrayView rest, std::vector<SseEvent> &events)
{
    if (m_line.isEmpty()) {
        const qsizetype kept = std::min<qint64>(rest.size(), keptOfLine()); // as much as if it had come in pieces
        return line(rest.first(kept), rest.size() - kept, events);
    }
    keep(rest);
    const QByteArray kept = std::exchange(m_line, QByteArray());
    line(kept, std::exchange(m_lineLength, 0) - kept.size(), events);
}

/// missing: how many bytes of it could not be kept.
void SseParser::line(QByteArrayView line, qint64 missing, std::vector<SseEvent> &events)
{
    if (line.isEmpty())
        return dispatch(events);
    const qsizetype colon = line.indexOf(':');
    if (colon == 0)
        return;
    if (colon < 0)
        return field(line, {}, missing);
    const qsizetype value = colon + 1 < line.size() && line[colon + 1] == ' ' ? colon + 2 : colon + 1;
    field(line.first(colon), line.sliced(value), missing);
}

void SseParser::addData(QByteArrayView value, qint64 missing)
{
    const auto append = [this](QByteArrayView part) {
        const qint64 room = m_event.isCut() ? 0 : m_longest - m_event.data.size();
        m_event.data.append(part.first(std::min<qint64>(part.size(), room)));
        m_event.length += part.size();
    };
    if (std::exchange(m_hasData, true))
        append("\n");
    append(value);
    m_event.length += missing;
}

void SseParser::field(QByteArrayView name, QByteArrayView value, qint64 missing)
{
    m_hasFields = true;
    if (name == "data") {
        addData(value, missing);
    } else if (name == "event") {
        m_event.type = value.toByteArray();
    } else if (name == "id") {
        if (!value.contains('\0')) {
            m_idBuffer = value.toByteArray();
            m_event.hasOwnId = true;
        }
    } else if (name == "retry") {
        const bool isNumber = !value.isEmpty() && value.size() <= 15 &&
                              std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
        if (isNumber)
            m_retry = std::chrono::milliseconds(value.toByteArray().toLongLong());
    }
}

void SseParser::dispatch(std::vector<SseEvent> &events)
{
    m_lastEventId = m_idBuffer;
    SseEvent event = std::exchange(m_event, SseEvent());
    if (!std::exchange(m_hasData, false))
        return;
    event.id = m_lastEventId;
    events.push_back(std::move(event));
}

} // namespace livebelt
