// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/capture/NewCapture.h"

#include "app/capture/CaptureFiles.h"

namespace livebelt {

using namespace Qt::StringLiterals;

Result<void> NewCapture::open(const CaptureOptions &options)
{
    const auto place = OutputPlace::find(m_to);
    if (!place)
        return Failure{place.error()};
    if (place->kind != OutputPlace::Kind::Nothing || isBesideACapture(*place))
        return Failure{u"There is something at %1 already: choose another name for the new capture"_s.arg(m_to)};
    if (!m_file.open())
        return Failure{u"%1 cannot be written: %2"_s.arg(m_to, m_file.errorString())};
    m_file.fileName(); // it has none before it is asked for
    m_file.close();
    auto writer = CaptureWriter::open(m_file.fileName(), options);
    if (!writer)
        return Failure{writer.error()};
    m_writer = std::move(*writer);
    return {};
}

Result<void> NewCapture::finish()
{
    if (const auto closed = m_writer->close(); !closed)
        return closed;
    m_writer.reset();
    if (!QFile::rename(m_file.fileName(), m_to))
        return Failure{u"%1 could not be given its name: is there something of that name now?"_s.arg(m_to)};
    m_file.setAutoRemove(false);
    return {};
}

} // namespace livebelt
