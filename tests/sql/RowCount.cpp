// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sql/RowCount.h"

#include <QFile>
#include <QTest>
#include <limits>
#include <unistd.h>

namespace livebelt::test {

namespace {
constexpr int patience = 60'000;
}

RowCount::RowCount(const FeedKind &kind, const QString &address, const Credentials &credentials)
    : m_most(std::numeric_limits<qint64>::max())
{
    const auto parsed = FeedAddress::parse(address);
    auto feed = kind.open(*parsed, credentials);
    if (!feed) {
        qWarning() << feed.error();
        return;
    }
    m_feed = *std::move(feed);
    m_scope.spawn(consume());
}

RowCount::~RowCount()
{
    m_scope.cancel();
}

async::Task<void> RowCount::consume()
{
    auto items = m_feed->records();
    while (auto record = co_await items.next()) {
        if (record->kind == RecordKind::Notice) {
            m_lastNotice = record->text;
            continue;
        }
        ++m_rows;
        const QByteArray &text = record->text;
        const qsizetype from = text.indexOf('=') + 1, space = text.indexOf(' ');
        m_isInOrder &= text.sliced(from, (space < 0 ? text.size() : space) - from).toLongLong() == m_rows;
        while (m_rows >= m_most)
            co_await m_go.wait();
    }
    m_hasEnded = true;
}

void RowCount::go()
{
    m_most = std::numeric_limits<qint64>::max();
    m_go.set();
}

bool RowCount::waitFor(qint64 rows)
{
    return QTest::qWaitFor([this, rows] { return m_rows >= rows; }, patience);
}

bool RowCount::waitForEnd()
{
    return QTest::qWaitFor([this] { return m_hasEnded; }, patience);
}

qint64 RowCount::residentBytes()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toLongLong() * sysconf(_SC_PAGESIZE);
}

} // namespace livebelt::test
