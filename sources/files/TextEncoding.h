// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Result.h"

#include <QByteArray>
#include <QString>

namespace livebelt {

/// The encoding of a text file. A value.
class TextEncoding
{
public:
    /// UTF-8, unless the file begins with a byte order mark (Unicode 15.0, 23.8) that says otherwise.
    TextEncoding() = default;
    /// name: "auto", or one that Qt knows: "utf-8", "utf-16le", "latin1", "windows-1252", "shift_jis", ...
    static Result<TextEncoding> from(const QString &name);

    /// What a file that begins with head is in.
    TextEncoding of(const QByteArray &head) const;
    /// Bytes of a code unit: 1, 2 or 4.
    int unit() const { return m_unit; }
    bool isBigEndian() const { return m_isBigEndian; }
    bool isUtf8() const { return m_name.isEmpty(); }

    /// The same text in UTF-8, with U+FFFD for what is none; isWhole is set to false where that happened.
    QByteArray toUtf8(const QByteArray &bytes, bool &isWhole) const;

private:
    TextEncoding(const char *name, int unit, bool isBigEndian);

    QByteArray m_name; ///< empty: UTF-8
    int m_unit = 1;
    bool m_isBigEndian = false;
    bool m_isFixed = false; ///< whatever the file begins with
};

} // namespace livebelt
