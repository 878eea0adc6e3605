// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/sql/SqlReading.h"

#include "sources/sql/SqlTokens.h"
#include "sources/sql/WritingFunctions.h"

#include <algorithm>
#include <array>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

using Kind = SqlToken::Kind;
using Tokens = std::vector<SqlToken>;
using Words = std::initializer_list<QByteArrayView>;

constexpr QByteArrayView leaveOut = "Leave it out; if it is the name of a column, quote it";

bool isOneOf(QByteArrayView word, Words words)
{
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// One statement, cut in one way.
class Reading
{
public:
    Reading(const Tokens &tokens, SqlDatabase database) : m_tokens(tokens), m_database(database)
    {
        for (const SqlToken &token : tokens)
            m_words.push_back(token.kind == Kind::Word ? token.text.toByteArray().toLower() : QByteArray());
    }

    QString problem()
    {
        size_t first = 0;
        while (text(first) == "(")
            ++first;
        QString found = ofStart(first);
        for (size_t i = first; found.isEmpty() && i < m_tokens.size(); ++i) {
            found = ofToken(i);
            if (found.isEmpty() && !m_words[i].isEmpty() && text(i - 1) != "." && !isInBrackets(i))
                found = ofWord(i);
        }
        return found;
    }

private:
    QByteArrayView text(size_t i) const { return i < m_tokens.size() ? m_tokens[i].text : QByteArrayView(); }
    QByteArrayView word(size_t i) const { return i < m_words.size() ? QByteArrayView(m_words[i]) : QByteArrayView(); }
    bool isOdbc() const { return m_database == SqlDatabase::Odbc; }
    bool isName(size_t i) const
    {
        return i < m_tokens.size() && (m_tokens[i].kind == Kind::Word || m_tokens[i].kind == Kind::Name);
    }
    /// Oracle's: its functions stand behind a dot.
    static bool isPackage(QByteArrayView name) { return name.startsWith("utl_") || name.startsWith("dbms_"); }
    /// [name], as SQL Server quotes it.
    bool isInBrackets(size_t i) const { return isOdbc() && text(i - 1) == "[" && text(i + 1) == "]"; }
    static QString refuse(QByteArrayView what, const char *does)
    {
        return u"A feed only reads, and “%1” in its query %2. %3"_s.arg(
            QString::fromUtf8(what), QString::fromLatin1(does), QString::fromLatin1(leaveOut));
    }

    QString ofStart(size_t first) const
    {
        const QByteArrayView start = word(first);
        const bool isSqlite = m_database == SqlDatabase::Sqlite, isMySql = m_database == SqlDatabase::MySql;
        if (isOneOf(start, {"select", "with", "values"}) || (start == "table" && !isSqlite) ||
            (start == "show" && !isSqlite))
            return {};
        if (start == "explain" || (isOneOf(start, {"describe", "desc"}) && (isMySql || isOdbc())))
            return ofExplained(first + 1);
        if (start == "pragma" && (isSqlite || isOdbc()))
            return ofPragma(first + 1);
        return u"A feed only reads: its query begins with SELECT, WITH, VALUES, TABLE, SHOW or EXPLAIN, not with “%1”"_s
            .arg(QString::fromUtf8(text(first)));
    }

    /// What is explained may be run (EXPLAIN ANALYZE).
    QString ofExplained(size_t i) const
    {
        if (text(i) == "(" && !isOneOf(word(i + 1), {"select", "with", "values"})) {
            while (i < m_tokens.size() && text(i) != ")")
                ++i;
            ++i;
        }
        while (isOneOf(word(i), {"analyze", "analyse", "verbose", "extended", "partitions", "query", "plan"}) ||
               (word(i) == "format" && text(i + 1) == "="))
            i += word(i) == "format" ? 3 : 1;
        const bool mayBeTable = m_database == SqlDatabase::MySql || isOdbc();
        if (text(i) == "(" || isOneOf(word(i), {"select", "with", "values", "table"}) || (mayBeTable && !isWrite(i)))
            return {};
        return u"A feed only reads: it may explain a query that begins with SELECT, WITH or VALUES, not “%1”"_s.arg(
            QString::fromUtf8(text(i)));
    }
    QString ofPragma(size_t i) const
    {
        if (text(i + 1) == ".")
            i += 2;
        const bool hasValue = i + 1 < m_tokens.size();
        if (isName(i) && isReadingPragma(word(i), hasValue))
            return {};
        return refuse("PRAGMA " + text(i).toByteArray(), "may change the database");
    }

    QString ofToken(size_t i) const
    {
        const SqlToken &token = m_tokens[i];
        if (token.text == "/*!" || token.text == "/*M")
            return refuse("/*!", "is a comment that MySQL and MariaDB execute");
        // U&"\006co_export" spells the name in another way.
        if (token.kind == Kind::Name && text(i - 1) == "&" && word(i - 2) == "u")
            return refuse("U&", "hides a name behind escapes");
        const QByteArrayView behind = text(isInBrackets(i) ? i + 2 : i + 1);
        if (isName(i) && (behind == "(" || (isOdbc() && behind == "." && isPackage(word(i))))) {
            QByteArray name = token.text.toByteArray().toLower();
            if (token.kind == Kind::Name)
                name = name.sliced(1).chopped(name.size() > 1 ? 1 : 0);
            if (isWritingFunction(name, m_database))
                return refuse(token.text,
                              "is a function that changes something, locks it, or runs what cannot be seen");
        }
        return {};
    }

    QString ofWord(size_t i) const
    {
        const QByteArrayView here = word(i), next = word(i + 1);
        if (here == "into" && word(i - 1) != "as" && text(i + 1) != ".") {
            const bool isFile = isOneOf(next, {"outfile", "dumpfile"});
            return refuse(isFile ? "INTO " + text(i + 1).toByteArray() : "INTO",
                          isFile ? "writes a file on the server" : "puts the rows somewhere else");
        }
        if (here == "for" && (isOneOf(next, {"update", "share"}) || (next == "no" && word(i + 2) == "key") ||
                              (next == "key" && word(i + 2) == "share")))
            return refuse("FOR " + text(i + 1).toByteArray(), "locks rows against others");
        if (here == "lock" && next == "in" && word(i + 2) == "share")
            return refuse("LOCK IN SHARE MODE", "locks rows against others");
        if (here == "next" && next == "value" && word(i + 2) == "for")
            return refuse("NEXT VALUE FOR", "takes a number from a sequence");
        if (begins(i) && isWrite(i) && isName(i + 1))
            return refuse(text(i), "writes");
        return isOdbc() ? ofOtherServers(i) : QString();
    }
    /// A statement, or a part of one in parentheses, can begin there.
    bool begins(size_t i) const
    {
        return i == 0 || text(i - 1) == "(" || (text(i - 1) == ")" && isOneOf(word(0), {"with", "explain"}));
    }
    bool isWrite(size_t i) const
    {
        return isOneOf(word(i), {"insert", "update", "delete", "merge", "replace", "create", "execute", "declare",
                                 "refresh", "call", "truncate", "drop", "alter"});
    }
    /// SQL Server needs nothing between two statements.
    QString ofOtherServers(size_t i) const
    {
        const QByteArrayView here = word(i), next = word(i + 1);
        const bool isStatement =
            isOneOf(here, {"insert", "update", "delete", "merge", "truncate", "create", "alter", "drop", "grant",
                           "revoke", "deny", "exec", "execute", "declare", "dbcc", "bulk", "waitfor", "kill"}) &&
            (isName(i + 1) || text(i + 1) == "@");
        const bool isOther = isOneOf(here, {"shutdown", "reconfigure"}) ||
                             (isOneOf(here, {"backup", "restore"}) && isOneOf(next, {"database", "log"})) ||
                             isOneOf(here, {"xlock", "updlock", "tablock", "tablockx", "paglock", "holdlock"});
        if ((isStatement || isOther) && word(i - 1) != "as")
            return refuse(text(i), "can begin a statement of its own, or lock others out");
        return {};
    }

    const Tokens &m_tokens;
    const SqlDatabase m_database;
    std::vector<QByteArray> m_words; ///< in lower case; empty for what is none
};

/// The ways in which the server may take a text apart.
std::vector<Tokens> cuts(QByteArrayView statement, SqlDatabase database)
{
    std::vector<Tokens> all{sqlTokens(statement, database)};
    if (database == SqlDatabase::MySql || database == SqlDatabase::Odbc)
        all.push_back(sqlTokens(statement, SqlDatabase::MySql, SqlQuotes::AreNames));
    if (database == SqlDatabase::Odbc) {
        for (const SqlDatabase other : {SqlDatabase::MySql, SqlDatabase::PostgreSql, SqlDatabase::Sqlite})
            all.push_back(sqlTokens(statement, other));
    }
    return all;
}

} // namespace

