// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/capture/CaptureReader.h"

#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <csignal>
#include <set>

namespace livebelt::test {

/// livebelt record, which is held while others speak, and then told to stop.
class GoodbyeProgram
{
public:
    void start(const QString &address,
               const QProcessEnvironment &environment = QProcessEnvironment::systemEnvironment())
    {
        m_process.setProcessEnvironment(environment);
        m_process.start(qEnvironmentVariable("LIVEBELT_PROGRAM"),
                        {QStringLiteral("record"), address, QStringLiteral("--to"), path()});
    }
    bool hold() { return ::kill(pid_t(m_process.processId()), SIGSTOP) == 0; }
    /// True once it has ended well.
    bool stop()
    {
        const auto pid = pid_t(m_process.processId());
        ::kill(pid, SIGTERM);
        ::kill(pid, SIGCONT);
        const bool hasEnded = m_process.state() == QProcess::NotRunning || m_process.waitForFinished(30'000);
        said = m_process.readAllStandardError();
        return hasEnded && m_process.exitCode() == 0;
    }
    QString path() const { return m_folder.filePath(QStringLiteral("c.livebelt")); }

    struct Stored
    {
        FeedCounters books;
        std::set<int> numbers;    ///< of the items
        bool isConnected = false; ///< it says so
        int highest() const { return numbers.empty() ? 0 : *numbers.rbegin(); }
    };
    Stored stored() const
    {
        static const QRegularExpression number(QStringLiteral("\\bn\\D{1,3}(\\d+)"));
        Stored found;
        const auto reader = CaptureReader::open(path());
        const auto feeds = reader ? (*reader)->feeds() : Result<QList<FeedInfo>>(Failure{reader.error()});
        if (!feeds || feeds->isEmpty())
            return found;
        found.books = feeds->constFirst().counters;
        Records records;
        for (quint64 seq = 1; (*reader)->page(feeds->constFirst().id, seq, 10'000, records) && !records.empty();
             seq += records.size()) {
            for (const Record &record : records) {
                const auto match = number.match(QString::fromUtf8(record.text + ' ' + record.raw));
                if (record.kind != RecordKind::Notice && match.hasMatch())
                    found.numbers.insert(match.captured(1).toInt());
                found.isConnected = found.isConnected || record.kind == RecordKind::Notice;
            }
        }
        return found;
    }

    QByteArray said;

private:
    QTemporaryDir m_folder;
    QProcess m_process;
};

} // namespace livebelt::test
