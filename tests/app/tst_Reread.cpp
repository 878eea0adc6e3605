// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/feeds/Reread.h"
#include "model/capture/CaptureReader.h"
#include "model/capture/CaptureWriter.h"
#include "model/records/Fields.h"
#include "model/records/Notice.h"
#include "tests/support/WaitUntil.h"
#include <livebelt/async/Scope.h>

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;

namespace {

async::Task<void> keepPreview(Reread reread, int count, quint64 first, std::optional<Result<Records>> *kept)
{
    Result<Records> records = co_await reread.preview(count, first);
    kept->emplace(std::move(records));
}

struct Writing
{
    std::vector<RereadProgress> progress;
    QString problem;
    bool isOver = false;
};

async::Task<void> keepWriting(Reread reread, QString to, Writing *writing)
{
    try {
        auto steps = reread.write(std::move(to));
        while (auto step = co_await steps.next())
            writing->progress.push_back(*step);
    } catch (const std::exception &error) {
        writing->problem = QString::fromUtf8(error.what());
    }
    writing->isOver = true;
}

Record arrival(const QByteArray &text)
{
    Record record;
    record.text = text;
    return record;
}

Record arrival(const QByteArray &text, const QByteArray &fields, const QByteArray &subject, const QByteArray &raw = {})
{
    Record record = arrival(text);
    record.fields = fields;
    record.subject = subject;
    record.raw = raw;
    return record;
}

/// Everything but what is read.
QByteArray kept(const Record &record)
{
    return QByteArray::number(record.seq) + ' ' + QByteArray::number(record.received) + ' ' +
           QByteArray::number(int(record.end)) + (record.continues ? "+ " : " ") + record.arrived().toByteArray();
}

} // namespace

/// What was captured is read once more, with other options.
class tst_Reread : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void whatArrivedStaysAndWhatIsReadIsNew();
    void whatTheProtocolSaidStays_data();
    void whatTheProtocolSaidStays();
    void aFileIsDecodedAsItWas();
    void aLineShownInPartIsNoItem();
    void eachPeerHasAReaderOfItsOwn();
    void aPreviewWritesNothing();
    void manyRecordsKeepTheirNumbersAndBooks();
    void theFeedGoesOnWhereItWould();
    void aFeedThatBeganInAnotherFileKeepsItsNumbers();
    void aFeedThatIsBeingRecordedIsReadToItsEndOfNow();
    void oneThatIsDroppedLeavesNothing();
    void nothingIsOverwritten();
    void whatCannotBeIsSaid_data();
    void whatCannotBeIsSaid();

