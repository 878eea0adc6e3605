// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Sentence.h"
#include "sources/feed/ConnectionLog.h"
#include "sources/http/HttpAnswer.h"
#include "sources/lines/SerialSettings.h"
#include "sources/lines/TcpConnection.h"
#include "sources/lines/UdpAddress.h"
#include "sources/mqtt/MqttEnding.h"
#include "sources/sql/PostgresErrors.h"
#include "sources/wire/HandshakeRefusal.h"

#include <QTest>
#include <cerrno>

using namespace Qt::StringLiterals;
using namespace livebelt;

namespace {

QString certificateSentence(QSslError::SslError error)
{
    const QList<QSslError> tls{QSslError(error)};
    return connectionProblem(async::SocketError(QAbstractSocket::SslHandshakeFailedError, u"refused."_s, tls),
                             u"example.org"_s, 1);
}

} // namespace

/// Every reason that a feed may give for its loss, as far as it can be had without the loss: what is added to it makes
/// sentences that end once.
class tst_Sentences : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ofSockets();
    void ofBrokers();
    void ofHttpServers();
    void ofLines();
    void ofDatabases();

private:
    static void check(const QString &why);
};

void tst_Sentences::check(const QString &why)
{
    QVERIFY(!why.isEmpty());
    // A mark before a full stop, two of them, nothing in brackets or quotes, two spaces, a place left empty.
    static const QRegularExpression wrong(u"[.?!…:,;] ?[.]|\\(\\)|“”|  |[:,;] Trying|%\\d"_s);
    static const QRegularExpression end(u"[.?!…][”’)]* Trying again in 0\\.0 s$"_s);
    const QString whole = QString::fromUtf8(ConnectionLog(u"example.org"_s).disconnected(why, {}).text);
    QVERIFY2(!wrong.match(whole).hasMatch(), qPrintable(whole));
    QVERIFY2(end.match(whole).hasMatch(), qPrintable(whole));
    QVERIFY2(!why.endsWith(u'.'), qPrintable(why));
}

void tst_Sentences::ofSockets()
{
    for (int code = QAbstractSocket::ConnectionRefusedError; code <= QAbstractSocket::TemporaryError; ++code) {
        const async::SocketError error(QAbstractSocket::SocketError(code), u"it did not work"_s);
        check(connectionProblem(error, u"example.org"_s, 1));
    }
    for (int code = QSslError::UnableToGetIssuerCertificate; code <= QSslError::OcspStatusUnknown; ++code)
        check(certificateSentence(QSslError::SslError(code)));
}

void tst_Sentences::ofBrokers()
{
    const MqttAddress address = *MqttAddress::from(*FeedAddress::parse(u"mqtt://example.org/a"_s), {});
    for (int code = 0; code < 0x100; ++code) {
        for (const QString &user : {QString(), u"ada"_s})
            check(MqttEnding::refused(code, address, user).why);
        check(MqttEnding::lost(code, address).why);
        check(subscriptionRefusal(code, "a", address));
        check(publishRefusal(code, "a", address));
    }
    for (const bool isReached : {false, true})
        check(MqttEnding::timedOut(address, isReached).why);
}

void tst_Sentences::ofHttpServers()
{
    const auto request =
        HttpRequest::from(*FeedAddress::parse(u"sse+http://example.org/a"_s), {}, std::chrono::seconds(1));
    QVERIFY2(request, qPrintable(request.error()));
    for (int status = 300; status < 600; ++status) {
        for (const QByteArray &body :
             {QByteArray(), QByteArray("It did not work."), QByteArray("{\"error\":\"no?\"}")}) {
            HttpHead head;
            head.status = status;
            head.reason = "Because";
            check(statusEnding(*request, head, body, QDateTime::currentDateTimeUtc()).why);
            check(handshakeRefusal(head, body, u"example.org"_s).why);
        }
    }
}

void tst_Sentences::ofLines()
{
    for (int error = 0; error <= int(QSerialPort::NotOpenError); ++error) {
        check(serialProblem(QSerialPort::SerialPortError(error), u"it did not work"_s, u"/dev/ttyS0"_s, u"dialout"_s,
                            false));
        check(serialProblem(QSerialPort::SerialPortError(error), u"it did not work"_s, u"/dev/ttyS0"_s, {}, true));
    }
    for (const int error : {EACCES, EADDRINUSE, EADDRNOTAVAIL, EAFNOSUPPORT, EIO})
        check(listenProblem(error, u"TCP"_s, {}, 1));
    for (int alert = 0; alert < 121; ++alert) {
        const QString why = tlsRefusal(alert, u"example.org"_s);
        if (!why.isEmpty())
            check(why);
    }
}

void tst_Sentences::ofDatabases()
{
    const SqlAddress address = *SqlAddress::from(*FeedAddress::parse(u"postgresql://example.org/db?query=SELECT 1"_s));
    for (const QString &said :
         {u"FATAL:  password authentication failed for user \"a\"\n"_s, u"server does not support SSL, but it was"_s,
          u"SSL error: certificate verify failed"_s, u"Connection refused\n\tIs the server running?"_s,
          u"FATAL:  the database system is starting up"_s, u"FATAL:  no."_s, u"timeout expired"_s})
        check(connectionError(said, address, false).sentence());
}

QTEST_GUILESS_MAIN(tst_Sentences)
#include "tst_Sentences.moc"
