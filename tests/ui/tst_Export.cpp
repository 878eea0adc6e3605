// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/ExportDialog.h"
#include "ui/dialogs/ExportRow.h"
#include "ui/dialogs/ExportStrip.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace livebelt;
using namespace Qt::StringLiterals;

class tst_Export : public QObject
{
    Q_OBJECT

private:
    static FeedStatus feed(const QString &name)
    {
        FeedStatus status;
        status.id = 7;
        status.name = name;
        status.end = 1000;
        return status;
    }
    static void press(QWidget &widget, const QString &name)
    {
        QTest::mouseClick(widget.findChild<QPushButton *>(name), Qt::LeftButton);
    }

private Q_SLOTS:
    void asksForEverythingByDefault()
    {
        ExportDialog dialog(feed(u"chat"_s));
        dialog.setScopes({}, 1000, std::nullopt);
        const ExportRequest request = dialog.request();
        QCOMPARE(request.feed, 7);
        QCOMPARE(request.format, u"csv"_s);
        QVERIFY(request.filter.isEmpty());
        QCOMPARE(request.firstSeq, 1u);
        QCOMPARE(request.lastSeq, 0u);
    }

    void offersTheFilterAndTheSelection()
    {
        ExportDialog dialog(feed(u"chat"_s));
        dialog.setScopes(u"from:alice"_s, 12, std::pair<quint64, quint64>{20, 40});
        for (const QString &scope : {u"scope0"_s, u"scope1"_s, u"scope2"_s})
            QVERIFY(dialog.findChild<QRadioButton *>(scope));
        QCOMPARE(dialog.request().firstSeq, 20u);
        QCOMPARE(dialog.request().lastSeq, 40u);
        dialog.show();
        dialog.findChild<QRadioButton *>(u"scope1"_s)->click();
        QCOMPARE(dialog.request().filter, u"from:alice"_s);
        QCOMPARE(dialog.request().lastSeq, 0u);
    }

    void theFormatIsTheEndingOfTheName()
    {
        ExportDialog dialog(feed(u"chat"_s));
        dialog.findChild<QComboBox *>(u"format"_s)->setCurrentIndex(1);
        QVERIFY(dialog.request().path.endsWith(u".jsonl"_s));
        QVERIFY(!dialog.request().path.contains(u".csv"_s));
        QCOMPARE(dialog.request().format, u"jsonl"_s);
        auto *plain = dialog.findChild<QCheckBox *>(u"plainCsv"_s);
        QVERIFY(plain->isHidden() && !dialog.request().hasPlainCsv);
        dialog.findChild<QComboBox *>(u"format"_s)->setCurrentIndex(0);
        QVERIFY(!plain->isHidden());
        plain->setChecked(true);
        QVERIFY(dialog.request().hasPlainCsv);
    }

    void everyFormatCanBeChosenAndPacked()
    {
        ExportDialog dialog(feed(u"chat"_s));
        auto *format = dialog.findChild<QComboBox *>(u"format"_s);
        auto *packing = dialog.findChild<QComboBox *>(u"compression"_s);
        auto *path = dialog.findChild<QLineEdit *>(u"path"_s);
        QCOMPARE(format->count(), int(exportFormats().size()));
        packing->setCurrentIndex(2);
        for (int i = 0; i < format->count(); ++i) {
            format->setCurrentIndex(i);
            const ExportRequest request = dialog.request();
            const ExportFormat *known = exportFormat(request.format);
            QVERIFY(known && request.compression == Compression::Zstd);
            QVERIFY2(request.path.endsWith(formatEnding(*known, Compression::Zstd)), qPrintable(request.path));
            QCOMPARE(bool(request.times), !known->has(ExportFormat::OwnTimes));
            QCOMPARE(dialog.findChild<QComboBox *>(u"times"_s)->isHidden(), known->has(ExportFormat::OwnTimes));
            QCOMPARE(dialog.findChild<QComboBox *>(u"columns"_s)->isHidden(), !known->has(ExportFormat::Columns));
        }
        path->clear();
        QTest::keyClicks(path, u"/tmp/x.lp.gz"_s);
        QCOMPARE(dialog.request().format, u"influx"_s);
        QVERIFY(dialog.request().compression == Compression::Gzip);
        QCOMPARE(dialog.request().path, u"/tmp/x.lp.gz"_s);
    }

    void everyLabelLeadsToItsField()
    {
        ExportDialog dialog(feed(u"chat"_s));
        for (const QLabel *label : dialog.findChildren<QLabel *>())
            QVERIFY2(!label->text().contains(u'&') || label->buddy(), qPrintable(label->text()));
    }

