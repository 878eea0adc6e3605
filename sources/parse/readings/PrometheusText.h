// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <optional>
#include <vector>

namespace livebelt {

/// One sample, or one exemplar of a sample. value and timestamp are as written: "+Inf", "1.5e3", "NaN".
struct PrometheusSample
{
    using Labels = std::vector<std::pair<QByteArray, QByteArray>>;
    QByteArray name; ///< empty: an exemplar
    Labels labels;   ///< in their order; values without escapes
    QByteArray value;
    QByteArray timestamp; ///< empty: none

    /// In microseconds since 1970 UTC: milliseconds (Prometheus) or seconds (OpenMetrics), which its form says.
    std::optional<qint64> time() const;
};

/// Reads the lines of an exposition one after the other: the text format 0.0.4 of Prometheus, with quoted names as
/// since 3.0, and OpenMetrics 1.0 with units, exemplars and # EOF. Keeps what the comments say of at most
/// `mostFamilies` metrics, as long as it lives. One thread; nothing throws.
class PrometheusText
{
public:
    static constexpr qsizetype mostFamilies = 10'000;
    enum class Line { Other, Blank, Comment, About, Sample, End };
    struct Family
    {
        QByteArray type, help, unit;
    };

    /// Other: it is of no such format, or damaged.
    Line read(QByteArrayView line);
    /// Of the last line that was a Sample.
    const PrometheusSample &sample() const { return m_sample; }
    const std::optional<PrometheusSample> &exemplar() const { return m_exemplar; }
    /// What was said of the metric that a sample belongs to: http_seconds for http_seconds_bucket; nullptr: nothing.
    const Family *family(QByteArrayView sampleName) const;
    /// 0 to 100: how sure it is that the last line was of this format, and could be of no other.
    int score() const { return m_score; }

private:
    Line readAbout(QByteArrayView line);
    bool readSample(QByteArrayView line);

    PrometheusSample m_sample;
    std::optional<PrometheusSample> m_exemplar;
    QHash<QByteArray, Family> m_families;
    int m_score = 0;
};

} // namespace livebelt
