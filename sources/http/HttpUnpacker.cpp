// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/http/HttpUnpacker.h"

#include "sources/parse/unpack/GzipUnpacker.h"
#include "sources/wire/HttpError.h"

namespace livebelt {

using namespace Qt::StringLiterals;

HttpUnpacker::HttpUnpacker(const QByteArray &coding)
{
    const QByteArray name = coding.trimmed().toLower();
    if (name == "gzip" || name == "x-gzip")
        m_packed = std::make_unique<GzipUnpacker>();
    else if (!name.isEmpty() && name != "identity")
        throw HttpError(u"packs its answer as “%1”, which it was not asked for: tell its operator"_s.arg(
                            QString::fromLatin1(name.left(100))),
                        Ending::Kind::Refused);
}

void HttpUnpacker::give(QByteArray packed)
{
    if (m_packed)
        m_packed->give(std::move(packed));
    else
        m_plain = std::move(packed);
}

QByteArray HttpUnpacker::take()
{
    if (!m_packed)
        return std::exchange(m_plain, QByteArray());
    try {
        return m_packed->take();
    } catch (const UnpackError &error) {
        throw HttpError(u"says that its answer is packed with gzip, but it is not, or is damaged (%1): tell its "
                        "operator"_s.arg(QString::fromUtf8(error.what())),
                        Ending::Kind::Refused);
    }
}

void HttpUnpacker::finish() const
{
    if (m_packed && !m_packed->isAtEnd())
        throw HttpError(u"broke off in the middle of its answer"_s);
}

} // namespace livebelt
