// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/Input.h"

#include <QDir>
#include <QFile>

/// In place of libFuzzer: runs every file of the folder that is named, and the empty input.
int main(int argc, char **argv)
{
    const QDir folder(argc == 2 ? QString::fromLocal8Bit(argv[1]) : QString());
    const QStringList names = folder.entryList(QDir::Files, QDir::Name);
    if (argc != 2 || names.isEmpty()) {
        std::fputs("name a folder that has inputs in it\n", stderr);
        return 2;
    }
    LLVMFuzzerTestOneInput(nullptr, 0);
    for (const QString &name : names) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            return 2;
        std::fprintf(stderr, "%s\n", qPrintable(name));
        const QByteArray input = file.readAll();
        LLVMFuzzerTestOneInput(reinterpret_cast<const unsigned char *>(input.constData()), size_t(input.size()));
    }
    return 0;
}
