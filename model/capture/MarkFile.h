// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Result.h"

#include <QString>
#include <map>
#include <optional>

namespace livebelt {

/// The marks of a feed: the seqs of its marked records, each with its note, which may be empty.
using FeedMarks = std::map<quint64, QString>;

/// The marks that a person has set in the captures of a folder: a small database beside them, which outlives them. A
/// feed is known by FeedInfo::created, which is the same in all files. Each call opens the file and closes it: for
/// what a person does, and for reading all of it once. Any thread; blocks for as long as the disk takes.
class MarkFile
{
public:
    /// The file for a capture, or for the captures of a folder.
    static QString besides(const QString &capture);

    explicit MarkFile(QString path) : m_path(std::move(path)) {}

    /// By feed. Nothing where there is no file.
    Result<std::map<qint64, FeedMarks>> read() const;
    /// Marks a record; without a note the mark is taken away. Makes the file where there is none.
    Result<void> set(qint64 feed, quint64 seq, const std::optional<QString> &note) const;

private:
    QString m_path;
};

} // namespace livebelt
