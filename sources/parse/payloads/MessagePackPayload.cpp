// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/payloads/MessagePackPayload.h"

#include "sources/parse/payloads/BinaryNumbers.h"
#include "sources/parse/payloads/JsonText.h"

namespace livebelt {

namespace {

/// Reads without recursion: how many values are missing of what is open stands in m_missing.
class MessagePackReader
{
public:
    explicit MessagePackReader(QByteArrayView payload) : m_rest(payload), m_json(payload.size()) {}

    std::optional<QByteArray> read()
    {
        do {
            value();
            while (!m_isBad && !m_missing.empty() && m_missing.back() == 0) {
                m_missing.pop_back();
                m_json.close();
            }
            if (!m_missing.empty())
                --m_missing.back();
        } while (!m_isBad && !m_json.isBad() && !m_missing.empty());
        return m_isBad || !m_rest.isEmpty() ? std::nullopt : m_json.take();
    }

private:
    /// Nothing, and m_isBad, where there are not so many.
    QByteArrayView take(quint64 count)
    {
        if (count > quint64(m_rest.size())) {
            m_isBad = true;
            return {};
        }
        const QByteArrayView taken = m_rest.first(qsizetype(count));
        m_rest = m_rest.sliced(qsizetype(count));
        return taken;
    }

    template<typename T>
    T number()
    {
        const QByteArrayView bytes = take(sizeof(T));
        return m_isBad ? T{} : numberAt<T>(bytes.data(), true);
    }

    void open(quint64 count, bool isMap)
    {
        if (isMap)
            m_json.openObject();
        else
            m_json.openArray();
        // Each value has a byte at least.
        const quint64 values = isMap ? 2 * count : count;
        m_isBad |= values > quint64(m_rest.size());
        m_missing.push_back(values);
    }

    void text(quint64 size)
    {
        const QByteArrayView bytes = take(size);
        if (!m_isBad)
            m_json.text(bytes);
    }

    void bytes(quint64 size)
    {
        const QByteArrayView taken = take(size);
        if (!m_isBad)
            m_json.bytes(taken);
    }

    void extension(quint64 size)
    {
        const auto type = number<qint8>();
        const QByteArrayView data = take(size);
        if (m_isBad || (type == -1 && timestamp(data)))
            return;
        m_json.openObject();
        m_json.text("type");
        m_json.integer(type);
        m_json.text("data");
        m_json.bytes(data);
        m_json.close();
    }

    /// In one of its three sizes.
    bool timestamp(QByteArrayView data)
    {
        quint32 nanoseconds = 0;
        qint64 seconds = 0;
        if (data.size() == 4) {
            seconds = numberAt<quint32>(data.data(), true);
        } else if (data.size() == 8) {
            const auto both = numberAt<quint64>(data.data(), true);
            nanoseconds = quint32(both >> 34);
            seconds = qint64(both & ((1ULL << 34) - 1));
        } else if (data.size() == 12) {
            nanoseconds = numberAt<quint32>(data.data(), true);
            seconds = numberAt<qint64>(data.data() + 4, true);
        } else {
            return false;
        }
        if (timeText(seconds, nanoseconds, 0).isEmpty())
            return false;
        m_json.time(seconds, nanoseconds, nanoseconds == 0 ? 0 : nanoseconds % 1'000'000 == 0 ? 3 : 9);
        return true;
    }

    void value()
    {
        const auto first = number<quint8>();
        if (m_isBad)
            return;
        if (first < 0x80)
            m_json.integer(first);
        else if (first < 0x90)
            open(first & 0x0f, true);
        else if (first < 0xa0)
            open(first & 0x0f, false);
        else if (first < 0xc0)
            text(first & 0x1f);
        else if (first >= 0xe0)
            m_json.integer(qint8(first));
        else
            marked(first);
    }

    void marked(quint8 mark)
    {
        switch (mark) {
        case 0xc0:
            m_json.word("null");
            break;
        case 0xc2:
            m_json.word("false");
            break;
        case 0xc3:
            m_json.word("true");
            break;
        case 0xc4:
            bytes(number<quint8>());
            break;
        case 0xc5:
            bytes(number<quint16>());
            break;
        case 0xc6:
            bytes(number<quint32>());
            break;
        case 0xc7:
            extension(number<quint8>());
            break;
        case 0xc8:
            extension(number<quint16>());
            break;
        case 0xc9:
            extension(number<quint32>());
            break;
        case 0xca:
            m_json.real(number<float>());
            break;
        case 0xcb:
            m_json.real(number<double>());
            break;
        case 0xcc:
            m_json.unsignedInteger(number<quint8>());
            break;
        case 0xcd:
            m_json.unsignedInteger(number<quint16>());
            break;
        case 0xce:
            m_json.unsignedInteger(number<quint32>());
            break;
        case 0xcf:
            m_json.unsignedInteger(number<quint64>());
            break;
        case 0xd0:
            m_json.integer(number<qint8>());
            break;
        case 0xd1:
            m_json.integer(number<qint16>());
            break;
        case 0xd2:
            m_json.integer(number<qint32>());
            break;
        case 0xd3:
            m_json.integer(number<qint64>());
            break;
        case 0xd4:
            extension(1);
            break;
        case 0xd5:
            extension(2);
            break;
        case 0xd6:
            extension(4);
            break;
        case 0xd7:
            extension(8);
            break;
        case 0xd8:
            extension(16);
            break;
        case 0xd9:
            text(number<quint8>());
            break;
        case 0xda:
            text(number<quint16>());
            break;
        case 0xdb:
            text(number<quint32>());
            break;
        case 0xdc:
            open(number<quint16>(), false);
            break;
        case 0xdd:
            open(number<quint32>(), false);
            break;
        case 0xde:
            open(number<quint16>(), true);
            break;
        case 0xdf:
            open(number<quint32>(), true);
            break;
        default:
            m_isBad = true; // 0xc1 is never used
        }
    }

    QByteArrayView m_rest;
    JsonText m_json;
    std::vector<quint64> m_missing;
    bool m_isBad = false;
};

} // namespace

std::optional<QByteArray> messagePackToJson(QByteArrayView payload)
{
    return MessagePackReader(payload).read();
}

} // namespace livebelt
