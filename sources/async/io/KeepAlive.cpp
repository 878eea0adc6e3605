// SPDX-License-Identifier: MIT
#include <livebelt/async/io/KeepAlive.h>

#include <QtGlobal>
#ifdef Q_OS_LINUX
#include <QDir>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#endif

namespace livebelt::async {

#ifdef Q_OS_LINUX
void keepAlive(qintptr descriptor)
{
    constexpr int on = 1, idleSeconds = 10, betweenSeconds = 5, times = 3;
    constexpr int patience = int(std::chrono::milliseconds(longestSilence).count());
    static_assert(idleSeconds + times * betweenSeconds == longestSilence.count());
    const auto set = [descriptor](int level, int option, const int &value) {
        ::setsockopt(int(descriptor), level, option, &value, sizeof value);
    };
    int protocol = 0;
    socklen_t size = sizeof protocol;
    if (::getsockopt(int(descriptor), SOL_SOCKET, SO_PROTOCOL, &protocol, &size) != 0 || protocol != IPPROTO_TCP)
        return;
    set(SOL_SOCKET, SO_KEEPALIVE, on);
    set(IPPROTO_TCP, TCP_KEEPIDLE, idleSeconds);
    set(IPPROTO_TCP, TCP_KEEPINTVL, betweenSeconds);
    set(IPPROTO_TCP, TCP_KEEPCNT, times);
    set(IPPROTO_TCP, TCP_USER_TIMEOUT, patience);
}

void keepAllAlive()
{
    const QStringList descriptors = QDir(QStringLiteral("/proc/self/fd")).entryList(QDir::AllEntries | QDir::System);
    for (const QString &descriptor : descriptors) {
        bool isNumber = false;
        const int number = descriptor.toInt(&isNumber);
        if (isNumber)
            keepAlive(number);
    }
}
#else
void keepAlive(qintptr) {}
void keepAllAlive() {}
#endif

} // namespace livebelt::async
