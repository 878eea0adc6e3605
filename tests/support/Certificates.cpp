// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/Certificates.h"

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
    }
    return {};
}

void Certificates::makeAuthority(const QByteArray &name)
{
    openssl({u"req"_s, u"-x509"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:P-256"_s, u"-nodes"_s,
             u"-days"_s, u"30"_s, u"-keyout"_s, file(name + ".key"), u"-out"_s, file(name + ".pem"), u"-subj"_s,
             u"/CN=Livebelt test authority "_s + QString::fromLatin1(name)});
}

void Certificates::makeServer(Kind kind, const QString &names, int days)
{
    const QString request = file(name(kind) + ".csr");
    openssl({u"req"_s, u"-new"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:P-256"_s, u"-nodes"_s,
             u"-keyout"_s, key(kind), u"-out"_s, request, u"-subj"_s, u"/CN=Livebelt test server"_s, u"-addext"_s,
             u"subjectAltName="_s + names});
    openssl({u"x509"_s, u"-req"_s, u"-in"_s, request, u"-CA"_s, authority(), u"-CAkey"_s, file("ca.key"),
             u"-CAcreateserial"_s, u"-copy_extensions"_s, u"copy"_s, u"-days"_s, QString::number(days), u"-out"_s,
             certificate(kind)});
    QFile::setPermissions(key(kind), QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther);
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
