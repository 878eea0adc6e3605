// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/index/SummaryReader.h"

namespace livebelt {

SummaryReader::SummaryReader(QByteArrayView encoded) : m_at(encoded.data()), m_end(m_at + encoded.size())
{
    m_isKnown = take<quint8>() == BlockSummary::format;
    for (quint32 &count : m_levels)
        count = take<quint32>();
    for (quint32 &count : m_kinds)
        count = take<quint32>();
    const qsizetype bytes = qsizetype(take<quint8>()) * qsizetype(2 * sizeof(qint64));
    m_isKnown = m_isKnown && m_end - m_at >= bytes;
    if (m_isKnown) {
        m_times = QByteArrayView(m_at, bytes);
        m_at += bytes;
    }
    m_subjects = m_at;
}

BlockRange SummaryReader::times(size_t stretch) const
{
    const char *const at = m_times.data() + stretch * 2 * sizeof(qint64);
    return {qFromBigEndian<qint64>(at), qFromBigEndian<qint64>(at + sizeof(qint64))};
}

QByteArrayView SummaryReader::takeBytes()
{
    constexpr quint32 null = 0xffffffff; // as QDataStream writes it
    const auto size = take<quint32>();
    if (size == null || !m_isKnown)
        return {};
    if (m_end - m_at < qsizetype(size)) {
        m_isKnown = false;
        return {};
    }
    const QByteArrayView bytes(m_at, qsizetype(size));
    m_at += size;
    return bytes;
}

bool SummaryReader::subjects(const Subject &visit, quint32 &others)
{
    m_at = m_subjects;
    const auto count = take<quint8>();
    for (quint8 i = 0; i < count && m_isKnown; ++i) {
        const QByteArrayView subject = takeBytes();
        const auto records = take<quint32>();
        if (m_isKnown)
            visit(subject, records);
    }
    others = take<quint32>();
    return m_isKnown;
}

SummaryReader::Found SummaryReader::series(QByteArrayView subject, QByteArrayView field,
                                           const std::function<void(const Series &)> &visit)
{
    quint32 others = 0;
    subjects([](QByteArrayView, quint32) {}, others);
    const bool hasMore = take<quint8>() != 0;
    const auto count = take<quint16>();
    for (quint16 i = 0; i < count && m_isKnown; ++i) {
        const QByteArrayView itsSubject = takeBytes(), itsField = takeBytes();
        takeBytes(); // its unit
        Series series;
        series.count = take<quint32>();
        for (double *number : {&series.least, &series.most, &series.first, &series.last, &series.sum, &series.squares})
            *number = take<double>();
        const qsizetype bytes = qsizetype(take<quint8>()) * qsizetype(partBytes);
        if (!m_isKnown || m_end - m_at < bytes) {
            m_isKnown = false;
            break;
        }
        series.parts = QByteArrayView(m_at, bytes);
        m_at += bytes;
        if (itsField == field && itsSubject == subject)
            visit(series);
    }
    return !hasMore && m_isKnown ? Found::All : Found::Perhaps;
}

BlockSeries::Stretch SummaryReader::Series::part(size_t i) const
{
    const char *const at = parts.data() + i * partBytes;
    return {static_cast<quint8>(*at), qFromBigEndian<double>(at + 1), qFromBigEndian<double>(at + 1 + sizeof(double))};
}

} // namespace livebelt
