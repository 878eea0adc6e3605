// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace livebelt::async::detail {

/// Which file is to be run, looked for before it is: on a helper thread, since that asks the disk, and because Qt 6.4
/// loses a descriptor with each program that it fails to run.
class ProgramFile
{
public:
    ProgramFile(QString program, QString directory) : m_program(std::move(program)), m_directory(std::move(directory))
    {
    }

    /// The path, as given where that is relative to the directory it will run in. Throws ProcessError.
    QString find() const;

private:
    [[noreturn]] void fail(int code) const;

    QString m_program;
    QString m_directory;
};

} // namespace livebelt::async::detail
