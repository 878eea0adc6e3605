// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/WaitUntil.h"
#include "tests/wire/FrameCases.h"
#include "tests/wire/RawPeer.h"
#include "tests/wire/StreamRun.h"

#include <QElapsedTimer>
#include <QTest>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// A WebSocket that is open, with a server that says any bytes.
class tst_WebSocketStream : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersWhatComes_data();
    void answersWhatComes();
    void masksWhatItSends_data();
    void masksWhatItSends();
    void aConnectionThatEndsIsALoss();
    void saysGoodbyeAndTakesTheRest();
    void aServerThatDoesNotSayGoodbyeIsDropped();
    void aSilentServerIsNoticed();
    void aServerThatAnswersPingsStays();
    void aServerThatIsReadSlowlyWaits();
    void canBeDroppedInEachState();

private:
    static std::vector<RawFrame> framesOf(const RawPeer &peer, int opcode);
};

std::vector<RawFrame> tst_WebSocketStream::framesOf(const RawPeer &peer, int opcode)
{
    std::vector<RawFrame> found;
    for (const RawFrame &frame : peer.frames()) {
        if (frame.opcode == opcode)
            found.push_back(frame);
    }
    return found;
}

void tst_WebSocketStream::answersWhatComes_data()
{
    QTest::addColumn<size_t>("number");
    const auto cases = frameCases();
    for (size_t i = 0; i < cases.size(); ++i)
        QTest::newRow(cases[i].name.constData()) << i;
}

