// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/readings/PrometheusText.h"

#include "model/records/Quantity.h"
#include "sources/parse/values/ByteCursor.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace livebelt {

namespace {

bool isNameByte(char c, bool isFirst)
{
    return isAsciiLetter(c) || c == '_' || (!isFirst && isAsciiDigit(c));
}

/// A metric's name may have colons, a label's not.
QByteArray takeName(ByteCursor &cursor, bool mayHaveColons)
{
    const qsizetype start = cursor.at();
    const QByteArrayView text = cursor.rest();
    qsizetype size = 0;
    while (size < text.size() && (isNameByte(text[size], size == 0) || (mayHaveColons && text[size] == ':')))
        ++size;
    cursor.moveTo(start + size);
    return text.first(size).toByteArray();
}

/// What stands in quotes, without escapes; nullopt where the quotes are not closed.
std::optional<QByteArray> takeQuoted(ByteCursor &cursor)
{
    if (!cursor.take('"'))
        return std::nullopt;
    QByteArray text;
    for (; !cursor.isAtEnd(); cursor.skip(1)) {
        const char c = cursor.peek();
        if (c == '"') {
            cursor.skip(1);
            return text;
        }
        if (c != '\\') {
            text += c;
            continue;
        }
        cursor.skip(1);
        if (cursor.isAtEnd())
            break;
        const char escaped = cursor.peek();
        if (escaped != '\\' && escaped != '"' && escaped != 'n')
            text += '\\';
        text += escaped == 'n' ? '\n' : escaped;
    }
    return std::nullopt;
}

bool isNumber(QByteArrayView text)
{
    const QByteArrayView plain = text.startsWith('+') || text.startsWith('-') ? text.sliced(1) : text;
    if (plain.compare("Inf", Qt::CaseInsensitive) == 0 || plain.compare("Infinity", Qt::CaseInsensitive) == 0 ||
        text.compare("NaN", Qt::CaseInsensitive) == 0)
        return true;
    return plainNumber(text).has_value();
}

QByteArray takeWord(ByteCursor &cursor)
{
    const QByteArrayView text = cursor.rest();
    const auto end = std::find_if(text.begin(), text.end(), [](char c) { return c == ' ' || c == '\t'; });
    const QByteArrayView word = text.first(end - text.begin());
    cursor.skip(word.size());
    return word.toByteArray();
}

/// {name="value",...}, where name is null for an exemplar; in it may stand the metric's name, in quotes.
bool takeLabels(ByteCursor &cursor, PrometheusSample &sample, bool mayName)
{
    constexpr size_t mostLabels = 512;
    if (!cursor.take('{'))
        return false;
    while (true) {
        cursor.blanks();
        if (cursor.take('}'))
            return true;
        QByteArray name;
        if (cursor.peek() == '"') {
            auto quoted = takeQuoted(cursor);
            if (!quoted || quoted->isEmpty())
                return false;
            name = *std::move(quoted);
        } else {
            name = takeName(cursor, false);
        }
        cursor.blanks();
        if (name.isEmpty() || sample.labels.size() == mostLabels)
            return false;
        if (cursor.take('=')) {
            cursor.blanks();
            auto value = takeQuoted(cursor);
            const auto isSame = [&name](const auto &label) { return label.first == name; };
            if (!value || std::any_of(sample.labels.begin(), sample.labels.end(), isSame))
                return false;
            sample.labels.emplace_back(std::move(name), *std::move(value));
        } else {
            if (!mayName || !sample.name.isEmpty())
                return false;
            sample.name = std::move(name);
        }
        cursor.blanks();
        if (cursor.take(','))
            continue;
        return cursor.take('}');
    }
}

/// value [timestamp], up to the end or an exemplar.
bool takeValue(ByteCursor &cursor, PrometheusSample &sample)
{
    sample.value = takeWord(cursor);
    if (!isNumber(sample.value))
        return false;
    cursor.blanks();
    if (cursor.isAtEnd() || cursor.peek() == '#')
        return true;
    sample.timestamp = takeWord(cursor);
    cursor.blanks();
    return plainNumber(sample.timestamp).has_value();
}

} // namespace

