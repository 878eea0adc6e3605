// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/capture/CaptureReader.h"
#include "model/records/Fields.h"
#include "resources/demo/DemoCapture.h"

#include <QSet>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>

using namespace livebelt;
using namespace Qt::StringLiterals;

class tst_DemoCapture : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isTenMinutesOfALivelyChat()
    {
        const QTemporaryDir directory;
        const QString path = directory.filePath(u"demo.livebelt"_s);
        QFile file(path);
        QVERIFY(file.open(QFile::WriteOnly));
        const QByteArray bytes = demoCapture();
        QVERIFY(bytes.startsWith("SQLite format 3"));
        QCOMPARE(file.write(bytes), bytes.size());
        file.close();

        auto reader = CaptureReader::open(path);
        QVERIFY2(bool(reader), qPrintable(reader.error()));
        const auto feeds = (*reader)->feeds();
        QVERIFY(feeds && feeds->size() == 1);
        QCOMPARE(feeds->first().name, u"#launchpad"_s);
        QVERIFY(feeds->first().counters.addUp());
        Records records;
        QVERIFY((*reader)->page(feeds->first().id, 1, 10'000, records));

        QSet<QByteArray> people;
        std::vector<qint64> gaps;
        size_t messages = 0;
        for (size_t i = 0; i < records.size(); ++i) {
            QVERIFY(isValidUtf8(records[i].text) && !records[i].text.isEmpty() && !records[i].subject.isEmpty());
            people.insert(records[i].subject);
            messages += records[i].kind == RecordKind::Message ? 1 : 0;
            if (i > 0)
                gaps.push_back(records[i].received - records[i - 1].received);
        }
        QVERIFY(messages >= 400 && messages <= 600);
        QVERIFY(people.size() >= 20);
        QVERIFY(*std::min_element(gaps.begin(), gaps.end()) >= 0);
        std::nth_element(gaps.begin(), gaps.begin() + qsizetype(gaps.size() / 2), gaps.end());
        QVERIFY(gaps[gaps.size() / 2] > 500'000 && gaps[gaps.size() / 2] < 1'500'000);
        const qint64 length = records.back().received - records.front().received;
        QVERIFY(length > 8 * 60'000'000 && length < 13 * 60'000'000);
    }
};

QTEST_GUILESS_MAIN(tst_DemoCapture)
#include "tst_DemoCapture.moc"