QString whyNotReading(QByteArrayView statement, SqlDatabase database)
{
    if (statement.contains('\0'))
        return u"There is a NUL in the query: write it anew"_s;
    for (Tokens &tokens : cuts(statement, database)) {
        while (!tokens.empty() && tokens.back().text == ";")
            tokens.pop_back();
        if (std::any_of(tokens.begin(), tokens.end(), [](const SqlToken &t) { return t.text == ";"; }))
            return u"A feed runs one statement: leave out what is behind the semicolon"_s;
        if (const QString problem = Reading(tokens, database).problem(); !problem.isEmpty())
            return problem;
    }
    return {};
}

bool isReadingPragma(QByteArrayView name, bool hasValue)
{
    if (hasValue) {
        return isOneOf(name, {"table_info", "table_xinfo", "table_list", "index_list", "index_info", "index_xinfo",
                              "foreign_key_list", "foreign_key_check", "integrity_check", "quick_check"});
    }
    return isOneOf(name,
                   {"table_list",         "foreign_key_check", "integrity_check", "quick_check",     "application_id",
                    "user_version",       "schema_version",    "data_version",    "database_list",   "collation_list",
                    "function_list",      "module_list",       "pragma_list",     "compile_options", "encoding",
                    "page_count",         "page_size",         "max_page_count",  "freelist_count",  "journal_mode",
                    "auto_vacuum",        "cache_size",        "foreign_keys",    "synchronous",     "query_only",
                    "journal_size_limit", "secure_delete"});
}

} // namespace livebelt
