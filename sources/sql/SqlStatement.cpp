// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/sql/SqlStatement.h"

#include "model/records/Fields.h"
#include "sources/sql/SqlReading.h"
#include "sources/sql/SqlTokens.h"

#include <algorithm>
#include <map>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

using Kind = SqlToken::Kind;
using Tokens = std::vector<SqlToken>;

bool isWord(const SqlToken &token, QByteArrayView word)
{
    return token.kind == Kind::Word && token.text.compare(word, Qt::CaseInsensitive) == 0;
}

/// The table behind the first FROM, without its schema and quotes.
QByteArray tableOf(const Tokens &tokens)
{
    auto token = std::find_if(tokens.begin(), tokens.end(), [](const SqlToken &t) { return isWord(t, "from"); });
    if (token == tokens.end())
        return {};
    QByteArray table;
    while (++token != tokens.end() && (token->kind == Kind::Word || token->kind == Kind::Name)) {
        table = (token->kind == Kind::Name ? token->text.sliced(1).chopped(1) : token->text).toByteArray();
        if (token + 1 == tokens.end() || (token + 1)->text != ".")
            break;
        ++token;
    }
    return table;
}

/// Puts the database's own places where those of the query are.
class Places
{
public:
    Places(SqlStatement &statement, const QStringList &parameters, SqlDatabase database)
        : m_statement(statement)
        , m_parameters(parameters)
        , m_isNumbered(database == SqlDatabase::PostgreSql)
        , m_text(statement.text)
    {
    }
    const QByteArray &text() const { return m_text; }

    /// What is wrong, or nothing.
    QString fill(const Tokens &tokens)
    {
        const auto has = [&tokens](char first) {
            return std::any_of(tokens.begin(), tokens.end(),
                               [first](const SqlToken &t) { return t.kind == Kind::Mark && t.text[0] == first; });
        };
        if (has('$'))
            return keepNumbered(tokens);
        if (has(':'))
            return fillNamed(tokens);
        if (m_isNumbered && m_parameters.isEmpty())
            return {}; // operators
        return fillInOrder(tokens);
    }

private:
    QString keepNumbered(const Tokens &tokens)
    {
        int highest = 0;
        for (const SqlToken &token : tokens) {
            if (token.kind == Kind::Mark && token.text[0] == '$')
                highest = std::max(highest, token.text.sliced(1).toInt());
        }
        for (const QString &parameter : m_parameters)
            m_statement.values.push_back(sqlValue(parameter));
        return mismatch(highest);
    }
    QString fillInOrder(const Tokens &tokens)
    {
        int places = 0;
        replace(tokens, [&](const SqlToken &token) -> QByteArray {
            if (token.text != "?")
                return token.text.toByteArray();
            if (places < m_parameters.size())
                m_statement.values.push_back(sqlValue(m_parameters[places]));
            ++places;
            return mark(places);
        });
        return mismatch(places);
    }
    QString fillNamed(const Tokens &tokens)
    {
        std::map<QByteArray, std::pair<SqlValue, int>> values; // and the number it has got
        for (const QString &parameter : m_parameters) {
            const qsizetype equals = parameter.indexOf(u'=');
            if (equals < 1) {
                return u"“%1” does not say whose value it is: the query has names, so write ?param=name=value"_s.arg(
                    parameter);
            }
            values[parameter.first(equals).toUtf8()] = {sqlValue(parameter.mid(equals + 1)), 0};
        }
        QString problem;
        replace(tokens, [&](const SqlToken &token) -> QByteArray {
            const auto found = values.find(token.text.sliced(1).toByteArray());
            if (token.text[0] != ':' || found == values.end()) {
                problem = u"There is no value for %1 in the query: add ?param=%2=value"_s.arg(
                    QString::fromUtf8(token.text), QString::fromUtf8(token.text.sliced(1)));
                return token.text.toByteArray();
            }
            auto &[value, number] = found->second;
            if (number == 0 || !m_isNumbered) {
                m_statement.values.push_back(value);
                number = int(m_statement.values.size());
            }
            return mark(number);
        });
        for (const auto &[name, value] : values) {
            if (problem.isEmpty() && value.second == 0)
                problem = u"The query has no place :%1 for the value given"_s.arg(QString::fromUtf8(name));
        }
        return problem;
    }
    template<typename Replacement>
    void replace(const Tokens &tokens, Replacement replacement)
    {
        QByteArray text;
        const char *from = m_statement.text.constData();
        for (const SqlToken &token : tokens) {
            if (token.kind != Kind::Mark)
                continue;
            text.append(from, token.text.begin() - from);
            text += replacement(token);
            from = token.text.end();
        }
        text.append(from, m_statement.text.constEnd() - from);
        m_text = text;
    }
    QByteArray mark(int number) const { return m_isNumbered ? '$' + QByteArray::number(number) : QByteArray("?"); }
    QString mismatch(int places) const
    {
        if (places == m_parameters.size())
            return {};
        return u"The query has %1 places for values, and ?param= gives %2: give one for each, in order"_s.arg(places)
            .arg(m_parameters.size());
    }

    SqlStatement &m_statement;
    const QStringList &m_parameters;
    const bool m_isNumbered;
    QByteArray m_text; ///< shares the statement's until a place is filled: the tokens refer to that
};

} // namespace

SqlValue sqlValue(const QString &text)
{
    SqlValue value{text.toUtf8()};
    bool isNumber = false;
    const qint64 whole = value.text.toLongLong(&isNumber);
    if (isNumber) {
        value.isNumber = QByteArray::number(whole) == value.text;
    } else {
        const double real = value.text.toDouble(&isNumber);
        value.isNumber = isNumber && std::isfinite(real) && shortestNumber(real) == value.text;
    }
    return value;
}

Result<SqlStatement> SqlStatement::from(const QString &query, const QStringList &parameters, SqlDatabase database)
{
    SqlStatement statement;
    statement.text = query.toUtf8();
    Tokens tokens = sqlTokens(statement.text, database);
    while (!tokens.empty() && tokens.back().text == ";")
        tokens.pop_back();
    if (tokens.empty())
        return Failure{u"There is no query: give one like ?query=SELECT * FROM readings"_s};
    if (std::any_of(tokens.begin(), tokens.end(), [](const SqlToken &t) { return t.text == ";"; }))
        return Failure{u"A feed runs one statement: leave out what is behind the semicolon"_s};
    if (const QString why = whyNotReading(statement.text, database); !why.isEmpty())
        return Failure{why};
    statement.text.truncate(tokens.back().text.end() - statement.text.constData());
    statement.table = tableOf(tokens);
    Places places(statement, parameters, database);
    const QString problem = places.fill(tokens);
    if (!problem.isEmpty())
        return Failure{problem};
    statement.text = places.text();
    return statement;
}

SqlStatement SqlStatement::following(const QByteArray &quotedColumn, const SqlValue *last, const QByteArray &mark,
                                     Last lastIs) const
{
    SqlStatement statement = *this;
    const QByteArray column = "livebelt_rows." + quotedColumn;
    statement.text = "SELECT * FROM (" + text + "\n) AS livebelt_rows";
    if (last) {
        statement.text += " WHERE " + column + (lastIs == Last::Taken ? " >= " : " > ") + mark;
        statement.values.push_back(*last);
    }
    statement.text += " ORDER BY " + column;
    return statement;
}

SqlStatement SqlStatement::newest(const QByteArray &quotedColumn) const
{
    SqlStatement statement = *this;
    statement.text = "SELECT max(livebelt_rows." + quotedColumn + ") FROM (" + text + "\n) AS livebelt_rows";
    return statement;
}

} // namespace livebelt
