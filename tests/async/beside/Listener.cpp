// SPDX-License-Identifier: MIT
// Listens to ten emissions, a millisecond apart, by QCoro; the body of the loop awaits something else, a moment.
#include <QCoreApplication>
#include <QTimer>
#include <cstdio>
#include <qcoroasyncgenerator.h>
#include <qcorosignal.h>
#include <qcorotask.h>
#include <qcorotimer.h>

using namespace std::chrono_literals;

static QCoro::Task<> listen(const QObject *sender)
{
    auto names = qCoroSignalListener(sender, &QObject::objectNameChanged);
    auto it = co_await names.begin();
    while (it != names.end()) {
        std::printf("%s\n", qPrintable(std::get<0>(*it)));
        std::fflush(stdout);
        co_await QCoro::sleepFor(3ms);
        co_await ++it;
    }
}

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QObject sender;
    QTimer timer;
    int said = 0;
    QObject::connect(&timer, &QTimer::timeout, &timer, [&] {
        sender.setObjectName(QString::number(said++));
        if (said == 10) {
            timer.stop();
            QTimer::singleShot(200ms, &application, [] { QCoreApplication::exit(); });
        }
    });
    timer.start(1ms);
    listen(&sender);
    return QCoreApplication::exec();
}
