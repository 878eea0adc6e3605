// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/wire/FrameCases.h"

#include "tests/wire/RawFrames.h"

namespace livebelt::test {

namespace {

enum Opcode { Continuation = 0, Text = 1, Binary = 2, Close = 8, Ping = 9, Pong = 10 };
constexpr int packed = 4;
using Cases = std::vector<FrameCase>;
using Deflate = FrameCase::Deflate;

QByteArray hex(const char *digits)
{
    return QByteArray::fromHex(digits);
}

QByteArray closeFrame(int code, const QByteArray &reason = {})
{
    return serverFrame(Close, QByteArray(1, char(code >> 8)) + char(code & 0xff) + reason);
}

void addFraming(Cases &cases)
{
    cases.push_back({"text", hex("810548656c6c6f"), {"text Hello"}});
    cases.push_back({"empty text", serverFrame(Text, ""), {"text "}});
    cases.push_back({"empty binary", serverFrame(Binary, ""), {"binary "}});
    for (const int size : {1, 125, 126, 127, 128, 65'535, 65'536, 70'000}) {
        const QByteArray text(size, 'x');
        cases.push_back({"text of " + QByteArray::number(size), serverFrame(Text, text), {"text " + text}});
        cases.push_back(
            {"binary of " + QByteArray::number(size), serverFrame(Binary, text), {"binary " + text.toHex()}});
    }
    cases.push_back({"many",
                     serverFrame(Text, "a") + serverFrame(Binary, "b") + serverFrame(Text, "c"),
                     {"text a", "binary 62", "text c"}});
    cases.push_back({"too long",
                     serverFrame(Text, QByteArray(70'001, 'x')) + serverFrame(Text, "next"),
                     {"cut text " + QByteArray(70'000, 'x'), "text next"}});
    cases.push_back({"too long in pieces",
                     serverFrame(Binary, QByteArray(69'999, 'x'), false) + serverFrame(Continuation, "yyy", false) +
                         serverFrame(Continuation, "zzz") + serverFrame(Text, "next"),
                     {"cut binary " + (QByteArray(69'999, 'x') + 'y').toHex(), "text next"}});
    cases.push_back({"too long within a character",
                     serverFrame(Text, QByteArray(69'999, 'x') + "\xc3\xa4") + serverFrame(Text, "next"),
                     {"cut text " + QByteArray(69'999, 'x'), "text next"}});
    cases.push_back({"length not minimal, 16 bits", hex("817e007d") + QByteArray(125, 'x'), {"broken 1002"}});
    cases.push_back(
        {"length not minimal, 64 bits", hex("817f000000000000ffff") + QByteArray(65'535, 'x'), {"broken 1002"}});
    cases.push_back({"length of no size", hex("817f8000000000000001") + QByteArray(9, 'x'), {"broken 1002"}});
    cases.push_back({"masked", hex("818537fa213d7f9f4d5158"), {"broken 1002"}});
    cases.push_back({"masked ping", hex("898137fa213d7f"), {"broken 1002"}});
    for (const int reserved : {1, 2, 3, 4, 5, 6, 7}) {
        cases.push_back(
            {"reserved bits " + QByteArray::number(reserved), serverFrame(Text, "x", true, reserved), {"broken 1002"}});
        cases.push_back({"reserved bits of a ping " + QByteArray::number(reserved),
                         serverFrame(Ping, "x", true, reserved),
                         {"broken 1002"}});
    }
    for (const int opcode : {3, 4, 5, 6, 7, 11, 12, 13, 14, 15}) {
        cases.push_back({"opcode " + QByteArray::number(opcode),
                         serverFrame(Text, "a") + serverFrame(opcode, "x"),
                         {"text a", "broken 1002"}});
        cases.push_back(
            {"empty frame of opcode " + QByteArray::number(opcode), serverFrame(opcode, ""), {"broken 1002"}});
    }
}

void addControl(Cases &cases)
{
    cases.push_back({"ping", serverFrame(Ping, ""), {"ping "}});
    cases.push_back({"ping with 125 bytes", serverFrame(Ping, QByteArray(125, 'p')), {"ping " + QByteArray(125, 'p')}});
    cases.push_back({"ping that is no text", serverFrame(Ping, hex("00fffe")), {"ping " + hex("00fffe")}});
    cases.push_back({"ping too long", serverFrame(Ping, QByteArray(126, 'p')), {"broken 1002"}});
    cases.push_back({"ping in fragments", serverFrame(Ping, "p", false), {"broken 1002"}});
    cases.push_back({"pong in fragments", serverFrame(Pong, "p", false), {"broken 1002"}});
    cases.push_back({"close in fragments", serverFrame(Close, hex("03e8"), false), {"broken 1002"}});
    cases.push_back({"pong unasked", serverFrame(Pong, "p") + serverFrame(Text, "a"), {"pong p", "text a"}});
    QByteArray pings;
    QByteArrayList events;
    for (int i = 0; i < 10; ++i) {
        pings += serverFrame(Ping, QByteArray::number(i));
        events.append("ping " + QByteArray::number(i));
    }
    cases.push_back({"ten pings", pings, events});
}

void addFragments(Cases &cases)
{
    const auto text = [](const char *part) { return serverFrame(Text, part, false); };
    const auto more = [](const char *part) { return serverFrame(Continuation, part, false); };
    const auto last = [](const char *part) { return serverFrame(Continuation, part); };
    cases.push_back({"two fragments", text("Hel") + last("lo"), {"text Hello"}});
    cases.push_back({"empty fragments", text("") + more("") + last(""), {"text "}});
    cases.push_back({"empty, full, empty", text("") + more("middle") + last(""), {"text middle"}});
    cases.push_back(
        {"a ping within fragments", text("Hel") + serverFrame(Ping, "p") + last("lo"), {"ping p", "text Hello"}});
    cases.push_back({"two pings within fragments",
                     text("a") + serverFrame(Ping, "1") + more("b") + serverFrame(Ping, "2") + more("c") + last("d"),
                     {"ping 1", "ping 2", "text abcd"}});
    cases.push_back({"a close within fragments", text("Hel") + closeFrame(1000) + last("lo"), {"close 1000 "}});
    cases.push_back({"a continuation of nothing", last("x"), {"broken 1002"}});
    cases.push_back({"an open continuation of nothing", more("x") + last("y"), {"broken 1002"}});
    cases.push_back({"a continuation after the end", serverFrame(Text, "a") + last("x"), {"text a", "broken 1002"}});
    cases.push_back({"a text within a text", text("a") + serverFrame(Text, "b"), {"broken 1002"}});
    cases.push_back({"a binary within a text", text("a") + serverFrame(Binary, "b", false), {"broken 1002"}});
    cases.push_back({"binary fragments", serverFrame(Binary, "a", false) + last("b"), {"binary 6162"}});
}

void addUtf8(Cases &cases)
{
    const QByteArray broken = "broken 1007";
    for (const char *good : {"efbbbf42", "00", "ceba", "f48fbfbf", "f0908080", "ed9fbf", "ee8080", "efbfbd", "efbfbe",
                             "efbfbf", "c280", "dfbf", "e0a080", "7f"})
        cases.push_back({QByteArray("text ") + good, serverFrame(Text, hex(good)), {"text " + hex(good)}});
    for (const char *bad :
         {"ff",       "fe",        "80",         "bf",       "c0af",
          "c1bf",     "c2",        "e0809f",     "e08080",   "e0a0",
          "eda080",   "edbfbf",    "f0808080",   "f08fbfbf", "f09f98",
          "f4908080", "f5808080",  "f8888080af", "48c328",   "cebae1bdb9cf83cebcceb5eda080656469746564",
          "41e28228", "48656c6cff"})
        cases.push_back({QByteArray("no text ") + bad, serverFrame(Text, hex(bad)), {broken}});
    const QByteArray smile = hex("f09f9880");
    for (int at = 0; at <= 4; ++at) {
        cases.push_back(
            {"a character cut at " + QByteArray::number(at),
             serverFrame(Text, "a" + smile.left(at), false) + serverFrame(Continuation, smile.mid(at) + "b"),
             {"text a" + smile + "b"}});
        if (at > 0 && at < 4) {
            cases.push_back({"a character that ends at " + QByteArray::number(at),
                             serverFrame(Text, "a" + smile.left(at), false) + serverFrame(Continuation, ""),
                             {broken}});
            cases.push_back({"a character that goes on wrong at " + QByteArray::number(at),
                             serverFrame(Text, smile.left(at), false) + serverFrame(Continuation, "x", false),
                             {broken}});
        }
    }
    QByteArray bytewise = serverFrame(Text, smile.left(1), false);
    for (int at = 1; at < 3; ++at)
        bytewise += serverFrame(Continuation, smile.mid(at, 1), false) + serverFrame(Ping, "");
    cases.push_back({"a character byte by byte",
                     bytewise + serverFrame(Continuation, smile.mid(3)),
                     {"ping ", "ping ", "text " + smile}});
    cases.push_back({"the next text is checked anew",
                     serverFrame(Text, "a") + serverFrame(Text, smile),
                     {"text a", "text " + smile}});
    cases.push_back({"binary is not checked", serverFrame(Binary, hex("fffec0")), {"binary fffec0"}});
}

void addClosing(Cases &cases)
{
    cases.push_back({"close without a code", serverFrame(Close, ""), {"close 1005 "}});
    cases.push_back({"close with one byte", serverFrame(Close, "x"), {"broken 1002"}});
    cases.push_back({"close with a reason", closeFrame(1000, "bye \xc3\xa4"), {"close 1000 bye \xc3\xa4"}});
    cases.push_back({"close with the longest reason",
                     closeFrame(1000, QByteArray(123, 'r')),
                     {"close 1000 " + QByteArray(123, 'r')}});
    cases.push_back({"close too long", closeFrame(1000, QByteArray(124, 'r')), {"broken 1002"}});
    cases.push_back({"a reason that is no text", closeFrame(1000, "\xff"), {"broken 1007"}});
    cases.push_back({"a reason that ends within a character", closeFrame(1000, "\xc3"), {"broken 1007"}});
    cases.push_back({"data after close",
                     closeFrame(1001) + serverFrame(Text, "late") + serverFrame(Ping, "late"),
                     {"close 1001 "}});
    cases.push_back({"close twice", closeFrame(1000) + closeFrame(1001), {"close 1000 "}});
    for (const int code :
         {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999})
        cases.push_back(
            {"close " + QByteArray::number(code), closeFrame(code), {"close " + QByteArray::number(code) + ' '}});
    for (const int code : {0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65'535})
        cases.push_back({"no close " + QByteArray::number(code), closeFrame(code), {"broken 1002"}});
}

void addPacked(Cases &cases)
{
    const QByteArray hello = hex("f248cdc9c90700"), again = hex("f200110000");
    const auto text = [](const QByteArray &bytes) { return serverFrame(Text, bytes, true, packed); };
    const auto on = [&cases](const char *name, const QByteArray &bytes, const QByteArrayList &events,
                             Deflate deflate = Deflate::On) {
        cases.push_back({QByteArray("packed: ") + name, bytes, events, deflate});
    };
    on("text", text(hello), {"text Hello"}); // RFC 7692 section 7.2.3.1
    on("fragments", serverFrame(Text, hello.left(3), false, packed) + serverFrame(Continuation, hello.mid(3)),
       {"text Hello"});
    on("a ping within fragments",
       serverFrame(Text, hello.left(3), false, packed) + serverFrame(Ping, "p") +
           serverFrame(Continuation, hello.mid(3)),
       {"ping p", "text Hello"});
    on("with the window of the message before", text(hello) + text(again), {"text Hello", "text Hello"}); // 7.2.3.2
    on("without the window", text(hello) + text(hello), {"text Hello", "text Hello"}, Deflate::ForgetsWindow);
    on("a window that is forgotten", text(hello) + text(again), {"text Hello", "broken 1007"}, Deflate::ForgetsWindow);
    on("not compressed", text(hex("000500faff48656c6c6f00")), {"text Hello"});                      // 7.2.3.3
    on("a final block", text(hex("f348cdc9c9070000")) + text(again), {"text Hello", "text Hello"}); // 7.2.3.4
    on("two blocks", text(hex("f248050000 00ffffcac9c90700")), {"text Hello"});                     // 7.2.3.5
    on("empty", text(hex("00")), {"text "});
    on("plain among packed", text(hello) + serverFrame(Text, "plain") + text(again),
       {"text Hello", "text plain", "text Hello"});
    on("binary", serverFrame(Binary, hello, true, packed), {"binary 48656c6c6f"});
    on("garbage", text(hex("ffffffff")), {"broken 1007"});
    on("no text", text(hex("000100feffff00")), {"broken 1007"});
    on("a text that ends within a character", text(hex("000100feffc300")), {"broken 1007"});
    on("the bit on a continuation",
       serverFrame(Text, hello.left(3), false, packed) + serverFrame(Continuation, hello.mid(3), true, packed),
       {"broken 1002"});
    on("the bit on a ping", serverFrame(Ping, hello, true, packed), {"broken 1002"});
    on("another bit", serverFrame(Text, hello, true, packed | 2), {"broken 1002"});
    const auto zeros = [](int size) { // qCompress: four bytes of length, a zlib stream with two bytes of head
        const QByteArray stream = qCompress(QByteArray(size, 'x'), 9).mid(6).chopped(4);
        return stream + QByteArray(1, '\0'); // its last block is final: RFC 7692 section 7.2.3.4
    };
    on("as long as may be", text(zeros(70'000)), {"text " + QByteArray(70'000, 'x')});
    on("too long", text(zeros(70'001)) + serverFrame(Text, "next"),
       {"cut text " + QByteArray(70'000, 'x'), "text next"});
    on("a bomb", text(zeros(20 * 70'000)), {"cut text " + QByteArray(70'000, 'x'), "broken 1009"});
}

} // namespace

std::vector<FrameCase> frameCases()
{
    Cases cases;
    addFraming(cases);
    addControl(cases);
    addFragments(cases);
    addUtf8(cases);
    addClosing(cases);
    addPacked(cases);
    return cases;
}

} // namespace livebelt::test
