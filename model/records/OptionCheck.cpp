// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/OptionCheck.h"

#include <algorithm>
#include <numeric>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

using Part = FeedParameter::Part;

/// Of Damerau and Levenshtein: letters to insert, remove, replace or swap.
qsizetype distance(const QString &a, const QString &b)
{
    std::vector<qsizetype> before, last(size_t(b.size()) + 1), now(last.size());
    std::iota(last.begin(), last.end(), 0);
    for (qsizetype i = 1; i <= a.size(); ++i) {
        now[0] = i;
        for (qsizetype j = 1; j <= b.size(); ++j) {
            const auto at = size_t(j);
            now[at] = std::min({last[at] + 1, now[at - 1] + 1, last[at - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                now[at] = std::min(now[at], before[at - 2] + 1);
        }
        before = std::exchange(last, now);
    }
    return last.back();
}

/// Long enough to help, short enough for two lines.
QString someOf(const QStringList &names)
{
    constexpr qsizetype most = 12;
    return names.size() <= most ? names.join(u", "_s) : names.first(most).join(u", "_s) + u" …"_s;
}

Failure unknown(const QString &name, const FeedDescription &kind, const QStringList &known)
{
    const QString nearest = nearestWord(name, known);
    if (!nearest.isEmpty())
        return {u"“%1” is no option of %2: did you mean %3=?"_s.arg(name.left(40), kind.kind, nearest)};
    if (known.isEmpty())
        return {u"“%1” is no option: %2 has none"_s.arg(name.left(40), kind.kind)};
    return {u"“%1” is no option of %2, which has %3 (“livebelt kinds” explains them)"_s.arg(name.left(40), kind.kind,
                                                                                            someOf(known))};
}

bool has(const FeedDescription &kind, Part part)
{
    return std::any_of(kind.parameters.begin(), kind.parameters.end(),
                       [part](const FeedParameter &parameter) { return parameter.part == part; });
}

} // namespace

QString nearestWord(const QString &word, const QStringList &words)
{
    constexpr qsizetype longest = 40; // names are short: anything longer is none of them
    if (word.size() > longest)
        return {};
    QString nearest;
    qsizetype least = std::max<qsizetype>(1, std::min<qsizetype>(3, word.size() / 2)) + 1;
    for (const QString &candidate : words) {
        const qsizetype changes = distance(word.toLower(), candidate.toLower());
        if (changes < least) {
            nearest = candidate;
            least = changes;
        }
    }
    return nearest;
}

QString unknownScheme(const QList<FeedDescription> &kinds, const QString &scheme)
{
    if (scheme == u"http" || scheme == u"https") {
        return u"A page is read as events, lines of JSON or by polling: write sse+%1://, ndjson+%1:// or poll+%1://"_s
            .arg(scheme);
    }
    QStringList known;
    for (const FeedDescription &kind : kinds)
        known += kind.schemes;
    const QString nearest = nearestWord(scheme, known);
    const auto kind = std::find_if(kinds.begin(), kinds.end(), [&nearest](const FeedDescription &description) {
        return description.schemes.contains(nearest);
    });
    const QString shown = scheme.left(40);
    if (kind == kinds.end())
        return u"There is no kind of feed called “%1:” (“livebelt kinds” shows those there are)"_s.arg(shown);
    const bool hasHost = kind->example.contains(u"://"_s);
    return u"There is no kind of feed called “%1:”: did you mean %2?"_s.arg(shown,
                                                                            nearest + (hasHost ? u"://"_s : u":"_s));
}

Result<void> checkOptions(const FeedDescription &kind, const FeedAddress &address)
{
    QStringList known;
    for (const FeedParameter &parameter : kind.parameters) {
        if (parameter.part == Part::Query && !known.contains(parameter.name))
            known << parameter.name;
    }
    QStringList seen;
    for (const auto &[name, value] : address.options()) {
        const auto found = std::find_if(kind.parameters.begin(), kind.parameters.end(), [&name = name](const auto &p) {
            return p.part == Part::Query && p.name == name;
        });
        if (found == kind.parameters.end())
            return unknown(name, kind, known);
        if (seen.contains(name) && !found->repeats)
            return Failure{u"%1= is given twice, and one value is taken: leave one out"_s.arg(name)};
        seen << name;
    }
    if (!address.user().isEmpty() && !has(kind, Part::User) && !has(kind, Part::Password)) {
        return Failure{
            u"%1 logs nobody in: leave the user name “%2” out of the address"_s.arg(kind.kind, address.user())};
    }
    return {};
}

} // namespace livebelt
