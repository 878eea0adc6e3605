// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/Connection.h"

#include <stdexcept>

namespace livebelt {

/// Why an answer cannot be read, or not to its end: what() is the end of a sentence that begins with the server.
class HttpError : public std::runtime_error
{
public:
    explicit HttpError(const QString &what, Ending::Kind kind = Ending::Kind::Lost)
        : std::runtime_error(what.toStdString()), m_kind(kind)
    {
    }
    QString text() const { return QString::fromUtf8(what()); }
    /// Refused, where the same request would give the same answer.
    Ending::Kind kind() const { return m_kind; }

private:
    Ending::Kind m_kind;
};

} // namespace livebelt
