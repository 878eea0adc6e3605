// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/FeedDescription.h"

#include <QByteArrayList>

namespace livebelt {

/// Puts $PASSWORD in place of the secrets of a feed, in whatever form they travel: plain, percent-encoded, as JSON, in
/// base64 with the user. Secrets of less than four bytes are left alone: they would be found everywhere.
class SecretMask
{
public:
    explicit SecretMask(const Credentials &credentials);

    bool holdsSecret(const QByteArray &text) const;
    QByteArray masked(QByteArray text) const;
    QString masked(const QString &text) const;

private:
    QByteArrayList m_forms; ///< the longest first
};

} // namespace livebelt
