// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/history/Importer.h"

#include "app/capture/NewCapture.h"
#include "model/formats/ExportFormat.h"
#include "model/formats/SqliteReader.h"
#include "model/records/Timestamp.h"
#include "sources/parse/unpack/Unpacker.h"

#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <map>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype pieceSize = 256 * 1024;
constexpr qsizetype batchBytes = 8 << 20;
constexpr int reportMilliseconds = 100;

/// The file, unpacked.
class Packed
{
public:
    explicit Packed(const QString &path) : m_file(path) {}
    Result<void> open()
    {
        if (!m_file.open(QIODevice::ReadOnly))
            return Failure{u"%1 cannot be read: %2"_s.arg(m_file.fileName(), m_file.errorString())};
        m_unpacker = Unpacker::of(m_file.peek(16));
        return {};
    }
    bool isPacked() const { return m_unpacker != nullptr; }
    qint64 done() const { return m_file.pos(); }
    qint64 size() const { return m_file.size(); }
    /// Nothing at the end.
    Result<QByteArray> next()
    {
        try {
            for (;;) {
                QByteArray piece = m_unpacker ? m_unpacker->take() : QByteArray();
                if (!piece.isEmpty())
                    return piece;
                QByteArray more = m_file.read(pieceSize);
                if (more.isEmpty() && m_file.error() != QFileDevice::NoError)
                    return Failure{u"%1 cannot be read: %2"_s.arg(m_file.fileName(), m_file.errorString())};
                if (!m_unpacker || (more.isEmpty() && m_isFinished))
                    return more;
                if (!more.isEmpty()) {
                    m_unpacker->give(std::move(more));
                } else {
                    m_isFinished = true;
                    m_unpacker->finish();
                    if (!m_unpacker->isAtEnd())
                        return Failure{u"%1 cannot be unpacked: it is cut off"_s.arg(m_file.fileName())};
                }
            }
        } catch (const UnpackError &error) {
            return Failure{u"%1 cannot be unpacked: %2"_s.arg(m_file.fileName(), QString::fromUtf8(error.what()))};
        }
    }

private:
    QFile m_file;
    std::unique_ptr<Unpacker> m_unpacker;
    bool m_isFinished = false;
};

/// The capture that it becomes.
class Intake
{
public:
    Intake(const Importer::Job &job, const Importer::Report &report, const std::atomic<bool> &cancel)
        : m_capture(job.to)
        , m_ownName(withoutFormat(QFileInfo(job.from).fileName()))
        , m_report(report)
        , m_cancel(cancel)
    {
        m_watch.start();
    }
    Result<void> open() { return m_capture.open(); }

    Result<void> take(const QByteArray &name, Record &&record)
    {
        if (m_cancel)
            return Failure{u"It was cancelled"_s};
        if (record.received == noTime)
            record.received = record.time == noTime ? nowMicros() : record.time;
        auto found = m_batches.find(name);
        if (found == m_batches.end()) {
            const QString shown = name.isEmpty() ? m_ownName : QString::fromUtf8(name);
            const QString address = u"import:"_s + QString::fromLatin1(shown.toUtf8().toPercentEncoding());
            const auto id =
                m_capture.writer().addFeed(shown, address, u"import"_s, {0, std::max<quint64>(record.seq, 1) - 1, {}});
            if (!id)
                return Failure{id.error()};
            found = m_batches.emplace(name, Feed{{*id, {}, 0, 0}, std::max<quint64>(record.seq, 1)}).first;
            progress.feeds = int(m_batches.size());
        }
        Feed &feed = found->second;
        if (record.seq != 0 && record.seq != feed.next)
            ++progress.renumbered;
        ++feed.next;
        ++progress.records;
        feed.batch.received += itemCount(record);
        m_bytes += record.footprint();
        feed.batch.records.push_back(std::move(record));
        return m_bytes < batchBytes ? Result<void>() : store();
    }
    Result<void> store()
    {
        std::vector<FeedBatch> batches;
        for (auto &[name, feed] : m_batches) {
            if (!feed.batch.records.empty())
                batches.push_back(std::exchange(feed.batch, FeedBatch{feed.batch.feed, {}, 0, 0}));
        }
        m_bytes = 0;
        return m_capture.writer().append(batches);
    }
    Result<void> finish()
    {
        if (progress.records == 0)
            return Failure{u"There are no records in it: is it in this format?"_s};
        const auto stored = store();
        return stored ? m_capture.finish() : stored;
    }
    void tell(qint64 done, bool isLast = false)
    {
        progress.done = done;
        if (!m_report || (!isLast && m_watch.elapsed() < reportMilliseconds))
            return;
        m_watch.restart();
        m_report(progress);
    }

