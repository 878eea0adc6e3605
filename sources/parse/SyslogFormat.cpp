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

/// [id name="value" ...][...]
void addStructured(FieldsBuilder &fields, QByteArrayView data)
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
            fields.addText(QByteArray(id.toByteArray()).append('.').append(name),
                           QByteArrayView(unescaped(data.sliced(start, end - start))));
            at = end + 1;
        }
        ++at;
    }
}

} // namespace

SyslogFormat::SyslogFormat(const ParserOptions &options, Accepts accepts) : m_kind(options.kind), m_accepts(accepts)
{
    auto zone = ZoneRule::from(options.zone.toUtf8()); // both have been checked by ParserOptions::from()
    std::vector<TimePattern> patterns;
    if (auto pattern = TimePattern::from(options.timeFormat.toUtf8()); pattern && !options.timeFormat.isEmpty())
        patterns.push_back(*std::move(pattern));
    m_times = TimeReader(zone ? *std::move(zone) : ZoneRule(), TimeFormSet::all(), std::move(patterns));
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
    Record record;
    record.kind = m_kind;
    record.received = arrival.received;
    record.time = header.time;
    record.subject = validUtf8((header.app.isEmpty() ? header.host : header.app).toByteArray());
    record.text = validUtf8(header.text.isEmpty() ? item : header.text.toByteArray());
    if (record.text != item)
        record.raw = item;
    record.level = header.level();
    FieldsBuilder fields;
    fields.add("severity", header.severity());
    fields.add("facility", header.facility());
    fields.add("host", header.host);
    fields.add("app", header.app);
    fields.add("pid", header.process);
    fields.add("msgid", header.id);
    fields.add("seq", header.sequence);
    addStructured(fields, header.data);
    record.fields = fields.take();
    records.push_back(std::move(record));
    return true;
}

} // namespace livebelt