    void aStretchOfTimeAndAZoneAreChecked()
    {
        const QTemporaryDir folder;
        ExportDialog dialog(feed(u"chat"_s));
        dialog.findChild<QLineEdit *>(u"path"_s)->setText(folder.filePath(u"a.csv"_s));
        auto *since = dialog.findChild<QLineEdit *>(u"since"_s);
        auto *zone = dialog.findChild<QComboBox *>(u"zone"_s);
        auto *error = dialog.findChild<QLabel *>(u"error"_s);
        since->setText(u"soon"_s);
        press(dialog, u"start"_s);
        QVERIFY2(error->text().contains(u"“soon” is no time"_s), qPrintable(error->text()));
        since->setText(u"yesterday 9:00"_s);
        zone->setEditText(u"Mars/Base"_s);
        press(dialog, u"start"_s);
        QVERIFY2(error->text().contains(u"Mars/Base"_s), qPrintable(error->text()));
        zone->setEditText(u"Europe/Berlin"_s);
        press(dialog, u"start"_s);
        QCOMPARE(dialog.result(), int(QDialog::Accepted));
        QCOMPARE(dialog.request().since, u"yesterday 9:00"_s);
        QCOMPARE(dialog.request().times->zone, QTimeZone("Europe/Berlin"));
    }

    void whatComesFromNowOnGoesToARowOfFiles()
    {
        ExportDialog dialog(feed(u"chat"_s));
        dialog.setScopes(u"from:alice"_s, 12, std::nullopt);
        auto *rotation = dialog.findChild<QComboBox *>(u"rotation"_s);
        QVERIFY(rotation->isHidden() && !dialog.request().isLive);
        dialog.findChild<QRadioButton *>(u"scopeLive"_s)->setChecked(true);
        QVERIFY(!rotation->isHidden() && dialog.findChild<QLineEdit *>(u"since"_s)->parentWidget()->isHidden());
        rotation->setCurrentIndex(1);
        const ExportRequest request = dialog.request();
        QVERIFY(request.isLive && request.rotateAfter == std::chrono::hours(1) && !request.rotateSize);
        QCOMPARE(request.filter, u"from:alice"_s);
        FeedStatus captured = feed(u"old"_s);
        captured.id = -1;
        QVERIFY(!ExportDialog(captured).findChild<QRadioButton *>(u"scopeLive"_s));
    }

