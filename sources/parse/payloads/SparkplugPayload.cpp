// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/payloads/SparkplugPayload.h"

#include "sources/parse/payloads/SparkplugDetails.h"

namespace livebelt {

namespace {

using Field = ProtobufFields::Field;
using Wire = ProtobufFields::Type;

bool isText(const Field &field)
{
    return field.type == Wire::Bytes;
}

struct Metric
{
    QByteArray name;
    std::optional<quint64> alias, timestamp;
    SparkplugType type = SparkplugType::Unknown;
    bool hasType = false;
    bool isHistorical = false, isTransient = false, isNull = false;
    std::optional<QByteArrayView> metadata, properties;
    Field value{}; ///< its number is 0 where there is none
};

/// Writes messages; a false says that one is not of the format.
class Writer
{
public:
    Writer(JsonText &json, SparkplugNames &names, std::optional<SparkplugTopic> topic)
        : m_json(json), m_names(names), m_topic(topic)
    {
    }

    bool payload(QByteArrayView message);

private:
    bool readMetric(QByteArrayView message, Metric &metric) const;
    void complete(Metric &metric, bool isOfPayload) const;
    bool metrics(const std::vector<Metric> &all, int depth);
    bool about(const Metric &metric);
    bool value(const Metric &metric, int depth);
    bool templateValue(QByteArrayView message, int depth);
    bool parameter(QByteArrayView message);

