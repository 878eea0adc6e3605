// SPDX-License-Identifier: MIT
#include <livebelt/async/io/ProgramFile.h>

#include <livebelt/async/io/Process.h>

#include <QFileInfo>
#include <QStandardPaths>
#include <cerrno>

namespace livebelt::async::detail {

QString ProgramFile::find() const
{
    if (!m_directory.isEmpty() && !QFileInfo(m_directory).isDir())
        fail(ENOENT);
    const bool isName = !m_program.contains(u'/');
    if (!isName && QFileInfo(m_program).isRelative())
        return m_program;
    const QString path = isName ? QStandardPaths::findExecutable(m_program) : m_program;
    const QFileInfo file(path);
    if (path.isEmpty() || !file.exists())
        fail(ENOENT);
    if (!file.isFile() || !file.isExecutable())
        fail(EACCES);
    return path;
}

void ProgramFile::fail(int code) const
{
    throw ProcessError::ofStart(m_program, qt_error_string(code));
}

} // namespace livebelt::async::detail
