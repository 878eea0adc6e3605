// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/parse/ItemFormat.h"
#include "sources/parse/RecordMaker.h"

#include <deque>
#include <simdjson.h>
#include <string>

namespace livebelt {

/// One JSON value an item (RFC 8259), with or without the record separator of RFC 7464 before it. An object is one
/// record (RecordMaker.h), a member of an object in it is named a.b down to the 8th level; arrays and what lies deeper
/// stay JSON. An array of objects gives a record each. Anything else is one record with its text, or a number.
class JsonFormat final : public ItemFormat
{
public:
    enum class Accepts { Anything, ObjectsAndArrays };
    explicit JsonFormat(const ParserOptions &options, Accepts accepts = Accepts::Anything);

    bool read(const QByteArray &item, qint64 received, Records &records) override;

private:
    void collect(const simdjson::dom::object &object, QByteArrayView prefix, int level);
    void add(QByteArrayView name, const simdjson::dom::element &value);
    void appendScalar(const QByteArray &item, const simdjson::dom::element &value, qint64 received, Records &records);
    bool appendEach(const simdjson::dom::array &array, qint64 received, Records &records);
    const QByteArray &kept(QByteArray text);

    RecordMaker m_maker;
    RecordKind m_kind;
    Accepts m_accepts;
    simdjson::dom::parser m_parser;
    std::string m_padded;
    std::deque<QByteArray> m_kept; ///< paths and JSON texts that m_maker looks at; the first m_keptCount are in use
    size_t m_keptCount = 0;
};

} // namespace livebelt
