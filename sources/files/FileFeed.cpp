// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/files/FileFeed.h"

#include "model/records/Notice.h"
#include "sources/files/FileRecords.h"
#include "sources/files/FileSource.h"
#include "sources/files/FileTail.h"
#include <livebelt/async/Scope.h>
#include <livebelt/async/Timers.h>
#include <livebelt/async/io/FileError.h>

#include <QFile>
#include <QScopedValueRollback>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace livebelt {

using namespace async;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
constexpr qint64 ahead = 512 * 1024; // bytes
constexpr auto lastLook = 300ms;
constexpr auto betweenLooks = 1s;
constexpr auto pipePatience = 3000ms, underWay = 50ms; ///< for what a pipe holds; for what has left it

/// What waits in a pipe.
qint64 unreadIn(const QString &path)
{
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    if (descriptor < 0)
        return 0;
    struct stat status;
    int bytes = 0;
    if (::fstat(descriptor, &status) != 0 || !S_ISFIFO(status.st_mode) || ::ioctl(descriptor, FIONREAD, &bytes) != 0)
        bytes = 0;
    ::close(descriptor);
    return bytes;
}

template<typename Chunks>
Task<void> closeAfter(std::chrono::milliseconds patience, Chunks chunks)
{
    co_await sleepFor(patience);
    chunks.close();
}
} // namespace

FileFeed::FileFeed(FileAddress address) : m_address(std::move(address)), m_chunks(ahead) {}

AsyncIterator<Record> FileFeed::records()
{
    Scope scope;
    scope.spawn(read());
    while (!m_start && !m_chunks.isClosed()) {
        co_await m_changed.wait();
        if (m_trouble) {
            Record trouble = *std::exchange(m_trouble, std::nullopt);
            co_yield std::move(trouble);
        }
    }
    if (m_isClosing && !m_start)
        co_return;
    if (m_start)
        co_yield beginning();
    QByteArray problem;
    try {
        const FileView view{m_address.path, m_address.encoding, m_address.framing, m_address.parser, {}};
        FileTail tail(view, m_start.value_or(FileStart()), m_resume);
        const QScopedValueRollback<FileTail *> current(m_tail, &tail);
        auto items = recordsOf(m_chunks.items(), &tail);
        while (auto record = co_await items.next())
            co_yield std::move(*record);
    } catch (const std::exception &error) {
        problem = error.what();
    }
    if (m_isClosing)
        co_return;
    Record last = problem.isEmpty()
                      ? makeNotice(NoticeType::Ended, u"%1 has been read to its end"_s.arg(m_address.path).toUtf8())
                      : makeNotice(NoticeType::Failed, problem);
    co_yield std::move(last);
}

void FileFeed::continueAfter(const ResumePoints &points)
{
    if (m_address.follows)
        m_resume = FileResume::of(points, m_address.path);
}

bool FileFeed::isResumable() const
{
    return m_address.follows && m_start && !endsByItself(*m_start) && !m_start->isFifo;
}

/// What is ready is still given; and of a file that has been read as far as it goes, what came since.
Task<void> FileFeed::close()
{
    m_isClosing = true;
    m_changed.set();
    if (isStream()) {
        closeStream();
        co_return;
    }
    if (!isResumable() || m_isBehind) {
        if (m_tail && isResumable())
            m_tail->leaveUnfinished();
        m_chunks.close();
        co_return;
    }
    m_until->set();
    m_closing.spawn(closeAfter(lastLook, m_chunks)); // a disk that does not answer is not waited for
}

/// What a pipe holds is read: nobody can read it later.
void FileFeed::closeStream()
{
    m_left = unreadIn(m_address.path);
    m_closing.spawn(closeAfter(m_left > 0 || m_isBehind ? pipePatience : underWay, m_chunks));
}

Task<void> FileFeed::read()
{
    try {
        FileStart start = co_await lookUntilReadable();
        if (start.kind == FileStart::Kind::Folder) {
            throw FileError(m_address.path, u"read"_s,
                            u"it is a folder; give a pattern such as %1/*.log"_s.arg(m_address.path));
        }
        m_start = start;
        m_changed.set();
        if (!isResumable())
            m_resume.reset();
        FileReading reading{m_address.follows, m_address.encoding, m_resume, m_until};
        auto chunks = chunksOf(m_address.path, std::move(start), std::move(reading));
        bool isWanted = true;
        qint64 late = 0; // bytes that came after the end of it was wanted
        while (auto chunk = co_await chunks.next()) {
            late += m_isClosing ? chunk->bytes.size() : 0;
            m_isBehind = true;
            isWanted = co_await m_chunks.send(std::move(*chunk));
            m_isBehind = false;
            if (!isWanted || (m_isClosing && isStream() && (unreadIn(m_address.path) <= 0 || late > m_left + ahead)))
                break;
        }
        m_chunks.close();
    } catch (const std::exception &) {
        m_chunks.fail(std::current_exception());
    }
    m_changed.set();
}

/// What keeps the system from opening a file that is to be followed may pass.
Task<FileStart> FileFeed::lookUntilReadable()
{
    QString said;
    while (true) {
        QString problem;
        try {
            FileStart start = co_await startOf(m_address.path, m_address.from, m_address.encoding);
            co_return start;
        } catch (const FileError &error) {
            if (!m_address.follows || error.code() == 0)
                throw;
            problem = QString::fromUtf8(error.what());
        }
        if (problem != std::exchange(said, problem)) {
            m_trouble = unreadableNotice(problem, NoticeType::Disconnected);
            m_changed.set();
        }
        co_await sleepFor(betweenLooks);
    }
}

Record FileFeed::beginning() const
{
    QString text;
    if (m_start->kind == FileStart::Kind::Absent)
        text = u"%1 is not there yet: it is read as soon as it is"_s.arg(m_address.path);
    else if (!m_address.follows || endsByItself(*m_start))
        text = u"Reading %1"_s.arg(m_address.path);
    else
        text = u"Following %1"_s.arg(m_address.path);
    Record notice = makeNotice(NoticeType::Connected, text.toUtf8());
    if (isResumable() && m_start->mark.inode != 0) { // so that what comes while nobody looks is not missed
        const FileResume resume = m_resume.value_or(FileResume{m_start->mark});
        notice.resume = std::make_shared<const ResumePoint>(resume.point(m_address.path));
    }
    return notice;
}

} // namespace livebelt
