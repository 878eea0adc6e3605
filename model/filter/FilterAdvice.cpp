// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/filter/FilterAdvice.h"

#include "model/filter/FilterNames.h"

#include <algorithm>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

/// How many letters have to be put in, taken out, changed, or swapped with the next, to make b of a; case does not
/// count.
qsizetype distance(const QString &a, const QString &b)
{
    std::vector<std::vector<qsizetype>> rows(size_t(a.size() + 1), std::vector<qsizetype>(size_t(b.size() + 1)));
    const auto at = [&](qsizetype i, qsizetype j) -> qsizetype & { return rows[size_t(i)][size_t(j)]; };
    const auto isSame = [&](qsizetype i, qsizetype j) {
        return a.at(i - 1).toCaseFolded() == b.at(j - 1).toCaseFolded();
    };
    for (qsizetype i = 0; i <= a.size(); ++i)
        at(i, 0) = i;
    for (qsizetype j = 0; j <= b.size(); ++j)
        at(0, j) = j;
    for (qsizetype i = 1; i <= a.size(); ++i) {
        for (qsizetype j = 1; j <= b.size(); ++j) {
            at(i, j) = std::min({at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (isSame(i, j) ? 0 : 1)});
            if (i > 1 && j > 1 && isSame(i, j - 1) && isSame(i - 1, j))
                at(i, j) = std::min(at(i, j), at(i - 2, j - 2) + 1);
        }
    }
    return at(a.size(), b.size());
}

/// The name that was perhaps meant; empty where none is near.
QString nearest(const QString &name, const FilterCatalog &catalog)
{
    constexpr qsizetype longest = 40;
    QString best;
    qsizetype least = std::max<qsizetype>(1, name.size() / 3) + 1;
    const auto offer = [&](const QString &known) {
        if (known.size() > longest)
            return;
        const bool isPart =
            name.size() > 2 && known.size() > name.size() && known.endsWith(u'.' + name, Qt::CaseInsensitive);
        const qsizetype way = isPart ? 0 : distance(name, known);
        if (way < least || (way == least && !best.isEmpty() && known < best)) {
            least = way;
            best = known;
        }
    };
    if (name.size() > longest)
        return {};
    for (auto field = catalog.fields().begin(); field != catalog.fields().end(); ++field)
        offer(QString::fromUtf8(field.key()));
    for (const FilterName &known : filterNames())
        offer(QString::fromLatin1(known.name));
    return best;
}

} // namespace

QList<FilterRemark> adviceOn(const FilterReading &reading, const FilterCatalog &catalog)
{
    QList<FilterRemark> advice = reading.remarks;
    if (catalog.isEmpty() || catalog.isCut())
        return advice;
    const auto mentions = reading.filter.mentions();
    for (const FilterMention &mention : mentions) {
        if (catalog.hasField(mention.name))
            continue;
        const QString name = QString::fromUtf8(mention.name), meant = nearest(name, catalog);
        const QString sentence = u"No field is called “%1” here"_s.arg(name) +
                                 (meant.isEmpty() ? QString() : u"; did you mean “%1”?"_s.arg(meant));
        advice.append({sentence, mention.at, mention.length});
    }
    return advice;
}

} // namespace livebelt
