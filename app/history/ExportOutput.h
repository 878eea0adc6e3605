// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/capture/OutputFile.h"
#include "model/formats/Compressor.h"
#include "model/formats/RecordWriter.h"

namespace livebelt {

/// Where an export goes: to a file or stream, packed; harmless where it goes to a terminal. Blocks; one thread.
class ExportOutput
{
public:
    /// As OutputFile.
    ExportOutput(OutputPlace place, QString name, Compression compression, const std::atomic<bool> &cancel);

    /// isBinary: it is nothing for a terminal, and fails there.
    Result<void> open(bool isBinary);
    /// Takes what is in the buffer.
    Result<void> write(TextBuilder &buffer);
    /// What the writer has behind its last record, and the end of what is packed; then it becomes the file.
    Result<void> finish(RecordWriter &writer);

    bool isCancelled() const { return m_file.isCancelled(); }
    bool isUnread() const { return m_file.isUnread(); }
    qint64 bytes() const { return m_bytes; } ///< that were written

private:
    Result<void> put(QByteArrayView bytes);

    OutputFile m_file;
    const QString m_name;
    const std::unique_ptr<Compressor> m_compressor;
    TextBuilder m_packed;
    const std::atomic<bool> &m_cancel;
    bool m_isTerminal = false;
    qint64 m_bytes = 0;
};

} // namespace livebelt
