// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/files/TextEncoding.h"

#include <QStringDecoder>

namespace livebelt {

using namespace Qt::StringLiterals;

TextEncoding::TextEncoding(const char *name, int unit, bool isBigEndian)
    : m_name(name), m_unit(unit), m_isBigEndian(isBigEndian), m_isFixed(true)
{
}

Result<TextEncoding> TextEncoding::from(const QString &name)
{
    const QString plain = name.toLower();
    TextEncoding result;
    if (plain == u"auto")
        return result;
    const QByteArray known = plain.toLatin1();
    if (!QStringDecoder(known.constData()).isValid()) {
        return Failure{u"There is no encoding “%1”: encoding is auto, or a name such as utf-8, utf-16le, latin1, "
                       "windows-1252 or shift_jis"_s.arg(name)};
    }
    const QString letters = QString(plain).remove(u'-').remove(u'_');
    result = TextEncoding(known.constData(), 1, false);
    if (letters.startsWith(u"utf16"_s) || letters.startsWith(u"utf32"_s)) {
        result.m_unit = letters.startsWith(u"utf16"_s) ? 2 : 4;
        result.m_isBigEndian = letters.endsWith(u"be"_s);
        if (!letters.endsWith(u"le"_s) && !letters.endsWith(u"be"_s))
            result.m_name = known + "le"; // what is written without a mark nowadays
    } else if (letters == u"utf8") {
        result.m_name.clear();
    }
    return result;
}

TextEncoding TextEncoding::of(const QByteArray &head) const
{
    if (m_isFixed)
        return *this;
    if (head.startsWith(QByteArray("\xff\xfe\0\0", 4)))
        return {"utf-32le", 4, false};
    if (head.startsWith(QByteArray("\0\0\xfe\xff", 4)))
        return {"utf-32be", 4, true};
    if (head.startsWith("\xff\xfe"))
        return {"utf-16le", 2, false};
    if (head.startsWith("\xfe\xff"))
        return {"utf-16be", 2, true};
    return *this;
}

QByteArray TextEncoding::toUtf8(const QByteArray &bytes, bool &isWhole) const
{
    QStringDecoder decoder(m_name.constData());
    const QString text = decoder.decode(bytes);
    isWhole = !decoder.hasError() && text.isValidUtf16() && bytes.size() % m_unit == 0;
    return text.toUtf8();
}

} // namespace livebelt
