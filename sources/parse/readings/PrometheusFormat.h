// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/parse/ItemFormat.h"
#include "sources/parse/readings/PrometheusText.h"
#include "sources/parse/values/Reading.h"

namespace livebelt {

/// Samples of Prometheus and OpenMetrics:
///
///     # TYPE http_requests_total counter
///     http_requests_total{method="post",code="200"} 1027 1395066363000
///
/// An item with one sample is a Measurement: subject is the series, as it is written, fields are its value, its labels,
/// its timestamp, and those of its exemplar (exemplar.value, exemplar.at, ...). Its comments belong to it. One with
/// several samples has a field for each, named by its series. Nothing but comments is nothing yet.
class PrometheusFormat final : public ItemFormat
{
public:
    explicit PrometheusFormat(const ParserOptions &options) : m_reading(options) {}

    bool read(const QByteArray &item, Arrival arrival, Records &records) override;

private:
    struct Found
    {
        PrometheusSample sample;
        std::optional<PrometheusSample> exemplar;
        QByteArrayView line;
        QByteArray unit;
    };
    bool readLines(const QByteArray &item);
    void addOne(const Found &found);
    void addSeveral();

    PrometheusText m_text;
    std::vector<Found> m_found; ///< in the item
    QByteArrayList m_names;     ///< of its fields
    Reading m_reading;
};

} // namespace livebelt
