// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/payloads/CborPayload.h"

#include "sources/parse/payloads/BinaryNumbers.h"
#include "sources/parse/payloads/JsonText.h"

#include <QCborStreamReader>
#include <QFloat16>
#include <cmath>

namespace livebelt {

namespace {

enum class Tag : quint64 { None = ~0ULL, Epoch = 1, Positive = 2, Negative = 3, Decimal = 4, BigFloat = 5 };

bool isInteger(QByteArrayView text)
{
    if (text.startsWith('-'))
        text = text.sliced(1);
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// The two integers of "[-2,27315]".
std::optional<std::pair<QByteArrayView, QByteArrayView>> integerPair(QByteArrayView array)
{
    const QByteArrayView inner = array.sliced(1).chopped(1);
    const qsizetype comma = inner.indexOf(',');
    if (comma < 0 || !isInteger(inner.first(comma)) || !isInteger(inner.sliced(comma + 1)))
        return std::nullopt;
    return std::pair(inner.first(comma), inner.sliced(comma + 1));
}

std::optional<QByteArray> decimalFraction(QByteArrayView array)
{
    const auto pair = integerPair(array);
    return pair ? std::optional(decimalText(pair->second, pair->first)) : std::nullopt;
}

/// Only where nothing is lost.
std::optional<QByteArray> bigFloat(QByteArrayView array)
{
    const auto pair = integerPair(array);
    if (!pair)
        return std::nullopt;
    constexpr qlonglong exact = 1LL << 53, highest = 900, lowest = -1000;
    bool isExponent = false, isMantissa = false;
    const qlonglong exponent = pair->first.toLongLong(&isExponent), mantissa = pair->second.toLongLong(&isMantissa);
    if (!isExponent || !isMantissa || mantissa > exact || mantissa < -exact || exponent > highest || exponent < lowest)
        return std::nullopt;
    return realText(std::ldexp(double(mantissa), int(exponent)));
}

/// Reads by Qt's reader, without recursion: what is open stands in m_open.
class CborReader
{
public:
    explicit CborReader(QByteArrayView payload)
        : m_payload(payload), m_reader(payload.data(), payload.size()), m_json(payload.size())
    {
    }

    std::optional<QByteArray> read()
    {
        do {
            if (!m_open.empty() && !m_reader.hasNext())
                leave();
            else
                value();
        } while (!m_isBad && !m_json.isBad() && !m_open.empty());
        const bool isAll = m_reader.currentOffset() == m_payload.size() && m_reader.lastError() == QCborError::NoError;
        return m_isBad || !isAll ? std::nullopt : m_json.take();
    }

private:
    void value()
    {
        while (m_reader.isTag()) {
            m_tag = Tag(m_reader.toTag());
            m_isBad |= !m_reader.next();
            // hasNext() knows the break of a container
            if (m_isBad || (!m_open.empty() && !m_reader.hasNext())) {
                m_isBad = true;
                return;
            }
        }
        switch (m_reader.type()) {
        case QCborStreamReader::UnsignedInteger:
            unsignedInteger(m_reader.toUnsignedInteger());
            break;
        case QCborStreamReader::NegativeInteger:
            negativeInteger(quint64(m_reader.toNegativeInteger()));
            break;
        case QCborStreamReader::ByteArray:
        case QCborStreamReader::String:
            string();
            return;
        case QCborStreamReader::Array:
        case QCborStreamReader::Map:
            enter();
            return;
        case QCborStreamReader::SimpleType:
            simple(m_reader.toSimpleType());
            break;
        case QCborStreamReader::Float16:
            m_json.half(double(m_reader.toFloat16()));
            break;
        case QCborStreamReader::Float:
            m_json.real(m_reader.toFloat());
            break;
        case QCborStreamReader::Double:
            real(m_reader.toDouble());
            break;
        default:
            m_isBad = true;
            return;
        }
        m_tag = Tag::None;
        // The last item of all has nothing behind it to be read.
        m_isBad |= !m_reader.next();
    }

    void unsignedInteger(quint64 value)
    {
        if (m_tag == Tag::Epoch && value <= quint64(std::numeric_limits<qint64>::max()))
            m_json.time(qint64(value), 0, 0);
        else
            m_json.unsignedInteger(value);
    }

    /// magnitude: 0 stands for 2 to the power of 64.
    void negativeInteger(quint64 magnitude)
    {
        constexpr quint64 most = 1ULL << 63;
        if (magnitude == 0)
            m_json.word("-18446744073709551616");
        else if (m_tag == Tag::Epoch && magnitude < most)
            m_json.time(-qint64(magnitude), 0, 0);
        else
            m_json.word('-' + QByteArray::number(magnitude));
    }

    void real(double value)
    {
        const QByteArray text = realText(value);
        const qsizetype point = text.indexOf('.');
        if (m_tag != Tag::Epoch || value < 0 || point < 0 || text.contains('e')) {
            m_json.real(value);
            return;
        }
        const QByteArray decimals = text.sliced(point + 1, qMin<qsizetype>(9, text.size() - point - 1));
        m_json.time(text.first(point).toLongLong(), decimals.leftJustified(9, '0').toUInt(), int(decimals.size()));
    }

    void simple(QCborSimpleType type)
    {
        switch (type) {
        case QCborSimpleType::False:
            m_json.word("false");
            break;
        case QCborSimpleType::True:
            m_json.word("true");
            break;
        case QCborSimpleType::Null:
        case QCborSimpleType::Undefined:
            m_json.word("null");
            break;
        default:
            m_json.text("simple(" + QByteArray::number(int(type)) + ')');
        }
    }

    /// In one piece, or in several of a length that was not known.
    void string()
    {
        const bool isText = m_reader.isString();
        QByteArray whole;
        while (true) {
            const qsizetype size = m_reader.currentStringChunkSize();
            if (size < 0 || size > m_payload.size()) {
                m_isBad = true;
                return;
            }
            const qsizetype before = whole.size();
            whole.resize(before + size);
            const auto piece = m_reader.readStringChunk(whole.data() + before, size);
            if (piece.status == QCborStreamReader::EndOfString)
                break;
            if (piece.status != QCborStreamReader::Ok || piece.data != size) {
                m_isBad = true;
                return;
            }
        }
        const Tag tag = std::exchange(m_tag, Tag::None);
        if (isText) {
            m_json.text(whole);
            return;
        }
        if (tag == Tag::Positive || tag == Tag::Negative) {
            if (const auto number = bigIntegerText(whole, tag == Tag::Negative)) {
                m_json.word(*number);
                return;
            }
        }
        m_json.bytes(whole);
    }

    void enter()
    {
        const bool isMap = m_reader.isMap();
        m_open.push_back(std::exchange(m_tag, Tag::None));
        if (isMap)
            m_json.openObject();
        else
            m_json.openArray();
        m_isBad |= m_json.isBad() || !m_reader.enterContainer();
    }

    void leave()
    {
        const Tag tag = m_open.back();
        m_open.pop_back();
        m_json.close(tag == Tag::Decimal ? &decimalFraction : tag == Tag::BigFloat ? &bigFloat : nullptr);
        m_isBad |= m_json.isBad() || m_reader.lastError() != QCborError::NoError || !m_reader.leaveContainer();
    }

    QByteArrayView m_payload;
    QCborStreamReader m_reader;
    JsonText m_json;
    std::vector<Tag> m_open; ///< what is open, with the tag before it
    Tag m_tag = Tag::None;   ///< before what comes next
    bool m_isBad = false;
};

} // namespace

std::optional<QByteArray> cborToJson(QByteArrayView payload)
{
    if (payload.isEmpty())
        return std::nullopt;
    return CborReader(payload).read();
}

} // namespace livebelt
