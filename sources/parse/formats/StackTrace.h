// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace livebelt {

/// Follows the lines of one record, as long as they are a stack trace: of Java, Kotlin, .NET, Python, JavaScript, Ruby,
/// Go, Rust or PHP. A value, of a few bytes.
class StackTrace
{
public:
    enum class Answer {
        No,
        Maybe, ///< a blank line: it belongs to the trace if the next one does
        Yes
    };

    /// Of the record that begins with this line.
    static StackTrace after(QByteArrayView firstLine);
    /// Whether the next line belongs to it; if so, what it says is noted.
    Answer take(QByteArrayView line);

    /// Whether a line that is of no format may have a trace behind it: an error, or itself a part of one.
    static bool mayFollow(QByteArrayView line);

private:
    enum class Place {
        Before, ///< nothing of a trace yet
        Chain,  ///< what a Python exception has led to follows
        Python,
        Go,
        RustMessage,
        Rust,
        Behind ///< within one whose lines are known by themselves, or behind its end
    };
    Answer takeGo(QByteArrayView line);
    Answer takeRust(QByteArrayView line);

    Place m_place = Place::Before;
};

} // namespace livebelt
