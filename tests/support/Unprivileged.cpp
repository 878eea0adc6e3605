// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/Unprivileged.h"

#include <QFile>
#include <pwd.h>
#include <unistd.h>

namespace livebelt::test {

using namespace Qt::StringLiterals;

Unprivileged Unprivileged::command(const QString &program, const QStringList &arguments)
{
    if (geteuid() != 0)
        return {program, arguments};
    return {u"setpriv"_s, QStringList{u"--reuid=nobody"_s, u"--regid=nogroup"_s, u"--clear-groups"_s,
                                      u"--pdeathsig=KILL"_s, program} +
                              arguments};
}

void Unprivileged::give(const QString &path)
{
    const passwd *nobody = geteuid() == 0 ? getpwnam("nobody") : nullptr;
    if (nobody && chown(QFile::encodeName(path).constData(), nobody->pw_uid, nobody->pw_gid) != 0)
        qWarning("cannot give %s away", qPrintable(path));
}

WithoutRoot::WithoutRoot() : m_wasRoot(geteuid() == 0)
{
    const passwd *nobody = m_wasRoot ? getpwnam("nobody") : nullptr;
    if (nobody && seteuid(nobody->pw_uid) != 0)
        qFatal("cannot become nobody");
}

WithoutRoot::~WithoutRoot()
{
    if (m_wasRoot && seteuid(0) != 0)
        qFatal("cannot become root again");
}

} // namespace livebelt::test
