// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/io/FileWatch.h>
#include <livebelt/async/io/Follow.h>
#include <livebelt/async/io/Generation.h>
#include <livebelt/async/io/Siblings.h>

#include <deque>
#include <memory>

namespace livebelt::async::detail {

/// The side of follow() that touches the disk. For a helper thread: every call may block.
class FollowedFile
{
public:
    /// watch may be null.
    FollowedFile(QString path, FollowOptions options, std::shared_ptr<FileWatch> watch);

    /// The next piece, or what is to be told, if there is one by now; else one without bytes and change. Throws
    /// FileError before the first file, or that there is none, is known.
    FileChunk look();

private:
    enum class Search { Unstable, Done };

    FileChunk find();
    void regained();
    bool readPiece(FileChunk &piece);
    bool findMarked();
    bool findSuccessors();
    Search trySuccessors();
    Search cannotOpen(const QString &path, int code);
    bool hasBytesAhead() const;
    void goToNext();
    void letGoOfRemoved();
    bool watchAll();

    const QString m_path;
    const QByteArray m_name;
    const FollowOptions m_options;
    const std::shared_ptr<FileWatch> m_watch;

    std::deque<Generation> m_generations;   ///< the one that is read, then its successors; all of them open
    FileIdentity m_newest;                  ///< the last of them
    QList<Sibling> m_siblings;              ///< that were there beside it
    FileChange m_change = FileChange::None; ///< before the next piece
    bool m_isSuperseded = false;            ///< a successor had bytes before the last read of the one that is read
    bool m_isFirstLook = true;
    bool m_hasBegun = false; ///< a look went well
    bool m_isBrief;          ///< it ends with what there is, so what stands beside it now is of no interest
    int m_looksWithoutName = 0;
    int m_failures = 0; ///< to open it, one after the other
    QString m_problem;  ///< that was told, and lasts
    bool m_isReadProblem = false;
    bool m_isRegained = false; ///< which is to be told
};

} // namespace livebelt::async::detail
