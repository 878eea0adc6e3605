// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/readings/AisReader.h"

#include <QByteArrayList>
#include <algorithm>
#include <cmath>

namespace livebelt {

namespace {

using Type = NmeaReading::Type;

/// A payload as a row of bits. What is behind its end is 0, as of a message that was cut.
class Bits
{
public:
    /// False: there is another letter in it.
    bool read(QByteArrayView payload, int fill)
    {
        for (const char c : payload) {
            const int value = c - '0';
            if (value < 0 || value > 71 || (value > 39 && value < 48))
                return false;
            m_sixes.push_back(quint8(value > 39 ? value - 8 : value));
        }
        m_size = qMax(0, int(m_sixes.size()) * 6 - fill);
        return m_size > 0;
    }

    int size() const { return m_size; }
    bool has(int at, int count) const { return at + count <= m_size; }
    quint64 number(int at, int count) const
    {
        quint64 value = 0;
        for (int i = at; i < at + count; ++i) {
            const bool bit = i < m_size && (m_sixes[size_t(i / 6)] >> (5 - i % 6) & 1);
            value = value << 1 | quint64(bit);
        }
        return value;
    }
    qint64 signedNumber(int at, int count) const
    {
        const auto value = qint64(number(at, count));
        const qint64 sign = qint64(1) << (count - 1);
        return (value ^ sign) - sign;
    }
    /// Six bits a letter; it ends at an @, and blanks behind it are none.
    QByteArray text(int at, int letters) const
    {
        QByteArray text;
        for (int i = 0; i < letters && has(at + 6 * i, 6); ++i) {
            const auto letter = char(number(at + 6 * i, 6));
            if (letter == 0)
                break;
            text += char(letter < 32 ? letter + 64 : letter);
        }
        while (text.endsWith(' '))
            text.chop(1);
        return text;
    }

private:
    std::vector<quint8> m_sixes;
    int m_size = 0;
};

/// value divided by a power of ten, with so many decimals at most.
QByteArray decimal(qint64 value, int decimals)
{
    QByteArray digits = QByteArray::number(qAbs(value)).rightJustified(decimals + 1, '0');
    if (decimals > 0)
        digits.insert(digits.size() - decimals, '.');
    return value < 0 ? '-' + digits : digits;
}

class Message
{
public:
    explicit Message(const Bits &bits) : m_bits(bits) {}

