// SPDX-License-Identifier: MIT
#include "Belt.h"

// A project that keeps Qt's keywords, and has included everything of Qt before.
#include <QtCore>
#include <livebelt/async.h>

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    Belt belt;
    QObject::connect(&belt, &Belt::full, &application, [](int items) {
        std::printf("%d items\n", items);
        QCoreApplication::exit(items == 3 ? 0 : 1);
    });
    return QCoreApplication::exec();
}
