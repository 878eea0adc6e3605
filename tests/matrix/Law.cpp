// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/matrix/Law.h"

#include "model/capture/CaptureReader.h"
#include "model/capture/CaptureWriter.h"
#include "model/formats/JsonLinesWriter.h"
#include "model/records/Fields.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <optional>

namespace livebelt::test {

using namespace Qt::StringLiterals;

namespace {

struct Member
{
    QByteArray name, json;
};
using Members = std::vector<Member>;

/// A JSON string without quotes and escapes, by Qt's reader, which would drop a byte order mark at its start.
QByteArray unquoted(const QByteArray &json)
{
    return QJsonDocument::fromJson("[\"x" + json.sliced(1) + ']').array().at(0).toString().toUtf8().sliced(1);
}

/// Where the value that begins at `at` ends.
qsizetype endOfValue(QByteArrayView json, qsizetype at)
{
    int depth = 0;
    for (bool isText = false; at < json.size(); ++at) {
        const char c = json[at];
        if (isText) {
            at += c == '\\' ? 1 : 0;
            isText = c != '"';
        } else if (c == '"') {
            isText = true;
        } else if (c == '{' || c == '[') {
            ++depth;
        } else if (c == '}' || c == ']' || c == ',' || c == ':') {
            if (depth == 0)
                return at;
            depth -= c == '}' || c == ']' ? 1 : 0;
        }
    }
    return at;
}

/// The members of an object as they are written; of what Qt has found to be JSON.
Members membersOf(const QByteArray &object)
{
    Members members;
    qsizetype at = 1;
    while (at < object.size() && object[at] != '}') {
        const qsizetype colon = endOfValue(object, at);
        const qsizetype end = endOfValue(object, colon + 1);
        members.push_back(
            {unquoted(object.sliced(at, colon - at).trimmed()), object.sliced(colon + 1, end - colon - 1).trimmed()});
        at = end + (object[end] == ',' ? 1 : 0);
    }
    return members;
}

std::optional<QByteArray> member(const Members &members, QByteArrayView name)
{
    const auto found = std::find_if(members.begin(), members.end(), [&](const Member &m) { return m.name == name; });
    return found == members.end() ? std::nullopt : std::optional(found->json);
}

QByteArray repeatedName(const Members &members)
{
    for (size_t i = 0; i < members.size(); ++i) {
        for (size_t j = 0; j < i; ++j) {
            if (members[i].name == members[j].name)
                return members[i].name;
        }
    }
    return {};
}

/// Whether name is the path, or the path with a number behind it.
bool isOfPath(const QByteArray &name, const QByteArray &path)
{
    if (name == path)
        return true;
    if (!name.startsWith(path + ':'))
        return false;
    bool isNumber = false;
    static_cast<void>(name.sliced(path.size() + 1).toUInt(&isNumber));
    return isNumber;
}

bool isSame(const Member &member, const LawLeaf &leaf)
{
    const bool isText = member.json.startsWith('"');
    return isText == leaf.isText && (isText ? unquoted(member.json) : member.json) == leaf.value;
}

QByteArray arrivalOf(const Members &members)
{
    if (const auto raw = member(members, "raw"))
        return unquoted(*raw);
    if (const auto raw = member(members, "raw_base64"))
        return QByteArray::fromBase64(unquoted(*raw));
    const auto text = member(members, "text");
    return text ? unquoted(*text) : QByteArray();
}

} // namespace

QByteArray jsonLine(const Record &record)
{
    TextBuilder line;
    JsonLinesWriter().write(line, "law", record);
    return line.copy();
}

QByteArray arrivalOfLine(const QByteArray &line)
{
    return arrivalOf(membersOf(line.trimmed()));
}

Records throughACapture(Records records)
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"law.livebelt"_s);
    QString problem;
    {
        auto writer = CaptureWriter::open(path);
        std::vector<FeedBatch> batches(1);
        batches[0].received = records.size();
        batches[0].records = std::move(records);
        const auto feed = writer ? (*writer)->addFeed(u"law"_s, u"test:"_s, u"test"_s) : Failure{writer.error()};
        batches[0].feed = feed ? *feed : 0;
        if (const auto stored = feed ? (*writer)->append(batches) : Failure{feed.error()}; !stored)
            problem = stored.error();
    }
    Records back;
    const auto reader = CaptureReader::open(path);
    if (const auto read = reader ? (*reader)->page(1, 1, 1'000'000, back) : Failure{reader.error()}; !read)
        problem += read.error();
    if (!problem.isEmpty())
        qWarning() << problem;
    return back;
}

QByteArray lawProblem(const LawPayload &payload, const QByteArray &line)
{
    const auto problem = [&](const QByteArray &what) {
        return what + "\n  payload " + payload.bytes + "\n  record " + line;
    };
    QJsonParseError error;
    const QByteArray small =
        QByteArray(line).replace("e400", "e40").replace("E-400", "E-40"); // Qt reads no larger ones
    const auto document = QJsonDocument::fromJson(small, &error);
    if (error.error != QJsonParseError::NoError || !document.isObject() || line.indexOf('\n') != line.size() - 1)
        return problem("its line is no JSON: " + error.errorString().toUtf8());
    const Members members = membersOf(line.trimmed());
    Members fields = membersOf(member(members, "fields").value_or("{}"));
    if (const QByteArray name = repeatedName(members) + repeatedName(fields); !name.isEmpty())
        return problem("its line has a name twice: " + name);
    for (const LawLeaf &leaf : payload.leaves) {
        const auto found = std::find_if(fields.begin(), fields.end(), [&](const Member &field) {
            return isOfPath(field.name, leaf.path) && isSame(field, leaf);
        });
        if (found == fields.end())
            return problem("a value is lost: " + leaf.path + " = " + leaf.value);
        fields.erase(found);
    }
    return {};
}

} // namespace livebelt::test