private:
    QString path(const QString &name = u"old.livebelt"_s) const { return m_folder->filePath(name); }
    void capture(const QString &address, const QString &kind, Records records, const FeedOrigin &origin = {})
    {
        auto writer = CaptureWriter::open(path());
        QVERIFY(writer);
        const auto feed = (*writer)->addFeed(u"it"_s, address, kind, origin);
        QVERIFY(feed);
        std::vector<FeedBatch> batches(1);
        batches[0].feed = *feed;
        qint64 received = 1'780'000'000'000'000;
        for (Record &record : records) {
            record.received = received += 1000;
            batches[0].received += itemCount(record);
        }
        batches[0].records = std::move(records);
        QVERIFY((*writer)->append(batches));
    }
    FeedInfo feed(const QString &name = u"old.livebelt"_s) const
    {
        const auto reader = CaptureReader::open(path(name));
        const auto feeds = reader ? (*reader)->feeds() : Result<QList<FeedInfo>>(Failure{reader.error()});
        return feeds ? feeds->value(0) : FeedInfo();
    }
    Records records(const QString &name) const
    {
        Records records;
        if (const auto reader = CaptureReader::open(path(name)))
            static_cast<void>((*reader)->page(feed(name).id, 1, 1'000'000, records));
        return records;
    }
    Result<Reread> reread(const Reread::Options &options) { return Reread::of(path(), feed(), options, m_kinds); }
    Records preview(const Reread::Options &options, int count = 100, quint64 first = 1)
    {
        const auto what = reread(options);
        if (!what)
            qFatal("%s", qPrintable(what.error()));
        std::optional<Result<Records>> result;
        async::Scope scope;
        scope.spawn(keepPreview(*what, count, first, &result));
        waitUntil([&] { return result.has_value(); });
        return result && *result ? **result : Records();
    }
    Writing write(const Reread::Options &options, const QString &name = u"new.livebelt"_s)
    {
        const auto what = reread(options);
        if (!what)
            qFatal("%s", qPrintable(what.error()));
        Writing writing;
        async::Scope scope;
        scope.spawn(keepWriting(*what, path(name), &writing));
        waitUntil([&] { return writing.isOver; });
        return writing;
    }
    /// Without those that a reader needs.
    QStringList files() const
    {
        QStringList files = QDir(m_folder->path()).entryList(QDir::Files, QDir::Name);
        files.removeAll(u"old.livebelt-wal"_s);
        files.removeAll(u"old.livebelt-shm"_s);
        return files;
    }

    const FeedKinds m_kinds;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void tst_Reread::whatArrivedStaysAndWhatIsReadIsNew()
{
    Record crlf = arrival(R"({"temp":21.5,"big":12345678901234567890})");
    crlf.end = ItemEnd::CarriageReturnLineFeed;
    capture(u"tcp://host:4711?parse=text&frame=line"_s, u"tcp"_s,
            {makeNotice(NoticeType::Connected, "up"), crlf, arrival("no JSON"), arrival(""),
             arrival("\xef\xbf\xbd", {}, {}, "\xff")});
    const Records before = records(u"old.livebelt"_s);
    const Writing writing = write({{u"parse"_s, u"json"_s}});
    QCOMPARE(writing.problem, QString());
    QCOMPARE(writing.progress.back().done, 5u);
    QCOMPARE(writing.progress.back().total, 5u);
    QCOMPARE(feed(u"new.livebelt"_s).address, u"tcp://host:4711?parse=json&frame=line"_s);
    QCOMPARE(feed(u"new.livebelt"_s).name, u"it"_s);
    const Records now = records(u"new.livebelt"_s);
    QCOMPARE(now.size(), before.size());
    for (size_t i = 0; i < now.size(); ++i)
        QCOMPARE(kept(now[i]), kept(before[i]));
    QCOMPARE(now[0].subject, "connected");
    QCOMPARE(now[1].fields, R"({"temp":21.5,"big":12345678901234567890})");
    QVERIFY(now[2].fields.contains("problem"));
    QCOMPARE(now[3].fields, "");
    const Records old = records(u"old.livebelt"_s);
    for (size_t i = 0; i < old.size(); ++i)
        QCOMPARE(old[i].fields, before[i].fields);
}

