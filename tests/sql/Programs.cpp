// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sql/Programs.h"

#include <QProcess>

namespace livebelt::test {

using namespace Qt::StringLiterals;

ProgramRun runProgram(const QString &program, const QStringList &arguments, const QByteArray &input,
                      const QStringList &environment)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.setWorkingDirectory(u"/"_s);
    QProcessEnvironment all = QProcessEnvironment::systemEnvironment();
    for (const QString &entry : environment)
        all.insert(entry.section(u'=', 0, 0), entry.section(u'=', 1));
    process.setProcessEnvironment(all);
    process.start(program, arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(120'000))
        return {false, program.toUtf8() + ": " + process.errorString().toUtf8() + '\n' + process.readAll()};
    return {process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0, process.readAll()};
}

} // namespace livebelt::test
