// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/http/PollOptions.h"

#include "sources/feed/Duration.h"
#include "sources/feed/Parameters.h"
#include "sources/http/JsonPointer.h"

namespace livebelt {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Result<PollOptions> PollOptions::from(const FeedAddress &address)
{
    PollOptions options;
    const QString every = address.query(u"every"_s, u"10s"_s);
    const auto interval = parseDuration(every);
    if (!interval || *interval < 100ms)
        return Failure{u"every is a time from 100ms on, as in every=10s or every=5min, not “%1”"_s.arg(every)};
    options.every = *interval;
    const Result<QByteArray> items = jsonPointerFrom(address.query(u"items"_s));
    if (!items)
        return Failure{items.error()};
    options.items = *items;
    const QStringList ids = address.query(u"id"_s).split(u',', Qt::SkipEmptyParts);
    for (const QString &id : ids) {
        const Result<QByteArray> pointer = jsonPointerFrom(id.trimmed());
        if (!pointer)
            return Failure{pointer.error()};
        options.ids.append(*pointer);
    }
    const QString changed = address.query(u"changed"_s, u"show"_s);
    if (changed != u"show" && changed != u"hide")
        return Failure{u"changed is show or hide, not “%1”"_s.arg(changed)};
    options.hidesChanged = changed == u"hide";
    if (options.hidesChanged && options.ids.isEmpty())
        return Failure{u"changed=hide needs id=, by which an item that has changed is known: add it"_s};
    const QString order = address.query(u"order"_s, u"oldest-first"_s);
    if (order != u"oldest-first" && order != u"newest-first")
        return Failure{u"order is oldest-first or newest-first, not “%1”"_s.arg(order)};
    options.isNewestFirst = order == u"newest-first";
    options.isExposition =
        address.query(u"parse"_s) == u"prometheus" && address.query(u"decode"_s, u"none"_s) == u"none";
    return options;
}

QList<FeedParameter> PollOptions::parameters()
{
    return Parameters()
        .text("every", "Every",
              "How often the page is asked for: 10s, 500ms, 5min. It is never asked for twice at once. POST is sent "
              "each time, too.")
        .fallback("10s")
        .text("items", "Path to the items",
              "Where in the JSON the list of items is: data.items, pages[0].list or /data/items.")
        .text("id", "Identity", "What an item is known by, wherever it stands: id, or several as in user.id,time.")
        .choice("changed", "Items that change", "Whether an item is shown again when it changes under the same id.",
                {"show", "hide"})
        .fallback("show")
        .choice("order", "Order", "How the items of a page are sorted.", {"oldest-first", "newest-first"})
        .fallback("oldest-first");
}

} // namespace livebelt
