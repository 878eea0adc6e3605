// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/journal/JournalAddress.h"

#include "model/records/Timestamp.h"

#include <QRegularExpression>
#include <algorithm>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostLines = 10'000'000;

/// The fields that become parts of a record; without the list an entry may hold a whole core dump.
constexpr auto wanted =
    "MESSAGE,PRIORITY,SYSLOG_IDENTIFIER,SYSLOG_FACILITY,_COMM,_PID,_UID,_HOSTNAME,_TRANSPORT,_SYSTEMD_UNIT,"
    "_SYSTEMD_USER_UNIT,UNIT,MESSAGE_ID,CODE_FILE,CODE_LINE,CODE_FUNC"_L1;

/// "3", "err", "emerg..err" (journalctl(1), -p).
bool isPriority(const QString &text)
{
    static const QRegularExpression form(u"^(LEVEL)(\\.\\.(LEVEL))?$"_s.replace(
        u"LEVEL"_s, u"[0-7]|emerg|alert|crit|err|error|warning|notice|info|debug"_s));
    return form.match(text).hasMatch();
}

/// As systemd.time(7) has it.
QString systemdTime(qint64 micros)
{
    QString text = QString::fromLatin1(toRfc3339(micros));
    return text.replace(u'T', u' ').replace(u"Z"_s, u" UTC"_s);
}

bool hasControl(const QString &text)
{
    return std::any_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x20 || c.unicode() == 0x7f; });
}

} // namespace

Result<JournalAddress> JournalAddress::from(const FeedAddress &address)
{
    JournalAddress result;
    if (!address.path().isEmpty() || !address.host().isEmpty())
        return Failure{
            u"The journal has no parts of that name: write journal:?unit=ssh.service for what one service says"_s};
    result.units = address.queries(u"unit"_s);
    result.identifiers = address.queries(u"identifier"_s);
    result.priority = address.query(u"priority"_s);
    result.since = address.query(u"since"_s);
    result.directory = address.query(u"directory"_s);
    result.files = address.queries(u"file"_s);
    for (const QString &text :
         result.units + result.identifiers + result.files + QStringList{result.since, result.directory}) {
        if (hasControl(text))
            return Failure{u"The address holds a line break or the like: write it again without"_s};
    }
    if (!result.priority.isEmpty() && !isPriority(result.priority))
        return Failure{
            u"priority is emerg, alert, crit, err, warning, notice, info or debug (or 0 to 7), not “%1”"_s.arg(
                result.priority)};
    if (!result.directory.isEmpty() && !result.files.isEmpty())
        return Failure{u"The journal is either in directory= or in file=: leave one of them out"_s};
    if (address.hasQuery(u"lines"_s)) {
        bool isNumber = false;
        result.lines = address.query(u"lines"_s).toInt(&isNumber);
        if (!isNumber || result.lines < 0 || result.lines > mostLines)
            return Failure{u"lines is how many entries from before are shown, 0 to 10000000, not “%1”"_s.arg(
                address.query(u"lines"_s))};
    }
    return result;
}

QStringList JournalAddress::arguments(const QByteArray &cursor, qint64 now) const
{
    QStringList list{u"--output=json"_s, u"--follow"_s, u"--no-pager"_s,
                     u"--quiet"_s,       u"--all"_s,    u"--output-fields="_s + wanted};
    if (!cursor.isEmpty())
        list += {u"--after-cursor="_s + QString::fromUtf8(cursor), u"--no-tail"_s};
    else if (!since.isEmpty())
        list += {u"--since="_s + since, u"--no-tail"_s};
    else if (lines == 0)
        list += {u"--since="_s + systemdTime(now), u"--no-tail"_s};
    else
        list += u"--lines="_s + QString::number(lines);
    return list + choice();
}

QStringList JournalAddress::headerArguments() const
{
    QStringList list{u"--header"_s, u"--no-pager"_s};
    if (!since.isEmpty())
        list += u"--since="_s + since;
    return list + choice();
}

QStringList JournalAddress::choice() const
{
    QStringList list;
    for (const QString &unit : units)
        list += u"--unit="_s + unit;
    for (const QString &identifier : identifiers)
        list += u"--identifier="_s + identifier;
    if (!priority.isEmpty())
        list += u"--priority="_s + (priority == u"error" ? u"err"_s : priority);
    if (!directory.isEmpty())
        list += u"--directory="_s + directory;
    for (const QString &file : files)
        list += u"--file="_s + file;
    return list;
}

QString JournalAddress::where() const
{
    if (!directory.isEmpty())
        return u"the journal in %1"_s.arg(directory);
    if (!files.isEmpty())
        return u"the journal %1"_s.arg(files.join(u", "_s));
    return u"the journal of this computer"_s;
}

} // namespace livebelt
