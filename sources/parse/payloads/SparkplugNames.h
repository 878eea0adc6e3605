// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/parse/payloads/SparkplugTypes.h"

#include <QHash>

namespace livebelt {

/// Where a Sparkplug message was published: spBv1.0/group/NDATA/node[/device]. Refers to the topic.
struct SparkplugTopic
{
    QByteArrayView group, verb, node, device;

    /// nullopt where it is none of these; so are messages of a host application (spBv1.0/STATE/...), which are JSON.
    static std::optional<SparkplugTopic> of(QByteArrayView topic);
    bool isBirth() const { return verb == "NBIRTH" || verb == "DBIRTH"; }
};

/// What the births of Sparkplug nodes have said about their metrics, so that later messages need not: the name an alias
/// stands for, and the data type. At most `most` metrics of all nodes; further ones are not learnt.
class SparkplugNames
{
public:
    static constexpr qsizetype most = 200'000;
    struct Metric
    {
        QByteArray name;
        SparkplugType type = SparkplugType::Unknown;
    };

    /// A birth begins: of a node, all that it and its devices had said is over.
    void begin(const SparkplugTopic &topic);
    void learn(const SparkplugTopic &topic, QByteArrayView name, std::optional<quint64> alias, SparkplugType type);
    /// nullptr where it has not been said.
    const Metric *byAlias(const SparkplugTopic &topic, quint64 alias) const;
    SparkplugType typeOf(const SparkplugTopic &topic, QByteArrayView name) const;

private:
    struct Node
    {
        QHash<quint64, Metric> aliases;         ///< one for each in a node, whichever device it is of
        QHash<QByteArray, SparkplugType> types; ///< by device/name
        qsizetype size() const { return aliases.size() + types.size(); }
    };
    QHash<QByteArray, Node> m_nodes; ///< by group/node
    qsizetype m_size = 0;
};

} // namespace livebelt
