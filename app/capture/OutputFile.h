// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/capture/OutputPlace.h"
#include "app/capture/PatientWriter.h"
#include <livebelt/async/io/Descriptor.h>

#include <atomic>

namespace livebelt {

/// Writes what stands at a path. A regular file, or one that is not there yet, is written beside its place, synced and
/// renamed when whole, with the owner, mode and attributes of the one before; where that cannot keep what stood there
/// (other hard links, another's file, a mount) it is copied into it when whole. Everything else is written into as it
/// comes. Destroying it without commit() leaves a file as it was. Blocks; one thread.
class OutputFile
{
public:
    /// cancel, which outlives it, may be set from any thread while it waits for a reader.
    OutputFile(OutputPlace place, QString name, const std::atomic<bool> &cancel);
    ~OutputFile();
    Q_DISABLE_COPY_MOVE(OutputFile)

    Result<void> open();
    Result<void> write(QByteArrayView bytes);
    /// What was written becomes the file.
    Result<void> commit();
    /// Waiting for a reader was cancelled: the failure is none.
    bool isCancelled() const { return m_isCancelled; }
    bool isTerminal() const;
    /// Whoever read it has gone away.
    bool isUnread() const { return m_isUnread; }

private:
    using Descriptor = async::detail::Descriptor;

    bool isFile() const
    {
        return m_place.kind == OutputPlace::Kind::File || m_place.kind == OutputPlace::Kind::Nothing;
    }
    Result<void> openFile();
    Result<void> openStream();
    Result<void> openSocket();
    int makeTemporary();
    bool takesAfter() const;
    int replace();
    int copyInto() const;
    Failure failure(int error);

    const OutputPlace m_place;
    const QString m_name; ///< for people
    const std::atomic<bool> &m_cancel;
    Descriptor m_file;
    QByteArray m_temporary; ///< to be renamed; empty: it has no name
    std::optional<PatientWriter> m_writer;
    bool m_isCancelled = false;
    bool m_isUnread = false;
};

} // namespace livebelt
