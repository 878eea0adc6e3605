// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/readings/SensorPairs.h"

#include "sources/parse/readings/SensorNumber.h"

#include <algorithm>

namespace livebelt {

namespace {

constexpr size_t mostValues = 256;
constexpr qsizetype longestLabel = 48, mostWords = 4;

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || uchar(c) >= 0x80;
}

bool isLabelByte(char c)
{
    return isLetter(c) || (c >= '0' && c <= '9') || QByteArrayView(" _-./()[]#%*+&'\"").contains(c);
}

bool isSeparator(char c)
{
    return c == ' ' || c == '\t' || c == ',' || c == ';' || c == '|';
}

QByteArrayView withoutQuotes(QByteArrayView label)
{
    const bool isQuoted = label.size() > 2 && label.front() == label.back() && (label[0] == '"' || label[0] == '\'');
    return isQuoted ? label.sliced(1).chopped(1) : label;
}

qsizetype blanksAt(QByteArrayView text, qsizetype at)
{
    const qsizetype start = at;
    while (at < text.size() && (text[at] == ' ' || text[at] == '\t'))
        ++at;
    return at - start;
}

class PairReader
{
public:
    explicit PairReader(QByteArrayView line) : m_line(line) {}

    SensorText read()
    {
        while (m_at < m_line.size()) {
            if (!pair())
                return {};
        }
        m_text.score = m_text.values.empty() ? 0 : score();
        return std::move(m_text);
    }

private:
    bool pair()
    {
        qsizetype mark = m_at;
        while (mark < m_line.size() && m_line[mark] != ':' && m_line[mark] != '=')
            ++mark;
        const QByteArrayView label = withoutQuotes(m_line.sliced(m_at, mark - m_at).trimmed());
        if (mark == m_line.size() || !isSensorLabel(label))
            return false;
        m_at = mark + 1;
        m_at += blanksAt(m_line, m_at);
        if (!value(label))
            return false;
        ++m_pairs;
        while (further(label)) {
        }
        return true;
    }

    bool value(QByteArrayView label)
    {
        const auto number = sensorNumberAt(m_line.sliced(m_at), DecimalComma::Allowed);
        if (!number || m_text.values.size() == mostValues)
            return false;
        qsizetype at = m_at + number->size;
        const qsizetype blanks = blanksAt(m_line, at);
        const QByteArrayView unit = unitAt(at + blanks, *number);
        if (!unit.isEmpty())
            at += blanks + unit.size();
        if (at < m_line.size() && !isSeparator(m_line[at]))
            return false;
        m_isMeasured |= number->isMeasured();
        m_hasUnit |= !unit.isEmpty();
        m_hasComma |= number->hasComma;
        m_hadUnit = !unit.isEmpty();
        m_text.values.push_back({label.toByteArray(), number->text, unit.toByteArray()});
        m_at = at;
        skipSeparators();
        return true;
    }

    /// None where the word is the next label.
    QByteArrayView unitAt(qsizetype at, const SensorNumber &number) const
    {
        const QByteArrayView unit = sensorUnitAt(m_line.sliced(qMin(at, m_line.size())), number.isInstruments());
        qsizetype end = at + unit.size();
        end += blanksAt(m_line, end);
        const bool isNext = end < m_line.size() && (m_line[end] == ':' || m_line[end] == '=');
        return isNext ? QByteArrayView() : unit;
    }

    /// Another number under the same label, in another unit: 21.0 *C 69.8 *F
    bool further(QByteArrayView label)
    {
        if (!m_hadUnit || m_at >= m_line.size())
            return false;
        const auto number = sensorNumberAt(m_line.sliced(m_at), DecimalComma::Allowed);
        if (!number)
            return false;
        const qsizetype after = m_at + number->size + blanksAt(m_line, m_at + number->size);
        return !unitAt(after, *number).isEmpty() && value(label);
    }

    /// Blanks, and one other between them.
    void skipSeparators()
    {
        bool hasOther = false;
        while (m_at < m_line.size() && isSeparator(m_line[m_at])) {
            const bool isBlank = m_line[m_at] == ' ' || m_line[m_at] == '\t';
            if (!isBlank && std::exchange(hasOther, true))
                break; // what follows is no label, then
            ++m_at;
        }
    }

    int score() const
    {
        int score = m_pairs > 1 ? 80 : 35; // localhost:8080, exit code: 3
        score += m_isMeasured ? (m_pairs > 1 ? 10 : 30) : 0;
        score += m_hasUnit ? (m_pairs > 1 ? 5 : 45) : 0;
        score -= m_hasComma ? 10 : 0;
        return std::min(score, 95);
    }

    QByteArrayView m_line;
    qsizetype m_at = 0;
    SensorText m_text;
    int m_pairs = 0;
    bool m_isMeasured = false, m_hasUnit = false, m_hasComma = false, m_hadUnit = false;
};

bool isWord(QByteArrayView word)
{
    return !word.isEmpty() && std::all_of(word.begin(), word.end(), &isLetter);
}

} // namespace

bool isSensorLabel(QByteArrayView label)
{
    // "[INFO] temp" is a level, and then a label
    const bool isMarked = !label.isEmpty() && QByteArrayView("[(").contains(label.front());
    if (label.isEmpty() || isMarked || label.size() > longestLabel ||
        !std::all_of(label.begin(), label.end(), &isLabelByte))
        return false;
    const qsizetype blank = label.indexOf(' ');
    const QByteArrayView first = blank < 0 ? label : label.first(blank);
    return std::any_of(first.begin(), first.end(), &isLetter) &&
           std::count(label.begin(), label.end(), ' ') < mostWords;
}

SensorText readSensorPairs(QByteArrayView line)
{
    if (!line.contains(':') && !line.contains('='))
        return {};
    return PairReader(line).read();
}

SensorText readSensorWords(QByteArrayView line)
{
    constexpr qsizetype longestMark = 4;
    SensorText text;
    QByteArray name;
    qsizetype at = 0;
    int marks = 0;
    bool isAllMarks = true;
    while (at < line.size()) {
        if (isSeparator(line[at])) {
            ++at;
            continue;
        }
        if (const auto number = sensorNumberAt(line.sliced(at), DecimalComma::Refused); number && !name.isEmpty()) {
            qsizetype end = at + number->size;
            const qsizetype blanks = blanksAt(line, end);
            const QByteArrayView unit = sensorUnitAt(line.sliced(qMin(end + blanks, line.size())), false);
            if (!unit.isEmpty())
                end += blanks + unit.size();
            const bool isSure = number->isMeasured() || !unit.isEmpty();
            if (!isSure || (end < line.size() && !isSeparator(line[end])) || text.values.size() == mostValues)
                return {};
            text.values.push_back({std::exchange(name, {}), number->text, unit.toByteArray()});
            at = end;
            continue;
        }
        qsizetype end = at;
        while (end < line.size() && !isSeparator(line[end]))
            ++end;
        const QByteArrayView word = line.sliced(at, end - at);
        const bool isMark = word.size() <= longestMark &&
                            std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
        if (!isWord(word) || (!name.isEmpty() && !isMark) || ++marks > 64)
            return {};
        isAllMarks &= isMark;
        name += (name.isEmpty() ? "" : " ") + word.toByteArray();
        at = end;
    }
    const bool hasUnit = !text.values.empty() && !text.values.front().unit.isEmpty();
    if (!name.isEmpty() || text.values.empty() || (text.values.size() == 1 && !(isAllMarks && hasUnit)))
        return {};
    text.score = 60;
    return text;
}

} // namespace livebelt
