// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/feeds/PlainClients.h"

#include "tests/bench/BareReader.h"
#include "tests/bench/feeds/PlainLines.h"
#include "tests/bench/feeds/PlainQt.h"

#include <QCoreApplication>

namespace livebelt::bench {

using namespace Qt::StringLiterals;

QStringList plainCommand(const QString &client, const QString &where, int count)
{
    return {QCoreApplication::applicationFilePath(), u"--plain"_s, client, where, QString::number(count)};
}

int runPlainClient(int argc, char *argv[])
{
    if (argc != 5 || QByteArrayView(argv[1]) != "--plain")
        return -1;
    const QByteArrayView client(argv[2]);
    const QString where = QString::fromLocal8Bit(argv[3]);
    const int count = QByteArray(argv[4]).toInt();
    if (client == "bare-irc")
        return runBareReader(where.toUShort(), count);
    if (client == "udp")
        return runPlainUdp(where.toUShort(), count);
    const QCoreApplication application(argc, argv);
    if (client == "qt-irc")
        return runPlainIrc(where.toUShort(), count);
    if (client == "qt-lines")
        return runPlainLines(where, count);
    if (client == "qt-json")
        return runPlainHttp(where, count);
    if (client == "qt-poll")
        return runPlainPoll(where, count);
    return runPlainTimer(count);
}

} // namespace livebelt::bench
