// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/parse/payloads/PayloadPeer.h"

#include <QProcess>

namespace livebelt::test {

using namespace Qt::StringLiterals;

namespace {

QByteArray answer(const QStringList &arguments, const QByteArray &input, QByteArray &errors)
{
    constexpr int patience = 120'000;
    QProcess python;
    python.start(u"/usr/bin/python3"_s, QStringList(QStringLiteral(PAYLOADS_DIRECTORY) + u"/peer.py"_s) + arguments);
    python.write(input);
    python.closeWriteChannel();
    if (!python.waitForFinished(patience))
        errors += "peer.py does not end\n";
    errors += python.readAllStandardError();
    return python.readAllStandardOutput();
}

} // namespace

QByteArray differences(const char *format, std::optional<QByteArray> (*read)(QByteArrayView))
{
    QByteArray errors, texts;
    const QString name = QString::fromLatin1(format);
    const QByteArray payloads = answer({u"write"_s, name}, {}, errors);
    for (const QByteArray &line : payloads.split('\n')) {
        if (!line.isEmpty())
            texts += line + '\t' + read(QByteArray::fromHex(line)).value_or("nothing") + '\n';
    }
    if (texts.count('\n') < 100)
        errors += "peer.py writes hardly anything\n";
    return errors + answer({u"judge"_s, name}, texts, errors);
}

} // namespace livebelt::test
