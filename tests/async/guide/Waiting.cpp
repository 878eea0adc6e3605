// SPDX-License-Identifier: MIT
#include "tests/async/guide/Examples.h"
#include <livebelt/async/Properties.h>
#include <livebelt/async/Timers.h>
#include <livebelt/async/io/Follow.h>
#include <livebelt/async/io/Network.h>
#include <livebelt/async/io/RunProcess.h>
#include <livebelt/async/io/Sockets.h>
#include <livebelt/async/operators/Map.h>
#include <livebelt/async/operators/Take.h>

#include <QTcpSocket>

namespace livebelt::guide {

// [propertyOf]
Task<void> noteNamesFromNow(QObject *object, QStringList *names)
{
    auto values = propertyOf(object, &QObject::objectName, &QObject::objectNameChanged);
    while (auto name = co_await values.next())
        names->append(*name);
}
// [propertyOf]

// [timers]
Task<quint64> beats()
{
    co_await sleepFor(500ms);
    quint64 last = 0;
    auto ticks = every(100ms) | take(3);
    while (auto tick = co_await ticks.next()) {
        last = tick->number;
        co_await sleepFor(250ms); // the beats that pass meanwhile are skipped
    }
    co_return last;
}
// [timers]

// [socket]
Task<QByteArray> ask(QString host, quint16 port, QByteArray question)
{
    QTcpSocket socket;
    co_await connectTo(&socket, host, port);
    co_await write(&socket, question + '\n');
    auto answers = lines(&socket, 4096);
    auto answer = co_await answers.next();
    if (!answer)
        throw std::runtime_error("closed without an answer");
    co_return answer->bytes;
}
// [socket]

// [reply]
Task<qint64> sizeOf(QNetworkAccessManager *manager, QUrl url)
{
    ReplyPointer reply(manager->get(QNetworkRequest(url)));
    auto pieces = body(std::move(reply), 16 * 1024);
    qint64 size = 0;
    while (auto piece = co_await pieces.next())
        size += piece->size();
    co_return size;
}
// [reply]

// [follow]
Task<void> watchLog(QString path, QByteArrayList *errors)
{
    auto lines = linesOf(follow(path) | map(&FileChunk::bytes), 4096);
    while (auto line = co_await lines.next()) {
        if (line->bytes.startsWith("error"))
            errors->append(line->bytes);
    }
}
// [follow]

// [process]
Task<QByteArray> sorted(QByteArray lines)
{
    const QStringList arguments{u"-r"_s};
    const ProcessResult result = co_await runProcess(u"sort"_s, arguments, lines);
    if (!result.exit.isSuccess())
        throw std::runtime_error("sort failed");
    co_return result.output;
}
// [process]

} // namespace livebelt::guide
