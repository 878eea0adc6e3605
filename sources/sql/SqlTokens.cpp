// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/sql/SqlTokens.h"

namespace livebelt {

namespace {

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isWordPart(char c)
{
    return isLetter(c) || isDigit(c) || c == '$';
}

class Cutter
{
public:
    Cutter(QByteArrayView text, SqlDatabase database, SqlQuotes quotes)
        : m_text(text), m_database(database), m_quotesTexts(isMySql() && quotes == SqlQuotes::AsUsual)
    {
    }

    std::vector<SqlToken> tokens()
    {
        while (m_at < m_text.size()) {
            if (!skipSpace() && !skipComment())
                takeToken();
        }
        return std::move(m_tokens);
    }

private:
    using Kind = SqlToken::Kind;

    char at(qsizetype i) const { return i >= 0 && i < m_text.size() ? m_text[i] : '\0'; }
    bool isMySql() const { return m_database == SqlDatabase::MySql; }

    bool skipSpace()
    {
        const qsizetype begin = m_at;
        while (m_at < m_text.size() && (m_text[m_at] == ' ' || (m_text[m_at] >= '\t' && m_text[m_at] <= '\r')))
            ++m_at;
        return m_at > begin;
    }
    bool skipComment()
    {
        // MariaDB takes "5--3" as 8.
        const bool isDash =
            at(m_at) == '-' && at(m_at + 1) == '-' && (!isMySql() || static_cast<unsigned char>(at(m_at + 2)) <= ' ');
        if (isDash || (isMySql() && at(m_at) == '#')) {
            while (m_at < m_text.size() && m_text[m_at] != '\n')
                ++m_at;
            return true;
        }
        if (at(m_at) != '/' || at(m_at + 1) != '*' || isExecuted())
            return false;
        int depth = 0; // PostgreSQL's nest
        do {
            const bool opens = at(m_at) == '/' && at(m_at + 1) == '*';
            const bool closes = at(m_at) == '*' && at(m_at + 1) == '/';
            depth += opens ? (depth == 0 || m_database == SqlDatabase::PostgreSql) : closes ? -1 : 0;
            m_at += opens || closes ? 2 : 1;
        } while (depth > 0 && m_at < m_text.size());
        return true;
    }
    /// "/*!50000 ...", and MariaDB's "/*M!100100 ...".
    bool isExecuted() const
    {
        return m_database != SqlDatabase::PostgreSql && m_database != SqlDatabase::Sqlite && at(m_at) == '/' &&
               at(m_at + 1) == '*' && (at(m_at + 2) == '!' || (at(m_at + 2) == 'M' && at(m_at + 3) == '!'));
    }
    void takeToken()
    {
        const char c = at(m_at);
        if (isExecuted())
            return take(Kind::Symbol, m_at + 3);
        if (c == '\'')
            return takeQuoted(Kind::String, '\'', isMySql() || isEscapeString());
        if (c == '"')
            return takeQuoted(m_quotesTexts ? Kind::String : Kind::Name, '"', m_quotesTexts);
        if (c == '`')
            return takeQuoted(Kind::Name, '`', false);
        if (c == '[' && m_database == SqlDatabase::Sqlite)
            return takeQuoted(Kind::Name, ']', false);
        if (c == '$' && m_database == SqlDatabase::PostgreSql && takeDollar())
            return;
        if (isWordPart(c))
            return takeWord();
        if (c == '?')
            return takeQuestionMark();
        if (c == ':' && isLetter(at(m_at + 1)) && at(m_at - 1) != ':' && !isWordPart(at(m_at - 1)) &&
            at(m_at - 1) != ']') // else a cast, or a slice of an array
            return take(Kind::Mark, nameEnd(m_at + 1));
        take(Kind::Symbol, m_at + 1);
    }
    qsizetype nameEnd(qsizetype i) const
    {
        while (i < m_text.size() && isWordPart(m_text[i]))
            ++i;
        return i;
    }
    void take(Kind kind, qsizetype end)
    {
        m_tokens.push_back({kind, m_text.sliced(m_at, end - m_at)});
        m_at = end;
    }
    void takeWord() { take(Kind::Word, nameEnd(m_at)); }
    /// ?| and ?& are operators in PostgreSQL.
    void takeQuestionMark()
    {
        const char next = at(m_at + 1);
        const bool isOperator = m_database == SqlDatabase::PostgreSql && (next == '|' || next == '&');
        take(isOperator ? Kind::Symbol : Kind::Mark, m_at + 1);
    }
    /// E'...' of PostgreSQL, the E being the word just taken.
    bool isEscapeString() const
    {
        return m_database == SqlDatabase::PostgreSql && !m_tokens.empty() &&
               m_tokens.back().text.end() == m_text.begin() + m_at &&
               m_tokens.back().text.compare("e", Qt::CaseInsensitive) == 0;
    }
    void takeQuoted(Kind kind, char close, bool hasBackslash)
    {
        qsizetype i = m_at + 1;
        while (i < m_text.size()) {
            if (m_text[i] == close && at(i + 1) != close)
                break;
            i += m_text[i] == close || (hasBackslash && m_text[i] == '\\') ? 2 : 1;
        }
        take(kind, std::min(i + 1, m_text.size()));
    }
    /// $1, or $tag$...$tag$.
    bool takeDollar()
    {
        qsizetype i = m_at + 1;
        if (isDigit(at(i))) {
            while (isDigit(at(i)))
                ++i;
            take(Kind::Mark, i);
            return true;
        }
        while (isLetter(at(i)) || isDigit(at(i)))
            ++i;
        if (at(i) != '$')
            return false;
        const QByteArrayView tag = m_text.sliced(m_at, i + 1 - m_at);
        const qsizetype close = m_text.indexOf(tag, i + 1);
        take(Kind::String, close < 0 ? m_text.size() : close + tag.size());
        return true;
    }

    const QByteArrayView m_text;
    const SqlDatabase m_database;
    const bool m_quotesTexts; ///< what stands between double quotes
    qsizetype m_at = 0;
    std::vector<SqlToken> m_tokens;
};

} // namespace

std::vector<SqlToken> sqlTokens(QByteArrayView statement, SqlDatabase database, SqlQuotes quotes)
{
    return Cutter(statement, database, quotes).tokens();
}

} // namespace livebelt
