// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/RegexFormat.h"

namespace livebelt {

using namespace Qt::StringLiterals;

RegexFormat::RegexFormat(const ParserOptions &options)
    : m_reading(options), m_expression(u"(*LIMIT_MATCH=1000000)"_s + options.pattern)
{
    m_expression.optimize();
    for (const QString &name : m_expression.namedCaptureGroups())
        m_names.append(name.toUtf8());
    const bool hasNames = m_names.join().size() > 0;
    for (qsizetype i = 1; i < m_names.size() && !hasNames; ++i)
        m_names[i] = QByteArray::number(i);
}

bool RegexFormat::read(const QByteArray &item, Arrival arrival, Records &records)
{
    const QRegularExpressionMatch match = m_expression.match(QString::fromUtf8(item));
    if (!match.hasMatch())
        return false;
    m_reading.clear();
    m_values.resize(m_names.size());
    for (qsizetype i = 0; i < m_names.size(); ++i) {
        if (m_names[i].isEmpty())
            continue;
        m_values[i] = match.capturedView(int(i)).toUtf8();
        m_reading.addUntyped(m_names[i], QByteArrayView(m_values[i]));
    }
    m_reading.make(item, arrival, records);
    return true;
}

} // namespace livebelt
