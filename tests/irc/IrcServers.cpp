// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/irc/IrcServers.h"

#include "tests/support/Unprivileged.h"

#include <QDir>
#include <QFile>
#include <unistd.h>

namespace livebelt::test {

using namespace Qt::StringLiterals;

namespace {

QString write(const QTemporaryDir &directory, const QString &name, const QByteArray &text)
{
    // A server that is started by root and gives that up has to get in.
    QFile::setPermissions(directory.path(), QFile::Permissions(0x7755));
    const QString path = directory.filePath(name);
    QFile file(path);
    if (file.open(QFile::WriteOnly))
        file.write(text);
    return path;
}

} // namespace

Ngircd::Ngircd(QByteArray password) : m_password(std::move(password)), m_process(u"ngircd"_s, u"ngircd"_s) {}

bool Ngircd::start()
{
    QByteArray config = "[Global]\nName = irc.example.test\nInfo = test\nListen = 127.0.0.1,::1\nPorts = " +
                        QByteArray::number(m_port) + "\nMotdPhrase = Welcome, stranger\n";
    if (!m_password.isEmpty())
        config += "Password = " + m_password + "\n";
    config += "[Limits]\nMaxConnectionsIP = 0\nMaxPenaltyTime = 0\nMaxJoins = 0\nPingTimeout = 60\n"
              "[Options]\nDNS = no\nIdent = no\nPAM = no\n"
              "[Channel]\nName = #keyed\nModes = +k secret\n"
              "[Channel]\nName = #tiny\nModes = +l 1\n";
    return m_process.start({u"-n"_s, u"-f"_s, write(m_directory, u"ngircd.conf"_s, config)}, m_port);
}

Inspircd::Inspircd() : m_process(u"inspircd"_s, u"inspircd"_s) {}

Inspircd::Inspircd(const Certificates &certificates, Certificates::Kind kind)
    : m_certificate(certificates.certificate(kind))
    , m_key(certificates.key(kind))
    , m_process(u"inspircd"_s, u"inspircd"_s)
{
}

bool Inspircd::start()
{
    QByteArray config = R"(
<server name="irc.example.test" description="test" network="TestNet" id="00A">
<admin name="a" nick="a" email="a@example.test">
<connect name="main" allow="*" timeout="20" hardsendq="200M" softsendq="100M" recvq="64M" threshold="1000000"
  commandrate="1000000" fakelag="no" localmax="1000" globalmax="1000" useident="no" resolvehostnames="no" maxchans="50">
<performance quietbursts="yes" softlimit="1000" somaxconn="128">
<log method="stderr" type="* -USERINPUT -USEROUTPUT" level="default" target="stderr">
<module name="cap"><module name="ircv3"><module name="ircv3_servertime"><module name="ircv3_msgid">
<module name="ircv3_ctctags"><module name="ircv3_capnotify"><module name="ircv3_batch"><module name="ircv3_echomessage">
<module name="chanhistory"><chanhistory bots="yes" prefixmsg="no">
<module name="monitor"><module name="sethost"><module name="ircv3_chghost"><module name="setname">
<module name="ircv3_labeledresponse"><module name="ircv3_accounttag"><module name="services_account"><module name="sasl">
<sasl target="services.example.test" requiressl="no">
<module name="spanningtree">
<uline server="services.example.test" silent="yes">
<link name="services.example.test" ipaddr="127.0.0.1" port="1" allowmask="127.0.0.0/8" sendpass="link" recvpass="link">
)";
    config += "<bind address=\"127.0.0.1\" port=\"" + QByteArray::number(m_port) + "\" type=\"clients\">\n";
    config += "<bind address=\"127.0.0.1\" port=\"" + QByteArray::number(m_servicesPort) + "\" type=\"servers\">\n";
    if (!m_certificate.isEmpty()) {
        config += "<module name=\"ssl_gnutls\"><module name=\"sslinfo\">\n<sslprofile name=\"test\" "
                  "provider=\"gnutls\" hash=\"sha256\" certfile=\"" +
                  m_certificate.toUtf8() + "\" keyfile=\"" + m_key.toUtf8() +
                  "\">\n<bind address=\"127.0.0.1\" port=\"" + QByteArray::number(m_tlsPort) +
                  "\" type=\"clients\" sslprofile=\"test\">\n";
    }
    if (m_insistsOnTls)
        config += "<module name=\"ircv3_sts\"><sts host=\"*\" duration=\"1d\" port=\"" + QByteArray::number(m_tlsPort) +
                  "\">\n";
    QStringList arguments{u"--nofork"_s, u"--nopid"_s, u"--config"_s, write(m_directory, u"inspircd.conf"_s, config)};
    if (geteuid() == 0)
        arguments += u"--runasroot"_s;
    return m_process.start(arguments, m_port);
}

