// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/history/LiveFiles.h"
#include "model/formats/ExportFormat.h"
#include "sources/parse/unpack/Unpacker.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <unistd.h>

using namespace livebelt;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QByteArray unpacked(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray bytes = file.readAll();
    const auto unpacker = Unpacker::of(bytes.first(16));
    if (!unpacker)
        return bytes;
    unpacker->give(bytes);
    QByteArray all, piece;
    while (!(piece = unpacker->take()).isEmpty())
        all += piece;
    return all;
}

} // namespace

class tst_LiveFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }
    void whatIsFlushedCanBeRead_data();
    void whatIsFlushedCanBeRead();
    void aNewFileBeginsAfterATime();
    void aNewFileBeginsBeyondASize();
    void nothingThatIsThereIsTouched();
    void whatCannotBeWrittenIsSaid();

private:
    QString path(const QString &name) const { return m_dir->filePath(name); }
    LiveFiles::Plan plan(const QString &name) const;
    QStringList files() const { return QDir(m_dir->path()).entryList(QDir::Files, QDir::Name); }
    static Record record(int second);

    std::unique_ptr<QTemporaryDir> m_dir;
    std::atomic<bool> m_cancel = false;
};

LiveFiles::Plan tst_LiveFiles::plan(const QString &name) const
{
    const FileFormat named = fileFormat(name);
    return {path(name), named.format->name, named.compression};
}

/// One of 22 November 2026, 10:15:30 and so many seconds.
Record tst_LiveFiles::record(int second)
{
    Record record;
    record.received = (qint64(1'795'342'530) + second) * 1'000'000;
    record.text = "record " + QByteArray::number(second);
    return record;
}

void tst_LiveFiles::whatIsFlushedCanBeRead_data()
{
    QTest::addColumn<QString>("name");
    for (const QString &name : {u"a.jsonl"_s, u"a.csv.gz"_s, u"a.txt.zst"_s, u"a.json"_s})
        QTest::newRow(qPrintable(name)) << name;
}

void tst_LiveFiles::whatIsFlushedCanBeRead()
{
    QFETCH(QString, name);
    LiveFiles live(plan(name), m_cancel);
    QVERIFY(live.open());
    for (int i = 0; i < 3; ++i) {
        QVERIFY(live.write("f", record(i)));
        QVERIFY(live.flush());
        QVERIFY2(unpacked(path(name)).contains("record " + QByteArray::number(i)), unpacked(path(name)));
    }
    QVERIFY(live.close());
    QCOMPARE(live.records(), 3u);
    QCOMPARE(live.bytes(), QFileInfo(path(name)).size());
    QVERIFY(!name.startsWith(u"a.json."_s) || unpacked(path(name)).endsWith("}\n]\n"));
}

void tst_LiveFiles::aNewFileBeginsAfterATime()
{
    LiveFiles::Plan hourly = plan(u"chat.jsonl.zst"_s);
    hourly.after = 1h;
    LiveFiles live(hourly, m_cancel);
    QVERIFY(live.open());
    QCOMPARE(files(), QStringList()); // before the first record
    for (const int second : {0, 3'599, 3'600, 3'601, 10'000})
        QVERIFY(live.write("f", record(second)));
    QVERIFY(live.close());
    const QStringList names{u"chat-20261122T101530Z.jsonl.zst"_s, u"chat-20261122T111530Z.jsonl.zst"_s,
                            u"chat-20261122T130210Z.jsonl.zst"_s};
    QCOMPARE(files(), names);
    QCOMPARE(live.files(), 3);
    QCOMPARE(unpacked(path(names[0])).count('\n'), 2);
    QCOMPARE(unpacked(path(names[1])).count('\n'), 2);
    QCOMPARE(unpacked(path(names[2])).count('\n'), 1);
}

void tst_LiveFiles::aNewFileBeginsBeyondASize()
{
    for (const QString &name : {u"a.csv"_s, u"b.sqlite"_s}) {
        LiveFiles::Plan small = plan(name);
        small.size = 20'000;
        LiveFiles live(small, m_cancel);
        QVERIFY(live.open());
        for (int i = 0; i < 25'000; ++i)
            QVERIFY(live.write("f", record(0)));
        QVERIFY(live.close());
        QVERIFY(live.files() > 1);
        const QString ending = name.sliced(1);
        QVERIFY(files().contains(name.first(1) + u"-20261122T101530Z"_s + ending));
        QVERIFY(files().contains(name.first(1) + u"-20261122T101530Z-2"_s + ending));
    }
    for (const QString &name : QDir(m_dir->path()).entryList({u"a-*"_s})) {
        QVERIFY(unpacked(path(name)).startsWith("feed,seq,"));
        QVERIFY(QFileInfo(path(name)).size() < 21'000);
    }
}

void tst_LiveFiles::nothingThatIsThereIsTouched()
{
    QFile there(path(u"a.csv"_s));
    QVERIFY(there.open(QIODevice::WriteOnly) && there.write("mine") == 4);
    there.close();
    LiveFiles live(plan(u"a.csv"_s), m_cancel);
    const auto opened = live.open();
    QVERIFY(!opened);
    QVERIFY2(opened.error().contains(u"there already"), qPrintable(opened.error()));
    QCOMPARE(unpacked(path(u"a.csv"_s)), "mine");
}

void tst_LiveFiles::whatCannotBeWrittenIsSaid()
{
    LiveFiles nowhere(plan(u"no/such/a.csv"_s), m_cancel);
    QVERIFY(!nowhere.open());
    LiveFiles::Plan full = plan(u"x.csv"_s);
    full.to = u"/dev/full"_s;
    LiveFiles live(full, m_cancel);
    QVERIFY(live.open());
    QVERIFY(live.write("f", record(0)));
    const auto flushed = live.flush();
    QVERIFY(!flushed);
    QVERIFY2(flushed.error().contains(u"no room left"), qPrintable(flushed.error()));
    full.size = 1'000'000;
    LiveFiles rotating(full, m_cancel);
    const auto opened = rotating.open();
    QVERIFY(!opened);
    QVERIFY2(opened.error().contains(u"followed by others"), qPrintable(opened.error()));
}

QTEST_GUILESS_MAIN(tst_LiveFiles)
#include "tst_LiveFiles.moc"
