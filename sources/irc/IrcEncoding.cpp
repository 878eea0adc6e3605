// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/irc/IrcEncoding.h"

#include "model/records/Fields.h"

#include <QStringDecoder>
#include <algorithm>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

/// Whether only the last character is not whole (RFC 3629 section 3).
bool isCutUtf8(QByteArrayView line)
{
    if (line.endsWith('\x01')) // of a CTCP
        line.chop(1);
    for (qsizetype tail = 1; tail <= 3 && tail <= line.size(); ++tail) {
        const auto lead = static_cast<unsigned char>(line[line.size() - tail]);
        if (lead < 0x80 || lead >= 0xf8)
            return false;
        if (lead >= 0xc0) {
            const qsizetype whole = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
            // A single letter at the end of a line in one byte each looks the same, but for what stands before.
            const QByteArrayView before = line.chopped(tail);
            const bool isOther =
                std::any_of(before.begin(), before.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
            return tail < whole && isValidUtf8(before) && (isOther || tail > 1);
        }
    }
    return false;
}

} // namespace

Result<IrcEncoding> IrcEncoding::from(const QString &name)
{
    const QByteArray plain = name.toLower().toLatin1();
    if (plain.startsWith("utf-16") || plain.startsWith("utf-32") || !QStringDecoder(plain.constData()).isValid()) {
        return Failure{u"There is no encoding “%1” for a chat: give one such as windows-1252, windows-1251, koi8-r or "
                       "shift_jis"_s.arg(name)};
    }
    IrcEncoding encoding;
    encoding.m_name = plain;
    return encoding;
}

QByteArray IrcEncoding::toUtf8(const QByteArray &line) const
{
    if (isCutUtf8(line))
        return validUtf8(line);
    QStringDecoder decoder(m_name.constData());
    const QString text = decoder.decode(line);
    return validUtf8(text.toUtf8());
}

} // namespace livebelt
