// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/history/LiveFiles.h"

#include "app/capture/CaptureFiles.h"
#include "model/formats/ExportFormat.h"
#include "model/records/Timestamp.h"

#include <QFile>
#include <QFileInfo>
#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype flushBytes = 256 * 1024;

/// "chat-20261122T101530Z.jsonl.zst"; the second one of a second has "-2" behind that.
QString nameAt(const QString &to, qint64 micros, int number)
{
    const QString base = withoutFormat(to);
    QString when = QString::fromLatin1(toRfc3339(micros));
    when = when.left(19).remove(u'-').remove(u':') + u'Z';
    return base + u'-' + when + (number > 1 ? u"-%1"_s.arg(number) : QString()) + to.sliced(base.size());
}

} // namespace

LiveFiles::LiveFiles(Plan plan, const std::atomic<bool> &cancel) : m_plan(std::move(plan)), m_cancel(cancel) {}

LiveFiles::~LiveFiles()
{
    static_cast<void>(close());
}

Failure LiveFiles::failure(int error) const
{
    return Failure{writeFailure(error, m_path, m_path)};
}

Result<void> LiveFiles::open()
{
    const auto place = OutputPlace::find(m_plan.to);
    if (!place)
        return Failure{place.error()};
    if (isPartOfACapture(*place))
        return Failure{u"%1 is a capture, or a part of one: choose another file to write to"_s.arg(m_plan.to)};
    const bool isNew = place->kind == OutputPlace::Kind::Nothing;
    if (place->kind == OutputPlace::Kind::File)
        return Failure{u"%1 is there already: choose another name"_s.arg(m_plan.to)};
    if (m_plan.rotates() && !isNew)
        return Failure{u"%1 is no file that could be followed by others: choose another name"_s.arg(m_plan.to)};
    m_path = m_plan.to;
    const QByteArray folder = QFile::encodeName(QFileInfo(m_plan.to).absolutePath());
    if (isNew && access(folder.constData(), W_OK | X_OK) != 0)
        return failure(errno);
    return m_plan.rotates() ? Result<void>() : begin(m_plan.to);
}

Result<void> LiveFiles::begin(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    const int create = QFileInfo::exists(path) && !m_plan.rotates() ? 0 : O_CREAT | O_EXCL; // a device, a FIFO
    m_file = async::detail::Descriptor(::open(name.constData(), O_WRONLY | O_CLOEXEC | O_NOCTTY | create, 0666));
    if (!m_file && errno == EEXIST)
        return Failure{u"%1 is there already: choose another name"_s.arg(path)};
    m_path = path;
    if (!m_file)
        return failure(errno);
    WriterOptions options = m_plan.options;
    options.scratch = QFileInfo(path).absolutePath();
    auto writer = makeExportWriter(m_plan.format, options);
    if (!writer)
        return Failure{writer.error()};
    m_writer = std::move(*writer);
    m_compressor = Compressor::make(m_plan.compression);
    m_fileBytes = 0;
    ++m_files;
    m_writer->begin(m_buffer);
    return {};
}

Result<void> LiveFiles::beginAt(qint64 received)
{
    m_begin = received == noTime ? nowMicros() : received;
    int number = 1;
    while (QFileInfo::exists(nameAt(m_plan.to, m_begin, number)))
        ++number;
    return begin(nameAt(m_plan.to, m_begin, number));
}

bool LiveFiles::isOver(qint64 received) const
{
    const bool isLate =
        m_plan.after && received != noTime && received - m_begin >= std::chrono::microseconds(*m_plan.after).count();
    return isLate || (m_plan.size && m_fileBytes + m_writer->waiting() + m_buffer.size() >= qint64(*m_plan.size));
}

Result<void> LiveFiles::write(QByteArrayView feedName, const Record &record)
{
    if (m_writer && m_plan.rotates() && isOver(record.received)) {
        if (const auto ended = end(); !ended)
            return ended;
    }
    if (!m_writer) {
        if (const auto begun = beginAt(record.received); !begun)
            return begun;
    }
    m_writer->write(m_buffer, feedName, record);
    ++m_records;
    if (!m_writer->problem().isEmpty())
        return Failure{m_writer->problem()};
    return m_buffer.size() >= flushBytes ? put() : Result<void>();
}

/// What there is goes to the file, or into what packs it.
Result<void> LiveFiles::put()
{
    if (m_compressor)
        m_compressor->pack(m_buffer.view(), m_packed);
    const QByteArrayView bytes = m_compressor ? m_packed.view() : m_buffer.view();
    const PatientWriter writer(m_file.number());
    const int error = writer.write(bytes, [this](auto) { return m_cancel.load(); });
    m_fileBytes += bytes.size();
    m_bytes += bytes.size();
    m_buffer.clear();
    m_packed.clear();
    return error == 0 ? Result<void>() : failure(error);
}

Result<void> LiveFiles::flush()
{
    if (!m_writer || m_buffer.isEmpty())
        return {};
    if (m_compressor) {
        m_compressor->pack(m_buffer.view(), m_packed);
        m_compressor->flush(m_packed);
        m_buffer.clear();
    }
    return put();
}

Result<void> LiveFiles::end()
{
    for (bool isMore = true; isMore;) {
        isMore = m_writer->end(m_buffer);
        if (const auto written = put(); !written)
            return written;
    }
    if (!m_writer->problem().isEmpty())
        return Failure{m_writer->problem()};
    if (m_compressor) {
        m_compressor->finish(m_packed);
        m_compressor.reset();
        std::swap(m_buffer, m_packed);
        if (const auto written = put(); !written)
            return written;
    }
    m_writer.reset();
    const int error = fsync(m_file.number()) == 0 || errno == EINVAL || errno == EROFS ? 0 : errno;
    m_file = {};
    return error == 0 ? Result<void>() : failure(error);
}

Result<void> LiveFiles::close()
{
    return m_writer ? end() : Result<void>();
}

} // namespace livebelt
