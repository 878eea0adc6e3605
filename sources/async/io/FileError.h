// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <stdexcept>

namespace livebelt::async {

/// Why something could not be done with a file: a sentence with the file, what was tried, and the system's own words.
class FileError : public std::runtime_error
{
public:
    /// deed: "opened", "read", "written".
    FileError(const QString &path, const QString &deed, int code) : FileError(path, deed, qt_error_string(code), code)
    {
    }
    /// reason: in words; code: errno, where there is one.
    FileError(const QString &path, const QString &deed, const QString &reason, int code = 0)
        : std::runtime_error(sentence(path, deed, reason).toStdString()), m_path(path), m_reason(reason), m_code(code)
    {
    }
    /// The file.
    const QString &path() const { return m_path; }
    const QString &reason() const { return m_reason; } ///< the system's own words
    int code() const { return m_code; }                ///< errno; 0 where there is none
    /// The whole sentence.
    QString text() const { return QString::fromUtf8(what()); }

private:
    static QString sentence(const QString &path, const QString &deed, const QString &reason)
    {
        return QStringLiteral("%1 cannot be %2: %3").arg(path, deed, reason);
    }

    QString m_path;
    QString m_reason;
    int m_code;
};

} // namespace livebelt::async
