// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/capture/PatientWriter.h"
#include "model/formats/Compressor.h"
#include "model/formats/RecordWriter.h"
#include <livebelt/async/io/Descriptor.h>

#include <atomic>
#include <chrono>

namespace livebelt {

/// The files that records are written to as they arrive: one, or one after the other, each of them whole in itself.
/// What has been flushed can be read meanwhile, packed or not, but for a database, which is written when its file ends.
/// No file that is there already is touched. Blocks for as long as the disk takes; one thread at a time.
class LiveFiles
{
public:
    struct Plan
    {
        QString to;
        QString format; ///< ExportFormat::name
        Compression compression = Compression::None;
        WriterOptions options{};
        std::optional<std::chrono::milliseconds> after{}; ///< a new file begins with the first record so much later
        std::optional<quint64> size{};                    ///< or when the file has so many bytes
        bool rotates() const { return after || size; }
    };

    /// cancel, which outlives it, may be set from any thread while it waits for the reader of a stream.
    LiveFiles(Plan plan, const std::atomic<bool> &cancel);
    /// As close(), but that nobody hears how it went.
    ~LiveFiles();
    Q_DISABLE_COPY_MOVE(LiveFiles)

    /// Fails where nothing can be written there, or a file is there already.
    Result<void> open();
    Result<void> write(QByteArrayView feedName, const Record &record);
    Result<void> flush();
    /// Ends the last file.
    Result<void> close();

    quint64 records() const { return m_records; }
    qint64 bytes() const { return m_bytes; } ///< of all files
    int files() const { return m_files; }
    QString path() const { return m_path; } ///< of the file that is written, or was last

private:
    Result<void> begin(const QString &path);
    Result<void> beginAt(qint64 received);
    Result<void> end();
    Result<void> put();
    bool isOver(qint64 received) const;
    Failure failure(int error) const;

    const Plan m_plan;
    const std::atomic<bool> &m_cancel;
    QString m_path;
    async::detail::Descriptor m_file;
    std::unique_ptr<RecordWriter> m_writer;
    std::unique_ptr<Compressor> m_compressor;
    TextBuilder m_buffer, m_packed;
    qint64 m_begin = 0;     ///< arrival of the first record of the file
    qint64 m_fileBytes = 0; ///< of the file
    qint64 m_bytes = 0;
    quint64 m_records = 0;
    int m_files = 0;
};

} // namespace livebelt
