// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/files/UnitLines.h"

namespace livebelt {

using namespace async;

namespace {

/// The bytes of one ASCII character.
QByteArray unitOf(char c, int unit, bool isBigEndian)
{
    QByteArray bytes(unit, '\0');
    bytes[isBigEndian ? unit - 1 : 0] = c;
    return bytes;
}

/// Where the first line feed begins that stands at a multiple of a unit; -1: nowhere.
qsizetype lineFeedIn(const QByteArray &bytes, qsizetype from, const QByteArray &lineFeed)
{
    qsizetype at = bytes.indexOf(lineFeed, from);
    while (at >= 0 && (at - from) % lineFeed.size() != 0)
        at = bytes.indexOf(lineFeed, at + 1);
    return at;
}

void addTo(Line &line, const char *bytes, qsizetype size, qint64 maximum)
{
    line.bytes.append(bytes, qMin<qsizetype>(size, qMax<qsizetype>(0, maximum - line.bytes.size())));
    line.length += size;
}

void finish(Line &line, const QByteArray &carriageReturn)
{
    if (line.isCut() || !line.bytes.endsWith(carriageReturn))
        return;
    line.bytes.chop(carriageReturn.size());
    line.length -= carriageReturn.size();
}

} // namespace

AsyncIterator<Line> unitLines(AsyncIterator<QByteArray> pieces, int unit, bool isBigEndian, qint64 maximum)
{
    const QByteArray lineFeed = unitOf('\n', unit, isBigEndian), carriageReturn = unitOf('\r', unit, isBigEndian);
    const qint64 longest = maximum - maximum % unit;
    Line line;
    QByteArray bytes; // begins at a multiple of a unit
    while (auto piece = co_await pieces.next()) {
        bytes += *piece;
        qsizetype from = 0;
        while (true) {
            const qsizetype end = lineFeedIn(bytes, from, lineFeed);
            if (end < 0)
                break;
            addTo(line, bytes.constData() + from, end - from, longest);
            from = end + unit;
            finish(line, carriageReturn);
            Line whole = std::exchange(line, Line());
            co_yield std::move(whole);
        }
        const qsizetype rest = (bytes.size() - from) / unit * unit;
        addTo(line, bytes.constData() + from, rest, longest);
        bytes.remove(0, from + rest);
    }
    addTo(line, bytes.constData(), bytes.size(), maximum);
    if (line.length == 0)
        co_return;
    line.isWhole = false;
    co_yield std::move(line);
}

} // namespace livebelt
