// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <stdexcept>

namespace livebelt {

/// Why a database did not do what it was asked, for people: what is wrong, in its own words, and what to do.
class SqlError : public std::runtime_error
{
public:
    enum class Kind {
        Lost,         ///< the connection is gone, or could not be made: another attempt may help
        Refused,      ///< it cannot help before the person has changed something
        WantsPassword ///< the same, and that is the user name or the password
    };

    SqlError(Kind kind, QString sentence)
        : std::runtime_error(sentence.toStdString()), m_sentence(std::move(sentence)), m_kind(kind)
    {
    }
    const QString &sentence() const { return m_sentence; } ///< without a full stop
    Kind kind() const { return m_kind; }

private:
    QString m_sentence;
    Kind m_kind;
};

/// Thrown out of whatever a SqlClient does when it is to stop.
class SqlInterrupted : public std::exception
{
public:
    const char *what() const noexcept override { return "the query was cancelled"; }
};

} // namespace livebelt
