// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <memory>

namespace livebelt::test {

/// Runs the program as a person does, from a shell: $LB is the program, the folder the current one and the home of its
/// settings and captures.
class Shell
{
public:
    struct Done
    {
        int status = -1;
        QByteArray out;
        QByteArray err;
    };

    explicit Shell(QString folder) : m_folder(std::move(folder)) {}

    std::unique_ptr<QProcess> start(const QString &script) const
    {
        auto process = std::make_unique<QProcess>();
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("LB"), qEnvironmentVariable("LIVEBELT_PROGRAM"));
        environment.insert(QStringLiteral("XDG_DATA_HOME"), m_folder + QStringLiteral("/data"));
        environment.insert(QStringLiteral("XDG_CONFIG_HOME"), m_folder + QStringLiteral("/config"));
        process->setProcessEnvironment(environment);
        process->setWorkingDirectory(m_folder);
        process->start(QStringLiteral("/bin/sh"), {QStringLiteral("-c"), script});
        process->closeWriteChannel();
        return process;
    }
    Done run(const QString &script) const
    {
        const auto process = start(script);
        if (!process->waitForFinished(60'000))
            process->kill();
        return {process->exitStatus() == QProcess::NormalExit ? process->exitCode() : -1,
                process->readAllStandardOutput(), process->readAllStandardError()};
    }

private:
    QString m_folder;
};

} // namespace livebelt::test
