// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/capture/FeedTable.h"

#include "model/records/Timestamp.h"

#include <sqlite3.h>

namespace livebelt {

int FeedTable::prepare(SqliteConnection &database, int version)
{
    m_records = RecordTable(version);
    m_database = &database;
    return database.prepare(m_update, "UPDATE feeds SET received = ?2, stored = ?3, quarantined = ?4, dropped = ?5, "
                                      "gaps = ?6, durable = ?7 WHERE id = ?1");
}

int FeedTable::read(std::unordered_map<qint64, FeedBooks> &feeds)
{
    Statement query;
    const QByteArray last = m_records.last(m_records.seq(), "feeds.id");
    int code = m_database->prepare(query, ("SELECT id, received, stored, quarantined, dropped, gaps, durable, "
                                           "max(earlier, coalesce(" +
                                           last + ", 0)), created FROM feeds")
                                              .constData());
    if (code != SQLITE_OK)
        return code;
    while ((code = query.step()) == SQLITE_ROW) {
        const auto number = [&](int column) { return quint64(query.number(column)); };
        FeedBooks feed;
        feed.counters = {number(1), number(2), number(3), number(4), number(5)};
        feed.durable = number(6);
        feed.end = number(7);
        feed.created = query.number(8);
        feeds.emplace(query.number(0), feed);
    }
    return code;
}

int FeedTable::find(QByteArrayView address, qint64 &id)
{
    Statement query;
    int code = m_database->prepare(query, "SELECT id FROM feeds WHERE address = ?1");
    if (code != SQLITE_OK)
        return code;
    query.bindText(1, address);
    code = query.step();
    if (code == SQLITE_ROW)
        id = query.number(0);
    return code;
}

int FeedTable::add(QByteArrayView name, QByteArrayView address, QByteArrayView kind, FeedBooks &books, qint64 &id)
{
    Statement insert;
    // No two feeds of a capture were created at once: that is how they are known again in another one.
    int code = m_database->prepare(insert, "INSERT INTO feeds (name, address, kind, created, earlier, durable) VALUES "
                                           "(?1, ?2, ?3, CASE WHEN ?4 IN (SELECT created FROM feeds) "
                                           "THEN 1 + (SELECT max(created) FROM feeds) ELSE ?4 END, ?5, ?5) "
                                           "RETURNING id, created");
    if (code != SQLITE_OK)
        return code;
    insert.bindText(1, name);
    insert.bindText(2, address);
    insert.bindText(3, kind);
    insert.bind(4, books.created == 0 ? nowMicros() : books.created);
    insert.bind(5, books.end);
    code = insert.step();
    if (code != SQLITE_ROW)
        return code;
    id = insert.number(0);
    books.created = insert.number(1);
    books.durable = books.end;
    return insert.step();
}

int FeedTable::rename(qint64 id, QByteArrayView name, QByteArrayView address)
{
    Statement update;
    const int code = m_database->prepare(update, "UPDATE feeds SET name = ?2, address = ?3 WHERE id = ?1");
    if (code != SQLITE_OK)
        return code;
    update.bind(1, id);
    update.bindText(2, name);
    update.bindText(3, address);
    return update.run();
}

int FeedTable::update(qint64 id, const FeedBooks &feed)
{
    m_update.bind(1, id);
    m_update.bind(2, feed.counters.received);
    m_update.bind(3, feed.counters.stored);
    m_update.bind(4, feed.counters.quarantined);
    m_update.bind(5, feed.counters.dropped);
    m_update.bind(6, feed.counters.gaps);
    m_update.bind(7, feed.durable);
    return m_update.run();
}

} // namespace livebelt
