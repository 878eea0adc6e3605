// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/Certificates.h"
#include "tests/support/ServerProcess.h"

#include <QTemporaryDir>

namespace livebelt::test {

/// A real ngircd, on 127.0.0.1 and ::1. #keyed has a key, #tiny takes one person.
class Ngircd
{
public:
    explicit Ngircd(QByteArray password = {});
    /// From the next start on.
    void setPassword(const QByteArray &password) { m_password = password; }
    bool start();
    quint16 port() const { return m_port; }
    ServerProcess &process() { return m_process; }

private:
    QTemporaryDir m_directory;
    QByteArray m_password;
    quint16 m_port = ServerProcess::freePort();
    ServerProcess m_process;
};

/// A real inspircd, with message tags, server-time, accounts, history of channels in mode H, and SASL (which takes
/// Services); over TLS on a second port where it is given a certificate.
class Inspircd
{
public:
    Inspircd();
    Inspircd(const Certificates &certificates, Certificates::Kind kind);
    /// It tells those without TLS where to find it with (IRCv3 sts), for a day.
    void insistOnTls() { m_insistsOnTls = true; }
    bool start();
    quint16 port() const { return m_port; }
    quint16 tlsPort() const { return m_tlsPort; }
    quint16 servicesPort() const { return m_servicesPort; }
    ServerProcess &process() { return m_process; }

private:
    QTemporaryDir m_directory;
    QString m_certificate, m_key;
    bool m_insistsOnTls = false;
    quint16 m_port = ServerProcess::freePort();
    quint16 m_tlsPort = ServerProcess::freePort();
    quint16 m_servicesPort = ServerProcess::freePort();
    ServerProcess m_process;
};

/// Real Atheme services, linked to an inspircd: who keeps its accounts.
class Services
{
public:
    Services();
    /// Returns once it is linked.
    bool start(const Inspircd &server);
    ServerProcess &process() { return m_process; }

private:
    QTemporaryDir m_directory;
    ServerProcess m_process;
};

/// A real ZNC: a bouncer that is in #chat for alice, password sesame, on the network "testnet". It plays its whole
/// buffer to whoever attaches, again and again.
class Znc
{
public:
    Znc();
    /// Returns once it takes connections; port: of the server it goes to.
    bool start(quint16 port);
    quint16 port() const { return m_port; }
    ServerProcess &process() { return m_process; }

private:
    QTemporaryDir m_directory;
    quint16 m_port = ServerProcess::freePort();
    ServerProcess m_process;
};

} // namespace livebelt::test