    JsonText &m_json;
    SparkplugNames &m_names;
    std::optional<SparkplugTopic> m_topic;
};

bool Writer::payload(QByteArrayView message)
{
    std::vector<Metric> all;
    std::optional<quint64> timestamp, seq;
    std::optional<QByteArrayView> uuid, body;
    ProtobufFields fields(message);
    for (Field field; fields.next(field);) {
        const bool isNumber = field.type == Wire::Varint;
        switch (field.number) {
        case 1:
        case 3:
            if (!isNumber)
                return false;
            (field.number == 1 ? timestamp : seq) = field.value;
            break;
        case 2:
            if (!isText(field) || !readMetric(field.bytes, all.emplace_back()))
                return false;
            complete(all.back(), true);
            break;
        case 4:
        case 5:
            if (!isText(field))
                return false;
            (field.number == 4 ? uuid : body) = field.bytes;
            break;
        default:
            break;
        }
    }
    if (fields.isBad())
        return false;
    m_json.openObject();
    if (timestamp) {
        m_json.text("timestamp");
        m_json.milliseconds(*timestamp);
    }
    if (seq) {
        m_json.text("seq");
        m_json.unsignedInteger(*seq);
    }
    if (uuid) {
        m_json.text("uuid");
        m_json.text(*uuid);
    }
    if (!metrics(all, 0))
        return false;
    if (body) {
        m_json.text("body");
        m_json.bytes(*body);
    }
    m_json.close();
    return true;
}

bool Writer::readMetric(QByteArrayView message, Metric &metric) const
{
    constexpr quint32 firstValue = 10, lastValue = 19;
    ProtobufFields fields(message);
    for (Field field; fields.next(field);) {
        const bool isBytes = isText(field);
        const bool wantsBytes = field.number == 1 || field.number == 8 || field.number == 9;
        if (field.number < firstValue && isBytes != wantsBytes)
            return false;
        switch (field.number) {
        case 1:
            metric.name = field.bytes.toByteArray();
            break;
        case 2:
            metric.alias = field.value;
            break;
        case 3:
            metric.timestamp = field.value;
            break;
        case 4:
            metric.type = SparkplugType(field.value);
            metric.hasType = true;
            break;
        case 5:
            metric.isHistorical = field.value != 0;
            break;
        case 6:
            metric.isTransient = field.value != 0;
            break;
        case 7:
            metric.isNull = field.value != 0;
            break;
        case 8:
            metric.metadata = field.bytes;
            break;
        case 9:
            metric.properties = field.bytes;
            break;
        default:
            if (field.number >= firstValue && field.number <= lastValue)
                metric.value = field;
        }
    }
    return !fields.isBad();
}

/// With what is known of it, and made known.
void Writer::complete(Metric &metric, bool isOfPayload) const
{
    if (m_topic && isOfPayload) {
        if (m_topic->isBirth() && !metric.name.isEmpty()) {
            m_names.learn(*m_topic, metric.name, metric.alias, metric.type);
        } else if (metric.name.isEmpty() && metric.alias) {
            if (const auto *known = m_names.byAlias(*m_topic, *metric.alias)) {
                metric.name = known->name;
                if (!metric.hasType)
                    metric.type = known->type;
            }
        } else if (!metric.hasType) {
            metric.type = m_names.typeOf(*m_topic, metric.name);
        }
    }
    if (metric.name.isEmpty() && metric.alias)
        metric.name = "alias " + QByteArray::number(*metric.alias);
}

bool Writer::metrics(const std::vector<Metric> &all, int depth)
{
    if (all.empty())
        return true;
    m_json.text("metrics");
    m_json.openObject();
    for (const Metric &metric : all) {
        m_json.text(metric.name);
        if (!value(metric, depth))
            return false;
    }
    m_json.close();
    m_json.text("about");
    m_json.openObject();
    for (const Metric &metric : all) {
        m_json.text(metric.name);
        if (!about(metric))
            return false;
    }
    m_json.close();
    return true;
}

bool Writer::about(const Metric &metric)
{
    m_json.openObject();
    if (metric.alias) {
        m_json.text("alias");
        m_json.unsignedInteger(*metric.alias);
    }
    if (metric.type != SparkplugType::Unknown) {
        m_json.text("datatype");
        m_json.text(sparkplugTypeName(metric.type));
    }
    if (metric.timestamp) {
        m_json.text("timestamp");
        m_json.milliseconds(*metric.timestamp);
    }
    const auto flag = [this](QByteArrayView name, bool isSet) {
        if (!isSet)
            return;
        m_json.text(name);
        m_json.word("true");
    };
    flag("is_historical", metric.isHistorical);
    flag("is_transient", metric.isTransient);
    flag("is_null", metric.isNull);
    if (metric.metadata) {
        m_json.text("metadata");
        if (!writeSparkplugMetaData(m_json, *metric.metadata))
            return false;
    }
    if (metric.properties) {
        m_json.text("properties");
        if (!writeSparkplugProperties(m_json, *metric.properties))
            return false;
    }
    m_json.close();
    return true;
}

bool Writer::value(const Metric &metric, int depth)
{
    constexpr quint32 firstValue = 10;
    if (metric.isNull || metric.value.number == 0) {
        m_json.word("null");
        return true;
    }
    if (metric.value.number >= 16 && !isText(metric.value))
        return false;
    switch (metric.value.number) {
    case 16:
        writeSparkplugBytes(m_json, metric.type, metric.value.bytes);
        return true;
    case 17:
        return writeSparkplugDataSet(m_json, metric.value.bytes);
    case 18:
        return templateValue(metric.value.bytes, depth);
    case 19:
        m_json.bytes(metric.value.bytes);
        return true;
    default:
        return writeSparkplugScalar(m_json, metric.type, metric.value, firstValue);
    }
}

bool Writer::templateValue(QByteArrayView message, int depth)
{
    if (depth == deepestSparkplug)
        return false;
    std::vector<Metric> all;
    std::vector<QByteArrayView> parameters;
    m_json.openObject();
    ProtobufFields fields(message);
    for (Field field; fields.next(field);) {
        if (field.number <= 4 && !isText(field))
            return false;
        switch (field.number) {
        case 1:
        case 4:
            m_json.text(field.number == 1 ? "version" : "template_ref");
            m_json.text(field.bytes);
            break;
        case 2:
            if (!readMetric(field.bytes, all.emplace_back()))
                return false;
            complete(all.back(), false);
            break;
        case 3:
            parameters.push_back(field.bytes);
            break;
        case 5:
            m_json.text("is_definition");
            m_json.word(field.value ? "true" : "false");
            break;
        default:
            break;
        }
    }
    if (fields.isBad())
        return false;
    if (!parameters.empty()) {
        m_json.text("parameters");
        m_json.openObject();
        for (const QByteArrayView one : parameters) {
            if (!parameter(one))
                return false;
        }
        m_json.close();
    }
    if (!metrics(all, depth + 1))
        return false;
    m_json.close();
    return true;
}

bool Writer::parameter(QByteArrayView message)
{
    constexpr quint32 firstValue = 3;
    QByteArrayView name;
    SparkplugType type = SparkplugType::Unknown;
    Field value;
    ProtobufFields fields(message);
    for (Field field; fields.next(field);) {
        if (field.number == 1)
            name = field.bytes;
        else if (field.number == 2)
            type = SparkplugType(field.value);
        else if (field.number <= 9)
            value = field;
    }
    if (fields.isBad())
        return false;
    m_json.text(name);
    if (value.number == 0)
        m_json.word("null");
    else if (value.number == 9 && isText(value))
        m_json.bytes(value.bytes);
    else
        return writeSparkplugScalar(m_json, type, value, firstValue);
    return true;
}

} // namespace

std::optional<QByteArray> SparkplugReader::toJson(QByteArrayView topic, QByteArrayView payload)
{
    if (payload.isEmpty())
        return std::nullopt;
    const auto place = SparkplugTopic::of(topic);
    if (place && place->isBirth())
        m_names.begin(*place);
    constexpr qsizetype forNames = 1 << 20; // that are not in the payload, but in the birth before it
    JsonText json(payload.size(), forNames);
    if (!Writer(json, m_names, place).payload(payload))
        return std::nullopt;
    return json.take();
}

} // namespace livebelt
