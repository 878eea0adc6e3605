// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/index/Block.h"

#include <QtEndian>
#include <functional>

namespace livebelt {

/// Reads what BlockSummary::encoded() gave in place, and only what is asked for. Refers to those bytes. Where they are
/// none of that kind nothing is known.
class SummaryReader
{
public:
    explicit SummaryReader(QByteArrayView encoded);

    bool isKnown() const { return m_isKnown; }
    const std::array<quint32, 7> &levels() const { return m_levels; }
    const std::array<quint32, 5> &kinds() const { return m_kinds; }
    /// Of the records of each stretch.
    size_t stretchCount() const { return size_t(m_times.size()) / (2 * sizeof(qint64)); }
    BlockRange times(size_t stretch) const;
    /// The most frequent ones, and how many records have another one.
    using Subject = std::function<void(QByteArrayView subject, quint32 count)>;
    bool subjects(const Subject &visit, quint32 &others);

    struct Series
    {
        quint32 count = 0;
        double least = 0, most = 0, first = 0, last = 0, sum = 0, squares = 0; ///< as BlockSeries has them
        QByteArrayView parts;

        size_t partCount() const { return size_t(parts.size()) / partBytes; }
        BlockSeries::Stretch part(size_t i) const;
    };
    enum class Found { All, Perhaps }; ///< Perhaps: there were too many to keep them all
    /// Shows those of that subject and field, of whatever unit.
    Found series(QByteArrayView subject, QByteArrayView field, const std::function<void(const Series &)> &visit);

private:
    static constexpr size_t partBytes = 1 + 2 * sizeof(double);
    template<typename Number>
    Number take()
    {
        if (m_end - m_at < qsizetype(sizeof(Number))) {
            m_isKnown = false;
            return {};
        }
        const Number number = qFromBigEndian<Number>(m_at);
        m_at += sizeof(Number);
        return number;
    }
    QByteArrayView takeBytes();

    const char *m_at, *m_end;
    std::array<quint32, 7> m_levels{};
    std::array<quint32, 5> m_kinds{};
    QByteArrayView m_times;
    const char *m_subjects = nullptr;
    bool m_isKnown = true;
};

} // namespace livebelt
