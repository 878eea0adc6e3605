// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/formats/FormatDescription.h"

#include "model/records/Timestamp.h"
#include "sources/parse/formats/JsonPlace.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 usualReference = 1'796'126'400'000'000; // 2026-12-01T12:00:00Z

QByteArray key(QLatin1StringView name)
{
    return QByteArray(name.data(), name.size());
}

/// Reads one object of the file, and remembers the first thing that is wrong, and where.
class DescriptionReader
{
public:
    explicit DescriptionReader(const QByteArray &json) : m_json(json) {}

    Result<FormatDescription> read()
    {
        QJsonParseError wrong{};
        const QJsonDocument document = QJsonDocument::fromJson(m_json, &wrong);
        if (wrong.error != QJsonParseError::NoError)
            return Failure{
                u"line %1: this is no valid JSON: %2"_s.arg(lineAt(m_json, wrong.offset)).arg(wrong.errorString())};
        if (!document.isObject())
            return Failure{u"line 1: a format is one JSON object"_s};
        readFormat(document.object());
        if (!m_error.isEmpty())
            return Failure{m_error};
        return std::move(m_format);
    }

private:
    void fail(const QVariantList &path, const QString &what)
    {
        if (!m_error.isEmpty())
            return;
        const QString name = jsonPathText(path);
        m_error = u"line %1: %2%3"_s.arg(jsonLine(m_json, path)).arg(name.isEmpty() ? name : name + u": "_s, what);
    }

    void checkNames(const QJsonObject &object, const QVariantList &path, const QStringList &known)
    {
        for (auto it = object.begin(); it != object.end(); ++it) {
            if (!known.contains(it.key()))
                fail(path + QVariantList{it.key().toUtf8()},
                     u"this is not known here; known are %1"_s.arg(known.join(u", "_s)));
        }
    }

    QByteArray text(const QJsonObject &object, const QVariantList &path, QLatin1StringView name)
    {
        const QJsonValue value = object.value(name);
        if (!value.isUndefined() && !value.isString())
            fail(path + QVariantList{key(name)}, u"this is to be a text"_s);
        return value.toString().toUtf8();
    }

    /// One text, or a list of them.
    QByteArrayList texts(const QJsonObject &object, const QVariantList &path, QLatin1StringView name)
    {
        const QJsonValue value = object.value(name);
        if (!value.isArray())
            return value.isUndefined() ? QByteArrayList() : QByteArrayList{text(object, path, name)};
        QByteArrayList all;
        const QJsonArray array = value.toArray();
        for (qsizetype i = 0; i < array.size(); ++i) {
            if (!array[i].isString())
                fail(path + QVariantList{key(name), int(i)}, u"this is to be a text"_s);
            all.append(array[i].toString().toUtf8());
        }
        if (all.isEmpty() && name != "json"_L1)
            fail(path + QVariantList{key(name)}, u"the list is empty"_s);
        return all;
    }

    QJsonObject object(const QJsonObject &parent, const QVariantList &path, QLatin1StringView name)
    {
        const QJsonValue value = parent.value(name);
        if (!value.isUndefined() && !value.isObject())
            fail(path + QVariantList{key(name)}, u"this is to be an object: { ... }"_s);
        return value.toObject();
    }

    Level level(const QJsonValue &value, const QVariantList &path)
    {
        const auto found = levelFromName(value.toString().toUtf8());
        if (!value.isUndefined() && (!found || *found == Level::None))
            fail(path, u"a level is trace, debug, info, warn, error or fatal"_s);
        return found.value_or(Level::None);
    }

    void readFormat(const QJsonObject &root)
    {
        checkNames(root, {},
                   {u"name"_s, u"title"_s, u"rank"_s, u"pattern"_s, u"json"_s, u"assignments"_s, u"from"_s, u"times"_s,
                    u"zone"_s, u"levels"_s, u"scale"_s, u"none"_s, u"starts"_s, u"continues"_s, u"ends"_s,
                    u"samples"_s});
        m_format.name = text(root, {}, "name"_L1);
        const auto isNameByte = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
        if (m_format.name.isEmpty() || !std::all_of(m_format.name.begin(), m_format.name.end(), isNameByte))
            fail({QByteArray("name")}, u"a format needs a name of small letters, digits and hyphens"_s);
        m_format.title = root.value("title"_L1).toString(QString::fromUtf8(m_format.name));
        if (const QJsonValue rank = root.value("rank"_L1); !rank.isUndefined()) {
            m_format.rank = rank.toInt(-1);
            if (m_format.rank < 0 || m_format.rank > 9)
                fail({QByteArray("rank")}, u"this is to be a number from 0 to 9"_s);
        }
        readKind(root);
        readMeaning(root);
        m_format.starts = text(root, {}, "starts"_L1);
        m_format.continues = texts(root, {}, "continues"_L1);
        m_format.ends = text(root, {}, "ends"_L1);
        const QJsonValue samples = root.value("samples"_L1);
        if (!samples.isArray() || samples.toArray().isEmpty())
            fail({QByteArray("samples")}, u"a format needs samples: [{\"record\": ..., \"time\": ...}]"_s);
        const QJsonArray array = samples.toArray();
        for (qsizetype i = 0; i < array.size(); ++i)
            readSample(array[i], {QByteArray("samples"), int(i)});
    }

