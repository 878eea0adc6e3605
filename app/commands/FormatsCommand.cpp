// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/Commands.h"
#include "app/commands/StandardOutput.h"
#include "app/commands/Terminal.h"
#include "sources/parse/formats/FormatCheck.h"
#include "sources/parse/formats/LogFormats.h"

#include <QFile>
#include <algorithm>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

int checkFile(const QString &path)
{
    Terminal terminal;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        terminal.say(u"%1 could not be read: %2"_s.arg(path, file.errorString()));
        return 1;
    }
    const QByteArray json = file.readAll();
    const auto format = LogFormat::from(json, path);
    const QStringList wrong = format ? checkFormat(**format, json) : QStringList{format.error()};
    for (const QString &what : wrong)
        terminal.print(u"%1, %2"_s.arg(path, what));
    if (!wrong.isEmpty())
        return 1;
    const qsizetype samples = qsizetype((*format)->description().samples.size());
    return printAll(
        (samples == 1 ? u"%1: the sample of “%2” is read as it says\n"_s.arg(path, QString::fromUtf8((*format)->name()))
                      : u"%1: the %2 samples of “%3” are read as they say\n"_s.arg(
                            path, QString::number(samples), QString::fromUtf8((*format)->name())))
            .toUtf8());
}

} // namespace

int runFormats(const Invocation &invocation)
{
    if (!invocation.check.isEmpty())
        return checkFile(invocation.check);
    const LogFormats formats(LogFormats::usualFolder());
    qsizetype longest = 0;
    for (const auto &format : formats.all())
        longest = std::max(longest, format->name().size());
    QString text;
    for (const auto &format : formats.all()) {
        const bool isOwn = !format->source().startsWith(u':');
        text += QString::fromUtf8(format->name().leftJustified(longest + 2)) + format->description().title +
                (isOwn ? u"  (%1)\n"_s.arg(format->source()) : u"\n"_s);
    }
    text += u"\nYour own are read from %1/*.json\n"_s.arg(LogFormats::usualFolder());
    const int status = printAll(text.toUtf8());
    Terminal terminal;
    for (const QString &trouble : formats.troubles())
        terminal.print(trouble);
    return formats.troubles().isEmpty() ? status : 1;
}

} // namespace livebelt
