// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Result.h"

#include <QByteArray>
#include <QString>

namespace livebelt {

/// What lines are written in that are not UTF-8: IRC itself does not say (RFC 1459 section 2.2). A value.
class IrcEncoding
{
public:
    /// windows-1252, which holds all of Latin 1.
    IrcEncoding() = default;
    /// name: one that Qt knows, such as windows-1251 or shift_jis.
    static Result<IrcEncoding> from(const QString &name);

    /// line, which is not valid UTF-8, in UTF-8. Where only its last character is cut off, as servers do with long
    /// lines, it is UTF-8 all the same.
    QByteArray toUtf8(const QByteArray &line) const;

private:
    QByteArray m_name = "windows-1252";
};

} // namespace livebelt
