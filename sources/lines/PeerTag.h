// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Record.h"

#include <QAbstractSocket>
#include <QByteArray>
#include <QHostAddress>

namespace livebelt {

/// Says of records which of several peers they are from: in the field "peer", and in the subject, where they have none.
/// Empty: says nothing.
class PeerTag
{
public:
    PeerTag() = default;
    /// An address of IPv4 in the clothes of IPv6 is shown as what it is.
    PeerTag(const QHostAddress &address, quint16 port);

    const QByteArray &name() const { return m_name; } ///< "192.0.2.1:4711", "[2001:db8::1]:4711"
    void apply(Record &record) const;

private:
    QByteArray m_name;
    QByteArray m_start; ///< of a record's fields: {"peer":"192.0.2.1:4711"
};

} // namespace livebelt
