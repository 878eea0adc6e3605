// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/filter/FilterParser.h"

#include <cmath>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

FilterTerm contains(FilterPlace place, const QString &words, const QByteArray &field = {})
{
    return {ContainsTerm{place, field, words, TextFinder(words)}};
}

Failure at(qsizetype position, const QString &sentence)
{
    return {u"%1 (character %2 of the filter)."_s.arg(sentence).arg(position + 1)};
}

bool startsName(QChar c)
{
    return c.isLetter() || c == u'_';
}

bool isInName(QChar c)
{
    return c.isLetterOrNumber() || c == u'_' || c == u'-' || c == u'.' || c == u'/' || c == u'@';
}

} // namespace

Result<AllTerm> FilterParser::parse()
{
    AllTerm all;
    for (skipSpace(); !isAtEnd(); skipSpace()) {
        auto next = term();
        if (!next)
            return Failure{next.error()};
        all.terms.push_back(*std::move(next));
    }
    return all;
}

Result<FilterTerm> FilterParser::term()
{
    const bool negated = m_text.at(m_at) == u'-' && m_at + 1 < m_text.size() && !m_text.at(m_at + 1).isSpace() &&
                         m_text.at(m_at + 1) != u'-';
    if (negated) {
        ++m_at;
        auto inner = term();
        if (!inner)
            return inner;
        return FilterTerm{NotTerm{std::make_shared<const FilterTerm>(*std::move(inner))}};
    }
    if (m_text.at(m_at) == u'"') {
        auto phrase = quoted();
        if (!phrase)
            return Failure{phrase.error()};
        return contains(FilterPlace::Anywhere, *phrase);
    }
    const qsizetype start = m_at;
    if (const QString field = name(); !field.isEmpty())
        return named(field, start);
    return contains(FilterPlace::Anywhere, word());
}

Result<FilterTerm> FilterParser::named(const QString &name, qsizetype nameAt)
{
    if (isAtEnd() || m_text.at(m_at).isSpace())
        return at(nameAt, u"Nothing stands behind “%1:”: write what to look for right after the colon"_s.arg(name));
    const qsizetype valueAt = m_at;
    QString value;
    if (m_text.at(m_at) == u'"') {
        auto phrase = quoted();
        if (!phrase)
            return Failure{phrase.error()};
        value = *std::move(phrase);
    } else {
        value = word();
    }

    const QString known = name.toLower();
    if (known == u"kind"_s) {
        if (const auto kind = kindFromName(value.toLower().toUtf8()))
            return FilterTerm{KindTerm{*kind}};
        return at(valueAt, u"There is no kind “%1”: it is message, measurement, event, row or notice"_s.arg(value));
    }
    if (known == u"value"_s) {
        bool ok = false;
        const double number = value.toDouble(&ok);
        if (ok && std::isfinite(number))
            return FilterTerm{ValueTerm{number}};
        return at(valueAt, u"“%1” is no number: write one behind “value:”, as in value:21.5"_s.arg(value));
    }
    if (known == u"subject"_s || known == u"from"_s)
        return contains(FilterPlace::Subject, value);
    if (known == u"text"_s)
        return contains(FilterPlace::Text, value);
    if (known == u"unit"_s)
        return contains(FilterPlace::Unit, value);
    if (known == u"feed"_s)
        return contains(FilterPlace::Feed, value);
    return contains(FilterPlace::Field, value, name.toUtf8());
}

Result<QString> FilterParser::quoted()
{
    const qsizetype start = m_at++;
    QString phrase;
    for (; !isAtEnd(); ++m_at) {
        QChar c = m_text.at(m_at);
        if (c == u'"') {
            ++m_at;
            if (phrase.isEmpty())
                return at(start, u"There is nothing between the quotes: write what to look for"_s);
            return phrase;
        }
        const bool escape =
            c == u'\\' && m_at + 1 < m_text.size() && (m_text.at(m_at + 1) == u'"' || m_text.at(m_at + 1) == u'\\');
        if (escape)
            c = m_text.at(++m_at);
        phrase += c;
    }
    return at(start, u"A quote is opened and not closed: end the phrase with “\"”"_s);
}

QString FilterParser::word()
{
    const qsizetype start = m_at;
    while (!isAtEnd() && !m_text.at(m_at).isSpace())
        ++m_at;
    return m_text.sliced(start, m_at - start);
}

/// The name in front of a colon, and goes behind the colon; empty and stays where there is none, or a URL.
QString FilterParser::name()
{
    qsizetype end = m_at;
    if (!startsName(m_text.at(m_at)))
        return {};
    while (end < m_text.size() && isInName(m_text.at(end)))
        ++end;
    if (end >= m_text.size() || m_text.at(end) != u':' || m_text.sliced(end + 1).startsWith(u"//"))
        return {};
    const QString found = m_text.sliced(m_at, end - m_at);
    m_at = end + 1;
    return found;
}

void FilterParser::skipSpace()
{
    while (!isAtEnd() && m_text.at(m_at).isSpace())
        ++m_at;
}

} // namespace livebelt
