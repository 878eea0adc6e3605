// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/parse/payloads/SparkplugNames.h"

namespace livebelt {

/// Payloads of Sparkplug B (Eclipse Sparkplug 3.0) as JSON texts; numbers, bytes and names are written as JsonText.h
/// says, times as RFC 3339 text:
///
///     {"timestamp":"2026-11-30T20:15:00.000Z","seq":3,"metrics":{"temp":21.5},
///      "about":{"temp":{"alias":7,"datatype":"Float","timestamp":"...","is_historical":true,"properties":{...}}}}
///
/// A metric of an alias alone has the name that the node's birth gave it, else "alias 7". What has no value, or says so
/// (is_null), is null. A data set is {"columns","types","rows"}, a template {"version","template_ref","is_definition",
/// "parameters","metrics","about"}. What somebody added to the format is left out. One thread.
class SparkplugReader
{
public:
    /// Learns from births. nullopt where the payload is none, is empty, or is nested deeper than JsonText::deepest.
    /// topic: what it was published under; any other than Sparkplug's is as good as none.
    std::optional<QByteArray> toJson(QByteArrayView topic, QByteArrayView payload);

private:
    SparkplugNames m_names;
};

/// Whether messages of that topic are sure to have such payloads.
inline bool isSparkplugTopic(QByteArrayView topic)
{
    return SparkplugTopic::of(topic).has_value();
}

} // namespace livebelt
