// SPDX-License-Identifier: GPL-3.0-or-later
#include "resources/demo/DemoCapture.h"

#include <QFile>

/// A static library's resources are linked only where somebody asks for them; outside of every namespace, says Qt.
static void initDemoResource()
{
    Q_INIT_RESOURCE(livebelt_demo);
}

namespace livebelt {

QByteArray demoCapture()
{
    initDemoResource();
    QFile file(QStringLiteral(":/demo/chat.livebelt"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("The demo capture is missing from the program.");
    return file.readAll();
}

} // namespace livebelt