/// Each message, a pong for each ping, and the close frame that is called for.
void tst_WebSocketStream::answersWhatComes()
{
    static const std::vector<FrameCase> cases = frameCases();
    QFETCH(const size_t, number);
    const FrameCase &frames = cases[number];
    RawPeer peer;
    if (frames.deflate != FrameCase::Deflate::Off) {
        peer.answer = goodAnswer("Sec-WebSocket-Extensions: permessage-deflate" +
                                 QByteArray(frames.deflate == FrameCase::Deflate::ForgetsWindow
                                                ? "; server_no_context_takeover\r\n"
                                                : "\r\n"));
    }
    peer.then = frames.bytes;
    QByteArrayList events = frames.events;
    if (!events.last().startsWith("broken ") && !events.last().startsWith("close ")) {
        peer.then += serverFrame(8, QByteArray("\x03\xe9", 2) + "the end");
        events.append("close 1001 the end");
    }
    WebSocketRequest request = StreamRun::to(peer.url());
    request.longest = longestInCases;
    StreamRun run(request);
    QVERIFY(run.waitForEnd());
    QVERIFY2(waitUntil([&] { return !peer.isOpen(); }, 30'000), "the connection is closed");
    QByteArrayList messages;
    QByteArrayList pings;
    for (const QByteArray &event : std::as_const(events)) {
        if (event.startsWith("ping "))
            pings.append(event.mid(5));
        else if (event.startsWith("text ") || event.startsWith("binary ") || event.startsWith("cut "))
            messages.append(event);
    }
    QCOMPARE(run.messages(), messages);
    const auto pongs = framesOf(peer, 10), closes = framesOf(peer, 8);
    QCOMPARE(qsizetype(pongs.size()), pings.size());
    for (size_t i = 0; i < pongs.size(); ++i)
        QCOMPARE(pongs[i].payload, pings[qsizetype(i)]);
    QCOMPARE(closes.size(), 1u);
    const QByteArray last = events.last();
    const int code = last.split(' ')[1].toInt();
    QCOMPARE(closes[0].closeCode(), code == 1005 ? 0 : code);
    for (const RawFrame &frame : peer.frames())
        QVERIFY(frame.isMasked && frame.isFinal && frame.payload.size() <= 125);
    QVERIFY2(!run.ending().why.isEmpty() && !run.ending().why.endsWith(u'.'), qPrintable(run.ending().why));
    if (last.startsWith("broken "))
        QVERIFY2(run.ending().why.contains(u"broke the WebSocket protocol"_s), qPrintable(run.ending().why));
    else if (last.startsWith("close 1001 the"))
        QVERIFY2(run.ending().why.contains(u"(the end)"_s), qPrintable(run.ending().why));
}

void tst_WebSocketStream::masksWhatItSends_data()
{
    QTest::addColumn<int>("size");
    for (const int size : {0, 1, 125, 126, 65'535, 65'536, 300'000})
        QTest::addRow("%d", size) << size;
}

void tst_WebSocketStream::masksWhatItSends()
{
    QFETCH(const int, size);
    RawPeer peer;
    StreamRun run(StreamRun::to(peer.url()));
    QVERIFY(!run.stream().send("too early", true));
    QVERIFY(run.waitUntilOpen());
    QByteArray text(size, 'x');
    for (int i = 0; i < size; ++i)
        text[i] = char('a' + i % 26);
    QVERIFY(run.stream().send(text, true));
    QVERIFY(run.stream().send(text, false));
    QVERIFY(waitUntil([&] { return peer.frames().size() >= 2; }, 30'000));
    QVERIFY(peer.frames()[0].opcode == 1 && peer.frames()[1].opcode == 2);
    for (const RawFrame &frame : peer.frames()) {
        QVERIFY(frame.isMasked && frame.isFinal);
        QCOMPARE(frame.payload, text);
    }
}

void tst_WebSocketStream::aConnectionThatEndsIsALoss()
{
    const QByteArray frames = serverFrame(1, "whole") + serverFrame(1, QByteArray(200, 'x'));
    for (qsizetype at = serverFrame(1, "whole").size(); at < frames.size(); at += 51) {
        RawPeer peer;
        peer.then = frames.left(at);
        peer.hangsUp = true;
        StreamRun run(StreamRun::to(peer.url()));
        QVERIFY(run.waitForEnd());
        QCOMPARE(run.messages(), QByteArrayList{"text whole"});
        QVERIFY(run.ending().kind == Ending::Kind::Lost);
        QVERIFY2(run.ending().why.contains(u"was lost"_s), qPrintable(run.ending().why));
    }
}

void tst_WebSocketStream::saysGoodbyeAndTakesTheRest()
{
    RawPeer peer;
    StreamRun run(StreamRun::to(peer.url()));
    QVERIFY(run.waitUntilOpen());
    run.stream().close();
    QVERIFY(!run.stream().send("too late", true));
    QVERIFY(waitUntil([&] { return !peer.frames().empty(); }, 30'000));
    QCOMPARE(peer.frames()[0].opcode, 8);
    QCOMPARE(peer.frames()[0].closeCode(), 1000);
    peer.write(serverFrame(1, "under way") + serverFrame(9, "?") + serverFrame(8, "\x03\xe8"));
    QVERIFY(run.waitForEnd());
    QCOMPARE(run.messages(), QByteArrayList{"text under way"});
    QVERIFY(waitUntil([&] { return !peer.isOpen(); }, 30'000));
    QCOMPARE(peer.frames().size(), 1u);
}

void tst_WebSocketStream::aServerThatDoesNotSayGoodbyeIsDropped()
{
    RawPeer peer;
    StreamRun run(StreamRun::to(peer.url()));
    QVERIFY(run.waitUntilOpen());
    QElapsedTimer clock;
    clock.start();
    run.stream().close();
    peer.write(serverFrame(1, "under way"));
    QVERIFY(run.waitForEnd());
    QVERIFY2(clock.elapsed() >= 600, "it had its time");
    QCOMPARE(run.messages(), QByteArrayList{"text under way"});
    QVERIFY(waitUntil([&] { return !peer.isOpen(); }, 30'000));
}

void tst_WebSocketStream::aSilentServerIsNoticed()
{
    RawPeer peer;
    WebSocketRequest request = StreamRun::to(peer.url());
    request.ping = 100ms;
    StreamRun run(request);
    QVERIFY(run.waitForEnd());
    QVERIFY2(run.ending().why.contains(u"no sign of life"_s), qPrintable(run.ending().why));
    QVERIFY(!framesOf(peer, 9).empty());
}

void tst_WebSocketStream::aServerThatAnswersPingsStays()
{
    RawPeer peer;
    WebSocketRequest request = StreamRun::to(peer.url());
    request.ping = 100ms;
    StreamRun run(request);
    for (size_t pings = 1; pings <= 3; ++pings) {
        QVERIFY(waitUntil([&] { return framesOf(peer, 9).size() >= pings; }, 30'000));
        peer.write(serverFrame(10, framesOf(peer, 9).back().payload));
    }
    QVERIFY(!run.isOver());
}

void tst_WebSocketStream::aServerThatIsReadSlowlyWaits()
{
    constexpr int messages = 64, size = 1 << 20;
    RawPeer peer;
    WebSocketRequest request = StreamRun::to(peer.url());
    request.ping = 100ms; // nor is it taken for dead
    StreamRun run(request, StreamRun::Pace::WhenAsked);
    QVERIFY(run.waitUntilOpen());
    for (int i = 0; i < messages; ++i)
        peer.write(serverFrame(2, QByteArray(size, char(i))));
    qint64 before = -1;
    QElapsedTimer still;
    const auto isHeldUp = [&] { // nothing goes any more for longer than a ping and its patience
        if (std::exchange(before, peer.unsent()) != peer.unsent())
            still.start();
        return still.elapsed() > 1500;
    };
    QVERIFY(waitUntil(isHeldUp, 60'000));
    QVERIFY2(peer.unsent() > qint64(messages) * size / 2, QByteArray::number(peer.unsent()));
    QVERIFY(!run.isOver());
    run.goOn();
    QVERIFY(run.waitFor(messages));
    QCOMPARE(run.bytes(), qint64(messages) * size);
}

void tst_WebSocketStream::canBeDroppedInEachState()
{
    RawPeer peer;
    peer.then = serverFrame(1, "hello");
    for (int turns = 0; turns < 40; ++turns) {
        StreamRun run(StreamRun::to(peer.url()));
        for (int turn = 0; turn < turns; ++turn)
            QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
        if (turns % 2 == 0)
            run.stream().close();
    }
}

QTEST_GUILESS_MAIN(tst_WebSocketStream)
#include "tst_WebSocketStream.moc"
