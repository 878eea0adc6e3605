// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Fields.h"
#include "tests/matrix/Law.h"

#include <random>

namespace livebelt::test {

namespace {

/// One character at least of each plane: letters, the first and last of the plane, what turns the direction, marks.
QByteArray everyPlane()
{
    QString text;
    for (char32_t plane = 0; plane <= 16; ++plane) {
        for (const char32_t c : {U'\u2E80', U'\uE000', U'\uFFFD', U'\uFFFF'})
            text += QChar::fromUcs4(plane * 0x10000 + c);
    }
    for (const char32_t c :
         {U'\uFEFF', U'\u202E', U'\u2028', U'\u0085', U'\u00AD', U'\U0001F600', U'\U0001F1E6', U'\u0301'})
        text += QChar::fromUcs4(c);
    return text.toUtf8();
}

/// JSON at random, and its leaves.
class Maker
{
public:
    explicit Maker(quint32 seed) : m_random(seed) {}

    LawPayload object()
    {
        LawPayload payload;
        payload.bytes = "{\"n\":" + QByteArray::number(++m_number);
        payload.leaves.push_back({"n", QByteArray::number(m_number)});
        for (unsigned i = any(6); i > 0; --i)
            payload.bytes += ',' + member(payload, {}, 1);
        payload.bytes += '}';
        return payload;
    }

    /// Of letters that formats look at, and of any bytes.
    LawPayload noise()
    {
        QByteArray bytes;
        for (unsigned i = any(40); i > 0; --i)
            bytes += any(4) ? pick({"{",    "}",   "[", "]",  "\"",           ":",  ",", "=",   "1",    ".5",
                                    "e",    "-",   " ", "\n", "\r",           "\t", "a", "\\",  "<13>", "$GP",
                                    "null", "NaN", "é", ">",  "\xef\xbb\xbf", "#",  "%", "\x1e"})
                            : QByteArray(1, char(any(256)));
        return {bytes};
    }

private:
    unsigned any(unsigned below) { return unsigned(m_random() % below); }
    QByteArray pick(const QByteArrayList &of) { return of.at(qsizetype(any(unsigned(of.size())))); }
    QByteArray space() { return pick({"", "", "", " ", "  ", "\t"}); }
    QByteArray name()
    {
        return pick({"temp",  "host", "id",   "a.b", "a",          "time",  "level",   "message", "value", "unit",
                     "event", "peer", "file", "qos", "retain",     "topic", "subject", "text",    "raw",   "fields",
                     "n",     "0",    "é",    "x:2", "with blank", "\"",    "\\",      "😀"});
    }
    QByteArray text()
    {
        static const QByteArray planes = everyPlane();
        return pick({"", "web1", "error", "21.5", "null", "2026-11-30T09:15:02Z", "\"quoted\"", "a\\b", "x\ny", "\t",
                     QByteArray("\0", 1), "=1+1", "é", planes, "20.6 °C", "NaN"}) +
               pick({"", "", "!", "\r\n"});
    }
    QByteArray number()
    {
        return pick({"0", "-0", "1", "-1.50", "12345678901234567890", "9007199254740993", "1013.250", "1e400",
                     "-1E-400", "0.1000000000000000055511151231257827", "6.02E+23",
                     "100000000000000000000000000000000000000001"});
    }
    QByteArray member(LawPayload &payload, const QByteArray &prefix, int level)
    {
        const QByteArray key = name();
        const QByteArray json = space() + jsonString(key) + space() + ':' + space();
        return json + value(payload, prefix.isNull() ? key : prefix + '.' + key, level) + space();
    }
    QByteArray value(LawPayload &payload, const QByteArray &path, int level)
    {
        const unsigned kind = any(level < 4 ? 8 : 5);
        if (kind < 2) {
            const QByteArray written = text();
            payload.leaves.push_back({path, written, true});
            return jsonString(written);
        }
        if (kind < 4) {
            const QByteArray written = number();
            payload.leaves.push_back({path, written});
            return written;
        }
        if (kind == 4) {
            const QByteArray word = pick({"true", "false", "null", "{}", "[]"});
            payload.leaves.push_back({path, word});
            return word;
        }
        const bool isArray = kind == 5;
        QByteArray json(isArray ? "[" : "{");
        const unsigned count = 1 + any(4);
        for (unsigned i = 0; i < count; ++i) {
            if (i > 0)
                json += ',';
            json += isArray ? space() + value(payload, path + '.' + QByteArray::number(i), level + 1)
                            : member(payload, path, level + 1);
        }
        return json + (isArray ? ']' : '}');
    }

