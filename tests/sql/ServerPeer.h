// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Fields.h"
#include "model/records/Notice.h"
#include "sources/sql/SqlKind.h"
#include "tests/matrix/FeedMatrix.h"

#include <string_view>

namespace livebelt::test {

/// A database for the matrix: items are rows of a table, whose id is followed. Server outlives it, as it takes seconds
/// to make: PostgresServer, MariaServer, SqliteFile or OdbcFile.
template<typename Server>
class ServerPeer final : public MatrixPeer
{
public:
    explicit ServerPeer(Server &server) : m_server(server) {}

    FeedKind kind() const override { return sqlKind(QString::fromLatin1(Server::kind)); }
    Credentials credentials() const override { return Server::credentials(); }
    QString start() override
    {
        if (!m_server.start())
            return QString::fromUtf8(m_server.error());
        if (!std::exchange(m_hasTable, true))
            m_server.sql("DROP TABLE IF EXISTS items; CREATE TABLE items (id bigint PRIMARY KEY, name varchar(40))");
        return {};
    }
    QString address() const override { return m_server.address(QStringLiteral("table=items&after=id&every=50ms")); }
    void give(int first, int count) override
    {
        m_server.sql("INSERT INTO items WITH RECURSIVE n(i) AS (SELECT " + QByteArray::number(first) +
                     " UNION ALL SELECT i + 1 FROM n WHERE i < " + QByteArray::number(first + count - 1) +
                     ") SELECT i, 'item' FROM n");
    }
    /// Texts of a column. Only SQLite stores what is none, or has a NUL in it.
    std::optional<LawRules> law() const override
    {
        if (textOf("00").isEmpty())
            return std::nullopt;
        LawRules rules;
        rules.hasAnyBytes = rules.hasNuls = std::string_view(Server::kind) == "sqlite";
        rules.isRead = false;
        rules.column = "name";
        if (isOdbcOfSqlite()) // whose driver takes the last plane of Unicode for the first one
            rules.longest = 250;
        return rules;
    }
    QString lawAddress() const override
    {
        const bool isMaria = std::string_view(Server::kind) == "mysql"; // whose usual set of characters is a small one
        m_server.sql(
            QByteArray("DROP TABLE IF EXISTS payloads; CREATE TABLE payloads (id bigint PRIMARY KEY, name text") +
            (isMaria ? " CHARACTER SET utf8mb4)" : ")"));
        return m_server.address(QStringLiteral("table=payloads&after=id&every=50ms"));
    }
    void givePayloads(const std::vector<LawPayload> &payloads) override
    {
        QByteArray rows;
        for (size_t i = 0; i < payloads.size(); ++i) {
            rows += rows.isEmpty() ? "INSERT INTO payloads VALUES (" : ",(";
            rows += QByteArray::number(qsizetype(i)) + ',' + textOf(payloads[i].bytes.toHex()) + ')';
        }
        m_server.sql(rows);
    }
    QByteArray payloadOf(const QByteArray &arrived) const override
    {
        return arrived.sliced(arrived.indexOf(" name=") + 6);
    }
    bool isReady(const Records &records) const override
    {
        for (auto record = records.rbegin(); record != records.rend(); ++record) {
            if (const auto type = noticeType(*record))
                return type == NoticeType::Connected || type == NoticeType::Reconnected;
        }
        return false;
    }
    std::optional<int> number(const Record &record) const override
    {
        if (record.kind != RecordKind::Row)
            return std::nullopt;
        return fieldValue(record.fields, "id").toInt();
    }
    bool canBeKilled() const override { return Server::isServer; }
    void kill() override { m_server.kill(); }
    QByteArray refuse() override
    {
        m_server.refuse();
        return Server::refusal;
    }
    QString letIn() override
    {
        m_server.letIn();
        return {};
    }

private:
    static bool isOdbcOfSqlite() { return std::string_view(Server::kind) == "odbc" && !Server::isServer; }
    static QByteArray textOf(const QByteArray &hex)
    {
        const std::string_view kind(Server::kind);
        const bool isSqlite = kind == "sqlite" || isOdbcOfSqlite();
        return isSqlite                                 ? "CAST(X'" + hex + "' AS TEXT)"
               : kind == "postgresql" || kind == "odbc" ? "convert_from(decode('" + hex + "','hex'),'UTF8')"
               : kind == "mysql"                        ? "CONVERT(X'" + hex + "' USING utf8mb4)"
                                                        : QByteArray();
    }

    Server &m_server;
    bool m_hasTable = false;
};

} // namespace livebelt::test
