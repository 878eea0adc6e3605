// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/parse/ItemFormat.h"

namespace livebelt {

/// The item as a text; where it is no UTF-8, with U+FFFD, and the bytes in raw.
Record textRecord(RecordKind kind, const QByteArray &item, qint64 received);

/// An item of bytes: raw has them all, and the text the first of them in hexadecimal.
Record binaryRecord(RecordKind kind, const QByteArray &item, qint64 received);

/// Every item is a text.
class TextFormat final : public ItemFormat
{
public:
    explicit TextFormat(RecordKind kind) : m_kind(kind) {}
    bool read(const QByteArray &item, Arrival arrival, Records &records) override;

private:
    RecordKind m_kind;
};

/// An item that is a number, with or without a unit: "21.5 °C".
class NumberFormat final : public ItemFormat
{
public:
    bool read(const QByteArray &item, Arrival arrival, Records &records) override;
};

/// Every item is bytes.
class RawFormat final : public ItemFormat
{
public:
    explicit RawFormat(RecordKind kind) : m_kind(kind) {}
    bool read(const QByteArray &item, Arrival arrival, Records &records) override;

private:
    RecordKind m_kind;
};

} // namespace livebelt
