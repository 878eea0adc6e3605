// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/wire/EventText.h"
#include "tests/wire/FrameCases.h"
#include "tests/wire/RawFrames.h"

#include <QTest>
#include <algorithm>

using namespace livebelt;
using namespace livebelt::test;

/// Messages out of the bytes of a server, whatever pieces they come in.
class tst_MessageReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesTheSameHoweverItIsCut_data();
    void givesTheSameHoweverItIsCut();
    void givesPiecesAsTheyCome();

private:
    static QByteArrayList read(const FrameCase &frames, const QByteArrayList &pieces);
};

QByteArrayList tst_MessageReader::read(const FrameCase &frames, const QByteArrayList &pieces)
{
    DeflateTerms terms;
    terms.isOn = frames.deflate != FrameCase::Deflate::Off;
    terms.keepsWindow = frames.deflate != FrameCase::Deflate::ForgetsWindow;
    MessageReader reader({longestInCases, false}, terms);
    QByteArrayList events;
    for (const QByteArray &piece : pieces) {
        reader.feed(piece);
        while (const auto event = reader.next()) {
            events.append(eventText(*event));
            if (event->kind == WebSocketEvent::Kind::Broken || event->kind == WebSocketEvent::Kind::Close)
                return reader.next() ? QByteArrayList{"something after the end"} : events;
        }
    }
    return events;
}

void tst_MessageReader::givesTheSameHoweverItIsCut_data()
{
    QTest::addColumn<size_t>("number");
    const auto cases = frameCases();
    for (size_t i = 0; i < cases.size(); ++i)
        QTest::newRow(cases[i].name.constData()) << i;
}

void tst_MessageReader::givesTheSameHoweverItIsCut()
{
    static const std::vector<FrameCase> cases = frameCases();
    QFETCH(const size_t, number);
    const FrameCase &frames = cases[number];
    const QByteArray &bytes = frames.bytes;
    QCOMPARE(read(frames, {bytes}), frames.events);
    QByteArrayList single;
    for (const char byte : bytes)
        single.append(QByteArray(1, byte));
    QCOMPARE(read(frames, single), frames.events);
    const qsizetype step = std::max<qsizetype>(1, bytes.size() / 200); // of large ones, not every place
    for (qsizetype at = 0; at <= bytes.size(); at += step)
        QCOMPARE(read(frames, {bytes.left(at), bytes.mid(at)}), frames.events);
}

void tst_MessageReader::givesPiecesAsTheyCome()
{
    MessageReader reader({10, true}, {});
    QByteArray all;
    reader.feed(serverFrame(2, QByteArray(10'000, 'a'), false));
    int pieces = 0;
    while (const auto event = reader.next()) {
        QVERIFY(event->kind == WebSocketEvent::Kind::Binary && !event->isCut && !event->bytes.isEmpty());
        all += event->bytes;
        ++pieces;
    }
    QVERIFY(pieces > 1);
    QCOMPARE(all.size(), 10'000);
    reader.feed(serverFrame(0, "") + serverFrame(2, "b"));
    const auto last = reader.next();
    QVERIFY(last && last->bytes == "b");
    QVERIFY(!reader.next());
}

QTEST_GUILESS_MAIN(tst_MessageReader)
#include "tst_MessageReader.moc"
