// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Timestamp.h"
#include "sources/parse/formats/FormatCheck.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace livebelt;
using namespace Qt::StringLiterals;

/// docs/formats.md: what it shows is so.
class tst_FormatGuide : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theExampleIsRight();
    void theTableOfTimesIsRightAndWhole();

private:
    QString m_text;
};

void tst_FormatGuide::initTestCase()
{
    QFile file(QStringLiteral(LIVEBELT_SOURCE_DIR "/docs/formats.md"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    m_text = QString::fromUtf8(file.readAll());
}

void tst_FormatGuide::theExampleIsRight()
{
    static const QRegularExpression block(u"```json\n(.*?)```"_s, QRegularExpression::DotMatchesEverythingOption);
    int seen = 0;
    for (auto it = block.globalMatch(m_text); it.hasNext(); ++seen) {
        const QByteArray json = it.next().captured(1).toUtf8();
        const auto format = LogFormat::from(json);
        QVERIFY2(format, qPrintable(format.error()));
        QCOMPARE(checkFormat(**format, json), QStringList());
        // The log that it is for, above it.
        static const QRegularExpression line(u"^    (2026\\S+ .*)$"_s, QRegularExpression::MultilineOption);
        for (auto lines = line.globalMatch(m_text); lines.hasNext();)
            QVERIFY((*format)->starts(lines.next().captured(1).toUtf8()));
    }
    QCOMPARE(seen, 1);
}

void tst_FormatGuide::theTableOfTimesIsRightAndWhole()
{
    static const QRegularExpression row(u"^\\| `([a-z0-9]+)` \\| (`.*) \\|$"_s, QRegularExpression::MultilineOption);
    static const QRegularExpression example(u"`([^`]+)`"_s);
    QList<QByteArray> forms = timeFormNames();
    for (auto rows = row.globalMatch(m_text); rows.hasNext();) {
        const QRegularExpressionMatch match = rows.next();
        const auto form = timeFormFromName(match.captured(1).toUtf8());
        if (!form)
            continue; // another table
        forms.removeAll(match.captured(1).toUtf8());
        for (auto examples = example.globalMatch(match.captured(2)); examples.hasNext();) {
            const QByteArray text = examples.next().captured(1).toUtf8();
            TimeFormSet only;
            only.add(*form);
            QVERIFY2(TimeReader(ZoneRule::fixed(0), only).readWhole(text, 1'796'126'400'000'000), text.constData());
        }
    }
    QCOMPARE(forms, QList<QByteArray>());
}

QTEST_GUILESS_MAIN(tst_FormatGuide)
#include "tst_FormatGuide.moc"
