// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/formats/RecordReader.h"

namespace livebelt {

/// Reads what InfluxWriter writes: InfluxDB line protocol with times in nanoseconds. A tag that is no part of a record
/// is a field.
class InfluxReader final : public RecordReader
{
protected:
    qsizetype endOfPiece(QByteArrayView text, qsizetype from) override;
    Result<void> take(QByteArrayView piece, const Visit &visit) override;

private:
    enum class Place { Names, Key, Value, Text, Number, Time };
    Place m_place = Place::Names;
    bool m_isEscaped = false;
};

} // namespace livebelt
