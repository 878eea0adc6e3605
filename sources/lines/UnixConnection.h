// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/lines/StreamConnection.h"

#include <QLocalSocket>

namespace livebelt {

/// One connection to a stream socket of this machine; a path that begins with @ is an abstract name (unix(7)).
class UnixConnection final : public StreamConnection
{
public:
    UnixConnection(QString path, const ItemOptions &items, ConnectionLog &log);

private:
    async::Task<bool> open() override;
    QIODevice *device() override { return &m_socket; }
    qintptr descriptor() const override { return m_socket.socketDescriptor(); }
    Ending lost() const override;
    void drop() override;
    QString problem() const;

    QString m_path;
    QLocalSocket m_socket;
};

} // namespace livebelt
