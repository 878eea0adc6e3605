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
        QCOMPARE(dialog.findChildren<QRadioButton *>().size(), 3);
        QCOMPARE(dialog.request().firstSeq, 20u);
        QCOMPARE(dialog.request().lastSeq, 40u);
        dialog.show();
        dialog.findChildren<QRadioButton *>().at(1)->click();
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
        dialog.findChild<QComboBox *>(u"format"_s)->setCurrentIndex(1);
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
