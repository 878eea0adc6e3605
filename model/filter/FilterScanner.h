// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/filter/FilterRemark.h"
#include "model/filter/FilterTerm.h"

#include <optional>

namespace livebelt {

/// What an operator behind a name says.
enum class FilterOperator : quint8 { Has, Is, IsNot, SameOrText, Less, LessOrEqual, Greater, GreaterOrEqual };

/// The letters of an expression, taken piece by piece from the front. Throws FilterRemark where a piece is malformed.
class FilterScanner
{
public:
    explicit FilterScanner(const QString &text) : m_text(text) {}

    qsizetype at() const { return m_at; }
    void goTo(qsizetype at) { m_at = at; }
    bool isAtEnd() const { return m_at >= m_text.size(); }
    QString slice(qsizetype from) const { return m_text.sliced(from, m_at - from); }
    QChar peek(qsizetype ahead = 0) const { return m_at + ahead < m_text.size() ? m_text.at(m_at + ahead) : QChar(); }
    bool skipSpace(); ///< true where there was some
    bool take(QChar c);
    /// Takes a word of the language, which ends at a space or a bracket.
    bool takeWord(QLatin1StringView word);
    /// Nothing, a space, | or a closing bracket comes next.
    bool isAtBoundary(int depth, qsizetype ahead = 0) const;

    struct Name
    {
        QString name;
        bool isStrict = false; ///< written with a point before it
        qsizetype at = 0;
        qsizetype length = 0;
    };
    /// A name with an operator behind it; nothing is taken where there is none.
    std::optional<Name> name(FilterOperator &op);

    /// From the quote on.
    QString quoted();
    struct Pattern
    {
        QString pattern, flags;
        qsizetype at = 0; ///< of its first character
    };
    /// /pattern/flags; nothing is taken where that is not what it is.
    std::optional<Pattern> pattern(int depth);
    /// All up to a space, a | or, within brackets, the one that closes. depth: of brackets open.
    QString word(int depth);

private:
    std::optional<Pattern> pattern(int depth, bool knowsSets);
    qsizetype closingBracket() const;
    std::optional<FilterOperator> takeOperator();

    QString m_text;
    qsizetype m_at = 0;
};

} // namespace livebelt