std::optional<qint64> PrometheusSample::time() const
{
    const std::optional<double> number = plainNumber(timestamp);
    if (!number)
        return std::nullopt;
    constexpr double latestSeconds = 1e11, most = 9e15;
    const bool isWhole = !timestamp.contains('.') && !timestamp.contains('e') && !timestamp.contains('E');
    const double micros = isWhole && std::abs(*number) >= latestSeconds ? *number * 1e3 : *number * 1e6;
    return std::abs(micros) < most * 1e3 ? std::optional(qint64(std::llround(micros))) : std::nullopt;
}

PrometheusText::Line PrometheusText::read(QByteArrayView line)
{
    m_score = 0;
    line = line.trimmed();
    if (line.isEmpty())
        return Line::Blank;
    if (line.startsWith('#'))
        return readAbout(line);
    return readSample(line) ? Line::Sample : Line::Other;
}

PrometheusText::Line PrometheusText::readAbout(QByteArrayView line)
{
    constexpr int sure = 100, comment = 5;
    m_score = comment;
    if (line == "# EOF") {
        m_score = sure;
        return Line::End;
    }
    ByteCursor cursor(line.sliced(1));
    cursor.blanks();
    const QByteArray word = takeWord(cursor);
    if (word != "HELP" && word != "TYPE" && word != "UNIT")
        return Line::Comment;
    cursor.blanks();
    QByteArray name;
    if (cursor.peek() == '"')
        name = takeQuoted(cursor).value_or(QByteArray());
    else
        name = takeName(cursor, true);
    const QByteArrayView rest = cursor.rest().trimmed();
    if (name.isEmpty() || (!rest.isEmpty() && rest.size() == cursor.rest().size()))
        return Line::Comment;
    static constexpr std::array<QByteArrayView, 11> types{
        "counter",        "gauge",    "histogram", "summary",         "untyped", "unknown",
        "gaugehistogram", "stateset", "info",      "gauge_histogram", "enum"};
    if (word == "TYPE" && std::find(types.begin(), types.end(), rest) == types.end())
        return Line::Comment;
    m_score = sure;
    if (m_families.size() == mostFamilies && !m_families.contains(name))
        return Line::About;
    Family &family = m_families[name];
    (word == "HELP" ? family.help : word == "TYPE" ? family.type : family.unit) = rest.toByteArray();
    return Line::About;
}

bool PrometheusText::readSample(QByteArrayView line)
{
    m_sample = {};
    m_exemplar.reset();
    ByteCursor cursor(line);
    m_sample.name = takeName(cursor, true);
    cursor.blanks();
    const bool hasLabels = cursor.peek() == '{';
    if (hasLabels && !takeLabels(cursor, m_sample, m_sample.name.isEmpty()))
        return false;
    const bool isApart = cursor.blanks() > 0 || hasLabels || line[qMax<qsizetype>(0, cursor.at() - 1)] == ' ' ||
                         line[qMax<qsizetype>(0, cursor.at() - 1)] == '\t';
    if (m_sample.name.isEmpty() || !isApart || !takeValue(cursor, m_sample))
        return false;
    if (cursor.take('#')) {
        cursor.blanks();
        PrometheusSample exemplar;
        if (!takeLabels(cursor, exemplar, false))
            return false;
        cursor.blanks();
        if (!takeValue(cursor, exemplar))
            return false;
        m_exemplar = std::move(exemplar);
    }
    if (!cursor.isAtEnd())
        return false;
    constexpr int known = 95, withLabels = 90, bare = 30;
    m_score = family(m_sample.name) ? known : hasLabels ? withLabels : bare;
    return true;
}

const PrometheusText::Family *PrometheusText::family(QByteArrayView sampleName) const
{
    const auto find = [this](QByteArrayView name) {
        const auto found = m_families.constFind(QByteArray::fromRawData(name.data(), name.size()));
        return found == m_families.constEnd() ? nullptr : &*found;
    };
    if (const Family *family = find(sampleName))
        return family;
    for (const QByteArrayView suffix :
         {QByteArrayView("_bucket"), QByteArrayView("_sum"), QByteArrayView("_count"), QByteArrayView("_total"),
          QByteArrayView("_created"), QByteArrayView("_info"), QByteArrayView("_gsum"), QByteArrayView("_gcount")}) {
        if (sampleName.endsWith(suffix)) {
            if (const Family *family = find(sampleName.chopped(suffix.size())))
                return family;
        }
    }
    return nullptr;
}

} // namespace livebelt