    std::vector<NmeaReading> read()
    {
        const auto type = int(m_bits.number(0, 6));
        constexpr int numberEnd = 38;
        if (type < 1 || type > 27 || m_bits.size() < numberEnd)
            return {};
        number("type", type);
        text("mmsi", QByteArray::number(m_bits.number(8, 30)).rightJustified(9, '0'));
        if (type <= 3)
            classA();
        else if (type == 4)
            position(79, 28, 27, 600'000);
        else if (type == 5)
            voyage();
        else if (type == 18)
            classB();
        else if (type == 24)
            part();
        else if (type == 27)
            farAway();
        return std::move(m_all);
    }

private:
    void number(QByteArrayView name, qint64 value, QByteArrayView unit = {}, int decimals = 0)
    {
        m_all.push_back({name.toByteArray(), decimal(value, decimals), unit.toByteArray()});
    }
    void text(QByteArrayView name, const QByteArray &text)
    {
        if (!text.isEmpty())
            m_all.push_back({name.toByteArray(), text, {}, Type::Text});
    }
    /// Where it is there, and not what stands for "unknown".
    void unsignedAt(QByteArrayView name, int at, int count, quint64 unknown, QByteArrayView unit = {}, int decimals = 0)
    {
        const quint64 value = m_bits.number(at, count);
        if (m_bits.has(at, count) && value != unknown)
            number(name, qint64(value), unit, decimals);
    }

    /// Parts of a circle, of which there are so many; more are none.
    void angleAt(QByteArrayView name, int at, int count, quint64 circle, int decimals = 0)
    {
        const quint64 value = m_bits.number(at, count);
        if (m_bits.has(at, count) && value < circle)
            number(name, qint64(value), "deg", decimals);
    }

    /// Longitude first; perDegree: parts of a degree.
    void position(int at, int lonBits, int latBits, int perDegree)
    {
        const qint64 lon = m_bits.signedNumber(at, lonBits), lat = m_bits.signedNumber(at + lonBits, latBits);
        constexpr int mostLon = 180, mostLat = 90, decimals = 6;
        if (!m_bits.has(at, lonBits + latBits) || qAbs(lon) > qint64(mostLon) * perDegree ||
            qAbs(lat) > qint64(mostLat) * perDegree)
            return;
        const auto degrees = [perDegree](qint64 parts) {
            constexpr double millionths = 1e6;
            return std::llround(double(parts) * millionths / perDegree);
        };
        number("lat", degrees(lat), "deg", decimals);
        number("lon", degrees(lon), "deg", decimals);
    }

    void classA()
    {
        unsignedAt("status", 38, 4, 15);
        const qint64 turn = m_bits.signedNumber(42, 8);
        if (m_bits.has(42, 8) && qAbs(turn) < 127) { // 127: faster than it can say; -128: unknown
            const double root = double(turn) / 4.733;
            number("turn", std::llround(root * std::abs(root) * 10), "deg/min", 1);
        }
        unsignedAt("speed", 50, 10, 1023, "[kn_i]", 1);
        position(61, 28, 27, 600'000);
        angleAt("course", 116, 12, 3600, 1);
        angleAt("heading", 128, 9, 360);
        if (m_bits.number(137, 6) < 60)
            unsignedAt("second", 137, 6, 60, "s");
    }

    void classB()
    {
        unsignedAt("speed", 46, 10, 1023, "[kn_i]", 1);
        position(57, 28, 27, 600'000);
        angleAt("course", 112, 12, 3600, 1);
        angleAt("heading", 124, 9, 360);
        if (m_bits.number(133, 6) < 60)
            unsignedAt("second", 133, 6, 60, "s");
    }

    void farAway()
    {
        unsignedAt("status", 40, 4, 15);
        position(44, 18, 17, 600);
        unsignedAt("speed", 79, 6, 63, "[kn_i]");
        angleAt("course", 85, 9, 360);
    }

    void dimensions(int at)
    {
        unsignedAt("to_bow", at, 9, 0, "m");
        unsignedAt("to_stern", at + 9, 9, 0, "m");
        unsignedAt("to_port", at + 18, 6, 0, "m");
        unsignedAt("to_starboard", at + 24, 6, 0, "m");
    }

    void voyage()
    {
        unsignedAt("imo", 40, 30, 0);
        text("callsign", m_bits.text(70, 7));
        text("name", m_bits.text(112, 20));
        unsignedAt("shiptype", 232, 8, 0);
        dimensions(240);
        const auto month = int(m_bits.number(274, 4)), day = int(m_bits.number(278, 5));
        const auto hour = int(m_bits.number(283, 5)), minute = int(m_bits.number(288, 6));
        if (m_bits.has(274, 20) && month >= 1 && month <= 12 && day >= 1 && hour < 24 && minute < 60) {
            const auto two = [](int value) { return QByteArray::number(value).rightJustified(2, '0'); };
            text("eta", two(month) + '-' + two(day) + ' ' + two(hour) + ':' + two(minute) + "Z");
        }
        unsignedAt("draught", 294, 8, 0, "m", 1);
        text("destination", m_bits.text(302, 20));
    }

    void part()
    {
        if (m_bits.number(38, 2) == 0) {
            text("name", m_bits.text(40, 20));
            return;
        }
        unsignedAt("shiptype", 40, 8, 0);
        text("vendor", m_bits.text(48, 3));
        text("callsign", m_bits.text(90, 7));
        const bool isAuxiliary = m_bits.number(8, 30) / 10'000'000 == 98; // has its mother's number there
        if (isAuxiliary && m_bits.has(132, 30))
            text("mothership", QByteArray::number(m_bits.number(132, 30)).rightJustified(9, '0'));
        else if (!isAuxiliary)
            dimensions(132);
    }

    const Bits &m_bits;
    std::vector<NmeaReading> m_all;
};

} // namespace

std::vector<NmeaReading> aisReadings(QByteArrayView payload, int fill)
{
    Bits bits;
    constexpr int mostFill = 5;
    if (fill < 0 || fill > mostFill || !bits.read(payload, fill))
        return {};
    return Message(bits).read();
}

std::vector<NmeaReading> AisReader::take(const NmeaSentence &sentence)
{
    if (sentence.type() != "VDM" && sentence.type() != "VDO")
        return {};
    constexpr int mostParts = 9;
    constexpr qsizetype longestPart = 1024;
    const int parts = sentence.field(1).toInt(), part = sentence.field(2).toInt();
    const int fill = sentence.field(6).toInt();
    const QByteArrayView payload = sentence.field(5);
    if (parts < 1 || parts > mostParts || part < 1 || part > parts || payload.size() > longestPart)
        return {};
    if (parts == 1)
        return aisReadings(payload, fill);
    std::vector<NmeaReading> all;
    const QByteArray key = QByteArrayList{sentence.talker().toByteArray(), sentence.field(3).toByteArray(),
                                          sentence.field(4).toByteArray(), QByteArray::number(parts)}
                               .join(' ');
    auto begun = std::find_if(m_begun.begin(), m_begun.end(), [&key](const Begun &one) { return one.key == key; });
    if (part == 1) {
        if (begun == m_begun.end())
            begun = m_begun.begin() + qptrdiff(std::exchange(m_place, (m_place + 1) % m_begun.size()));
        *begun = {key, {}, 1};
    }
    if (begun != m_begun.end() && begun->next == part) {
        begun->payload += payload;
        ++begun->next;
        if (part == parts) {
            all = aisReadings(begun->payload, fill);
            *begun = {};
        }
    }
    all.push_back({"fragment", QByteArray::number(part), {}});
    all.push_back({"fragments", QByteArray::number(parts), {}});
    return all;
}

} // namespace livebelt
