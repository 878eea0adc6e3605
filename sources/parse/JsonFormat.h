// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/parse/ItemFormat.h"
#include "sources/parse/formats/LogFormats.h"
#include "sources/parse/values/JsonReader.h"

namespace livebelt {

/// One JSON value an item, with or without the record separator of RFC 7464 before it. An object or an array is one
/// record (Reading.h) with a field for each value in it (JsonReader.h). Anything else is one record with its text, or
/// a number. Where one of the first objects of a stream is of a log format (LogFormats.h), its names say what the time,
/// the level, the subject and the text are.
class JsonFormat final : public ItemFormat
{
public:
    enum class Accepts { Anything, ObjectsAndArrays };
    explicit JsonFormat(const ParserOptions &options, Accepts accepts = Accepts::Anything);

    bool read(const QByteArray &item, Arrival arrival, Records &records) override;

private:
    void lookForLogFormat(const QByteArray &item);
    bool readScalar(const QByteArray &item, QByteArrayView text, Arrival arrival, Records &records) const;

    Reading m_reading;
    JsonReader m_reader;
    std::shared_ptr<LogFormatsOnDemand> m_formats;
    RecordKind m_kind;
    Accepts m_accepts;
    int m_looks; ///< at so many objects more
};

} // namespace livebelt
