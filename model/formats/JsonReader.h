// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/formats/JsonLinesWriter.h"
#include "model/formats/RecordReader.h"

namespace livebelt {

/// Reads what JsonLinesWriter writes: an object on each line; or an array of them, however it is laid out.
class JsonReader final : public RecordReader
{
public:
    JsonReader(JsonShape shape, ReaderOptions options) : m_shape(shape), m_options(std::move(options)) {}

protected:
    qsizetype endOfPiece(QByteArrayView text, qsizetype from) override;
    Result<void> take(QByteArrayView piece, const Visit &visit) override;

private:
    const JsonShape m_shape;
    const ReaderOptions m_options;
    int m_depth = 0; ///< of objects
    bool m_isInText = false, m_isEscaped = false;
};

} // namespace livebelt
