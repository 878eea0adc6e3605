// SPDX-License-Identifier: MIT
#include "tests/async/io/FileSupport.h"
#include <livebelt/async/io/Siblings.h>

#include <QTest>

using namespace livebelt::test;
using namespace livebelt::async::detail;

namespace {

Sibling sibling(const QByteArray &name, quint64 inode, qint64 born = 0, qint64 modified = 0)
{
    Sibling s;
    s.path = name;
    s.status.identity.inode = inode;
    s.status.identity.born = born;
    s.status.modified = modified;
    return s;
}

QByteArrayList namesOf(const QList<Sibling> &siblings)
{
    QByteArrayList names;
    for (const Sibling &s : siblings)
        names.append(s.path.mid(s.path.lastIndexOf('/') + 1));
    return names;
}

} // namespace

class tst_Siblings : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theyAreKnownByTheirNames()
    {
        const QTemporaryDir directory;
        const QStringList rotated{u"app.1.log"_s, u"app.log.1"_s, u"app.log.10"_s, u"app-2026-01-31.log"_s,
                                  u"app.log-20260131"_s};
        const QStringList others{u"app.log"_s,  u"app.log.1.gz"_s, u"app.log.aBcDeF"_s, u"app.log~"_s,
                                 u"app2.log"_s, u"other.log.1"_s,  u"app.logs.1"_s};
        for (const QString &name : rotated + others)
            put(directory.filePath(name), "x");
        QVERIFY(QDir(directory.path()).mkdir(u"app.log.2"_s));
        QByteArrayList expected;
        for (const QString &name : rotated)
            expected.append(name.toUtf8());
        QByteArrayList found = namesOf(siblingsOf(directory.filePath(u"app.log"_s)));
        std::sort(found.begin(), found.end());
        std::sort(expected.begin(), expected.end());
        QCOMPARE(found, expected);
        QVERIFY(siblingsOf(directory.filePath(u"not/there"_s)).isEmpty());
    }

    void onlyThoseAreNewThatWereNotThereBefore()
    {
        const QList<Sibling> before{sibling("log.1", 7), sibling("log.2", 8)};
        const QList<Sibling> all{sibling("log.1", 5), sibling("log.2", 9), sibling("log.3", 7), sibling("log.4", 8)};
        QCOMPARE(namesOf(newSiblings(all, before, sibling("", 9).status.identity)), QByteArrayList{"log.1"});
        // The inode of one that is gone may be given to another.
        const QList<Sibling> again{sibling("log.1", 7, 1), sibling("log.2", 8)};
        QCOMPARE(namesOf(newSiblings(again, before, {})), QByteArrayList{"log.1"});
    }

    void theirOrderIsThatOfTheirTimes()
    {
        const QList<Sibling> all{sibling("log.1", 1, 20, 90), sibling("log.2", 2, 10, 95), sibling("log.3", 3, 20, 80)};
        QCOMPARE(namesOf(newSiblings(all, {}, {})), (QByteArrayList{"log.2", "log.3", "log.1"}));
    }

    void withoutTimesItIsThatOfTheirNumbers()
    {
        const auto known = sibling("", 9).status.identity;
        const QList<Sibling> down{sibling("log.8", 3), sibling("log.9", 2), sibling("log.10", 1), sibling("log.11", 9)};
        QCOMPARE(namesOf(newSiblings(down, {}, known)), (QByteArrayList{"log.10", "log.9", "log.8"}));
        const QList<Sibling> up{sibling("log.8", 9), sibling("log.9", 3), sibling("log.10", 2), sibling("log.11", 1)};
        QCOMPARE(namesOf(newSiblings(up, {}, known)), (QByteArrayList{"log.9", "log.10", "log.11"}));
        const QList<Sibling> unknown{sibling("log.1", 3), sibling("log.2", 4)};
        QCOMPARE(namesOf(newSiblings(unknown, {}, known)), (QByteArrayList{"log.1", "log.2"}));
    }
};

QTEST_GUILESS_MAIN(tst_Siblings)
#include "tst_Siblings.moc"
