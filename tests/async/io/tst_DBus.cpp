// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/Support.h"
#include "tests/support/ServerProcess.h"
#include <livebelt/async/io/DBus.h>

#include <QDBusConnection>
#include <QDBusMessage>
#include <QRegularExpression>
#include <QTest>

using namespace livebelt::test;
using namespace Qt::StringLiterals;

namespace {

QDBusMessage question(const QString &method, const QVariantList &arguments = {})
{
    QDBusMessage message = QDBusMessage::createMethodCall(u"org.freedesktop.DBus"_s, u"/org/freedesktop/DBus"_s,
                                                          u"org.freedesktop.DBus"_s, method);
    message.setArguments(arguments);
    return message;
}

Task<void> ask(QDBusConnection bus, QString *id, QStringList *names)
{
    QDBusPendingReply<QString> one = bus.asyncCall(question(u"GetId"_s));
    *id = co_await one;
    QDBusPendingReply<QStringList> other = bus.asyncCall(question(u"ListNames"_s));
    *names = co_await other;
}

Task<void> askForNonsense(QDBusConnection bus, QString *error)
{
    QDBusPendingReply<> reply = bus.asyncCall(question(u"Nonsense"_s));
    try {
        co_await reply;
    } catch (const DBusCallError &problem) {
        *error = problem.error().name();
    }
}

} // namespace

class tst_DBus : public AsyncTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(m_daemon.start({u"--session"_s, u"--nofork"_s, u"--print-address"_s}, 0), m_daemon.error());
        static const QRegularExpression line(u"^unix:\\S+,guid=\\S+$"_s, QRegularExpression::MultilineOption);
        QString address; // it may say something else first
        QTRY_VERIFY_WITH_TIMEOUT(!(address = line.match(QString::fromUtf8(m_daemon.output())).captured()).isEmpty(),
                                 30'000);
        QVERIFY(QDBusConnection::connectToBus(address, u"test"_s).isConnected());
    }
    void cleanupTestCase() { QDBusConnection::disconnectFromBus(u"test"_s); }

    void anAnswerIsAValue()
    {
        QString id;
        QStringList names;
        Scope scope;
        scope.spawn(ask(QDBusConnection(u"test"_s), &id, &names));
        QVERIFY(runUntil([&] { return !names.isEmpty(); }));
        QCOMPARE(id.size(), 32);
        QVERIFY(names.contains(u"org.freedesktop.DBus"_s));
    }

    void anErrorIsThrown()
    {
        QString error;
        Scope scope;
        scope.spawn(askForNonsense(QDBusConnection(u"test"_s), &error));
        QVERIFY(runUntil([&] { return !error.isEmpty(); }));
        QCOMPARE(error, u"org.freedesktop.DBus.Error.UnknownMethod"_s);
    }

    void nobodyWaitsAnyMore()
    {
        QString id;
        QStringList names;
        {
            Scope scope;
            scope.spawn(ask(QDBusConnection(u"test"_s), &id, &names));
        }
        const QString before = std::exchange(id, {}); // an answer may have been quicker
        settle();
        QVERIFY2(id.isEmpty(), qPrintable(before));
    }

private:
    ServerProcess m_daemon{u"dbus-daemon"_s, u"dbus"_s};
};

QTEST_GUILESS_MAIN(tst_DBus)
#include "tst_DBus.moc"
