// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/capture/CaptureFolder.h"
#include "model/capture/CaptureReader.h"

#include <chrono>
#include <map>
#include <memory>
#include <optional>

namespace livebelt {

/// Reads a history: the captures of a folder as one, or a single capture. A feed's records run across the files; its id
/// is FeedInfo::created where it is a folder, and its number in the file where it is one. Sees what was there when it
/// was asked, files that have come or gone meanwhile as well. One thread; blocks for as long as the disk takes.
class History final : public RecordPages
{
public:
    /// Fails where there is nothing that could be read.
    static Result<std::unique_ptr<History>> open(const QString &path);

    /// Of files that cannot be read nothing is in here; problems() says why.
    Result<QList<FeedInfo>> feeds() override;
    Result<void> page(qint64 feed, quint64 firstSeq, qsizetype count, Records &out,
                      qsizetype maxBytes = 64 << 20) override;
    Result<void> scan(qint64 feed, quint64 firstSeq, quint64 lastSeq, const RecordQuestion &question,
                      const std::function<bool(const Record &)> &visit) override;
    Result<void> find(qint64 feed, quint64 firstSeq, quint64 lastSeq, const RecordQuestion &question,
                      std::vector<quint64> &seqs) override;
    Result<void> blocks(qint64 feed, quint64 firstSeq, quint64 lastSeq, BlockRange times,
                        const std::function<void(const BlockRow &)> &visit) override;
    Result<quint64> seqAtTime(qint64 feed, qint64 micros) override;
    bool hasIndex() override { return !m_single || m_single->hasIndex(); }
    std::optional<bool> blockMayMatch(qint64 feed, quint64 firstSeq, const BlockFilter &filter) override;

    /// Where a feed ends, at one moment.
    Result<CaptureReader::End> endWithPoints(qint64 feed);
    /// A sentence for each file that cannot be read.
    QStringList problems() const;
    /// Files that it is in, oldest first, and their size.
    QStringList files() const;
    qint64 bytes() const;

    /// Opens the file that has this record.
    void keepOpen(qint64 feed, quint64 seq);
    /// Closes the files that nothing has been asked of for so long: an open one is not deleted by retention.
    void letGo(std::chrono::milliseconds idle);

private:
    struct Open
    {
        std::unique_ptr<CaptureReader> reader;
        std::chrono::steady_clock::time_point used;
    };
    explicit History(const QString &path) : m_path(path) {}
    void refresh();
    Result<CaptureReader *> reader(const QString &path);
    /// Calls look for each part that a file has of that range, in order, until it fails or says false.
    using Look = std::function<Result<bool>(CaptureReader &, qint64 number, quint64 firstSeq, quint64 lastSeq)>;
    Result<void> eachPart(qint64 feed, quint64 firstSeq, quint64 lastSeq, const Look &look);
    const FeedRow *row(qint64 feed) const;

    QString m_path;
    std::unique_ptr<CaptureReader> m_single; ///< where it is one file
    std::optional<CaptureFolder> m_folder;   ///< where it is many
    std::map<QString, Open> m_open;
};

} // namespace livebelt
