// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/feeds/CaptureSupply.h"

#include "model/capture/CaptureReader.h"
#include "resources/demo/DemoCapture.h"
#include "sources/async/Threads.h"
#include "sources/async/Worker.h"

#include <QTemporaryFile>
#include <optional>
#include <stdexcept>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr int pageSize = 256;
constexpr qsizetype pageBytes = 8 << 20;

/// A capture that is being read, on its own thread.
class Source
{
public:
    Result<FeedInfo> open(QString path, const QString &feed)
    {
        if (path == "demo"_L1) {
            if (const auto unpacked = unpackDemo(); !unpacked)
                return Failure{unpacked.error()};
            path = m_demo->fileName();
        }
        auto reader = CaptureReader::open(path);
        if (!reader)
            return Failure{reader.error()};
        m_reader = std::move(*reader);
        const auto feeds = m_reader->feeds();
        if (!feeds)
            return Failure{feeds.error()};
        for (const FeedInfo &info : *feeds) {
            if (feed.isEmpty() ? info.count > 0 : info.name == feed || info.address == feed)
                return info;
        }
        return Failure{feed.isEmpty() ? u"There is nothing to replay in %1"_s.arg(path)
                                      : u"There is no feed “%1” in %2: “livebelt info” lists them"_s.arg(feed, path)};
    }
    Result<Records> page(qint64 feed, quint64 firstSeq)
    {
        Records records;
        if (const auto read = m_reader->page(feed, firstSeq, pageSize, records, pageBytes); !read)
            return Failure{read.error()};
        return records;
    }
    QObject *context() const { return m_thread.context(); }

private:
    Result<void> unpackDemo()
    {
        m_demo.emplace();
        const QByteArray bytes = demoCapture();
        if (!m_demo->open() || m_demo->write(bytes) != bytes.size() || !m_demo->flush())
            return Failure{u"The demo cannot be unpacked to %1: %2"_s.arg(m_demo->fileName(), m_demo->errorString())};
        return {};
    }

    std::optional<QTemporaryFile> m_demo;
    std::unique_ptr<CaptureReader> m_reader;
    async::Worker m_thread{u"replay"_s}; ///< last: it has ended before what it uses goes
};

} // namespace

async::AsyncIterator<Record> captureRecords(QString path, QString feed)
{
    const auto source = std::make_unique<Source>();
    Source *reading = source.get();
    const auto open = [=] { return reading->open(path, feed); };
    const Result<FeedInfo> info = co_await async::onThread(source->context(), open);
    if (!info)
        throw std::runtime_error(info.error().toStdString());
    for (quint64 next = 1; next <= info->count;) {
        const auto read = [=, id = info->id] { return reading->page(id, next); };
        Result<Records> page = co_await async::onThread(source->context(), read);
        if (!page)
            throw std::runtime_error(page.error().toStdString());
        if (page->empty())
            co_return;
        next = page->back().seq + 1;
        for (Record &record : *page)
            co_yield std::move(record);
    }
}

} // namespace livebelt
