// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/history/ExportOutput.h"

#include "model/formats/TerminalText.h"

namespace livebelt {

using namespace Qt::StringLiterals;

ExportOutput::ExportOutput(OutputPlace place, QString name, Compression compression, const std::atomic<bool> &cancel)
    : m_file(std::move(place), name, cancel)
    , m_name(std::move(name))
    , m_compressor(Compressor::make(compression))
    , m_cancel(cancel)
{
}

Result<void> ExportOutput::open(bool isBinary)
{
    const auto opened = m_file.open();
    m_isTerminal = opened && m_file.isTerminal();
    if (m_isTerminal && (isBinary || m_compressor))
        return Failure{u"%1 is a terminal, and these are no texts: write them to a file with --to"_s.arg(m_name)};
    return opened;
}

Result<void> ExportOutput::put(QByteArrayView bytes)
{
    m_bytes += bytes.size();
    return m_file.write(bytes);
}

Result<void> ExportOutput::write(TextBuilder &buffer)
{
    m_packed.clear();
    if (m_compressor)
        m_compressor->pack(buffer.view(), m_packed);
    else if (m_isTerminal)
        appendForTerminal(m_packed, buffer.view());
    const auto written = put(m_compressor || m_isTerminal ? m_packed.view() : buffer.view());
    buffer.clear();
    return written;
}

Result<void> ExportOutput::finish(RecordWriter &writer)
{
    TextBuilder rest;
    for (bool isMore = true; isMore;) {
        isMore = writer.end(rest);
        if (const auto written = write(rest); !written)
            return written;
        if (m_cancel)
            return Failure{u"It was cancelled"_s};
    }
    if (!writer.problem().isEmpty())
        return Failure{writer.problem()};
    if (m_compressor) {
        m_packed.clear();
        m_compressor->finish(m_packed);
        if (const auto written = put(m_packed.view()); !written)
            return written;
    }
    return m_file.commit();
}

} // namespace livebelt
