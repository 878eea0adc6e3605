// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/formats/FormatCheck.h"

#include "model/records/Timestamp.h"
#include "sources/parse/formats/JsonPlace.h"
#include "sources/parse/formats/LineJoiner.h"

#include <QSet>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

QByteArray timeText(qint64 time, int nanos)
{
    QByteArray text = toRfc3339(time);
    if (nanos > 0) {
        text.chop(1);
        text += QByteArray::number(nanos).rightJustified(3, '0') + 'Z';
    }
    return text;
}

class Check
{
public:
    Check(const LogFormat &format, const QByteArray &json) : m_format(format), m_json(json) {}

    QStringList run()
    {
        const FormatDescription &d = m_format.description();
        for (size_t i = 0; i < d.samples.size(); ++i)
            check(d.samples[i], {QByteArray("samples"), int(i)});
        for (int i = 0; i < d.times.size(); ++i) {
            if (!m_times.contains(d.times[i]))
                say({QByteArray("times"), i}, u"no sample has a time of this form"_s);
        }
        for (int i = 0; i < d.patterns.size(); ++i) {
            if (!m_patterns.contains(i))
                say({QByteArray("pattern"), i}, u"no sample is read by this pattern"_s);
        }
        return m_wrong;
    }

private:
    void say(const QVariantList &path, const QString &what)
    {
        m_wrong.append(u"line %1: %2: %3"_s.arg(jsonLine(m_json, path)).arg(jsonPathText(path), what));
    }

    void compare(const QVariantList &sample, const char *name, QByteArrayView read, QByteArrayView expected)
    {
        if (read != expected)
            say(sample + QVariantList{QByteArray(name)},
                u"read “%1”, expected “%2”"_s.arg(QString::fromUtf8(read), QString::fromUtf8(expected)));
    }

    void check(const FormatSample &sample, const QVariantList &path)
    {
        auto zone = ZoneRule::from(sample.zone);
        if (!zone)
            return say(path + QVariantList{QByteArray("zone")}, zone.error());
        // With a zone of its own, the format's own counts.
        const bool hasOwn = !m_format.description().zone.isEmpty() && sample.zone == "UTC";
        std::optional<ZoneRule> given;
        if (!hasOwn)
            given = *std::move(zone);
        LogReading reading;
        LogReader reader({std::shared_ptr<const LogFormat>(), &m_format}, given);
        if (!reader.read(sample.record, sample.reference, reading))
            return say(path, u"the record does not match"_s);
        checkLines(sample, path);
        notePattern(sample);
        const QByteArrayView written = reading.part(LogRole::Time);
        if (!written.isEmpty() && !reading.time)
            return say(path, u"“%1” is not a time of the format's forms"_s.arg(QString::fromUtf8(written)));
        compare(path, "time", reading.time ? timeText(reading.time->time, reading.time->nanos) : QByteArray(),
                sample.time == noTime ? QByteArray() : timeText(sample.time, sample.nanos));
        compare(path, "level", levelName(reading.level), levelName(sample.level));
        compare(path, "subject", reading.part(LogRole::Subject), sample.subject);
        compare(path, "text", reading.part(LogRole::Text), sample.text);
        std::map<QByteArray, QByteArray> fields;
        for (const LogReading::Field &field : reading.fields)
            fields[field.name.toByteArray()] = field.value.toByteArray();
        for (const auto &[name, value] : fields) {
            if (!sample.fields.contains(name))
                say(path + QVariantList{QByteArray("fields")},
                    u"read %1 “%2”, which is not expected"_s.arg(QString::fromUtf8(name), QString::fromUtf8(value)));
        }
        for (const auto &[name, value] : sample.fields)
            compare(path + QVariantList{QByteArray("fields")}, name.constData(),
                    fields.contains(name) ? fields[name] : QByteArray(), value);
        if (reading.time)
            noteTime(*reading.time);
    }

    /// The first line begins a record, and the others do not end it.
    void checkLines(const FormatSample &sample, const QVariantList &path)
    {
        const QByteArrayList lines = sample.record.split('\n');
        LineJoiner joiner;
        joiner.begin(lines.first(), m_format.continuation(), 0);
        for (int i = 0; i < lines.size(); ++i) {
            const bool belongs = i == 0
                                     ? m_format.starts(lines[i])
                                     : joiner.ask(lines[i], 0) != LineJoiner::Answer::No && !m_format.starts(lines[i]);
            if (belongs && i > 0)
                joiner.add(lines[i]);
            if (!belongs)
                say(path + QVariantList{QByteArray("record")},
                    (i == 0 ? u"“%1” does not begin a record"_s : u"“%1” does not continue the record"_s)
                        .arg(QString::fromUtf8(lines[i])));
        }
    }

    void noteTime(const ReadTime &time)
    {
        int pattern = 0;
        for (const QByteArray &form : m_format.description().times) {
            const bool isPattern = form.contains('%');
            if (isPattern ? time.pattern == pattern : timeFormName(time.form) == form)
                m_times.insert(form);
            pattern += isPattern ? 1 : 0;
        }
    }

    void notePattern(const FormatSample &sample)
    {
        const QByteArray line = sample.record.split('\n').first();
        const QByteArrayList &patterns = m_format.description().patterns;
        for (int i = 0; i < patterns.size(); ++i) {
            const auto pattern = RecordPattern::from(patterns[i]);
            if (pattern && pattern->matches(pattern->isOfSeveralLines() ? sample.record : line)) {
                m_patterns.insert(i);
                return;
            }
        }
    }

    const LogFormat &m_format;
    const QByteArray &m_json;
    QSet<QByteArray> m_times;
    QSet<int> m_patterns;
    QStringList m_wrong;
};

} // namespace

QStringList checkFormat(const LogFormat &format, const QByteArray &json)
{
    return Check(format, json).run();
}

} // namespace livebelt
