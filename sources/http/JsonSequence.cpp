// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/http/JsonSequence.h"

#include <algorithm>
#include <utility>

namespace livebelt {

namespace {
constexpr char recordSeparator = '\x1e';
}

void JsonSequence::feed(QByteArrayView piece, std::vector<async::Line> &texts)
{
    qsizetype begin = 0; // of what is not taken yet
    for (qsizetype i = 0; i < piece.size(); ++i) {
        const char c = piece[i];
        if (c == recordSeparator) {
            take(piece.sliced(begin, i - begin));
            begin = i + 1;
            give(false, texts);
        } else if (std::exchange(m_isEscaped, false)) {
            continue;
        } else if (m_isInString) {
            m_isEscaped = c == '\\';
            m_isInString = c != '"';
        } else if (c == '\n' && m_depth <= 0) {
            take(piece.sliced(begin, i - begin));
            begin = i + 1;
            give(true, texts);
        } else {
            m_isInString = c == '"';
            m_hasContent |= c != ' ' && c != '\t' && c != '\r' && c != '\n';
            if (c == '{' || c == '[')
                ++m_depth;
            else if (c == '}' || c == ']')
                --m_depth;
        }
    }
    take(piece.sliced(begin));
}

void JsonSequence::finish(std::vector<async::Line> &texts)
{
    give(false, texts);
}

void JsonSequence::take(QByteArrayView part)
{
    m_length += part.size();
    m_text.append(part.first(std::min<qint64>(part.size(), m_longest - m_text.size())));
}

void JsonSequence::give(bool isWhole, std::vector<async::Line> &texts)
{
    const async::Line text{std::exchange(m_text, QByteArray()), std::exchange(m_length, 0), isWhole};
    if (m_hasContent)
        texts.push_back(text);
    m_depth = 0;
    m_isInString = m_isEscaped = m_hasContent = false;
}

async::AsyncIterator<async::Line> jsonSequence(async::AsyncIterator<QByteArray> pieces)
{
    JsonSequence sequence;
    std::vector<async::Line> texts;
    std::exception_ptr error;
    bool isOver = false;
    while (!isOver) {
        try {
            const std::optional<QByteArray> piece = co_await pieces.next();
            if (piece)
                sequence.feed(*piece, texts);
            isOver = !piece;
        } catch (...) {
            error = std::current_exception();
            isOver = true;
        }
        if (isOver)
            sequence.finish(texts);
        for (async::Line &text : texts)
            co_yield std::move(text);
        texts.clear();
    }
    if (error)
        std::rethrow_exception(error);
}

} // namespace livebelt