Services::Services() : m_process(u"atheme-services"_s, u"atheme-services"_s) {}

bool Services::start(const Inspircd &server)
{
    const QByteArray config = R"(
loadmodule "modules/protocol/inspircd";
loadmodule "modules/backend/opensex";
loadmodule "modules/crypto/rawsha1";
loadmodule "modules/nickserv/main";
loadmodule "modules/nickserv/register";
loadmodule "modules/nickserv/identify";
loadmodule "modules/saslserv/main";
loadmodule "modules/saslserv/plain";
loadmodule "modules/saslserv/external";
loadmodule "modules/nickserv/cert";
serverinfo {
  name = "services.example.test"; desc = "services"; numeric = "00B"; recontime = 1; netname = "TestNet";
  adminname = "a"; adminemail = "a@example.test"; registeremail = "a@example.test"; mta = "/bin/true";
  maxusers = 0; auth = none; casemapping = rfc1459;
};
uplink "irc.example.test" { host = "127.0.0.1"; port = )" +
                              QByteArray::number(server.servicesPort()) + R"(;
  send_password = "link"; receive_password = "link"; };
nickserv { nick = "NickServ"; user = "NickServ"; host = "services.example.test"; real = "s"; };
saslserv { nick = "SaslServ"; user = "SaslServ"; host = "services.example.test"; real = "s"; };
general { commit_interval = 5; };
)";
    return m_process.start({u"-n"_s, u"-c"_s, write(m_directory, u"atheme.conf"_s, config), u"-D"_s, m_directory.path(),
                            u"-p"_s, m_directory.filePath(u"pid"_s), u"-l"_s, m_directory.filePath(u"log"_s)},
                           0) &&
           m_process.waitForOutput("finished synching");
}

/// Where root starts it, ZNC waits for half a minute first.
Znc::Znc() : m_process(Unprivileged::command(u"znc"_s, {}).program, u"znc"_s) {}

bool Znc::start(quint16 port)
{
    QDir(m_directory.path()).mkdir(u"configs"_s);
    write(m_directory, u"configs/znc.conf"_s,
          "Version = 1.8.2\nAnonIPLimit = 1000\n<Listener l>\n  Host = 127.0.0.1\n  Port = " +
              QByteArray::number(m_port) +
              R"(
  IPv4 = true
  IPv6 = false
  SSL = false
</Listener>
<User alice>
  Pass = plain#sesame
  Nick = alice
  Ident = alice
  ChanBufferSize = 100
  AutoClearChanBuffer = false
  <Network testnet>
    FloodRate = 100.00
    FloodBurst = 100
    Server = 127.0.0.1 )" +
              QByteArray::number(port) + R"(
    <Chan #chat>
    </Chan>
  </Network>
</User>
)");
    for (const char *part : {"", "configs", "configs/znc.conf"})
        Unprivileged::give(m_directory.filePath(QString::fromLatin1(part)));
    const QStringList arguments{u"--foreground"_s, u"--datadir"_s, m_directory.path()};
    return m_process.start(Unprivileged::command(u"znc"_s, arguments).arguments, m_port);
}

} // namespace livebelt::test
