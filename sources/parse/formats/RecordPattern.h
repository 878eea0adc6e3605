// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Result.h"

#include <QByteArrayList>
#include <memory>
#include <vector>

namespace re2 {
class RE2;
}

namespace livebelt {

/// A pattern in the syntax of RE2, for bytes: a record has to begin with it. With a line end in it (\n) it is for the
/// whole record, without for its first line. Never changes; copies share it; any thread.
class RecordPattern
{
public:
    /// Named groups are (?P<name>...). The Failure is what RE2 says is wrong, and where.
    static Result<RecordPattern> from(const QByteArray &pattern);

    const QByteArray &text() const { return m_text; }
    /// What decides whether it matches: without a last group that takes all that is left of the line.
    const QByteArray &needed() const { return m_needed; }
    bool isOfSeveralLines() const { return m_isOfSeveralLines; }
    /// Names of its groups, in the order of values(); no name twice.
    const QByteArrayList &names() const { return m_names; }
    /// Whether text begins with it.
    bool matches(QByteArrayView text) const;
    /// The same, with what its named groups are; a group that took no part is null.
    bool match(QByteArrayView text, std::vector<QByteArrayView> &values) const;

private:
    QByteArray m_text;
    QByteArray m_needed;
    QByteArrayList m_names;
    std::vector<int> m_groups; ///< their numbers
    std::shared_ptr<const re2::RE2> m_expression;
    bool m_isOfSeveralLines = false;
    bool m_takesRest = false; ///< the last value is what m_expression leaves
};

} // namespace livebelt
