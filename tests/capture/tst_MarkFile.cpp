// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/capture/MarkFile.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace livebelt;
using namespace Qt::StringLiterals;

class tst_MarkFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { folder = std::make_unique<QTemporaryDir>(); }

    void marksAndNotesAreThereAgain()
    {
        const MarkFile file(folder->filePath(u"marks.db"_s));
        QVERIFY(file.read());
        QVERIFY(file.read()->empty());
        QVERIFY(!QFile::exists(folder->filePath(u"marks.db"_s))); // a look makes no file
        QVERIFY(file.set(11, 5, QString()));
        QVERIFY(file.set(11, 6, u"why? ünïcode"_s));
        QVERIFY(file.set(12, 5, u"another feed"_s));
        QVERIFY(file.set(11, 5, std::nullopt));
        const auto all = file.read();
        QVERIFY(all);
        QCOMPARE(all->at(11), (FeedMarks{{6, u"why? ünïcode"_s}}));
        QCOMPARE(all->at(12), (FeedMarks{{5, u"another feed"_s}}));
        QCOMPARE(QFile::permissions(folder->filePath(u"marks.db"_s)) & (QFile::ReadGroup | QFile::ReadOther),
                 QFile::Permissions());
    }

    void itStandsBesideTheCapture()
    {
        const QString path = folder->filePath(u"marks.db"_s);
        QCOMPARE(MarkFile::besides(folder->path()), path);
        QCOMPARE(MarkFile::besides(folder->path() + u'/'), path);
        QCOMPARE(MarkFile::besides(folder->filePath(u"a.livebelt"_s)), path);
    }

    void whatIsNoSuchFileIsSaidAndNotTouched()
    {
        const QString path = folder->filePath(u"marks.db"_s);
        QFile other(path);
        QVERIFY(other.open(QIODevice::WriteOnly));
        other.write(QByteArray("this is a letter ").repeated(100));
        other.close();
        const MarkFile file(path);
        QVERIFY(!file.read());
        QVERIFY(file.read().error().contains(path));
        QVERIFY(!file.set(1, 1, QString()));
        QVERIFY(other.open(QIODevice::ReadOnly));
        QVERIFY(other.readAll().startsWith("this is a letter"));
    }

private:
    std::unique_ptr<QTemporaryDir> folder;
};

QTEST_GUILESS_MAIN(tst_MarkFile)
#include "tst_MarkFile.moc"
