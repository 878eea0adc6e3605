// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Fields.h"
#include "ui/lists/FilterBar.h"
#include "ui/lists/FilterCompleter.h"
#include "ui/lists/FilterEdit.h"

#include <QLabel>
#include <QSignalSpy>
#include <QTest>

namespace livebelt {

using namespace Qt::StringLiterals;

/// The line in which a filter is typed: what is wrong is shown at its place, and what may follow is offered.
class tst_FilterBar : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<FilterBar> bar;
    FilterEdit *edit = nullptr;
    FilterCompleter *completer = nullptr;
    int asked = 0;

    static FilterCatalog catalog()
    {
        FilterCatalog seen;
        for (int i = 0; i < 10; ++i) {
            Record record;
            record.subject = i < 7 ? "alice" : "Bob Builder";
            FieldsBuilder fields;
            fields.add("room", i < 4 ? "kitchen" : "living room");
            record.fields = fields.take();
            seen.add(record);
        }
        return seen;
    }
    QWidget *popup() const { return QApplication::activePopupWidget(); }

private Q_SLOTS:
    void init()
    {
        bar = std::make_unique<FilterBar>();
        edit = bar->findChild<FilterEdit *>();
        completer = edit->findChild<FilterCompleter *>();
        asked = 0;
        bar->setCatalogSource([this] {
            ++asked;
            return catalog();
        });
        bar->resize(600, 80);
        bar->show();
        bar->activateWindow();
        edit->setFocus();
        QVERIFY(QTest::qWaitForWindowActive(bar.get()));
    }
    void cleanup() { bar.reset(); }

    void whatIsWrongIsMarkedAtItsPlace()
    {
        bar->setText(u"memory kind:mesage"_s);
        QVERIFY(bar->error().contains(u"message, measurement"_s));
        QVERIFY(edit->mark());
        QCOMPARE(edit->mark()->at, 12);
        QCOMPARE(edit->mark()->length, 6);
        const QFontMetrics metrics = edit->fontMetrics();
        const QRect place = edit->markRect();
        QVERIFY(std::abs(place.width() - metrics.horizontalAdvance(u"mesage"_s)) <= 2);
        const int before = place.left();
        edit->setCursorPosition(0); // the cursor is where one counts from, and nothing else
        QVERIFY(std::abs(edit->markRect().left() - before) <= 2);
        const QImage wrong = edit->grab().toImage();
        edit->setMark(std::nullopt, true);
        const QImage bare = edit->grab().toImage();
        QVERIFY(wrong != bare);
        for (int x = 0; x < wrong.width(); ++x) {
            for (int y = 0; y < wrong.height(); ++y) {
                if (wrong.pixel(x, y) != bare.pixel(x, y))
                    QVERIFY2(x >= place.left() - 2 && x <= place.right() + 3, qPrintable(QString::number(x)));
            }
        }
        bar->setText(u"memory kind:message"_s);
        QVERIFY(bar->error().isEmpty());
        QVERIFY(!edit->mark());
    }

    void anUnknownNameIsSaidAndStillFilters()
    {
        QSignalSpy changed(bar.get(), &FilterBar::filterChanged);
        bar->setText(u"romo:kitchen"_s);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(bar->error(), QString());
        QCOMPARE(bar->advice(), u"No field is called “romo” here; did you mean “room”?"_s);
        QCOMPARE(edit->mark()->length, 4);
        bar->setText(u"room:kitchen"_s);
        QCOMPARE(bar->advice(), QString());
        bar->setText({});
        QVERIFY(!edit->mark());
    }

    void namesAndValuesAreOfferedWhileOneTypes()
    {
        QTest::keyClicks(edit, u"a roo"_s);
        QVERIFY(completer->isOpen());
        QCOMPARE(completer->offers(), QStringList(u"room:"_s));
        QTest::keyClick(popup(), Qt::Key_Tab);
        QCOMPARE(bar->text(), u"a room:"_s);
        QVERIFY(completer->isOpen()); // its values
        QCOMPARE(completer->offers(), (QStringList{u"\"living room\""_s, u"kitchen"_s}));
        QTest::keyClick(popup(), Qt::Key_Down);
        QTest::keyClick(popup(), Qt::Key_Down);
        QTest::keyClick(popup(), Qt::Key_Return);
        QCOMPARE(bar->text(), u"a room:kitchen"_s);
        QVERIFY(!completer->isOpen());
        QCOMPARE(asked, 1);
    }

    void enterTakesWhatIsTypedWhereNothingIsChosen()
    {
        QSignalSpy changed(bar.get(), &FilterBar::filterChanged);
        QTest::keyClicks(edit, u"subject:al"_s);
        QVERIFY(completer->isOpen());
        QTest::keyClick(popup(), Qt::Key_Return);
        QVERIFY(!completer->isOpen());
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed.first().first().toString(), u"subject:al"_s);
    }

    void escapeClosesTheListAndKeepsTheText()
    {
        QTest::keyClicks(edit, u"subject:al"_s);
        QTest::keyClick(popup(), Qt::Key_Escape);
        QVERIFY(!completer->isOpen());
        QCOMPARE(bar->text(), u"subject:al"_s);
    }

    void everythingIsOfferedOnDemand()
    {
        QTest::keyClick(edit, Qt::Key_Space, Qt::ControlModifier);
        QVERIFY(completer->isOpen());
        QVERIFY(completer->offers().contains(u"room:"_s));
        QVERIFY(completer->offers().contains(u"level:"_s));
        completer->close();
    }

    void aWordThatIsNoNameOpensNothing()
    {
        QTest::keyClicks(edit, u"timeout"_s);
        QVERIFY(!completer->isOpen());
    }
};

} // namespace livebelt

QTEST_MAIN(livebelt::tst_FilterBar)
#include "tst_FilterBar.moc"
