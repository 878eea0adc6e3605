// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/filter/FilterPrinter.h"

#include "model/filter/FilterNames.h"

#include <algorithm>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

QString quoted(QString text)
{
    return u'"' + text.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s) + u'"';
}

bool isPlainName(const QString &name)
{
    return !name.isEmpty() && std::all_of(name.begin(), name.end(), [](QChar c) {
        return c.isLetterOrNumber() || c == u'_' || c == u'-' || c == u'.' || c == u'/' || c == u'@';
    }) && (name.front().isLetter() || name.front() == u'_');
}

QString nameOf(FilterPlace place)
{
    const auto names = filterNames();
    const auto found =
        std::find_if(names.begin(), names.end(), [place](const FilterName &n) { return n.place == place; });
    return found == names.end() ? QString() : QString::fromLatin1(found->name);
}

QString nameOf(const FilterTarget &target)
{
    const QString name = QString::fromUtf8(target.name);
    if (target.isStrict)
        return u'.' + (isPlainName(name) ? name : quoted(name));
    return name.isEmpty() ? nameOf(target.place) : name;
}

/// A glob, which stands without quotes, may end with a bracket that is open and closes nothing.
QString bracketed(const QString &inner)
{
    return u'(' + inner + (inner.contains(u'*') ? u" )"_s : u")"_s);
}

QString printedPattern(const QString &pattern, const QString &flags)
{
    QString text = u"/"_s;
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        if (pattern.at(i) == u'/')
            text += u'\\';
        text += pattern.at(i);
        if (pattern.at(i) == u'\\' && i + 1 < pattern.size())
            text += pattern.at(++i);
    }
    return text + u'/' + flags;
}

QString signOf(FilterComparison comparison)
{
    switch (comparison) {
    case FilterComparison::Less:
        return u"<"_s;
    case FilterComparison::LessOrEqual:
        return u"<="_s;
    case FilterComparison::Greater:
        return u">"_s;
    case FilterComparison::GreaterOrEqual:
        return u">="_s;
    default:
        return u":"_s;
    }
}

QString printedNumber(const FilterNumber &number)
{
    return QString::fromUtf8(number.digits + number.unit);
}

QString printedNode(const TextTerm &term)
{
    const QString name = term.target.place == FilterPlace::Anywhere ? QString() : nameOf(term.target);
    switch (term.how) {
    case FilterText::Equals:
        return name + (term.literal.isEmpty() ? u":="_s : u"="_s) + quotedWord(term.words);
    case FilterText::Glob:
        return name + u':' + term.words;
    case FilterText::Pattern:
        return name + (name.isEmpty() ? QString() : u":"_s) + printedPattern(term.words, term.flags);
    default:
        return name + (name.isEmpty() ? QString() : u":"_s) + quotedWord(term.words);
    }
}

QString printedNode(const NumberTerm &term)
{
    if (term.comparison == FilterComparison::Within)
        return nameOf(term.target) + u':' + printedNumber(term.number) + u".."_s + printedNumber(term.most);
    return nameOf(term.target) + signOf(term.comparison) + printedNumber(term.number);
}

QString printedNode(const LevelTerm &term)
{
    const QByteArrayView name = levelName(term.level);
    return u"level"_s + signOf(term.comparison) + (name.isEmpty() ? u"none"_s : QString::fromUtf8(name));
}

QString printedNode(const KindTerm &term)
{
    return u"kind:"_s + QString::fromUtf8(kindName(term.kind));
}

QString printedNode(const TimeTerm &term)
{
    const qsizetype sign = term.written.startsWith("<="_L1) || term.written.startsWith(">="_L1) ? 2 : 1;
    const QString text = term.written.sliced(sign);
    const bool isWord =
        std::none_of(text.begin(), text.end(), [](QChar c) { return c.isSpace() || u"\"|()"_s.contains(c); });
    return (term.isAge ? u"age"_s : nameOf(term.place)) + term.written.first(sign) + (isWord ? text : quoted(text));
}

QString printedNode(const HasTerm &term)
{
    if (term.target.place != FilterPlace::Field)
        return u"has:"_s + nameOf(term.target);
    const QString name = QString::fromUtf8(term.target.name);
    return u"has:"_s + (filterName(name) || name.startsWith(u'.') ? quotedWord(u'.' + name) : quotedWord(name));
}

QString printedNode(const MarkedTerm &)
{
    return u"is:marked"_s;
}

QString printedNode(const NotTerm &term)
{
    const FilterTerm &inner = term.terms.front();
    const bool isOne = !std::holds_alternative<AllTerm>(inner.node) && !std::holds_alternative<AnyTerm>(inner.node) &&
                       !std::holds_alternative<NotTerm>(inner.node);
    return isOne ? u'-' + printed(inner) : u'-' + bracketed(printed(inner));
}

QString printedNode(const AllTerm &term)
{
    QStringList parts;
    for (const FilterTerm &part : term.terms)
        parts += std::holds_alternative<AnyTerm>(part.node) && term.terms.size() > 1 ? bracketed(printed(part))
                                                                                     : printed(part);
    return parts.join(u' ');
}

QString printedNode(const AnyTerm &term)
{
    QStringList parts;
    for (const FilterTerm &part : term.terms)
        parts += printed(part);
    return parts.join(u" | "_s);
}

} // namespace

QString printed(const FilterTerm &term)
{
    return std::visit([](const auto &node) { return printedNode(node); }, term.node);
}

QString quotedWord(const QString &text)
{
    static const QStringList meaningful{u"AND"_s, u"OR"_s, u"NOT"_s, u"not"_s};
    const bool isPlain = !text.isEmpty() && !meaningful.contains(text) && !text.contains(".."_L1) &&
                         std::all_of(text.begin(), text.end(),
                                     [](QChar c) {
                                         return c.isLetterOrNumber() || c == u'_' || c == u'.' || c == u'/' ||
                                                c == u'@' || c == u'-' || c == u'#';
                                     }) &&
                         text.front() != u'-' && text.front() != u'/' && text.front() != u'.';
    return isPlain ? text : quoted(text);
}

} // namespace livebelt