    void readKind(const QJsonObject &root)
    {
        using Kind = FormatDescription::Kind;
        const bool isJson = root.contains("json"_L1), isAssignments = root.contains("assignments"_L1);
        if (int(isJson) + int(isAssignments) + int(root.contains("pattern"_L1)) != 1)
            fail({}, u"a format needs one of pattern, json and assignments"_s);
        m_format.kind = isJson ? Kind::Json : isAssignments ? Kind::Assignments : Kind::Pattern;
        m_format.patterns = texts(root, {}, "pattern"_L1);
        m_format.required = texts(root, {}, isJson ? "json"_L1 : "assignments"_L1);
    }

    void readMeaning(const QJsonObject &root)
    {
        const QJsonObject from = object(root, {}, "from"_L1);
        checkNames(from, {QByteArray("from")}, {u"time"_s, u"level"_s, u"subject"_s, u"text"_s});
        for (size_t role = 0; role < logRoleNames.size(); ++role)
            m_format.roles[role] = texts(from, {QByteArray("from")}, QLatin1StringView(logRoleNames[role]));
        m_format.times = texts(root, {}, "times"_L1);
        m_format.zone = text(root, {}, "zone"_L1);
        const QJsonObject levels = object(root, {}, "levels"_L1);
        for (auto it = levels.begin(); it != levels.end(); ++it)
            m_format.levels[it.key().toUtf8()] = level(*it, {QByteArray("levels"), it.key().toUtf8()});
        if (root.contains("scale"_L1)) {
            const auto scale = levelScaleFromName(text(root, {}, "scale"_L1));
            if (!scale)
                fail({QByteArray("scale")}, u"known are usual, syslog, priority, pino, python, java and otel"_s);
            m_format.scale = scale.value_or(LevelScale::Usual);
        }
        m_format.none = texts(root, {}, "none"_L1);
    }

    qint64 time(const QJsonObject &sample, const QVariantList &path, QLatin1StringView name, qint64 otherwise,
                int *nanos)
    {
        if (!sample.contains(name))
            return otherwise;
        const QByteArray written = text(sample, path, name);
        const auto time = fromRfc3339(written);
        if (!time)
            fail(path + QVariantList{key(name)}, u"this is to be a time as 2026-11-30T09:15:02.417Z"_s);
        constexpr qsizetype micros = 26; // "2026-11-30T09:15:02.417123"
        if (nanos && written.size() > micros)
            *nanos = written.sliced(micros).first(qMin(qsizetype(3), written.size() - micros)).toInt();
        return time.value_or(noTime);
    }

    void readSample(const QJsonValue &value, const QVariantList &path)
    {
        const QJsonObject sample = value.toObject();
        checkNames(
            sample, path,
            {u"record"_s, u"zone"_s, u"reference"_s, u"time"_s, u"level"_s, u"subject"_s, u"text"_s, u"fields"_s});
        FormatSample read;
        read.record = texts(sample, path, "record"_L1).join('\n');
        if (read.record.isEmpty())
            fail(path, u"a sample needs a record: a text, or a list of lines"_s);
        read.zone = sample.contains("zone"_L1) ? text(sample, path, "zone"_L1) : QByteArray("UTC");
        read.reference = time(sample, path, "reference"_L1, usualReference, nullptr);
        read.time = time(sample, path, "time"_L1, noTime, &read.nanos);
        read.level = level(sample.value("level"_L1), path + QVariantList{QByteArray("level")});
        read.subject = text(sample, path, "subject"_L1);
        read.text = sample.contains("text"_L1) ? text(sample, path, "text"_L1) : read.record;
        const QJsonObject fields = object(sample, path, "fields"_L1);
        for (auto it = fields.begin(); it != fields.end(); ++it) {
            if (!it->isString())
                fail(path + QVariantList{QByteArray("fields"), it.key().toUtf8()},
                     u"this is to be a text, a number too: \"500\""_s);
            read.fields[it.key().toUtf8()] = it->toString().toUtf8();
        }
        m_format.samples.push_back(std::move(read));
    }

    const QByteArray m_json;
    FormatDescription m_format;
    QString m_error;
};

} // namespace

Result<FormatDescription> FormatDescription::from(const QByteArray &json)
{
    return DescriptionReader(json).read();
}

} // namespace livebelt
