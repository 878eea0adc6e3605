// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

namespace livebelt::test {

/// A certificate authority for one test, and server certificates it has signed, as PEM files in a temporary directory;
/// made with the openssl program. Any user can read them: a server may have dropped its privileges.
class Certificates
{
public:
    enum class Kind {
        Good,       ///< for localhost, 127.0.0.1 and ::1
        Expired,    ///< the same, no longer valid
        WrongHost,  ///< for elsewhere.example
        MustStaple, ///< like Good; to come with a stapled proof that it was not revoked
        Revoked     ///< like Good, in revocationList()
    };

    Certificates();
    bool isValid() const { return m_error.isEmpty(); }
    /// What went wrong: fit for QVERIFY2.
    const char *error() const { return m_error.constData(); }

    QString authority() const { return file("ca.pem"); }
    /// An authority that has signed none of these.
    QString otherAuthority() const { return file("other-ca.pem"); }
    QString certificate(Kind kind) const { return file(name(kind) + ".pem"); }
    /// Of the authority, with the certificate in it that it has taken back.
    QString revocationList() const { return file("crl.pem"); }
    /// What the authority says of the certificate (OCSP), for openssl s_server -status_file. Anew with each call.
    QString staple(Kind kind);
    QString key(Kind kind) const { return file(name(kind) + ".key"); }

private:
    static QByteArray name(Kind kind);
    static int serial(Kind kind);
    QString file(const QByteArray &name) const { return m_directory.filePath(QString::fromLatin1(name)); }
    void makeAuthority(const QByteArray &name);
    void makeServer(Kind kind, const QString &names, int days, const QStringList &more = {});
    void makeRevocationList();
    void openssl(const QStringList &arguments);

    QTemporaryDir m_directory;
    QByteArray m_error;
};

} // namespace livebelt::test
