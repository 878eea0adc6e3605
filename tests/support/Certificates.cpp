// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/Certificates.h"

#include <QDateTime>
#include <QFile>
#include <QProcess>

namespace livebelt::test {

using namespace Qt::StringLiterals;

Certificates::Certificates()
{
    QFile::setPermissions(m_directory.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner |
                                                  QFile::ReadGroup | QFile::ExeGroup | QFile::ReadOther |
                                                  QFile::ExeOther);
    makeAuthority("ca");
    makeAuthority("other-ca");
    makeServer(Kind::Good, u"DNS:localhost,IP:127.0.0.1,IP:::1"_s, 30);
    makeServer(Kind::Expired, u"DNS:localhost,IP:127.0.0.1,IP:::1"_s, -1);
    makeServer(Kind::WrongHost, u"DNS:elsewhere.example"_s, 30);
    makeServer(Kind::MustStaple, u"DNS:localhost,IP:127.0.0.1,IP:::1"_s, 30,
               {u"-addext"_s, u"tlsfeature=status_request"_s});
    makeServer(Kind::Revoked, u"DNS:localhost,IP:127.0.0.1,IP:::1"_s, 30);
    makeRevocationList();
}

QByteArray Certificates::name(Kind kind)
{
    switch (kind) {
    case Kind::Good:
        return "good";
    case Kind::Expired:
        return "expired";
    case Kind::WrongHost:
        return "wrong-host";
    case Kind::MustStaple:
        return "must-staple";
    case Kind::Revoked:
        return "revoked";
    }
    return {};
}

void Certificates::makeAuthority(const QByteArray &name)
{
    openssl({u"req"_s, u"-x509"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:P-256"_s, u"-nodes"_s,
             u"-days"_s, u"30"_s, u"-keyout"_s, file(name + ".key"), u"-out"_s, file(name + ".pem"), u"-subj"_s,
             u"/CN=Livebelt test authority "_s + QString::fromLatin1(name)});
}

void Certificates::makeServer(Kind kind, const QString &names, int days, const QStringList &more)
{
    const QString request = file(name(kind) + ".csr");
    openssl(QStringList{u"req"_s, u"-new"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:P-256"_s,
                        u"-nodes"_s, u"-keyout"_s, key(kind), u"-out"_s, request, u"-subj"_s,
                        u"/CN=Livebelt test server"_s, u"-addext"_s, u"subjectAltName="_s + names} +
            more);
    openssl({u"x509"_s, u"-req"_s, u"-in"_s, request, u"-CA"_s, authority(), u"-CAkey"_s, file("ca.key"),
             u"-set_serial"_s, QString::number(serial(kind)), u"-copy_extensions"_s, u"copy"_s, u"-days"_s,
             QString::number(days), u"-out"_s, certificate(kind)});
    QFile::setPermissions(key(kind), QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther);
}

/// The books of the authority, by which it lists and answers (openssl-ca(1)).
void Certificates::makeRevocationList()
{
    const QString now = QDateTime::currentDateTimeUtc().addSecs(-3600).toString(u"yyMMddHHmmss'Z'"_s);
    const QString later = QDateTime::currentDateTimeUtc().addDays(20).toString(u"yyMMddHHmmss'Z'"_s);
    QByteArray index;
    for (const Kind kind : {Kind::Good, Kind::MustStaple, Kind::Revoked}) {
        const bool isRevoked = kind == Kind::Revoked;
        index += (isRevoked ? "R\t" : "V\t") + later.toLatin1() + '\t' + (isRevoked ? now.toLatin1() : QByteArray()) +
                 '\t' + QByteArray::number(serial(kind), 16).toUpper() + "\tunknown\t/CN=" + name(kind) + '\n';
    }
    const QByteArray config =
        "[ca]\ndefault_ca = own\n[own]\ndatabase = " + file("index").toUtf8() + "\ndefault_md = sha256\n";
    for (const auto &[path, content] : {std::pair(file("index"), index), std::pair(file("config"), config)}) {
        QFile written(path);
        if (!written.open(QFile::WriteOnly) || written.write(content) < 0)
            m_error = "the books of the authority cannot be written";
    }
    openssl({u"ca"_s, u"-gencrl"_s, u"-config"_s, file("config"), u"-keyfile"_s, file("ca.key"), u"-cert"_s,
             authority(), u"-crldays"_s, u"30"_s, u"-out"_s, revocationList()});
}

QString Certificates::staple(Kind kind)
{
    const QString asked = file(name(kind) + ".request"), said = file(name(kind) + ".staple");
    const QStringList both{u"ocsp"_s,  u"-index"_s,    file("index"), u"-rsigner"_s, authority(),
                           u"-rkey"_s, file("ca.key"), u"-CA"_s,      authority()};
    openssl({u"ocsp"_s, u"-issuer"_s, authority(), u"-cert"_s, certificate(kind), u"-no_nonce"_s, u"-reqout"_s, asked});
    openssl(both + QStringList{u"-reqin"_s, asked, u"-respout"_s, said, u"-ndays"_s, u"5"_s});
    return said;
}

int Certificates::serial(Kind kind)
{
    return 0x10 + int(kind);
}

void Certificates::openssl(const QStringList &arguments)
{
    if (!isValid())
        return;
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(u"openssl"_s, arguments);
    if (!process.waitForStarted()) {
        m_error = "openssl is not installed; install it: apt install openssl";
        return;
    }
    if (!process.waitForFinished() || process.exitCode() != 0)
        m_error = "openssl " + arguments.join(u' ').toUtf8() + " failed:\n" + process.readAll();
}

} // namespace livebelt::test