void tst_Reread::whatTheProtocolSaidStays_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QByteArray>("subject");
    QTest::addColumn<QString>("parse");
    QTest::addColumn<QByteArray>("newFields");
    QTest::addColumn<QByteArray>("newSubject");
    const auto row = [](const char *name, const QString &address, const QString &kind, const QByteArray &text,
                        const QByteArray &fields, const QByteArray &subject, const QString &parse,
                        const QByteArray &newFields, const QByteArray &newSubject) {
        QTest::newRow(name) << address << kind << text << fields << subject << parse << newFields << newSubject;
    };
    row("of MQTT", u"mqtt://host/%23"_s, u"mqtt"_s, R"({"t":1.50})", R"({"t":1.50,"qos":1,"retain":1})", "lab/t",
        u"text"_s, R"({"qos":1,"retain":1})", "lab/t");
    row("the same, read before as a text", u"mqtt://host/%23?parse=text"_s, u"mqtt"_s, R"({"qos":7,"host":"web1"})",
        R"({"qos":1})", "lab/t", u"json"_s, R"({"qos":7,"host":"web1","qos:2":1})", "lab/t");
    row("of a name that the payload has, too", u"mqtt://host/%23"_s, u"mqtt"_s, R"({"qos":7})",
        R"({"qos":7,"qos:2":1})", "lab/t", u"text"_s, R"({"qos":1})", "lab/t");
    row("as another version read it", u"mqtt://host/%23"_s, u"mqtt"_s, R"({"t":1.50})", R"({"t":"1.5","qos":1})",
        "lab/t", u"text"_s, R"({"qos":1})", "lab/t");
    row("an event", u"sse+http://host/events"_s, u"sse"_s, R"({"host":"web1"})",
        R"({"host":"web1","event":"log","id":"5"})", "web1", u"text"_s, R"({"event":"log","id":"5"})", "log");
    row("a peer", u"listen-tcp://:5000"_s, u"listen-tcp"_s, "host=web1 x=1",
        R"({"peer":"127.0.0.1:5","host":"web1","x":1})", "web1", u"text"_s, R"({"peer":"127.0.0.1:5"})", "127.0.0.1:5");
    row("a file of several", u"file:/var/log/*.log?parse=text"_s, u"file"_s, "host=web1 x=1", R"({"file":"a.log"})",
        "a.log", u"logfmt"_s, R"({"host":"web1","x":1,"file":"a.log"})", "web1");
}

void tst_Reread::whatTheProtocolSaidStays()
{
    QFETCH(QString, address);
    QFETCH(QString, kind);
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, fields);
    QFETCH(QByteArray, subject);
    QFETCH(QString, parse);
    capture(address, kind, {arrival(text, fields, subject)});
    const Records now = preview({{u"parse"_s, parse}});
    QCOMPARE(now.size(), 1u);
    QTEST(now[0].fields, "newFields");
    QTEST(now[0].subject, "newSubject");
    QCOMPARE(now[0].arrived(), text);
}

void tst_Reread::aFileIsDecodedAsItWas()
{
    capture(u"file:/tmp/x?encoding=latin1&parse=text"_s, u"file"_s,
            {arrival("ort=K\xc3\xb6ln t=3", {}, {}, "ort=K\xf6ln t=3")});
    const Records now = preview({{u"parse"_s, u"logfmt"_s}});
    QCOMPARE(now.size(), 1u);
    QCOMPARE(fieldValue(now[0].fields, "ort"), "K\xc3\xb6ln");
    QCOMPARE(now[0].raw, "ort=K\xf6ln t=3");
}

void tst_Reread::aLineShownInPartIsNoItem()
{
    Record part = arrival("{\"a\":");
    part.end = ItemEnd::None;
    Record rest = arrival("1}");
    rest.continues = true;
    capture(u"tcp://host:1?parse=text"_s, u"tcp"_s, {part, rest, arrival("{\"a\":2}")});
    const Records now = preview({{u"parse"_s, u"json"_s}});
    QCOMPARE(now.size(), 3u);
    QCOMPARE(now[0].fields, "");
    QCOMPARE(now[1].fields, "");
    QCOMPARE(now[2].fields, "{\"a\":2}");
}

void tst_Reread::eachPeerHasAReaderOfItsOwn()
{
    const QByteArray one = R"({"peer":"127.0.0.1:1"})", two = R"({"peer":"127.0.0.1:2"})";
    capture(u"listen-tcp://:5000?parse=text"_s, u"listen-tcp"_s,
            {arrival("a,b", one, "127.0.0.1:1"), arrival("c,d", two, "127.0.0.1:2"), arrival("1,2", one, "127.0.0.1:1"),
             arrival("3,4", two, "127.0.0.1:2")});
    const Records now = preview({{u"parse"_s, u"csv"_s}});
    QCOMPARE(now.size(), 4u);
    QCOMPARE(now[2].fields, R"({"peer":"127.0.0.1:1","a":1,"b":2})");
    QCOMPARE(now[3].fields, R"({"peer":"127.0.0.1:2","c":3,"d":4})");
}

