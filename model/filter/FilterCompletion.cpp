// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/filter/FilterAdvice.h"
#include "model/filter/FilterNames.h"
#include "model/filter/FilterPrinter.h"
#include "model/filter/FilterScanner.h"

#include <algorithm>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

/// The term that the cursor stands in, or at the end of.
struct Place
{
    qsizetype from = 0; ///< of the term, behind a minus sign
    bool isQuoted = false;
    qsizetype quote = 0; ///< where the quote stands that is open
};

Place placeOf(QStringView before)
{
    Place place;
    for (qsizetype i = 0; i < before.size(); ++i) {
        const QChar c = before.at(i);
        if (place.isQuoted) {
            if (c == u'\\')
                ++i;
            else if (c == u'"')
                place.isQuoted = false;
            continue;
        }
        // A quote within a word is a letter.
        const bool mayQuote = i == place.from || before.at(i - 1) == u'.' || u":=<>(|"_s.contains(before.at(i - 1));
        if (c == u'"' && mayQuote) {
            place.isQuoted = true;
            place.quote = i;
        } else if (c.isSpace() || c == u'|' || c == u'(' || (c == u'-' && i == place.from)) {
            place.from = i + 1;
        }
    }
    return place;
}

class Offers
{
public:
    Offers(QString typed, qsizetype most) : m_typed(std::move(typed)), m_most(most) {}

    /// shown: what has to begin with, or contain, what is typed.
    void add(const QString &shown, const QString &text, quint64 count, const QString &meaning = {})
    {
        const qsizetype at = shown.indexOf(m_typed, 0, Qt::CaseInsensitive);
        if (at >= 0)
            m_all.append({{text, count, meaning}, at == 0});
    }
    void addSeen(const FilterCatalog::Seen &seen)
    {
        for (auto value = seen.values.begin(); value != seen.values.end(); ++value) {
            const QString text = QString::fromUtf8(value.key());
            add(text, quotedWord(text), value.value());
        }
    }
    QList<FilterCompletion> take()
    {
        std::sort(m_all.begin(), m_all.end(), [](const Offer &a, const Offer &b) {
            if (a.isBegun != b.isBegun)
                return a.isBegun;
            return a.completion.count != b.completion.count ? a.completion.count > b.completion.count
                                                            : a.completion.text < b.completion.text;
        });
        QList<FilterCompletion> first;
        for (const Offer &offer : std::as_const(m_all)) {
            if (first.size() < m_most)
                first.append(offer.completion);
        }
        return first;
    }

private:
    struct Offer
    {
        FilterCompletion completion;
        bool isBegun; ///< with what is typed
    };
    QString m_typed;
    qsizetype m_most;
    QList<Offer> m_all;
};

void offerNames(Offers &offers, const FilterCatalog &catalog)
{
    for (auto field = catalog.fields().begin(); field != catalog.fields().end(); ++field) {
        const QString name = QString::fromUtf8(field.key());
        FilterTerm term{TextTerm{
            {FilterPlace::Field, field.key(), filterName(name) != nullptr}, FilterText::Contains, u"x"_s, {}, {}}};
        QString text = printed(term).chopped(1);
        FilterOperator op{};
        if (const auto read = FilterScanner(text).name(op); !read || read->name != name) {
            std::get<TextTerm>(term.node).target.isStrict = true;
            text = printed(term).chopped(1);
        }
        offers.add(name, text, field->count);
    }
    for (const FilterName &known : filterNames()) {
        const QString name = QString::fromLatin1(known.name);
        if (!known.isAlias || known.place == FilterPlace::Size)
            offers.add(name, name + u':', 0, QString::fromLatin1(known.meaning));
    }
    offers.add(u"has"_s, u"has:"_s, 0, u"has that field"_s);
    offers.add(u"is"_s, u"is:"_s, 0, u"of that kind, of that level, or marked"_s);
    offers.add(u"age"_s, u"age<"_s, 0, u"how long ago: age<5m"_s);
}

