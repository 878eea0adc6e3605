// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/http/AnswerHead.h"

#include "sources/http/HttpError.h"

#include <algorithm>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

/// Where the empty line behind the head ends; -1: not yet.
qsizetype endOf(const QByteArray &bytes)
{
    for (qsizetype line = bytes.indexOf('\n'); line >= 0; line = bytes.indexOf('\n', line + 1)) {
        const QByteArrayView next = QByteArrayView(bytes).sliced(line + 1);
        if (next.startsWith('\n'))
            return line + 2;
        if (next.startsWith("\r\n"))
            return line + 3;
    }
    return -1;
}

void readStatus(QByteArrayView line, AnswerHead &head)
{
    constexpr qsizetype versionSize = 8; // HTTP/1.1
    head.isOld = line.startsWith("HTTP/1.0");
    const QByteArrayView rest = line.size() > versionSize ? line.sliced(versionSize).trimmed() : QByteArrayView();
    bool isNumber = false;
    head.status = rest.first(std::min<qsizetype>(rest.size(), 3)).toInt(&isNumber);
    const bool ends = rest.size() <= 3 || rest[3] == ' ';
    if (!isNumber || head.status < 100 || !ends)
        throw HttpError(u"sends what is not HTTP: is the address that of a web server?"_s);
    head.reason = rest.sliced(3).trimmed().toByteArray();
}

} // namespace

QByteArray AnswerHead::header(QByteArrayView name) const
{
    QByteArray all;
    for (const Header &header : headers) {
        if (name.compare(header.first, Qt::CaseInsensitive) == 0)
            all += (all.isEmpty() ? "" : ", ") + header.second;
    }
    return all;
}

bool AnswerHead::has(QByteArrayView name) const
{
    return std::any_of(headers.begin(), headers.end(),
                       [name](const Header &header) { return name.compare(header.first, Qt::CaseInsensitive) == 0; });
}

bool AnswerHead::hasWord(QByteArrayView name, QByteArrayView word) const
{
    const QList<QByteArray> words = header(name).split(',');
    return std::any_of(words.begin(), words.end(),
                       [word](const QByteArray &one) { return word.compare(one.trimmed(), Qt::CaseInsensitive) == 0; });
}

std::optional<AnswerHead> AnswerHeadReader::next()
{
    qsizetype blank = 0; // empty lines before the status line (RFC 9112, section 2.2)
    while (blank < m_bytes.size() && (m_bytes[blank] == '\r' || m_bytes[blank] == '\n'))
        ++blank;
    m_bytes.remove(0, blank);
    constexpr QByteArrayView version("HTTP/1.");
    const qsizetype seen = std::min(m_bytes.size(), version.size());
    if (QByteArrayView(m_bytes).first(seen) != version.first(seen))
        throw HttpError(u"sends what is not HTTP: is the address that of a web server?"_s);
    const qsizetype end = endOf(m_bytes);
    if (std::max(end, m_bytes.size()) > longest && (end < 0 || end > longest))
        throw HttpError(u"sends headers without end: is the address that of a web server?"_s);
    if (end < 0)
        return std::nullopt;
    AnswerHead head;
    const QList<QByteArray> lines = m_bytes.first(end).split('\n');
    m_bytes.remove(0, end);
    readStatus(QByteArrayView(lines[0]).trimmed(), head);
    for (qsizetype i = 1; i < lines.size(); ++i) {
        const QByteArrayView line = lines[i];
        if ((line.startsWith(' ') || line.startsWith('\t')) && !head.headers.isEmpty()) {
            if (!line.trimmed().isEmpty())
                head.headers.last().second += ' ' + line.trimmed().toByteArray();
            continue;
        }
        const qsizetype colon = line.indexOf(':');
        if (colon > 0)
            head.headers.emplaceBack(line.first(colon).trimmed().toByteArray(),
                                     line.sliced(colon + 1).trimmed().toByteArray());
    }
    return head;
}

} // namespace livebelt
