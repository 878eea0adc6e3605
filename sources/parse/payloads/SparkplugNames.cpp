// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/payloads/SparkplugNames.h"

#include <algorithm>
#include <array>

namespace livebelt {

namespace {

QByteArray joined(QByteArrayView a, QByteArrayView b)
{
    return a.toByteArray() + '/' + b.toByteArray();
}

} // namespace

std::optional<SparkplugTopic> SparkplugTopic::of(QByteArrayView topic)
{
    static constexpr std::array<QByteArrayView, 8> verbs{"NBIRTH", "NDEATH", "NDATA", "NCMD",
                                                         "DBIRTH", "DDEATH", "DDATA", "DCMD"};
    std::array<QByteArrayView, 5> levels;
    size_t count = 0;
    for (qsizetype at = 0; at <= topic.size();) {
        if (count == levels.size())
            return std::nullopt;
        const qsizetype slash = topic.indexOf('/', at);
        const qsizetype end = slash < 0 ? topic.size() : slash;
        levels[count++] = topic.sliced(at, end - at);
        at = end + 1;
    }
    const bool ofDevice = levels[2].startsWith('D');
    if (levels[0] != "spBv1.0" || std::find(verbs.begin(), verbs.end(), levels[2]) == verbs.end() ||
        count != (ofDevice ? 5U : 4U) || levels[1].isEmpty() || levels[3].isEmpty())
        return std::nullopt;
    return SparkplugTopic{levels[1], levels[2], levels[3], levels[4]};
}

void SparkplugNames::begin(const SparkplugTopic &topic)
{
    if (topic.verb != "NBIRTH")
        return;
    if (const auto found = m_nodes.constFind(joined(topic.group, topic.node)); found != m_nodes.constEnd()) {
        m_size -= found->size();
        m_nodes.erase(found);
    }
}

void SparkplugNames::learn(const SparkplugTopic &topic, QByteArrayView name, std::optional<quint64> alias,
                           SparkplugType type)
{
    if (m_size + 2 > most)
        return;
    Node &node = m_nodes[joined(topic.group, topic.node)];
    m_size -= node.size();
    node.types.insert(joined(topic.device, name), type);
    if (alias)
        node.aliases.insert(*alias, {name.toByteArray(), type});
    m_size += node.size();
}

const SparkplugNames::Metric *SparkplugNames::byAlias(const SparkplugTopic &topic, quint64 alias) const
{
    const auto node = m_nodes.constFind(joined(topic.group, topic.node));
    if (node == m_nodes.constEnd())
        return nullptr;
    const auto found = node->aliases.constFind(alias);
    return found == node->aliases.constEnd() ? nullptr : &*found;
}

SparkplugType SparkplugNames::typeOf(const SparkplugTopic &topic, QByteArrayView name) const
{
    const auto node = m_nodes.constFind(joined(topic.group, topic.node));
    return node == m_nodes.constEnd() ? SparkplugType::Unknown : node->types.value(joined(topic.device, name));
}

} // namespace livebelt