void offerLevels(Offers &offers, const FilterCatalog &catalog)
{
    for (int level = int(Level::Fatal); level > 0; --level) {
        const QString name = QString::fromUtf8(levelName(Level(level)));
        if (catalog.isEmpty() || catalog.levelCount(Level(level)) > 0)
            offers.add(name, name, catalog.levelCount(Level(level)));
    }
}

void offerKinds(Offers &offers, const FilterCatalog &catalog)
{
    for (int kind = 0; kind <= int(RecordKind::Notice); ++kind) {
        const QString name = QString::fromUtf8(kindName(RecordKind(kind)));
        if (catalog.isEmpty() || catalog.kindCount(RecordKind(kind)) > 0)
            offers.add(name, name, catalog.kindCount(RecordKind(kind)));
    }
}

void offerTimes(Offers &offers)
{
    for (const QString &time : {u"today"_s, u"yesterday"_s, u"-5m"_s, u"-1h"_s})
        offers.add(time, time, 0);
}

void offerValues(Offers &offers, const FilterScanner::Name &name, const FilterCatalog &catalog)
{
    const auto field = catalog.fields().constFind(name.name.toUtf8());
    const QString lower = name.name.toLower();
    const FilterName *known = name.isStrict ? nullptr : filterName(name.name);
    if ((!known || known->isAlias) && field != catalog.fields().constEnd())
        return offers.addSeen(*field);
    if (!known && lower == "has"_L1) {
        for (auto one = catalog.fields().begin(); one != catalog.fields().end(); ++one)
            offers.add(QString::fromUtf8(one.key()), quotedWord(QString::fromUtf8(one.key())), one->count);
    }
    if (!known && lower == "is"_L1) {
        offerKinds(offers, catalog);
        offerLevels(offers, catalog);
        offers.add(u"marked"_s, u"marked"_s, 0);
    }
    if (!known)
        return;
    switch (known->place) {
    case FilterPlace::Subject:
        return offers.addSeen(catalog.subjects());
    case FilterPlace::Unit:
        return offers.addSeen(catalog.units());
    case FilterPlace::Feed:
        return offers.addSeen(catalog.feeds());
    case FilterPlace::Level:
        return offerLevels(offers, catalog);
    case FilterPlace::Kind:
        return offerKinds(offers, catalog);
    case FilterPlace::Time:
    case FilterPlace::Received:
        return offerTimes(offers);
    default:
        return;
    }
}

} // namespace

FilterCompletions completionsAt(const QString &expression, qsizetype cursor, const FilterCatalog &catalog,
                                qsizetype most)
{
    cursor = std::clamp<qsizetype>(cursor, 0, expression.size());
    const QString before = expression.left(cursor);
    const Place place = placeOf(before);
    const QString term = before.sliced(place.from);
    FilterCompletions found;
    if (term.startsWith(u'/'))
        return found;
    FilterScanner scanner(term);
    FilterOperator op{};
    std::optional<FilterScanner::Name> name;
    try {
        name = scanner.name(op);
    } catch (const FilterRemark &) { // a quote that is still open: ."living
        return found;
    }
    // What follows the cursor within the same word is replaced, too.
    qsizetype end = cursor;
    while (!place.isQuoted && end < expression.size() && !expression.at(end).isSpace() &&
           !u":=<>|()"_s.contains(expression.at(end)))
        ++end;
    const qsizetype from = name ? place.from + scanner.at() : place.from;
    QString typed = expression.sliced(from, cursor - from);
    const bool isBegun = typed.startsWith(u'"');
    if (isBegun)
        typed = typed.sliced(1);
    if (!name && (isBegun || place.isQuoted))
        return found;
    Offers offers(typed, most);
    if (name)
        offerValues(offers, *name, catalog);
    else
        offerNames(offers, catalog);
    found.from = from;
    found.length = end - from;
    found.offers = offers.take();
    const QString there = expression.sliced(from, found.length);
    found.offers.removeIf([&](const FilterCompletion &offer) { return offer.text == there; });
    return found;
}

} // namespace livebelt
