// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace livebelt {

/// Builds Record::fields on top of fields that are there already, which stay shared as long as nothing is added.
class IrcFields
{
public:
    explicit IrcFields(QByteArray base = {}) : m_json(std::move(base)) {}

    /// An empty value is left out.
    void add(QByteArrayView name, QByteArrayView value);
    /// What a tag of that value is called as a field; nothing: it is no field.
    using Naming = QByteArrayView (*)(QByteArrayView tag, QByteArrayView escapedValue);
    /// The fields of the tags that are no property of the record itself; the last of equal ones counts. False: there
    /// were so many that some were left out.
    bool addTags(QByteArrayView tags, Naming naming = nullptr);
    QByteArray take() { return std::move(m_json); }

private:
    QByteArray m_json;
};

} // namespace livebelt