void tst_Reread::aPreviewWritesNothing()
{
    Records lines{makeNotice(NoticeType::Connected, "up"), arrival("a,b")};
    for (int i = 0; i < 200; ++i)
        lines.push_back(arrival(QByteArray::number(i) + ",7"));
    capture(u"tcp://host:1?parse=text"_s, u"tcp"_s, lines);
    const QStringList before = files();
    QCOMPARE(preview({{u"parse"_s, u"csv"_s}}, 10).size(), 10u);
    const Records late = preview({{u"parse"_s, u"csv"_s}}, 10, 150);
    QCOMPARE(late.size(), 10u);
    QCOMPARE(late.front().seq, 150u);
    QCOMPARE(late.front().fields, R"({"a":147,"b":7})");
    QCOMPARE(files(), before);
}

void tst_Reread::manyRecordsKeepTheirNumbersAndBooks()
{
    Records lines{makeNotice(NoticeType::Connected, "up"), makeDropped(7, "it was full")};
    for (int i = 0; i < 5000; ++i) {
        lines.push_back(arrival("t=" + QByteArray::number(i)));
        lines.back().continues = i % 1023 == 1022;
    }
    lines.push_back(makeNotice(NoticeType::Quarantined, "not understood", {}, "\x01"));
    capture(u"tcp://host:1?parse=text"_s, u"tcp"_s, lines);
    const Writing writing = write({{u"parse"_s, u"logfmt"_s}});
    QCOMPARE(writing.problem, QString());
    const Records before = records(u"old.livebelt"_s), now = records(u"new.livebelt"_s);
    QCOMPARE(now.size(), before.size());
    for (size_t i = 0; i < now.size(); ++i) {
        QCOMPARE(kept(now[i]), kept(before[i]));
        const bool isRead = before[i].kind != RecordKind::Notice && !before[i].continues;
        QCOMPARE(now[i].hasValue(), isRead && !(i + 1 < before.size() && before[i + 1].continues));
    }
    const FeedCounters old = feed().counters, counters = feed(u"new.livebelt"_s).counters;
    QVERIFY(counters.addUp());
    QCOMPARE(counters.received, old.received);
    QCOMPARE(counters.dropped, 7u);
}

void tst_Reread::theFeedGoesOnWhereItWould()
{
    Records lines{arrival("a=1"), arrival("a=2"), arrival("a=3")};
    lines[1].resume = std::make_shared<const ResumePoint>(ResumePoint{"one", "17"});
    lines[2].resume = std::make_shared<const ResumePoint>(ResumePoint{"two", "4"});
    capture(u"file:/tmp/*.log?parse=text"_s, u"file"_s, lines);
    QCOMPARE(write({{u"parse"_s, u"logfmt"_s}}).problem, QString());
    const auto writer = CaptureWriter::open(path(u"new.livebelt"_s));
    QVERIFY(writer);
    const auto points = (*writer)->resumePoints(feed(u"new.livebelt"_s).address);
    QVERIFY(points);
    QCOMPARE(*points, (ResumePoints{{"one", "17"}, {"two", "4"}}));
}

void tst_Reread::aFeedThatBeganInAnotherFileKeepsItsNumbers()
{
    capture(u"tcp://host:1?parse=text"_s, u"tcp"_s, {arrival("a=1"), arrival("a=2")}, {7, 40, {}});
    QCOMPARE(write({{u"parse"_s, u"logfmt"_s}}).problem, QString());
    const Records now = records(u"new.livebelt"_s);
    QCOMPARE(now.size(), size_t(2));
    QCOMPARE(now[0].seq, quint64(41));
    QCOMPARE(now[1].fields, QByteArray("{\"a\":2}"));
    QCOMPARE(preview({{u"parse"_s, u"logfmt"_s}}, 1, 42).size(), size_t(1));
}

