// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/parse/ItemFormat.h"
#include "sources/parse/values/JsonReader.h"

#include <functional>

namespace livebelt {

/// Items of a binary format that can be told as JSON: the text is that JSON, with its values as fields; raw is the
/// item.
class DecodedFormat final : public ItemFormat
{
public:
    /// toJson: nothing where the bytes are not of the format.
    using ToJson = std::function<std::optional<QByteArray>(QByteArrayView)>;
    DecodedFormat(const ParserOptions &options, ToJson toJson);

    bool read(const QByteArray &item, Arrival arrival, Records &records) override;

private:
    ToJson m_toJson;
    Reading m_reading;
    JsonReader m_reader;
};

} // namespace livebelt
