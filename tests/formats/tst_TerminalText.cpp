// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/formats/TerminalText.h"

#include <QTest>

using namespace livebelt;

class tst_TerminalText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingSteersTheTerminal_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("shown");
        const auto row = [](const char *name, const QByteArray &text, const QByteArray &shown) {
            QTest::newRow(name) << text << shown;
        };
        row("plain", "plain", "plain");
        row("letters", "Grüße, 世界 🎉", "Grüße, 世界 🎉");
        row("lines and tabs", "a\tb\nc\r\nd", "a\tb\nc\r\nd");
        row("an escape", "\x1b]0;title\x07", "␛]0;title␇");
        row("a carriage return", "secret\rhidden", "secret␍hidden");
        row("a backspace, a DEL, a NUL", QByteArray("\b\x7f\0", 3), "␈␡␀");
        row("C1",
            "a\xc2\x9b"
            "31mb",
            "a\xef\xbf\xbd"
            "31mb");
        row("C1, as one byte",
            "a\x9b"
            "31mb",
            "a\xef\xbf\xbd"
            "31mb");
        row("overrides",
            "\xe2\x80\xae"
            "a\xe2\x81\xa6"
            "b\xe2\x81\xa9",
            "\xef\xbf\xbd"
            "a\xef\xbf\xbd"
            "b\xef\xbf\xbd");
        row("marks", "\xe2\x80\x8e\xd8\x9c\xe2\x80\xa8", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
        row("too long", "\xc0\x9b\xe0\x82\x9b", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
        row("cut off", "a\xe2\x80", "a\xef\xbf\xbd\xef\xbf\xbd");
        row("a surrogate", "\xed\xa0\x80", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
    }
    void nothingSteersTheTerminal()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QByteArray, shown);
        TextBuilder out;
        appendForTerminal(out, text);
        QCOMPARE(out.copy(), shown);
    }

    void aLineStaysOne() { QCOMPARE(lineForTerminal("a\nb\r\nc\td"), QByteArray("a␊b␍␊c\td")); }
};

QTEST_GUILESS_MAIN(tst_TerminalText)
#include "tst_TerminalText.moc"
