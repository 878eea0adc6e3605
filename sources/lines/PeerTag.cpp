// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/lines/PeerTag.h"

#include "model/records/FieldScanner.h"
#include "model/records/Fields.h"

namespace livebelt {

namespace {

QHostAddress plain(const QHostAddress &address)
{
    bool isIpv4 = false;
    const quint32 number = address.toIPv4Address(&isIpv4);
    return isIpv4 ? QHostAddress(number) : address;
}

} // namespace

PeerTag::PeerTag(const QHostAddress &address, quint16 port)
{
    const QHostAddress shown = plain(address);
    const QByteArray host = shown.toString().toLatin1();
    m_name =
        (shown.protocol() == QAbstractSocket::IPv6Protocol ? '[' + host + ']' : host) + ':' + QByteArray::number(port);
    m_start = "{\"peer\":\"" + m_name + '"';
}

void PeerTag::apply(Record &record) const
{
    if (m_name.isEmpty())
        return;
    // First, so that it is the one that counts where the peer has sent a field of that name.
    if (record.fields.size() <= 2) {
        record.fields = m_start + '}';
    } else if (!record.fields.contains("\"peer")) {
        record.fields = m_start + ',' + record.fields.sliced(1);
    } else {
        FieldsBuilder fields(m_start + '}');
        FieldScanner sent(record.fields);
        while (sent.next()) {
            const bool isPeer = nameWithoutNumber(sent.name()) == "peer";
            const QByteArray name = isPeer ? QByteArray("peer") : sent.name();
            sent.isString() ? fields.addText(name, sent.value()) : fields.addJson(name, sent.plainValue());
        }
        record.fields = fields.take();
    }
    if (record.subject.isEmpty())
        record.subject = m_name;
}

} // namespace livebelt
