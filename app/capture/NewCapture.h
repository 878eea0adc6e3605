// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/capture/CaptureWriter.h"

#include <QTemporaryFile>

namespace livebelt {

/// A capture that is made of what is there already; it has another name until it is whole. Destroying it before leaves
/// nothing. Blocks; one thread.
class NewCapture
{
public:
    explicit NewCapture(QString to) : m_to(std::move(to)), m_file(m_to + QStringLiteral(".XXXXXX")) {}

    /// Fails where there is something of that name already.
    Result<void> open(const CaptureOptions &options = {});
    CaptureWriter &writer() { return *m_writer; }
    /// Gives it its name.
    Result<void> finish();

private:
    QString m_to;
    QTemporaryFile m_file;
    std::unique_ptr<CaptureWriter> m_writer;
};

} // namespace livebelt