void tst_Reread::aFeedThatIsBeingRecordedIsReadToItsEndOfNow()
{
    Records lines{arrival("a=1"), arrival("a=2"), arrival("a=3"), arrival("a=4")};
    lines[3].resume = std::make_shared<const ResumePoint>(ResumePoint{"one", "17"});
    capture(u"file:/tmp/x.log?parse=text"_s, u"file"_s, lines);
    FeedInfo earlier = feed();
    earlier.count = 2; // two have come since it was looked at
    const auto what = Reread::of(path(), earlier, {{u"parse"_s, u"logfmt"_s}}, m_kinds);
    QVERIFY(what);
    Writing writing;
    async::Scope scope;
    scope.spawn(keepWriting(*what, path(u"new.livebelt"_s), &writing));
    QVERIFY(waitUntil([&] { return writing.isOver; }));
    QCOMPARE(writing.problem, QString());
    QCOMPARE(writing.progress.back().done, 4u);
    QCOMPARE(records(u"new.livebelt"_s).size(), 4u);
    std::optional<Result<Records>> shown;
    scope.spawn(keepPreview(*what, 10, 1, &shown));
    QVERIFY(waitUntil([&] { return shown.has_value(); }));
    QCOMPARE((*shown)->size(), 2u);
}

void tst_Reread::oneThatIsDroppedLeavesNothing()
{
    Records lines;
    for (int i = 0; i < 20'000; ++i)
        lines.push_back(arrival("t=" + QByteArray::number(i)));
    capture(u"tcp://host:1?parse=text"_s, u"tcp"_s, lines);
    const QStringList before = files();
    const auto what = reread({{u"parse"_s, u"logfmt"_s}});
    QVERIFY(what);
    {
        Writing writing;
        async::Scope scope;
        scope.spawn(keepWriting(*what, path(u"new.livebelt"_s), &writing));
        QVERIFY(waitUntil([&] { return files().size() > before.size(); }));
        QVERIFY(!writing.isOver);
    }
    QCOMPARE(files(), before);
}

void tst_Reread::nothingIsOverwritten()
{
    capture(u"tcp://host:1?parse=text"_s, u"tcp"_s, {arrival("a=1")});
    QVERIFY(write({{u"parse"_s, u"logfmt"_s}}, u"old.livebelt"_s).problem.contains(u"already"_s));
    QVERIFY(write({{u"parse"_s, u"logfmt"_s}}, u"old.livebelt-wal"_s).problem.contains(u"already"_s));
    QVERIFY(!write({{u"parse"_s, u"logfmt"_s}}, u"nowhere/new.livebelt"_s).problem.isEmpty());
    QCOMPARE(records(u"old.livebelt"_s).size(), 1u);
    QCOMPARE(files(), QStringList{u"old.livebelt"_s});
}

void tst_Reread::whatCannotBeIsSaid_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("said");
    QTest::newRow("another framing") << u"tcp://host:1"_s << u"tcp"_s << u"frame"_s << u"cr"_s << u"cut already"_s;
    QTest::newRow("no such format") << u"tcp://host:1"_s << u"tcp"_s << u"parse"_s << u"jsno"_s << u"json"_s;
    QTest::newRow("a zone that is none") << u"tcp://host:1"_s << u"tcp"_s << u"tz"_s << u"Europe/Nowhere"_s
                                         << u"Nowhere"_s;
    QTest::newRow("chat") << u"irc://host/%23a"_s << u"irc"_s << u"parse"_s << u"json"_s << u"protocol"_s;
    QTest::newRow("of no kind") << u"nothing:x"_s << u"nothing"_s << u"parse"_s << u"json"_s << u"nothing"_s;
}

void tst_Reread::whatCannotBeIsSaid()
{
    QFETCH(QString, address);
    QFETCH(QString, kind);
    QFETCH(QString, name);
    QFETCH(QString, value);
    QFETCH(QString, said);
    capture(address, kind, {arrival("a=1")});
    const auto what = reread({{name, value}});
    QVERIFY(!what);
    QVERIFY2(what.error().contains(said), qPrintable(what.error()));
}

QTEST_GUILESS_MAIN(tst_Reread)
#include "tst_Reread.moc"
