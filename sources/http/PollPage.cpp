// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/http/PollPage.h"

#include "sources/http/StableHash.h"

#include <algorithm>
#include <simdjson.h>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

using Value = simdjson::ondemand::value;

std::string_view view(const QByteArray &bytes)
{
    return {bytes.constData(), size_t(bytes.size())};
}

/// The JSON text of a value as it stands on the page.
simdjson::simdjson_result<std::string_view> textOf(Value value)
{
    simdjson::ondemand::json_type type{};
    if (const auto error = value.type().get(type))
        return error;
    if (type == simdjson::ondemand::json_type::object) {
        simdjson::ondemand::object object;
        const auto error = value.get_object().get(object);
        return error ? simdjson::simdjson_result<std::string_view>(error) : object.raw_json();
    }
    if (type == simdjson::ondemand::json_type::array) {
        simdjson::ondemand::array array;
        const auto error = value.get_array().get(array);
        return error ? simdjson::simdjson_result<std::string_view>(error) : array.raw_json();
    }
    return value.raw_json_token();
}

QByteArray bytesOf(std::string_view text)
{
    return QByteArray(text.data(), qsizetype(text.size())).trimmed();
}

simdjson::error_code elements(simdjson::ondemand::array array, PollPage::News &news)
{
    for (auto element : array) {
        if (news.items.size() >= PollPage::mostItems) {
            ++news.leftOut;
            continue;
        }
        Value value;
        std::string_view text;
        if (const auto error = element.get(value))
            return error;
        if (const auto error = textOf(value).get(text))
            return error;
        news.items.push_back(bytesOf(text));
    }
    return simdjson::SUCCESS;
}

/// Each sample of an exposition, with the comments before it; those at the end belong to the last one.
void samples(QByteArrayView page, PollPage::News &news)
{
    qsizetype begin = 0, end = 0;
    while (end < page.size()) {
        const qsizetype start = end;
        const qsizetype found = page.indexOf('\n', start);
        end = found < 0 ? page.size() : found + 1;
        const QByteArrayView line = page.sliced(start, end - start).trimmed();
        if (line.isEmpty() || line.startsWith('#'))
            continue;
        if (news.items.size() < PollPage::mostItems)
            news.items.push_back(page.sliced(begin, end - begin).toByteArray());
        else
            ++news.leftOut;
        begin = end;
    }
    if (begin == page.size())
        return;
    const QByteArray rest = page.sliced(begin).toByteArray();
    news.items.empty() ? news.items.push_back(rest) : static_cast<void>(news.items.back().append(rest));
}

bool looksLikeJson(const QByteArray &page)
{
    const QByteArrayView text = QByteArrayView(page).trimmed();
    return text.startsWith('{') || text.startsWith('[');
}

} // namespace

PollPage::News PollPage::read(const QByteArray &page)
{
    News news;
    news.isJson = !m_options.isExposition && looksLikeJson(page);
    const quint64 hash = StableHash().add(page).value();
    if (std::exchange(m_lastPage, hash) == hash)
        return news;
    if (news.isJson)
        collect(page, news);
    else if (page.trimmed().isEmpty())
        news.items.clear();
    else if (!m_options.items.isEmpty())
        news.problem = u"The page is no JSON, so there is nothing at items=: check the address"_s;
    else if (m_options.isExposition)
        samples(page, news);
    else
        news.items.push_back(page);
    if (!news.problem.isEmpty()) { // the next good page is compared with the last good one
        news.items.clear();
        return news;
    }
    std::vector<quint64> keys(news.items.size());
    std::transform(news.items.begin(), news.items.end(), keys.begin(), [this](const QByteArray &i) { return key(i); });
    using Order = ListChanges::Order;
    const Order inOrder = m_options.isNewestFirst ? Order::NewestFirst : Order::OldestFirst;
    const std::vector<size_t> fresh = m_changes.next(std::move(keys), m_options.ids.isEmpty() ? inOrder : Order::None);
    std::vector<QByteArray> items;
    for (const size_t number : fresh)
        items.push_back(news.items[number]);
    if (m_options.isNewestFirst)
        std::reverse(items.begin(), items.end());
    news.items = std::move(items);
    return news;
}

/// What an item is compared by.
quint64 PollPage::key(const QByteArray &item) const
{
    return StableHash().add(m_options.hidesChanged ? identity(item) : item).value();
}

void PollPage::collect(const QByteArray &page, News &news) const
{
    const simdjson::padded_string padded(page.constData(), size_t(page.size()));
    simdjson::ondemand::parser parser;
    simdjson::ondemand::document document;
    simdjson::ondemand::array array;
    simdjson::error_code error = parser.iterate(padded).get(document);
    if (!error && m_options.items.isEmpty()) {
        if (page.trimmed().startsWith('{')) {
            news.items.push_back(m_options.ids.isEmpty() ? page : page.trimmed());
            return;
        }
        error = document.get_array().get(array);
    } else if (!error) {
        Value list;
        error = document.at_pointer(view(m_options.items)).get(list);
        if (!error && list.get_array().get(array)) {
            std::string_view text;
            error = textOf(list).get(text);
            if (!error)
                news.items.push_back(bytesOf(text)); // a list of one, without the list
            array = {};
            if (!error)
                return;
        }
    }
    if (!error)
        error = elements(array, news);
    if (error) {
        news.problem = u"The items of the page could not be found at “%1”: %2"_s.arg(
            m_options.items.isEmpty() ? u"$"_s : QString::fromUtf8(m_options.items),
            QString::fromUtf8(simdjson::error_message(error)));
    }
}

QByteArray PollPage::identity(const QByteArray &item) const
{
    if (m_options.ids.isEmpty())
        return item;
    QByteArray identity;
    simdjson::dom::parser parser;
    simdjson::dom::element document;
    if (parser.parse(item.constData(), size_t(item.size())).get(document))
        return item;
    for (const QByteArray &pointer : m_options.ids) {
        simdjson::dom::element value;
        if (!document.at_pointer(view(pointer)).get(value))
            identity += QByteArray::fromStdString(simdjson::minify(value));
        identity += '\0';
    }
    const bool isEmpty = std::all_of(identity.begin(), identity.end(), [](char c) { return c == '\0'; });
    return isEmpty ? item : identity;
}

} // namespace livebelt