    void whatItWillComeToIsSaid()
    {
        ExportDialog dialog(feed(u"chat"_s));
        QStringList asked;
        dialog.setEstimate([&asked](ExportRequest request) -> async::Task<Result<ExportEstimate>> {
            asked << request.format;
            co_return ExportEstimate{1'234, 5'000'000, 3};
        });
        auto *text = dialog.findChild<QLabel *>(u"estimate"_s);
        dialog.setScopes(u"from:alice"_s, 12, std::pair<quint64, quint64>{20, 40});
        QTRY_VERIFY2(text->text().startsWith(u"About 1,234 records, "_s), qPrintable(text->text()));
        dialog.findChild<QComboBox *>(u"format"_s)->setCurrentIndex(1);
        QTRY_COMPARE(asked, (QStringList{u"csv"_s, u"jsonl"_s}));
    }

    void csvHasTheColumnsThatAreChosen()
    {
        const QTemporaryDir folder;
        ExportDialog dialog(feed(u"chat"_s));
        dialog.findChild<QLineEdit *>(u"path"_s)->setText(folder.filePath(u"a.csv"_s));
        auto *columns = dialog.findChild<QComboBox *>(u"columns"_s);
        auto *names = dialog.findChild<QLineEdit *>(u"columnNames"_s);
        QVERIFY(names->isHidden() && !columns->isHidden());
        QVERIFY(dialog.request().csvFields == CsvFields::Columns && dialog.request().columns.isEmpty());
        columns->setCurrentIndex(1);
        QVERIFY(dialog.request().csvFields == CsvFields::Json);
        columns->setCurrentIndex(2);
        QVERIFY(!names->isHidden());
        press(dialog, u"start"_s);
        QVERIFY(dialog.result() != QDialog::Accepted && !dialog.findChild<QLabel *>(u"error"_s)->isHidden());
        names->setText(u"time, temp"_s);
        QCOMPARE(dialog.request().columns, (QStringList{u"time"_s, u"temp"_s}));
        press(dialog, u"start"_s);
        QCOMPARE(dialog.result(), int(QDialog::Accepted));
        auto *format = dialog.findChild<QComboBox *>(u"format"_s);
        format->setCurrentIndex(format->findData(u"text"_s));
        QVERIFY(names->isHidden() && columns->isHidden());
    }

    void noPathIsMadeOfAHostileName()
    {
        ExportDialog dialog(feed(u"../../etc/passwd\n\u202E#chat"_s));
        const QFileInfo file(dialog.request().path);
        QVERIFY(file.fileName().startsWith(u"etc-passwd-chat-"_s));
        QCOMPARE(file.absolutePath(), QFileInfo(ExportDialog(feed(u"x"_s)).request().path).absolutePath());
    }

    void asksOnceBeforeAFileIsReplaced()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"there.csv"_s);
        QFile there(path);
        QVERIFY(there.open(QIODevice::WriteOnly));
        there.close();
        ExportDialog dialog(feed(u"chat"_s));
        dialog.show();
        dialog.findChild<QLineEdit *>(u"path"_s)->setText(path);
        press(dialog, u"start"_s);
        QVERIFY(dialog.isVisible());
        QVERIFY(dialog.findChild<QLabel *>(u"error"_s)->text().contains(u"there.csv"_s));
        press(dialog, u"start"_s);
        QCOMPARE(dialog.result(), int(QDialog::Accepted));
    }

    void aMissingFolderIsSaid()
    {
        ExportDialog dialog(feed(u"chat"_s));
        dialog.show();
        dialog.findChild<QLineEdit *>(u"path"_s)->setText(u"/nowhere/at/all.csv"_s);
        press(dialog, u"start"_s);
        QVERIFY(dialog.findChild<QLabel *>(u"error"_s)->text().contains(u"/nowhere/at"_s));
        QVERIFY(dialog.isVisible());
    }

    void theStripShowsEachExportUntilItIsDismissed()
    {
        ExportStrip strip;
        QVERIFY(strip.isHidden());
        strip.add(1, u"chat"_s, u"/tmp/a.csv"_s);
        strip.add(2, u"lab"_s, u"/tmp/b.csv"_s);
        ExportProgress progress;
        progress.id = 1;
        progress.written = 500;
        progress.scanned = 500;
        progress.total = 1000;
        progress.rate = 250;
        progress.secondsLeft = 2;
        strip.take(progress);
        const auto state = [&strip](int id) { return strip.row(id)->findChild<QLabel *>(u"state"_s)->text(); };
        QVERIFY2(state(1).contains(u"500"_s) && state(1).contains(u"250/s"_s) && state(1).contains(u"2 s left"_s),
                 qPrintable(state(1)));

        progress.id = 2;
        progress.state = ExportProgress::State::Failed;
        progress.error = u"The disk is full: choose another place."_s;
        strip.take(progress);
        QCOMPARE(state(2), progress.error);
        QVERIFY(strip.hasRunning());

        progress.id = 1;
        progress.state = ExportProgress::State::Finished;
        progress.path = u"/tmp/a.csv"_s;
        strip.take(progress);
        QVERIFY(!strip.hasRunning());
        QVERIFY2(state(1).startsWith(u"Done: 500 records"_s) && !state(1).contains(u"dropped"_s), qPrintable(state(1)));
        progress.captured = {515, 500, 3, 12};
        strip.take(progress);
        QVERIFY2(state(1).endsWith(u"of 515 received, the capture lacks 12 dropped and 3 not understood"_s),
                 qPrintable(state(1)));
        progress.unread = 1'234;
        progress.whyUnread = u"The file is damaged."_s;
        strip.take(progress);
        QVERIFY2(state(1).contains(u"1,234 records are left out, as they cannot be read: The file is damaged."_s),
                 qPrintable(state(1)));
        QSignalSpy folder(&strip, &ExportStrip::folderRequested);
        press(*strip.row(1), u"folder"_s);
        QCOMPARE(folder.size(), 1);
        QCOMPARE(folder[0][0].toString(), u"/tmp/a.csv"_s);
        press(*strip.row(1), u"dismiss"_s);
        press(*strip.row(2), u"dismiss"_s);
        QVERIFY(strip.isHidden());
    }

    void progressThatComesBeforeItsRowIsKept()
    {
        ExportStrip strip;
        ExportProgress progress;
        progress.id = 3;
        progress.state = ExportProgress::State::Failed;
        progress.error = u"No."_s;
        strip.take(progress);
        strip.add(3, u"chat"_s, u"/tmp/a.csv"_s);
        QVERIFY(!strip.row(3)->isRunning());
    }

    void cancelNamesItsExport()
    {
        ExportStrip strip;
        strip.add(5, u"chat"_s, u"/tmp/a.csv"_s);
        QSignalSpy cancelled(&strip, &ExportStrip::cancelRequested);
        press(*strip.row(5), u"cancel"_s);
        QCOMPARE(cancelled.size(), 1);
        QCOMPARE(cancelled[0][0].toInt(), 5);
    }
};

QTEST_MAIN(tst_Export)
#include "tst_Export.moc"
