// SPDX-License-Identifier: GPL-3.0-or-later
#include "resources/demo/DemoCapture.h"

#include <QFile>

// A static library's resources are left out by the linker unless something asks for them, which Qt wants done outside
// of a namespace.
static void haveResources()
{
    Q_INIT_RESOURCE(livebelt_demo);
}

namespace livebelt {

QByteArray demoCapture()
{
    haveResources();
    QFile file(QStringLiteral(":/demo/chat.livebelt"));
    return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace livebelt
