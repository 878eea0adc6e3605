// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/wire/HttpFraming.h"

#include "sources/wire/HttpError.h"

#include <algorithm>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestLine = 16 * 1024;

bool hasDigitsOnly(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// A length that was sent several times is right where it is always the same (RFC 9110, section 8.6).
quint64 lengthFrom(const QByteArray &header)
{
    const QList<QByteArray> all = header.split(',');
    const QByteArray first = all.constFirst().trimmed();
    bool isNumber = false;
    const quint64 length = first.toULongLong(&isNumber);
    const bool agree =
        std::all_of(all.begin(), all.end(), [&](const QByteArray &one) { return one.trimmed() == first; });
    if (!isNumber || !hasDigitsOnly(first) || !agree)
        throw HttpError(u"sends an answer of a length that makes no sense (Content-Length: %1)"_s.arg(
            QString::fromLatin1(header.left(100))));
    return length;
}

} // namespace

HttpFraming::HttpFraming(const HttpHead &head)
{
    const QByteArray transfer = head.value("Transfer-Encoding").toLower();
    const QList<QByteArray> codings = transfer.split(',');
    if (head.status == 204 || head.status == 304 || head.status == 205) {
        m_state = State::End;
        m_hasLength = true;
    } else if (!transfer.isEmpty() && codings.constLast().trimmed() == "chunked") {
        if (codings.size() > 1)
            throw HttpError(u"packs its answer in a way that nobody asked for (Transfer-Encoding: %1)"_s.arg(
                                QString::fromLatin1(transfer.left(100))),
                            Ending::Kind::Refused);
        m_state = State::ChunkSize;
    } else if (transfer.isEmpty() && head.count("Content-Length") > 0) {
        m_left = lengthFrom(head.value("Content-Length"));
        m_state = m_left > 0 ? State::Length : State::End;
        m_hasLength = true;
    }
}

QByteArray HttpFraming::feed(QByteArrayView bytes)
{
    QByteArray body;
    while (!bytes.isEmpty()) {
        switch (m_state) {
        case State::UntilClosed:
            return bytes.toByteArray();
        case State::End:
            m_hasMoreBehind = true;
            return body;
        case State::Length:
        case State::Chunk: {
            const auto part = qsizetype(std::min<quint64>(m_left, quint64(bytes.size())));
            body += bytes.first(part);
            bytes = bytes.sliced(part);
            m_left -= quint64(part);
            if (m_left == 0)
                m_state = m_state == State::Length ? State::End : State::ChunkEnd;
            break;
        }
        case State::ChunkSize:
        case State::ChunkEnd:
        case State::Trailers: {
            const qsizetype end = bytes.indexOf('\n');
            m_line += end < 0 ? bytes : bytes.first(end);
            bytes = end < 0 ? QByteArrayView() : bytes.sliced(end + 1);
            if (m_line.size() > longestLine)
                throw HttpError(u"sends an answer whose chunks are damaged"_s);
            if (end >= 0) {
                const QByteArray whole = std::exchange(m_line, QByteArray());
                line(QByteArrayView(whole).trimmed());
            }
            break;
        }
        }
    }
    return body;
}

void HttpFraming::line(QByteArrayView line)
{
    if (m_state == State::ChunkSize) {
        setChunk(line);
    } else if (m_state == State::ChunkEnd) {
        if (!line.isEmpty())
            throw HttpError(u"sends an answer whose chunks are damaged"_s);
        m_state = State::ChunkSize;
    } else {
        m_trailers += line.size();
        if (m_trailers > HttpHeadReader::longest)
            throw HttpError(u"sends trailers without end behind its answer"_s);
        if (line.isEmpty())
            m_state = State::End;
    }
}

void HttpFraming::setChunk(QByteArrayView line)
{
    const qsizetype extension = line.indexOf(';');
    const QByteArrayView size = (extension < 0 ? line : line.first(extension)).trimmed();
    const bool isHex = !size.isEmpty() && size.size() <= 15 && std::all_of(size.begin(), size.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    });
    if (!isHex)
        throw HttpError(u"sends an answer whose chunks are damaged"_s);
    constexpr int hexadecimal = 16;
    m_left = size.toByteArray().toULongLong(nullptr, hexadecimal);
    m_state = m_left > 0 ? State::Chunk : State::Trailers;
}

} // namespace livebelt