    Importer::Progress progress;

private:
    struct Feed
    {
        FeedBatch batch;
        quint64 next = 1; ///< the number of its next record
    };
    NewCapture m_capture;
    const QString m_ownName;
    std::map<QByteArray, Feed> m_batches;
    qsizetype m_bytes = 0;
    QElapsedTimer m_watch;
    const Importer::Report &m_report;
    const std::atomic<bool> &m_cancel;
};

Result<void> readText(Packed &file, const Importer::Job &job, Intake &intake, const RecordReader::Visit &visit)
{
    const auto reader = makeRecordReader(job.format, job.options);
    if (!reader)
        return Failure{reader.error()};
    for (;;) {
        const auto piece = file.next();
        if (!piece)
            return Failure{piece.error()};
        if (piece->isEmpty())
            return (*reader)->end(visit);
        if (const auto read = (*reader)->read(*piece, visit); !read)
            return read;
        intake.tell(file.done());
    }
}

/// A database is read in its place; one that is packed is unpacked first.
Result<void> readDatabase(Packed &file, const Importer::Job &job, const RecordReader::Visit &visit)
{
    if (!file.isPacked())
        return readSqlite(job.from, job.options.times, visit);
    QTemporaryFile unpacked(QFileInfo(job.to).absolutePath() + u"/.livebelt-XXXXXX"_s);
    if (!unpacked.open())
        return Failure{u"%1 cannot be unpacked: %2"_s.arg(job.from, unpacked.errorString())};
    for (;;) {
        const auto piece = file.next();
        if (!piece)
            return Failure{piece.error()};
        if (piece->isEmpty())
            break;
        if (unpacked.write(*piece) != piece->size())
            return Failure{u"%1 cannot be unpacked: %2"_s.arg(job.from, unpacked.errorString())};
    }
    if (!unpacked.flush())
        return Failure{u"%1 cannot be unpacked: %2"_s.arg(job.from, unpacked.errorString())};
    return readSqlite(unpacked.fileName(), job.options.times, visit);
}

} // namespace

Result<Importer::Outcome> Importer::run(const Job &job, const Report &report, const std::atomic<bool> &cancel)
{
    Packed file(job.from);
    if (const auto opened = file.open(); !opened)
        return Failure{opened.error()};
    Intake intake(job, report, cancel);
    intake.progress.total = file.size();
    if (const auto opened = intake.open(); !opened)
        return Failure{opened.error()};
    const bool isDatabase = job.format == "sqlite"_L1;
    const auto visit = [&](const QByteArray &feed, Record &&record) {
        if (isDatabase)
            intake.tell(file.done());
        return intake.take(feed, std::move(record));
    };
    auto done = isDatabase ? readDatabase(file, job, visit) : readText(file, job, intake, visit);
    if (done && !cancel)
        done = intake.finish();
    if (cancel)
        return Outcome::Cancelled;
    if (!done)
        return Failure{u"%1: %2"_s.arg(job.from, done.error())};
    intake.tell(file.size(), true);
    return Outcome::Finished;
}

} // namespace livebelt
