// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/matrix/MatrixPeer.h"
#include "tests/support/ServerProcess.h"

#include <QTcpSocket>

namespace livebelt::test {

/// The address of a feed on this machine: the server's part, and options of ours.
QString webSocketAddress(quint16 port, const QString &path, const QString &options = {});

/// A server on python3-websockets or npm's ws (peer.py, peer.js), and a line to tell it what to do.
class WebSocketPeer final : public MatrixPeer
{
public:
    enum class Program { Python, Node };

    explicit WebSocketPeer(Program program);

    /// For TLS, before start(): PEM files, and the authority of the certificates that clients have to show.
    void useTls(const QStringList &files) { m_tls = files; }

    FeedKind kind() const override;
    QString start() override;
    QString address() const override { return url(u"/"); }
    void give(int first, int count) override;
    bool isReady(const Records &records) const override;
    std::optional<int> number(const Record &record) const override;
    void kill() override;
    QByteArray refuse() override;
    QString letIn() override;
    bool giveGarbage() override;
    std::optional<LawRules> law() const override { return LawRules(); }
    void givePayloads(const std::vector<LawPayload> &payloads) override;
    bool givesToAll() const override { return true; }

    QString url(QStringView path) const;
    QString address(const QString &path, const QString &options) const
    {
        return webSocketAddress(m_port, path, options);
    }
    quint16 port() const { return m_port; }
    ServerProcess &process() { return *m_process; }
    /// Has the server obey, and waits until it has.
    bool tell(const QString &command);

private:
    const Program m_program;
    quint16 m_port = 0, m_controlPort = 0;
    QStringList m_tls;
    std::unique_ptr<ServerProcess> m_process;
    std::unique_ptr<QTcpSocket> m_control;
    QByteArray m_answer; ///< to the last command
};

} // namespace livebelt::test
