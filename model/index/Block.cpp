// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/index/Block.h"

#include <QDataStream>
#include <QIODevice>
#include <bit>
#include <cstring>

namespace livebelt {

namespace {

constexpr QDataStream::Version streamVersion = QDataStream::Qt_6_0;

class Mix
{
public:
    void add(quint64 word)
    {
        m_sum = (m_sum ^ word) * 0x9fb21c651e98df25ULL;
        m_sum ^= m_sum >> 32;
    }
    void add(QByteArrayView bytes)
    {
        add(quint64(bytes.size()));
        const char *at = bytes.data(), *const end = at + bytes.size();
        for (; end - at >= 8; at += 8) {
            quint64 word = 0;
            std::memcpy(&word, at, sizeof(word));
            add(word);
        }
        quint64 rest = 0;
        if (at < end)
            std::memcpy(&rest, at, size_t(end - at));
        add(rest);
    }
    quint64 sum() const { return m_sum; }

private:
    quint64 m_sum = 0x2545f4914f6cdd1dULL;
};

void put(QDataStream &out, const BlockSeries &series)
{
    out << series.subject << series.field << series.unit << series.count << series.least << series.most << series.first
        << series.last << series.sum << series.squares << quint8(series.parts.size());
    for (const BlockSeries::Stretch &part : series.parts)
        out << part.at << part.least << part.most;
}

bool take(QDataStream &in, BlockSeries &series)
{
    quint8 parts = 0;
    in >> series.subject >> series.field >> series.unit >> series.count >> series.least >> series.most >>
        series.first >> series.last >> series.sum >> series.squares >> parts;
    if (in.status() != QDataStream::Ok || parts > BlockSeries::stretches)
        return false;
    series.parts.resize(parts);
    for (BlockSeries::Stretch &part : series.parts)
        in >> part.at >> part.least >> part.most;
    return in.status() == QDataStream::Ok;
}

} // namespace

QByteArray BlockSummary::encoded() const
{
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    out.setVersion(streamVersion);
    out << BlockSummary::format;
    for (const quint32 count : levels)
        out << count;
    for (const quint32 count : kinds)
        out << count;
    out << quint8(times.size());
    for (const BlockRange &range : times)
        out << range.least << range.most;
    out << quint8(subjects.size());
    for (const auto &[subject, count] : subjects)
        out << subject << count;
    out << otherSubjects << hasMoreSeries << quint16(series.size());
    for (const BlockSeries &one : series)
        put(out, one);
    return bytes;
}

std::optional<BlockSummary> BlockSummary::decoded(const QByteArray &bytes)
{
    BlockSummary summary;
    QDataStream in(bytes);
    in.setVersion(streamVersion);
    quint8 version = 0, subjectCount = 0;
    quint16 seriesCount = 0;
    in >> version;
    if (version != BlockSummary::format)
        return std::nullopt;
    for (quint32 &count : summary.levels)
        in >> count;
    for (quint32 &count : summary.kinds)
        in >> count;
    quint8 timeCount = 0;
    in >> timeCount;
    if (timeCount > BlockSeries::stretches)
        return std::nullopt;
    summary.times.resize(timeCount);
    for (BlockRange &range : summary.times)
        in >> range.least >> range.most;
    in >> subjectCount;
    if (subjectCount > mostSubjects)
        return std::nullopt;
    summary.subjects.resize(subjectCount);
    for (auto &[subject, count] : summary.subjects)
        in >> subject >> count;
    in >> summary.otherSubjects >> summary.hasMoreSeries >> seriesCount;
    if (in.status() != QDataStream::Ok || seriesCount > mostSeries)
        return std::nullopt;
    summary.series.resize(seriesCount);
    for (BlockSeries &one : summary.series) {
        if (!take(in, one))
            return std::nullopt;
    }
    return in.status() == QDataStream::Ok && in.atEnd() ? std::optional(std::move(summary)) : std::nullopt;
}

quint64 checksumOf(const Record &record)
{
    Mix mix;
    mix.add(record.seq);
    mix.add(quint64(record.received));
    mix.add(quint64(record.time));
    mix.add(record.hasValue() ? std::bit_cast<quint64>(record.value) : ~quint64(0));
    mix.add(quint64(record.kind) | (quint64(record.level) << 8) | (quint64(record.end) << 16) |
            (quint64(record.continues) << 24));
    for (const QByteArray &bytes : {record.subject, record.text, record.unit, record.fields, record.raw})
        mix.add(QByteArrayView(bytes));
    return mix.sum();
}

} // namespace livebelt
