// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/files/FileFeed.h"

#include "model/records/Notice.h"
#include "sources/async/Scope.h"
#include "sources/async/io/FileError.h"
#include "sources/files/FileRecords.h"
#include "sources/files/FileSource.h"

namespace livebelt {

using namespace async;
using namespace Qt::StringLiterals;

namespace {
constexpr quint64 ahead = 512 * 1024; // bytes
} // namespace

FileFeed::FileFeed(FileAddress address) : m_address(std::move(address)), m_chunks(ahead) {}

AsyncIterator<Record> FileFeed::records()
{
    Scope scope;
    scope.spawn(read());
    while (!m_start && !m_chunks.isClosed())
        co_await m_changed.wait();
    if (m_isClosing)
        co_return;
    if (m_start)
        co_yield beginning();
    QByteArray problem;
    try {
        const FileView view{m_address.path, m_address.encoding, m_address.framing, m_address.parser, {}};
        auto items = recordsOf(m_chunks.items(), view, m_start ? m_start->head : QByteArray());
        while (auto record = co_await items.next()) {
            if (m_isClosing)
                co_return;
            co_yield std::move(*record);
        }
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

Task<void> FileFeed::close()
{
    m_isClosing = true;
    m_chunks.close();
    m_changed.set();
    co_return;
}

Task<void> FileFeed::read()
{
    try {
        FileStart start = co_await startOf(m_address.path, m_address.from, m_address.encoding);
        if (start.kind == FileStart::Kind::Folder) {
            throw FileError(m_address.path, u"read"_s,
                            u"it is a folder; give a pattern such as %1/*.log"_s.arg(m_address.path));
        }
        m_start = start;
        m_changed.set();
        auto chunks = chunksOf(m_address.path, m_address.follows, std::move(start));
        bool isWanted = true;
        while (auto chunk = co_await chunks.next()) {
            isWanted = co_await m_chunks.send(std::move(*chunk));
            if (!isWanted)
                break;
        }
        m_chunks.close();
    } catch (const std::exception &) {
        m_chunks.fail(std::current_exception());
    }
    m_changed.set();
}

Record FileFeed::beginning() const
{
    QString text;
    if (m_start->kind == FileStart::Kind::Absent)
        text = u"%1 is not there yet: it is read as soon as it is"_s.arg(m_address.path);
    else if (endsByItself(m_address.follows, *m_start))
        text = u"Reading %1"_s.arg(m_address.path);
    else
        text = u"Following %1"_s.arg(m_address.path);
    return makeNotice(NoticeType::Connected, text.toUtf8());
}

} // namespace livebelt
