// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/StandardFiles.h"

#include "app/commands/Terminal.h"

#include <QString>
#include <QtGlobal>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace livebelt {

void guardStandardFiles()
{
    for (const int number : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (fcntl(number, F_GETFD) < 0)
            static_cast<void>(open("/dev/null", O_RDONLY)); // the lowest number that is free
    }
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);
}

void guardQtMessages()
{
    qInstallMessageHandler([](QtMsgType type, const QMessageLogContext &context, const QString &message) {
        Terminal().print(qFormatLogMessage(type, context, message));
    });
}

} // namespace livebelt