    std::mt19937 m_random;
    int m_number = 0;
};

void addJson(std::vector<LawPayload> &payloads)
{
    const auto add = [&](const QByteArray &bytes, std::vector<LawLeaf> leaves) {
        payloads.push_back({bytes, std::move(leaves)});
    };
    add(R"({"host":"web1","msg":"boo"})", {{"host", "web1", true}, {"msg", "boo", true}});
    add(R"({"id":1,"id":"2","id":null})", {{"id", "1"}, {"id", "2", true}, {"id", "null"}});
    add(R"({"a":12345678901234567890123,"b":-0.1000,"c":1e400,"d":1013.250,"e":9007199254740993})",
        {{"a", "12345678901234567890123"},
         {"b", "-0.1000"},
         {"c", "1e400"},
         {"d", "1013.250"},
         {"e", "9007199254740993"}});
    add(R"({"a.b":1,"a":{"b":2},"":{"":"x"}})", {{"a.b", "1"}, {"a.b", "2"}, {".", "x", true}});
    add(R"({"qos":9,"retain":true,"event":"e","peer":"p","file":"f","id":"i","subject":"s","time":"2026-01-01T00:00:00Z"})",
        {{"qos", "9"},
         {"retain", "true"},
         {"event", "e", true},
         {"peer", "p", true},
         {"file", "f", true},
         {"id", "i", true},
         {"subject", "s", true},
         {"time", "2026-01-01T00:00:00Z", true}});
    add(R"({"level":"error","text":"t","value":1.50,"unit":"Cel","message":"m"})", {{"level", "error", true},
                                                                                    {"text", "t", true},
                                                                                    {"value", "1.50"},
                                                                                    {"unit", "Cel", true},
                                                                                    {"message", "m", true}});
    add(R"({"a":[],"b":{},"c":[[1,[2]],{"d":null}],"e":true,"f":""})", {{"a", "[]"},
                                                                        {"b", "{}"},
                                                                        {"c.0.0", "1"},
                                                                        {"c.0.1.0", "2"},
                                                                        {"c.1.d", "null"},
                                                                        {"e", "true"},
                                                                        {"f", "", true}});
    add(R"({"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"deep":[1.50,"x"]}}}}}}}}})",
        {{"a.a.a.a.a.a.a.a", R"({"deep":[1.50,"x"]})"}});
    add(R"({"s":"\u0000\u0001\"\\\/\b\f\n\r\t\ud83d\ude00"})",
        {{"s", QByteArray("\0\x01\"\\/\b\f\n\r\t😀", 14), true}});
    add("{\"planes\":" + jsonString(everyPlane()) + '}', {{"planes", everyPlane(), true}});
    add("{\"" + everyPlane() + "\":1}", {{everyPlane(), "1"}});
}

void addTexts(std::vector<LawPayload> &payloads)
{
    for (const char *text :
         {"hello, you", "21.50", "12345678901234567890", "007", "-inf", "temp:21.5 hum:40", "T=21.5 H=40.1",
          "host=web1 n=12345678901234567890 m=\"two words\"", "[DONE]", "[info] started", "{user} joined", "\"a text\"",
          "true", "<13>Nov 30 09:15:02 web1 app: words", "cpu,host=a v=1.50,n=3i 1556813561098000000",
          "2026-11-30 09:15:02 ERROR it failed", "x\x01\x02\x1b[31mred\x7f", "$GPGLL,4916.45,N,12311.12,W,225444,A*31"})
        payloads.push_back({text});
    payloads.push_back({"x" + everyPlane()});
    payloads.push_back(
        {R"({"x":NaN,"y":-Infinity,"z":1.50})", {{"x", "NaN", true}, {"y", "-Infinity", true}, {"z", "1.50"}}});
    payloads.push_back({R"({"half":"\ud800","n":1})", {{"n", "1"}}});
    payloads.push_back({R"([1.50,{"a":"x"},null])", {{"0", "1.50"}, {"1.a", "x", true}, {"2", "null"}}});
    payloads.push_back({R"({"a":1}{"b":2})", {{"a", "1"}, {"b", "2"}}});
    payloads.push_back({R"({"broken":)"});
}

} // namespace

std::vector<LawPayload> lawPayloads(const LawRules &rules, quint32 seed)
{
    std::vector<LawPayload> payloads;
    addJson(payloads);
    if (rules.hasTexts)
        addTexts(payloads);
    if (rules.hasAnyBytes && rules.hasTexts) {
        payloads.push_back({"x \xff\xfe\x80 y\xc3"});
        payloads.push_back({"{\"a\":\"\xff\",\"n\":1.50}", {{"n", "1.50"}}});
        payloads.push_back({"\xf5 at the start"});
    }
    if (rules.hasNuls && rules.hasTexts) {
        payloads.push_back({QByteArray("x\0y", 3)});
        payloads.push_back({QByteArray("{\"a\":\"\0\"}", 9)});
    }
    if (rules.hasLineFeeds) {
        payloads.push_back({"{\n  \"a\": 1.50,\n  \"b\": \"x\"\n}", {{"a", "1.50"}, {"b", "x", true}}});
        if (rules.hasTexts)
            payloads.push_back({"x\n\ny"});
    }
    if (rules.hasReturns && rules.hasTexts) {
        payloads.push_back({"x\ry"});
        payloads.push_back({"{\r\"a\":1.50}", {{"a", "1.50"}}});
    }
    if (rules.hasLineFeeds && rules.hasReturns && rules.hasTexts)
        payloads.push_back({"x\r\n{\"a\":1}\r\ny"});
    if (rules.hasBlanks && rules.hasTexts) {
        payloads.push_back({""});
        payloads.push_back({" "});
        payloads.push_back({"  x\t"});
        payloads.push_back({" {\"a\":1.50} ", {{"a", "1.50"}}});
    }
    Maker maker(seed);
    for (int i = 0; i < 60; ++i)
        payloads.push_back(maker.object());
    const bool takesAll = rules.hasTexts && rules.hasLineFeeds && rules.hasReturns && rules.hasNuls &&
                          rules.hasAnyBytes && rules.hasBlanks;
    for (int i = 0; i < 60 && takesAll; ++i)
        payloads.push_back(maker.noise());
    std::erase_if(payloads, [&](const LawPayload &payload) { return payload.bytes.size() > rules.longest; });
    if (!rules.isRead) {
        for (LawPayload &payload : payloads) {
            payload.leaves.clear();
            if (!rules.column.isEmpty() && isValidUtf8(payload.bytes))
                payload.leaves.push_back({rules.column, payload.bytes, true});
        }
    }
    return payloads;
}

} // namespace livebelt::test
