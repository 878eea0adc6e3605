// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/wire/HttpHead.h"

#include <algorithm>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostHeaders = 256;

bool isSame(QByteArrayView a, QByteArrayView b)
{
    return a.compare(b, Qt::CaseInsensitive) == 0;
}

bool isTokenCharacter(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
}

/// "HTTP/1.1 101 Switching Protocols": RFC 9112 section 4.
bool parseStatus(const QByteArray &line, HttpHead &head)
{
    const auto isDigit = [&line](qsizetype at) { return line[at] >= '0' && line[at] <= '9'; };
    if (line.size() < 12 || !line.startsWith("HTTP/1.") || !isDigit(7) || line[8] != ' ' || !isDigit(9) ||
        !isDigit(10) || !isDigit(11) || (line.size() > 12 && line[12] != ' '))
        return false;
    head.minorVersion = line[7] - '0';
    head.status = line.mid(9, 3).toInt();
    head.reason = line.mid(13).trimmed();
    return head.status >= 100;
}

bool parseHeader(const QByteArray &line, HttpHead &head)
{
    if (line[0] == ' ' || line[0] == '\t') { // goes on from the line before (obs-fold)
        if (head.headers.isEmpty())
            return false;
        QByteArray &value = head.headers.last().second;
        value = (value + ' ' + line.trimmed()).trimmed();
        return true;
    }
    const qsizetype colon = line.indexOf(':');
    const QByteArray name = line.left(colon).trimmed();
    if (colon <= 0 || name.isEmpty() || !std::all_of(name.begin(), name.end(), isTokenCharacter))
        return false;
    head.headers.append({name, line.mid(colon + 1).trimmed()});
    return head.headers.size() <= mostHeaders;
}

} // namespace

QByteArray HttpHead::value(QByteArrayView name) const
{
    QByteArray all;
    for (const auto &[key, value] : headers) {
        if (isSame(key, name))
            all += all.isEmpty() ? value : ", " + value;
    }
    return all;
}

qsizetype HttpHead::count(QByteArrayView name) const
{
    return std::count_if(headers.begin(), headers.end(), [name](const auto &h) { return isSame(h.first, name); });
}

bool HttpHead::hasToken(QByteArrayView name, QByteArrayView token) const
{
    const QByteArrayList tokens = value(name).split(',');
    return std::any_of(tokens.begin(), tokens.end(),
                       [token](const QByteArray &each) { return isSame(each.trimmed(), token); });
}

std::optional<HttpHead> HttpHead::parse(QByteArrayView block, QString &problem)
{
    HttpHead head;
    bool isFirst = true;
    for (QByteArray line : block.toByteArray().split('\n')) {
        if (line.endsWith('\r'))
            line.chop(1);
        if (line.isEmpty() && !isFirst)
            continue;
        if (line.contains('\0') || line.contains('\r')) {
            problem = u"a header holds a control character"_s;
            return std::nullopt;
        }
        if (isFirst ? !parseStatus(line, head) : !parseHeader(line, head)) {
            problem = u"“%1” is no line of an HTTP/1 answer"_s.arg(QString::fromUtf8(line.left(60)));
            return std::nullopt;
        }
        isFirst = false;
    }
    return head;
}

bool HttpHeadReader::fail(const QString &problem)
{
    m_problem = problem;
    return true;
}

void HttpHeadReader::skipEmptyLines()
{
    qsizetype count = 0;
    while (count < m_block.size() && (m_block[count] == '\r' || m_block[count] == '\n'))
        ++count;
    m_block.remove(0, count);
    m_seen += count;
}

bool HttpHeadReader::take(QByteArray &input)
{
    while (!input.isEmpty()) {
        const qsizetype from = qMax<qsizetype>(0, m_block.size() - 2); // there is no end before
        m_block += std::exchange(input, {});
        skipEmptyLines();
        m_isEmpty = m_isEmpty && m_block.isEmpty();
        if (!QByteArrayView("HTTP/1.").startsWith(QByteArrayView(m_block).first(qMin<qsizetype>(7, m_block.size()))))
            return fail(u"it does not begin like an HTTP/1 answer"_s);
        const qsizetype crlf = m_block.indexOf("\n\r\n", from), lf = m_block.indexOf("\n\n", from);
        if (crlf < 0 && lf < 0)
            return m_seen + m_block.size() > longest && fail(u"its headers are longer than 64 kB"_s);
        const bool isCrlf = crlf >= 0 && (lf < 0 || crlf < lf);
        const qsizetype end = isCrlf ? crlf : lf;
        input = m_block.mid(end + (isCrlf ? 3 : 2));
        std::optional<HttpHead> head = HttpHead::parse(QByteArrayView(m_block).first(end), m_problem);
        m_seen += m_block.size() - input.size();
        m_block.clear();
        if (!head)
            return true;
        if (m_seen > longest)
            return fail(u"its headers are longer than 64 kB"_s);
        if (!head->isInterim()) {
            m_head = *std::move(head);
            return true;
        }
    }
    return false;
}

} // namespace livebelt
