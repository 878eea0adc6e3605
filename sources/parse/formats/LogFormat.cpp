// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/formats/LogFormat.h"

#include "sources/parse/formats/JsonPlace.h"
#include "sources/parse/formats/LogScratch.h"
#include "sources/parse/formats/NamedValues.h"

#include <algorithm>

namespace livebelt {

using namespace Qt::StringLiterals;
using Kind = FormatDescription::Kind;

namespace {

/// Without its end.
QByteArrayView firstLine(QByteArrayView record)
{
    const qsizetype end = record.indexOf('\n');
    QByteArrayView line = record.first(end < 0 ? record.size() : end);
    if (line.endsWith('\r'))
        line.chop(1);
    return line;
}

int roleOf(QByteArrayView name)
{
    const auto found = std::find(logRoleNames.begin(), logRoleNames.end(), name);
    return found == logRoleNames.end() ? -1 : int(found - logRoleNames.begin());
}

} // namespace

LogReading::LogReading() : m_scratch(std::make_unique<LogScratch>()) {}
LogReading::LogReading(LogReading &&) noexcept = default;
LogReading &LogReading::operator=(LogReading &&) noexcept = default;
LogReading::~LogReading() = default;

Result<std::shared_ptr<const LogFormat>> LogFormat::from(const QByteArray &json, const QString &source)
{
    auto description = FormatDescription::from(json);
    if (!description)
        return Failure{description.error()};
    const std::shared_ptr<LogFormat> format(new LogFormat);
    format->m_description = *std::move(description);
    format->m_source = source;
    if (const QString wrong = format->prepare(json); !wrong.isEmpty())
        return Failure{wrong};
    return std::shared_ptr<const LogFormat>(format);
}

QString LogFormat::prepare(const QByteArray &json)
{
    const auto at = [&json](const QVariantList &path, const QString &what) {
        return u"line %1: %2: %3"_s.arg(jsonLine(json, path)).arg(jsonPathText(path), what);
    };
    const FormatDescription &d = m_description;
    QByteArrayList names;
    for (int i = 0; i < d.patterns.size(); ++i) {
        auto pattern = RecordPattern::from(d.patterns[i]);
        if (!pattern)
            return at(d.patterns.size() > 1 ? QVariantList{QByteArray("pattern"), i}
                                            : QVariantList{QByteArray("pattern")},
                      pattern.error());
        if (pattern->isOfSeveralLines() && d.starts.isEmpty())
            return at({QByteArray("pattern")}, u"a pattern of several lines needs “starts”, a pattern of the first"_s);
        names += pattern->names();
        m_patterns.push_back(*std::move(pattern));
    }
    for (size_t role = 0; role < logRoleNames.size(); ++role) {
        for (const QByteArray &name : d.roles[role]) {
            if (d.kind == Kind::Pattern && !names.contains(name))
                return at({QByteArray("from"), logRoleNames[role].toByteArray()},
                          u"no pattern has a group “%1”"_s.arg(QString::fromUtf8(name)));
        }
    }
    if (!d.starts.isEmpty()) {
        auto starts = RecordPattern::from(d.starts);
        if (!starts)
            return at({QByteArray("starts")}, starts.error());
        m_starts = *std::move(starts);
    }
    auto continuation = Continuation::from(d.continues, d.ends);
    if (!continuation)
        return at({QByteArray("continues")}, continuation.error());
    m_continuation = *std::move(continuation);
    if (!d.zone.isEmpty()) {
        auto zone = ZoneRule::from(d.zone);
        if (!zone)
            return at({QByteArray("zone")}, zone.error());
        m_zone = *std::move(zone);
    }
    const auto [index, wrong] = prepareTimes();
    return wrong.isEmpty() ? QString() : at({QByteArray("times"), index}, wrong);
}

/// What is wrong, and with which.
std::pair<int, QString> LogFormat::prepareTimes()
{
    if (!m_description.times.isEmpty())
        m_forms = {};
    for (int i = 0; i < m_description.times.size(); ++i) {
        const QByteArray &time = m_description.times[i];
        if (const auto form = timeFormFromName(time)) {
            m_forms.add(*form);
        } else if (!time.contains('%')) {
            return {i, u"a time is a format as %d.%m.%Y %H:%M:%S, or one of %1"_s.arg(
                           QString::fromUtf8(timeFormNames().join(", ")))};
        } else if (auto pattern = TimePattern::from(time); pattern) {
            m_timePatterns.push_back(*std::move(pattern));
        } else {
            return {i, pattern.error()};
        }
    }
    return {0, {}};
}

bool LogFormat::match(QByteArrayView record, LogReading &reading) const
{
    reading.fields.clear();
    reading.m_parts = {};
    reading.level = Level::None;
    reading.time.reset();
    switch (m_description.kind) {
    case Kind::Pattern:
        return matchPattern(record, reading);
    case Kind::Json:
        return eachJsonValue(record, *reading.m_scratch, reading.fields) && finish(reading, record);
    case Kind::Assignments:
        return eachAssignment(record, reading.fields) && finish(reading, record);
    }
    return false;
}

bool LogFormat::matchPattern(QByteArrayView record, LogReading &reading) const
{
    const QByteArrayView line = firstLine(record);
    std::vector<QByteArrayView> &values = reading.m_scratch->values;
    for (const RecordPattern &pattern : m_patterns) {
        if (!pattern.match(pattern.isOfSeveralLines() ? record : line, values))
            continue;
        for (size_t i = 0; i < values.size(); ++i) {
            const QByteArray &name = pattern.names()[qsizetype(i)];
            QByteArrayView value = values[i];
            if (value.isNull())
                continue;
            const int role = roleOf(name);
            // What goes to the end of the first line goes on in the others.
            if (role == int(LogRole::Text) && value.end() == line.end())
                value = QByteArrayView(value.begin(), record.end());
            if (role >= 0)
                reading.m_parts[size_t(role)] = value;
            else if (!value.isEmpty())
                reading.fields.push_back({name, value});
        }
        return finish(reading, record);
    }
    return false;
}

/// Where everything with a name is in reading.fields.
bool LogFormat::finish(LogReading &reading, QByteArrayView record) const
{
    const auto find = [&reading](QByteArrayView name) {
        return std::find_if(reading.fields.begin(), reading.fields.end(),
                            [name](const LogReading::Field &field) { return field.name == name; });
    };
    for (const QByteArray &name : m_description.required) {
        if (find(name) == reading.fields.end())
            return false;
    }
    const bool isPattern = m_description.kind == Kind::Pattern;
    for (size_t role = 0; role < logRoleNames.size(); ++role) {
        for (const QByteArray &name : m_description.roles[role]) {
            const auto field = find(name);
            if (field == reading.fields.end() || m_description.none.contains(field->value))
                continue;
            reading.m_parts[role] = field->value;
            if (!isPattern)
                reading.fields.erase(field);
            break;
        }
    }
    if (!m_description.none.isEmpty()) {
        const auto isNone = [this](QByteArrayView value) { return m_description.none.contains(value); };
        std::erase_if(reading.fields, [&isNone](const LogReading::Field &field) { return isNone(field.value); });
        for (QByteArrayView &part : reading.m_parts) {
            if (&part != &reading.m_parts[size_t(LogRole::Text)] && isNone(part))
                part = {};
        }
    }
    QByteArrayView &text = reading.m_parts[size_t(LogRole::Text)];
    if (text.isNull())
        text = record;
    else if (!isPattern && text.endsWith('\n'))
        text.chop(text.endsWith("\r\n") ? 2 : 1);
    if (const QByteArrayView written = reading.part(LogRole::Level); !written.isEmpty()) {
        const auto own = m_description.levels.empty() ? m_description.levels.end()
                                                      : m_description.levels.find(written.toByteArray());
        reading.level = own != m_description.levels.end() ? own->second : levelFromText(written, m_description.scale);
    }
    return true;
}

bool LogFormat::starts(QByteArrayView line) const
{
    if (m_starts)
        return m_starts->matches(line);
    if (m_description.kind == Kind::Json)
        return line.trimmed().startsWith('{');
    if (m_description.kind == Kind::Assignments)
        return line.startsWith(m_description.required.value(0) + '=');
    return std::any_of(m_patterns.begin(), m_patterns.end(),
                       [line](const RecordPattern &pattern) { return pattern.matches(firstLine(line)); });
}

bool LogFormat::mayNeedMore(QByteArrayView line) const
{
    const bool hasLines = std::any_of(m_patterns.begin(), m_patterns.end(),
                                      [](const RecordPattern &pattern) { return pattern.isOfSeveralLines(); });
    return (hasLines || m_description.kind == Kind::Assignments) && starts(line);
}

TimeReader LogFormat::timeReader(const std::optional<ZoneRule> &zone, const std::optional<TimePattern> &pattern) const
{
    std::vector<TimePattern> patterns = m_timePatterns;
    if (pattern)
        patterns.insert(patterns.begin(), *pattern);
    return TimeReader(zone ? *zone : m_zone ? *m_zone : ZoneRule(), m_forms, std::move(patterns));
}

QByteArrayList LogFormat::startPatterns() const
{
    QByteArrayList patterns;
    if (m_starts)
        patterns.append(m_starts->needed());
    else
        std::transform(m_patterns.begin(), m_patterns.end(), std::back_inserter(patterns),
                       [](const RecordPattern &pattern) { return pattern.needed(); });
    if (patterns.isEmpty() && m_description.kind == Kind::Assignments)
        patterns.append('^' + m_description.required.value(0) + '=');
    return patterns;
}

bool LogReader::read(QByteArrayView record, qint64 reference, LogReading &reading)
{
    if (!m_format->match(record, reading))
        return false;
    if (const QByteArrayView written = reading.part(LogRole::Time); !written.isEmpty())
        reading.time = m_times.readWhole(written, reference);
    return true;
}

} // namespace livebelt
