// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <livebelt/async/Worker.h>

#include <QString>
#include <memory>
#include <mutex>

namespace livebelt {

/// Makes the index of the capture that is being written, behind the writer, on a thread of its own. Nobody waits for
/// it: what is not in the index yet is read. What was missing before is made, too.
class Indexing
{
public:
    Indexing();
    /// Waits for the block being made, if any.
    ~Indexing();

    /// Something has been stored in that capture; empty: in none that is a file. Any thread.
    void stored(const QString &path);
    void stop();

private:
    class Work;

    std::mutex m_mutex;
    QString m_path;         ///< stored in last
    bool m_isAwake = false; ///< it has been told, and has not looked yet
    async::Worker m_thread;
    std::unique_ptr<Work> m_work; ///< lives on m_thread
};

} // namespace livebelt
