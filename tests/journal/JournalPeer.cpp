// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/journal/JournalPeer.h"

#include "model/records/Notice.h"
#include "model/records/Timestamp.h"
#include "sources/journal/JournalKind.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QtEndian>
#include <algorithm>

namespace livebelt::test {

using namespace Qt::StringLiterals;

JournalPeer::JournalPeer() = default;

FeedKind JournalPeer::kind() const
{
    return journalKind();
}

QString JournalPeer::start()
{
    if (!QDir(m_directory.path()).isEmpty())
        return {};
    return write("MESSAGE=the journal begins\n");
}

QString JournalPeer::url(const QString &query) const
{
    return u"journal:?directory=%1&%2"_s.arg(m_directory.path(), query);
}

/// Entries have to be in the order of their time.
QByteArray JournalPeer::stamp(int boot)
{
    const QByteArray micros = QByteArray::number(m_time = std::max(m_time + 1, nowMicros()));
    return "__REALTIME_TIMESTAMP=" + micros + "\n__MONOTONIC_TIMESTAMP=" + micros +
           "\n_BOOT_ID=" + QByteArray(32, char('0' + boot)) + '\n';
}

QString JournalPeer::append(const QByteArray &entries)
{
    QProcess remote;
    remote.start(u"/lib/systemd/systemd-journal-remote"_s,
                 {u"--output="_s + m_directory.filePath(u"test.journal"_s), u"-"_s});
    if (!remote.waitForStarted())
        return u"systemd-journal-remote cannot be started: install the package systemd-journal-remote"_s;
    remote.write(entries);
    remote.closeWriteChannel();
    if (!remote.waitForFinished() || remote.exitCode() != 0)
        return u"systemd-journal-remote: "_s + QString::fromUtf8(remote.readAllStandardError());
    return {};
}

QString JournalPeer::write(const QByteArray &fields)
{
    return append(stamp() + fields + '\n');
}

QString JournalPeer::writeOfBoot(int boot, const QByteArray &fields)
{
    return append(stamp(boot) + fields + '\n');
}

QString JournalPeer::rotate()
{
    const QString name = u"test@%1.journal"_s.arg(++m_rotations);
    if (!QFile::rename(m_directory.filePath(u"test.journal"_s), m_directory.filePath(name)))
        return u"The journal cannot be rotated"_s;
    return write("MESSAGE=after rotation\n");
}

void JournalPeer::give(int first, int count)
{
    QByteArray entries;
    for (int i = first; i < first + count; ++i) {
        entries += stamp() + "PRIORITY=6\nSYSLOG_IDENTIFIER=matrix\nMESSAGE=n " + QByteArray::number(i) + "\n\n";
    }
    const QString problem = append(entries);
    if (!problem.isEmpty())
        qWarning() << problem;
}

namespace {

/// Whether messages are read, and not only shown.
bool isRead()
{
    const auto parameters = journalKind().description.parameters;
    return std::any_of(parameters.begin(), parameters.end(), [](const FeedParameter &p) { return p.name == u"parse"; });
}

} // namespace

std::optional<LawRules> JournalPeer::law() const
{
    LawRules rules;
    rules.isRead = isRead();
    return rules;
}

QString JournalPeer::lawAddress() const
{
    return url(isRead() ? u"lines=0&parse=auto"_s : u"lines=0"_s);
}

void JournalPeer::givePayloads(const std::vector<LawPayload> &payloads)
{
    QByteArray entries;
    for (const LawPayload &payload : payloads) {
        QByteArray length(8, '\0');
        qToLittleEndian(quint64(payload.bytes.size()), length.data());
        entries += stamp() + "PRIORITY=6\nMESSAGE\n" + length + payload.bytes + "\n\n";
    }
    const QString problem = append(entries);
    if (!problem.isEmpty())
        qWarning() << problem;
}

bool JournalPeer::isReady(const Records &records) const
{
    return isConnected(records);
}

std::optional<int> JournalPeer::number(const Record &record) const
{
    return numberInText(record);
}

} // namespace livebelt::test
