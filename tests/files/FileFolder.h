// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/formats/ArrivalWriter.h"
#include "sources/files/FileKind.h"
#include "tests/support/FeedRun.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

namespace livebelt::test {

/// A folder of files for the feed to read, and what it makes of them.
class FileFolder
{
public:
    QString path(const QString &name) const { return m_directory->filePath(name); }
    QString address(const QString &name, const QString &query = {}) const
    {
        return QStringLiteral("file:") + path(name) + query;
    }
    void append(const QString &name, const QByteArray &bytes) const
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::Append) && file.write(bytes) == bytes.size());
    }
    void shell(const QString &command) const
    {
        QProcess process;
        process.setWorkingDirectory(m_directory->path());
        process.start(QStringLiteral("/bin/sh"), {QStringLiteral("-c"), command});
        QVERIFY(process.waitForFinished(60'000));
        QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
    }
    static QByteArrayList texts(const FeedRun &run)
    {
        QByteArrayList texts;
        for (const Record &record : run.data())
            texts << record.text;
        return texts;
    }
    /// What an export writes again of it.
    static QByteArray written(const Records &records)
    {
        ArrivalWriter writer;
        TextBuilder out;
        for (const Record &record : records)
            writer.write(out, "file", record);
        return out.copy();
    }
    static ResumePoints pointsOf(const FeedRun &run)
    {
        ResumePoints points;
        for (const Record &record : run.records()) {
            if (record.resume)
                points = {*record.resume};
        }
        return points;
    }
    static QByteArrayList numbers(int first, int last)
    {
        QByteArrayList lines;
        for (int i = first; i <= last; ++i)
            lines << "line" + QByteArray::number(i);
        return lines;
    }

protected:
    std::unique_ptr<QTemporaryDir> m_directory = std::make_unique<QTemporaryDir>();
};

} // namespace livebelt::test
