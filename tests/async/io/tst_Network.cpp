// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/Support.h"
#include "tests/support/ServerProcess.h"
#include <livebelt/async/io/Network.h>

#include <QFile>
#include <QNetworkAccessManager>
#include <QTemporaryDir>
#include <QTest>

using namespace livebelt::test;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 hugeSize = 20'000'000;

Task<void> download(AsyncIterator<QByteArray> bytes, qint64 *total, QString *end)
{
    try {
        while (auto piece = co_await bytes.next())
            *total += piece->size();
        *end = u"end"_s;
    } catch (const NetworkError &error) {
        *end = QString::number(int(error.code()));
    }
}

QString code(QNetworkReply::NetworkError error)
{
    return QString::number(int(error));
}

} // namespace

class tst_Network : public AsyncTest
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QFile small(m_directory.filePath(u"small"_s));
        QVERIFY(small.open(QIODevice::WriteOnly) && small.write("hello") == 5);
        QFile huge(m_directory.filePath(u"huge"_s));
        QVERIFY(huge.open(QIODevice::WriteOnly) && huge.resize(hugeSize));
        const QStringList arguments{u"-m"_s,        u"http.server"_s, QString::number(m_port), u"--bind"_s,
                                    u"127.0.0.1"_s, u"--directory"_s, m_directory.path()};
        QVERIFY2(m_server.start(arguments, m_port), m_server.error());
        m_manager.setTransferTimeout(30'000);
    }

    void theBodyComesInPieces()
    {
        qint64 total = 0;
        QString end;
        run(download(body(get(u"huge"_s)), &total, &end));
        QCOMPARE(total, hugeSize);
        QCOMPARE(end, u"end"_s);
        total = 0;
        run(download(body(get(u"small"_s), 2), &total, &end));
        QCOMPARE(total, 5);
    }

    void aMissingPageIsAnErrorAfterItsText()
    {
        qint64 total = 0;
        QString end;
        run(download(body(get(u"missing"_s)), &total, &end));
        QVERIFY(total > 0);
        QCOMPARE(end, code(QNetworkReply::ContentNotFoundError));
    }

    void aRefusedConnectionIsAnError()
    {
        qint64 total = 0;
        QString end;
        const QUrl url(u"http://127.0.0.1:%1/"_s.arg(ServerProcess::freePort()));
        run(download(body(ReplyPointer(m_manager.get(QNetworkRequest(url)))), &total, &end));
        QCOMPARE(end, code(QNetworkReply::ConnectionRefusedError));
        const ReplyPointer done = run(finished(ReplyPointer(m_manager.get(QNetworkRequest(url)))));
        QCOMPARE(done->error(), QNetworkReply::ConnectionRefusedError);
        ReplyPointer refused(m_manager.get(QNetworkRequest(url)));
        QVERIFY(!run(headers(refused.get())));
    }

    void finishedHandsTheReplyBack()
    {
        const ReplyPointer done = run(finished(get(u"small"_s)));
        QCOMPARE(done->readAll(), "hello");
    }

    void theHeadersComeBeforeTheBody()
    {
        ReplyPointer reply = get(u"huge"_s);
        reply->setReadBufferSize(1'000);
        QVERIFY(run(headers(reply.get())));
        QCOMPARE(reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), 200);
        QVERIFY(!reply->isFinished());
        QVERIFY(run(headers(reply.get()))); // they are there still
        qint64 total = 0;
        QString end;
        run(download(body(std::move(reply)), &total, &end));
        QCOMPARE(total, hugeSize);
    }

    void nothingIsBufferedBeyondTheMaximumBeforeTheFirstPull()
    {
        ReplyPointer reply = get(u"huge"_s);
        const QPointer<QNetworkReply> watched = reply.get();
        qint64 total = 0;
        QString end;
        qint64 most = 0;
        QObject::connect(watched, &QNetworkReply::readyRead, this,
                         [&] { most = std::max(most, watched->bytesAvailable()); });
        auto pieces = body(std::move(reply), 16 * 1024);
        QVERIFY(runUntil([&] { return watched->bytesAvailable() > 0; }));
        for (int i = 0; i < 5; ++i) // other replies have come whole meanwhile
            run(finished(get(u"small"_s)));
        QVERIFY2(most <= 16 * 1024, qPrintable(QString::number(most)));
        QVERIFY(!watched->isFinished());
        run(download(std::move(pieces), &total, &end));
        QCOMPARE(total, hugeSize);
    }

    void destroyingTheStreamAbortsTheTransfer()
    {
        ReplyPointer reply = get(u"huge"_s);
        const QPointer<QNetworkReply> watched = reply.get();
        qint64 total = 0;
        QString end;
        {
            Scope scope;
            scope.spawn(download(body(std::move(reply), 1'000), &total, &end));
            QVERIFY(runUntil([&] { return total > 0; }));
        }
        QVERIFY(!watched || watched->isFinished());
        settle();
        QVERIFY(!watched);
        QVERIFY(end.isEmpty());
        QVERIFY(total < hugeSize);
    }

    void aReplyThatItsManagerDestroysEndsAsADeletedSenderDoes()
    {
        auto manager = std::make_unique<QNetworkAccessManager>();
        const QNetworkRequest request(url(u"huge"_s));
        qint64 total = 0;
        QString end;
        ReplyPointer unused(manager->get(request));
        Task<ReplyPointer> unstarted = finished(ReplyPointer(manager->get(request)));
        QNetworkReply *bare = manager->get(request);
        Task<bool> unstartedHeaders = headers(bare);
        std::optional<ReplyPointer> done;
        Scope scope;
        scope.spawn(download(body(ReplyPointer(manager->get(request)), 1'000), &total, &end));
        scope.spawn(keep(finished(ReplyPointer(manager->get(request))), &done));
        settle();
        manager.reset();
        QVERIFY(!unused);
        QTRY_COMPARE(end, u"end"_s);
        QTRY_VERIFY(done);
        QVERIFY(!*done);
        QVERIFY(!run(std::move(unstarted)));
        QVERIFY(!run(std::move(unstartedHeaders)));
    }

private:
    QUrl url(const QString &file) const { return QUrl(u"http://127.0.0.1:%1/%2"_s.arg(m_port).arg(file)); }
    ReplyPointer get(const QString &file) { return ReplyPointer(m_manager.get(QNetworkRequest(url(file)))); }

    QTemporaryDir m_directory;
    quint16 m_port = ServerProcess::freePort();
    ServerProcess m_server{u"python3"_s, u"python3"_s};
    QNetworkAccessManager m_manager;
};

QTEST_GUILESS_MAIN(tst_Network)
#include "tst_Network.moc"
