// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/SyslogFormat.h"

#include "model/records/Fields.h"
#include "sources/parse/SyslogHeader.h"

namespace livebelt {

namespace {

QByteArray unescaped(QByteArrayView value)
{
    QByteArray plain;
    for (qsizetype i = 0; i < value.size(); ++i) {
        if (value[i] == '\\' && i + 1 < value.size() && QByteArrayView("\"\\]").contains(value[i + 1]))
            ++i;
        plain += value[i];
    }
    return plain;
}

} // namespace

SyslogFormat::SyslogFormat(const ParserOptions &options, Accepts accepts) : m_reading(options), m_accepts(accepts)
{
    auto zone = ZoneRule::from(options.zone.toUtf8()); // both have been checked by ParserOptions::from()
    std::vector<TimePattern> patterns;
    if (auto pattern = TimePattern::from(options.timeFormat.toUtf8()); pattern && !options.timeFormat.isEmpty())
        patterns.push_back(*std::move(pattern));
    m_times = TimeReader(zone ? *std::move(zone) : ZoneRule(), TimeFormSet::all(), std::move(patterns));
}

/// [id name="value" ...][...]
void SyslogFormat::addStructured(QByteArrayView data)
{
    qsizetype at = 0;
    const auto word = [&] {
        const qsizetype start = at;
        while (at < data.size() && !QByteArrayView(" =]\"[").contains(data[at]))
            ++at;
        return data.sliced(start, at - start);
    };
    while (at < data.size()) {
        ++at; // the bracket that opens it
        const QByteArrayView id = word();
        while (at < data.size() && data[at] != ']') {
            if (data[at] != ' ') { // not as the RFC has it
                ++at;
                continue;
            }
            ++at;
            const QByteArrayView name = word();
            if (name.isEmpty() || at + 1 >= data.size() || data[at] != '=' || data[at + 1] != '"')
                continue;
            const qsizetype start = at += 2;
            while (at < data.size() && data[at] != '"')
                at += data[at] == '\\' ? 2 : 1;
            const qsizetype end = qMin(at, data.size());
            const QByteArray &full = m_kept.emplace_back(id.toByteArray() + '.' + name.toByteArray());
            m_reading.addText(full, m_kept.emplace_back(unescaped(data.sliced(start, end - start))));
            at = end + 1;
        }
        ++at;
    }
}

bool SyslogFormat::read(const QByteArray &item, Arrival arrival, Records &records)
{
    SyslogHeader header;
    if (!header.read(item, arrival.written, m_times))
        return false;
    const bool isCertain =
        header.isStructured || (header.time != noTime && !(header.host.isEmpty() && header.app.isEmpty()));
    if (m_accepts == Accepts::WithTime && !isCertain)
        return false;
    m_reading.clear();
    m_kept.clear();
    m_reading.setTime(header.time);
    m_reading.setLevel(header.level());
    m_reading.setSubject(header.app.isEmpty() ? header.host : header.app);
    m_reading.setText(header.text.isEmpty() ? QByteArrayView(item) : header.text);
    const std::pair<QByteArrayView, QByteArrayView> named[] = {
        {"severity", header.severity()}, {"facility", header.facility()},
        {"host", header.host},           {"app", header.app},
        {"pid", header.process},         {"msgid", header.id},
        {"seq", header.sequence}};
    for (const auto &[name, value] : named) {
        if (!value.isEmpty())
            m_reading.addText(name, value);
    }
    addStructured(header.data);
    if (!header.text.isEmpty())
        m_values.addTo(m_reading, header.text);
    m_reading.make(item, arrival, records);
    return true;
}

} // namespace livebelt
