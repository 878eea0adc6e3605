// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Fields.h"
#include "model/records/Notice.h"
#include "model/records/Timestamp.h"

#include <QTest>

namespace livebelt {

class tst_Notice : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyTypeIsKnownByItsWord()
    {
        QSet<QByteArray> words;
        for (int i = 0; i <= int(NoticeType::Information); ++i) {
            const auto type = NoticeType(i);
            const Record notice = makeNotice(type, "text");
            QCOMPARE(notice.kind, RecordKind::Notice);
            QCOMPARE(notice.subject, noticeName(type));
            QVERIFY(noticeType(notice) == type);
            words.insert(noticeName(type));
        }
        QCOMPARE(words.size(), int(NoticeType::Information) + 1);
        QCOMPARE(noticeName(NoticeType::Connected), QByteArray("connected"));
        QCOMPARE(noticeName(NoticeType::Information), QByteArray("information"));
    }

    void aNoticeIsReceivedNow()
    {
        const qint64 before = nowMicros();
        const Record notice = makeNotice(NoticeType::Quarantined, "odd", "{\"a\":1}", "\xff");
        QVERIFY(notice.received >= before && notice.received <= nowMicros());
        QCOMPARE(notice.text, QByteArray("odd"));
        QCOMPARE(notice.fields, QByteArray("{\"a\":1}"));
        QCOMPARE(notice.raw, QByteArray("\xff"));
        QCOMPARE(notice.time, noTime);
    }

    void otherRecordsAreNoNotice()
    {
        Record record;
        record.subject = "dropped";
        record.fields = "{\"count\":5}";
        QVERIFY(!noticeType(record));
        QCOMPARE(droppedCount(record), quint64(0));
        record.kind = RecordKind::Notice;
        QCOMPARE(droppedCount(record), quint64(5));
        record.subject = "from the future";
        QVERIFY(!noticeType(record));
        QCOMPARE(droppedCount(record), quint64(0));
    }

    void aDroppedNoticeCounts()
    {
        const Record notice = makeDropped(123, "the buffer was full");
        QVERIFY(noticeType(notice) == NoticeType::Dropped);
        QCOMPARE(droppedCount(notice), quint64(123));
        QVERIFY(notice.text.contains("123") && notice.text.contains("the buffer was full"));
        QVERIFY2(makeDropped(1, "x").text.startsWith("1 record was"), makeDropped(1, "x").text.constData());
    }
};

} // namespace livebelt

QTEST_GUILESS_MAIN(livebelt::tst_Notice)
#include "tst_Notice.moc"
