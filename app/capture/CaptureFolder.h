// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/capture/FeedInfo.h"

#include <QList>
#include <QString>
#include <vector>

namespace livebelt {

/// One file of a row.
struct CaptureFile
{
    QString path;
    qint64 bytes = 0;       ///< with its -wal file
    qint64 modified = 0;    ///< nanoseconds since 1970 UTC
    bool isWritten = false; ///< or was left by a crash: what is known of it may have changed
    QList<FeedInfo> feeds;
    QString problem; ///< why it cannot be read, as a sentence; empty where it can

    /// Arrival of the newest record in it, microseconds since 1970 UTC; when it was last written where there is none.
    qint64 newest() const;
};

/// One feed over all files of a row.
struct FeedRow
{
    /// Its records from first to last are in that file, under that number.
    struct Stretch
    {
        QString path;
        qint64 number = 0;
        quint64 first = 0;
        quint64 last = 0;
        qint64 lastTime = noTime; ///< arrival of its newest record
    };
    FeedInfo info; ///< of all together; its id is the same in every file, name and address are those of the newest
    std::vector<Stretch> stretches; ///< ascending, none overlaps another
};

/// The captures of a folder: the history of a workspace, file after file. What is known of files that stand still is
/// kept in a catalogue beside them, so that a row of hundreds opens like one; where that is missing or not true any
/// more, the files are read. A value for one thread; blocks for as long as the disk takes.
class CaptureFolder
{
public:
    /// Whether a path means a folder: one is there, or it ends in '/'.
    static bool isMeantBy(const QString &path);

    explicit CaptureFolder(QString path);

    QString path() const { return m_path; }
    /// Looks at what is there now, and opens what has changed.
    void refresh();
    /// The oldest first.
    const std::vector<CaptureFile> &files() const { return m_files; }
    /// Of all files that can be read, in the order in which they were added.
    const std::vector<FeedRow> &feeds() const { return m_feeds; }
    /// The feed that had that address last; nullptr where there is none. Valid until the next refresh().
    const FeedRow *feedAt(const QString &address) const;
    /// Of all files, in bytes.
    qint64 bytes() const;

    /// Keeps the catalogue for the next time. To be called by whoever writes the row.
    void saveCatalogue() const;
    /// When the person was told that the oldest files go; 0: not yet. Microseconds since 1970 UTC, in the catalogue.
    qint64 toldAt = 0;

private:
    void list();
    void sort();
    void lookAtWritten();
    void readCatalogue();
    void merge();
    QString catalogue() const { return m_path + QStringLiteral("/catalogue"); }

    QString m_path;
    bool m_isRead = false; ///< the catalogue
    qint64 m_listed = 0;   ///< when the folder had been changed that is listed; 0: perhaps again since then
    std::vector<CaptureFile> m_files;
    std::vector<FeedRow> m_feeds;
};

} // namespace livebelt
