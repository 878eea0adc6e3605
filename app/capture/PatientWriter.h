// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>
#include <chrono>
#include <functional>

namespace livebelt {

/// Writes to a descriptor that somebody may read slowly, and never blocks in a write: it waits until there is room, and
/// asks about ten times a second whether to go on. Does not own the descriptor.
class PatientWriter
{
public:
    /// Given how long nothing has been read. True: waiting has no point any more.
    using GivesUp = std::function<bool(std::chrono::milliseconds)>;

    explicit PatientWriter(int descriptor);
    /// 0 when all of it is written, ECANCELED when it was given up, else the errno of the write.
    [[nodiscard]] int write(QByteArrayView bytes, const GivesUp &givesUp) const;

private:
    int m_descriptor;
    qsizetype m_piece; ///< bytes that may be written at once
};

/// Why writing to what people know as name failed, as a sentence. path: where it is, to name the disk; may be empty.
QString writeFailure(int error, const QString &name, const QString &path = {});

} // namespace livebelt
